//! The text of a new page: its front matter with every field explained, and a body to begin with.
//!
//! In: a kind and a language. Out: Markdown with TOML front matter, which has no problem but what is marked as to be filled in.
//! Pure: `new` decides where it is written.

use std::fmt::Write as _;

use crate::base::date::Day;
use crate::base::lang::Language;
use crate::pinyin::Pinyin;
use crate::site::url;
use crate::theme::kind::{Field, FieldType, Kind};

/// What a new page is made from.
pub struct Form<'a> {
    /// Its kind.
    pub kind: &'a Kind,
    /// The language it is written in.
    pub language: &'a Language,
    /// Whether it is the original and no translation.
    pub is_original: bool,
    /// Its title, if there is one in this language.
    pub title: Option<&'a str>,
    /// The day it says it was written, if it says so.
    pub date: Option<Day>,
    /// Today.
    pub today: Day,
}

/// Longest name in a file name; a longer one is cut between words.
const SLUG: usize = 60;

/// Fields that a new page does not need to be told of: they are for later.
const LATER: [&str; 4] = ["slug", "aliases", "kind", "updated"];

/// The whole file.
pub fn text(form: &Form<'_>) -> String {
    let body = form.kind.new_body.get(&form.language.key);
    let body = if body.is_empty() { form.blank(form.pick("正文", "the text")) } else { body.trim().to_string() };
    front(form) + "\n" + &body + "\n"
}

/// The fields at the head of the file, between their two lines.
pub fn front(form: &Form<'_>) -> String {
    let mut out = String::from("+++\n");
    let fields = form.kind.fields.iter().filter(|f| form.writes(f));
    // Groups of fields stand last, because whatever follows them would belong to them.
    let (groups, plain): (Vec<&Field>, Vec<&Field>) = fields.partition(|f| f.kind == FieldType::Records);
    let (needed, optional): (Vec<&Field>, Vec<&Field>) =
        plain.into_iter().partition(|f| f.required || f.name == "draft");
    for field in needed {
        form.line(field, &mut out);
    }
    if !optional.is_empty() {
        let heading = form.pick(
            "# ── 以下可以不写；要写就去掉行首的 # ──",
            "# ── What follows may be left out; take away the # to use it ──",
        );
        writeln!(out, "\n{heading}").expect("a string takes every write");
    }
    for field in optional {
        form.line(field, &mut out);
    }
    for field in groups {
        form.group(field, &mut out);
    }
    out + "+++\n"
}

impl Form<'_> {
    /// Whether a field is written in this file: a translation takes over what is the same in all languages.
    fn writes(&self, field: &Field) -> bool {
        (self.is_original || !field.shared)
            && (field.required || field.name == "draft" || !LATER.contains(&&*field.name))
            && (self.is_original || field.name != "draft")
    }

    fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        if self.language.is_chinese() { zh } else { en }
    }

    /// Two weeks from now: a day that is still to come while the page is being written.
    fn soon(&self) -> Day {
        self.today.0.checked_add(jiff::Span::new().days(14)).map_or(self.today, Day)
    }

    /// A text that says it is none yet.
    fn blank(&self, what: &str) -> String {
        if self.language.is_chinese() { format!("（待填：{what}）") } else { format!("[to be filled in: {what}]") }
    }

    /// A comment and a line; the line is commented out too if the field may be left out.
    fn line(&self, field: &Field, out: &mut String) {
        let known = match field.name.as_str() {
            "title" => Some(self.title.map_or_else(|| quote(&self.blank(self.pick("标题", "title"))), quote)),
            "date" => Some(self.date.unwrap_or(self.today).0.to_string()),
            "draft" => Some("true".to_string()),
            _ => None,
        };
        if field.name != "title" {
            writeln!(out, "{}", self.comment(field)).expect("a string takes every write");
        }
        let off = if field.required || known.is_some() { "" } else { "# " };
        let value = known.unwrap_or_else(|| self.value(field));
        writeln!(out, "{off}{} = {value}", field.name).expect("a string takes every write");
    }

    /// A group of fields with one entry.
    fn group(&self, field: &Field, out: &mut String) {
        let off = if field.required { "" } else { "# " };
        write!(out, "\n{}\n{off}[[{}]]\n", self.comment(field), field.name).expect("a string takes every write");
        for inner in &field.records {
            let off = if field.required && inner.required { "" } else { "# " };
            let line = format!("{off}{} = {}", inner.name, self.value(inner));
            writeln!(out, "{line}  # {}", inner.label.get(&self.language.key)).expect("a string takes every write");
        }
    }

    /// What a field is for: `# 地点（必填）：places.toml 里的代号，或直接写地点`.
    fn comment(&self, field: &Field) -> String {
        let key = &self.language.key;
        let (label, help) = (field.label.get(key), field.help.get(key));
        let needed = if field.required { self.pick("（必填）", " (needed)") } else { "" };
        let mut text = format!("# {label}{needed}");
        if !help.is_empty() {
            text = format!("{text}{}{help}", self.pick("：", ": "));
        }
        if !field.choices.is_empty() {
            let choices: Vec<String> = field
                .choices
                .iter()
                .map(|id| match field.names.get(id) {
                    Some(name) => format!("{id} {}", name.get(key)),
                    None => id.clone(),
                })
                .collect();
            text = format!("{text}{}{}", self.pick("；可选：", "; one of: "), choices.join(self.pick("、", ", ")));
        }
        text.replace('\n', " ")
    }

    /// A value of the field's type: something to be replaced, or an example where only a real value has the form.
    fn value(&self, field: &Field) -> String {
        let key = &self.language.key;
        let example = field.example.get(key);
        let label = field.label.get(key);
        let choice = || field.choices.first().map(|c| quote(c));
        match field.kind {
            FieldType::Text | FieldType::Place => quote(&self.blank(label)),
            FieldType::Date if example.is_empty() => self.today.0.to_string(),
            FieldType::Date => example.to_string(),
            FieldType::DateTime => {
                quote(&format!("{} {}", self.soon().0, example.split_once(' ').map_or("19:30", |(_, time)| time)))
            }
            FieldType::Number => {
                if example.is_empty() {
                    "1".to_string()
                } else {
                    example.to_string()
                }
            }
            FieldType::Boolean => "true".to_string(),
            FieldType::Picture | FieldType::File => {
                quote(if example.is_empty() { self.pick("文件名", "file-name") } else { example })
            }
            FieldType::Choice => choice().unwrap_or_else(|| quote(example)),
            FieldType::MarketDays => quote(example),
            FieldType::List => format!("[{}]", choice().unwrap_or_else(|| quote(&self.blank(label)))),
            FieldType::Records => "[]".to_string(),
        }
    }
}

/// A TOML string.
fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => write!(out, "\\u{:04X}", u32::from(c)).expect("a string takes every write"),
            c => out.push(c),
        }
    }
    out + "\""
}

/// A name for files and addresses: `关于过节的通知` is `guanyu-guojie-de-tongzhi`.
///
/// Chinese is written in pinyin by words, letters and digits stay, all else separates. Empty if nothing can be read.
pub fn slug(pinyin: &Pinyin, title: &str) -> String {
    url::joined(&pinyin.words(&title.replace('_', " ")), SLUG)
}
