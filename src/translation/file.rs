//! `translations.txt` as it should be.
//!
//! In: the records that stay as they are and those that are new. Out: the file, written when it is wanted: it is as long as all originals
//! together and repeats their words, so it is made from them line by line and never stands in memory. Does not decide what is new.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use super::{book, piece};
use crate::document::Document;
use crate::site::Text;
use crate::theme::kind::Field;

/// The file, by what it is made from.
#[derive(Debug)]
pub struct File {
    /// The file as it stands.
    pub memory: Arc<str>,
    /// Its records, in order.
    pub records: Vec<Record>,
}

/// A record of the file.
#[derive(Debug)]
pub struct Record {
    head: String,
    blocks: Blocks,
}

/// The blocks of an original.
#[derive(Debug)]
enum Blocks {
    /// As they stand in the memory.
    Kept(Range<usize>),
    /// As they are now: those of the fields, each with its hash, what it is and its words; and those of the body.
    New { fields: Vec<(u64, String, String)>, document: Arc<Document> },
}

impl Record {
    /// A record that stays, under these names.
    pub(super) fn kept(record: &book::Record<'_>, files: (&str, &str)) -> Record {
        let head = book::head_line(record.day, (record.original, record.translation), files);
        Record { head, blocks: Blocks::Kept(record.range.clone()) }
    }

    /// A new record with the blocks of `original`, whose fields are `known`.
    pub(super) fn new(head: String, original: &Text, known: &[Field]) -> Record {
        let said = piece::said_in_fields(original, known);
        let fields = said.into_iter().map(|(hash, word, worded)| (hash, word, worded.words.to_string())).collect();
        Record { head, blocks: Blocks::New { fields, document: Arc::clone(&original.document) } }
    }
}

impl File {
    /// Writes the file.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(book::HEADER.as_bytes())?;
        let mut lines = String::new();
        for Record { head, blocks } in &self.records {
            lines.clear();
            lines.push('\n');
            lines.push_str(head);
            match blocks {
                Blocks::Kept(range) => {
                    let kept = &self.memory[range.clone()];
                    lines.push_str(kept);
                    if !kept.is_empty() && !kept.ends_with('\n') {
                        lines.push('\n');
                    }
                }
                Blocks::New { fields, document } => {
                    for (hash, word, typed) in fields {
                        book::push_block(&mut lines, *hash, word, typed);
                    }
                    for passage in &document.passages {
                        let typed = piece::typed(document, passage);
                        book::push_block(&mut lines, passage.hash, passage.kind.word(), typed);
                    }
                }
            }
            out.write_all(lines.as_bytes())?;
        }
        Ok(())
    }
}
