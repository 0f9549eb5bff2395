//! `translations.txt`: the originals as they stood when their translations were confirmed.
//!
//! In: the text of the file. Out: records, or lines of one. A record is a head line (day, hash of the original, hash of the
//! translation, the two files) and below it, indented, a line for each block of the original: its hash, what it is, its words.
//! Reads heads only and leaves the blocks as one slice until somebody asks for them. Does not know which texts
//! are translations.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::date::Day;
use crate::document::passage;

/// The lines at the head of the file.
pub const HEADER: &str = "\
# 译文核对记录：每篇译文是照着什么样的原文确认的。pufa build 会自己记，pufa i18n accept 会更新；请和 content 一起保存。
# Translations and the originals they were confirmed against. Kept by pufa build and pufa i18n accept; keep it with content.
";

/// Between the two files of a head line.
const ARROW: &str = " -> ";

/// Indents the blocks of a record.
const INDENT: &str = "  ";

/// Digits of a hash.
const DIGITS: usize = 12;

/// All records of the file.
#[derive(Debug, Default)]
pub struct Book<'t> {
    /// The records, in the order of the file.
    pub records: Vec<Record<'t>>,
    /// Lines that could not be read.
    pub unread: Vec<Range<usize>>,
}

/// What is known of a translation.
#[derive(Clone, Debug)]
pub struct Record<'t> {
    /// The day it was confirmed.
    pub day: Day,
    /// Hash of the original as it was then.
    pub original: u64,
    /// Hash of the translation as it was then.
    pub translation: u64,
    /// The file of the original.
    pub original_file: Cow<'t, str>,
    /// The file of the translation.
    pub translation_file: Cow<'t, str>,
    /// Where its blocks stand in the file.
    pub range: Range<usize>,
    /// The lines of the blocks.
    lines: &'t str,
}

/// A block of an original as it stood.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    /// What it said.
    pub hash: u64,
    /// What it was: `paragraph`, `title=`.
    pub word: &'t str,
    /// Its words.
    pub text: &'t str,
}

/// Reads the file.
pub fn read(text: &str) -> Book<'_> {
    let mut book = Book::default();
    // Where the blocks of the last record begin and end.
    let mut blocks = 0..0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let line = line.trim_end();
        if line.starts_with(INDENT) && block(line).is_some() && !book.records.is_empty() {
            blocks.end = range.end;
        } else if let Some(record) = head(line) {
            close(&mut book, text, &blocks);
            book.records.push(record);
            blocks = range.end..range.end;
        } else if !line.is_empty() && !line.starts_with('#') {
            book.unread.push(range.start..range.start + line.len());
        }
    }
    close(&mut book, text, &blocks);
    book
}

fn close<'t>(book: &mut Book<'t>, text: &'t str, blocks: &Range<usize>) {
    if let Some(record) = book.records.last_mut() {
        record.lines = &text[blocks.clone()];
        record.range = blocks.clone();
    }
}

fn head(line: &str) -> Option<Record<'_>> {
    let mut parts = line.splitn(4, ' ');
    let (day, original, translation, files) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let (original_file, translation_file) = files.split_once(ARROW)?;
    Some(Record {
        day: Day::parse(day)?,
        original: number(original)?,
        translation: number(translation)?,
        original_file: unescaped(original_file),
        translation_file: unescaped(translation_file),
        range: 0..0,
        lines: "",
    })
}

fn block(line: &str) -> Option<Line<'_>> {
    let (hash, rest) = line.strip_prefix(INDENT)?.split_once(' ')?;
    let (word, text) = rest.split_once(' ')?;
    Some(Line { hash: number(hash)?, word, text })
}

fn number(digits: &str) -> Option<u64> {
    if digits.len() != DIGITS || digits.starts_with('+') {
        return None;
    }
    u64::from_str_radix(digits, 16).ok()
}

/// Writes a number as `number` reads it.
fn push_number(out: &mut String, number: u64) {
    for byte in &number.to_be_bytes()[8 - DIGITS / 2..] {
        let halves = [byte >> 4, byte & 0xF];
        out.extend(halves.map(|half| char::from(b"0123456789abcdef"[usize::from(half)])));
    }
}

/// A file's name may hold what stands between two names.
fn escaped(file: &str) -> Cow<'_, str> {
    if file.contains(['>', '%']) { file.replace('%', "%25").replace('>', "%3E").into() } else { file.into() }
}

fn unescaped(file: &str) -> Cow<'_, str> {
    if file.contains('%') { file.replace("%3E", ">").replace("%25", "%").into() } else { file.into() }
}

impl<'t> Record<'t> {
    /// The blocks of the original as they stood.
    pub fn blocks(&self) -> Vec<Line<'t>> {
        self.lines.lines().filter_map(block).collect()
    }
}

/// The line that begins a record: the day, the hashes of original and translation, and their files.
pub fn head_line(day: Day, hashes: (u64, u64), files: (&str, &str)) -> String {
    let (from, to) = (escaped(files.0), escaped(files.1));
    format!("{} {:0DIGITS$x} {:0DIGITS$x} {from}{ARROW}{to}\n", day.0, hashes.0, hashes.1)
}

/// Adds the line of a block: its hash, what it is, its words as typed.
pub fn push_block(out: &mut String, hash: u64, word: &str, typed: &str) {
    out.push_str(INDENT);
    push_number(out, hash);
    out.push(' ');
    out.push_str(word);
    out.push(' ');
    passage::push_one_line(out, typed);
    out.push('\n');
}
