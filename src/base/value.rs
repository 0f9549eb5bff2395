//! What stands in front matter, settings and data files: values that know their place.
//!
//! In: TOML (`base::toml`) or YAML (`document::yaml`). Out: one tree for both, each key and value with its byte range.
//! Does not know which keys are allowed; kinds and settings judge that.

use std::ops::Range;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// What it is.
    pub data: Data,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Text, also YAML's plain words that are nothing else.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// Yes or no.
    Bool(bool),
    /// TOML's own dates and times, as typed.
    Date(String),
    /// Nothing (YAML's empty value).
    Empty,
    /// Several values.
    List(Vec<Value>),
    /// Named values.
    Table(Table),
}

/// Named values in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The entries; a key stands once.
    pub entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_range: Range<usize>,
    /// The value.
    pub value: Value,
}

impl Table {
    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entry(key).map(|e| &e.value)
    }

    /// The entry of `key`.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.key == key)
    }
}

impl Value {
    /// Text, if it is text.
    pub fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            Data::Integer(_)
            | Data::Float(_)
            | Data::Bool(_)
            | Data::Date(_)
            | Data::Empty
            | Data::List(_)
            | Data::Table(_) => None,
        }
    }

    /// A list, if it is one.
    pub fn list(&self) -> Option<&[Value]> {
        if let Data::List(list) = &self.data { Some(list) } else { None }
    }

    /// A table, if it is one.
    pub fn table(&self) -> Option<&Table> {
        if let Data::Table(table) = &self.data { Some(table) } else { None }
    }

    /// A whole number, if it is one.
    pub fn integer(&self) -> Option<i64> {
        if let Data::Integer(n) = self.data { Some(n) } else { None }
    }

    /// Yes or no, if it is that.
    pub fn boolean(&self) -> Option<bool> {
        if let Data::Bool(b) = self.data { Some(b) } else { None }
    }

    /// What a clerk typed, where a text is wanted but a number or date stands.
    pub fn as_typed(&self) -> Option<String> {
        match &self.data {
            Data::Text(t) | Data::Date(t) => Some(t.clone()),
            Data::Integer(n) => Some(n.to_string()),
            Data::Float(n) => Some(n.to_string()),
            Data::Bool(b) => Some(b.to_string()),
            Data::Empty | Data::List(_) | Data::Table(_) => None,
        }
    }

    /// The name of its type, in Chinese and English.
    pub fn type_name(&self) -> (&'static str, &'static str) {
        match self.data {
            Data::Text(_) => ("文字", "text"),
            Data::Integer(_) | Data::Float(_) => ("数字", "a number"),
            Data::Bool(_) => ("是/否", "true or false"),
            Data::Date(_) => ("日期", "a date"),
            Data::Empty => ("空值", "nothing"),
            Data::List(_) => ("列表", "a list"),
            Data::Table(_) => ("一组字段", "a group of fields"),
        }
    }
}
