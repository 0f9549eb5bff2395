//! Front matter written anew.
//!
//! In: a document and its kind. Out: its text with canonical front matter: where it is TOML or YAML already only the keys and values that
//! are typed otherwise are replaced, else the whole block is written, with its comments. Decides nothing of what is unclear: such a value
//! is written as it was typed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::date::{Day, Moment};
use crate::base::typed_date;
use crate::base::value::{Data, Entry, Table, Value};
use crate::document::Document;
use crate::document::front::Fence;
use crate::site::field::{names, typed};
use crate::theme::kind::{Field, FieldType, Kind};

/// The text of the document with canonical front matter; none if it has that.
pub(super) fn rewritten(document: &Document, kind: &Kind) -> Option<String> {
    let form = &document.front.form;
    let Some(comments) = &form.loose else { return edited(document, kind) };
    let yaml = form.fence == Some(Fence::Dash);
    let comments = Comments::of(&document.text, comments, &document.front.table);
    let mut writer = Writer { document, yaml, comments, out: String::new() };
    let fence = if yaml { "---\n" } else { "+++\n" };
    writer.out.push_str(fence);
    writer.table(&document.front.table, &kind.fields);
    writer.rest_of_comments();
    writer.out.push_str(fence);
    let body = &document.text[document.body..];
    if form.fence.is_none() && !body.is_empty() && !body.starts_with('\n') {
        writer.out.push('\n');
    }
    Some(writer.out + body)
}

/// The field that a key means.
fn field_of<'f>(key: &str, known: &'f [Field]) -> Option<&'f Field> {
    known.iter().find(|field| field.name == key).or_else(|| match names::called(key, known).as_slice() {
        [field] => Some(*field),
        _ => None,
    })
}

/// Replaces keys and values where they stand.
fn edited(document: &Document, kind: &Kind) -> Option<String> {
    document.front.form.fence?;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    collect(&document.front.table, &kind.fields, document, &mut edits);
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = document.text.to_string();
    for (range, new) in edits.iter().rev() {
        text.replace_range(range.clone(), new);
    }
    Some(text)
}

fn collect(table: &Table, known: &[Field], document: &Document, edits: &mut Vec<(Range<usize>, String)>) {
    for entry in &table.entries {
        let Some(field) = field_of(&entry.key, known) else { continue };
        let is_records = entry.value.list().is_some_and(|items| items.iter().any(|item| item.table().is_some()));
        // Each `[[name]]` of TOML names the field again, and only the first has a place.
        let names_once = !is_records || document.front.form.fence == Some(Fence::Dash);
        // A name that stands there too is a problem of its own.
        if entry.key != field.name && names_once && table.get(&field.name).is_none() {
            edits.push((entry.key_range.clone(), field.name.clone()));
        }
        match &entry.value.data {
            Data::List(items) if field.kind == FieldType::Records => {
                items.iter().filter_map(Value::table).for_each(|t| collect(t, &field.records, document, edits));
            }
            _ if is_canonical(field, &entry.value) => {}
            _ => edits.extend(meant(field, &entry.value).map(|new| (entry.value.range.clone(), new))),
        }
    }
}

/// Whether a value is typed as its field has it.
fn is_canonical(field: &Field, value: &Value) -> bool {
    let as_typed = |reads: &dyn Fn(&str) -> bool| match &value.data {
        Data::Text(text) | Data::Date(text) => reads(text),
        _ => true,
    };
    let is_choice = |value: &Value| value.text().is_none_or(|text| field.choices.iter().any(|id| id == text));
    match field.kind {
        FieldType::Date => as_typed(&|text| Day::parse(text.split(['T', ' ']).next().unwrap_or(text)).is_some()),
        FieldType::DateTime => as_typed(&|text| Moment::parse(text).is_some()),
        FieldType::Number | FieldType::Boolean => value.text().is_none(),
        FieldType::Choice => is_choice(value),
        FieldType::List => {
            field.choices.is_empty() || value.list().map_or_else(|| is_choice(value), |l| l.iter().all(is_choice))
        }
        FieldType::Text
        | FieldType::Place
        | FieldType::Picture
        | FieldType::File
        | FieldType::MarketDays
        | FieldType::Records => true,
    }
}

/// A value in canonical writing, the same in TOML and YAML; none where it has not one meaning, or is a text.
fn meant(field: &Field, value: &Value) -> Option<String> {
    let text = match &value.data {
        Data::Text(text) | Data::Date(text) => Some(text.as_str()),
        _ => None,
    };
    let date = || {
        let typed = typed_date::read(text?).ok()?;
        // A weekday that does not fit says that one of the two is wrong.
        typed.weekday.as_ref().is_none_or(|(weekday, _)| *weekday == typed.day.0.weekday()).then_some(typed)
    };
    match field.kind {
        FieldType::Date => match text.and_then(|text| Day::parse(text.split(['T', ' ']).next().unwrap_or(text))) {
            Some(day) => Some(day.0.to_string()),
            None => Some(date()?.day.0.to_string()),
        },
        FieldType::DateTime => {
            let Moment(moment) = text.and_then(Moment::parse).or_else(|| date()?.moment())?;
            Some(format!("\"{} {:02}:{:02}\"", moment.date(), moment.hour(), moment.minute()))
        }
        FieldType::Number => typed::number(text?).map(|number| number.to_string()),
        FieldType::Boolean => typed::boolean(text?).map(|yes| yes.to_string()),
        FieldType::Choice => typed::choice(field, text?).map(|id| quoted(id)),
        FieldType::List if !field.choices.is_empty() => {
            let items: Vec<&str> = match &value.data {
                Data::Text(text) => text.split(typed::BETWEEN).map(str::trim).filter(|part| !part.is_empty()).collect(),
                Data::List(items) => items.iter().map(Value::text).collect::<Option<_>>()?,
                _ => return None,
            };
            let ids: Option<Vec<String>> =
                items.iter().map(|item| typed::choice(field, item).map(|id| quoted(id))).collect();
            Some(format!("[{}]", ids?.join(", ")))
        }
        FieldType::List
        | FieldType::Text
        | FieldType::Place
        | FieldType::Picture
        | FieldType::File
        | FieldType::MarketDays
        | FieldType::Records => None,
    }
}

/// A string as TOML and YAML both read it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Comments by the key they belong to: the next one, or the one on whose line they stand.
struct Comments {
    above: BTreeMap<usize, Vec<String>>,
    beside: BTreeMap<usize, String>,
    rest: Vec<String>,
}

impl Comments {
    fn of(text: &str, ranges: &[Range<usize>], table: &Table) -> Comments {
        let mut keys = Vec::new();
        places(table, &mut keys);
        keys.sort_unstable();
        let mut comments = Comments { above: BTreeMap::new(), beside: BTreeMap::new(), rest: Vec::new() };
        for range in ranges {
            let comment = text[range.clone()].replacen('＃', "#", 1);
            let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let is_beside = !text[line..range.start].trim().is_empty();
            let next = keys.partition_point(|key| *key < range.start);
            match (is_beside, next.checked_sub(1).and_then(|at| keys.get(at)), keys.get(next)) {
                (true, Some(before), _) => _ = comments.beside.insert(*before, comment),
                (_, _, Some(after)) => comments.above.entry(*after).or_default().push(comment),
                (_, _, None) => comments.rest.push(comment),
            }
        }
        comments
    }
}

/// Where keys and records begin.
fn places(table: &Table, into: &mut Vec<usize>) {
    for entry in &table.entries {
        into.push(entry.key_range.start);
        let items = entry.value.list().unwrap_or_default();
        for (item, record) in items.iter().filter_map(|item| Some((item, item.table()?))) {
            into.push(item.range.start);
            places(record, into);
        }
    }
}

struct Writer<'a> {
    document: &'a Document,
    yaml: bool,
    comments: Comments,
    out: String,
}

impl Writer<'_> {
    fn table(&mut self, table: &Table, known: &[Field]) {
        let is_group = |entry: &&Entry| match &entry.value.data {
            Data::Table(_) => true,
            Data::List(items) => items.iter().any(|item| item.table().is_some()),
            _ => false,
        };
        // In TOML whatever follows a group would belong to it.
        let (groups, plain): (Vec<&Entry>, Vec<&Entry>) = table.entries.iter().partition(is_group);
        for entry in plain {
            self.line(entry, table, known, "");
        }
        for entry in groups {
            self.group(entry, table, known);
        }
    }

    /// The name to write for a key.
    fn name(&self, entry: &Entry, table: &Table, known: &[Field]) -> String {
        match field_of(&entry.key, known) {
            Some(field) if entry.key == field.name || table.get(&field.name).is_none() => field.name.clone(),
            _ if self.yaml || entry.key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')) => {
                entry.key.clone()
            }
            _ => quoted(&entry.key),
        }
    }

    fn above(&mut self, place: usize, indent: &str) {
        for comment in self.comments.above.remove(&place).unwrap_or_default() {
            self.out.push_str(&format!("{indent}{comment}\n"));
        }
    }

    fn line(&mut self, entry: &Entry, table: &Table, known: &[Field], indent: &str) {
        let place = entry.key_range.start;
        self.above(place, indent);
        let name = self.name(entry, table, known);
        let sign = if self.yaml { ":" } else { " =" };
        let beside = self.comments.beside.remove(&place).map_or(String::new(), |comment| format!("  {comment}"));
        if entry.value.data == Data::Empty {
            // TOML has no empty value; a field that is left out is the same.
            let off = if self.yaml { "" } else { "# " };
            self.out.push_str(&format!("{indent}{off}{name}{sign}{beside}\n"));
            return;
        }
        let value = self.value(&entry.value, field_of(&entry.key, known));
        self.out.push_str(&format!("{indent}{name}{sign} {value}{beside}\n"));
    }

    fn value(&self, value: &Value, field: Option<&Field>) -> String {
        if let Some(meant) = field.and_then(|field| meant(field, value)) {
            return meant;
        }
        match &value.data {
            Data::Text(text) => quoted(text),
            Data::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(item, None)).collect();
                format!("[{}]", items.join(", "))
            }
            // Numbers, dates and what only TOML has stay as they were typed.
            Data::Integer(_) | Data::Float(_) | Data::Bool(_) | Data::Date(_) | Data::Empty | Data::Table(_) => {
                self.document.text[value.range.clone()].to_string()
            }
        }
    }

    fn group(&mut self, entry: &Entry, table: &Table, known: &[Field]) {
        let name = self.name(entry, table, known);
        let inner = field_of(&entry.key, known).map_or(&[][..], |field| field.records.as_slice());
        let single = std::slice::from_ref(&entry.value);
        let items = entry.value.list().unwrap_or(single);
        if self.yaml {
            self.above(entry.key_range.start, "");
            self.out.push_str(&format!("{name}:\n"));
        }
        for (number, item) in items.iter().enumerate() {
            let Some(record) = item.table() else { continue };
            if self.yaml {
                self.above(item.range.start, "  ");
                let from = self.out.len();
                for entry in &record.entries {
                    self.line(entry, record, inner, "    ");
                }
                if let Some(first) =
                    self.out[from..].find(|c: char| c != ' ' && c != '\n').filter(|_| self.out.len() > from)
                {
                    // The first field stands behind the mark of the item.
                    let at = from + first;
                    if self.out[from..at] == *"    " {
                        self.out.replace_range(from..at, "  - ");
                    }
                }
                continue;
            }
            self.out.push('\n');
            if number == 0 {
                self.above(entry.key_range.start, "");
            }
            self.above(item.range.start, "");
            let brackets = if entry.value.list().is_some() { ("[[", "]]") } else { ("[", "]") };
            self.out.push_str(&format!("{}{name}{}\n", brackets.0, brackets.1));
            for entry in &record.entries {
                self.line(entry, record, inner, "");
            }
        }
    }

    fn rest_of_comments(&mut self) {
        let above = std::mem::take(&mut self.comments.above).into_values().flatten();
        let beside = std::mem::take(&mut self.comments.beside).into_values();
        let rest: Vec<String> = above.chain(beside).chain(std::mem::take(&mut self.comments.rest)).collect();
        for comment in rest {
            self.out.push_str(&format!("{comment}\n"));
        }
    }
}
