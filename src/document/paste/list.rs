//! Lists that an office program wrote as paragraphs, each with its number or dot drawn before it.
//!
//! In: paragraphs with their labels and levels. Out: lists. Numbers that Markdown has no list for (`一、`, `（一）`, `第一条`) stay text,
//! because others refer to them.

use std::iter::Peekable;
use std::ops::Range;

use super::read::paragraph;
use crate::base::cjk::is_cjk;
use crate::document::runs::{Look, Piece, Run};
use crate::document::tree::{Block, BlockKind, Inline, InlineKind, Item};

/// A paragraph that is an item of a list.
pub(super) struct Entry {
    /// From 1.
    level: u8,
    /// Its number; none for a dot.
    number: Option<u64>,
    runs: Vec<Run>,
    range: Range<usize>,
}

/// Levels that Word's lists have.
const LEVELS: u8 = 9;

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
    let make = |number, runs| Entry { level: level.unwrap_or(1).clamp(1, LEVELS), number, runs, range: place.clone() };
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

/// The lists of these items.
pub(super) fn lists(entries: Vec<Entry>) -> Vec<Block> {
    let mut rest = entries.into_iter().peekable();
    let mut out = Vec::new();
    while let Some(first) = rest.next() {
        out.push(one(first, &mut rest));
    }
    out
}

/// The list that begins with `first`, with the lists inside of it.
fn one(first: Entry, rest: &mut Peekable<impl Iterator<Item = Entry>>) -> Block {
    let (level, start) = (first.level, first.number);
    let mut range = first.range.clone();
    let item = |entry: Entry| Item { done: None, blocks: paragraph(entry.runs).into_iter().collect() };
    let mut items = vec![item(first)];
    while let Some(next) =
        rest.next_if(|next| next.level >= level && (next.level > level || next.number.is_some() == start.is_some()))
    {
        range.end = next.range.end.max(range.end);
        if next.level > level {
            let inner = one(next, rest);
            if let Some(last) = items.last_mut() {
                last.blocks.push(inner);
            }
        } else {
            items.push(item(next));
        }
    }
    Block { kind: BlockKind::List { start, tight: true, items }, range }
}

/// Adds a block to running text, on a line of its own.
pub(super) fn flatten(block: Block, out: &mut Vec<Inline>) {
    let range = block.range.clone();
    match block.kind {
        BlockKind::Paragraph(inlines) => line(inlines, &range, out),
        BlockKind::Heading(heading) => {
            line(vec![Inline { kind: InlineKind::Strong(heading.inlines), range: range.clone() }], &range, out);
        }
        BlockKind::List { start, items, .. } => {
            for (index, item) in items.into_iter().enumerate() {
                let label =
                    start.map_or("• ".to_string(), |first| format!("{}. ", first.saturating_add(index as u64)));
                let from = out.len();
                item.blocks.into_iter().for_each(|block| flatten(block, out));
                let at = if from == 0 { 0 } else { from + 1 };
                if at <= out.len() {
                    out.insert(at, Inline { kind: InlineKind::Text(label), range: range.start..range.start });
                }
            }
        }
        BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) | BlockKind::Footnote { blocks, .. } => {
            blocks.into_iter().for_each(|block| flatten(block, out));
        }
        BlockKind::Code { text, .. } => {
            line(vec![Inline { kind: InlineKind::Code(text.trim().to_string()), range: range.clone() }], &range, out);
        }
        BlockKind::Table(table) => {
            for row in std::iter::once(table.head).chain(table.rows).filter(|row| !row.is_empty()) {
                let gap = || Inline { kind: InlineKind::Text("\u{3000}".to_string()), range: range.start..range.start };
                let cells = row.into_iter().filter(|cell| !cell.is_empty());
                let joined = cells.reduce(|mut all, cell| {
                    all.push(gap());
                    all.extend(cell);
                    all
                });
                line(joined.unwrap_or_default(), &range, out);
            }
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                line(definition.term, &range, out);
                definition.texts.into_iter().flatten().for_each(|block| flatten(block, out));
            }
        }
        BlockKind::Rule | BlockKind::Html(_) => {}
    }
}

fn line(inlines: Vec<Inline>, range: &Range<usize>, out: &mut Vec<Inline>) {
    if inlines.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push(Inline { kind: InlineKind::HardBreak, range: range.start..range.start });
    }
    out.extend(inlines);
}
