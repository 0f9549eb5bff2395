//! Two texts of one page side by side.
//!
//! In: the blocks of both, and which stand beside which. Out: one article whose rows hold a block of each language, marked with its
//! language. A heading of both is one heading, a list of both one list, so that outline and numbers stay those of one page; the ids of
//! the second text have an ending of their own. Aligns nothing itself.

use std::fmt::Write as _;

use super::{HtmlContext, Writer, find_notes, lone_picture};
use crate::document::tree::{Block, BlockKind, Heading, Item, plain};
use crate::write::escape::{push_attribute, push_text};

/// A text and what its writer must know.
pub struct Side<'t, 'c> {
    /// Its blocks.
    pub blocks: &'t [Block],
    /// Its language, words and links.
    pub ctx: &'c HtmlContext<'c>,
}

/// Two texts as HTML; `pairs` are indices of blocks that stand beside each other.
pub fn parallel(first: &Side<'_, '_>, second: &Side<'_, '_>, pairs: &[(Option<usize>, Option<usize>)]) -> String {
    let suffix = format!("--{}", second.ctx.lang.key);
    let mut columns = Columns {
        first: writer(first, String::new()),
        second: writer(second, suffix),
        with_dir: first.ctx.lang.dir != second.ctx.lang.dir,
        out: String::new(),
    };
    for (a, b) in pairs {
        let blocks = (a.and_then(|a| first.blocks.get(a)), b.and_then(|b| second.blocks.get(b)));
        columns.row(blocks.0, blocks.1);
    }
    columns.first.endnotes();
    columns.second.endnotes();
    let notes = (columns.first.taken(), columns.second.taken());
    columns.pair("pair", &notes.0, &notes.1);
    columns.first.explanations();
    let explanations = columns.first.taken();
    columns.out + &explanations
}

fn writer<'t, 'c>(side: &Side<'t, 'c>, suffix: String) -> Writer<'t, 'c> {
    let mut writer = Writer::new(side.blocks, side.ctx);
    writer.suffix = suffix;
    find_notes(side.blocks, &mut writer.notes.texts);
    writer
}

impl Writer<'_, '_> {
    /// What was written since the last time.
    fn taken(&mut self) -> String {
        std::mem::take(&mut self.out)
    }
}

impl<'t> Writer<'t, '_> {
    fn alone(&mut self, block: Option<&'t Block>) -> String {
        if let Some(block) = block {
            self.inside(|w| w.block(block));
        }
        self.taken()
    }
}

/// Two writers and what both have written.
struct Columns<'t, 'c> {
    first: Writer<'t, 'c>,
    second: Writer<'t, 'c>,
    with_dir: bool,
    out: String,
}

impl<'t> Columns<'t, '_> {
    fn row(&mut self, a: Option<&'t Block>, b: Option<&'t Block>) {
        match (a.map(|a| &a.kind), b.map(|b| &b.kind)) {
            (Some(BlockKind::Heading(one)), Some(BlockKind::Heading(other))) => self.heading(Some(one), Some(other)),
            (Some(BlockKind::Heading(one)), None) => self.heading(Some(one), None),
            (None, Some(BlockKind::Heading(other))) => self.heading(None, Some(other)),
            (Some(BlockKind::Rule), Some(BlockKind::Rule)) => self.out.push_str("<hr>"),
            (
                Some(BlockKind::List { start, tight, items }),
                Some(BlockKind::List { start: other_start, tight: other_tight, items: others }),
            ) if start.is_some() == other_start.is_some() && items.len() == others.len() => {
                self.list(*start, (items, *tight), (others, *other_tight));
            }
            (Some(BlockKind::Table(_) | BlockKind::Code { .. }), _)
            | (_, Some(BlockKind::Table(_) | BlockKind::Code { .. })) => {
                let (one, other) = (self.first.alone(a), self.second.alone(b));
                self.pair("pair is-wide", &one, &other);
            }
            (Some(BlockKind::Paragraph(one)), Some(BlockKind::Paragraph(other))) => {
                match (lone_picture(one), lone_picture(other)) {
                    (Some(one), Some(other)) if self.is_same(one.0, other.0) => self.figure(one, other),
                    _ => self.plain_row(a, b),
                }
            }
            _ => self.plain_row(a, b),
        }
    }

    fn plain_row(&mut self, a: Option<&'t Block>, b: Option<&'t Block>) {
        let (one, other) = (self.first.alone(a), self.second.alone(b));
        self.pair("pair", &one, &other);
    }

    /// Two columns; an empty one keeps its place.
    fn pair(&mut self, class: &str, one: &str, other: &str) {
        if one.is_empty() && other.is_empty() {
            return;
        }
        self.out.push_str("<div");
        push_attribute(&mut self.out, "class", class);
        self.out.push('>');
        for (is_second, inside) in [(false, one), (true, other)] {
            self.side("div", " class=side", is_second, inside.is_empty());
            self.out.push_str(inside);
            self.out.push_str("</div>");
        }
        self.out.push_str("</div>");
    }

    /// Opens an element of one language; an empty one needs none.
    fn side(&mut self, name: &str, attributes: &str, is_second: bool, is_empty: bool) {
        let _ = write!(self.out, "<{name}{attributes}");
        let lang = if is_second { self.second.ctx.lang } else { self.first.ctx.lang };
        if !is_empty {
            push_attribute(&mut self.out, "lang", &lang.tag);
            if self.with_dir {
                push_attribute(&mut self.out, "dir", &lang.dir);
            }
        }
        self.out.push('>');
    }

    /// One heading in two languages, with the level and the id of the first; the second keeps its own for links that lead to it.
    fn heading(&mut self, one: Option<&'t Heading>, other: Option<&'t Heading>) {
        let level = one.map_or_else(
            || other.map_or(2, |other| self.second.heading_level(other)),
            |one| self.first.heading_level(one),
        );
        let _ = write!(self.out, "<h{level} class=pair");
        let ids = (one.map_or("", |h| &h.id), other.map_or("", |h| &h.id));
        if !ids.0.is_empty() {
            push_attribute(&mut self.out, "id", ids.0);
        }
        self.out.push('>');
        for (is_second, heading) in [(false, one), (true, other)] {
            let id = if is_second { ids.1 } else { "" };
            let mut attributes = String::from(" class=side");
            if !id.is_empty() {
                push_attribute(&mut attributes, "id", &format!("{id}{}", self.second.suffix));
            }
            self.side("span", &attributes, is_second, heading.is_none());
            if let Some(heading) = heading {
                let writer = if is_second { &mut self.second } else { &mut self.first };
                writer.inside(|w| w.quietly(|w| w.inlines(&heading.inlines)));
                let inside = writer.taken();
                self.out.push_str(&inside);
            }
            // The space keeps the two apart where there is no style.
            self.out.push_str(if is_second { "</span>" } else { "</span> " });
        }
        let _ = write!(self.out, "</h{level}>");
    }

    /// One list whose items are in two languages.
    fn list(&mut self, start: Option<u64>, one: (&'t [Item], bool), other: (&'t [Item], bool)) {
        let name = if start.is_some() { "ol" } else { "ul" };
        let _ = write!(self.out, "<{name}");
        if let Some(first) = start.filter(|first| *first != 1) {
            let _ = write!(self.out, " start={first}");
        }
        let has_tasks = one.0.iter().any(|item| item.done.is_some());
        self.out.push_str(if has_tasks { " class=\"pairs tasks\">" } else { " class=pairs>" });
        for (item, twin) in one.0.iter().zip(other.0) {
            self.out.push_str("<li>");
            // The box stands before both.
            self.first.task(item.done);
            let task = self.first.taken();
            self.out.push_str(&task);
            self.first.inside(|w| w.item(&item.blocks, one.1));
            self.second.inside(|w| w.item(&twin.blocks, other.1));
            let (own, twin) = (self.first.taken(), self.second.taken());
            self.pair("pair", &own, &twin);
            self.out.push_str("</li>");
        }
        let _ = write!(self.out, "</{name}>");
    }

    /// Whether two pictures are the same file.
    fn is_same(&self, one: &str, other: &str) -> bool {
        let src = |writer: &Writer<'_, '_>, target: &str| writer.ctx.resolver.picture(target).map(|p| p.src);
        src(&self.first, one).is_some_and(|one| src(&self.second, other).is_some_and(|other| one == other))
    }

    /// A picture of both texts once, with the captions of both.
    fn figure(
        &mut self,
        one: (&str, &str, &[crate::document::tree::Inline]),
        other: (&str, &str, &[crate::document::tree::Inline]),
    ) {
        let Some(picture) = self.first.ctx.resolver.picture(one.0) else { return };
        self.first.picture(&picture, &plain(one.2), "");
        let picture = self.first.taken();
        self.out.push_str("<figure>");
        self.out.push_str(&picture);
        if !one.1.is_empty() || !other.1.is_empty() {
            self.out.push_str("<figcaption class=pair>");
            for (is_second, title) in [(false, one.1), (true, other.1)] {
                self.side("span", " class=side", is_second, title.is_empty());
                push_text(&mut self.out, title);
                self.out.push_str(if is_second { "</span>" } else { "</span> " });
            }
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>");
    }
}
