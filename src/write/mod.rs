//! Writers over the tree of a text: HTML for pages, plain text for descriptions and search, Markdown for texts that are brought in.
//!
//! In: blocks of `document::tree` and a [`Resolver`] that knows the site. Out: strings.
//! Does not know where pages stand or which pictures exist: that is the resolver's business.

pub mod escape;
pub mod html;
pub mod markdown;
pub mod plain;
pub mod sanitise;
pub mod traditional;
pub mod words;

use std::ops::Range;

/// What a link in a text leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A page or file of the site, as an address for `href`.
    Url(String),
    /// Something outside the site.
    External(String),
    /// Nothing that can be shown now: only the words are written.
    Nothing,
}

/// A picture as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureMarkup {
    /// The address for `src`, JPEG, PNG or SVG.
    pub src: String,
    /// Further sizes of the same format: address and width in pixels. Empty for an SVG.
    pub srcset: Vec<(String, u32)>,
    /// The sizes as WebP.
    pub webp: Vec<(String, u32)>,
    /// Width in pixels; 0 when unknown.
    pub width: u32,
    /// Height in pixels; 0 when unknown.
    pub height: u32,
}

/// What is said of a word where it first stands on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gloss {
    /// The term's id.
    pub id: String,
    /// The word as the glossary has it.
    pub word: String,
    /// The word of another language, with its tag.
    pub other: Option<(String, String)>,
    /// What it means.
    pub explanation: String,
    /// The address of its entry in the glossary.
    pub href: Option<String>,
}

/// Knows where the targets of a text lead.
pub trait Resolver {
    /// Where the link `target` leads, as typed in the source.
    fn link(&self, target: &str) -> Resolved;

    /// The picture `target`, as typed in the source; none if there is no such picture.
    fn picture(&self, target: &str) -> Option<PictureMarkup>;

    /// Where words that can be explained stand in a piece of running text, in order, each with its number.
    fn terms(&self, _text: &str) -> Vec<(Range<usize>, usize)> {
        Vec::new()
    }

    /// What is said of the word of this number.
    fn gloss(&self, _term: usize) -> Option<Gloss> {
        None
    }
}
