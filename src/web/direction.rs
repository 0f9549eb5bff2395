//! Direction follows language: whatever says its language says its direction too.
//!
//! In: HTML. Out: the same, each element that has a `lang` with a `dir`. Runs only on sites that have languages of both directions;
//! there a Chinese title among Uyghur ones would otherwise have its full stop at the wrong end. Does not guess the language of a text.

use crate::base::lang;

/// A page in which no element has a `lang` without a `dir`. What is no UTF-8 comes back as it is.
pub fn marked(page: Vec<u8>) -> Vec<u8> {
    match std::str::from_utf8(&page) {
        Ok(html) => mark(html).into_bytes(),
        Err(_) => page,
    }
}

fn mark(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let Some(length) = tag_length(&rest[at..]) else { break };
        let tag = &rest[at..at + length];
        out.push_str(&rest[..at]);
        let named = attribute(tag, "lang").filter(|tag| !tag.is_empty());
        match named {
            Some(language) if attribute(tag, "dir").is_none() => {
                // Before the stroke of an element that closes itself, a value without quotation marks would swallow it.
                let (end, quote) = if tag.ends_with("/>") { (tag.len() - 2, "\"") } else { (tag.len() - 1, "") };
                out.push_str(&tag[..end]);
                out.push_str(&format!(" dir={quote}{}{quote}", lang::direction(language)));
                out.push_str(&tag[end..]);
            }
            Some(_) | None => out.push_str(tag),
        }
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out
}

/// The length of the opening tag that a text begins with; 1 for a `<` that opens none. None if the tag never ends.
fn tag_length(text: &str) -> Option<usize> {
    if !text[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(1);
    }
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return Some(at + 1),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute of a tag, with or without quotation marks.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut quote = None;
    let mut start = None;
    // Attributes begin after white space that is not inside of quotation marks.
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, c) if c.is_ascii_whitespace() => start = Some(at + 1),
            _ => {}
        }
        if start == Some(at) && quote.is_none() {
            let here = &tag[at..];
            if let Some(value) = here.strip_prefix(name).and_then(|after| after.strip_prefix('=')) {
                let end = |close: &[char]| value[1..].find(close).map(|end| &value[1..=end]);
                return match value.chars().next() {
                    Some('"') => end(&['"']),
                    Some('\'') => end(&['\'']),
                    Some(_) => Some(value.split([' ', '>', '\n']).next().unwrap_or(value)),
                    None => None,
                };
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
