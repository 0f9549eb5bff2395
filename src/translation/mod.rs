//! Which translation follows which original, since when, and what of the original has changed since.
//!
//! In: the site and the text of `translations.txt`. Out: a `Tracking`: the state of every translation, and the file as it should be.
//! Kept by hashes of what is said, so that renaming, copying, re-encoding or touching a file changes nothing. Writes no file and tells
//! no problem: `check` does the one, `pipeline` and `cli` the other.

pub mod align;
pub mod book;
pub mod change;
pub mod file;
pub mod piece;
pub mod select;
pub mod table;

mod rename;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use self::align::{Shape, align};
use self::book::{Book, Line, Record};
use self::change::{Step, What};
use self::file::File;
use self::piece::{Piece, Sum};
use crate::base::date::Day;
use crate::base::place::Place;
use crate::site::{EntryId, LanguageId, Site, Text};
use crate::theme::kind::Field;

/// A translation: an entry, and the language it is translated into.
pub type TranslationId = (EntryId, LanguageId);

/// The state of every translation of a site.
#[derive(Debug, Default)]
pub struct Tracking {
    states: BTreeMap<TranslationId, State>,
    /// `translations.txt` as it should be; none if it needs no change.
    pub file: Option<File>,
    /// Lines of `translations.txt` that could not be read.
    pub unread: Vec<Range<usize>>,
}

/// How a translation stands to its original.
#[derive(Clone, Debug)]
pub struct State {
    /// The day it was confirmed; none if it has not been seen before.
    pub confirmed: Option<Day>,
    /// How many blocks the original has.
    pub blocks: usize,
    /// Whether the translation has been edited since it was confirmed.
    pub edited: bool,
    /// What has become of the original's blocks since.
    pub changes: Vec<Change>,
}

/// What has become of one block of an original.
#[derive(Clone, Debug)]
pub struct Change {
    /// What.
    pub what: What,
    /// What the block is: `paragraph`, `title=`.
    pub word: String,
    /// Its number in the original, from 1; of one that is gone, as it was.
    pub number: usize,
    /// Its words then; empty if it is new.
    pub old: String,
    /// Its words now; empty if it is gone.
    pub new: String,
    /// Where it stands in the original; none if it is gone.
    pub place: Option<Place>,
    /// The block of the translation that stands for it, or after which it would stand.
    pub counterpart: Option<Counterpart>,
}

/// A block of a translation.
#[derive(Clone, Debug)]
pub struct Counterpart {
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// Whether it is only the one before: what is new in the original has none of its own.
    pub is_before: bool,
}

impl Tracking {
    /// The state of a translation; none for an original or a text that is not there.
    pub fn state(&self, entry: EntryId, language: LanguageId) -> Option<&State> {
        self.states.get(&(entry, language))
    }

    /// The translations whose originals have changed, in the order of the site.
    pub fn stale(&self) -> impl Iterator<Item = (TranslationId, &State)> {
        self.states.iter().filter(|(_, state)| state.is_stale()).map(|(id, state)| (*id, state))
    }
}

impl State {
    /// Whether the original has changed since the translation was confirmed.
    pub fn is_stale(&self) -> bool {
        !self.changes.is_empty()
    }
}

/// Compares every translation of the site with what is remembered of it.
///
/// With `remember`, translations seen for the first time are written down as confirmed today.
pub fn track(site: &Site, memory: &Arc<str>, remember: bool) -> Tracking {
    let ledger = Ledger::of(site, memory);
    let states = ledger.found.iter().map(|found| ((found.entry, found.language), ledger.state(found))).collect();
    // A file that could not be read wholly is not written: what was not understood would be lost.
    let may = remember && ledger.book.unread.is_empty();
    let file = may.then(|| ledger.file(&|found| found.record.is_none())).filter(|_| ledger.has_news());
    Tracking { states, file, unread: ledger.book.unread }
}

/// What was confirmed.
pub struct Accepted {
    /// `translations.txt` as it should be.
    pub file: File,
    /// The translations that were behind or not yet known, with the states they had.
    pub confirmed: Vec<(TranslationId, State)>,
}

/// Confirms the translations of `chosen` that are behind or not yet known; none if the memory cannot be read wholly.
pub fn accept(site: &Site, memory: &Arc<str>, chosen: &BTreeSet<TranslationId>) -> Option<Accepted> {
    let ledger = Ledger::of(site, memory);
    if !ledger.book.unread.is_empty() {
        return None;
    }
    let is_due = |found: &Found<'_>| chosen.contains(&(found.entry, found.language)) && !ledger.is_current(found);
    let file = ledger.file(&is_due);
    let confirmed = ledger.found.iter().filter(|found| is_due(found));
    let confirmed = confirmed.map(|found| ((found.entry, found.language), ledger.state(found))).collect();
    Some(Accepted { file, confirmed })
}

/// A translation as it is now.
struct Found<'s> {
    entry: EntryId,
    language: LanguageId,
    original: &'s Text,
    translation: &'s Text,
    original_sum: Sum,
    translation_sum: Sum,
    /// What is remembered of it: an index of the book.
    record: Option<usize>,
}

/// The translations of a site beside what is remembered of them.
struct Ledger<'s> {
    site: &'s Site,
    memory: &'s Arc<str>,
    book: Book<'s>,
    found: Vec<Found<'s>>,
    /// Records whose files are there and are no translations now: drafts, pages of later days.
    waiting: Vec<usize>,
    /// Whether some record is of files that are gone, or stands under an old name.
    is_moved: bool,
}

impl<'s> Ledger<'s> {
    fn of(site: &'s Site, memory: &'s Arc<str>) -> Ledger<'s> {
        let mut found = translations(site);
        let book = if memory.is_empty() { Book::default() } else { book::read(memory) };
        let mut by_files: HashMap<(&str, &str), usize> = HashMap::new();
        for (index, record) in book.records.iter().enumerate() {
            let files = (&*record.original_file, &*record.translation_file);
            // Two of one name come from a merge: the later confirmation holds.
            let before = by_files.get(&files).filter(|before| book.records[**before].day > record.day);
            if before.is_none() {
                by_files.insert(files, index);
            }
        }
        let mut used = vec![false; book.records.len()];
        for found in &mut found {
            let files = (found.original.document.path.as_str(), found.translation.document.path.as_str());
            found.record = by_files.get(&files).copied();
            if let Some(index) = found.record {
                used[index] = true;
            }
        }
        let is_there = |file: &str| {
            let inner = file.strip_prefix("content/").unwrap_or(file);
            site.entry_at(inner).is_some() || site.is_held(inner)
        };
        let mut waiting = Vec::new();
        let mut gone = Vec::new();
        for (index, record) in book.records.iter().enumerate().filter(|(index, _)| !used[*index]) {
            let files = (&*record.original_file, &*record.translation_file);
            match (is_there(files.0), is_there(files.1)) {
                (true, true) if by_files.get(&files) == Some(&index) => waiting.push(index),
                (false, _) => gone.push(index),
                (true, _) => {}
            }
        }
        rename::find(site, &mut found, &book, &gone);
        let is_moved = used.iter().filter(|used| **used).count() + waiting.len() < book.records.len();
        Ledger { site, memory, book, found, waiting, is_moved }
    }

    /// Whether the memory should be other than it is.
    fn has_news(&self) -> bool {
        self.is_moved || self.found.iter().any(|found| found.record.is_none())
    }

    fn record(&self, found: &Found<'_>) -> Option<&Record<'s>> {
        found.record.map(|index| &self.book.records[index])
    }

    /// Whether the translation was confirmed for the original as it is.
    fn is_current(&self, found: &Found<'_>) -> bool {
        self.record(found).is_some_and(|record| record.original == found.original_sum.hash)
    }

    fn state(&self, found: &Found<'_>) -> State {
        let record = self.record(found);
        let changes = match record {
            Some(record) if record.original != found.original_sum.hash => changes(self.site, found, &record.blocks()),
            Some(_) | None => Vec::new(),
        };
        State {
            confirmed: record.map(|record| record.day),
            blocks: found.original_sum.count,
            edited: record.is_some_and(|record| record.translation != found.translation_sum.hash),
            changes,
        }
    }

    /// The whole file, with new records for those that `is_new` names, in the order of their names.
    fn file(&self, is_new: &dyn Fn(&Found<'_>) -> bool) -> File {
        let mut records: BTreeMap<(&str, &str), file::Record> = BTreeMap::new();
        for index in &self.waiting {
            let record = &self.book.records[*index];
            let files = (&*record.original_file, &*record.translation_file);
            records.insert(files, file::Record::kept(record, files));
        }
        for found in &self.found {
            let files = (found.original.document.path.as_str(), found.translation.document.path.as_str());
            if is_new(found) {
                let hashes = (found.original_sum.hash, found.translation_sum.hash);
                let head = book::head_line(self.site.today, hashes, files);
                records.insert(files, file::Record::new(head, found.original, self.known(found)));
            } else if let Some(record) = self.record(found) {
                records.insert(files, file::Record::kept(record, files));
            }
        }
        File { memory: Arc::clone(self.memory), records: records.into_values().collect() }
    }

    /// The fields of the kind of a translation.
    fn known(&self, found: &Found<'_>) -> &'s [Field] {
        &self.site.kind_of(&self.site.entries[found.entry]).fields
    }
}

/// All translations of the site as they are.
fn translations(site: &Site) -> Vec<Found<'_>> {
    if site.languages.len() < 2 {
        return Vec::new();
    }
    let of_entry = |(id, entry): (EntryId, &'_ crate::site::Entry)| -> Vec<(EntryId, LanguageId, Sum, Sum)> {
        let Some((origin, original)) = entry.origin.zip(entry.original()) else { return Vec::new() };
        let known = &site.kind_of(entry).fields;
        let texts = entry.texts.iter().enumerate().filter(|(language, _)| *language != origin);
        let mut found = Vec::new();
        let mut sum = None;
        for (language, text) in texts.filter_map(|(language, text)| Some((language, text.as_ref()?))) {
            let sum = *sum.get_or_insert_with(|| piece::sum(original, known));
            found.push((id, language, sum, piece::sum(text, known)));
        }
        found
    };
    let all: Vec<Vec<(EntryId, LanguageId, Sum, Sum)>> = site.entries.par_iter().enumerate().map(of_entry).collect();
    all.into_iter()
        .flatten()
        .filter_map(|(entry, language, original_sum, translation_sum)| {
            Some(Found {
                entry,
                language,
                original: site.entries[entry].original()?,
                translation: site.entries[entry].texts[language].as_ref()?,
                original_sum,
                translation_sum,
                record: None,
            })
        })
        .collect()
}

fn pieces(site: &Site, entry: EntryId, text: &Text) -> Vec<Piece> {
    piece::pieces(text, &site.kind_of(&site.entries[entry]).fields)
}

/// What has become of each block of an original, with what stands for it in the translation.
fn changes(site: &Site, found: &Found<'_>, old: &[Line<'_>]) -> Vec<Change> {
    let new = pieces(site, found.entry, found.original);
    let steps = change::steps(old, &new);
    let translated = pieces(site, found.entry, found.translation);
    let olds: Vec<Shape<'_>> = old.iter().map(|line| Shape { word: line.word, length: line.text.len() }).collect();
    let shapes: Vec<Shape<'_>> =
        translated.iter().map(|piece| Shape { word: &piece.word, length: piece.text.len() }).collect();
    let of_old: HashMap<usize, usize> =
        align(&olds, &shapes).into_iter().filter_map(|(old, twin)| Some((old?, twin?))).collect();
    let of_new = |new: usize| -> Option<usize> {
        let step = steps.iter().find(|step| step.new == Some(new));
        match step {
            Some(step) => step.old.and_then(|old| of_old.get(&old).copied()),
            // Not among the steps: it says the same as one that stood in the same order.
            None => of_old.get(&unchanged(&steps, old.len(), new)?).copied(),
        }
    };
    let counterpart = |step: &Step| -> Option<Counterpart> {
        let own = step.old.and_then(|old| of_old.get(&old).copied());
        let before = || step.new.and_then(|new| (0..new).rev().find_map(&of_new));
        let is_before = own.is_none();
        let piece = &translated[own.or_else(before)?];
        Some(Counterpart { text: piece.text.clone(), place: piece.place.clone(), is_before })
    };
    steps
        .iter()
        .map(|step| {
            let (was, is) = (step.old.map(|at| &old[at]), step.new.map(|at| &new[at]));
            Change {
                what: step.what,
                word: is.map(|is| is.word.clone()).or(was.map(|was| was.word.to_string())).unwrap_or_default(),
                number: step.new.or(step.old).unwrap_or(0) + 1,
                old: was.map_or(String::new(), |was| was.text.to_string()),
                new: is.map_or(String::new(), |is| is.text.clone()),
                place: is.map(|is| is.place.clone()),
                counterpart: counterpart(step),
            }
        })
        .collect()
}

/// The old index of a block that is what and where it was: both sides without the steps are the same sequence.
fn unchanged(steps: &[Step], olds: usize, new: usize) -> Option<usize> {
    let rank = new - steps.iter().filter(|step| step.new.is_some_and(|at| at < new)).count();
    (0..olds).filter(|old| steps.iter().all(|step| step.old != Some(*old))).nth(rank)
}
