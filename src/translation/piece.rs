//! Everything of a text that is translated: the fields that are not shared, then the passages of the body.
//!
//! In: a text of the site and the fields of its kind. Out: pieces with their hashes, words and places; or only a hash of all, which
//! costs no copy of any word. Does not know what a translation says of them.

use crate::base::place::Place;
use crate::document::Document;
use crate::document::passage::{self, Passage, Saying};
use crate::site::Text;
use crate::site::field::{FieldEntry, FieldValue, Fields};
use crate::site::places::PlaceRef;
use crate::theme::kind::Field;

/// A piece of a text that is translated as one.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is, in one word: `paragraph`, or a field's name with `=`: `title=`, `laws.text=`.
    pub word: String,
    /// What it says.
    pub hash: u64,
    /// Its words as typed, on one line.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A hash of all pieces, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The hash.
    pub hash: u64,
    /// How many.
    pub count: usize,
}

/// A text in a field, or one of several.
pub(super) struct Worded<'a> {
    field: &'a str,
    /// The field of a group.
    inner: &'a str,
    /// As typed.
    pub words: &'a str,
    place: Place,
}

/// The hash of all pieces of a text.
pub fn sum(text: &Text, known: &[Field]) -> Sum {
    let mut saying = Saying::default();
    let mut bytes = Vec::with_capacity(8 * text.document.passages.len() + 128);
    let mut count = 0;
    let mut add = |hash: u64| {
        bytes.extend_from_slice(&hash.to_le_bytes());
        count += 1;
    };
    worded(text, known).iter().filter_map(|worded| hash(worded, &mut saying)).for_each(&mut add);
    text.document.passages.iter().for_each(|passage| add(passage.hash));
    Sum { hash: passage::hash("", &bytes), count }
}

/// All pieces of a text, in order.
pub fn pieces(text: &Text, known: &[Field]) -> Vec<Piece> {
    let document = &text.document;
    let fields = said_in_fields(text, known).into_iter().map(|(hash, word, worded)| Piece {
        word,
        hash,
        text: passage::one_line(worded.words),
        place: worded.place,
    });
    let body = document.passages.iter().map(|passage| {
        let (start, typed) = (passage.range().start, typed(document, passage));
        Piece {
            word: passage.kind.word().to_string(),
            hash: passage.hash,
            text: passage::one_line(typed),
            place: document.place(&(start..start + typed.trim_end().len())),
        }
    });
    fields.chain(body).collect()
}

/// The fields that say something, each with its hash and its word.
pub(super) fn said_in_fields<'a>(text: &'a Text, known: &'a [Field]) -> Vec<(u64, String, Worded<'a>)> {
    let mut saying = Saying::default();
    let said = worded(text, known).into_iter().filter_map(|worded| {
        let hash = hash(&worded, &mut saying)?;
        let word = if worded.inner.is_empty() {
            format!("{}=", worded.field)
        } else {
            format!("{}.{}=", worded.field, worded.inner)
        };
        Some((hash, word, worded))
    });
    said.collect()
}

/// The words of a passage as typed.
pub(super) fn typed<'a>(document: &'a Document, passage: &Passage) -> &'a str {
    document.text.get(passage.range()).unwrap_or_default()
}

fn hash(worded: &Worded<'_>, saying: &mut Saying) -> Option<u64> {
    // A bar in a title says where its line may break on a poster; it is no word.
    worded.words.split('|').for_each(|part| saying.push(part));
    let hash = saying.finish(worded.field)?;
    Some(if worded.inner.is_empty() { hash } else { passage::hash(worded.inner, &hash.to_le_bytes()) })
}

/// The texts of all fields that a translation has to write itself, by the names of the fields.
fn worded<'a>(text: &'a Text, known: &'a [Field]) -> Vec<Worded<'a>> {
    let mut found = Vec::new();
    for (field, entry) in own(&text.fields, known) {
        match &entry.value {
            FieldValue::Records(records) => {
                for (inner, entry) in records.iter().flat_map(|record| own(record, &field.records)) {
                    for (_, words) in words(entry) {
                        let place = entry.place.clone();
                        found.push(Worded { field: &field.name, inner: &inner.name, words, place });
                    }
                }
            }
            _ => {
                let value = text.document.front.table.get(&field.name);
                for (at, words) in words(entry) {
                    // Of a list each text has its own place.
                    let item = value.and_then(|value| value.list()?.get(at));
                    let place = item.map_or_else(|| entry.place.clone(), |item| text.document.place(&item.range));
                    found.push(Worded { field: &field.name, inner: "", words, place });
                }
            }
        }
    }
    found
}

/// The fields that are written here and not taken over from the original.
fn own<'a>(fields: &'a Fields, known: &'a [Field]) -> impl Iterator<Item = (&'a Field, &'a FieldEntry)> {
    fields.iter().filter(|(_, entry)| !entry.inherited).filter_map(|(name, entry)| {
        let field = known.iter().find(|field| field.name == *name && !field.shared)?;
        Some((field, entry))
    })
}

/// The texts of a value, with their places in a list.
fn words(entry: &FieldEntry) -> Vec<(usize, &str)> {
    match &entry.value {
        FieldValue::Text(text) | FieldValue::Place(PlaceRef::Named(text)) => vec![(0, text)],
        FieldValue::List(texts) => texts.iter().map(String::as_str).enumerate().collect(),
        FieldValue::Place(PlaceRef::Known(_))
        | FieldValue::Day(_)
        | FieldValue::Moment(_)
        | FieldValue::Repeat(_)
        | FieldValue::Number(_)
        | FieldValue::Boolean(_)
        | FieldValue::File(_)
        | FieldValue::Choice(_)
        | FieldValue::Choices(_)
        | FieldValue::Records(_) => Vec::new(),
    }
}
