//! The terms of a site: `content/terms.toml`, so that every page says a thing by the same name in each language.
//!
//! In: the file's text and the languages of the site. Out: the terms in the order of the file, what finds them in a text, and every
//! mistake in the file. Does not judge pages; `check::terms` does.

mod find;

use std::collections::BTreeMap;

pub use self::find::Found;
use self::find::{Finder, stems};
use crate::base::config::Localized;
use crate::base::diag::{Diagnostic, Diagnostics, nearest};
use crate::base::lang::Language;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rule::Rule;
use crate::base::rules;
use crate::base::toml;
use crate::base::value::{Entry, Table, Value};
use crate::text;

/// The language that terms are terms of.
pub const CHINESE: &str = "zh";

/// Fewest characters of a Chinese word that is looked for in texts: 条, 款 and 项 stand everywhere and mean something else mostly.
const FEWEST: usize = 2;

/// A term.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id: the name of its section in the file, and its anchor in the glossary.
    pub id: String,
    /// What sort of word it is.
    pub kind: TermKind,
    /// How each language says it, by key; Chinese is always there.
    pub words: BTreeMap<String, Renderings>,
    /// What it means, in one or two sentences, by language.
    pub explain: BTreeMap<String, String>,
    /// Where the renderings come from.
    pub source: Localized,
    /// How the Chinese is read, where that matters.
    pub pinyin: Option<String>,
    /// The strokes of its first character, where the tables count them otherwise.
    pub strokes: Option<u32>,
    /// Whether translations are held to it.
    pub check: bool,
    /// Whether running text explains it where it first stands.
    pub mark: bool,
}

/// What sort of word a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// A word of everyday or official language.
    Word,
    /// The title of a law or regulation.
    Law,
    /// A body.
    Body,
    /// A programme, campaign or event.
    Programme,
}

/// How one language says a term.
#[derive(Clone, Debug, Default)]
pub struct Renderings {
    /// The official form.
    pub official: String,
    /// A shorter one.
    pub short: Option<String>,
    /// Further ones that are accepted.
    pub also: Vec<String>,
    /// All of them as `rendered` compares them.
    compared: Vec<String>,
}

/// All terms of the site.
#[derive(Default)]
pub struct Terms {
    /// In the order of the file.
    pub list: Vec<Term>,
    finders: BTreeMap<String, Finder>,
}

impl TermKind {
    const ALL: [(&'static str, TermKind); 4] = [
        ("word", TermKind::Word),
        ("law", TermKind::Law),
        ("body", TermKind::Body),
        ("programme", TermKind::Programme),
    ];

    /// As it stands in the file.
    pub fn name(self) -> &'static str {
        match self {
            TermKind::Word => "word",
            TermKind::Law => "law",
            TermKind::Body => "body",
            TermKind::Programme => "programme",
        }
    }
}

impl Renderings {
    fn new(official: String, short: Option<String>, also: Vec<String>) -> Renderings {
        let mut renderings = Renderings { official, short, also, compared: Vec::new() };
        renderings.compared = renderings.all().map(stems).collect();
        renderings
    }

    /// All forms, the official one first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let official = Some(self.official.as_str()).filter(|o| !o.is_empty());
        official.into_iter().chain(self.short.as_deref()).chain(self.also.iter().map(String::as_str))
    }
}

impl Term {
    /// The word under which a language lists it: of a law the short title, else the official form. None if the language has none.
    pub fn headword(&self, key: &str) -> Option<&str> {
        let renderings = self.words.get(key)?;
        let short = renderings.short.as_deref().filter(|_| self.kind == TermKind::Law && key != CHINESE);
        short.or(Some(renderings.official.as_str())).filter(|word| !word.is_empty())
    }
}

impl Terms {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The terms that stand in a text of the language `key`, in order, the longest where several begin or overlap.
    pub fn in_text<'a>(&'a self, key: &str, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        self.finders.get(key).into_iter().flat_map(|finder| finder.find(text))
    }

    /// A text in the form in which renderings are looked for.
    pub fn compared(text: &str) -> String {
        stems(text)
    }

    /// Whether a text, in the form of `compared`, says the term in the language `key`; of a language that has no word for it,
    /// nothing is asked.
    pub fn is_said(term: &Term, key: &str, compared: &str) -> bool {
        term.words.get(key).is_none_or(|renderings| find::says(compared, &renderings.compared))
    }
}

/// Reads `content/terms.toml`.
pub fn read(path: &SourcePath, source: &str, languages: &[Language], diags: &mut Diagnostics) -> Terms {
    let (table, errors) = toml::read(source);
    for error in errors {
        // An id in Chinese is no TOML, and C112 says better what to write.
        if !table.entries.iter().any(|e| error.contained && e.key_range == error.range && !is_id(&e.key)) {
            diags.push(Diagnostic::new(&rules::CONFIG_SYNTAX, Place::new(path, error.range), error.text));
        }
    }
    let mut reader = Reader { path, languages, diags };
    let list: Vec<Term> = table.entries.iter().filter_map(|entry| reader.term(entry)).collect();
    reader.twice(&table, &list);
    let mut finders = BTreeMap::new();
    for language in languages {
        let key = language.key.as_str();
        finders.insert(key.to_string(), if key == CHINESE { chinese(&list) } else { other(&list, key) });
    }
    Terms { list, finders }
}

fn chinese(list: &[Term]) -> Finder {
    let mut forms = Vec::new();
    for (index, term) in list.iter().enumerate() {
        for form in term.words.get(CHINESE).into_iter().flat_map(Renderings::all) {
            if form.chars().count() >= FEWEST {
                forms.push((index, form.to_string()));
                if term.kind == TermKind::Law {
                    forms.push((index, format!("{STATE}{form}")));
                }
            }
        }
    }
    Finder::chinese(forms)
}

/// How the full title of a national law begins.
pub const STATE: &str = "中华人民共和国";

fn other(list: &[Term], key: &str) -> Finder {
    let mut forms = Vec::new();
    for (index, term) in list.iter().enumerate() {
        let Some(renderings) = term.words.get(key) else { continue };
        forms.push((index, renderings.official.clone()));
        forms.extend(renderings.short.iter().map(|short| (index, short.clone())));
    }
    forms.retain(|(_, form)| !form.is_empty());
    Finder::spaced(forms)
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

const KEYS: [&str; 8] = ["kind", "explain", "source", "pinyin", "strokes", "check", "mark", "zh"];

struct Reader<'a> {
    path: &'a SourcePath,
    languages: &'a [Language],
    diags: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn at(&self, rule: &'static Rule, range: &std::ops::Range<usize>, text: crate::base::diag::Text) -> Diagnostic {
        Diagnostic::new(rule, Place::new(self.path, range.clone()), text)
    }

    fn wrong(&mut self, value: &Value, expected_zh: &str, expected_en: &str) {
        let (zh, en) = value.type_name();
        let found = self.at(
            &rules::TERM_VALUE,
            &value.range,
            text! { zh: "这里写的是{zh}，应为{expected_zh}", en: "this is {en}, expected {expected_en}" },
        );
        self.diags.push(found);
    }

    fn term(&mut self, entry: &Entry) -> Option<Term> {
        let id = entry.key.as_str();
        let Some(table) = entry.value.table() else {
            self.wrong(&entry.value, "一段 `[编号]`", "a section `[id]`");
            return None;
        };
        if !is_id(id) {
            let found = self.at(
                &rules::TERM_ID,
                &entry.key_range,
                text! { zh: "编号 `{id}` 不能用作锚点", en: "the id `{id}` cannot be an anchor" },
            );
            let fit = super::url::part(&crate::pinyin::Pinyin::default(), id);
            self.diags.push(found.help(text! { zh: "可以写 `[{fit}]`", en: "`[{fit}]` would do" }));
            return None;
        }
        let names = self.known(table);
        let mut words = BTreeMap::new();
        for key in names {
            let renderings = Renderings::new(
                self.text(table, &key).unwrap_or_default(),
                self.text(table, &format!("{key}_short")),
                self.texts(table, &format!("{key}_also")),
            );
            if renderings.all().next().is_some() {
                words.insert(key, renderings);
            }
        }
        if words.get(CHINESE).is_none_or(|r| r.official.is_empty()) {
            let found = self.at(
                &rules::TERM_VALUE,
                &entry.key_range,
                text! { zh: "术语 `{id}` 没有中文", en: "the term `{id}` has no Chinese" },
            );
            self.diags.push(
                found.help(text! { zh: "加上一行，例如 `zh = \"普法\"`", en: "add a line such as `zh = \"普法\"`" }),
            );
            return None;
        }
        Some(Term {
            id: id.to_string(),
            kind: self.kind(table),
            words,
            explain: self.by_language(table, "explain"),
            source: self.source(table),
            pinyin: self.text(table, "pinyin"),
            strokes: self.strokes(table),
            check: self.flag(table, "check"),
            mark: self.flag(table, "mark"),
        })
    }

    /// The languages whose words the section may hold; tells of keys that mean nothing.
    fn known(&mut self, table: &Table) -> Vec<String> {
        let mut languages: Vec<String> = self.languages.iter().map(|l| l.key.clone()).collect();
        // A term base may know more languages than the site has pages in.
        for key in [CHINESE, "en"] {
            if !languages.iter().any(|l| l == key) {
                languages.push(key.to_string());
            }
        }
        let words = languages.iter().flat_map(|l| [l.clone(), format!("{l}_short"), format!("{l}_also")]);
        let known: Vec<String> = words.chain(KEYS.iter().map(ToString::to_string)).collect();
        for entry in table.entries.iter().filter(|e| !known.contains(&e.key)) {
            let key = &entry.key;
            let near = nearest(key, known.iter().map(String::as_str));
            let found = self.at(
                &rules::TERM_KEY,
                &entry.key_range,
                text! { zh: "术语没有这一项：`{key}`", en: "a term has no such key: `{key}`" },
            );
            let all = KEYS[..KEYS.len() - 1].join(", ");
            self.diags.push(match near {
                Some(name) => found.help(text! { zh: "是不是要写 `{name}`？", en: "did you mean `{name}`?" }),
                None => found.help(text! {
                    zh: "可以写的有：{all}，以及各语言的 zh, zh_short, zh_also, en, en_short, en_also",
                    en: "known here: {all}, and by language zh, zh_short, zh_also, en, en_short, en_also"
                }),
            });
        }
        languages
    }

    fn text(&mut self, table: &Table, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.text().map(|t| t.trim().to_string());
        if text.is_none() {
            self.wrong(value, "文字", "text");
        }
        text.filter(|t| !t.is_empty())
    }

    fn texts(&mut self, table: &Table, key: &str) -> Vec<String> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let texts: Option<Vec<String>> =
            value.list().and_then(|l| l.iter().map(|v| v.text().map(|t| t.trim().to_string())).collect());
        match texts {
            Some(texts) => texts.into_iter().filter(|t| !t.is_empty()).collect(),
            None => {
                self.wrong(value, "列表 `[\"…\", \"…\"]`", "a list `[\"…\", \"…\"]`");
                Vec::new()
            }
        }
    }

    fn kind(&mut self, table: &Table) -> TermKind {
        let Some(value) = table.get("kind") else { return TermKind::Word };
        let typed = value.text().unwrap_or_default();
        if let Some((_, kind)) = TermKind::ALL.iter().find(|(name, _)| *name == typed) {
            return *kind;
        }
        let names = TermKind::ALL.map(|(name, _)| name);
        let near = nearest(typed, names);
        let (zh, en) = (names.join("、"), names.join(", "));
        let found = self
            .at(&rules::TERM_VALUE, &value.range, text! { zh: "`kind` 应为：{zh}", en: "`kind` must be one of: {en}" })
            .help_if(near, |n| text! { zh: "是不是要写 `{n}`？", en: "did you mean `{n}`?" });
        self.diags.push(found);
        TermKind::Word
    }

    fn by_language(&mut self, table: &Table, key: &str) -> BTreeMap<String, String> {
        let Some(value) = table.get(key) else { return BTreeMap::new() };
        let texts = value.table().and_then(|inner| {
            inner.entries.iter().map(|e| Some((e.key.clone(), e.value.text()?.trim().to_string()))).collect()
        });
        texts.unwrap_or_else(|| {
            self.wrong(
                value,
                "按语言分写的文字 `{ zh = \"…\", en = \"…\" }`",
                "text by language `{ zh = \"…\", en = \"…\" }`",
            );
            BTreeMap::new()
        })
    }

    fn source(&mut self, table: &Table) -> Localized {
        let Some(value) = table.get("source") else { return Localized::default() };
        Localized::of(value).unwrap_or_else(|| {
            self.wrong(
                value,
                "文字，或按语言分写的文字 `{ zh = \"…\", en = \"…\" }`",
                "text, or text by language `{ zh = \"…\", en = \"…\" }`",
            );
            Localized::default()
        })
    }

    fn strokes(&mut self, table: &Table) -> Option<u32> {
        let value = table.get("strokes")?;
        let strokes = value.integer().and_then(|n| u32::try_from(n).ok()).filter(|n| (1..=64).contains(n));
        if strokes.is_none() {
            self.wrong(value, "首字的笔画数", "the number of strokes of the first character");
        }
        strokes
    }

    /// A yes-or-no key; yes if it is left out.
    fn flag(&mut self, table: &Table, key: &str) -> bool {
        let Some(value) = table.get(key) else { return true };
        let flag = value.boolean();
        if flag.is_none() {
            self.wrong(value, "true 或 false", "true or false");
        }
        flag.unwrap_or(true)
    }

    /// Tells of Chinese words that two terms claim.
    fn twice(&mut self, table: &Table, list: &[Term]) {
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        for term in list {
            for form in term.words.get(CHINESE).into_iter().flat_map(Renderings::all) {
                let Some(before) = first.insert(form, &term.id).filter(|before| *before != term.id) else { continue };
                let Some(entry) = table.entry(&term.id) else { continue };
                let found = self.at(
                    &rules::TERM_TWICE,
                    &entry.key_range,
                    text! { zh: "“{form}”在 `{before}` 里已经有了", en: "`{before}` has “{form}” already" },
                );
                self.diags.push(match table.entry(before) {
                    Some(before) => found.related(
                        Place::new(self.path, before.key_range.clone()),
                        text! { zh: "先写在这里", en: "it stands here first" },
                    ),
                    None => found,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests;
