//! Readings over characters: `{津|jīn}`, `{欢乐津城|huān lè jīn chéng}`.
//!
//! In: text with braces. Out: the characters and their readings, one each where their numbers agree. Where the text is code or the
//! brace is escaped is known to `cjk::mend` and the parser, not here.

use std::ops::Range;

use super::cjk::{BAR, SENTINEL, strip};
use super::tree::{Inline, InlineKind, Reading};
use crate::base::cjk::{is_han, is_variation};

/// Most characters under one pair of braces: more is no name and no rare character.
const BASE_CHARS: usize = 16;

/// Most bytes of a reading: sixteen syllables of six letters and a tone mark.
const READING_BYTES: usize = 160;

/// A reading as typed, with offsets after the opening brace.
pub(super) struct Candidate {
    /// Where the bar stands, or the backslash before it.
    pub bar: usize,
    /// After the closing brace.
    pub end: usize,
}

/// Whether what follows an opening brace is a reading: Han characters, a bar (narrow, escaped or wide), text, a brace.
pub(super) fn candidate(text: &str) -> Option<Candidate> {
    let bar = base_of(text)?;
    let rest = &text[bar..];
    let after = ["|", "\\|", "｜"].into_iter().find(|mark| rest.starts_with(mark)).map(|mark| bar + mark.len())?;
    let reading = reading_of(&text[after..])?;
    Some(Candidate { bar, end: after + reading.len() + 1 })
}

/// The bytes of Han characters at the beginning.
fn base_of(text: &str) -> Option<usize> {
    let mut chars = 0;
    for (at, c) in text.char_indices() {
        if is_han(c) {
            chars += 1;
        } else if chars == 0 || !is_variation(c) {
            return (1..=BASE_CHARS).contains(&chars).then_some(at);
        }
        if chars > BASE_CHARS {
            return None;
        }
    }
    None
}

/// The text before a closing brace on the same line.
fn reading_of(text: &str) -> Option<&str> {
    let end = text.find(['{', '}', '|', '｜', '\n'])?;
    let reading = &text[..end];
    (text[end..].starts_with('}') && end <= READING_BYTES && !reading.trim().is_empty()).then_some(reading)
}

/// Adds the pieces of a text: words, and readings where `cjk::mend` left its mark. `typed` is the file, of which `range` holds the text.
pub(super) fn pieces(text: &str, typed: &str, range: &Range<usize>, found: &mut Vec<Inline>) {
    let mut rest = text;
    let mut from = range.start;
    while let Some((start, end, readings)) = next(rest) {
        // The place: what was typed, looked for from the last one on.
        let base: String = readings.iter().map(|r| r.base.as_str()).collect();
        let hay = typed.get(from..range.end).unwrap_or_default();
        let opening = hay.find(&format!("{{{base}")).map_or(from, |at| from + at);
        let closing = typed.get(opening..range.end).and_then(|t| t.find('}')).map_or(range.end, |at| opening + at + 1);
        push(found, &rest[..start], from..opening);
        found.push(Inline { kind: InlineKind::Ruby(readings), range: opening..closing });
        rest = &rest[end..];
        from = closing;
    }
    push(found, rest, from..range.end);
}

fn push(found: &mut Vec<Inline>, text: &str, range: Range<usize>) {
    let text = strip(text);
    if !text.is_empty() {
        found.push(Inline { kind: InlineKind::Text(text.into_owned()), range });
    }
}

/// The first reading that `cjk::mend` marked: where it begins and ends, and what it says.
fn next(text: &str) -> Option<(usize, usize, Vec<Reading>)> {
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'{', &text.as_bytes()[from..]) {
        let start = from + at;
        from = start + 1;
        let Some(base) = base_of(&text[from..]) else { continue };
        let Some(marked) = text[from + base..].strip_prefix([BAR, SENTINEL]) else { continue };
        let Some(after) = marked.strip_prefix(['|', '｜']) else { continue };
        let Some(reading) = reading_of(after) else { continue };
        let end = text.len() - after.len() + reading.len() + 1;
        return Some((start, end, apart(&text[from..from + base], &strip(reading))));
    }
    None
}

/// One reading for each character where there are as many syllables, else one for all.
fn apart(base: &str, reading: &str) -> Vec<Reading> {
    let characters = characters(base);
    let syllables: Vec<&str> = reading.split_whitespace().collect();
    if characters.len() == syllables.len() {
        let each = characters.iter().zip(&syllables);
        return each
            .map(|(base, reading)| Reading { base: (*base).to_string(), reading: (*reading).to_string() })
            .collect();
    }
    vec![Reading { base: base.to_string(), reading: syllables.join(" ") }]
}

/// The characters, each with its variation selector.
pub(super) fn characters(base: &str) -> Vec<&str> {
    let starts: Vec<usize> = base.char_indices().filter(|(_, c)| !is_variation(*c)).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([base.len()]);
    starts.iter().zip(ends).map(|(start, end)| &base[*start..end]).collect()
}
