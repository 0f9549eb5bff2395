//! What of a page's sheets somebody wants, and what a file is to be judged by.

/// Which sheets of a page are wanted; what is not named is not limited.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// A format by id. One that the page does not have of its own accord is made all the same.
    pub format: Option<&'a str>,
    /// `zh`, `en`, or `both`.
    pub language: Option<&'a str>,
    /// A profile by id, in place of the sheet's own.
    pub profile: Option<&'a str>,
    /// A print template by name.
    pub template: Option<&'a str>,
}

/// What a file is judged by; what is not named, the file itself suggests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// A profile by id.
    pub profile: Option<&'a str>,
    /// A format by id.
    pub format: Option<&'a str>,
}
