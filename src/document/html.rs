//! HTML as it is typed, in pieces: text, tags, comments.
//!
//! In: any text. Out: tokens with their bytes, in one pass; what is broken becomes text or ends at the end, never a failure.
//! Does not build a tree and judges nothing.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text as typed, entities included.
    Text(&'a str),
    /// The inside of an element that holds no HTML, such as `script`.
    Raw(&'a str),
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag: its name as typed.
    End(&'a str),
    /// The inside of `<!--…-->`.
    Comment(&'a str),
    /// The inside of `<!…>` and `<?…>`, without `!` and `?`.
    Declaration(&'a str),
}

/// A start tag as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its attributes, values without quotes and with entities.
    pub attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute as typed.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// Elements whose inside is no HTML.
const RAW_TEXT: &[&str] =
    &["script", "style", "iframe", "noscript", "textarea", "title", "noembed", "noframes", "xmp", "plaintext"];

/// Elements without an end tag.
pub const VOID: &[&str] = &[
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Whether the inside of this element (lower case) is no HTML.
pub fn is_raw_text(name: &str) -> bool {
    RAW_TEXT.contains(&name)
}

/// Goes over the pieces of `html` in order, with the bytes of each. Linear in the length of `html`.
pub fn tokens<'a>(html: &'a str, mut each: impl FnMut(Range<usize>, Token<'a>)) {
    let mut at = 0;
    let mut text = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start..];
        let next = rest.as_bytes().get(1).copied().unwrap_or(b' ');
        let (length, token) = if let Some(inside) = rest.strip_prefix("<!--") {
            let (inside, length) = inside.find("-->").map_or((inside, rest.len()), |end| (&inside[..end], end + 7));
            (length, Token::Comment(inside))
        } else if next == b'!' || next == b'?' {
            let end = rest.find('>').unwrap_or(rest.len());
            (rest.len().min(end + 1), Token::Declaration(&rest[2..end]))
        } else if next.is_ascii_alphabetic() {
            let (tag, length) = read_tag(rest);
            (length, Token::Start(tag))
        } else if next == b'/' {
            let name_end = rest[2..].find(|c: char| !is_name(c)).map_or(rest.len(), |end| end + 2);
            let end = rest.find('>').unwrap_or(rest.len());
            (rest.len().min(end + 1), Token::End(&rest[2..name_end]))
        } else {
            at = start + 1;
            continue;
        };
        if text < start {
            each(text..start, Token::Text(&html[text..start]));
        }
        let end = start + length;
        let raw = match &token {
            Token::Start(tag) => RAW_TEXT.iter().find(|name| tag.name.eq_ignore_ascii_case(name)),
            Token::Text(_) | Token::Raw(_) | Token::End(_) | Token::Comment(_) | Token::Declaration(_) => None,
        };
        each(start..end, token);
        at = end;
        if let Some(name) = raw {
            let close = find_end_tag(&html[end..], name).map_or(html.len(), |found| end + found);
            if end < close {
                each(end..close, Token::Raw(&html[end..close]));
            }
            at = close;
        }
        text = at;
    }
    if text < html.len() {
        each(text..html.len(), Token::Text(&html[text..]));
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_')
}

/// Where the first end tag of this name begins.
fn find_end_tag(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|at| {
        let from = at + 2;
        html.get(from..from + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    })
}

/// Reads the start tag at the beginning of `html`; gives its length too.
fn read_tag(html: &str) -> (Tag<'_>, usize) {
    let is_end = |c: char| c.is_ascii_whitespace() || c == '/' || c == '>';
    let name_end = html.find(is_end).unwrap_or(html.len());
    let mut tag = Tag { name: &html[1..name_end], attributes: Vec::new() };
    let mut rest = &html[name_end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (tag, html.len());
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, html.len() - after.len());
        }
        // A name may begin with `=`, so its first character is not looked at.
        let end = rest.char_indices().skip(1).find(|(_, c)| is_end(*c) || *c == '=').map_or(rest.len(), |(at, _)| at);
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            tag.attributes.push((name, ""));
            continue;
        };
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| *c == '"' || *c == '\'');
        let (value, after) = match quote {
            Some(quote) => {
                let inner = &after[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or(""))
            }
            None => {
                let end = after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len());
                (&after[..end], &after[end..])
            }
        };
        tag.attributes.push((name, value));
        rest = after;
    }
}

/// Longest name of an entity, `&` and `;` included (`&CounterClockwiseContourIntegral;`).
const ENTITY: usize = 34;

/// The length of the entity at the beginning of `text`, `&` and `;` included.
pub fn entity_length(text: &str) -> Option<usize> {
    let end = text.bytes().take(ENTITY).position(|b| b == b';')?;
    let inner = &text.as_bytes()[1..end];
    let good = match inner {
        [b'#', b'x' | b'X', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit),
        [b'#', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        letters => !letters.is_empty() && letters.iter().all(u8::is_ascii_alphanumeric),
    };
    good.then_some(end + 1)
}

/// The text with its entities resolved; what is none stays as typed.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(length) = entity_length(rest) else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        push_entity(&rest[..length], &mut out);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// What C1 controls mean that programs of Windows write as numbers: its code page 1252 from 0x80 (WHATWG HTML, 13.2.5.80).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn push_entity(entity: &str, out: &mut String) {
    let name = &entity[1..entity.len() - 1];
    let character = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{A0}'),
        number => number.strip_prefix('#').map(|digits| {
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            match code.ok() {
                Some(code @ 0x80..=0x9F) => WINDOWS_1252[code as usize - 0x80],
                Some(code) if code > 0 => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
                Some(_) | None => char::REPLACEMENT_CHARACTER,
            }
        }),
    };
    match character {
        Some(character) => out.push(character),
        // The Markdown parser knows all two thousand names; it is asked for the rare ones only.
        None => {
            for event in Parser::new(entity) {
                if let Event::Text(text) = event {
                    out.push_str(&text);
                }
            }
        }
    }
}
