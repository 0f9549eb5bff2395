//! Line breaks of the source: which are spaces, and which stand between Chinese characters and are nothing.
//!
//! In: the running text of a block. Out: the same without the breaks that are no spaces. Adds no character.
//!
//! Between two Chinese characters, and beside full-width punctuation, a break is never a space. Between a Chinese character and a
//! Latin letter it is none in Chinese text (the style sheet draws the gap there, as it does within a line) and one in Western text.

use super::tree::{Inline, InlineKind};
use crate::base::cjk::{is_cjk_punctuation, is_shared, is_spaceless};
use crate::base::length::Length;

/// Takes out the breaks that are no spaces, within emphasis and links too.
pub(super) fn join(inlines: &mut Vec<Inline>) {
    if !has_break(inlines) {
        return;
    }
    let mut view = View::default();
    view.pass(inlines);
    let chinese = view.length.is_chinese();
    let mut dropped = view.breaks.iter().map(|sides| sides.is_nothing(chinese));
    remove(inlines, &mut dropped);
}

fn has_break(inlines: &[Inline]) -> bool {
    inlines
        .iter()
        .any(|inline| inline.kind == InlineKind::SoftBreak || inner(&inline.kind).is_some_and(|i| has_break(i)))
}

/// The running text inside of a mark. What a picture shows is a text of its own.
fn inner(kind: &InlineKind) -> Option<&Vec<Inline>> {
    match kind {
        InlineKind::Emphasis(inner)
        | InlineKind::Strong(inner)
        | InlineKind::Strike(inner)
        | InlineKind::Mark(_, inner)
        | InlineKind::Link { inlines: inner, .. } => Some(inner),
        InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::Ruby(_)
        | InlineKind::Picture { .. }
        | InlineKind::SoftBreak
        | InlineKind::HardBreak
        | InlineKind::Html(_)
        | InlineKind::FootnoteRef(_) => None,
    }
}

/// What stands on both sides of a break; a line's end where a break is meant, nothing at the ends of the block.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn is_nothing(self, chinese: bool) -> bool {
        let (Some(before), Some(after)) = (self.before, self.after) else { return true };
        let spaceless = |c: char| is_spaceless(c) || (chinese && is_shared(c));
        if before == '\n' || after == '\n' || is_cjk_punctuation(before) || is_cjk_punctuation(after) {
            return true;
        }
        let (before, after) = (spaceless(before), spaceless(after));
        (before && after) || (chinese && (before || after))
    }
}

/// A block's text, seen from left to right.
#[derive(Default)]
struct View {
    length: Length,
    last: Option<char>,
    breaks: Vec<Around>,
    /// From here on the breaks wait for what stands after them.
    waiting: usize,
}

impl View {
    fn pass(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => self.see(text),
                InlineKind::Ruby(readings) => readings.iter().for_each(|reading| self.see(&reading.base)),
                InlineKind::SoftBreak => self.breaks.push(Around { before: self.last, after: None }),
                InlineKind::HardBreak => self.see("\n"),
                InlineKind::Html(html) if html.to_ascii_lowercase().starts_with("<br") => self.see("\n"),
                // U+FFFC stands for an object among words.
                InlineKind::Picture { .. } => self.see("\u{FFFC}"),
                // Tags and the small number of a note are between the lines but no part of them.
                InlineKind::Html(_) | InlineKind::FootnoteRef(_) => {}
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strike(inner)
                | InlineKind::Mark(_, inner)
                | InlineKind::Link { inlines: inner, .. } => self.pass(inner),
            }
        }
    }

    fn see(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        self.breaks[self.waiting..].iter_mut().for_each(|sides| sides.after = Some(first));
        self.waiting = self.breaks.len();
        self.last = text.chars().next_back();
        self.length += Length::of(text);
    }
}

/// Takes out the breaks for which `dropped` says so, in order; the words before and after become one piece.
fn remove(inlines: &mut Vec<Inline>, dropped: &mut impl Iterator<Item = bool>) {
    let mut kept: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut joins = false;
    for mut inline in inlines.drain(..) {
        match &mut inline.kind {
            InlineKind::SoftBreak if dropped.next() == Some(true) => {
                joins = true;
                continue;
            }
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Mark(_, inner)
            | InlineKind::Link { inlines: inner, .. } => remove(inner, dropped),
            InlineKind::Text(text) => {
                if joins && let Some(Inline { kind: InlineKind::Text(before), range }) = kept.last_mut() {
                    before.push_str(text);
                    range.end = inline.range.end;
                    joins = false;
                    continue;
                }
            }
            InlineKind::Code(_)
            | InlineKind::Ruby(_)
            | InlineKind::Picture { .. }
            | InlineKind::SoftBreak
            | InlineKind::HardBreak
            | InlineKind::Html(_)
            | InlineKind::FootnoteRef(_) => {}
        }
        joins = false;
        kept.push(inline);
    }
    *inlines = kept;
}
