//! Reads TOML into values with places, with all mistakes in one go.
//!
//! In: text. Out: a table with byte ranges, and the syntax errors, each with its range and words in both languages.
//! Does not know what the keys mean.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::base::diag::Text;
use crate::base::value::{Data, Entry, Table, Value};
use crate::text;

/// A mistake in the writing itself, before anything is known of the keys.
#[derive(Clone, Debug)]
pub struct SyntaxError {
    /// Where it stands.
    pub range: Range<usize>,
    /// What is so.
    pub text: Text,
    /// Whether all else could be read: the mistake is within one value or key, which is given as it was typed.
    pub contained: bool,
}

/// Reads `source`; what can be read is given even when there are mistakes.
pub fn read(source: &str) -> (Table, Vec<SyntaxError>) {
    let (table, errors) = DeTable::parse_recoverable(source);
    let mut table = table_of(table.get_ref());
    let mut found = Vec::new();
    for error in &errors {
        let range = error.span().unwrap_or(0..0);
        let contained = as_typed(&mut table, &range, source);
        found.push(SyntaxError { range, text: in_words(error.message()), contained });
    }
    (table, found)
}

/// A value at `range` that could not be read becomes the text that was typed, so that a field can say what it expected there.
///
/// Gives whether a value or a key stands there.
fn as_typed(table: &mut Table, range: &Range<usize>, source: &str) -> bool {
    let mut found = false;
    for entry in &mut table.entries {
        let value = &mut entry.value;
        if value.range == *range && !range.is_empty() {
            value.data = Data::Text(source.get(range.clone()).unwrap_or_default().to_string());
            found = true;
        } else if let Data::Table(inner) = &mut value.data {
            found |= as_typed(inner, range, source);
        }
        found |= entry.key_range == *range && !range.is_empty();
    }
    found
}

fn table_of(table: &DeTable<'_>) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_range: key.span(),
            value: Value { data: data_of(value.get_ref()), range: value.span() },
        })
        .collect();
    entries.sort_by_key(|e| e.key_range.start);
    Table { entries }
}

fn data_of(value: &DeValue<'_>) -> Data {
    match value {
        DeValue::String(s) => Data::Text(s.to_string()),
        DeValue::Integer(i) => match i64::from_str_radix(i.as_str(), i.radix()) {
            Ok(n) => Data::Integer(n),
            Err(_) => Data::Text(i.as_str().to_string()),
        },
        DeValue::Float(f) => f.as_str().parse().map_or_else(|_| Data::Text(f.as_str().to_string()), Data::Float),
        DeValue::Boolean(b) => Data::Bool(*b),
        DeValue::Datetime(d) => Data::Date(d.to_string()),
        DeValue::Array(a) => {
            Data::List(a.iter().map(|v| Value { data: data_of(v.get_ref()), range: v.span() }).collect())
        }
        DeValue::Table(t) => Data::Table(table_of(t)),
    }
}

/// The parser speaks English only; the commonest sentences are said in Chinese too, the others quoted.
fn in_words(message: &str) -> Text {
    let first = message.lines().next().unwrap_or(message);
    let zh = match first {
        m if m.starts_with("duplicate key") => "同一个字段写了两次",
        m if m.starts_with("string values must be quoted") => "文字要放在英文引号 \" \" 里",
        m if m.starts_with("invalid basic string") || m.starts_with("missing closing quote") => "文字少了结尾的引号",
        m if m.starts_with("key with no value") => "字段后面缺少 = 和内容",
        m if m.starts_with("extra `=`") => "多了一个 =",
        m if m.starts_with("missing value") || m.starts_with("missing assigned value") => "= 后面没有内容",
        m if m.starts_with("unclosed array") => "列表少了结尾的 ]",
        m if m.starts_with("unclosed table") || m.starts_with("unclosed inline table") => "少了结尾的括号",
        _ => return text! { zh: "这一处写法读不懂（{first}）", en: "this cannot be read: {first}" },
    };
    text! { zh: "{zh}", en: "{first}" }
}
