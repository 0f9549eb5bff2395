//! Footnotes in HTML: raised numbers in the text, and a section at its end with links back.
//!
//! In: the footnotes of a text, which may refer to each other. Out: markup through the writer. Notes nobody refers to are left out.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Writer;
use crate::document::tree::{Block, BlockKind};
use crate::write::escape::{push_attribute, push_text};

/// Footnotes of a text, numbered in the order they are referred to.
#[derive(Default)]
pub(super) struct Notes<'t> {
    pub(super) texts: HashMap<&'t str, &'t [Block]>,
    numbers: HashMap<&'t str, usize>,
    /// For each number: its text and how often it was referred to.
    order: Vec<(&'t [Block], usize)>,
}

impl<'t> Writer<'t, '_> {
    /// The number of a footnote, raised, leading to it; what stands in the source if there is no such footnote.
    pub(super) fn note_mark(&mut self, name: &'t str) {
        let Some(&text) = self.notes.texts.get(name) else {
            push_text(&mut self.out, &format!("[^{name}]"));
            return;
        };
        let notes = &mut self.notes;
        let number = *notes.numbers.entry(name).or_insert_with(|| {
            notes.order.push((text, 0));
            notes.order.len()
        });
        let times = &mut notes.order[number - 1].1;
        *times += 1;
        let id = mark_id(number, *times);
        let end = &self.suffix;
        if self.in_link {
            let _ = write!(self.out, "<sup class=note id={id}{end}>{number}</sup>");
        } else {
            let _ = write!(
                self.out,
                "<sup class=note id={id}{end}><a href=#fn-{number}{end} role=doc-noteref>{number}</a></sup>"
            );
        }
    }

    /// All footnotes that were referred to, as a section.
    pub(super) fn endnotes(&mut self) {
        if self.notes.order.is_empty() {
            return;
        }
        self.out.push_str("<section class=footnotes role=doc-endnotes");
        push_attribute(&mut self.out, "aria-label", &self.ctx.words.footnotes);
        self.out.push_str("><ol>");
        // Notes may refer to further notes, so the list can grow while it is written.
        let mut at = 0;
        while let Some(&(text, _)) = self.notes.order.get(at) {
            at += 1;
            let _ = write!(self.out, "<li id=fn-{at}{}>", self.suffix);
            let last = text.iter().rposition(|b| matches!(b.kind, BlockKind::Paragraph(_)));
            let (before, rest) = text.split_at(last.unwrap_or(0));
            self.inside(|w| w.blocks(before));
            match (last, rest.split_first()) {
                (Some(_), Some((Block { kind: BlockKind::Paragraph(inlines), .. }, after))) => {
                    self.element("p", |w| {
                        w.inlines(inlines);
                        w.back_links(at);
                    });
                    self.inside(|w| w.blocks(after));
                }
                _ => {
                    self.inside(|w| w.blocks(rest));
                    self.back_links(at);
                }
            }
            self.out.push_str("</li>");
        }
        self.out.push_str("</ol></section>");
    }

    fn back_links(&mut self, number: usize) {
        for time in 1..=self.notes.order[number - 1].1 {
            let _ = write!(self.out, " <a href=#{}{} role=doc-backlink", mark_id(number, time), self.suffix);
            let label = if time == 1 {
                format!("{} {number}", self.ctx.words.back)
            } else {
                format!("{} {number}-{time}", self.ctx.words.back)
            };
            push_attribute(&mut self.out, "aria-label", &label);
            self.out.push_str(">↩</a>");
        }
    }
}

/// Finds the texts of all footnotes.
pub(super) fn find_notes<'t>(blocks: &'t [Block], notes: &mut HashMap<&'t str, &'t [Block]>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Footnote { name, blocks } => {
                notes.entry(name.as_str()).or_insert(blocks);
                find_notes(blocks, notes);
            }
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => find_notes(inner, notes),
            BlockKind::List { items, .. } => items.iter().for_each(|item| find_notes(&item.blocks, notes)),
            BlockKind::Definitions(definitions) => {
                definitions.iter().flat_map(|d| &d.texts).for_each(|text| find_notes(text, notes));
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

fn mark_id(number: usize, time: usize) -> String {
    if time == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{time}") }
}
