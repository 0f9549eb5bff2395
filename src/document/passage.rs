//! The passages of a text: the pieces a translation follows one by one, each with a hash of what it says.
//!
//! In: the tree, while a document's facts are gathered. Out: paragraphs, headings, items of lists, rows of tables and so on, in order.
//! White space, line breaks, encodings and the many ways of writing the same Markdown make no difference to a hash; the place neither.
//! Does not keep the words: whoever shows a passage cuts them from the text.

use std::ops::Range;

use super::tree::{Block, BlockKind, Inline, InlineKind};
use crate::base::bytes::{ByteSet, any_three};
use crate::base::cjk::is_cjk_side;

/// A piece of a text that is translated as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// What it says.
    pub hash: u64,
    start: u32,
    end: u32,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading of a level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list, without the lists inside it: their items are passages of their own.
    Item,
    /// A row of a table.
    Row,
    /// A quotation.
    Quote,
    /// An alert.
    Alert,
    /// Preformatted text.
    Code,
    /// A term with its explanations.
    Definition,
    /// HTML that stands on its own.
    Html,
    /// A footnote's text.
    Footnote,
}

impl Passage {
    /// Its bytes in the file's text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl PassageKind {
    /// One word for files and comparisons: `paragraph`, `heading2`.
    pub fn word(self) -> &'static str {
        match self {
            PassageKind::Heading(level) => ["heading1", "heading2", "heading3", "heading4", "heading5", "heading6"]
                [usize::from(level.clamp(1, 6)) - 1],
            PassageKind::Paragraph => "paragraph",
            PassageKind::Item => "item",
            PassageKind::Row => "row",
            PassageKind::Quote => "quote",
            PassageKind::Alert => "alert",
            PassageKind::Code => "code",
            PassageKind::Definition => "definition",
            PassageKind::Html => "html",
            PassageKind::Footnote => "footnote",
        }
    }
}

/// The passages of a tree.
pub fn passages(blocks: &[Block]) -> Vec<Passage> {
    let mut gatherer = Gatherer { found: Vec::new(), saying: Saying::default() };
    blocks.iter().for_each(|block| gatherer.block(block));
    // Every page of the site keeps its own from here on.
    gatherer.found.shrink_to_fit();
    gatherer.found
}

/// Typed words on one line, for people: a run of white space is one space, a line break between Chinese characters nothing, and the
/// marks of a quotation stand at its head only.
pub fn one_line(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    push_one_line(&mut out, typed);
    out
}

/// Adds typed words on one line, as `one_line` gives them.
pub fn push_one_line(out: &mut String, typed: &str) {
    let start = out.len();
    let is_quote = typed.starts_with('>');
    let whole = typed.trim();
    if !is_quote && is_even(whole) {
        return out.push_str(whole);
    }
    for line in typed.lines() {
        let line = line.trim();
        let line = if is_quote && out.len() > start { line.trim_start_matches(['>', ' ']) } else { line };
        let sides = (out[start..].chars().next_back(), line.chars().next());
        if let (Some(before), Some(after)) = sides
            && !(is_cjk_side(before) && is_cjk_side(after))
        {
            out.push(' ');
        }
        let mut space = false;
        for part in parts(line) {
            match part {
                Part::Seen(words) => {
                    if std::mem::take(&mut space) {
                        out.push(' ');
                    }
                    out.push_str(words);
                }
                Part::Other(c) => space |= c.is_whitespace() && (!is_nothing(c) || c == '\t'),
            }
        }
    }
}

/// What a text consists of, for those who want its words and not its spaces.
enum Part<'t> {
    /// Characters that are seen, with single spaces between Latin letters: nothing about them is to be decided.
    Seen(&'t str),
    /// White space, or a character that nobody sees.
    Other(char),
}

/// First bytes of all characters that are white space or nothing, and of some that are neither.
const DOUBTFUL: ByteSet = ByteSet::of(b"\xC2\xE1\xE2\xE3\xEF").and(0, b' ');

/// The parts of a text; most texts are one. Going through their characters would take as long as parsing does.
fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let is_even = is_even(text.trim_matches(' '));
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let sure = match first {
            ' ' => 0,
            _ if is_even => rest.trim_end_matches(' ').len(),
            _ => DOUBTFUL.find(rest.as_bytes(), 0),
        };
        let length = if sure > 0 { sure } else { first.len_utf8() };
        let (part, after) = rest.split_at(length);
        rest = after;
        let is_other = sure == 0 && (first.is_whitespace() || is_nothing(first));
        Some(if is_other { Part::Other(first) } else { Part::Seen(part) })
    })
}

/// Whether all of a text without spaces at its ends is surely `Part::Seen`: its only white space are single spaces between ASCII
/// characters.
fn is_even(text: &str) -> bool {
    !any_three(text.as_bytes(), |a, b, c| {
        (a < b' ')
            | ((a == b' ') & !b.is_ascii_graphic())
            | ((b == b' ') & !a.is_ascii_graphic())
            | (a == 0xC2)
            | (a == 0xE1)
            // Quotation marks and dashes, U+2010 to U+2027, are well.
            | ((a == 0xE2) & !((b == 0x80) & (0x90..=0xA7).contains(&c)))
            | ((a == 0xE3) & (b == 0x80) & (c == 0x80))
            | ((a == 0xEF) & (b == 0xBB))
    })
}

/// What something says, gathered piece by piece and then hashed.
#[derive(Default)]
pub struct Saying {
    text: String,
    space: bool,
}

impl Saying {
    /// Adds words.
    pub fn push(&mut self, words: &str) {
        for part in parts(words) {
            match part {
                Part::Seen(words) => self.push_seen(words),
                Part::Other(c) => self.space |= c.is_whitespace(),
            }
        }
    }

    /// Adds a mark of structure, which no text can hold.
    fn mark(&mut self, mark: char) {
        self.text.push(mark);
    }

    fn push_seen(&mut self, words: &str) {
        if std::mem::take(&mut self.space) && !words.starts_with(is_cjk_side) {
            let before = self.text.chars().rev().find(|before| !is_mark(*before));
            if before.is_some_and(|before| !is_cjk_side(before)) {
                self.text.push(' ');
            }
        }
        self.text.push_str(words);
    }

    /// The hash of everything since the last one; none if nothing was said. The next begins anew, after the mark `kind`.
    pub fn finish(&mut self, kind: &str) -> Option<u64> {
        let found = self.text.chars().any(|c| !is_mark(c)).then(|| hash(kind, self.text.as_bytes()));
        self.text.clear();
        self.space = false;
        found
    }
}

/// Characters that nobody sees: zero-width spaces and joiners, byte order marks, soft hyphens, controls.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{0}'..='\u{1F}')
}

/// Marks of structure.
fn is_mark(c: char) -> bool {
    c < ' '
}

/// The first 48 bits of a hash of what is said: enough to tell the passages of one page apart.
///
/// These numbers stand in files that are kept for years: what is hashed and how must never change. Eight bytes are folded into 64
/// bits by one multiplication; BLAKE3 would take as long as parsing the page does.
pub fn hash(kind: &str, said: &[u8]) -> u64 {
    #[allow(clippy::cast_possible_truncation, reason = "both halves are taken")]
    let fold = |a: u64, b: u64| {
        let wide = u128::from(a) * u128::from(b);
        wide as u64 ^ (wide >> 64) as u64
    };
    let mut state = 0x9E37_79B9_7F4A_7C15 ^ (said.len() as u64);
    for part in [kind.as_bytes(), said] {
        let mut chunks = part.chunks_exact(8);
        for chunk in &mut chunks {
            state = fold(state ^ word(chunk), 0xA076_1D64_78BD_642F);
        }
        state = fold(state ^ word(chunks.remainder()), 0xE703_7ED1_A0B4_28DB);
    }
    fold(state, 0x8EBC_6AF0_9C88_C6E3) >> 16
}

/// At most eight bytes as a number.
fn word(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    eight[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(eight)
}

struct Gatherer {
    found: Vec<Passage>,
    saying: Saying,
}

impl Gatherer {
    fn block(&mut self, block: &Block) {
        let kind = match &block.kind {
            BlockKind::Paragraph(inlines) => {
                self.inlines(inlines);
                PassageKind::Paragraph
            }
            BlockKind::Heading(heading) => {
                self.inlines(&heading.inlines);
                PassageKind::Heading(heading.level)
            }
            BlockKind::List { .. } => return self.list(block),
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    self.row(row, &block.range);
                }
                return;
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.inlines(&definition.term);
                    let mut range = inline_range(&definition.term).unwrap_or(block.range.clone());
                    for text in &definition.texts {
                        self.saying.mark('\u{1}');
                        text.iter().for_each(|inner| self.say(inner));
                        range.end = text.last().map_or(range.end, |last| last.range.end.max(range.end));
                    }
                    self.finish(PassageKind::Definition, &range);
                }
                return;
            }
            BlockKind::Quote(inner) => {
                inner.iter().for_each(|inner| self.say(inner));
                PassageKind::Quote
            }
            BlockKind::Alert(kind, inner) => {
                self.saying.push(kind.name());
                inner.iter().for_each(|inner| self.say(inner));
                PassageKind::Alert
            }
            BlockKind::Footnote { blocks, .. } => {
                blocks.iter().for_each(|inner| self.say(inner));
                PassageKind::Footnote
            }
            BlockKind::Code { .. } => {
                self.say(block);
                PassageKind::Code
            }
            BlockKind::Html(_) => {
                self.say(block);
                PassageKind::Html
            }
            BlockKind::Rule => return,
        };
        self.finish(kind, &block.range);
    }

    /// Each item as a passage, then those of the lists inside it.
    fn list(&mut self, block: &Block) {
        let BlockKind::List { items, .. } = &block.kind else { return };
        for item in items {
            if let Some(done) = item.done {
                self.saying.mark(if done { '\u{2}' } else { '\u{3}' });
            }
            let is_list = |block: &&Block| matches!(block.kind, BlockKind::List { .. });
            let mut own = item.blocks.iter().filter(|block| !is_list(block)).peekable();
            let mut range = own.peek().map_or(block.range.clone(), |first| first.range.clone());
            for inner in own {
                self.say(inner);
                range.end = inner.range.end.max(range.end);
            }
            self.finish(PassageKind::Item, &range);
            item.blocks.iter().filter(is_list).for_each(|inner| self.list(inner));
        }
    }

    fn row(&mut self, cells: &[Vec<Inline>], table: &Range<usize>) {
        let mut range: Option<Range<usize>> = None;
        for cell in cells {
            self.inlines(cell);
            self.saying.mark('\u{1}');
            if let Some(cell) = inline_range(cell) {
                let start = range.as_ref().map_or(cell.start, |range| range.start);
                range = Some(start..cell.end);
            }
        }
        self.finish(PassageKind::Row, &range.unwrap_or(table.clone()));
    }

    fn finish(&mut self, kind: PassageKind, range: &Range<usize>) {
        if let Some(hash) = self.saying.finish(kind.word()) {
            // Nobody writes a page of four gigabytes; one that is gets its last places wrong and nothing else.
            let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            self.found.push(Passage { kind, hash, start: short(range.start), end: short(range.end) });
        }
    }

    /// All words of a block, whatever it is, into the passage that is open.
    fn say(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.inlines(inlines),
            BlockKind::Heading(heading) => self.inlines(&heading.inlines),
            BlockKind::List { items, .. } => items.iter().flat_map(|item| &item.blocks).for_each(|b| self.say(b)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote { blocks: inner, .. } => {
                inner.iter().for_each(|inner| self.say(inner));
            }
            BlockKind::Code { text, .. } => self.saying.push(text),
            BlockKind::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    self.inlines(cell);
                    self.saying.mark('\u{1}');
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.inlines(&definition.term);
                    definition.texts.iter().flatten().for_each(|inner| self.say(inner));
                }
            }
            BlockKind::Html(html) => {
                // Remarks of the writer are nobody's text.
                if !html.trim_start().starts_with("<!--") {
                    self.saying.push(html);
                }
            }
            BlockKind::Rule => {}
        }
        self.saying.mark('\u{1}');
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.saying.push(text),
                InlineKind::Code(text) => self.within('\u{4}', |g| g.saying.push(text)),
                InlineKind::Emphasis(inner) => self.within('\u{5}', |g| g.inlines(inner)),
                InlineKind::Strong(inner) => self.within('\u{6}', |g| g.inlines(inner)),
                InlineKind::Strike(inner) => self.within('\u{7}', |g| g.inlines(inner)),
                InlineKind::Mark(kind, inner) => self.within('\u{3}', |g| {
                    g.saying.push(kind.tag());
                    g.saying.mark('\u{3}');
                    g.inlines(inner);
                }),
                InlineKind::Link { target, title, inlines: inner } => self.within('\u{8}', |g| {
                    g.inlines(inner);
                    g.target(target, title);
                }),
                InlineKind::Picture { target, title, alt } => self.within('\u{8}', |g| {
                    g.inlines(alt);
                    g.target(target, title);
                }),
                // A reading says nothing that a translation must follow.
                InlineKind::Ruby(readings) => readings.iter().for_each(|reading| self.saying.push(&reading.base)),
                InlineKind::SoftBreak => self.saying.space = true,
                InlineKind::HardBreak => self.saying.mark('\u{1}'),
                InlineKind::Html(html) => {
                    if !html.starts_with("<!--") {
                        self.saying.push(html);
                    }
                }
                // A footnote is known by its text; its name is nobody's business.
                InlineKind::FootnoteRef(_) => self.saying.mark('\u{2}'),
            }
        }
    }

    fn within(&mut self, mark: char, write: impl FnOnce(&mut Self)) {
        // A space before the mark belongs before it, wherever the writer has put it.
        self.saying.mark(mark);
        write(self);
        self.saying.mark('\u{1}');
    }

    fn target(&mut self, target: &str, title: &str) {
        self.saying.mark('\u{2}');
        self.saying.push(target);
        self.saying.mark('\u{2}');
        self.saying.push(title);
    }
}

/// From the first to the last of some running text; none of nothing.
fn inline_range(inlines: &[Inline]) -> Option<Range<usize>> {
    Some(inlines.first()?.range.start..inlines.last()?.range.end)
}

#[cfg(test)]
mod tests;
