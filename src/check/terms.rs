//! Terms that a translation does not keep.
//!
//! In: an entry's texts, the terms of the site. Out: T120 where a term stands in the Chinese and none of its renderings stands in the
//! corresponding place of the other language. Rather silent than wrong: what the neighbouring piece says is not told as missing.

use std::ops::Range;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::document::Document;
use crate::document::passage::{Passage, PassageKind};
use crate::site::field::{FieldEntry, FieldValue, Fields};
use crate::site::terms::{CHINESE, Found, Renderings, Term, Terms};
use crate::site::{Entry, Site, Text};
use crate::text;

/// Checks the Chinese text of an entry against each other one.
pub(super) fn check(site: &Site, entry: &Entry, diags: &mut Diagnostics) {
    if site.terms.is_empty() {
        return;
    }
    let chinese = site.languages.iter().position(|l| l.key == CHINESE);
    let Some(chinese) = chinese.and_then(|id| entry.texts[id].as_ref()) else { return };
    let mut pair = None;
    for (id, text) in entry.texts.iter().enumerate() {
        let key = site.languages[id].key.as_str();
        let Some(other) = text.as_ref().filter(|_| key != CHINESE) else { continue };
        let found = pair.get_or_insert_with(|| in_pieces(&site.terms, &chinese.document));
        let pair = Pair { terms: &site.terms, chinese, other, key };
        pair.body(found, diags);
        pair.fields(&chinese.fields, &other.fields, diags);
    }
}

/// The terms of each piece, each once, with places in the file.
fn in_pieces(terms: &Terms, document: &Document) -> Vec<Vec<Found>> {
    let of_piece = |piece: &Passage| {
        let silent = matches!(piece.kind, PassageKind::Code | PassageKind::Html);
        let typed = document.text.get(piece.range()).filter(|_| !silent).unwrap_or_default();
        let mut found: Vec<Found> = Vec::new();
        for hit in checked(terms, typed) {
            if found.iter().all(|f| f.term != hit.term) {
                let range = piece.range().start + hit.range.start..piece.range().start + hit.range.end;
                found.push(Found { term: hit.term, range });
            }
        }
        found
    };
    document.passages.iter().map(of_piece).collect()
}

/// The terms of a Chinese text that translations are held to.
fn checked<'a>(terms: &'a Terms, text: &'a str) -> impl Iterator<Item = Found> + 'a {
    terms.in_text(CHINESE, text).filter(|found| terms.list[found.term].check)
}

/// A Chinese text and one in another language.
struct Pair<'a> {
    terms: &'a Terms,
    chinese: &'a Text,
    other: &'a Text,
    key: &'a str,
}

impl Pair<'_> {
    fn body(&self, found: &[Vec<Found>], diags: &mut Diagnostics) {
        if found.iter().all(Vec::is_empty) {
            return;
        }
        let (ours, theirs) = (&self.chinese.document, &self.other.document);
        let compared: Vec<String> = theirs
            .passages
            .iter()
            .map(|piece| Terms::compared(theirs.text.get(piece.range()).unwrap_or_default()))
            .collect();
        for ((found, counterpart), piece) in
            found.iter().zip(counterparts(&ours.passages, &theirs.passages)).zip(&ours.passages)
        {
            for hit in found {
                let term = &self.terms.list[hit.term];
                let near = match counterpart.len() {
                    1 => counterpart.start.saturating_sub(1)..(counterpart.end + 1).min(compared.len()),
                    _ => counterpart.clone(),
                };
                if compared[near].iter().any(|text| Terms::is_said(term, self.key, text)) {
                    continue;
                }
                let there = match theirs.passages.get(counterpart.start).filter(|_| counterpart.len() == 1) {
                    Some(piece) => theirs.place(&first_line(theirs, &piece.range())),
                    None => Place::file(&theirs.path),
                };
                let said = &ours.text[hit.range.clone()];
                let heading = matches!(piece.kind, PassageKind::Heading(_));
                diags.push(self.told(term, said, ours.place(&hit.range), there, heading));
            }
        }
    }

    /// Texts in the front matter, field by field.
    fn fields(&self, ours: &Fields, theirs: &Fields, diags: &mut Diagnostics) {
        for (name, entry) in ours {
            if let Some(other) = theirs.get(name).filter(|other| !other.inherited && !entry.inherited) {
                self.field(entry, other, diags);
            }
        }
    }

    fn field(&self, ours: &FieldEntry, theirs: &FieldEntry, diags: &mut Diagnostics) {
        match (&ours.value, &theirs.value) {
            (FieldValue::Text(a), FieldValue::Text(b)) => self.words(ours, theirs, a, std::slice::from_ref(b), diags),
            (FieldValue::List(a), FieldValue::List(b)) => {
                let same = a.len() == b.len();
                for (at, a) in a.iter().enumerate() {
                    let near = if same { at.saturating_sub(1)..(at + 2).min(b.len()) } else { 0..b.len() };
                    self.words(ours, theirs, a, &b[near], diags);
                }
            }
            (FieldValue::Records(a), FieldValue::Records(b)) if a.len() == b.len() => {
                a.iter().zip(b).for_each(|(a, b)| self.fields(a, b, diags));
            }
            // Numbers, days and choices are the same in all languages; of records in other numbers T104 tells.
            _ => {}
        }
    }

    /// A text of a field against those that stand for it, its own first or in the middle.
    fn words(&self, ours: &FieldEntry, theirs: &FieldEntry, a: &str, b: &[String], diags: &mut Diagnostics) {
        let mut seen: Vec<usize> = Vec::new();
        let mut compared: Option<Vec<String>> = None;
        for hit in checked(self.terms, a) {
            let term = &self.terms.list[hit.term];
            let said = compared.get_or_insert_with(|| b.iter().map(|text| Terms::compared(text)).collect());
            if seen.contains(&hit.term) || said.iter().any(|text| Terms::is_said(term, self.key, text)) {
                continue;
            }
            seen.push(hit.term);
            let word = &a[hit.range];
            let place = within(&self.chinese.document, &ours.place, a, word);
            let theirs = match b {
                [b] => within(&self.other.document, &theirs.place, b, b),
                _ => {
                    let document = &self.other.document;
                    document.place(&first_line(document, &(theirs.place.start..theirs.place.end)))
                }
            };
            diags.push(self.told(term, word, place, theirs, false));
        }
    }

    fn told(&self, term: &Term, said: &str, place: Place, there: Place, heading: bool) -> Diagnostic {
        let accepted: Vec<String> =
            term.words.get(self.key).into_iter().flat_map(Renderings::all).map(|form| format!("`{form}`")).collect();
        let (zh, en) = (accepted.join("、"), accepted.join(", "));
        let id = &term.id;
        let (place_zh, place_en) = if heading { ("标题里", "the heading") } else { ("这里", "this place") };
        Diagnostic::new(
            &rules::TERM_NOT_KEPT,
            place,
            text! { zh: "译文里没有“{said}”的译名", en: "the translation does not say “{said}” by any of its renderings" },
        )
        .label(text! { zh: "术语 `{id}`", en: "the term `{id}`" })
        .related(there, text! { zh: "{place_zh}对应的译文", en: "what stands for {place_en}" })
        .help(text! { zh: "可以译作：{zh}", en: "renderings that would do: {en}" })
    }
}

/// Where a word of a field's text stands in the file; the whole value if it is written in another way there.
fn within(document: &Document, value: &Place, text: &str, word: &str) -> Place {
    let typed = document.text.get(value.start..value.end).unwrap_or_default();
    let from = typed.find(text).unwrap_or(0);
    match typed[from..].find(word) {
        Some(at) => document.place(&(value.start + from + at..value.start + from + at + word.len())),
        None => value.clone(),
    }
}

/// The first line of a piece: enough to find it by.
fn first_line(document: &Document, range: &Range<usize>) -> Range<usize> {
    let typed = document.text.get(range.clone()).unwrap_or_default();
    range.start..range.start + typed.find('\n').unwrap_or(typed.len())
}

/// For each piece of the one text the pieces of the other that stand for it: one where both go the same way, else those of the same
/// section, else all.
fn counterparts(ours: &[Passage], theirs: &[Passage]) -> Vec<Range<usize>> {
    if same_way(ours, theirs) {
        return (0..ours.len()).map(|i| i..i + 1).collect();
    }
    let (a, b) = (sections(ours), sections(theirs));
    let level = |pieces: &[Passage], s: &Range<usize>| pieces.get(s.start).map(|p| p.kind);
    let headings = |pieces: &[Passage], all: &[Range<usize>]| -> Vec<Option<PassageKind>> {
        all.iter().skip(1).map(|s| level(pieces, s)).collect()
    };
    if headings(ours, &a) != headings(theirs, &b) {
        return vec![0..theirs.len(); ours.len()];
    }
    let mut found = Vec::with_capacity(ours.len());
    for (a, b) in a.iter().zip(&b) {
        if same_way(&ours[a.clone()], &theirs[b.clone()]) {
            found.extend((0..a.len()).map(|i| b.start + i..b.start + i + 1));
        } else {
            found.extend(std::iter::repeat_n(b.clone(), a.len()));
        }
    }
    found
}

fn same_way(a: &[Passage], b: &[Passage]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.kind == b.kind)
}

/// What stands before the first heading, then each heading with what is below it.
fn sections(pieces: &[Passage]) -> Vec<Range<usize>> {
    let heads: Vec<usize> = pieces
        .iter()
        .enumerate()
        .filter(|(_, p)| matches!(p.kind, PassageKind::Heading(_)))
        .map(|(at, _)| at)
        .collect();
    let starts = std::iter::once(0).chain(heads.iter().copied());
    let ends = heads.iter().copied().chain(std::iter::once(pieces.len()));
    starts.zip(ends).map(|(start, end)| start..end).collect()
}
