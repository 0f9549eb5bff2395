//! Reads the YAML of front matter into values with places.
//!
//! In: text between `---` lines. Out: a table with byte ranges and the syntax errors.
//! Does not follow anchors and aliases: front matter needs none, and a page must not grow without bound.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::base::diag::Text;
use crate::base::toml::SyntaxError;
use crate::base::value::{Data, Entry, Table, Value};
use crate::text;

/// Reads `source`; what stands before a mistake is given too.
pub fn read(source: &str) -> (Table, Vec<SyntaxError>) {
    let offsets: Vec<usize> = source.char_indices().map(|(i, _)| i).chain([source.len()]).collect();
    let mut reader = Reader { source, offsets, stack: Vec::new(), root: None, errors: Vec::new() };
    for step in Parser::new_from_str(source) {
        match step {
            Ok((event, span)) => reader.event(event, span),
            Err(error) => {
                let at = reader.byte(error.marker().index());
                let info = error.info();
                reader.errors.push(SyntaxError {
                    range: at..at,
                    text: text! { zh: "这一处写法读不懂（{info}）", en: "this cannot be read: {info}" },
                    contained: false,
                });
                break;
            }
        }
    }
    while !reader.stack.is_empty() {
        reader.close(source.len());
    }
    match reader.root {
        None | Some(Value { data: Data::Empty, .. }) => (Table::default(), reader.errors),
        Some(Value { data: Data::Table(table), .. }) => (table, reader.errors),
        Some(value) => {
            let text = text! { zh: "这里应当一行一个“字段: 内容”", en: "expected one `key: value` a line" };
            reader.errors.push(SyntaxError { range: value.range, text, contained: false });
            (Table::default(), reader.errors)
        }
    }
}

enum Open {
    List { items: Vec<Value>, start: usize },
    Table { table: Table, start: usize, key: Option<(String, Range<usize>)> },
}

struct Reader<'a> {
    source: &'a str,
    offsets: Vec<usize>,
    stack: Vec<Open>,
    root: Option<Value>,
    errors: Vec<SyntaxError>,
}

impl Reader<'_> {
    fn byte(&self, char_index: usize) -> usize {
        self.offsets.get(char_index).copied().unwrap_or(self.source.len())
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        let range = self.byte(span.start.index())..self.byte(span.end.index());
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.no_anchor(anchor, &range);
                let data = if style == ScalarStyle::Plain { plain(&text) } else { Data::Text(text.into_owned()) };
                self.value(Value { data, range: self.trimmed(range) });
            }
            Event::SequenceStart(anchor, _) => {
                self.no_anchor(anchor, &range);
                self.stack.push(Open::List { items: Vec::new(), start: range.start });
            }
            Event::MappingStart(anchor, _) => {
                self.no_anchor(anchor, &range);
                self.stack.push(Open::Table { table: Table::default(), start: range.start, key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.start),
            Event::Alias(_) => {
                self.refuse(&range);
                self.value(Value { data: Data::Empty, range });
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
    }

    fn no_anchor(&mut self, anchor: usize, range: &Range<usize>) {
        if anchor != 0 {
            self.refuse(range);
        }
    }

    fn refuse(&mut self, range: &Range<usize>) {
        let text = text! { zh: "页首不能用 YAML 的 & 和 * 引用，请直接写内容", en: "YAML's `&` and `*` references cannot be used here, write the value itself" };
        self.errors.push(SyntaxError { range: range.clone(), text, contained: true });
    }

    /// Plain scalars that run to the end of a line are reported with the spaces behind them.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.source.get(range.clone()).unwrap_or("");
        range.start..range.start + text.trim_end().len()
    }

    fn close(&mut self, end: usize) {
        let value = match self.stack.pop() {
            Some(Open::List { items, start }) => Value { data: Data::List(items), range: start..end.max(start) },
            Some(Open::Table { table, start, .. }) => Value { data: Data::Table(table), range: start..end.max(start) },
            None => return,
        };
        self.value(value);
    }

    fn value(&mut self, value: Value) {
        match self.stack.last_mut() {
            None => self.root = Some(value),
            Some(Open::List { items, .. }) => items.push(value),
            Some(Open::Table { table, key, .. }) => match key.take() {
                None => {
                    let typed = value.as_typed().unwrap_or_default();
                    if table.get(&typed).is_some() {
                        let text: Text =
                            text! { zh: "同一个字段 `{typed}` 写了两次", en: "the key `{typed}` stands twice" };
                        self.errors.push(SyntaxError { range: value.range.clone(), text, contained: true });
                    }
                    *key = Some((typed, value.range));
                }
                Some((key, key_range)) => {
                    if table.get(&key).is_none() {
                        table.entries.push(Entry { key, key_range, value });
                    }
                }
            },
        }
    }
}

/// A plain word by YAML 1.2's core schema; dates stay text, as the kinds read them.
fn plain(text: &str) -> Data {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Data::Empty,
        "true" | "True" | "TRUE" => Data::Bool(true),
        "false" | "False" | "FALSE" => Data::Bool(false),
        _ => {
            let numeric = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'))
                && text.bytes().any(|b| b.is_ascii_digit());
            if let Ok(n) = text.parse::<i64>()
                && numeric
            {
                Data::Integer(n)
            } else if let Ok(n) = text.parse::<f64>()
                && numeric
            {
                Data::Float(n)
            } else {
                Data::Text(text.to_string())
            }
        }
    }
}
