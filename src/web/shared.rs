//! What all pages of a part of the site show alike, brought into the templates' form once: the site with its menu, the language.
//!
//! In: the contexts. Out: by language and by which menu entries are current, the value for templates and its fingerprint.
//! Does not hold anything of a single page.

use std::collections::HashMap;

use tera::Value;

use super::context::Contexts;
use crate::base::fingerprint::Fingerprint;
use crate::base::path::SitePath;
use crate::site::LanguageId;

/// Sections of pages that no folder of the content holds: the root's, that of the posters, and the shelves.
const MADE: [&str; 4] = ["", "posters", "topics", "audience"];

/// A facet that many pages share.
#[derive(Clone, Debug)]
pub struct SharedFacet {
    /// As templates see it.
    pub value: Value,
    /// What it is.
    pub fingerprint: Fingerprint,
}

/// The shared facets of all pages.
pub struct Shared {
    languages: Vec<SharedFacet>,
    sites: HashMap<(LanguageId, Vec<bool>), SharedFacet>,
}

impl SharedFacet {
    fn of<T: serde::Serialize>(facet: &T) -> SharedFacet {
        SharedFacet { value: Value::from_serializable(facet), fingerprint: Fingerprint::of_value(facet) }
    }
}

impl Shared {
    /// All that pages of this site can need: one facet for each set of current menu entries, and those are few.
    pub fn of(contexts: &Contexts<'_>) -> Shared {
        let site = contexts.site;
        let mut shared = Shared {
            languages: (0..site.languages.len()).map(|l| SharedFacet::of(&contexts.lang(l))).collect(),
            sites: HashMap::new(),
        };
        let nowhere = SitePath::from("");
        for language in 0..site.languages.len() {
            for section in site.sections.keys().map(String::as_str).chain(MADE) {
                shared.add(contexts, language, &nowhere, section);
            }
            for entry in contexts.menu_entries(language) {
                let page = &site.pages[site.entries[entry].pages[language]];
                shared.add(contexts, language, &page.path, &site.entries[entry].section);
            }
        }
        shared
    }

    fn add(&mut self, contexts: &Contexts<'_>, language: LanguageId, path: &SitePath, section: &str) {
        let key = (language, contexts.current(language, path, section));
        self.sites.entry(key).or_insert_with(|| SharedFacet::of(&contexts.site(language, path, section)));
    }

    /// The facet of a language.
    pub fn lang(&self, language: LanguageId) -> &SharedFacet {
        &self.languages[language]
    }

    /// The facet of the site for a page of `path` in `section`.
    pub fn site(&self, contexts: &Contexts<'_>, language: LanguageId, path: &SitePath, section: &str) -> SharedFacet {
        let known = self.sites.get(&(language, contexts.current(language, path, section)));
        known.cloned().unwrap_or_else(|| SharedFacet::of(&contexts.site(language, path, section)))
    }
}
