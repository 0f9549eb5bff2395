//! Simplified Chinese in traditional characters, as an office may publish it.
//!
//! In: text. Out: the same in traditional characters, by OpenCC's tables of characters and phrases; words stay as they are, only the
//! script changes. Terms of the law are settled by a table of our own (`legal`), because OpenCC takes 复议 for 複議. Titles of laws in
//! 《…》 and articles quoted word for word are never touched: the published text is the simplified one. Knows no markup.

use std::ops::Range;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use self::legal::Terms;
use crate::base::config::Variant;

mod legal;

/// A converter. Reading its tables costs some milliseconds and is done only for a site that has a traditional tree.
pub struct Converter {
    tables: OpenCC,
    terms: Terms,
}

impl Converter {
    /// A converter for a variant; none if the tables inside the program cannot be read, which no input decides.
    pub fn new(variant: Variant) -> Option<Converter> {
        let tables = match variant {
            Variant::Plain => BuiltinConfig::S2t,
            Variant::Taiwan => BuiltinConfig::S2tw,
            Variant::HongKong => BuiltinConfig::S2hk,
        };
        OpenCC::from_config(tables).ok().map(|tables| Converter { tables, terms: Terms::new() })
    }

    /// A text of which nothing is around: what [`kept`] finds in it stays.
    pub fn text(&self, text: &str) -> String {
        self.around(text, &kept(text))
    }

    /// A text without the ranges that stay as they are; they are in order and do not overlap.
    pub fn around(&self, text: &str, kept: &[Range<usize>]) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for range in kept {
            self.push(&mut out, &text[at..range.start]);
            out.push_str(&text[range.clone()]);
            at = range.end;
        }
        self.push(&mut out, &text[at..]);
        out
    }

    fn push(&self, out: &mut String, text: &str) {
        if text.is_ascii() {
            out.push_str(text);
            return;
        }
        let mut rest = text;
        while let Some((at, simplified, traditional)) = self.terms.first(rest) {
            out.push_str(&self.tables.convert(&rest[..at]));
            out.push_str(traditional);
            rest = &rest[at + simplified.len()..];
        }
        out.push_str(&self.tables.convert(rest));
    }
}

/// Words before a quotation that make it the text of a law: 《…》第二十条规定：“…”.
const ANNOUNCE: [&str; 4] = ["规定", "原文", "条文", "规定如下"];

/// What of a text must stay as it is: titles in 《…》, and quotations that a law is cited with. Ranges in order, without overlap.
pub fn kept(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['《', '“']) {
        let start = at + found;
        let open = text[start..].chars().next().unwrap_or('《');
        let close = if open == '《' { '》' } else { '”' };
        let wanted = open == '《' || announces(&text[..start]);
        match end_of(&text[start..], open, close).filter(|_| wanted) {
            Some(length) => {
                ranges.push(start..start + length);
                at = start + length;
            }
            None => at = start + open.len_utf8(),
        }
    }
    ranges
}

/// The length of what stands between a mark and its fellow, both included.
fn end_of(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + c.len_utf8());
            }
        }
    }
    None
}

/// Whether a text says that what follows is quoted from a law.
fn announces(before: &str) -> bool {
    let before = before.trim_end_matches(['：', ':', '，', ',', ' ', '为', '是']);
    ANNOUNCE.iter().any(|word| before.ends_with(word)) || ends_with_article(before)
}

/// Whether a text ends with the number of an article: 第二十条, 第二十条第一款, 第一百三十三条之一.
fn ends_with_article(text: &str) -> bool {
    const PART: &str = "第条款项之一二三四五六七八九十百千零〇0123456789０１２３４５６７８９";
    let start =
        text.char_indices().rev().take_while(|(_, c)| PART.contains(*c)).last().map_or(text.len(), |(at, _)| at);
    let tail = &text[start..];
    tail.contains('第') && tail.contains(['条', '款', '项'])
}

/// Whether a text cites a law at all: a title in 《…》, or an article by its number.
pub fn cites(text: &str) -> bool {
    text.contains('《')
        || text.match_indices('第').any(|(at, _)| {
            let end = text[at..].find(['条', '款', '项']).map(|end| at + end + '条'.len_utf8());
            end.is_some_and(|end| ends_with_article(&text[..end]))
        })
}

#[cfg(test)]
mod tests;
