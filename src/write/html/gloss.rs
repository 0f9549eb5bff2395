//! Words explained where they first stand in a text: a button in the running text, and at the end of the text what it opens.
//!
//! In: pieces of running text, a resolver that knows terms. Out: markup through the writer, without any script: the browser opens and
//! closes the explanation (`popover`). A browser that cannot shows all of them as a list below the text. Not in headings, links,
//! code, quotations and tables.

use std::fmt::Write as _;
use std::ops::Range;

use super::Writer;
use crate::base::cjk::is_cjk_punctuation;
use crate::write::escape::{push_attribute, push_text};

/// Words explained on one page, at most: more dotted lines than that disturb reading.
const MOST: usize = 5;

/// How far before a quotation its law may be named, in characters: `第一千二百五十四条第一款规定：“`.
const NAMED: usize = 14;

/// What has been explained so far.
#[derive(Default)]
pub(super) struct Glosses {
    shown: Vec<usize>,
    /// How many elements stand open in which nothing is explained.
    quiet: usize,
}

impl Writer<'_, '_> {
    /// Writes something in which no word is explained.
    pub(super) fn quietly(&mut self, write: impl FnOnce(&mut Self)) {
        self.glosses.quiet += 1;
        write(self);
        self.glosses.quiet -= 1;
    }

    /// Whether a piece of running text may hold a word to be explained here.
    pub(super) fn explains(&self, text: &str) -> bool {
        let silent = self.in_link || self.glosses.quiet > 0 || self.muted.is_some() || !self.open.is_empty();
        !silent && self.glosses.shown.len() < MOST && !self.ctx.resolver.terms(text).is_empty()
    }

    /// A piece of running text with words to be explained.
    pub(super) fn running(&mut self, text: &str) {
        let mut written = 0;
        for (range, term) in self.ctx.resolver.terms(text) {
            let full = self.glosses.shown.len() >= MOST || self.glosses.shown.contains(&term);
            if full || in_quoted_law(&text[..range.start]) {
                continue;
            }
            let Some(gloss) = self.ctx.resolver.gloss(term) else { continue };
            self.glosses.shown.push(term);
            let word = with_book_marks(text, range);
            let (before, after) = held(text, written, &word);
            self.stretch(&text[written..before]);
            // The button is a box to the browser, and a line may break beside any box, even before a comma: what must not
            // stand alone is held to it.
            let hold = before < word.start || after > word.end;
            self.out.push_str(if hold { "<span class=term-hold>" } else { "" });
            self.words(&text[before..word.start]);
            let _ = write!(self.out, "<button type=button class=term popovertarget=gloss-{}>", gloss.id);
            self.words(&text[word.clone()]);
            self.out.push_str("</button>");
            self.words(&text[word.end..after]);
            self.out.push_str(if hold { "</span>" } else { "" });
            written = after;
        }
        self.stretch(&text[written..]);
    }

    /// The explanations of all words that were marked.
    pub(super) fn explanations(&mut self) {
        if self.glosses.shown.is_empty() {
            return;
        }
        self.out.push_str("<div class=glosses role=group");
        push_attribute(&mut self.out, "aria-label", &self.ctx.words.glosses);
        self.out.push('>');
        for term in std::mem::take(&mut self.glosses.shown) {
            let Some(gloss) = self.ctx.resolver.gloss(term) else { continue };
            let id = &gloss.id;
            let _ = write!(self.out, "<div class=gloss id=gloss-{id} popover><p class=gloss-word><b>");
            push_text(&mut self.out, &gloss.word);
            self.out.push_str("</b>");
            if let Some((tag, word)) = &gloss.other {
                self.out.push_str(" <span");
                push_attribute(&mut self.out, "lang", tag);
                self.out.push('>');
                push_text(&mut self.out, word);
                self.out.push_str("</span>");
            }
            self.out.push_str("</p><p>");
            push_text(&mut self.out, &gloss.explanation);
            self.out.push_str("</p><p class=gloss-ways>");
            if let Some(href) = &gloss.href {
                self.out.push_str("<a");
                push_attribute(&mut self.out, "href", href);
                self.out.push('>');
                push_text(&mut self.out, &self.ctx.words.glossary);
                self.out.push_str("</a>");
            }
            let _ =
                write!(self.out, "<button type=button class=tool popovertarget=gloss-{id} popovertargetaction=hide>");
            push_text(&mut self.out, &self.ctx.words.close);
            self.out.push_str("</button></p></div>");
        }
        self.out.push_str("</div>");
    }
}

/// The word with the book marks around it, if it stands in them alone.
fn with_book_marks(text: &str, word: Range<usize>) -> Range<usize> {
    match text[..word.start].strip_suffix('《') {
        Some(before) if text[word.end..].starts_with('》') => before.len()..word.end + '》'.len_utf8(),
        Some(_) | None => word,
    }
}

/// From where to where the text must stay on one line with the word: marks that open before it, and those that close behind it.
fn held(text: &str, from: usize, word: &Range<usize>) -> (usize, usize) {
    let opens = |c: char| matches!(c, '“' | '‘' | '（' | '《' | '〈' | '「' | '【' | '(' | '[');
    let closes = |c: char| {
        (is_cjk_punctuation(c) && !opens(c)) || matches!(c, '”' | '’' | ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']')
    };
    let before = text[from..word.start].trim_end_matches(opens).len() + from;
    let after = text.len() - text[word.end..].trim_start_matches(closes).len();
    (before, after)
}

/// Whether the text before a word opens a quotation of a law and has not closed it: “ after an article and its number.
fn in_quoted_law(before: &str) -> bool {
    let Some(open) = before.rfind('“').filter(|at| !before[*at..].contains('”')) else { return false };
    let start = before[..open].char_indices().rev().nth(NAMED - 1).map_or(0, |(at, _)| at);
    let lead = &before[start..open];
    lead.ends_with('：') && ["条", "款", "项", "规定"].iter().any(|word| lead.contains(word))
        || (lead.trim_end().ends_with([':', ',']) && before[..open].contains("Article "))
}
