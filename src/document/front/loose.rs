//! Front matter as clerks type it, where the strict reading of TOML or YAML does not succeed.
//!
//! In: lines `标题：关于过节的通知`, `date ＝ 2026年11月28日`, `to: [“各社区”，“各单位”]`. Out: the table they mean, with places, and each
//! line that cannot be read in one way. Chinese signs count for ASCII ones, but not inside a quotation; a text without quotation marks
//! runs to the end of its line. Does not know the fields, nor what a date is: values are given as they were typed.

use std::ops::Range;

use super::quote;
use crate::base::diag::Text;
use crate::base::toml::{self, SyntaxError};
use crate::base::typed_date::plain;
use crate::base::value::{Data, Entry, Table, Value};
use crate::text;

/// Front matter, read with forbearance.
#[derive(Clone, Debug, Default)]
pub struct Loose {
    /// The fields, with byte ranges of the text read.
    pub table: Table,
    /// The comments, each from its `#` to the end of its line.
    pub comments: Vec<Range<usize>>,
    /// What cannot be read.
    pub errors: Vec<SyntaxError>,
    /// How many places were not written as TOML or YAML would have them.
    pub loosened: usize,
}

/// Longest key in characters: `什么时候打电话` is one, a sentence with a colon is none.
const KEY_CHARS: usize = 32;

/// Reads lines of fields.
pub fn read(source: &str) -> Loose {
    let mut reader = Reader { source, at: 0, loose: Loose::default(), target: Target::Top, open: None };
    while reader.at < source.len() {
        reader.step();
    }
    reader.loose
}

/// A line as key and value.
pub struct Pair {
    /// The key, without quotation marks and with plain letters and digits.
    pub key: String,
    /// Where it stands in the line.
    pub key_range: Range<usize>,
    /// Where its value begins in the line.
    pub value: usize,
    /// Whether the sign between them is a full-width one.
    pub wide: bool,
}

/// Takes a line apart at its first `=` or `:` of either width; none if what stands before is no key.
pub fn pair(line: &str) -> Option<Pair> {
    let sign = line.find(['=', ':', '＝', '：'])?;
    let typed = &line[..sign];
    let start = typed.len() - typed.trim_start().len();
    let wide = !line.as_bytes().get(sign)?.is_ascii();
    let value = sign + line[sign..].chars().next().map_or(1, char::len_utf8);
    Some(Pair { key: key(typed)?, key_range: start..start + typed.trim().len(), value, wide })
}

/// A key as meant, without quotation marks and with plain letters and digits; none if it can be none.
pub fn key(typed: &str) -> Option<String> {
    let mut key = String::new();
    let mut space = false;
    for c in typed.trim().trim_matches(['"', '\'', '“', '”', '「', '」']).chars().map(plain) {
        if c == ' ' {
            space = true;
            continue;
        }
        if !(c.is_alphanumeric() || matches!(c, '_' | '-' | '(' | ')')) {
            return None;
        }
        // `标　题` is typed with a space to make it as wide as `发布日期`.
        if space && c.is_ascii() && key.ends_with(|last: char| last.is_ascii()) {
            key.push(' ');
        }
        space = false;
        key.push(c);
    }
    (!key.is_empty() && key.chars().count() <= KEY_CHARS).then_some(key)
}

/// The mark of a list item at the beginning of a line, with the spaces before and behind it.
pub fn item_mark(line: &str) -> Option<usize> {
    let inner = line.trim_start_matches([' ', '\t', '\u{3000}']);
    let rest = inner.strip_prefix(['-', '－', '•', '·', '*'])?;
    let text = rest.trim_start_matches([' ', '\t', '\u{3000}']);
    // `-5` is a number and `**bold**` no item.
    let is_item = text.len() < rest.len() || inner.starts_with(['－', '•', '·']);
    (is_item && !text.is_empty()).then_some(line.len() - text.len())
}

/// Where lines of fields go.
enum Target {
    /// The page's own fields.
    Top,
    /// The last record of the entry with this index.
    Record(usize),
    /// The last item of a list under the entry with this index, which is a record of its own.
    Item(usize),
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    loose: Loose,
    target: Target,
    /// The entry whose value is still to come as a list below it.
    open: Option<usize>,
}

/// A value, where it ends in the source, and whether it was not written as TOML has it.
struct Found {
    value: Value,
    end: usize,
    wide: bool,
    /// Whether it is a text without quotation marks, which YAML has too.
    bare: bool,
}

impl<'a> Reader<'a> {
    /// The line that begins at `from`, without its end.
    fn line(&self, from: usize) -> &'a str {
        let rest = &self.source[from..];
        &rest[..rest.find('\n').unwrap_or(rest.len())]
    }

    fn next_line(&mut self, end: usize) {
        let rest = &self.source[end.min(self.source.len())..];
        self.at = rest.find('\n').map_or(self.source.len(), |at| end + at + 1);
    }

    fn fail(&mut self, range: Range<usize>, text: Text) {
        self.loose.errors.push(SyntaxError { range, text, contained: true });
    }

    fn step(&mut self) {
        let start = self.at;
        let line = self.line(start);
        let trimmed = line.trim();
        if trimmed.is_empty() {
            self.next_line(start);
        } else if trimmed.starts_with(['#', '＃']) {
            let from = start + line.len() - line.trim_start().len();
            self.loose.comments.push(from..start + line.trim_end().len());
            self.next_line(start);
        } else if let Some((key, repeated)) = header(trimmed) {
            let range = start + line.len() - line.trim_start().len()..start + line.trim_end().len();
            self.begin(key, repeated, trimmed, range);
            self.next_line(start);
        } else if let (Some(entry), Some(mark)) = (self.open, item_mark(line)) {
            self.item(entry, start, mark);
        } else if let Some(pair) = pair(line) {
            self.field(start, line, pair);
        } else {
            let range = start + line.len() - line.trim_start().len()..start + line.trim_end().len();
            self.fail(
                range,
                text! { zh: "这一行读不懂：应为“字段 = 内容”", en: "this line cannot be read: expected `key = value`" },
            );
            self.next_line(start);
        }
    }

    /// `[[programme]]`, `【【节目单】】`: begins a record.
    fn begin(&mut self, key: String, repeated: bool, typed: &str, range: Range<usize>) {
        self.open = None;
        self.loose.loosened += usize::from(!typed.is_ascii());
        let record = Value { data: Data::Table(Table::default()), range: range.clone() };
        let entries = &mut self.loose.table.entries;
        let at = entries.iter().position(|entry| entry.key == key);
        match at.map(|at| (at, &mut entries[at].value.data)) {
            None => {
                let data = if repeated { Data::List(vec![record]) } else { record.data };
                entries.push(Entry { key, key_range: range.clone(), value: Value { data, range } });
                self.target = Target::Record(self.loose.table.entries.len() - 1);
            }
            Some((at, Data::List(records))) if repeated => {
                records.push(record);
                self.target = Target::Record(at);
            }
            Some(_) => self.twice(&key, range),
        }
    }

    fn twice(&mut self, key: &str, range: Range<usize>) {
        self.fail(range, text! { zh: "同一个字段 `{key}` 写了两次", en: "the key `{key}` stands twice" });
    }

    /// Adds a field where fields go now; false if it is there already.
    fn put(&mut self, entry: Entry, indented: bool) -> bool {
        if !indented && matches!(self.target, Target::Item(_)) {
            self.target = Target::Top;
        }
        let add = |table: &mut Table, entry: Entry| {
            let is_new = table.entry(&entry.key).is_none();
            if is_new {
                table.entries.push(entry);
            }
            is_new
        };
        if let Target::Record(at) | Target::Item(at) = self.target
            && let Some(record) = self.loose.table.entries.get_mut(at).and_then(|entry| record_of(&mut entry.value))
        {
            return add(record, entry);
        }
        add(&mut self.loose.table, entry)
    }

    fn field(&mut self, start: usize, line: &str, pair: Pair) {
        let indented = line.starts_with([' ', '\t', '\u{3000}']);
        if !(indented && matches!(self.target, Target::Item(_))) {
            self.open = None;
        }
        let key_range = start + pair.key_range.start..start + pair.key_range.end;
        self.loose.loosened += usize::from(pair.wide || !line[pair.key_range].is_ascii());
        let is_yaml = line[..pair.value].ends_with(':');
        let found = match self.value(start + pair.value) {
            Ok(found) => found,
            Err(end) => return self.next_line(end),
        };
        self.loose.loosened += usize::from(found.wide && !(found.bare && is_yaml));
        let is_empty = found.value.data == Data::Empty;
        let key = pair.key.clone();
        if !self.put(Entry { key: pair.key, key_range: key_range.clone(), value: found.value }, indented) {
            self.twice(&key, key_range);
        } else if is_empty && matches!(self.target, Target::Top) {
            self.open = Some(self.loose.table.entries.len() - 1);
        }
        self.next_line(found.end);
    }

    /// One item of a list below its key: a text, or the first field of a record.
    fn item(&mut self, entry: usize, start: usize, mark: usize) {
        let from = start + mark;
        let line = self.line(start);
        let inner = &line[mark..];
        let below = self.source[start + line.len()..].strip_prefix('\n').unwrap_or_default();
        let next = &below[..below.find('\n').unwrap_or(below.len())];
        let goes_on = next.starts_with([' ', '\t', '\u{3000}']) && item_mark(next).is_none() && pair(next).is_some();
        let is_record = |pair: &Pair| goes_on || (!pair.wide && inner[pair.value..].starts_with(' '));
        self.loose.loosened += usize::from(!line[..mark].is_ascii());
        if let Some(pair) = pair(inner).filter(is_record) {
            let record = Value { data: Data::Table(Table::default()), range: from..start + line.trim_end().len() };
            self.push(entry, record);
            self.target = Target::Item(entry);
            self.loose.loosened += usize::from(pair.wide || !inner[pair.key_range.clone()].is_ascii());
            let key_range = from + pair.key_range.start..from + pair.key_range.end;
            match self.value(from + pair.value) {
                Ok(found) => {
                    self.loose.loosened += usize::from(found.wide && !found.bare);
                    self.put(Entry { key: pair.key, key_range, value: found.value }, true);
                    self.next_line(found.end);
                }
                Err(end) => self.next_line(end),
            }
            return;
        }
        match self.value(from) {
            Ok(found) => {
                self.loose.loosened += usize::from(found.wide && !found.bare);
                self.push(entry, found.value);
                self.next_line(found.end);
            }
            Err(end) => self.next_line(end),
        }
    }

    fn push(&mut self, entry: usize, item: Value) {
        let Some(value) = self.loose.table.entries.get_mut(entry).map(|entry| &mut entry.value) else { return };
        if let Data::List(items) = &mut value.data {
            value.range.end = item.range.end;
            items.push(item);
        } else {
            value.range = item.range.clone();
            value.data = Data::List(vec![item]);
        }
    }

    /// The value that begins at `from`; if it cannot be read, that has been told, and the byte after it is given.
    fn value(&mut self, from: usize) -> Result<Found, usize> {
        let line = self.line(from);
        let start = from + line.len() - line.trim_start().len();
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            self.comment(start, text);
            let value = Value { data: Data::Empty, range: start..start };
            return Ok(Found { value, end: start, wide: false, bare: false });
        }
        let several = ["\"\"\"", "'''", "[", "{", "【", "［"].iter().any(|mark| text.starts_with(mark));
        let end = if several { self.end_of_several(start) } else { start + text.len() };
        if starts_strictly(text)
            && let Some(found) = self.strict(start, end)
        {
            return Ok(found);
        }
        let (written, comment) = quote::without_comment(&self.source[start..end]);
        self.comment(start + written.len() + comment, self.source[start + written.len() + comment..end].trim_end());
        let written = written.trim_end();
        let range = start..start + written.len();
        let data = if written.starts_with(['[', '【', '［']) {
            quote::list(written).map(|items| Data::List(items.into_iter().map(|item| shifted(item, start)).collect()))
        } else if written.starts_with('{') || written.starts_with("\"\"\"") {
            None
        } else {
            quote::inside(written).map(|text| Data::Text(text.to_string()))
        };
        match data {
            Some(data) => {
                let bare = matches!(&data, Data::Text(text) if text == written);
                Ok(Found { value: Value { data, range }, end, wide: true, bare })
            }
            None => {
                self.fail(range, text! { zh: "引号或括号没有配对", en: "a quotation mark or bracket has no partner" });
                Err(end)
            }
        }
    }

    fn comment(&mut self, at: usize, text: &str) {
        if text.starts_with('#') {
            self.loose.comments.push(at..at + text.len());
        }
    }

    /// A value as TOML has it, up to `end`.
    fn strict(&mut self, start: usize, end: usize) -> Option<Found> {
        const KEY: &str = "v=";
        let (table, errors) = toml::read(&format!("{KEY}{}", &self.source[start..end]));
        let [entry] = table.entries.as_slice() else { return None };
        if !errors.is_empty() {
            return None;
        }
        // A value has a key and a sign before it, or the mark of an item and a space: at least as much as `v=`.
        let value = shifted(entry.value.clone(), start.checked_sub(KEY.len())?);
        let rest = &self.source[value.range.end.min(end)..end];
        let at = end - rest.trim_start().len();
        self.comment(at, self.source[at..end].trim_end());
        Some(Found { value, end, wide: false, bare: false })
    }

    /// Where a value of several lines ends: at the bracket or quotation mark that closes it, else at the end of its line.
    fn end_of_several(&self, start: usize) -> usize {
        let rest = &self.source[start..];
        let one_line = start + self.line(start).trim_end().len();
        for mark in ["\"\"\"", "'''"] {
            if let Some(inner) = rest.strip_prefix(mark) {
                return inner.find(mark).map_or(one_line, |at| {
                    let close = start + mark.len() + at + mark.len();
                    close + self.line(close).trim_end().len()
                });
            }
        }
        let close = quote::closing_bracket(rest).map_or(one_line, |at| start + at);
        close + self.line(close).trim_end().len()
    }
}

/// Whether TOML may know what begins like this.
fn starts_strictly(text: &str) -> bool {
    text.starts_with(|c: char| matches!(c, '"' | '\'' | '[' | '{' | '+' | '-') || c.is_ascii_digit())
        || ["true", "false"].iter().any(|word| text.starts_with(word))
}

/// The record that fields go into: the value itself, or the last of its items.
fn record_of(value: &mut Value) -> Option<&mut Table> {
    match &mut value.data {
        Data::Table(table) => Some(table),
        Data::List(items) => match &mut items.last_mut()?.data {
            Data::Table(table) => Some(table),
            _ => None,
        },
        _ => None,
    }
}

/// `[[name]]` or `[name]` with brackets of either width; whether it is doubled.
fn header(line: &str) -> Option<(String, bool)> {
    let open = |c: char| matches!(c, '[' | '［' | '【');
    let close = |c: char| matches!(c, ']' | '］' | '】');
    let inner = line.strip_prefix(open)?.strip_suffix(close)?;
    let (inner, repeated) = match inner.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)) {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    Some((key(inner)?, repeated))
}

fn shifted(mut value: Value, by: usize) -> Value {
    super::shift_value(&mut value, by);
    value
}
