//! The whole site, assembled: entries, their languages, sections, addresses, links.
//!
//! In: settings, theme, documents, today. Out: a `Site`, built once and then only read, and every problem of putting it together.
//! Does not render and does not know templates' contents.

pub mod field;
pub mod link;
pub mod memory;
pub mod places;
pub mod repeat;
pub mod section;
pub mod terms;
pub mod topic;
pub mod url;
pub mod values;

mod address;
mod assemble;
mod parallel;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use self::field::Fields;
use self::memory::Memory;
use self::places::Places;
use self::section::Section;
use self::terms::Terms;
use self::topic::Topics;
use crate::base::config::Config;
use crate::base::date::Day;
use crate::base::lang::Language;
use crate::base::path::{SitePath, SourcePath};
use crate::document::Document;
use crate::pinyin::Pinyin;
use crate::source::Source;
use crate::theme::kind::Kind;

pub use self::assemble::{Input, assemble};

/// Index of a language in [`Site::languages`]; 0 is the default.
pub type LanguageId = usize;

/// Index of an entry in [`Site::entries`].
pub type EntryId = usize;

/// Index of a page in [`Site::pages`].
pub type PageId = usize;

/// The whole site.
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The languages, the default one first.
    pub languages: Vec<Language>,
    /// The kinds of the theme.
    pub kinds: BTreeMap<String, Kind>,
    /// The places.
    pub places: Places,
    /// The terms.
    pub terms: Terms,
    /// What is published, by its path under `content/`.
    pub entries: Vec<Entry>,
    /// Every entry in every language.
    pub pages: Vec<Page>,
    /// The folders, by path under `content/`; the root is the empty one.
    pub sections: BTreeMap<String, Section>,
    /// What pages are about and whom they are for.
    pub topics: Topics,
    /// Files under `content/` that are no pages, by path under `content/`.
    pub files: BTreeMap<String, Source>,
    /// Pages held back until their date.
    pub scheduled: Vec<(SourcePath, Day)>,
    /// Drafts left out.
    pub drafts: Vec<SourcePath>,
    /// The day of the run.
    pub today: Day,
    /// How Chinese names are read.
    pub pinyin: Pinyin,
    /// Paths without the language that lead on to an entry, because it was there before.
    pub former: Vec<(EntryId, String)>,
    /// The addresses to be remembered once this is published; none if `addresses.txt` cannot be read or nothing is worth it.
    pub memory: Option<Memory>,
    by_source: HashMap<String, (EntryId, LanguageId)>,
    held: HashMap<String, SourcePath>,
    positions: HashMap<EntryId, usize>,
}

/// One thing published, in one or more languages: a page of the site, or a folder without a page of its own.
pub struct Entry {
    /// Its path under `content/` without extension and language: `notices/x`, `reader/_index`.
    pub base: String,
    /// Its kind, a key of [`Site::kinds`].
    pub kind: String,
    /// The folder it is listed in; for a folder's own page, the folder above.
    pub section: String,
    /// Its text in each language, if there is one.
    pub texts: Vec<Option<Text>>,
    /// The language it was written in first: the default one if it has it. None for a folder without a page.
    pub origin: Option<LanguageId>,
    /// Whether it is meant to be translated (`translate = false` says no).
    pub translate: bool,
    /// Its page in each language.
    pub pages: Vec<PageId>,
}

/// An entry's text in one language.
pub struct Text {
    /// The file.
    pub document: Arc<Document>,
    /// Its fields, with those inherited from the original.
    pub fields: Fields,
}

/// An entry as the readers of one language get it.
pub struct Page {
    /// The entry.
    pub entry: EntryId,
    /// The language of the tree it stands in.
    pub language: LanguageId,
    /// The language of its text; another one if there is no translation. None for a folder without a page.
    pub text: Option<LanguageId>,
    /// Its path.
    pub path: SitePath,
    /// Its title.
    pub title: String,
    /// A sentence or two; empty if nothing is known.
    pub summary: String,
}

impl Site {
    /// The entry of a page.
    pub fn entry_of(&self, page: &Page) -> &Entry {
        &self.entries[page.entry]
    }

    /// The kind of an entry.
    pub fn kind_of(&self, entry: &Entry) -> &Kind {
        &self.kinds[&entry.kind]
    }

    /// The text shown on a page.
    pub fn text_of(&self, page: &Page) -> Option<&Text> {
        self.entries[page.entry].texts[page.text?].as_ref()
    }

    /// Whether a page is in its own language.
    pub fn is_real(&self, page: &Page) -> bool {
        page.text.is_none_or(|text| text == page.language)
    }

    /// The language whose pages a tree is converted from, if the program makes them.
    pub fn source_of(&self, language: LanguageId) -> Option<LanguageId> {
        let from = self.languages[language].from.as_ref()?;
        self.languages.iter().position(|l| l.key == *from)
    }

    /// Whether a page is made from another one by conversion.
    pub fn is_converted(&self, page: &Page) -> bool {
        page.text != Some(page.language) && page.text.is_some() && page.text == self.source_of(page.language)
    }

    /// The languages that people write, without those the program converts.
    pub fn own_languages(&self) -> impl Iterator<Item = LanguageId> + '_ {
        (0..self.languages.len()).filter(|language| self.languages[*language].from.is_none())
    }

    /// The address of a path: base address and path, `index.html` left out.
    pub fn address(&self, path: &SitePath) -> String {
        format!("{}{}", self.config.base_url, path.as_url_path())
    }

    /// The home page of a language.
    pub fn home(&self, language: LanguageId) -> Option<&Page> {
        let entry = self.sections.get("")?.entry;
        Some(&self.pages[self.entries[entry].pages[language]])
    }

    /// The entry whose file (original or translation) is this path under `content/`.
    pub fn entry_at(&self, path: &str) -> Option<(EntryId, LanguageId)> {
        self.by_source.get(path).copied()
    }

    /// Whether the file of this path under `content/` exists but is not published now.
    pub fn is_held(&self, path: &str) -> bool {
        self.held.contains_key(path)
    }

    /// Where an entry stands among those of its section.
    pub fn position(&self, entry: EntryId) -> Option<usize> {
        self.positions.get(&entry).copied()
    }

    /// All Markdown files that are published, by path under `content/`.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.by_source.keys().map(String::as_str)
    }

    /// Whether the page is past its `expires`.
    pub fn is_expired(&self, fields: &Fields) -> bool {
        field::day(fields, "expires").is_some_and(|day| day < self.today)
    }

    /// Whether what the page announces is over: its end, else its start, lies before today.
    pub fn is_past(&self, fields: &Fields) -> bool {
        field::day(fields, "end").or_else(|| field::day(fields, "start")).is_some_and(|day| day < self.today)
    }
}

impl Text {
    /// The folder under `content/` that its links start from.
    pub fn folder(&self) -> &str {
        self.document.path.folder().strip_prefix("content").unwrap_or("").trim_start_matches('/')
    }
}

impl Entry {
    /// The text it was written in first.
    pub fn original(&self) -> Option<&Text> {
        self.texts[self.origin?].as_ref()
    }

    /// Whether it is a folder's own page.
    pub fn is_index(&self) -> bool {
        self.base == "_index" || self.base.ends_with("/_index")
    }

    /// Its name as one word: its path under `content/` with hyphens, for file names such as those of posters.
    pub fn name(&self, pinyin: &Pinyin) -> String {
        let base = self.base.strip_suffix("/_index").or_else(|| self.base.strip_suffix("/index")).unwrap_or(&self.base);
        url::part(pinyin, &base.replace('/', "-"))
    }
}
