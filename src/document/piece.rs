//! The pieces of a text: what a translator turns one by one into the other language.
//!
//! In: the blocks of a text. Out: what each piece is and where it stands, in order; items of a list and rows of a table are pieces
//! of their own. Does not look into the words.

use std::ops::Range;

use super::tree::{Block, BlockKind, Inline};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PieceFact {
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands, without the end of its last line.
    pub range: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// A paragraph.
    Paragraph,
    /// A heading of this level, as typed.
    Heading(u8),
    /// An item of a list, with whatever lists it holds.
    Item,
    /// A row of a table.
    Row,
    /// A quotation.
    Quote,
    /// An alert.
    Alert,
    /// A term with its explanations.
    Definition,
    /// A footnote.
    Note,
    /// Preformatted text.
    Code,
    /// HTML that stands on its own.
    Html,
    /// A thematic break.
    Rule,
}

/// The pieces of `blocks`, the top level of a text.
pub fn pieces(text: &str, blocks: &[Block]) -> Vec<PieceFact> {
    let mut found = Vec::with_capacity(blocks.len());
    let mut push = |kind: PieceKind, range: Option<Range<usize>>| {
        let Some(range) = range else { return };
        let typed = text.get(range.clone()).unwrap_or_default();
        found.push(PieceFact { kind, range: range.start..range.start + typed.trim_end().len() });
    };
    for block in blocks {
        let whole = Some(block.range.clone());
        match &block.kind {
            BlockKind::Paragraph(_) => push(PieceKind::Paragraph, whole),
            BlockKind::Heading(heading) => push(PieceKind::Heading(heading.level), whole),
            BlockKind::List { items, .. } => items.iter().for_each(|item| push(PieceKind::Item, around(&item.blocks))),
            BlockKind::Quote(_) => push(PieceKind::Quote, whole),
            BlockKind::Alert(..) => push(PieceKind::Alert, whole),
            BlockKind::Code { .. } => push(PieceKind::Code, whole),
            BlockKind::Table(table) => {
                push(PieceKind::Row, across(&table.head));
                table.rows.iter().for_each(|row| push(PieceKind::Row, across(row)));
            }
            BlockKind::Definitions(list) => {
                for definition in list {
                    let term = definition.term.first().map(|i| i.range.start);
                    let last = definition.texts.iter().flatten().next_back().map(|b| b.range.end);
                    let end = last.or_else(|| definition.term.last().map(|i| i.range.end));
                    push(PieceKind::Definition, term.zip(end).map(|(start, end)| start..end.max(start)));
                }
            }
            BlockKind::Rule => push(PieceKind::Rule, whole),
            BlockKind::Html(_) => push(PieceKind::Html, whole),
            BlockKind::Footnote { .. } => push(PieceKind::Note, whole),
        }
    }
    found
}

/// From the first block to the last; an empty item has no place.
fn around(blocks: &[Block]) -> Option<Range<usize>> {
    Some(blocks.first()?.range.start..blocks.last()?.range.end)
}

/// From the first word of a row to its last; an empty row has no place.
fn across(cells: &[Vec<Inline>]) -> Option<Range<usize>> {
    let mut inlines = cells.iter().flatten();
    let first = inlines.next()?;
    Some(first.range.start..inlines.next_back().unwrap_or(first).range.end)
}
