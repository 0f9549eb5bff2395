//! The tree of a Markdown text: what every writer (page, plain text, sheet) goes over.
//!
//! In: made by `document::markdown`. Out: blocks and inlines with their places in the file.
//! Matched exhaustively by every writer, so a new kind of block is a compile error until each says what it does with it.

use std::ops::Range;

/// A paragraph, heading, list or other piece that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the file's text.
    pub range: Range<usize>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading.
    Heading(Heading),
    /// A list; `tight` when its items are not separated by blank lines.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// Whether items stand without space between them.
        tight: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A GFM alert such as `> [!NOTE]`.
    Alert(AlertKind, Vec<Block>),
    /// Preformatted text.
    Code {
        /// The word after the fence; empty without one.
        language: String,
        /// The text.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A definition list.
    Definitions(Vec<Definition>),
    /// A thematic break.
    Rule,
    /// HTML that stands on its own, as typed.
    Html(String),
    /// A footnote's text.
    Footnote {
        /// Its name in the source.
        name: String,
        /// Its text.
        blocks: Vec<Block>,
    },
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6, as typed.
    pub level: u8,
    /// Its anchor, unique in the page.
    pub id: String,
    /// Classes from `{.class}`.
    pub classes: Vec<String>,
    /// Its words.
    pub inlines: Vec<Inline>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// For task lists: whether it is done.
    pub done: Option<bool>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// What an alert is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// Worth knowing.
    Note,
    /// Helpful.
    Tip,
    /// Must be known.
    Important,
    /// Needs attention.
    Warning,
    /// Dangerous.
    Caution,
}

impl AlertKind {
    /// `note`, `tip`, `important`, `warning`, `caution`.
    pub fn name(self) -> &'static str {
        match self {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        }
    }
}

/// A mark that Markdown has no sign for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Underlined.
    Underline,
    /// Lowered and small.
    Sub,
    /// Raised and small.
    Super,
}

impl MarkKind {
    /// The HTML element.
    pub fn tag(self) -> &'static str {
        match self {
            MarkKind::Underline => "u",
            MarkKind::Sub => "sub",
            MarkKind::Super => "sup",
        }
    }
}

/// A table: one row of heads, then rows, all of the same width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// How each column is set.
    pub align: Vec<Align>,
    /// The heads; none in a table without heads, which only HTML can write.
    pub head: Vec<Vec<Inline>>,
    /// The rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Cells that are joined, by row and column; what they cover is empty. Only HTML can write them.
    pub merged: Vec<Merged>,
    /// Whether the first cell of each row is a head of that row.
    pub side: bool,
}

/// A cell that takes the room of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its row, counted from 0 with the row of heads if there is one.
    pub row: usize,
    /// Its column, counted from 0.
    pub column: usize,
    /// Columns it takes, at least 1.
    pub wide: usize,
    /// Rows it takes, at least 1.
    pub tall: usize,
}

impl Table {
    /// For each cell, row by row with the heads first, how many columns and rows it takes; 0 and 0 if another covers it.
    pub fn rooms(&self) -> Vec<Vec<(usize, usize)>> {
        let heads = (!self.head.is_empty()).then_some(&self.head);
        let mut rooms: Vec<Vec<(usize, usize)>> =
            heads.into_iter().chain(&self.rows).map(|row| vec![(1, 1); row.len()]).collect();
        for m in &self.merged {
            for row in rooms.iter_mut().skip(m.row).take(m.tall) {
                row.iter_mut().skip(m.column).take(m.wide).for_each(|room| *room = (0, 0));
            }
            if let Some(room) = rooms.get_mut(m.row).and_then(|row| row.get_mut(m.column)) {
                *room = (m.wide, m.tall);
            }
        }
        rooms
    }
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As the language does.
    None,
    /// To the left.
    Left,
    /// Centred.
    Center,
    /// To the right.
    Right,
}

/// A term with its explanations.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// The explanations.
    pub texts: Vec<Vec<Block>>,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Its bytes in the file's text.
    pub range: Range<usize>,
}

/// What a piece of running text is.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Characters.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Underlined, raised or lowered, as typed in HTML or in a word processor; Markdown has no sign for it.
    Mark(MarkKind, Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Its target as typed, unescaped.
        target: String,
        /// The text shown on hovering.
        title: String,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A picture.
    Picture {
        /// Its file as typed, unescaped.
        target: String,
        /// The caption.
        title: String,
        /// What it shows.
        alt: Vec<Inline>,
    },
    /// Han characters with their readings, `{津|jīn}`: one after the other, or one reading over several.
    Ruby(Vec<Reading>),
    /// A line break between words of the source; nothing between Han characters (those are dropped while parsing).
    SoftBreak,
    /// A line break that is meant.
    HardBreak,
    /// HTML inside a line, as typed.
    Html(String),
    /// A reference to a footnote.
    FootnoteRef(String),
}

/// Characters and how they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// One Han character, or several with one reading.
    pub base: String,
    /// Its pinyin or other reading.
    pub reading: String,
}

/// The characters of running text without its marks and readings; breaks are spaces.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Mark(_, inner)
            | InlineKind::Link { inlines: inner, .. }
            | InlineKind::Picture { alt: inner, .. } => push_plain(inner, out),
            InlineKind::Ruby(readings) => readings.iter().for_each(|reading| out.push_str(&reading.base)),
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            InlineKind::Html(_) | InlineKind::FootnoteRef(_) => {}
        }
    }
}
