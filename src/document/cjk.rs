//! Emphasis beside Chinese punctuation, which CommonMark's flanking rules forbid.
//!
//! In: Markdown text. Out: the text with invisible sentinels where a `*`, `**` or `~~` run needs them, and where they were put.
//! Does not parse Markdown: the sentinel is a punctuation mark that nobody writes, so the parser's own rules then say "flanking",
//! and inside code or escapes it changes nothing because `strip` takes every sentinel out again.

use std::borrow::Cow;

use crate::base::cjk;

/// U+10A7F OLD SOUTH ARABIAN NUMERIC INDICATOR: punctuation to CommonMark, never used in real text.
pub const SENTINEL: char = '\u{10A7F}';

/// The mended text and the byte offsets (in the mended text) at which sentinels stand, ascending.
///
/// Borrows where nothing had to be put in, which is so for every text without CJK characters.
pub fn mend(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut inserted = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'*', b'~', &bytes[at..]) {
        let start = at + found;
        let mark = bytes[start];
        let end = start + bytes[start..].iter().take_while(|b| **b == mark).count();
        at = end;
        let (Some(before), Some(after)) = (text[..start].chars().next_back(), text[end..].chars().next()) else {
            continue;
        };
        if before == '\\' && escapes(&text[..start]) {
            continue;
        }
        let Some(side) = sentinel_side(before, after) else { continue };
        let place = match side {
            Side::Before => start,
            Side::After => end,
        };
        out.push_str(&text[copied..place]);
        inserted.push(out.len());
        out.push(SENTINEL);
        copied = place;
    }
    if inserted.is_empty() {
        return (Cow::Borrowed(text), inserted);
    }
    out.push_str(&text[copied..]);
    (Cow::Owned(out), inserted)
}

/// The text without sentinels.
pub fn strip(text: &str) -> Cow<'_, str> {
    if text.contains(SENTINEL) { Cow::Owned(text.replace(SENTINEL, "")) } else { Cow::Borrowed(text) }
}

/// The offset in the original text of an offset in the mended one.
pub fn original_offset(inserted: &[usize], offset: usize) -> usize {
    offset - inserted.partition_point(|at| *at < offset) * SENTINEL.len_utf8()
}

enum Side {
    Before,
    After,
}

/// A run between punctuation and a letter can only open or only close by CommonMark; if one of the two is CJK, a sentinel on
/// the letter's side makes it both, and the parser pairs it as the writer meant.
fn sentinel_side(before: char, after: char) -> Option<Side> {
    if before.is_whitespace() || after.is_whitespace() || !(cjk::is_cjk(before) || cjk::is_cjk(after)) {
        return None;
    }
    match (is_punctuation(before), is_punctuation(after)) {
        (true, false) => Some(Side::After),
        (false, true) => Some(Side::Before),
        (true, true) | (false, false) => None,
    }
}

/// Punctuation in CommonMark's sense (0.31: Unicode P and S): ASCII marks, and the marks that stand in Chinese and Western prose.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || cjk::is_cjk_punctuation(c)
        || matches!(c, '\u{00A1}'..='\u{00BF}' | '\u{00D7}' | '\u{00F7}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
            | '\u{20A0}'..='\u{20CF}' | '\u{2100}'..='\u{214F}' | '\u{2190}'..='\u{2BFF}' | '\u{2E00}'..='\u{2E7F}'
            | '\u{3012}' | '\u{3013}' | '\u{3020}' | '\u{3030}' | '\u{303D}' | '\u{FFE0}'..='\u{FFEE}')
            && !c.is_alphanumeric()
}

/// Whether the backslash at the end of `before` escapes what follows: an odd number of them does.
fn escapes(before: &str) -> bool {
    before.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}
