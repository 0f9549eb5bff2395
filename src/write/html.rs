//! Writes the tree of a text as compact, valid HTML.
//!
//! In: blocks, the page's language with its words, a resolver. Out: the inside of an article, without any space that is not needed.
//! Does not report problems: what cannot be resolved shows as words, and `check` says so. Longer than other files: one function for
//! each kind of block and inline.

use std::fmt::Write as _;

use crate::base::lang::Language;
use crate::document::bond;
use crate::document::tree::{AlertKind, Align, Block, BlockKind, Definition, Inline, InlineKind, Item, Table, plain};
use crate::write::sanitise::{self, Piece};
use crate::write::{PictureMarkup, Resolved, Resolver};

mod gloss;
mod notes;
mod parallel;
mod text;

use gloss::Glosses;
use notes::{Notes, find_notes};

pub use crate::site::link::is_safe_url;
pub use crate::write::escape::{push_attribute, push_attribute_of, push_text};
pub use crate::write::words::Words;
pub use parallel::{Side, parallel};
pub use text::whole;

/// What the writer must know besides the text.
pub struct HtmlContext<'a> {
    /// The language of the text.
    pub lang: &'a Language,
    /// Knows links and pictures.
    pub resolver: &'a dyn Resolver,
    /// Words of this language that the writer adds itself.
    pub words: &'a Words,
}

/// The text as HTML.
pub fn html(blocks: &[Block], ctx: &HtmlContext<'_>) -> String {
    let mut writer = Writer::new(blocks, ctx);
    find_notes(blocks, &mut writer.notes.texts);
    writer.inside(|w| w.blocks(blocks));
    writer.endnotes();
    writer.explanations();
    writer.out
}

/// By how many levels headings are lowered: one when the text has a heading of level one, for that is the page's title.
pub fn heading_shift(blocks: &[Block]) -> u8 {
    u8::from(blocks.iter().any(|b| matches!(&b.kind, BlockKind::Heading(h) if h.level == 1)))
}

/// Most elements of raw HTML that stand open at a time; further ones lose their tags. Each tag looks through those that are open, and
/// browsers themselves stop at some hundreds.
const OPEN: usize = 64;

struct Writer<'t, 'c> {
    ctx: &'c HtmlContext<'c>,
    out: String,
    shift: u8,
    notes: Notes<'t>,
    tables: usize,
    /// Raw HTML elements that stand open.
    open: Vec<&'static str>,
    /// Inside an element that is left out whole: its name, and what to cut back to.
    muted: Option<Muted>,
    in_link: bool,
    glosses: Glosses,
    /// Ends every id, so that two texts can stand in one page.
    suffix: String,
    /// For pieces that are not broken.
    room: bond::Room,
}

struct Muted {
    name: String,
    length: usize,
    open: usize,
}

impl<'t, 'c> Writer<'t, 'c> {
    fn new(blocks: &'t [Block], ctx: &'c HtmlContext<'c>) -> Writer<'t, 'c> {
        let length = blocks.last().map_or(0, |b| b.range.end) - blocks.first().map_or(0, |b| b.range.start);
        Writer {
            ctx,
            out: String::with_capacity(length + length / 4 + 64),
            shift: heading_shift(blocks),
            notes: Notes::default(),
            tables: 0,
            open: Vec::new(),
            muted: None,
            in_link: false,
            glosses: Glosses::default(),
            suffix: String::new(),
            room: bond::LINE,
        }
    }
}

impl<'t> Writer<'t, '_> {
    /// Writes the inside of an element; raw HTML that was opened in it is closed with it.
    fn inside(&mut self, write: impl FnOnce(&mut Self)) {
        let base = self.open.len();
        let outer = self.muted.take();
        write(self);
        self.unmute();
        self.muted = outer;
        self.close_to(base);
    }

    fn unmute(&mut self) {
        if let Some(muted) = self.muted.take() {
            self.out.truncate(muted.length);
            self.open.truncate(muted.open);
        }
    }

    fn close_to(&mut self, base: usize) {
        while self.open.len() > base {
            let name = self.open.pop().expect("the stack is longer than its base");
            let _ = write!(self.out, "</{name}>");
        }
    }

    fn element(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        self.inside(write);
        self.end(name);
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn blocks(&mut self, blocks: &'t [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'t Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => match lone_picture(inlines) {
                Some((target, title, alt)) => self.figure(target, title, alt),
                None => self.element("p", |w| w.inlines(inlines)),
            },
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::List { start, tight, items } => self.list(*start, *tight, items),
            BlockKind::Quote(inner) => self.quietly(|w| w.element("blockquote", |w| w.blocks(inner))),
            BlockKind::Alert(kind, inner) => self.alert(*kind, inner),
            BlockKind::Code { language, text } => self.code(language, text),
            // Columns are narrow, and a button is kept on one line.
            BlockKind::Table(table) => self.quietly(|w| w.table(table)),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Rule => self.out.push_str("<hr>"),
            BlockKind::Html(html) => self.raw(html, true),
            BlockKind::Footnote { .. } => {}
        }
    }

    fn heading_level(&self, heading: &crate::document::tree::Heading) -> u8 {
        (heading.level + self.shift).clamp(2, 6)
    }

    fn heading(&mut self, heading: &'t crate::document::tree::Heading) {
        let name = ["h2", "h3", "h4", "h5", "h6"][usize::from(self.heading_level(heading)) - 2];
        self.out.push('<');
        self.out.push_str(name);
        if !heading.id.is_empty() {
            push_attribute_of(&mut self.out, "id", &[&heading.id, &self.suffix]);
        }
        if !heading.classes.is_empty() {
            push_attribute(&mut self.out, "class", &heading.classes.join(" "));
        }
        self.out.push('>');
        self.quietly(|w| w.inside(|w| w.inlines(&heading.inlines)));
        if !heading.id.is_empty() {
            // The mark is drawn by the style sheet; for screen readers and the keyboard it is not there.
            self.out.push_str("<a class=anchor aria-hidden=true tabindex=-1");
            push_attribute_of(&mut self.out, "href", &["#", &heading.id, &self.suffix]);
            self.out.push_str("></a>");
        }
        self.end(name);
    }

    fn list(&mut self, start: Option<u64>, tight: bool, items: &'t [Item]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        self.out.push('<');
        self.out.push_str(name);
        if let Some(first) = start.filter(|first| *first != 1) {
            let _ = write!(self.out, " start={first}");
        }
        if items.iter().any(|item| item.done.is_some()) {
            self.out.push_str(" class=tasks");
        }
        self.out.push('>');
        for item in items {
            self.out.push_str("<li>");
            self.task(item.done);
            self.inside(|w| w.item(&item.blocks, tight));
            self.out.push_str("</li>");
        }
        self.end(name);
    }

    /// The box of a task.
    fn task(&mut self, done: Option<bool>) {
        let Some(done) = done else { return };
        let word = if done { &self.ctx.words.done } else { &self.ctx.words.open };
        self.out.push_str("<input type=checkbox disabled");
        self.out.push_str(if done { " checked" } else { "" });
        push_attribute(&mut self.out, "aria-label", word);
        self.out.push_str("> ");
    }

    /// The text of a list item or a cell; in a tight one, paragraphs lose their element.
    fn item(&mut self, blocks: &'t [Block], tight: bool) {
        for (i, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(inlines) if tight && lone_picture(inlines).is_none() => {
                    if i > 0 && matches!(blocks[i - 1].kind, BlockKind::Paragraph(_)) {
                        self.out.push_str("<br>");
                    }
                    self.inlines(inlines);
                }
                _ => self.block(block),
            }
        }
    }

    fn alert(&mut self, kind: AlertKind, inner: &'t [Block]) {
        // `aside` would be a landmark inside `main` on pages without an `article`; `role=note` says the same and is none.
        let _ = write!(self.out, "<div class=\"alert alert-{}\" role=note><p class=alert-title>", kind.name());
        push_text(&mut self.out, self.ctx.words.alert(kind));
        self.out.push_str("</p>");
        self.inside(|w| w.blocks(inner));
        self.end("div");
    }

    fn code(&mut self, language: &str, text: &str) {
        self.out.push_str("<pre tabindex=0><code");
        if !language.is_empty() {
            push_attribute(&mut self.out, "class", &format!("language-{language}"));
        }
        self.out.push('>');
        push_text(&mut self.out, text);
        self.out.push_str("</code></pre>");
    }

    fn table(&mut self, table: &'t Table) {
        self.tables += 1;
        self.out.push_str("<div class=table tabindex=0 role=region");
        push_attribute(&mut self.out, "aria-label", &format!("{} {}", self.ctx.words.table, self.tables));
        self.out.push_str("><table>");
        let rooms = if table.merged.is_empty() { Vec::new() } else { table.rooms() };
        // A head that reaches down into the rows cannot be closed before them.
        let is_head_apart = !table.merged.iter().any(|m| m.row == 0 && m.tall > 1);
        let heads = usize::from(!table.head.is_empty());
        if heads > 0 {
            self.out.push_str(if is_head_apart { "<thead>" } else { "<tbody>" });
            self.row(&table.head, table, rooms.first().map_or(&[], Vec::as_slice), true);
            self.out.push_str(if is_head_apart { "</thead>" } else { "" });
        }
        if !table.rows.is_empty() {
            self.out.push_str(if heads == 0 || is_head_apart { "<tbody>" } else { "" });
            for (at, row) in table.rows.iter().enumerate() {
                self.row(row, table, rooms.get(at + heads).map_or(&[], Vec::as_slice), false);
            }
        }
        if !table.rows.is_empty() || !is_head_apart {
            self.out.push_str("</tbody>");
        }
        self.out.push_str("</table></div>");
    }

    /// A row; `rooms` says which cells are joined and is empty where none is.
    fn row(&mut self, cells: &'t [Vec<Inline>], table: &Table, rooms: &[(usize, usize)], is_head: bool) {
        self.out.push_str("<tr>");
        let outside = std::mem::replace(&mut self.room, bond::CELL);
        for (column, cell) in cells.iter().enumerate() {
            let (wide, tall) = rooms.get(column).copied().unwrap_or((1, 1));
            if wide == 0 {
                continue;
            }
            let (start, end) = match (is_head, table.side && column == 0) {
                (true, _) => ("<th scope=col", "th"),
                (false, true) => ("<th scope=row", "th"),
                (false, false) => ("<td", "td"),
            };
            self.out.push_str(start);
            for (name, span) in [("colspan", wide), ("rowspan", tall)] {
                if span > 1 {
                    let _ = write!(self.out, " {name}={span}");
                }
            }
            self.out.push_str(match table.align.get(column) {
                Some(Align::Left) => " class=is-left",
                Some(Align::Center) => " class=is-center",
                Some(Align::Right) => " class=is-right",
                Some(Align::None) | None => "",
            });
            self.out.push('>');
            self.inside(|w| w.inlines(cell));
            self.end(end);
        }
        self.room = outside;
        self.out.push_str("</tr>");
    }

    fn definitions(&mut self, definitions: &'t [Definition]) {
        self.out.push_str("<dl>");
        for definition in definitions {
            self.quietly(|w| w.element("dt", |w| w.inlines(&definition.term)));
            for text in &definition.texts {
                self.element("dd", |w| w.item(text, text.len() == 1));
            }
        }
        self.out.push_str("</dl>");
    }

    fn figure(&mut self, target: &str, title: &str, alt: &[Inline]) {
        let Some(picture) = self.ctx.resolver.picture(target) else {
            self.out.push_str("<p>");
            push_text(&mut self.out, &plain(alt));
            self.out.push_str("</p>");
            return;
        };
        self.out.push_str("<figure>");
        self.picture(&picture, &plain(alt), "");
        if !title.is_empty() {
            self.out.push_str("<figcaption>");
            push_text(&mut self.out, title);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>");
    }

    fn picture(&mut self, picture: &PictureMarkup, alt: &str, title: &str) {
        const SIZES: &str = "(min-width: 60rem) 44rem, 100vw";
        let out = &mut self.out;
        if !picture.webp.is_empty() {
            out.push_str("<picture><source type=image/webp");
            push_attribute(out, "srcset", &srcset(&picture.webp));
            push_attribute(out, "sizes", SIZES);
            out.push('>');
        }
        out.push_str("<img");
        push_attribute(out, "src", &picture.src);
        if !picture.srcset.is_empty() {
            push_attribute(out, "srcset", &srcset(&picture.srcset));
            push_attribute(out, "sizes", SIZES);
        }
        if picture.width > 0 && picture.height > 0 {
            let _ = write!(out, " width={} height={}", picture.width, picture.height);
        }
        push_attribute(out, "alt", alt);
        if !title.is_empty() {
            push_attribute(out, "title", title);
        }
        out.push_str(" loading=lazy>");
        if !picture.webp.is_empty() {
            out.push_str("</picture>");
        }
    }

    fn inlines(&mut self, inlines: &'t [Inline]) {
        let bonds = bond::marks(inlines, self.room);
        let mut bonds = bonds.as_slice();
        for (index, inline) in inlines.iter().enumerate() {
            match &inline.kind {
                InlineKind::Text(text) => self.bonded(index, text, &mut bonds),
                InlineKind::Emphasis(inner) => self.element("em", |w| w.inlines(inner)),
                InlineKind::Strong(inner) => self.element("strong", |w| w.inlines(inner)),
                InlineKind::Strike(inner) => self.element("del", |w| w.inlines(inner)),
                InlineKind::Mark(mark, inner) => self.element(mark.tag(), |w| w.inlines(inner)),
                InlineKind::Code(text) => {
                    self.out.push_str("<code>");
                    push_text(&mut self.out, text);
                    self.out.push_str("</code>");
                }
                InlineKind::Link { target, title, inlines } => self.link(target, title, inlines),
                InlineKind::Picture { target, title, alt } => match self.ctx.resolver.picture(target) {
                    Some(picture) => self.picture(&picture, &plain(alt), title),
                    None => push_text(&mut self.out, &plain(alt)),
                },
                InlineKind::Ruby(readings) => self.ruby(readings),
                InlineKind::SoftBreak => self.out.push('\n'),
                InlineKind::HardBreak => self.out.push_str("<br>"),
                InlineKind::Html(html) => self.raw(html, false),
                InlineKind::FootnoteRef(name) => self.note_mark(name),
            }
        }
    }

    fn link(&mut self, target: &str, title: &str, inlines: &'t [Inline]) {
        let start = if self.in_link { None } else { self.link_start(target) };
        let Some(start) = start else { return self.inside(|w| w.inlines(inlines)) };
        self.out.push_str(&start);
        if !title.is_empty() {
            push_attribute(&mut self.out, "title", title);
        }
        self.out.push('>');
        self.in_link = true;
        self.inside(|w| w.inlines(inlines));
        self.in_link = false;
        self.out.push_str("</a>");
    }

    fn link_start(&self, target: &str) -> Option<String> {
        let mut start = String::from("<a");
        match self.ctx.resolver.link(target) {
            Resolved::Url(url) if url.len() > 1 && url.starts_with('#') => {
                push_attribute(&mut start, "href", &format!("{url}{}", self.suffix));
            }
            Resolved::Url(url) if is_safe_url(&url) => push_attribute(&mut start, "href", &url),
            Resolved::External(url) if is_safe_url(&url) => {
                push_attribute(&mut start, "href", &url);
                start.push_str(" rel=external");
            }
            Resolved::Url(_) | Resolved::External(_) | Resolved::Nothing => return None,
        }
        Some(start)
    }

    /// Raw HTML: only what the allow-list of `sanitise` lets through, always closed in the element it was opened in.
    fn raw(&mut self, html: &str, block: bool) {
        let was_muted = self.muted.is_some();
        sanitise::pieces(html, block, |piece| match piece {
            Piece::Text(text) => sanitise::push_raw_text(&mut self.out, text),
            Piece::Start { tag, attributes, void } => self.raw_start(tag, &attributes, void),
            Piece::End(tag) => self.raw_end(tag),
            Piece::Mute(name) => {
                if self.muted.is_none() {
                    self.muted = Some(Muted { name: name.to_string(), length: self.out.len(), open: self.open.len() });
                }
            }
            Piece::Unmute(name) => {
                if self.muted.as_ref().is_some_and(|m| m.name == name) {
                    self.unmute();
                }
            }
        });
        // A block that opens a script and never closes it must not swallow the rest of the page.
        if block && !was_muted {
            self.unmute();
        }
    }

    fn raw_start(&mut self, tag: &'static str, attributes: &[(&'static str, String)], void: bool) {
        if !void && self.open.len() >= OPEN {
            return;
        }
        let value = |name: &str| attributes.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str());
        match tag {
            "img" => {
                if let Some(picture) = value("src").and_then(|src| self.ctx.resolver.picture(src)) {
                    self.picture(&picture, value("alt").unwrap_or(""), value("title").unwrap_or(""));
                }
                return;
            }
            "a" => {
                let start = if self.in_link || self.open.contains(&"a") {
                    None
                } else {
                    value("href").and_then(|href| self.link_start(href))
                };
                let Some(start) = start else { return };
                self.out.push_str(&start);
            }
            _ => {
                self.out.push('<');
                self.out.push_str(tag);
            }
        }
        for (name, value) in attributes {
            match *name {
                "href" => {}
                "id" | "headers" if !self.suffix.is_empty() => {
                    let ids: Vec<String> = value.split(' ').map(|id| format!("{id}{}", self.suffix)).collect();
                    push_attribute(&mut self.out, name, &ids.join(" "));
                }
                _ => push_attribute(&mut self.out, name, value),
            }
        }
        self.out.push('>');
        if !void {
            self.open.push(tag);
        }
    }

    fn raw_end(&mut self, tag: &'static str) {
        if let Some(at) = self.open.iter().rposition(|open| *open == tag) {
            self.close_to(at);
        }
    }
}

fn srcset(files: &[(String, u32)]) -> String {
    let parts: Vec<String> = files.iter().map(|(path, width)| format!("{path} {width}w")).collect();
    parts.join(", ")
}

/// The picture of a paragraph that holds nothing else.
fn lone_picture(inlines: &[Inline]) -> Option<(&str, &str, &[Inline])> {
    match inlines {
        [Inline { kind: InlineKind::Picture { target, title, alt }, .. }] => Some((target, title, alt)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
