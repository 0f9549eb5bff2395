//! What CommonMark's rules forbid and a Chinese writer means: emphasis beside Chinese punctuation, a bar inside `{津|jīn}`.
//!
//! In: Markdown text. Out: the text with invisible sentinels where they are needed, and where they were put.
//! Does not parse Markdown: a sentinel is a punctuation mark that nobody writes, so the parser's own rules then say "flanking",
//! and inside code or escapes it changes nothing because `strip` takes every sentinel out again.

use std::borrow::Cow;
use std::ops::Range;

use super::ruby;
use crate::base::bytes::any_after;
use crate::base::cjk;

/// U+10A7F OLD SOUTH ARABIAN NUMERIC INDICATOR: punctuation to CommonMark, never used in real text.
pub const SENTINEL: char = '\u{10A7F}';

/// U+FDD0, a code point that is no character. A backslash always follows it: so the bar after it ends no cell of a table.
pub const BAR: char = '\u{FDD0}';

/// What is put before the bar of a reading; as long as a sentinel, so that offsets are counted alike.
const BEFORE_BAR: &str = "\u{FDD0}\\";

/// The mended text and the byte offsets (in the mended text) at which sentinels stand, ascending.
///
/// Borrows where nothing had to be put in, which is so for every text without CJK characters.
pub fn mend(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    let mut mender = Mender { text, out: String::new(), inserted: Vec::new(), copied: 0 };
    let bytes = text.as_bytes();
    let mut at = 0;
    // Underlines matter only beside variation selectors, whose first bytes these are.
    let varied = memchr::memmem::find(bytes, b"\xEF\xB8").is_some();
    let next = |at: usize| {
        if varied {
            bytes[at..].iter().position(|b| matches!(b, b'*' | b'~' | b'_' | b'{'))
        } else {
            memchr::memchr3(b'*', b'~', b'{', &bytes[at..])
        }
    };
    while let Some(found) = next(at) {
        let start = at + found;
        at = match bytes[start] {
            b'{' => mender.reading(start),
            mark => mender.run(start, mark),
        };
    }
    mender.done()
}

/// The text without sentinels.
pub fn strip(text: &str) -> Cow<'_, str> {
    // By the bytes of `SENTINEL` and `BAR`.
    let has_sentinel = any_after(text.as_bytes(), 0xF0, |b, c| (b, c) == (0x90, 0xA9));
    let has_bar = any_after(text.as_bytes(), 0xEF, |b, c| (b, c) == (0xB7, 0x90));
    let whole = if has_sentinel { Cow::Owned(without(text, "\u{10A7F}")) } else { Cow::Borrowed(text) };
    if has_bar { Cow::Owned(without(&without(&whole, BEFORE_BAR), "\u{FDD0}")) } else { whole }
}

fn without(text: &str, mark: &str) -> String {
    let (bytes, mark) = (text.as_bytes(), mark.as_bytes());
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    // By its first byte: the last one, by which `split` looks, is that of many Chinese characters.
    for at in memchr::memchr_iter(mark[0], bytes).filter(|at| bytes[*at..].starts_with(mark)) {
        out.push_str(&text[copied..at]);
        copied = at + mark.len();
    }
    out.push_str(&text[copied..]);
    out
}

/// Whether sentinels stand within a range of the mended text.
pub fn touched(inserted: &[usize], range: &Range<usize>) -> bool {
    inserted.get(inserted.partition_point(|at| *at < range.start)).is_some_and(|at| *at < range.end)
}

/// The offset in the original text of an offset in the mended one.
pub fn original_offset(inserted: &[usize], offset: usize) -> usize {
    let before = inserted.partition_point(|at| *at < offset);
    match before.checked_sub(1).map(|last| inserted[last]) {
        // Inside of what was put in, which the parser may do at an escape.
        Some(at) if offset < at + SENTINEL.len_utf8() => at - (before - 1) * SENTINEL.len_utf8(),
        Some(_) | None => offset - before * SENTINEL.len_utf8(),
    }
}

struct Mender<'t> {
    text: &'t str,
    out: String,
    inserted: Vec<usize>,
    /// Up to where `text` stands in `out`.
    copied: usize,
}

impl<'t> Mender<'t> {
    fn put(&mut self, place: usize, what: &str) {
        self.out.push_str(&self.text[self.copied..place]);
        self.inserted.push(self.out.len());
        self.out.push_str(what);
        self.copied = place;
    }

    fn done(mut self) -> (Cow<'t, str>, Vec<usize>) {
        if self.inserted.is_empty() {
            return (Cow::Borrowed(self.text), self.inserted);
        }
        self.out.push_str(&self.text[self.copied..]);
        (Cow::Owned(self.out), self.inserted)
    }

    /// A run of one mark from `start`; gives where to go on.
    fn run(&mut self, start: usize, mark: u8) -> usize {
        let text = self.text;
        let end = start + text.as_bytes()[start..].iter().take_while(|b| **b == mark).count();
        if escaped(text, start) {
            return end;
        }
        let sides = if mark == b'_' { underscore(text, start) } else { sides(text, start, end) };
        let mut sentinel = [0; 4];
        let sentinel = SENTINEL.encode_utf8(&mut sentinel);
        if sides.before {
            self.put(start, sentinel);
        }
        if sides.after {
            self.put(end, sentinel);
        }
        end
    }

    /// A brace at `start`, which may begin a reading; gives where to go on.
    fn reading(&mut self, start: usize) -> usize {
        let text = self.text;
        let inside = start + 1;
        let Some(found) = ruby::candidate(&text[inside..]).filter(|_| !escaped(text, start)) else { return inside };
        let mut sentinel = [0; 4];
        let sentinel = SENTINEL.encode_utf8(&mut sentinel);
        // A bar that was typed with its backslash, or a wide one, needs none of ours.
        let narrow = text.as_bytes()[inside + found.bar] == b'|';
        self.put(inside + found.bar, if narrow { BEFORE_BAR } else { sentinel });
        let end = inside + found.end;
        // At the end of a heading the brace would otherwise close a block of attributes.
        if text[end..].trim_start_matches([' ', '\t', '#']).chars().next().is_none_or(|c| c == '\n') {
            self.put(end, sentinel);
        }
        end
    }
}

/// On which sides of a run a sentinel is needed.
#[derive(Default)]
struct Sides {
    before: bool,
    after: bool,
}

/// A run of `*` or `~` that touches a CJK character and no space can both open and close, whatever punctuation is beside it;
/// with punctuation (that is, a sentinel) on both sides, the parser thinks so too and pairs it as the writer meant.
fn sides(text: &str, start: usize, end: usize) -> Sides {
    let before = text[..start].chars().next_back().unwrap_or('\n');
    let after = text[end..].chars().next().unwrap_or('\n');
    // ASCII marks are punctuation already; and `>` or `|` before a run must stay what they are.
    let both = Sides { before: !before.is_ascii_punctuation(), after: !after.is_ascii_punctuation() };
    match (Beside::of(before), Beside::of(after)) {
        (Beside::Space, Beside::Space) | (Beside::WideSpace, Beside::WideSpace) => Sides::default(),
        // The wide space that clerks type after `第一条` belongs to the words it stands beside, except where it indents a line.
        (Beside::WideSpace, Beside::Space) => Sides { before: true, after: false },
        (Beside::Space, Beside::WideSpace) => Sides { before: false, after: true },
        (Beside::WideSpace, Beside::Other) => {
            let indents = text[..start].trim_end_matches('\u{3000}').chars().next_back().is_none_or(|c| c == '\n');
            if indents { Sides::default() } else { both }
        }
        (Beside::Other, Beside::WideSpace) => both,
        (Beside::Space, Beside::Other) | (Beside::Other, Beside::Space) => Sides::default(),
        (Beside::Other, Beside::Other) => {
            // Between letters both are so anyway; that is the common case and costs nothing.
            let plain = |c: char| cjk::is_han(c) || c.is_ascii_alphanumeric();
            let is_cjk = cjk::is_cjk(after) || last_is_cjk(&text[..start]);
            if is_cjk && !(plain(before) && plain(after)) { both } else { Sides::default() }
        }
    }
}

/// What stands beside a run of marks.
enum Beside {
    /// A space, or the end of the line.
    Space,
    /// U+3000, as wide as a character.
    WideSpace,
    /// Anything else.
    Other,
}

impl Beside {
    fn of(c: char) -> Self {
        match c {
            '\u{3000}' => Beside::WideSpace,
            c if c.is_whitespace() => Beside::Space,
            _ => Beside::Other,
        }
    }
}

/// Whether the text ends with a CJK character, perhaps with a variation selector after it.
fn last_is_cjk(text: &str) -> bool {
    let mut back = text.chars().rev();
    match back.next() {
        Some('\u{E0100}'..='\u{E01EF}') => true,
        Some(c) if cjk::is_variation(c) && c != '\u{FE0F}' => {
            back.next().is_some_and(|c| cjk::is_cjk(c) || cjk::is_shared(c))
        }
        Some(c) => cjk::is_cjk(c),
        None => false,
    }
}

/// `_` opens only after punctuation; a variation selector hides that a mark is before it.
fn underscore(text: &str, start: usize) -> Sides {
    let mut back = text[..start].chars().rev();
    let varied = back.next().is_some_and(|c| cjk::is_variation(c) && c != '\u{FE0F}');
    let marked = varied && back.next().is_some_and(|c| cjk::is_cjk_punctuation(c) || cjk::is_shared(c));
    Sides { before: marked, after: false }
}

/// Whether a backslash escapes the character at `at`: an odd number of them before it does.
pub(super) fn escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1
}
