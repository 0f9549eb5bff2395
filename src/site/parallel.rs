//! Pages that show two languages side by side.
//!
//! In: the field `parallel` of a page, or of the folder it lies in. Out: whether a page is one, and which language stands beside its own.
//! Does not align blocks; `translation::align` does.

use super::field;
use super::{Entry, LanguageId, Page, Site};

impl Site {
    /// Whether the page says `parallel = true`, or a folder above it does and the page does not object. The home page speaks for
    /// itself only.
    pub fn is_parallel(&self, entry: &Entry) -> bool {
        let said = |entry: &Entry| entry.original().and_then(|text| field::flag(&text.fields, "parallel"));
        if let Some(own) = said(entry) {
            return own;
        }
        let mut folder = entry.section.as_str();
        while !folder.is_empty() {
            let above = self.sections.get(folder).map(|section| &self.entries[section.entry]);
            if let Some(said) = above.and_then(said) {
                return said;
            }
            folder = folder.rsplit_once('/').map_or("", |(up, _)| up);
        }
        false
    }

    /// The language whose text stands beside that of a parallel page: the original's, or for the original the first translation's.
    /// None if the page is not parallel or there is only one text.
    pub fn beside(&self, page: &Page) -> Option<LanguageId> {
        let entry = self.entry_of(page);
        let (text, origin) = (page.text.filter(|text| *text == page.language)?, entry.origin?);
        let other = if text == origin {
            entry.texts.iter().enumerate().find(|(language, other)| *language != origin && other.is_some())?.0
        } else {
            origin
        };
        self.is_parallel(entry).then_some(other)
    }
}
