//! What of a page's sheets somebody wants, and what a file is to be judged by.
//!
//! In: nothing. Out: values that say it. Does not choose; `shop` and `handover` do.

use crate::base::path::SourcePath;

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
    /// Whether only sheets of several pages are wanted.
    pub booklet: bool,
}

/// Which sheets of a site are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Batch<'a> {
    /// Pages and folders; all if there are none.
    pub paths: &'a [SourcePath],
    /// Which of their sheets; a format that a page does not have is not made.
    pub wanted: Wanted<'a>,
}

/// What a file is judged by; what is not named, the file itself suggests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// A profile by id.
    pub profile: Option<&'a str>,
    /// A format by id.
    pub format: Option<&'a str>,
}
