//! Lists that an office program wrote as paragraphs, each with its number or dot drawn before it.
//!
//! In: a paragraph, its label and its level. Out: an item of a list, or the paragraph. Numbers that Markdown has no list for (`一、`, `（一）`, `第一条`) stay text,
//! because others refer to them.

use std::ops::Range;

use crate::base::cjk::is_cjk;
use crate::document::loose::Entry;
use crate::document::runs::{Look, Piece, Run};

/// Dots as they are typed.
const DOTS: &[char] =
    &['·', '•', '●', '○', '■', '□', '◆', '◇', '▪', '▫', '►', '➢', '✓', '✔', '\u{F0B7}', '\u{F0A7}', '\u{F06C}'];

/// Letters that are dots in the fonts Symbol, Wingdings and Courier New, and signs that are dots only where a dot must stand.
const DRAWN: &[char] = &['o', 'Ø', 'ü', '§', 'n', 'l', 'v', 'u', 'q', 'à', '-', '–', '—', '*'];

/// What stands before an item.
enum Label {
    Dot,
    Number(u64),
    Words,
}

fn label_kind(label: &str) -> Label {
    let mut characters = label.chars();
    if let (Some(c), None) = (characters.next(), characters.next())
        && (DOTS.contains(&c) || DRAWN.contains(&c) || ('\u{F000}'..='\u{F0FF}').contains(&c))
    {
        return Label::Dot;
    }
    let digits = label.trim_end_matches(['.', ')', '）', '、', '．']);
    let is_number = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    match digits.parse() {
        Ok(number) if is_number => Label::Number(number),
        Ok(_) | Err(_) => Label::Words,
    }
}

/// The paragraph as an item, or else as it is, with what was drawn before it as text.
pub(super) fn entry(
    label: Option<&str>,
    level: Option<u8>,
    mut runs: Vec<Run>,
    place: &Range<usize>,
) -> Result<Entry, Vec<Run>> {
    let make = |number, runs| Entry::new(level.unwrap_or(1), number, runs, place.clone());
    if let Some(label) = label.map(|label| label.trim_matches(|c: char| c.is_whitespace())).filter(|l| !l.is_empty()) {
        return match label_kind(label) {
            Label::Dot => Ok(make(None, runs)),
            Label::Number(number) => Ok(make(Some(number), runs)),
            Label::Words => {
                let gap = if label.chars().next_back().is_some_and(is_cjk) { "" } else { " " };
                let piece = Piece::Text(format!("{label}{gap}"));
                runs.insert(0, Run { piece, look: Look::default(), range: place.start..place.start });
                Err(runs)
            }
        };
    }
    match typed_label(&runs) {
        Some((number, length)) => {
            take_front(&mut runs, length);
            Ok(make(number, runs))
        }
        None => Err(runs),
    }
}

/// A dot or number typed before the text and set apart by a gap wider than a word's: its number, and the characters up to the text.
fn typed_label(runs: &[Run]) -> Option<(Option<u64>, usize)> {
    /// Characters in which a label and its gap must end.
    const NEAR: usize = 40;
    let mut head: Vec<char> = Vec::new();
    for run in runs {
        let Piece::Text(text) = &run.piece else { break };
        head.extend(text.chars().take(NEAR));
        if head.len() >= NEAR {
            break;
        }
    }
    let lead = head.iter().take_while(|c| c.is_whitespace()).count();
    let label: String = head[lead..].iter().take_while(|c| !c.is_whitespace()).collect();
    let length = label.chars().count();
    let gap = head[lead + length..].iter().take_while(|c| c.is_whitespace()).count();
    let fixed = head[lead + length..].iter().take(gap).filter(|c| matches!(c, '\u{A0}' | '\t')).count();
    if gap < 2 || fixed == 0 || lead + length + gap >= head.len() {
        return None;
    }
    let number = match label_kind(&label) {
        Label::Dot if label.chars().all(|c| DOTS.contains(&c)) => None,
        Label::Number(number) if !label.ends_with(|c: char| c.is_ascii_digit()) => Some(number),
        Label::Dot | Label::Number(_) | Label::Words => return None,
    };
    Some((number, lead + length + gap))
}

/// Takes so many characters off the front.
fn take_front(runs: &mut Vec<Run>, mut length: usize) {
    for run in runs.iter_mut() {
        let Piece::Text(text) = &mut run.piece else { break };
        let count = text.chars().count().min(length);
        let at = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
        text.drain(..at);
        length -= count;
        if length == 0 {
            break;
        }
    }
    runs.retain(|run| run.piece != Piece::Text(String::new()));
}
