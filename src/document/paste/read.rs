//! Pasted HTML as blocks of the tree.
//!
//! In: the text of a region and where it stands. Out: paragraphs, headings, lists, tables, quotations, footnotes. Looks that a reader
//! needs (bold, italic, underlined, raised) stay, all other looks go.

use std::collections::BTreeSet;
use std::ops::Range;

use super::dom::{self, Node, NodeKind};
use super::list;
use super::noise::Verdict;
use super::table;
use super::{Findings, Origin};
use crate::document::heading::Ids;
use crate::document::html::{self, Tag, unescape};
use crate::document::loose::{Entry, flatten, lists, paragraph};
use crate::document::runs::{self, Look, Piece, Run};
use crate::document::tree::{Block, BlockKind, Definition, Heading, Inline, InlineKind, Item, MarkKind, plain};

/// The blocks of a region.
pub(super) fn blocks(typed: &str, origin: Origin, ids: &mut Ids, found: &mut Findings) -> Vec<Block> {
    let mut verdict = Verdict::default();
    html::tokens(typed, |_, token| verdict.see(&token));
    if verdict.noise {
        let typed_range = typed.len() - typed.trim_start().len()..typed.trim_end().len();
        found.tidied.push(origin.place(&typed_range));
    }
    let nodes = dom::nodes(typed, &origin, verdict.is_paste(), found);
    let mut reader = Reader { nodes: &nodes, origin, ids, found, notes: BTreeSet::new() };
    reader.find_notes();
    reader.flow(&nodes[0].children, &Look::default())
}

/// Reads nodes.
pub(super) struct Reader<'a, 'f> {
    pub(super) nodes: &'a [Node<'a>],
    pub(super) origin: Origin,
    ids: &'f mut Ids,
    found: &'f mut Findings,
    /// The footnotes whose text is there.
    notes: BTreeSet<String>,
}

/// What is being put together on one level: blocks, the paragraph after them, and paragraphs that look like items of a list.
#[derive(Default)]
struct Level {
    blocks: Vec<Block>,
    runs: Vec<Run>,
    entries: Vec<Entry>,
}

impl Level {
    fn end_paragraph(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if !runs::is_blank(&runs) {
            self.end_list();
            self.blocks.extend(paragraph(runs));
        }
    }

    fn end_list(&mut self) {
        self.blocks.extend(lists(std::mem::take(&mut self.entries)));
    }

    fn block(&mut self, kind: BlockKind, range: Range<usize>) {
        self.end_paragraph();
        self.end_list();
        self.blocks.push(Block { kind, range });
    }
}

impl<'a> Reader<'a, '_> {
    /// The names of the footnotes whose text is in this region.
    fn find_notes(&mut self) {
        for node in self.nodes {
            if let NodeKind::Element(_, tag) = &node.kind
                && let Some(name) = tag.get("id").filter(|id| is_note_name(id))
            {
                self.notes.insert(name.to_string());
            }
        }
    }

    /// The blocks of these nodes.
    pub(super) fn flow(&mut self, children: &[usize], look: &Look) -> Vec<Block> {
        let mut level = Level::default();
        self.walk(children, look, &mut level);
        level.end_paragraph();
        level.end_list();
        level.blocks
    }

    fn walk(&mut self, children: &[usize], look: &Look, level: &mut Level) {
        let nodes = self.nodes;
        for index in children {
            let node = &nodes[*index];
            match &node.kind {
                NodeKind::Text(text) => self.text(text, &node.range, look, level),
                NodeKind::Condition(condition) => match condition.trim() {
                    "!supportEmptyParas" | "!supportFootnotes" | "!supportLists" => {}
                    _ => self.walk(&node.children, look, level),
                },
                NodeKind::Element(name, tag) => self.element(name, tag, node, look, level),
            }
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>, look: &Look, level: &mut Level) {
        let place = self.origin.place(range);
        level.runs.push(Run { piece: Piece::Text(unescape(text)), look: look.clone(), range: place });
    }

    fn element(&mut self, name: &str, tag: &Tag<'a>, node: &'a Node<'a>, look: &Look, level: &mut Level) {
        let place = self.origin.place(&node.range);
        let style = Style::of(tag);
        if style.is_hidden || style.is_label || is_comment_of_reviewer(tag) {
            return;
        }
        match name {
            "br" => level.runs.push(Run { piece: Piece::Break, look: Look::default(), range: place }),
            "img" => self.picture(tag, place, look, level),
            "hr" => level.block(BlockKind::Rule, place),
            "ul" | "ol" => {
                let start = (name == "ol").then(|| tag.get("start").and_then(|n| n.trim().parse().ok()).unwrap_or(1));
                let items = self.items(&node.children);
                if !items.is_empty() {
                    level.block(BlockKind::List { start, tight: true, items }, place);
                }
            }
            "table" => {
                level.end_paragraph();
                level.end_list();
                let blocks = table::blocks(self, node, place);
                level.blocks.extend(blocks);
            }
            "blockquote" => {
                let inner = self.flow(&node.children, &Look::default());
                if !inner.is_empty() {
                    level.block(BlockKind::Quote(inner), place);
                }
            }
            "pre" => {
                let text = self.letters(&node.children);
                level.block(
                    BlockKind::Code { language: String::new(), text: text.trim_matches('\n').to_string() + "\n" },
                    place,
                );
            }
            "dl" => self.definitions(node, place, level),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(name.as_bytes()[1] - b'0', node, place, level),
            "p" | "div" | "center" | "body" | "html" | "head" | "li" | "dd" | "dt" | "caption" | "tr" | "td" | "th"
            | "tbody" | "thead" | "tfoot" => self.container(name, tag, &style, node, look, level),
            "a" => self.anchor(tag, node, look, level),
            "del" if is_revision(tag) => {}
            "meta" | "link" | "col" | "colgroup" => {}
            _ => self.walk(&node.children, &look_of(name, tag, &style, look), level),
        }
    }

    /// A paragraph, or something that holds paragraphs.
    fn container(
        &mut self,
        name: &str,
        tag: &Tag<'a>,
        style: &Style,
        node: &'a Node<'a>,
        look: &Look,
        level: &mut Level,
    ) {
        level.end_paragraph();
        let place = self.origin.place(&node.range);
        if let Some(id) = tag.get("id").filter(|id| name == "div" && self.notes.contains(*id)) {
            let blocks = self.flow(&node.children, look);
            level.block(BlockKind::Footnote { name: id.to_string(), blocks }, place);
            return;
        }
        if name == "p" {
            if let Some(depth) = heading_level(tag, style) {
                self.heading(depth, node, place, level);
                return;
            }
            let mut inner = Level::default();
            self.walk(&node.children, &look_of(name, tag, style, look), &mut inner);
            if inner.blocks.is_empty() && inner.entries.is_empty() {
                let label = self.label(&node.children);
                match list::entry(label.as_deref(), style.list_level, inner.runs, &place) {
                    Ok(entry) => level.entries.push(entry),
                    Err(runs) => level.runs = runs,
                }
            } else {
                inner.end_paragraph();
                inner.end_list();
                level.end_list();
                level.blocks.extend(inner.blocks);
            }
            level.end_paragraph();
            return;
        }
        self.walk(&node.children, &look_of(name, tag, style, look), level);
        level.end_paragraph();
    }

    /// The running text of these nodes, for places that hold no blocks; blocks in them stand on lines of their own.
    pub(super) fn line(&mut self, children: &[usize]) -> Vec<Inline> {
        let mut level = Level::default();
        self.walk(children, &Look::default(), &mut level);
        if level.blocks.is_empty() && level.entries.is_empty() {
            return runs::inlines(level.runs);
        }
        level.end_paragraph();
        level.end_list();
        let mut inlines = Vec::new();
        level.blocks.into_iter().for_each(|block| flatten(block, &mut inlines));
        inlines
    }

    /// What the office program drew before a paragraph that it had in a list: `1.`, `·`.
    fn label(&self, children: &[usize]) -> Option<String> {
        // It stands first, but for spans around it.
        let mut at = children;
        loop {
            let first = at.iter().find(|i| match &self.nodes[**i].kind {
                NodeKind::Text(text) => !text.trim().is_empty(),
                NodeKind::Element(..) | NodeKind::Condition(_) => true,
            })?;
            let node = &self.nodes[*first];
            match &node.kind {
                NodeKind::Condition(condition) if condition.trim() == "!supportLists" => {
                    return Some(self.letters(&node.children));
                }
                NodeKind::Element(_, tag) if Style::of(tag).is_label => return Some(self.letters(&node.children)),
                NodeKind::Text(_) => return None,
                NodeKind::Element(..) | NodeKind::Condition(_) => at = &node.children,
            }
        }
    }

    /// All characters of these nodes.
    fn letters(&self, children: &[usize]) -> String {
        let mut out = String::new();
        for index in children {
            match &self.nodes[*index].kind {
                NodeKind::Text(text) => out.push_str(&unescape(text)),
                NodeKind::Element(name, _) if name == "br" => out.push('\n'),
                NodeKind::Element(..) | NodeKind::Condition(_) => {
                    out.push_str(&self.letters(&self.nodes[*index].children));
                }
            }
        }
        out
    }

    fn heading(&mut self, depth: u8, node: &'a Node<'a>, place: Range<usize>, level: &mut Level) {
        let mut inlines = self.line(&node.children);
        // A heading is bold as it is, and stands on one line.
        if let [Inline { kind: InlineKind::Strong(inner), .. }] = inlines.as_mut_slice() {
            inlines = std::mem::take(inner);
        }
        for inline in inlines.iter_mut().filter(|inline| inline.kind == InlineKind::HardBreak) {
            inline.kind = InlineKind::SoftBreak;
        }
        let label = self.label(&node.children).unwrap_or_default();
        if !label.trim().is_empty() {
            let text = InlineKind::Text(format!("{} ", label.trim()));
            inlines.insert(0, Inline { kind: text, range: place.clone() });
        }
        if inlines.is_empty() {
            return;
        }
        let id = self.ids.give(None, &plain(&inlines));
        level.block(BlockKind::Heading(Heading { level: depth, id, classes: Vec::new(), inlines }), place);
    }

    fn items(&mut self, children: &[usize]) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let nodes = self.nodes;
        for index in children {
            let node = &nodes[*index];
            let blocks = match &node.kind {
                NodeKind::Element(name, _) if name == "li" => {
                    let blocks = self.flow(&node.children, &Look::default());
                    if !blocks.is_empty() {
                        items.push(Item { done: None, blocks });
                    }
                    continue;
                }
                _ => self.flow(&[*index], &Look::default()),
            };
            // Office programs put a list of the next level beside its item, not into it.
            if blocks.is_empty() {
                continue;
            }
            match items.last_mut() {
                Some(last) => last.blocks.extend(blocks),
                None => items.push(Item { done: None, blocks }),
            }
        }
        items
    }

    fn definitions(&mut self, node: &'a Node<'a>, place: Range<usize>, level: &mut Level) {
        let mut list: Vec<Definition> = Vec::new();
        let nodes = self.nodes;
        for index in &node.children {
            let NodeKind::Element(name, _) = &nodes[*index].kind else { continue };
            let children = &nodes[*index].children;
            match (name.as_str(), list.last_mut()) {
                ("dd", Some(last)) => last.texts.push(self.flow(children, &Look::default())),
                ("dd", None) => level.blocks.extend(self.flow(children, &Look::default())),
                _ => list.push(Definition { term: self.line(children), texts: Vec::new() }),
            }
        }
        if !list.is_empty() {
            level.block(BlockKind::Definitions(list), place);
        }
    }

    fn picture(&mut self, tag: &Tag<'a>, range: Range<usize>, look: &Look, level: &mut Level) {
        let target = unescape(tag.get("src").unwrap_or_default()).trim().to_string();
        if target.is_empty() {
            return;
        }
        if is_lost(&target) {
            self.found.lost_pictures.push(range);
            return;
        }
        let text = |name: &str| unescape(tag.get(name).unwrap_or_default());
        let piece = Piece::Picture { target, title: text("title"), alt: text("alt") };
        level.runs.push(Run { piece, look: look.clone(), range });
    }

    fn anchor(&mut self, tag: &Tag<'a>, node: &'a Node<'a>, look: &Look, level: &mut Level) {
        let href = unescape(tag.get("href").unwrap_or_default());
        let target = href.trim();
        if let Some(name) = target.strip_prefix("#_") {
            // `#_ftn1` leads to a footnote, `#_ftnref1` back from it.
            if self.notes.contains(name) {
                let range = self.origin.place(&node.range);
                level.runs.push(Run { piece: Piece::Note(name.to_string()), look: Look::default(), range });
                return;
            }
            if name.starts_with("ftnref") || name.starts_with("ednref") {
                return;
            }
        }
        // Word's own anchors exist in Word only.
        let keeps = !target.is_empty() && !["#_", "#OLE_LINK", "about:"].iter().any(|start| target.starts_with(start));
        let link = if keeps && look.link.is_none() { Some(target.to_string()) } else { look.link.clone() };
        self.walk(&node.children, &Look { link, ..look_of("a", tag, &Style::of(tag), look) }, level);
    }
}

/// Whether a picture's address leads nowhere but on the machine it was copied from.
pub(super) fn is_lost(target: &str) -> bool {
    let start = |mark: &str| target.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    ["file:", "data:", "blob:", "cid:", "about:", "webkit-fake-url:"].into_iter().any(start)
        || target.contains('\\')
        || target.contains("msohtmlclip")
}

fn is_note_name(id: &str) -> bool {
    ["ftn", "edn"].iter().any(|start| {
        id.strip_prefix(start).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Whether Word marks this as deleted by a reviewer, so that it is no longer part of the text.
fn is_revision(tag: &Tag<'_>) -> bool {
    tag.get("cite").is_some_and(|cite| cite.starts_with("mailto:"))
}

fn is_comment_of_reviewer(tag: &Tag<'_>) -> bool {
    tag.get("class").is_some_and(|class| class.starts_with("MsoComment"))
        || tag.get("style").is_some_and(|style| {
            let style = style.to_ascii_lowercase();
            style.contains("mso-element:comment") || style.contains("mso-comment-reference")
        })
}

/// The level of a paragraph that an office program means as a heading.
fn heading_level(tag: &Tag<'_>, style: &Style) -> Option<u8> {
    let class = tag.get("class").unwrap_or_default();
    let numbered = class.strip_prefix("MsoHeading").and_then(|n| n.parse().ok());
    let named = (class == "MsoTitle").then_some(1);
    numbered.or(named).or(style.outline).filter(|level| (1..=6).contains(level))
}

/// What an element's `style` says that a reader needs.
#[derive(Default)]
pub(super) struct Style {
    strong: Option<bool>,
    emphasis: Option<bool>,
    underline: bool,
    strike: bool,
    script: Option<MarkKind>,
    is_hidden: bool,
    /// It holds what stands before the text of an item, such as `1.`.
    pub(super) is_label: bool,
    outline: Option<u8>,
    /// The level in Word's list, from 1.
    list_level: Option<u8>,
}

impl Style {
    pub(super) fn of(tag: &Tag<'_>) -> Style {
        let mut style = Style::default();
        let Some(typed) = tag.get("style") else { return style };
        let typed = unescape(typed).to_ascii_lowercase();
        for (name, value) in typed.split(';').filter_map(|part| part.split_once(':')) {
            let value = value.trim();
            match name.trim() {
                "font-weight" => {
                    style.strong = Some(value.starts_with("bold") || value.parse().is_ok_and(|n: u32| n >= 600));
                }
                "font-style" => style.emphasis = Some(value.starts_with("italic") || value.starts_with("oblique")),
                "text-decoration" | "text-decoration-line" => {
                    style.underline |= value.contains("underline");
                    style.strike |= value.contains("line-through");
                }
                "text-underline" => style.underline |= value != "none",
                "vertical-align" => {
                    style.script = match value {
                        "super" => Some(MarkKind::Super),
                        "sub" => Some(MarkKind::Sub),
                        _ => None,
                    }
                }
                "display" => style.is_hidden |= value == "none",
                "mso-hide" => style.is_hidden |= value == "all",
                "mso-outline-level" => style.outline = value.parse().ok(),
                "mso-list" => {
                    style.is_label = value == "ignore";
                    let level = value.split_ascii_whitespace().find_map(|word| word.strip_prefix("level"));
                    style.list_level = level.and_then(|n| n.parse().ok());
                }
                _ => {}
            }
        }
        style
    }
}

/// The look inside of an element.
pub(super) fn look_of(name: &str, tag: &Tag<'_>, style: &Style, look: &Look) -> Look {
    let mut look = look.clone();
    match name {
        "b" | "strong" => look.strong = true,
        "i" | "em" => look.emphasis = true,
        "u" => look.underline = true,
        "ins" => look.underline |= !is_revision(tag),
        "s" | "strike" | "del" => look.strike = true,
        "sub" => look.script = Some(MarkKind::Sub),
        "sup" => look.script = Some(MarkKind::Super),
        _ => {}
    }
    // Browsers paste links as underlined; that a link is one, readers see anyway.
    look.underline |= style.underline && name != "a" && look.link.is_none();
    look.strike |= style.strike;
    look.strong = style.strong.unwrap_or(look.strong);
    look.emphasis = style.emphasis.unwrap_or(look.emphasis);
    look.script = style.script.or(look.script);
    look
}
