//! What office programs keep as loose paragraphs, brought into the tree's forms: lists from numbered paragraphs, running text from
//! blocks in cells, heads of tables from bold rows.
//!
//! In: paragraphs with levels, blocks, rows. Out: lists, inlines, heads. Knows neither HTML nor docx; both readers use it.

use std::iter::Peekable;
use std::ops::Range;

use super::runs::{self, Run};
use super::tree::{Block, BlockKind, Inline, InlineKind, Item};

/// The paragraph of these runs; none if nothing of it can be seen.
pub fn paragraph(runs: Vec<Run>) -> Option<Block> {
    let range = runs.first()?.range.start..runs.last()?.range.end;
    let inlines = runs::inlines(runs);
    (!inlines.is_empty()).then_some(Block { kind: BlockKind::Paragraph(inlines), range })
}

/// A paragraph that is an item of a list.
pub struct Entry {
    /// From 1.
    level: u8,
    /// Its number; none for a dot.
    number: Option<u64>,
    runs: Vec<Run>,
    range: Range<usize>,
}

impl Entry {
    /// An item of this level, which begins at 1.
    pub fn new(level: u8, number: Option<u64>, runs: Vec<Run>, range: Range<usize>) -> Entry {
        Entry { level: level.clamp(1, LEVELS), number, runs, range }
    }
}

/// Levels that Word's lists have.
const LEVELS: u8 = 9;

/// The lists of these items.
pub fn lists(entries: Vec<Entry>) -> Vec<Block> {
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
pub fn flatten(block: Block, out: &mut Vec<Inline>) {
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

/// Whether all that a row says is bold.
pub fn is_bold(row: &[Vec<Inline>]) -> bool {
    let is_strong = |inline: &Inline| matches!(inline.kind, InlineKind::Strong(_) | InlineKind::HardBreak);
    let mut said = row.iter().filter(|cell| !cell.is_empty()).peekable();
    said.peek().is_some() && said.all(|cell| cell.iter().all(is_strong))
}

/// Takes the bold off a row that is made a row of heads, which are bold as they are.
pub fn without_bold(row: &mut [Vec<Inline>]) {
    for cell in row {
        for inline in std::mem::take(cell) {
            match inline.kind {
                InlineKind::Strong(inner) => cell.extend(inner),
                _ => cell.push(inline),
            }
        }
    }
}
