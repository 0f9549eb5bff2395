//! The fields of a page: front matter read by the table of its kind.
//!
//! In: front matter with places, the kind, and for a translation the original's fields. Out: typed values and every problem:
//! missing, unknown, of the wrong type, too long, end before start. Does not look at other pages.
//! Values typed loosely but with one meaning are read as meant (`typed`), keys likewise (`names`).
//! Longer than other files: one function for each type of field, each with its own message.

pub mod names;
pub mod typed;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::places::{PlaceRef, Places};
use super::repeat::{self, Repeat};
use crate::base::date::{Day, Moment};
use crate::base::diag::{Diagnostic, Diagnostics, Text, nearest};
use crate::base::lang::Language;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::base::typed_date::{self, Unclear};
use crate::base::value::{Data, Table, Value};
use crate::calendar::market::Rule;
use crate::document::Document;
use crate::text;
use crate::theme::kind::{Field, FieldType, Kind};

/// A value of the type its field has.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// Text.
    Text(String),
    /// A day.
    Day(Day),
    /// A day and a time.
    Moment(Moment),
    /// A number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// A place.
    Place(PlaceRef),
    /// A picture or file, as typed.
    File(String),
    /// An id from the field's choices.
    Choice(String),
    /// Texts.
    List(Vec<String>),
    /// Ids from the field's choices.
    Choices(Vec<String>),
    /// Days that return by a rule.
    Repeat(Repeat),
    /// Groups of fields.
    Records(Vec<Fields>),
}

/// A field as a page has it.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldEntry {
    /// The value.
    pub value: FieldValue,
    /// Where it is written; for an inherited one, in the original.
    pub place: Place,
    /// Whether the translation took it over.
    pub inherited: bool,
}

/// The fields of a page, by name.
pub type Fields = BTreeMap<String, FieldEntry>;

/// What reading a page's fields needs.
pub struct Reading<'a> {
    /// The kind of the page.
    pub kind: &'a Kind,
    /// The language of the text.
    pub language: &'a Language,
    /// The original's fields, for a translation.
    pub original: Option<&'a Fields>,
    /// The places of the site.
    pub places: &'a Places,
    /// The day of the run.
    pub today: Day,
}

/// Reads the fields of a document.
pub fn read(document: &Document, reading: &Reading<'_>, diags: &mut Diagnostics) -> Fields {
    let mut reader = Reader { path: &document.path, reading, diags };
    let table = reader.resolved(&document.front.table, &reading.kind.fields);
    let mut fields = reader.table(&table, &reading.kind.fields, reading.original);
    reader.unknown(&table, &reading.kind.fields);
    if document.front.whole {
        let head = Place::new(&document.path, first_line(document));
        reader.missing(&fields, &reading.kind.fields, &head);
        reader.untranslated(&fields, &head);
    }
    reader.order(&fields, &reading.kind.fields);
    reader.picture_needs_words(&fields, &reading.kind.fields, &Place::file(&document.path));
    repeat::expand(&mut fields, reading.today, diags);
    fields
}

impl FieldValue {
    /// Text, if it is text.
    pub fn text(&self) -> Option<&str> {
        if let FieldValue::Text(text) = self { Some(text) } else { None }
    }
}

/// The text of a field.
pub fn text<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.get(name).and_then(|f| f.value.text())
}

/// The day of a field; of a date-time its day.
pub fn day(fields: &Fields, name: &str) -> Option<Day> {
    match fields.get(name).map(|f| &f.value) {
        Some(FieldValue::Day(day)) => Some(*day),
        Some(FieldValue::Moment(moment)) => Some(moment.day()),
        _ => None,
    }
}

/// The number of a field.
pub fn number(fields: &Fields, name: &str) -> Option<f64> {
    if let Some(FieldValue::Number(n)) = fields.get(name).map(|f| &f.value) { Some(*n) } else { None }
}

/// Whether a yes-or-no field says yes.
pub fn flag(fields: &Fields, name: &str) -> Option<bool> {
    if let Some(FieldValue::Boolean(b)) = fields.get(name).map(|f| &f.value) { Some(*b) } else { None }
}

fn first_line(document: &Document) -> Range<usize> {
    let range = &document.front.range;
    let line = document.text[range.start..].find('\n').map_or(range.end, |i| range.start + i);
    range.start..line
}

struct Reader<'a> {
    path: &'a SourcePath,
    reading: &'a Reading<'a>,
    diags: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.path, range.clone())
    }

    fn label(field: &Field) -> (String, String) {
        (field.label.get("zh").to_string(), field.label.get("en").to_lowercase())
    }

    /// A table with the fields' own names; what is then there twice is told.
    fn resolved<'t>(&mut self, table: &'t Table, known: &[Field]) -> Cow<'t, Table> {
        let (resolved, twice) = names::resolve(table, known);
        for (entry, name) in twice {
            let key = &entry.key;
            let first = table.get(&name).or_else(|| resolved.get(&name)).map(|value| self.place(&value.range));
            let found = Diagnostic::new(
                &rules::FIELD_TWICE,
                self.place(&entry.key_range),
                text! { zh: "`{key}` 就是字段 `{name}`，已经写过了", en: "`{key}` is the field `{name}`, which is there already" },
            );
            self.diags.push(match first {
                Some(first) => found.related(first, text! { zh: "写在这里", en: "it is written here" }),
                None => found,
            });
        }
        resolved
    }

    /// The values of a table by the fields it may have; shared ones it lacks come from the original.
    fn table(&mut self, table: &Table, known: &[Field], original: Option<&Fields>) -> Fields {
        let mut fields = Fields::new();
        for field in known {
            let from_original = original.and_then(|o| o.get(&field.name));
            // A field that is left empty, as in a form, is not written.
            if let Some(entry) = table.entry(&field.name).filter(|entry| entry.value.data != Data::Empty) {
                if let Some(value) = self.value(field, &entry.value, from_original) {
                    let place = self.place(&entry.value.range);
                    fields.insert(field.name.clone(), FieldEntry { value, place, inherited: false });
                }
            } else if let Some(entry) = from_original
                && field.shared
            {
                fields.insert(field.name.clone(), FieldEntry { inherited: true, ..entry.clone() });
            }
        }
        fields
    }

    fn unknown(&mut self, table: &Table, known: &[Field]) {
        for entry in &table.entries {
            let key = &entry.key;
            if known.iter().any(|f| f.name == *key) {
                continue;
            }
            let (zh, en) = (self.reading.kind.name.get("zh"), self.reading.kind.name.get("en"));
            let names: Vec<&str> = known.iter().map(|f| f.name.as_str()).collect();
            let near = if key.is_ascii() { nearest(key, names.iter().copied()) } else { near_label(key, known) };
            let several: Vec<&str> = names::called(key, known).iter().map(|f| f.name.as_str()).collect();
            let all = names.join(", ");
            let found = Diagnostic::new(
                &rules::UNKNOWN_FIELD,
                self.place(&entry.key_range),
                text! { zh: "“{zh}”没有这个字段：`{key}`", en: "pages of the kind “{en}” have no field `{key}`" },
            );
            self.diags.push(match (several.as_slice(), near) {
                ([one, other, ..], _) => {
                    found.help(text! { zh: "是 `{one}` 还是 `{other}`？", en: "is it `{one}` or `{other}`?" })
                }
                (_, Some(name)) => found.help(text! { zh: "是不是要写 `{name}`？", en: "did you mean `{name}`?" }),
                (_, None) => found.help(text! { zh: "可以写的字段：{all}", en: "known fields: {all}" }),
            });
        }
    }

    fn missing(&mut self, fields: &Fields, known: &[Field], place: &Place) {
        for field in known.iter().filter(|f| f.required && !fields.contains_key(&f.name)) {
            let (zh, en) = Self::label(field);
            let name = &field.name;
            let example = written_example(field, &self.reading.language.key);
            let missing = Diagnostic::new(
                &rules::MISSING_FIELD,
                place.clone(),
                text! { zh: "缺少字段 `{name}`（{zh}）", en: "the field `{name}` ({en}) is missing" },
            )
            .help_if(example, |e| text! { zh: "加上一行，例如 `{e}`", en: "add a line such as `{e}`" });
            // A value that was written but could not be read has its own message.
            let written = self.diags.iter().any(|d| {
                d.rule.code != rules::UNKNOWN_FIELD.code
                    && d.place.as_ref().is_some_and(|p| p.path == *self.path)
                    && d.text.en.contains(&format!("`{name}`"))
            });
            if !written {
                self.diags.push(missing);
            }
        }
    }

    fn untranslated(&mut self, fields: &Fields, place: &Place) {
        let Some(original) = self.reading.original else { return };
        for field in self.reading.kind.fields.iter().filter(|f| !f.shared && !f.required) {
            // A picture without words is an error of its own.
            if field.name == "picture_alt" {
                continue;
            }
            if let Some(entry) = original.get(&field.name)
                && !fields.contains_key(&field.name)
                && !matches!(entry.value, FieldValue::Boolean(_))
            {
                let name = &field.name;
                let (zh, en) = Self::label(field);
                self.diags.push(
                    Diagnostic::new(
                        &rules::UNTRANSLATED_FIELD,
                        place.clone(),
                        text! { zh: "译文没有字段 `{name}`（{zh}），原文有", en: "the translation lacks the field `{name}` ({en}), the original has it" },
                    )
                    .related(entry.place.clone(), text! { zh: "原文写在这里", en: "the original has it here" }),
                );
            }
        }
        if self.reading.language.is_chinese() {
            return;
        }
        for entry in fields.values().filter(|e| e.inherited) {
            if let FieldValue::Place(PlaceRef::Named(name)) = &entry.value
                && crate::base::cjk::has_han(name)
            {
                self.diags.push(Diagnostic::new(
                    &rules::INHERITED_TEXT,
                    place.clone(),
                    text! { zh: "译文沿用了中文地名“{name}”", en: "the translation inherits the Chinese place name “{name}”" },
                ));
            }
        }
    }

    fn wrong_type(&mut self, field: &Field, value: &Value) {
        let (found_zh, found_en) = value.type_name();
        let Text { zh, en } = field.kind.expected();
        let name = &field.name;
        let typed = value.as_typed().map_or(String::new(), |t| format!(" `{t}`"));
        self.diags.push(Diagnostic::new(
            &rules::FIELD_TYPE,
            self.place(&value.range),
            text! {
                zh: "`{name}` 写的是{found_zh}{typed}，应为{zh}",
                en: "`{name}` is {found_en}{typed}, expected {en}"
            },
        ));
    }

    fn value(&mut self, field: &Field, value: &Value, original: Option<&FieldEntry>) -> Option<FieldValue> {
        match field.kind {
            FieldType::Text => self.text_value(field, value),
            FieldType::Date => self.day_value(field, value),
            FieldType::DateTime => self.moment_value(field, value),
            FieldType::Number => match value.data {
                #[allow(clippy::cast_precision_loss, reason = "numbers of pages and minutes are far below 2^53")]
                Data::Integer(n) => Some(FieldValue::Number(n as f64)),
                Data::Float(n) => Some(FieldValue::Number(n)),
                _ => match value.text().and_then(typed::number) {
                    Some(n) => Some(FieldValue::Number(n)),
                    None => self.refuse(field, value),
                },
            },
            FieldType::Boolean => match value.data {
                Data::Bool(b) => Some(FieldValue::Boolean(b)),
                _ => match value.text().and_then(typed::boolean) {
                    Some(b) => Some(FieldValue::Boolean(b)),
                    None => self.refuse(field, value),
                },
            },
            FieldType::Place => match value.text() {
                Some(name) => Some(FieldValue::Place(self.place_value(value, name))),
                None => self.refuse(field, value),
            },
            FieldType::Picture | FieldType::File => match value.text() {
                Some(file) => Some(FieldValue::File(file.to_string())),
                None => self.refuse(field, value),
            },
            FieldType::Choice => match value.text() {
                Some(id) => self.choice(field, value, id).map(FieldValue::Choice),
                None => self.refuse(field, value),
            },
            FieldType::List => self.list_value(field, value),
            FieldType::MarketDays => self.repeat_value(field, value),
            FieldType::Records => self.records_value(field, value, original),
        }
    }

    fn refuse(&mut self, field: &Field, value: &Value) -> Option<FieldValue> {
        self.wrong_type(field, value);
        None
    }

    fn text_value(&mut self, field: &Field, value: &Value) -> Option<FieldValue> {
        let Some(typed) = value.as_typed() else { return self.refuse(field, value) };
        let typed = typed.trim();
        if typed.is_empty() {
            if field.required {
                self.wrong_type(field, value);
            }
            return None;
        }
        let shown = if field.name == "title" { typed.replace('|', "") } else { typed.to_string() };
        let length = shown.chars().count();
        let key = &self.reading.language.key;
        let name = &field.name;
        let place = self.place(&value.range);
        if let Some(max) = field.max.get(key).filter(|max| length > *max) {
            let over = length - max;
            self.diags.push(Diagnostic::new(
                &rules::TEXT_LENGTH,
                place,
                text! { zh: "`{name}` 有 {length} 个字，最多 {max} 个，多了 {over} 个", en: "`{name}` has {length} characters, at most {max} fit: {over} too many" },
            ));
        } else if let Some(min) = field.min.get(key).filter(|min| length < *min) {
            self.diags.push(Diagnostic::new(
                &rules::TEXT_LENGTH,
                place,
                text! { zh: "`{name}` 只有 {length} 个字，至少要 {min} 个", en: "`{name}` has {length} characters, at least {min} are needed" },
            ));
        }
        Some(FieldValue::Text(typed.to_string()))
    }

    fn day_value(&mut self, field: &Field, value: &Value) -> Option<FieldValue> {
        let (Data::Text(typed) | Data::Date(typed)) = &value.data else { return self.refuse(field, value) };
        let written = typed.split(['T', ' ']).next().unwrap_or(typed);
        if let Some(day) = Day::parse(written) {
            return Some(FieldValue::Day(day));
        }
        match typed_date::read(typed) {
            Ok(typed) => Some(FieldValue::Day(typed.day)),
            Err(unclear) => self.unclear(field, value, typed, &unclear),
        }
    }

    fn moment_value(&mut self, field: &Field, value: &Value) -> Option<FieldValue> {
        let (Data::Text(typed) | Data::Date(typed)) = &value.data else { return self.refuse(field, value) };
        if let Some(moment) = Moment::parse(typed) {
            return Some(FieldValue::Moment(moment));
        }
        match typed_date::read(typed) {
            Ok(typed) => match typed.moment() {
                Some(moment) => Some(FieldValue::Moment(moment)),
                None => self.refuse(field, value),
            },
            Err(unclear) => self.unclear(field, value, typed, &unclear),
        }
    }

    /// A date that does not exist, one that may mean several days, and what is no date are three mistakes.
    fn unclear(&mut self, field: &Field, value: &Value, typed: &str, unclear: &Unclear) -> Option<FieldValue> {
        let place = self.place(&value.range);
        let name = &field.name;
        if matches!(unclear, Unclear::NoSuchDay | Unclear::NoSuchTime) {
            self.diags.push(Diagnostic::new(
                &rules::NO_SUCH_DAY,
                place,
                text! { zh: "`{name}`：没有 `{typed}` 这个日期或时刻", en: "`{name}`: there is no such day or time as `{typed}`" },
            ));
            return None;
        }
        match typed::unclear(field, typed, unclear, self.reading.today) {
            Some((text, helps)) => {
                let found = Diagnostic::new(&rules::UNCLEAR_DATE, place, text);
                self.diags.push(helps.into_iter().fold(found, Diagnostic::help));
                None
            }
            None => self.refuse(field, value),
        }
    }

    fn place_value(&mut self, value: &Value, name: &str) -> PlaceRef {
        if self.reading.places.get(name).is_some() {
            return PlaceRef::Known(name.to_string());
        }
        if name.is_ascii()
            && let Some(near) = nearest(name, self.reading.places.ids())
        {
            self.diags.push(
                Diagnostic::new(
                    &rules::UNKNOWN_PLACE,
                    self.place(&value.range),
                    text! { zh: "places.toml 里没有编号 `{name}`", en: "places.toml has no id `{name}`" },
                )
                .help(text! { zh: "是不是要写 `{near}`？", en: "did you mean `{near}`?" }),
            );
        }
        PlaceRef::Named(name.to_string())
    }

    fn choice(&mut self, field: &Field, value: &Value, id: &str) -> Option<String> {
        if let Some(id) = typed::choice(field, id) {
            return Some(id.clone());
        }
        let all = field.choices.join(", ");
        let near = nearest(id, field.choices.iter().map(String::as_str));
        let name = &field.name;
        let found = Diagnostic::new(
            &rules::UNKNOWN_CHOICE,
            self.place(&value.range),
            text! { zh: "`{name}` 里没有 `{id}` 这一项", en: "`{name}` has no choice `{id}`" },
        );
        self.diags.push(match near {
            Some(near) => found
                .help(text! { zh: "是不是要写 `{near}`？可选：{all}", en: "did you mean `{near}`? choices: {all}" }),
            None => found.help(text! { zh: "可选：{all}", en: "choices: {all}" }),
        });
        None
    }

    fn repeat_value(&mut self, field: &Field, value: &Value) -> Option<FieldValue> {
        let Some(typed) = value.text() else { return self.refuse(field, value) };
        match Rule::read(typed) {
            Ok(rule) => Some(FieldValue::Repeat(Repeat { rule, days: Vec::new() })),
            Err(why) => {
                let name = &field.name;
                let text = text! { zh: "`{name}`：读不懂“{typed}”", en: "`{name}`: cannot read “{typed}”" };
                self.diags.push(Diagnostic::new(&rules::REPEAT_RULE, self.place(&value.range), text).help(why));
                None
            }
        }
    }

    fn list_value(&mut self, field: &Field, value: &Value) -> Option<FieldValue> {
        let single = std::slice::from_ref(value);
        let items = match &value.data {
            Data::List(items) => items.as_slice(),
            Data::Text(_) => single,
            _ => return self.refuse(field, value),
        };
        let mut texts = Vec::new();
        if let (Some(text), false) = (value.text(), field.choices.is_empty()) {
            // Names of choices have no commas, so `横幅、展板` are two.
            let parts = text.split(typed::BETWEEN).map(str::trim).filter(|part| !part.is_empty());
            texts.extend(parts.filter_map(|part| self.choice(field, value, part)));
            return Some(FieldValue::Choices(texts));
        }
        for item in items {
            match item.as_typed() {
                Some(text) if field.choices.is_empty() => texts.push(text.trim().to_string()),
                Some(text) => texts.extend(self.choice(field, item, &text)),
                None => self.wrong_type(field, item),
            }
        }
        if texts.is_empty() && field.required {
            return self.refuse(field, value);
        }
        Some(if field.choices.is_empty() { FieldValue::List(texts) } else { FieldValue::Choices(texts) })
    }

    fn records_value(&mut self, field: &Field, value: &Value, original: Option<&FieldEntry>) -> Option<FieldValue> {
        let Some(items) = value.list() else { return self.refuse(field, value) };
        let originals = match original.map(|o| &o.value) {
            Some(FieldValue::Records(records)) if records.len() == items.len() => Some(records),
            _ => None,
        };
        if let Some(FieldValue::Records(records)) = original.map(|o| &o.value)
            && records.len() != items.len()
        {
            let (name, here, there) = (&field.name, items.len(), records.len());
            self.diags.push(Diagnostic::new(
                &rules::UNTRANSLATED_FIELD,
                self.place(&value.range),
                text! { zh: "`{name}` 译文有 {here} 组，原文有 {there} 组", en: "`{name}` has {here} entries here and {there} in the original" },
            ));
        }
        let mut records = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let Some(table) = item.table() else {
                self.wrong_type(field, item);
                continue;
            };
            let table = self.resolved(table, &field.records);
            let record = self.table(&table, &field.records, originals.map(|o| &o[i]));
            self.unknown(&table, &field.records);
            let place = self.place(&item.range);
            self.missing(&record, &field.records, &place);
            self.picture_needs_words(&record, &field.records, &place);
            records.push(record);
        }
        Some(FieldValue::Records(records))
    }

    fn order(&mut self, fields: &Fields, known: &[Field]) {
        for field in known {
            let Some(before) = &field.after else { continue };
            let (Some(end), Some(start)) = (fields.get(&field.name), fields.get(before)) else { continue };
            if end.inherited && start.inherited {
                continue;
            }
            let earlier = match (&end.value, &start.value) {
                (FieldValue::Moment(end), FieldValue::Moment(start)) => end < start,
                _ => matches!((day(fields, &field.name), day(fields, before)), (Some(e), Some(s)) if e < s),
            };
            if earlier {
                let name = &field.name;
                self.diags.push(
                    Diagnostic::new(
                        &rules::ORDER_OF_TIME,
                        end.place.clone(),
                        text! { zh: "`{name}` 早于 `{before}`", en: "`{name}` is before `{before}`" },
                    )
                    .related(start.place.clone(), text! { zh: "`{before}` 写在这里", en: "`{before}` is here" }),
                );
            }
        }
    }

    /// Each picture that a page or record has needs its words; `here` is told where the picture itself is the original's.
    fn picture_needs_words(&mut self, fields: &Fields, known: &[Field], here: &Place) {
        for field in known.iter().filter(|f| f.kind == FieldType::Picture) {
            let (name, alt) = (&field.name, format!("{}_alt", field.name));
            let Some(picture) = fields.get(name) else { continue };
            if fields.contains_key(&alt) || known.iter().all(|f| f.name != alt) {
                continue;
            }
            let place = if picture.inherited { here.clone() } else { picture.place.clone() };
            self.diags.push(Diagnostic::new(
                &rules::NO_ALT,
                place,
                text! { zh: "写了 `{name}`，缺少图片说明 `{alt}`", en: "`{name}` is given and `{alt}`, what it shows, is missing" },
            ));
        }
    }
}

/// The field whose Chinese name is nearest to the key.
fn near_label<'f>(key: &str, known: &'f [Field]) -> Option<&'f str> {
    let called = || known.iter().flat_map(|f| f.typed_names().filter(|n| !n.is_ascii()).map(|n| (n, f.name.as_str())));
    let near = nearest(key, called().map(|(name, _)| name))?;
    called().find(|(name, _)| *name == near).map(|(_, field)| field)
}

/// A line as it may be typed, if the kind gives an example.
fn written_example(field: &Field, key: &str) -> Option<String> {
    let example = field.example.get(key);
    if example.is_empty() {
        return None;
    }
    let name = &field.name;
    match field.kind {
        FieldType::Number | FieldType::Boolean | FieldType::Date => Some(format!("{name} = {example}")),
        FieldType::List => Some(format!("{name} = [\"{example}\"]")),
        FieldType::Records => None,
        FieldType::Text
        | FieldType::DateTime
        | FieldType::Place
        | FieldType::Picture
        | FieldType::File
        | FieldType::Choice
        | FieldType::MarketDays => Some(format!("{name} = \"{example}\"")),
    }
}
