//! What a letter, a notice, an event or a slogan is: data of the theme, `kinds/*.toml`.
//!
//! In: the kind files. Out: `Kind`s with their fields, types, limits, templates and posters.
//! Does not look at content; `site::field` reads pages by these tables.

use std::collections::BTreeMap;

use crate::base::config::Localized;
use crate::base::diag::{Diagnostic, Diagnostics, Text, nearest};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::base::toml;
use crate::base::value::{Table, Value};
use crate::source::{Content, Source};
use crate::text;

pub mod poster;

pub use self::poster::{Pages, Poster, Variant, With};

/// A kind of page.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its file name without extension: `notice`.
    pub id: String,
    /// The file it is written in.
    pub path: SourcePath,
    /// What one is called.
    pub name: Localized,
    /// What several are called.
    pub plural: Localized,
    /// The content folder whose pages are of this kind.
    pub folder: Option<String>,
    /// Whether it is the kind of a folder's own page (`_index.md`).
    pub index: bool,
    /// Its web template.
    pub template: String,
    /// How a section lists such pages.
    pub order: Order,
    /// Fields that cards of other pages show.
    pub card: Vec<String>,
    /// The languages in which its dates are told with the lunar date.
    pub lunar: Vec<String>,
    /// All fields, in the order of the file, the common ones first.
    pub fields: Vec<Field>,
    /// The sheets made of it.
    pub posters: Vec<Poster>,
    /// The name pattern of a new file: `{date}-{slug}`.
    pub new_file: String,
    /// The text a new file begins with.
    pub new_body: Localized,
}

/// How a section lists pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Newest `date` first.
    Date,
    /// What is still to come first, soonest first; then what is over, latest first.
    Start,
    /// By `weight`, then by file name.
    Weight,
    /// By title.
    Title,
}

/// A field of a kind.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its key in the front matter.
    pub name: String,
    /// What it holds.
    pub kind: FieldType,
    /// Whether a page must have it.
    pub required: bool,
    /// What people call it.
    pub label: Localized,
    /// What else they call it in front matter, in any language.
    pub also: Vec<String>,
    /// What to type.
    pub help: Localized,
    /// A value as it may be typed.
    pub example: Localized,
    /// Fewest characters.
    pub min: Limit,
    /// Most characters.
    pub max: Limit,
    /// The ids one may choose from; empty for free values.
    pub choices: Vec<String>,
    /// What the choices are called.
    pub names: BTreeMap<String, Localized>,
    /// Whether a translation takes it over from the original.
    pub shared: bool,
    /// The field of the same page that must not be later.
    pub after: Option<String>,
    /// The fields of each record.
    pub records: Vec<Field>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// Text.
    Text,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// An id of `content/places.toml` or the name of a place.
    Place,
    /// A picture file.
    Picture,
    /// A file to download.
    File,
    /// One of several ids.
    Choice,
    /// Several texts or ids.
    List,
    /// Days that return by a rule, such as 农历逢三、八.
    MarketDays,
    /// Several groups of fields.
    Records,
}

/// A number of characters that may differ by language.
#[derive(Clone, Debug, Default)]
pub struct Limit {
    any: Option<usize>,
    by_key: BTreeMap<String, usize>,
}

impl Kind {
    /// A kind with a title, a date and nothing else that is needed: what the plainest pages are if the theme does not say.
    pub fn plain(id: &str, index: bool, folder: Option<&str>, template: &str) -> Kind {
        let field = |name: &str, kind, required| Field {
            name: name.to_string(),
            kind,
            required,
            label: Localized::same(name),
            also: Vec::new(),
            help: Localized::default(),
            example: Localized::default(),
            min: Limit::default(),
            max: Limit::default(),
            choices: Vec::new(),
            names: BTreeMap::new(),
            shared: kind == FieldType::Date,
            after: None,
            records: Vec::new(),
        };
        Kind {
            id: id.to_string(),
            path: SourcePath::from("kinds"),
            name: Localized::same(id),
            plural: Localized::same(id),
            folder: folder.map(str::to_string),
            index,
            template: template.to_string(),
            order: Order::Weight,
            card: Vec::new(),
            lunar: Vec::new(),
            fields: vec![field("title", FieldType::Text, true), field("date", FieldType::Date, false)],
            posters: Vec::new(),
            new_file: "{slug}".to_string(),
            new_body: Localized::default(),
        }
    }
}

impl Field {
    /// Everything that may be typed for its key: its name, what it is called in Chinese and English, and what else it is called.
    pub fn typed_names(&self) -> impl Iterator<Item = &str> {
        let labels = ["zh", "en"].into_iter().map(|key| self.label.get(key));
        let also = self.also.iter().map(String::as_str);
        std::iter::once(self.name.as_str()).chain(labels).chain(also).filter(|name| !name.is_empty())
    }
}

impl Limit {
    /// The limit for a language.
    pub fn get(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied().or(self.any)
    }
}

impl FieldType {
    const ALL: [(&'static str, FieldType); 12] = [
        ("text", FieldType::Text),
        ("date", FieldType::Date),
        ("date-time", FieldType::DateTime),
        ("number", FieldType::Number),
        ("boolean", FieldType::Boolean),
        ("place", FieldType::Place),
        ("picture", FieldType::Picture),
        ("file", FieldType::File),
        ("choice", FieldType::Choice),
        ("list", FieldType::List),
        ("market-days", FieldType::MarketDays),
        ("records", FieldType::Records),
    ];

    /// What a writer should type, in words.
    pub fn expected(self) -> Text {
        match self {
            FieldType::Text => text! { zh: "文字 \"…\"", en: "text \"…\"" },
            FieldType::Date => text! { zh: "日期，写成 2026-11-28", en: "a date, written 2026-11-28" },
            FieldType::DateTime => {
                text! { zh: "日期和时间，写成 \"2026-11-28 19:30\"", en: "a date and time, written \"2026-11-28 19:30\"" }
            }
            FieldType::Number => text! { zh: "数字", en: "a number" },
            FieldType::Boolean => text! { zh: "true 或 false", en: "true or false" },
            FieldType::Place => {
                text! { zh: "places.toml 里的编号或地名 \"…\"", en: "an id of places.toml or a place's name \"…\"" }
            }
            FieldType::Picture => text! { zh: "图片文件名 \"….jpg\"", en: "the name of a picture file \"….jpg\"" },
            FieldType::File => text! { zh: "文件名 \"….docx\"", en: "the name of a file \"….docx\"" },
            FieldType::Choice => text! { zh: "可选的一项 \"…\"", en: "one of the choices \"…\"" },
            FieldType::List => text! { zh: "列表 [\"…\", \"…\"]", en: "a list [\"…\", \"…\"]" },
            FieldType::MarketDays => {
                text! { zh: "重复的日子，写成 \"农历逢三、八\"", en: "days that return, written \"农历逢三、八\"" }
            }
            FieldType::Records => {
                text! { zh: "若干组字段，每组以 [[字段名]] 开头", en: "groups of fields, each under [[name]]" }
            }
        }
    }
}

/// Reads all kind files; `common.toml` holds the fields that others extend.
pub fn read_all<'a>(files: impl Iterator<Item = &'a Source>, diags: &mut Diagnostics) -> BTreeMap<String, Kind> {
    let files: Vec<&Source> = files.collect();
    let mut common = Vec::new();
    let mut kinds = BTreeMap::new();
    for source in &files {
        if source.path.file_name() == "common.toml"
            && let Some(table) = table_of(source, diags)
        {
            common = Reader { path: &source.path, diags }.fields(&table);
        }
    }
    for source in files {
        let Some(id) = source.path.file_name().strip_suffix(".toml").filter(|id| *id != "common") else { continue };
        if let Some(table) = table_of(source, diags) {
            let kind = Reader { path: &source.path, diags }.kind(id, &table, &common);
            kinds.insert(id.to_string(), kind);
        }
    }
    kinds
}

fn table_of(source: &Source, diags: &mut Diagnostics) -> Option<Table> {
    let Content::Text(text) = &source.content else { return None };
    let (table, errors) = toml::read(text);
    for error in errors {
        diags.push(Diagnostic::new(&rules::THEME_FILE, Place::new(&source.path, error.range), error.text));
    }
    Some(table)
}

const KIND_KEYS: &[&str] =
    &["extends", "name", "plural", "folder", "index", "template", "order", "card", "lunar", "fields", "posters", "new"];
const FIELD_KEYS: &[&str] = &[
    "type", "required", "label", "also", "help", "example", "min", "max", "choices", "names", "shared", "after",
    "fields",
];

struct Reader<'a> {
    path: &'a SourcePath,
    diags: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn wrong(&mut self, value: &Value, text: Text) {
        self.diags.push(Diagnostic::new(&rules::THEME_FILE, Place::new(self.path, value.range.clone()), text));
    }

    fn only_known(&mut self, table: &Table, known: &[&str]) {
        for entry in &table.entries {
            if !known.contains(&entry.key.as_str()) {
                let key = &entry.key;
                let place = Place::new(self.path, entry.key_range.clone());
                let text = text! { zh: "不认识的字段 `{key}`", en: "unknown key `{key}`" };
                let near = nearest(key, known.iter().copied());
                self.diags.push(
                    Diagnostic::new(&rules::THEME_FILE, place, text)
                        .help_if(near, |name| text! { zh: "是不是要写 `{name}`？", en: "did you mean `{name}`?" }),
                );
            }
        }
    }

    fn localized(&mut self, table: &Table, key: &str) -> Localized {
        let Some(value) = table.get(key) else { return Localized::default() };
        Localized::of(value).unwrap_or_else(|| {
            self.wrong(value, text! { zh: "应为文字或按语言分写的文字", en: "expected text or text by language" });
            Localized::default()
        })
    }

    fn string(&mut self, table: &Table, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.text().map(str::to_string);
        if text.is_none() {
            self.wrong(value, text! { zh: "应为文字", en: "expected text" });
        }
        text
    }

    fn flag(&mut self, table: &Table, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        let flag = value.boolean();
        if flag.is_none() {
            self.wrong(value, text! { zh: "应为 true 或 false", en: "expected true or false" });
        }
        flag
    }

    fn strings(&mut self, table: &Table, key: &str) -> Vec<String> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let strings: Option<Vec<String>> =
            value.list().and_then(|l| l.iter().map(|v| v.text().map(str::to_string)).collect());
        strings.unwrap_or_else(|| {
            self.wrong(value, text! { zh: "应为文字的列表", en: "expected a list of texts" });
            Vec::new()
        })
    }

    fn limit(&mut self, table: &Table, key: &str) -> Limit {
        let Some(value) = table.get(key) else { return Limit::default() };
        let number = |v: &Value| v.integer().and_then(|n| usize::try_from(n).ok());
        if let Some(n) = number(value) {
            return Limit { any: Some(n), by_key: BTreeMap::new() };
        }
        let by_key: Option<BTreeMap<String, usize>> =
            value.table().and_then(|t| t.entries.iter().map(|e| Some((e.key.clone(), number(&e.value)?))).collect());
        by_key.map_or_else(
            || {
                self.wrong(value, text! { zh: "应为字数", en: "expected a number of characters" });
                Limit::default()
            },
            |by_key| Limit { any: None, by_key },
        )
    }

    fn kind(&mut self, id: &str, table: &Table, common: &[Field]) -> Kind {
        self.only_known(table, KIND_KEYS);
        let mut fields: Vec<Field> = if table.get("extends").is_some() { common.to_vec() } else { Vec::new() };
        for field in self.fields(table) {
            match fields.iter_mut().find(|f| f.name == field.name) {
                Some(before) => *before = field,
                None => fields.push(field),
            }
        }
        let new = table.get("new").and_then(Value::table).cloned().unwrap_or_default();
        self.only_known(&new, &["file", "body"]);
        let name = self.localized(table, "name");
        Kind {
            id: id.to_string(),
            path: self.path.clone(),
            plural: if table.get("plural").is_some() { self.localized(table, "plural") } else { name.clone() },
            name,
            folder: self.string(table, "folder"),
            index: self.flag(table, "index").unwrap_or(false),
            template: self.string(table, "template").unwrap_or_else(|| "page.html".to_string()),
            order: self.order(table),
            card: self.strings(table, "card"),
            lunar: self.strings(table, "lunar"),
            fields,
            posters: self.posters(table),
            new_file: self.string(&new, "file").unwrap_or_else(|| "{slug}".to_string()),
            new_body: self.localized(&new, "body"),
        }
    }

    fn order(&mut self, table: &Table) -> Order {
        match table.get("order").map(|v| (v, v.text())) {
            None | Some((_, Some("weight"))) => Order::Weight,
            Some((_, Some("date"))) => Order::Date,
            Some((_, Some("start"))) => Order::Start,
            Some((_, Some("title"))) => Order::Title,
            Some((value, _)) => {
                let text =
                    text! { zh: "应为 date、start、weight 或 title", en: "expected date, start, weight or title" };
                self.wrong(value, text);
                Order::Weight
            }
        }
    }

    fn fields(&mut self, table: &Table) -> Vec<Field> {
        let Some(inner) = table.get("fields").and_then(Value::table) else { return Vec::new() };
        let mut fields = Vec::new();
        for entry in &inner.entries {
            match entry.value.table() {
                Some(field) => fields.push(self.field(&entry.key, &entry.value, field)),
                None => {
                    self.wrong(&entry.value, text! { zh: "应为一段 [fields.…]", en: "expected a section [fields.…]" });
                }
            }
        }
        fields
    }

    fn field(&mut self, name: &str, value: &Value, table: &Table) -> Field {
        self.only_known(table, FIELD_KEYS);
        let typed = self.string(table, "type").unwrap_or_default();
        let kind = FieldType::ALL.iter().find(|(word, _)| *word == typed).map(|(_, kind)| *kind);
        if kind.is_none() {
            let known: Vec<&str> = FieldType::ALL.iter().map(|(word, _)| *word).collect();
            let (zh, en) = (known.join("、"), known.join(", "));
            self.wrong(
                value,
                text! { zh: "`{name}` 的 type 应为：{zh}", en: "the type of `{name}` must be one of: {en}" },
            );
        }
        let kind = kind.unwrap_or(FieldType::Text);
        let choices = self.strings(table, "choices");
        let shared = match kind {
            FieldType::Text | FieldType::Records => false,
            FieldType::List => !choices.is_empty(),
            FieldType::Date
            | FieldType::DateTime
            | FieldType::Number
            | FieldType::Boolean
            | FieldType::Place
            | FieldType::Picture
            | FieldType::File
            | FieldType::Choice
            | FieldType::MarketDays => true,
        };
        let names = table.get("names").and_then(Value::table).map_or_else(BTreeMap::new, |names| {
            names.entries.iter().filter_map(|e| Some((e.key.clone(), Localized::of(&e.value)?))).collect()
        });
        Field {
            name: name.to_string(),
            kind,
            required: self.flag(table, "required").unwrap_or(false),
            label: self.localized(table, "label"),
            also: self.strings(table, "also"),
            help: self.localized(table, "help"),
            example: self.localized(table, "example"),
            min: self.limit(table, "min"),
            max: self.limit(table, "max"),
            names,
            choices,
            shared: self.flag(table, "shared").unwrap_or(shared),
            after: self.string(table, "after"),
            records: self.fields(table),
        }
    }
}
