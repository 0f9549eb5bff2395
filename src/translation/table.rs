//! The table of pages and languages: what is done, missing, behind, waiting.
//!
//! In: the site (with drafts and pages of later days), the tracking, and which pages are asked for. Out: plain data, ready for JSON.
//! Draws nothing; the command line does.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::change::What;
use super::{Change, State, Tracking, TranslationId};
use crate::base::diag::Text as Words;
use crate::base::path::SourcePath;
use crate::base::place::{LineColumn, Place, line_column};
use crate::site::field;
use crate::site::{Entry, EntryId, LanguageId, Site, Text};
use crate::text;

/// Pages and languages.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Keys of the languages, in the order of the columns.
    pub languages: Vec<String>,
    /// Names of the languages in themselves.
    #[serde(skip)]
    pub names: Vec<String>,
    /// How many translations are done.
    pub done: usize,
    /// How many are missing.
    pub missing: usize,
    /// How many are behind their original.
    pub stale: usize,
    /// How many are drafts or of a later day.
    pub waiting: usize,
    /// How many are not meant to be.
    pub unwanted: usize,
    /// The pages, by path.
    pub pages: Vec<Row>,
}

/// A page.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its path under `content/` without ending.
    pub page: String,
    /// Its title in the language it was written in.
    pub title: String,
    /// The page in each language asked for.
    pub translations: BTreeMap<String, Cell>,
}

/// A page in a language.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// How it stands.
    pub state: Standing,
    /// Its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<SourcePath>,
    /// The day it was confirmed, or for a page of a later day that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// How many blocks the original has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<usize>,
    /// Whether the file has been edited since it was confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited: Option<bool>,
    /// What has changed in the original since.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Shown>,
}

/// How a page stands in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It was written in this language.
    Original,
    /// Translated, and the original is as it was.
    Done,
    /// The original has changed since.
    Stale,
    /// There is no translation.
    Missing,
    /// It is a draft.
    Draft,
    /// It is published on a later day.
    Scheduled,
    /// The page is not meant to be translated.
    Unwanted,
}

/// A changed block.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// What has become of it.
    pub change: What,
    /// What it is: `paragraph`, `title=`.
    pub block: String,
    /// Its number in the original.
    pub number: usize,
    /// Its words when the translation was confirmed.
    pub old: String,
    /// Its words now.
    pub new: String,
    /// Where it stands in the original.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Spot>,
    /// What stands for it in the translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation: Option<Spot>,
}

/// A block of a file.
#[derive(Clone, Debug, Serialize)]
pub struct Spot {
    /// The file.
    pub path: SourcePath,
    /// Where it begins.
    #[serde(flatten)]
    pub start: LineColumn,
    /// Its words.
    pub text: String,
    /// Whether it is the block after which a new one would stand.
    pub before: bool,
}

/// The table of the chosen pages and languages. Languages that the program makes itself are no gap, so they have no column.
pub fn table(site: &Site, tracking: &Tracking, chosen: &BTreeSet<TranslationId>) -> Table {
    let written = || site.languages.iter().enumerate().filter(|(_, language)| language.from.is_none());
    let mut table = Table {
        languages: written().map(|(_, language)| language.key.clone()).collect(),
        names: written().map(|(_, language)| language.name.clone()).collect(),
        done: 0,
        missing: 0,
        stale: 0,
        waiting: 0,
        unwanted: 0,
        pages: Vec::new(),
    };
    let is_written = |id: &&TranslationId| site.languages[id.1].from.is_none();
    let mut ids: Vec<EntryId> = chosen.iter().filter(is_written).map(|(entry, _)| *entry).collect();
    ids.dedup();
    ids.sort_by(|a, b| site.entries[*a].base.cmp(&site.entries[*b].base));
    for id in ids {
        let entry = &site.entries[id];
        let Some((origin, original)) = entry.origin.zip(entry.original()) else { continue };
        let mut translations = BTreeMap::new();
        for (language, known) in written() {
            if language != origin && !chosen.contains(&(id, language)) {
                continue;
            }
            let cell = cell(site, tracking, (id, language));
            match cell.state {
                Standing::Original => {}
                Standing::Done => table.done += 1,
                Standing::Missing => table.missing += 1,
                Standing::Stale => table.stale += 1,
                Standing::Draft | Standing::Scheduled => table.waiting += usize::from(language != origin),
                Standing::Unwanted => table.unwanted += 1,
            }
            translations.insert(known.key.clone(), cell);
        }
        let title = field::text(&original.fields, "title").unwrap_or_default().replace('|', "");
        table.pages.push(Row { page: entry.base.clone(), title, translations });
    }
    table
}

fn cell(site: &Site, tracking: &Tracking, id: TranslationId) -> Cell {
    let (entry, language) = (&site.entries[id.0], id.1);
    let text = entry.texts[language].as_ref();
    let empty = |state| Cell { state, file: None, day: None, blocks: None, edited: None, changes: Vec::new() };
    let Some(text) = text else { return empty(lacking(entry)) };
    let file = Some(text.document.path.clone());
    let is_original = entry.origin == Some(language);
    if let Some((state, day)) = held(site, text) {
        return Cell { file, day, ..empty(state) };
    }
    if is_original {
        return Cell { file, ..empty(Standing::Original) };
    }
    let Some(state) = tracking.state(id.0, language) else { return Cell { file, ..empty(Standing::Done) } };
    Cell {
        state: if state.is_stale() { Standing::Stale } else { Standing::Done },
        file,
        day: state.confirmed.map(|day| day.0.to_string()),
        blocks: Some(state.blocks),
        edited: Some(state.edited),
        changes: shown(site, id, state),
    }
}

/// How a page stands in a language that has no text.
fn lacking(entry: &Entry) -> Standing {
    let is_draft = entry.original().is_some_and(|text| field::flag(&text.fields, "draft").unwrap_or(false));
    if !entry.translate {
        Standing::Unwanted
    } else if is_draft {
        Standing::Draft
    } else {
        Standing::Missing
    }
}

/// Whether a text is a draft or of a later day.
fn held(site: &Site, text: &Text) -> Option<(Standing, Option<String>)> {
    if field::flag(&text.fields, "draft").unwrap_or(false) {
        return Some((Standing::Draft, None));
    }
    let day = field::day(&text.fields, "date").filter(|day| *day > site.today)?;
    Some((Standing::Scheduled, Some(day.0.to_string())))
}

fn shown(site: &Site, id: TranslationId, state: &State) -> Vec<Shown> {
    let entry = &site.entries[id.0];
    let spot = |language: Option<LanguageId>, place: &Place, words: &str, before: bool| {
        let text = entry.texts[language?].as_ref()?;
        let start = line_column(&text.document.text, place.start);
        Some(Spot { path: place.path.clone(), start, text: words.to_string(), before })
    };
    let one = |change: &Change| Shown {
        change: change.what,
        block: change.word.clone(),
        number: change.number,
        old: change.old.clone(),
        new: change.new.clone(),
        original: change.place.as_ref().and_then(|place| spot(entry.origin, place, &change.new, false)),
        translation: change
            .counterpart
            .as_ref()
            .and_then(|twin| spot(Some(id.1), &twin.place, &twin.text, twin.is_before)),
    };
    state.changes.iter().map(one).collect()
}

/// What a block is called.
pub fn block_name(word: &str) -> Words {
    if let Some(field) = word.strip_suffix('=') {
        return text! { zh: "字段 {field}", en: "field {field}" };
    }
    let (zh, en) = match word {
        "paragraph" => ("段落", "paragraph"),
        "item" => ("列表项", "list item"),
        "row" => ("表格行", "table row"),
        "quote" => ("引文", "quotation"),
        "alert" => ("提示框", "alert"),
        "code" => ("代码", "code"),
        "definition" => ("释义", "definition"),
        "html" => ("HTML", "HTML"),
        "footnote" => ("注释", "footnote"),
        _ => ("标题", "heading"),
    };
    text! { zh: "{zh}", en: "{en}" }
}
