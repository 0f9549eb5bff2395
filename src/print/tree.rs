//! A page's text as data for sheets: the nodes of `body` in `data.json`.
//!
//! In: the blocks of a Markdown text, and who resolves pictures and links. Out: JSON nodes; every string is text, never markup.
//! Leaves out raw HTML (but for `<br>`), heading ids and link titles, which paper has no use for.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::document::bond::{self, Bond};
use crate::document::tree::{Align, Block, BlockKind, Inline, InlineKind, MarkKind, Table, plain};

/// A picture as a sheet refers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureRef {
    /// Its path in the order: `/assets/1.png`.
    pub src: String,
    /// Width in pixels, upright.
    pub w: u32,
    /// Height in pixels, upright.
    pub h: u32,
}

/// The nodes of a text.
///
/// `pictures` gets each picture's target as typed and gives its place in the order, or none to leave it out.
/// `link` gives the address to set after a link's words, or none for the words alone.
pub fn body(
    blocks: &[Block],
    pictures: &mut dyn FnMut(&str) -> Option<PictureRef>,
    link: &dyn Fn(&str) -> Option<String>,
) -> Value {
    let mut notes = BTreeMap::new();
    collect_notes(blocks, &mut notes);
    let mut writer =
        Writer { pictures, link, notes, open: Vec::new(), blocks_deep: 0, marks_deep: 0, room: bond::SHEET };
    Value::Array(writer.blocks(blocks))
}

/// Levels of blocks or of marks inside each other that are kept; what is deeper is set at the deepest level.
///
/// Nobody writes so deep; but Typst reads JSON to 128 levels and calls functions to 80, and a page full of `>` must still print.
const DEEPEST: usize = 12;

struct Writer<'a, 'f> {
    pictures: &'f mut dyn FnMut(&str) -> Option<PictureRef>,
    link: &'f dyn Fn(&str) -> Option<String>,
    notes: BTreeMap<&'a str, &'a [Block]>,
    /// The footnotes being written, so that one that refers to itself ends.
    open: Vec<&'a str>,
    /// Levels of blocks around the one being written.
    blocks_deep: usize,
    /// Levels of marks around the inline being written.
    marks_deep: usize,
    /// For pieces that are not broken.
    room: bond::Room,
}

impl<'a> Writer<'a, '_> {
    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Value> {
        let mut nodes = Vec::new();
        self.blocks_deep += 1;
        for block in blocks {
            self.block(block, &mut nodes);
        }
        self.blocks_deep -= 1;
        nodes
    }

    fn block(&mut self, block: &'a Block, nodes: &mut Vec<Value>) {
        if self.blocks_deep >= DEEPEST {
            let inner: Vec<&'a [Block]> = match &block.kind {
                BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => vec![blocks],
                BlockKind::List { items, .. } => items.iter().map(|item| item.blocks.as_slice()).collect(),
                BlockKind::Definitions(all) => all.iter().flat_map(|d| &d.texts).map(Vec::as_slice).collect(),
                BlockKind::Paragraph(_)
                | BlockKind::Heading(_)
                | BlockKind::Code { .. }
                | BlockKind::Table(_)
                | BlockKind::Rule
                | BlockKind::Html(_)
                | BlockKind::Footnote { .. } => Vec::new(),
            };
            if !inner.is_empty() {
                inner.into_iter().flatten().for_each(|block| self.block(block, nodes));
                return;
            }
        }
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.paragraph(inlines, nodes),
            BlockKind::Heading(heading) => {
                nodes.push(json!({"t": "heading", "level": heading.level, "c": self.inlines(&heading.inlines)}));
            }
            BlockKind::List { start, items, .. } => {
                let blocks: Vec<Value> = items.iter().map(|item| Value::Array(self.blocks(&item.blocks))).collect();
                let mut node =
                    json!({"t": "list", "ordered": start.is_some(), "start": start.unwrap_or(1), "items": blocks});
                if items.iter().any(|item| item.done.is_some()) {
                    node["done"] = json!(items.iter().map(|item| item.done).collect::<Vec<_>>());
                }
                nodes.push(node);
            }
            BlockKind::Quote(blocks) => nodes.push(json!({"t": "quote", "c": self.blocks(blocks)})),
            BlockKind::Alert(kind, blocks) => {
                nodes.push(json!({"t": "alert", "kind": kind.name(), "c": self.blocks(blocks)}));
            }
            BlockKind::Code { language, text } => {
                nodes.push(json!({"t": "code", "lang": language, "text": text.strip_suffix('\n').unwrap_or(text)}));
            }
            BlockKind::Table(table) => nodes.push(self.table(table)),
            BlockKind::Definitions(definitions) => {
                let items: Vec<Value> = definitions
                    .iter()
                    .map(|definition| {
                        let texts: Vec<Value> =
                            definition.texts.iter().map(|blocks| Value::Array(self.blocks(blocks))).collect();
                        json!({"term": self.inlines(&definition.term), "defs": texts})
                    })
                    .collect();
                nodes.push(json!({"t": "deflist", "items": items}));
            }
            BlockKind::Rule => nodes.push(json!({"t": "rule"})),
            // Footnotes stand where they are referred to.
            BlockKind::Html(_) | BlockKind::Footnote { .. } => {}
        }
    }

    /// A paragraph, broken where a picture stands: pictures are blocks on paper.
    fn paragraph(&mut self, inlines: &'a [Inline], nodes: &mut Vec<Value>) {
        let is_picture = |inline: &&Inline| matches!(inline.kind, InlineKind::Picture { .. });
        let mut rest = inlines;
        loop {
            let until = rest.iter().position(|inline| is_picture(&inline)).unwrap_or(rest.len());
            let content = trimmed(self.inlines(&rest[..until]));
            if !content.is_empty() {
                nodes.push(json!({"t": "par", "c": content}));
            }
            let Some(InlineKind::Picture { target, title, alt }) = rest.get(until).map(|inline| &inline.kind) else {
                return;
            };
            if let Some(PictureRef { src, w, h }) = (self.pictures)(target) {
                let caption = if title.is_empty() { Value::Null } else { json!([{"t": "text", "v": title}]) };
                nodes.push(json!({"t": "figure", "src": src, "alt": plain(alt), "caption": caption, "w": w, "h": h}));
            }
            rest = &rest[until + 1..];
        }
    }

    fn table(&mut self, table: &'a Table) -> Value {
        let align: Vec<Option<&str>> = table
            .align
            .iter()
            .map(|align| match align {
                Align::None => None,
                Align::Left => Some("left"),
                Align::Center => Some("center"),
                Align::Right => Some("right"),
            })
            .collect();
        let outside = std::mem::replace(&mut self.room, bond::SHEET_CELL);
        let mut row =
            |cells: &'a [Vec<Inline>]| -> Value { cells.iter().map(|cell| Value::Array(self.inlines(cell))).collect() };
        let head = row(&table.head);
        let rows: Vec<Value> = table.rows.iter().map(|cells| row(cells)).collect();
        self.room = outside;
        let mut node = json!({"t": "table", "align": align, "head": head, "rows": rows});
        if !table.merged.is_empty() {
            node["rooms"] = json!(table.rooms());
        }
        if table.side {
            node["side"] = Value::Bool(true);
        }
        node
    }

    fn inlines(&mut self, inlines: &'a [Inline]) -> Vec<Value> {
        let mut nodes = Vec::new();
        if self.marks_deep >= DEEPEST {
            push_text(&mut nodes, &plain(inlines));
            return nodes;
        }
        self.marks_deep += 1;
        let marks = bond::marks(inlines, self.room);
        let mut marks = marks.as_slice();
        // What stands before the piece that is being held together, and that piece.
        let mut open: Option<(Vec<Value>, Bond)> = None;
        for (index, inline) in inlines.iter().enumerate() {
            let InlineKind::Text(text) = &inline.kind else {
                self.inline(inline, &mut nodes);
                continue;
            };
            let mut from = 0;
            while let Some((mark, rest)) = marks.split_first().filter(|(mark, _)| mark.index == index) {
                marks = rest;
                // A box may be parted from a colon after it; so that goes into the box.
                let closing =
                    text[mark.at..].find(|c| !"：；！？，。、）》」』”’".contains(c)).unwrap_or(text.len() - mark.at);
                let at = if mark.begins.is_some() { mark.at.max(from) } else { mark.at + closing };
                push_words(&mut nodes, &text[from..at]);
                from = at;
                if let Some(bond) = mark.begins {
                    open = Some((std::mem::take(&mut nodes), bond));
                } else if let Some((mut before, bond)) = open.take() {
                    let (gap_before, gap_after) = bond.gaps(inlines);
                    let (gap_after, piece) = (gap_after && closing == 0, std::mem::take(&mut nodes));
                    before.push(json!({"t": "bond", "c": piece, "before": gap_before, "after": gap_after}));
                    nodes = before;
                }
            }
            push_words(&mut nodes, &text[from..]);
        }
        if let Some((before, _)) = open {
            nodes.splice(..0, before);
        }
        self.marks_deep -= 1;
        nodes
    }

    fn inline(&mut self, inline: &'a Inline, nodes: &mut Vec<Value>) {
        match &inline.kind {
            InlineKind::Text(text) => push_text(nodes, text),
            InlineKind::Ruby(readings) => nodes.push(json!({
                "t": "ruby",
                "parts": readings.iter().map(|r| json!([r.base, r.reading])).collect::<Vec<_>>(),
            })),
            InlineKind::SoftBreak => push_text(nodes, " "),
            InlineKind::Emphasis(inner) => nodes.push(json!({"t": "emph", "c": self.inlines(inner)})),
            InlineKind::Strong(inner) => nodes.push(json!({"t": "strong", "c": self.inlines(inner)})),
            InlineKind::Strike(inner) => nodes.push(json!({"t": "strike", "c": self.inlines(inner)})),
            InlineKind::Mark(mark, inner) => {
                let name = match mark {
                    MarkKind::Underline => "underline",
                    MarkKind::Sub => "sub",
                    MarkKind::Super => "super",
                };
                nodes.push(json!({"t": name, "c": self.inlines(inner)}));
            }
            InlineKind::Code(text) => nodes.push(json!({"t": "code", "v": text})),
            InlineKind::Link { target, inlines, .. } => match (self.link)(target) {
                Some(href) => nodes.push(json!({"t": "link", "href": href, "c": self.inlines(inlines)})),
                None => inlines.iter().for_each(|inner| self.inline(inner, nodes)),
            },
            // Inside of other marks a picture cannot be set as a block; its words stand for it.
            InlineKind::Picture { alt, .. } => push_text(nodes, &plain(alt)),
            InlineKind::HardBreak => nodes.push(json!({"t": "break"})),
            InlineKind::Html(tag) => {
                if tag.to_ascii_lowercase().starts_with("<br") {
                    nodes.push(json!({"t": "break"}));
                }
            }
            InlineKind::FootnoteRef(name) => self.note(name, nodes),
        }
    }

    fn note(&mut self, name: &'a str, nodes: &mut Vec<Value>) {
        let Some(blocks) = self.notes.get(name).copied() else {
            push_text(nodes, &format!("[^{name}]"));
            return;
        };
        if self.open.contains(&name) {
            return;
        }
        self.open.push(name);
        let content = self.blocks(blocks);
        self.open.pop();
        nodes.push(json!({"t": "note", "c": content}));
    }
}

/// Adds text unless it is empty.
fn push_words(nodes: &mut Vec<Value>, text: &str) {
    if !text.is_empty() {
        push_text(nodes, text);
    }
}

/// Adds text, joined to text before it, so that punctuation is set by what stands beside it.
fn push_text(nodes: &mut Vec<Value>, text: &str) {
    if let Some(last) = nodes.last_mut()
        && last["t"] == "text"
        && let Some(before) = last["v"].as_str()
    {
        let joined = format!("{before}{text}");
        last["v"] = Value::String(joined);
        return;
    }
    nodes.push(json!({"t": "text", "v": text}));
}

/// Without spaces and breaks at both ends, which are left where a picture was taken out.
fn trimmed(mut nodes: Vec<Value>) -> Vec<Value> {
    let blank = |node: &Value| {
        node["t"] == "break" || (node["t"] == "text" && node["v"].as_str().is_some_and(|v| v.trim().is_empty()))
    };
    while nodes.last().is_some_and(blank) {
        nodes.pop();
    }
    let leading = nodes.iter().take_while(|node| blank(node)).count();
    nodes.drain(..leading);
    nodes
}

fn collect_notes<'a>(blocks: &'a [Block], notes: &mut BTreeMap<&'a str, &'a [Block]>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Footnote { name, blocks } => {
                notes.entry(name).or_insert(blocks);
                collect_notes(blocks, notes);
            }
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => collect_notes(blocks, notes),
            BlockKind::List { items, .. } => items.iter().for_each(|item| collect_notes(&item.blocks, notes)),
            BlockKind::Definitions(definitions) => {
                definitions.iter().flat_map(|d| &d.texts).for_each(|blocks| collect_notes(blocks, notes));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Html(_) => {}
        }
    }
}
