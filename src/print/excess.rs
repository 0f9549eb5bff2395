//! Says by how much a text is too long for its sheet.
//!
//! In: an order that does not fit at its smallest type. Out: P101 with the share, the characters and the lines to cut.
//! Tries it out: the text is cut from its end, in all languages and lists alike, until the rest fits (four layouts more).

use std::collections::BTreeSet;

use serde_json::Value;
use typst::layout::Abs;
use typst_layout::PagedDocument;

use crate::base::diag::{Diagnostic, Diagnostics, Text};
use crate::base::rules;
use crate::text;

use super::fit;
use super::frame;
use super::world::Desk;

/// Parts in which the share to cut is sought.
const PARTS: usize = 16;

/// Lists of fewer entries are not cut: they say when, where and who.
const SHORT_LIST: usize = 3;

/// The problem of a text that is too long; `document` is its layout at the smallest scale.
pub(super) fn too_long(desk: &Desk<'_>, document: &PagedDocument) -> Diagnostic {
    let order = desk.order;
    let (id, percent) = (&order.format.id, (order.format.min_scale * 100.0).round());
    let much = match share_to_cut(desk) {
        Some(parts) => {
            let characters = characters_in(&order.data) - characters_in(&shortened(&order.data, PARTS - parts));
            let lines = (characters / characters_per_line(document)).max(1);
            let share = parts * 100 / PARTS;
            let plural = if lines == 1 { "" } else { "s" };
            text! {
                zh: "要删去约 {share}%，即 {characters} 个字、{lines} 行左右",
                en: "about {share} % must go: {characters} characters or {lines} line{plural}"
            }
        }
        None => text! {
            zh: "不只是正文太长：标题、摘要等也要缩短",
            en: "the running text is not all of it: title, summary and the like must be shorter too"
        },
    };
    let Text { zh, en } = much;
    Diagnostic::new(
        &rules::SHEET_OVERFLOW,
        order.source.clone(),
        text! {
            zh: "{id} 一张放不下，字号缩到 {percent}% 也不行；{zh}",
            en: "too long for one sheet of {id}, even with type at {percent} %; {en}"
        },
    )
}

/// How many sixteenths of the text must go; none if cutting it does not help.
fn share_to_cut(desk: &Desk<'_>) -> Option<usize> {
    let (scale, most) = (desk.order.format.min_scale, desk.order.pages.most());
    let fits = |parts: usize| {
        let data = shortened(&desk.order.data, PARTS - parts);
        fit::lay_out(&desk.world_with(&data, scale), &mut Diagnostics::new())
            .is_some_and(|l| fit::fits(&l.document, most))
    };
    let (mut bad, mut good) = (0, PARTS);
    while good - bad > 1 {
        let middle = usize::midpoint(bad, good);
        if fits(middle) { good = middle } else { bad = middle }
    }
    (good < PARTS).then_some(good)
}

/// The data with so many sixteenths of each text and of each long list kept.
fn shortened(data: &Value, keep: usize) -> Value {
    let mut data = data.clone();
    for page in pages(&mut data) {
        if let Some(body) = page.get_mut("body") {
            let mut left = characters(body) * keep / PARTS;
            shorten(body, &mut left);
        }
        for field in page.get_mut("fields").and_then(Value::as_object_mut).into_iter().flat_map(|f| f.values_mut()) {
            if let Value::Array(entries) = field
                && entries.len() >= SHORT_LIST
            {
                entries.truncate((entries.len() * keep).div_ceil(PARTS));
            }
        }
    }
    data
}

fn pages(data: &mut Value) -> impl Iterator<Item = &mut serde_json::Map<String, Value>> {
    let pages = data.get_mut("page").and_then(Value::as_object_mut);
    pages.into_iter().flat_map(|pages| pages.values_mut()).filter_map(Value::as_object_mut)
}

/// Cuts nodes after `left` characters; what is left empty goes.
fn shorten(node: &mut Value, left: &mut usize) {
    match node {
        Value::Array(nodes) => {
            let mut kept = 0;
            while *left > 0 && kept < nodes.len() {
                shorten(&mut nodes[kept], left);
                kept += 1;
            }
            nodes.truncate(kept);
        }
        Value::Object(entries) => {
            for key in ["term", "c", "head", "rows", "items", "defs"] {
                if let Some(inner) = entries.get_mut(key) {
                    shorten(inner, left);
                }
            }
            for key in ["v", "text"] {
                if let Some(Value::String(text)) = entries.get_mut(key) {
                    let end = text.char_indices().nth(*left).map_or(text.len(), |(at, _)| at);
                    text.truncate(end);
                    *left -= text.chars().count();
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The characters of all texts and lists that `shortened` cuts.
fn characters_in(data: &Value) -> usize {
    let pages = data.get("page").and_then(Value::as_object);
    pages
        .into_iter()
        .flat_map(|pages| pages.values())
        .map(|page| {
            let fields = page.get("fields").and_then(Value::as_object);
            let lists = fields.into_iter().flat_map(|f| f.values()).filter(|field| field.is_array());
            page.get("body").map_or(0, characters) + lists.map(strings).sum::<usize>()
        })
        .sum()
}

/// The characters of nodes.
fn characters(node: &Value) -> usize {
    match node {
        Value::Array(nodes) => nodes.iter().map(characters).sum(),
        Value::Object(entries) => entries
            .iter()
            .map(|(key, value)| match (key.as_str(), value) {
                ("v" | "text", Value::String(text)) => text.chars().count(),
                (_, value) => characters(value),
            })
            .sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// The characters of all strings below a value.
fn strings(value: &Value) -> usize {
    match value {
        Value::String(text) => text.chars().count(),
        Value::Array(values) => values.iter().map(strings).sum(),
        Value::Object(entries) => entries.values().map(strings).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// How many characters a line of the layout holds on average; at least one.
fn characters_per_line(document: &PagedDocument) -> usize {
    let (mut lines, mut characters) = (BTreeSet::new(), 0);
    for (number, page) in document.pages().iter().enumerate() {
        for text in frame::texts(&page.frame) {
            lines.insert((number, points(text.start.y)));
            characters += text.item.text.chars().count();
        }
    }
    (characters / lines.len().max(1)).max(1)
}

#[expect(clippy::cast_possible_truncation, reason = "pages are far shorter than 2^63 points")]
fn points(length: Abs) -> i64 {
    length.to_pt().round() as i64
}
