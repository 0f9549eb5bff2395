//! Quotation marks and brackets of every width around a value.
//!
//! In: a value as typed: `“关于‘宪法宣传周’的通知”`, `[“宪法”，“反诈”]`. Out: what they enclose, or nothing where they do not fit together.
//! A text that itself contains quotations stays whole: `“扫黑除恶”十问`. Knows nothing of keys.

use std::ops::Range;

use crate::base::toml;
use crate::base::value::{Data, Value};

/// Marks that open a quotation, with those that close it.
const PAIRS: [(char, char); 6] = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('＂', '＂'), ('＇', '＇')];

/// Signs between the items of a list.
const BETWEEN: [char; 6] = [',', '，', '、', ';', '；', '\n'];

/// The text that a value means; none if a quotation mark has no partner.
pub fn inside(value: &str) -> Option<&str> {
    let first = value.chars().next()?;
    if let Some(range) = enclosed(value) {
        return Some(&value[range]);
    }
    let doubles = value.chars().filter(|c| is_double(*c)).count();
    let last = value.chars().next_back()?;
    if is_double(first) && is_double(last) && doubles == 2 && value.chars().count() > 1 {
        // `“通知"`, `”通知“`: one mark at each end, whichever the keyboard gave.
        return Some(&value[first.len_utf8()..value.len() - last.len_utf8()]);
    }
    if first == '"' {
        // `"他说“好””` was closed by a Chinese mark.
        let inner = &value[1..];
        let (opened, closed) = (inner.matches('“').count(), inner.matches('”').count());
        let fits = inner.ends_with('”') && closed == opened + 1 && !inner.contains('"');
        return fits.then(|| &inner[..inner.len() - '”'.len_utf8()]);
    }
    // A mark that only opens is a slip; `“甲”和“乙”` is a text that begins with a quotation.
    let lone =
        |(open, close): &(char, char)| *open == first && value.matches(*open).count() != value.matches(*close).count();
    if first == '\'' || PAIRS.iter().any(lone) {
        return None;
    }
    value.matches('"').count().is_multiple_of(2).then_some(value)
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '＂' | '„')
}

/// What stands between a mark at the beginning and its partner, if that is the last character.
fn enclosed(value: &str) -> Option<Range<usize>> {
    let first = value.chars().next()?;
    let (open, close) = *PAIRS.iter().find(|(open, _)| *open == first)?;
    let mut depth = 0;
    for (at, c) in value.char_indices() {
        if c == open && (open != close || at == 0) {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                let is_last = at + c.len_utf8() == value.len();
                return is_last.then_some(first.len_utf8()..at);
            }
        }
    }
    None
}

/// A value without the comment behind it, and how many spaces stand between the two. A `#` within quotation marks or after other
/// than a space begins no comment.
pub fn without_comment(value: &str) -> (&str, usize) {
    let mut before = ' ';
    let mut open: Option<char> = None;
    for (at, c) in value.char_indices() {
        match open {
            Some(close) if c == close => open = None,
            Some(_) => {}
            None if c == '#' && before.is_whitespace() && at > 0 => {
                let written = value[..at].trim_end();
                return (written, at - written.len());
            }
            None => {
                open = PAIRS.iter().find(|(mark, _)| *mark == c).map(|(_, close)| *close);
                if c == '"' {
                    open = Some('"');
                }
            }
        }
        before = c;
    }
    (value, 0)
}

/// The byte after the bracket that closes the one at the beginning; brackets within quotation marks do not count.
pub fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut open: Option<char> = None;
    for (at, c) in text.char_indices() {
        match (open, c) {
            (Some(close), c) if c == close => open = None,
            // A mark that is not closed on its line is a mistake, and must not swallow the rest of the file.
            (Some(_), '\n') => return None,
            (Some(_), _) => {}
            (None, '[' | '{' | '【' | '［') => depth += 1,
            (None, ']' | '}' | '】' | '］') => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + c.len_utf8());
                }
            }
            (None, '"') => open = Some('"'),
            (None, c) => open = PAIRS.iter().find(|(mark, _)| *mark == c).map(|(_, close)| *close),
        }
    }
    None
}

/// The items of a list in brackets of either width; none if it is not one or an item cannot be read. Places are those of `text`.
pub fn list(text: &str) -> Option<Vec<Value>> {
    let open = text.chars().next()?;
    if closing_bracket(text)? != text.len() {
        return None;
    }
    let close = text.chars().next_back()?;
    let (from, to) = (open.len_utf8(), text.len() - close.len_utf8());
    let mut items = Vec::new();
    let mut start = from;
    let mut within: Option<char> = None;
    for (at, c) in text[from..to].char_indices().map(|(at, c)| (from + at, c)) {
        match within {
            Some(close) if c == close => within = None,
            Some(_) => {}
            None if BETWEEN.contains(&c) => {
                item(text, start..at, &mut items)?;
                start = at + c.len_utf8();
            }
            // Lists of lists and of records are for TOML.
            None if matches!(c, '[' | '{' | '【' | '［') => return None,
            None if c == '"' => within = Some('"'),
            None => within = PAIRS.iter().find(|(mark, _)| *mark == c).map(|(_, close)| *close),
        }
    }
    item(text, start..to, &mut items)?;
    Some(items)
}

/// Adds the item of this range, if anything stands between the signs; none if it cannot be read.
fn item(text: &str, range: Range<usize>, items: &mut Vec<Value>) -> Option<()> {
    let typed = &text[range.clone()];
    let start = range.start + typed.len() - typed.trim_start().len();
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(());
    }
    let (table, errors) = toml::read(&format!("v={typed}"));
    let data = match table.get("v") {
        Some(value) if errors.is_empty() => value.data.clone(),
        Some(_) | None => Data::Text(inside(typed)?.to_string()),
    };
    items.push(Value { data, range: start..start + typed.len() });
    Some(())
}
