//! Marks that did not become what their writer meant: `**` that stays in the text, readings that do not fit their characters.
//!
//! In: pieces of running text with what was typed for them, fields of the front matter. Out: M120 to M122. Changes nothing.

use std::ops::Range;

use super::cjk::escaped;
use super::ruby;
use super::tree::Reading;
use crate::base::cjk::{has_han, is_cjk};
use crate::base::diag::{Diagnostic, Diagnostics, Text};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::base::value::{Data, Table, Value};
use crate::text;

/// Marks of emphasis that are left in Chinese text. `text` is what the reader will see, `range` where it was typed.
pub(super) fn marks(path: &SourcePath, typed: &str, range: &Range<usize>, text: &str, problems: &mut Diagnostics) {
    if memchr::memchr3(b'*', b'_', b'~', text.as_bytes()).is_none() {
        return;
    }
    if !text.contains("**") && !text.contains("__") && !text.contains("~~") || !has_han(text) {
        return;
    }
    let slice = typed.get(range.clone()).unwrap_or_default();
    for mark in ["**", "~~", "__"] {
        let found = runs(slice, mark);
        let mut rest = found.as_slice();
        while let Some((&first, after)) = rest.split_first() {
            let second = after.first().copied();
            rest = after.get(1..).unwrap_or_default();
            // Two tildes or underlines alone may be meant, as `____` for a gap to be filled in is.
            if second.is_none() && mark != "**" {
                continue;
            }
            let end = second.unwrap_or(first) + mark.len();
            let inner =
                second.map(|second| slice[first + mark.len()..second].trim()).filter(|inner| !inner.contains('\n'));
            let place = Place::new(path, range.start + first..range.start + end);
            let said = text! { zh: "`{mark}` 没有起作用，会原样显示", en: "`{mark}` has no effect here and will be shown as it is" };
            let problem = Diagnostic::new(&rules::STRAY_MARKS, place, said);
            problems.push(problem.help(advice(mark, inner.unwrap_or_default())));
        }
    }
}

/// How to write a mark around `inner`, if that is known.
fn advice(mark: &str, inner: &str) -> Text {
    let strong = if mark == "__" { "**" } else { mark };
    if !inner.is_empty() {
        return text! { zh: "写成 `{strong}{inner}{strong}`", en: "write `{strong}{inner}{strong}`" };
    }
    let escaped: String = mark.chars().flat_map(|sign| ['\\', sign]).collect();
    text! {
        zh: "`{strong}` 要成对，紧贴两端的字，中间不留空格；真要显示这个符号，写成 `{escaped}`",
        en: "`{strong}` comes in pairs that touch the words between them; to show the mark itself write `{escaped}`"
    }
}

/// Where runs of exactly this mark stand, unescaped, with a CJK character not far on this line.
fn runs(slice: &str, mark: &str) -> Vec<usize> {
    let sign = mark.chars().next().unwrap_or('*');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = slice[at..].find(mark) {
        let start = at + next;
        let length = slice[start..].chars().take_while(|c| *c == sign).count();
        at = start + length;
        let near = |c: Option<char>| c.is_none_or(|c| is_cjk(c) || c.is_whitespace());
        let beside = near(slice[..start].chars().next_back()) || near(slice[at..].chars().next());
        if length == mark.len() && beside && !escaped(slice, start) {
            found.push(start);
        }
    }
    found
}

/// Several syllables over another number of characters.
pub(super) fn readings(path: &SourcePath, range: &Range<usize>, readings: &[Reading], problems: &mut Diagnostics) {
    let [Reading { base, reading }] = readings else { return };
    let (characters, syllables) = (ruby::characters(base).len(), reading.split_whitespace().count());
    if syllables < 2 || syllables == characters {
        return;
    }
    problems.push(
        Diagnostic::new(
            &rules::READING_COUNT,
            Place::new(path, range.clone()),
            text! {
                zh: "“{base}”有 {characters} 个字，读音写了 {syllables} 个",
                en: "“{base}” has {characters} characters and {syllables} readings"
            },
        )
        .help(text! {
            zh: "每个字写一个读音，用空格分开；整个词只注一个读音时不加空格",
            en: "write one reading for each character with spaces between, or one for all without a space"
        }),
    );
}

/// Readings typed into fields, where they are not drawn.
pub(super) fn fields(path: &SourcePath, typed: &str, table: &Table, problems: &mut Diagnostics) {
    table.entries.iter().for_each(|entry| field(path, typed, &entry.value, problems));
}

fn field(path: &SourcePath, typed: &str, value: &Value, problems: &mut Diagnostics) {
    match &value.data {
        Data::Text(text) => {
            if !text.contains('{') {
                return;
            }
            let slice = typed.get(value.range.clone()).unwrap_or_default();
            for (at, _) in slice.match_indices('{') {
                let Some(found) = ruby::candidate(&slice[at + 1..]) else { continue };
                let base = &slice[at + 1..at + 1 + found.bar];
                let place = Place::new(path, value.range.start + at..value.range.start + at + 1 + found.end);
                let said = text! { zh: "字段里不能注音", en: "a field cannot hold a reading" };
                problems.push(Diagnostic::new(&rules::READING_IN_FIELD, place, said).help(
                    text! { zh: "这里写“{base}”，在正文里注音", en: "write “{base}” here and the reading in the text" },
                ));
            }
        }
        Data::List(list) => list.iter().for_each(|value| field(path, typed, value, problems)),
        Data::Table(table) => fields(path, typed, table, problems),
        Data::Integer(_) | Data::Float(_) | Data::Bool(_) | Data::Date(_) | Data::Empty => {}
    }
}
