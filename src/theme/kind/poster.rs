//! The sheets of a kind: its `[[posters]]`.
//!
//! In: an entry of the kind's file. Out: a [`Poster`].
//! Does not know which formats, profiles and print templates there are; `plan` and `print` say so when a sheet wants them.

use super::Reader;
use crate::base::config::Localized;
use crate::base::diag::nearest;
use crate::base::value::{Table, Value};
use crate::text;

/// A sheet that a kind has.
#[derive(Clone, Debug)]
pub struct Poster {
    /// The print template: `event` is `print/event.typ`.
    pub template: String,
    /// Its word in file names, where a kind has several sheets: `programme`.
    pub id: Option<String>,
    /// What the sheet is called; the format's name if it has none.
    pub name: Option<Localized>,
    /// Formats by id: `A3`.
    pub formats: Vec<String>,
    /// How many pages it may have.
    pub pages: Pages,
    /// The field a page must have (and not as `false`) to get this sheet.
    pub when: Option<String>,
    /// The look: `campaign`, `law` or `festive`; a page's field `family` goes before it.
    pub family: Option<String>,
    /// The profile by id; the format's if there is none.
    pub profile: Option<String>,
    /// Which variants there are.
    pub variants: Vec<Variant>,
    /// Data that it wants besides the page's own.
    pub with: Vec<With>,
    /// How many copies the job ticket asks for.
    pub copies: Option<i64>,
}

/// How many pages a sheet may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pages {
    /// One; what does not fit is set smaller, and then an error.
    #[default]
    One,
    /// One or two, as a leaflet has; fitted in the same way.
    Two,
    /// As many as the text needs.
    Many,
    /// As many as the text needs, in fours: blank pages are put before the last.
    Fours,
}

/// A variant of a sheet by its languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variant {
    /// One for each language that has a text.
    Each,
    /// The first two languages of the site together.
    Both,
    /// One for this language.
    Only(String),
}

/// Data that a sheet wants besides the page's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// The pages of the folder whose own page this is.
    Chapters,
    /// The terms of the term base that occur in it.
    Terms,
}

impl Pages {
    const ALL: [(&'static str, Pages); 4] =
        [("one", Pages::One), ("two", Pages::Two), ("many", Pages::Many), ("fours", Pages::Fours)];

    /// Its word in kind files and print data.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, pages)| *pages == self).map_or("one", |(word, _)| word)
    }

    /// The most pages its type is set smaller for; none if the text may take what it needs.
    pub fn most(self) -> Option<usize> {
        match self {
            Pages::One => Some(1),
            Pages::Two => Some(2),
            Pages::Many | Pages::Fours => None,
        }
    }
}

const KEYS: &[&str] =
    &["template", "id", "name", "formats", "pages", "when", "family", "profile", "languages", "with", "copies"];

/// The looks a theme may draw a sheet in.
pub const FAMILIES: [&str; 3] = ["campaign", "law", "festive"];

impl Reader<'_> {
    pub(super) fn posters(&mut self, table: &Table) -> Vec<Poster> {
        let Some(list) = table.get("posters").and_then(Value::list) else { return Vec::new() };
        list.iter().filter_map(|value| self.poster(value)).collect()
    }

    fn poster(&mut self, value: &Value) -> Option<Poster> {
        let entry = value.table()?;
        self.only_known(entry, KEYS);
        let Some(template) = self.string(entry, "template") else {
            self.wrong(value, text! { zh: "缺少 `template`", en: "`template` is missing" });
            return None;
        };
        let pages = self.word(entry, "pages", &Pages::ALL.map(|(word, _)| word));
        let languages = self.strings(entry, "languages");
        let with = [("chapters", With::Chapters), ("terms", With::Terms)];
        let wanted = self.strings(entry, "with");
        for word in wanted.iter().filter(|word| !with.iter().any(|(known, _)| known == word)) {
            let text = text! { zh: "`with` 里不认识 `{word}`；可以写 chapters、terms", en: "`with` does not know `{word}`; it knows chapters and terms" };
            self.wrong(entry.get("with").unwrap_or(value), text);
        }
        Some(Poster {
            id: self.string(entry, "id"),
            name: entry.get("name").is_some().then(|| self.localized(entry, "name")),
            formats: self.strings(entry, "formats"),
            pages: pages
                .and_then(|word| Pages::ALL.iter().find(|(w, _)| *w == word))
                .map(|(_, p)| *p)
                .unwrap_or_default(),
            when: self.string(entry, "when"),
            family: self.word(entry, "family", &FAMILIES),
            profile: self.string(entry, "profile"),
            variants: if languages.is_empty() {
                vec![Variant::Each, Variant::Both]
            } else {
                languages.into_iter().map(variant).collect()
            },
            with: with.into_iter().filter(|(word, _)| wanted.iter().any(|w| w == word)).map(|(_, with)| with).collect(),
            copies: entry.get("copies").and_then(Value::integer),
            template,
        })
    }

    /// One of a few words; another is a problem.
    fn word(&mut self, table: &Table, key: &str, known: &[&str]) -> Option<String> {
        let word = self.string(table, key)?;
        if known.contains(&word.as_str()) {
            return Some(word);
        }
        let (all_zh, all_en) = (known.join("、"), known.join(", "));
        let near = nearest(&word, known.iter().copied()).map_or(String::new(), |near| format!(" ({near}?)"));
        let text = text! { zh: "`{key}` 应为：{all_zh}{near}", en: "`{key}` must be one of: {all_en}{near}" };
        if let Some(value) = table.get(key) {
            self.wrong(value, text);
        }
        None
    }
}

fn variant(word: String) -> Variant {
    match word.as_str() {
        "each" => Variant::Each,
        "both" => Variant::Both,
        _ => Variant::Only(word),
    }
}
