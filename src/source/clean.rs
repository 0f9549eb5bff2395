//! Takes out what a writer of Markdown or TOML cannot have meant: characters that nobody sees.
//!
//! In: decoded text of `content/` and of the settings. Out: the text without zero-width characters between Chinese or Latin ones,
//! with plain spaces for no-break ones, without wide spaces at the ends of lines; and how many were put right.
//! Does not touch fenced code, nor characters that are needed: joiners in emoji, marks of right-to-left scripts, wide spaces within a line.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::base::bytes::any_after;
use crate::base::cjk::{is_cjk, is_cjk_side};

static WIDE_SPACE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\u{3000}"));
static MARK: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\u{FEFF}"));

/// Whether `text` holds anything that `clean` looks at, by the bytes of its characters: U+00A0 and 00AD, 200B to 200F, 2028 to 202E,
/// 2060 and 2066 to 2069, 3000, FEFF.
pub fn is_suspect(text: &str) -> bool {
    let bytes = text.as_bytes();
    any_after(bytes, 0xC2, |b, _| matches!(b, 0xA0 | 0xAD))
        || any_after(bytes, 0xE2, |b, c| match b {
            0x80 => matches!(c, 0x8B..=0x8F | 0xA8..=0xAE),
            0x81 => matches!(c, 0xA0 | 0xA6..=0xA9),
            _ => false,
        })
        || WIDE_SPACE.find(bytes).is_some()
        || MARK.find(bytes).is_some()
}

/// The text without accidents, and how many characters were left out or replaced besides indents.
pub fn clean(text: &str) -> (Cow<'_, str>, usize) {
    if !is_suspect(text) {
        return (Cow::Borrowed(text), 0);
    }
    let has_rtl = text.chars().any(is_rtl);
    let mut out = String::with_capacity(text.len());
    let mut count = 0;
    let mut fence: Option<(char, usize)> = None;
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let marks = fence_of(line);
        match fence {
            Some((mark, length)) => {
                let is_end = marks.is_some_and(|(m, n, bare)| m == mark && n >= length && bare);
                if is_end {
                    fence = None;
                }
                count += line.matches('\u{FEFF}').count();
                out.extend(line.chars().filter(|c| *c != '\u{FEFF}'));
            }
            None => {
                fence = marks.map(|(mark, length, _)| (mark, length));
                count += line_into(line, has_rtl, &mut out);
            }
        }
    }
    (Cow::Owned(out), count)
}

/// The mark and length of a code fence that this line is, and whether nothing follows it.
fn fence_of(line: &str) -> Option<(char, usize, bool)> {
    let inner = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let mark = inner.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = inner.trim_start_matches(mark);
    let length = inner.len() - rest.len();
    let is_fence = length >= 3 && !(mark == '`' && rest.contains('`'));
    is_fence.then_some((mark, length, rest.trim().is_empty()))
}

fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Spaces that Markdown does not know as such.
fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{A0}')
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_wide_space(c)
}

/// Characters without width, and marks of direction.
fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}') || is_direction(c)
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Beside these a character without width does nothing: the end of a line, ASCII, Chinese.
fn is_plain(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_ascii() || is_cjk(c) || is_cjk_side(c) || is_wide_space(c))
}

/// Writes a line without its accidents; gives how many there were.
fn line_into(line: &str, has_rtl: bool, out: &mut String) -> usize {
    if !is_suspect(line) {
        out.push_str(line);
        return 0;
    }
    let (line, dropped) = without_zero_width(line, has_rtl);
    let mut count = dropped;
    let mut rest = line.as_str();
    // Wide spaces that indent a paragraph would be text; ASCII ones keep their meaning.
    indent(&mut rest, out);
    while let Some(length) = marker(rest) {
        let after = &rest[length..];
        let spaces = after.len() - after.trim_start_matches(is_space).len();
        out.push_str(&rest[..length]);
        if after[..spaces].contains(is_wide_space) {
            count += 1;
            out.push(' ');
        } else {
            out.push_str(&after[..spaces]);
        }
        rest = &after[spaces..];
    }
    let body = rest.trim_end_matches(is_space);
    for c in body.chars() {
        match c {
            '\u{A0}' | '\u{2028}' | '\u{2029}' => {
                count += 1;
                out.push(' ');
            }
            c => out.push(c),
        }
    }
    // Two ASCII spaces at the end of a line are a line break.
    if !rest[body.len()..].contains(is_wide_space) {
        out.push_str(&rest[body.len()..]);
    }
    count
}

/// The spaces at the beginning of a line, without the wide ones.
fn indent(rest: &mut &str, out: &mut String) {
    let spaces = rest.len() - rest.trim_start_matches(is_space).len();
    out.extend(rest[..spaces].chars().filter(|c| !is_wide_space(*c)));
    *rest = &rest[spaces..];
}

/// The length of a mark that begins a heading, quotation or item, if a space of any kind follows.
fn marker(rest: &str) -> Option<usize> {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let length = match rest.as_bytes() {
        [b'>' | b'-' | b'+' | b'*', ..] => 1,
        [b'#', ..] if hashes <= 6 => hashes,
        _ if (1..=9).contains(&digits) && rest[digits..].starts_with(['.', ')']) => digits + 1,
        _ => return None,
    };
    rest[length..].starts_with(is_space).then_some(length)
}

fn without_zero_width(line: &str, has_rtl: bool) -> (String, usize) {
    let mut out = String::with_capacity(line.len());
    let mut count = 0;
    let mut rest = line.chars();
    let mut before = None;
    while let Some(c) = rest.next() {
        let next = || rest.clone().find(|n| !is_zero_width(*n) && *n != '\u{FEFF}');
        let is_accident = match c {
            '\u{FEFF}' => true,
            '\u{AD}' => [before, next()].into_iter().flatten().any(is_cjk),
            c if is_direction(c) && has_rtl => false,
            c if is_zero_width(c) => is_plain(before) && is_plain(next()),
            _ => false,
        };
        if is_accident {
            count += 1;
        } else {
            out.push(c);
            before = Some(c);
        }
    }
    (out, count)
}
