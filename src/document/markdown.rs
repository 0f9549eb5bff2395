//! Markdown to the tree.
//!
//! In: the text of a file and where its body begins. Out: blocks, with the byte ranges of the file.
//! Does not judge: links are kept as typed, HTML as typed; emphasis, readings and line breaks of Chinese text come out right
//! (`cjk`, `ruby`, `lines`).

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::cjk;
use super::heading::Ids;
use super::paste::{self, Findings};
use super::tree::{AlertKind, Align, Block, BlockKind, Definition, Heading, Inline, InlineKind, Item, Table, plain};
use super::{lines, ruby};

/// How deep quotations, lists and emphasis may stand in each other; what is deeper becomes plain text. No writer means more,
/// and the tree is walked by recursion.
const DEPTH: usize = 48;

/// The extensions that are on: GFM tables, footnotes, strike-through, task lists, alerts; heading attributes; definition lists.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// Parses the body that begins at byte `start` of `text`.
pub fn parse(text: &str, start: usize) -> Vec<Block> {
    read(text, start).0
}

/// Parses the body, and says what was found in the HTML in it.
pub fn read(text: &str, start: usize) -> (Vec<Block>, Findings) {
    build(text, start, Findings::default())
}

/// Parses a text and leaves its HTML as typed.
#[cfg(test)]
pub(super) fn parse_with_html(text: &str) -> Vec<Block> {
    build(text, 0, Findings::keeping_html()).0
}

fn build(text: &str, start: usize, found: Findings) -> (Vec<Block>, Findings) {
    let body = &text[start..];
    let (mended, inserted) = cjk::mend(body);
    let events = Parser::new_ext(&mended, options()).into_offset_iter();
    let (ids, inserted) = (Ids::default(), &*inserted);
    let mut builder = Builder { events, ahead: None, inserted, start, text, ids, depth: 0, found };
    let blocks = builder.blocks(&mut Vec::new());
    (blocks, builder.found)
}

struct Builder<'a, I> {
    events: I,
    /// The event after a text, which was looked at to see whether the text goes on.
    ahead: Option<(Event<'a>, Range<usize>)>,
    inserted: &'a [usize],
    start: usize,
    text: &'a str,
    ids: Ids,
    depth: usize,
    found: Findings,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Builder<'a, I> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        match self.ahead.take() {
            Some(event) => Some(event),
            None => self.events.next(),
        }
    }

    /// Bytes of the file for a range of the mended body.
    fn range(&self, range: &Range<usize>) -> Range<usize> {
        let from = cjk::original_offset(self.inserted, range.start);
        let to = cjk::original_offset(self.inserted, range.end);
        self.start + from..self.start + to.max(from)
    }

    /// Blocks up to the end of the enclosing one. Running text without a paragraph (tight lists) goes to `loose`,
    /// which becomes a paragraph when a block follows or the end is reached.
    fn blocks(&mut self, loose: &mut Vec<Inline>) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(tag) if is_inline(&tag) => {
                    self.inline_of(tag, &range, loose);
                }
                Event::Start(tag) => {
                    flush(loose, &mut blocks, &mut self.found);
                    blocks.extend(self.block_of(tag, &range));
                }
                Event::End(_) => break,
                Event::Rule => {
                    flush(loose, &mut blocks, &mut self.found);
                    blocks.push(Block { kind: BlockKind::Rule, range: self.range(&range) });
                }
                Event::Html(html) => {
                    flush(loose, &mut blocks, &mut self.found);
                    push_html(&mut blocks, &cjk::strip(&html), self.range(&range));
                }
                other => self.leaf(other, &range, loose),
            }
        }
        flush(loose, &mut blocks, &mut self.found);
        let file = (self.depth == 0).then_some(self.text);
        paste::tidy(blocks, file, &mut self.ids, &mut self.found)
    }

    fn nested(&mut self) -> Vec<Block> {
        self.blocks(&mut Vec::new())
    }

    fn block_of(&mut self, tag: Tag<'a>, range: &Range<usize>) -> Option<Block> {
        let place = self.range(range);
        if self.depth >= DEPTH {
            return Some(Block { kind: BlockKind::Paragraph(self.flattened()), range: place });
        }
        self.depth += 1;
        let block = self.block_inside(tag, place);
        self.depth -= 1;
        block
    }

    /// All text up to the end of the enclosing element, without any structure.
    fn flattened(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut open = 1;
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                other => self.leaf(other, &range, &mut inlines),
            }
            if open == 0 {
                break;
            }
        }
        inlines
    }

    fn block_inside(&mut self, tag: Tag<'a>, place: Range<usize>) -> Option<Block> {
        let kind = match tag {
            // A clipboard's HTML may begin with a tag that makes it a paragraph to Markdown.
            Tag::Paragraph if self.depth == 1 && paste::is_block(&self.text[place.clone()], &self.found) => {
                self.flattened();
                BlockKind::Html(self.text[place.clone()].to_string())
            }
            Tag::Paragraph => {
                let inlines = self.inlines();
                // Nothing is left of a paragraph that was only HTML of no use.
                if inlines.is_empty() {
                    return None;
                }
                BlockKind::Paragraph(inlines)
            }
            Tag::Heading { level, id, classes, .. } => {
                let inlines = self.inlines();
                let id = self.ids.give(id.as_deref(), &plain(&inlines));
                let classes = classes.iter().map(|c| cjk::strip(c).into_owned()).collect();
                BlockKind::Heading(Heading { level: level as u8, id, classes, inlines })
            }
            Tag::BlockQuote(Some(kind)) => BlockKind::Alert(alert(kind), self.nested()),
            Tag::BlockQuote(None) => BlockKind::Quote(self.nested()),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        cjk::strip(info.split_whitespace().next().unwrap_or("")).into_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                BlockKind::Code { language, text: self.raw_text() }
            }
            Tag::HtmlBlock => BlockKind::Html(self.raw_text()),
            Tag::List(start) => self.list(start),
            Tag::FootnoteDefinition(name) => {
                BlockKind::Footnote { name: cjk::strip(&name).into_owned(), blocks: self.nested() }
            }
            Tag::Table(align) => self.table(&align),
            Tag::DefinitionList => self.definitions(),
            // Anything else cannot stand here with the options above; its text is kept.
            _ => {
                let blocks = self.nested();
                return blocks.into_iter().next();
            }
        };
        Some(Block { kind, range: place })
    }

    fn list(&mut self, start: Option<u64>) -> BlockKind {
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let (item, item_tight) = self.item();
                    tight &= item_tight;
                    items.push(item);
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        BlockKind::List { start, tight, items }
    }

    /// An item, and whether its text stands without paragraphs of its own.
    fn item(&mut self) -> (Item, bool) {
        let mut done = None;
        let mut loose = Vec::new();
        let mut blocks = Vec::new();
        let mut tight = true;
        while let Some((event, range)) = self.next() {
            match event {
                Event::End(TagEnd::Item) => break,
                Event::TaskListMarker(checked) => done = Some(checked),
                Event::Start(tag) if is_inline(&tag) => {
                    self.inline_of(tag, &range, &mut loose);
                }
                Event::Start(tag) => {
                    if matches!(tag, Tag::Paragraph) {
                        tight = false;
                        flush(&mut loose, &mut blocks, &mut self.found);
                        let place = self.range(&range);
                        let (mut inlines, marker) = self.inlines_with_marker();
                        lines::join(&mut inlines);
                        done = done.or(marker);
                        blocks.push(Block { kind: BlockKind::Paragraph(inlines), range: place });
                    } else {
                        flush(&mut loose, &mut blocks, &mut self.found);
                        blocks.extend(self.block_of(tag, &range));
                    }
                }
                Event::Rule => {
                    flush(&mut loose, &mut blocks, &mut self.found);
                    blocks.push(Block { kind: BlockKind::Rule, range: self.range(&range) });
                }
                Event::Html(html) => {
                    flush(&mut loose, &mut blocks, &mut self.found);
                    push_html(&mut blocks, &cjk::strip(&html), self.range(&range));
                }
                other => self.leaf(other, &range, &mut loose),
            }
        }
        flush(&mut loose, &mut blocks, &mut self.found);
        let blocks = paste::tidy(blocks, None, &mut self.ids, &mut self.found);
        (Item { done, blocks }, tight)
    }

    fn table(&mut self, align: &[Alignment]) -> BlockKind {
        let align = align
            .iter()
            .map(|a| match a {
                Alignment::None => Align::None,
                Alignment::Left => Align::Left,
                Alignment::Center => Align::Center,
                Alignment::Right => Align::Right,
            })
            .collect();
        let mut table = Table { align, ..Table::default() };
        let mut in_head = false;
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::TableHead) => in_head = true,
                Event::End(TagEnd::TableHead) => in_head = false,
                Event::Start(Tag::TableRow) => table.rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inlines();
                    match table.rows.last_mut() {
                        Some(row) if !in_head => row.push(cell),
                        Some(_) | None => table.head.push(cell),
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        BlockKind::Table(table)
    }

    fn definitions(&mut self) -> BlockKind {
        let mut list: Vec<Definition> = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.inlines();
                    list.push(Definition { term, texts: Vec::new() });
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.nested();
                    if let Some(last) = list.last_mut() {
                        last.texts.push(blocks);
                    }
                }
                Event::End(TagEnd::DefinitionList) => break,
                _ => {}
            }
        }
        BlockKind::Definitions(list)
    }

    /// The text of a code or HTML block up to its end.
    fn raw_text(&mut self) -> String {
        let mut text = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Text(t) | Event::Html(t) | Event::InlineHtml(t) | Event::Code(t) => {
                    text.push_str(&cjk::strip(&t));
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        text
    }

    /// The running text of a block, its lines joined.
    fn inlines(&mut self) -> Vec<Inline> {
        let (mut inlines, _) = self.inlines_with_marker();
        lines::join(&mut inlines);
        inlines
    }

    /// Running text up to the end of the enclosing element; a task marker among it is given apart.
    fn inlines_with_marker(&mut self) -> (Vec<Inline>, Option<bool>) {
        let mut inlines = Vec::new();
        let mut marker = None;
        while let Some((event, range)) = self.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) => {
                    self.inline_of(tag, &range, &mut inlines);
                }
                Event::TaskListMarker(checked) => marker = Some(checked),
                other => self.leaf(other, &range, &mut inlines),
            }
        }
        (paste::tidy_line(inlines, &mut self.found), marker)
    }

    /// Adds what is marked by `tag`.
    fn inline_of(&mut self, tag: Tag<'a>, range: &Range<usize>, out: &mut Vec<Inline>) {
        let place = self.range(range);
        if self.depth >= DEPTH {
            return out.extend(self.flattened());
        }
        self.depth += 1;
        let (mut inlines, _) = self.inlines_with_marker();
        self.depth -= 1;
        let kind = match tag {
            Tag::Emphasis => InlineKind::Emphasis(inlines),
            Tag::Strong => InlineKind::Strong(inlines),
            Tag::Strikethrough => {
                // One tilde is a range in Chinese prose (`5日~8日`), never a deletion.
                if !self.text.get(place.clone()).is_some_and(|t| t.starts_with("~~")) {
                    return out.extend(tildes(inlines, &place));
                }
                InlineKind::Strike(inlines)
            }
            Tag::Link { link_type, dest_url, title, .. } => InlineKind::Link {
                // `<name@example.org>` is typed without the scheme that makes it an address.
                target: match link_type {
                    LinkType::Email => format!("mailto:{}", cjk::strip(&dest_url)),
                    _ => cjk::strip(&dest_url).into_owned(),
                },
                title: cjk::strip(&title).into_owned(),
                inlines,
            },
            Tag::Image { dest_url, title, .. } => {
                lines::join(&mut inlines);
                let title = cjk::strip(&title).into_owned();
                InlineKind::Picture { target: cjk::strip(&dest_url).into_owned(), title, alt: inlines }
            }
            // Anything else cannot stand here with the options above; its text is kept.
            _ => return out.extend(inlines),
        };
        out.push(Inline { kind, range: place });
    }

    /// Adds what holds nothing else.
    fn leaf(&mut self, event: Event<'a>, range: &Range<usize>, out: &mut Vec<Inline>) {
        let kind = match event {
            Event::Text(text) => return self.words(text, range.clone(), out),
            Event::Code(text) => InlineKind::Code(cjk::strip(&text).into_owned()),
            Event::InlineHtml(html) | Event::Html(html) => InlineKind::Html(cjk::strip(&html).into_owned()),
            Event::FootnoteReference(name) => InlineKind::FootnoteRef(cjk::strip(&name).into_owned()),
            Event::SoftBreak => InlineKind::SoftBreak,
            Event::HardBreak => InlineKind::HardBreak,
            Event::InlineMath(text) | Event::DisplayMath(text) => InlineKind::Text(text.into_string()),
            Event::Start(_) | Event::End(_) | Event::Rule | Event::TaskListMarker(_) => return,
        };
        out.push(Inline { kind, range: self.range(range) });
    }

    /// Adds a text with all that follow it at once: the parser parts them at escapes, entities and marks that mark nothing.
    fn words(&mut self, text: CowStr<'a>, mut range: Range<usize>, out: &mut Vec<Inline>) {
        let mut text = text.into_string();
        loop {
            match self.events.next() {
                Some((Event::Text(more), place)) => {
                    text.push_str(&more);
                    range.end = place.end;
                }
                other => {
                    self.ahead = other;
                    break;
                }
            }
        }
        let place = self.range(&range);
        if cjk::touched(self.inserted, &range) {
            ruby::pieces(&text, self.text, &place, out);
        } else if !text.is_empty() {
            out.push(Inline { kind: InlineKind::Text(text), range: place });
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn alert(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn flush(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>, found: &mut Findings) {
    if loose.is_empty() {
        return;
    }
    let mut inlines = paste::tidy_line(std::mem::take(loose), found);
    lines::join(&mut inlines);
    if inlines.is_empty() {
        return;
    }
    let range = match (inlines.first(), inlines.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => 0..0,
    };
    blocks.push(Block { kind: BlockKind::Paragraph(inlines), range });
}

fn push_html(blocks: &mut Vec<Block>, html: &str, range: Range<usize>) {
    match blocks.last_mut() {
        Some(Block { kind: BlockKind::Html(text), range: before }) if before.end == range.start => {
            text.push_str(html);
            before.end = range.end;
        }
        _ => blocks.push(Block { kind: BlockKind::Html(html.to_string()), range }),
    }
}

fn tildes(mut inlines: Vec<Inline>, place: &Range<usize>) -> Vec<Inline> {
    let tilde = |at: usize| Inline { kind: InlineKind::Text("~".to_string()), range: at..at + 1 };
    inlines.insert(0, tilde(place.start));
    inlines.push(tilde(place.end.saturating_sub(1)));
    inlines
}
