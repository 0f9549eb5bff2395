//! Words of running text in HTML: pieces that stay on one line, Chinese within other languages, readings over characters.
//!
//! In: text with the places of what belongs together. Out: markup through the writer. Adds no character to the text: what is copied
//! from the page is what was typed, but for readings, which browsers copy with their characters.

use super::Writer;
use crate::base::cjk::{has_han, is_cjk_punctuation, is_han, is_variation};
use crate::document::bond::{self, Mark};
use crate::document::tree::{Inline, InlineKind, Reading};
use crate::write::escape::{push_attribute, push_text};

/// The tag of Chinese words in a text of another language, so that they get Chinese glyphs and a Chinese voice.
const CHINESE: &str = "zh-Hans";

/// A text of one field as HTML, with an element around what must not be broken at the end of a line.
pub fn whole(text: &str) -> String {
    let inline = [Inline { kind: InlineKind::Text(text.to_string()), range: 0..0 }];
    let (mut out, mut from) = (String::with_capacity(text.len() + 32), 0);
    for mark in bond::marks(&inline, bond::LINE) {
        push_text(&mut out, &text[from..mark.at]);
        out.push_str(if mark.begins.is_some() { "<span class=nobr>" } else { "</span>" });
        from = mark.at;
    }
    push_text(&mut out, &text[from..]);
    out
}

impl Writer<'_, '_> {
    /// The text that is inline `index`, with an element around what must not be broken. Takes its marks from `marks`.
    pub(super) fn bonded(&mut self, index: usize, text: &str, marks: &mut &[Mark]) {
        let count = marks.iter().take_while(|mark| mark.index == index).count();
        let (own, mut rest) = marks.split_at(count);
        if self.explains(text) {
            // Words that are explained come first; what belongs together beside them is looked for anew. What began before this text
            // ends here, what would go on after it does not begin.
            if own.first().is_some_and(|mark| mark.begins.is_none()) {
                self.out.push_str("</span>");
            }
            if own.last().is_some_and(|mark| mark.begins.is_some()) {
                rest = rest.get(1..).unwrap_or_default();
            }
            self.running(text);
        } else {
            self.marked(text, own);
        }
        *marks = rest;
    }

    /// A stretch of text between words that are explained.
    pub(super) fn stretch(&mut self, text: &str) {
        let inline = [Inline { kind: InlineKind::Text(text.to_string()), range: 0..0 }];
        self.marked(text, &bond::marks(&inline, self.room));
    }

    fn marked(&mut self, text: &str, marks: &[Mark]) {
        let mut from = 0;
        for mark in marks {
            self.words(&text[from..mark.at]);
            self.out.push_str(if mark.begins.is_some() { "<span class=nobr>" } else { "</span>" });
            from = mark.at;
        }
        self.words(&text[from..]);
    }

    /// Words; Chinese ones say so where the text is in another language.
    pub(super) fn words(&mut self, text: &str) {
        if !self.is_foreign() || !has_han(text) {
            return push_text(&mut self.out, text);
        }
        let mut rest = text;
        while let Some(first) = rest.find(is_han) {
            // Marks that open belong to what they open.
            let start = rest[..first].trim_end_matches(['《', '〈', '「', '『', '【', '（']).len();
            let within = |c: char| is_han(c) || is_cjk_punctuation(c) || is_variation(c);
            let end = rest[first..].find(|c| !within(c)).map_or(rest.len(), |at| first + at);
            push_text(&mut self.out, &rest[..start]);
            self.out.push_str("<span lang=");
            self.out.push_str(CHINESE);
            self.out.push('>');
            push_text(&mut self.out, &rest[start..end]);
            self.out.push_str("</span>");
            rest = &rest[end..];
        }
        push_text(&mut self.out, rest);
    }

    /// Characters with their readings above; in brackets where a browser knows no ruby.
    pub(super) fn ruby(&mut self, readings: &[Reading]) {
        self.out.push_str("<ruby");
        if self.is_foreign() {
            push_attribute(&mut self.out, "lang", CHINESE);
        }
        self.out.push('>');
        for Reading { base, reading } in readings {
            push_text(&mut self.out, base);
            self.out.push_str("<rp>（</rp><rt>");
            push_text(&mut self.out, reading);
            self.out.push_str("</rt><rp>）</rp>");
        }
        self.out.push_str("</ruby>");
    }

    fn is_foreign(&self) -> bool {
        !self.ctx.lang.is_chinese() && !matches!(self.ctx.lang.key.as_str(), "ja" | "ko")
    }
}
