//! The site's settings: `pufa.toml`, each key checked and known by its place.
//!
//! In: the text of `pufa.toml`. Out: `Config` and all its problems; what is missing gets the plainest value so that the run can go on.
//! Does not look at content: whether a menu entry leads to a page is for `site` to say. Longer than other files: one function a setting.

use std::collections::BTreeMap;

use crate::base::diag::{Diagnostic, Diagnostics, Severity, nearest};
use crate::base::lang::{self, Language};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::base::toml;
use crate::base::value::{Data, Table, Value};
use crate::text;

mod print;

pub use self::print::PrintSettings;

/// A text that may differ by language; one written once holds for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized {
    any: Option<String>,
    by_key: BTreeMap<String, String>,
}

/// Somebody to call.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The number, as dialled.
    pub number: String,
    /// Whose it is.
    pub name: Localized,
    /// What it is for.
    pub usage: Localized,
}

/// Numbers that the law wants at the foot of a government site; none is ever made up.
#[derive(Clone, Debug, Default)]
pub struct Filing {
    /// ICP filing number.
    pub icp: Option<String>,
    /// Public-security filing number.
    pub police: Option<String>,
    /// Identification code of a government website.
    pub site_id: Option<String>,
}

/// An entry of the menu.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// The source file it leads to, under `content/`: `notices/_index.md`.
    pub page: String,
    /// Where that is written.
    pub place: Place,
    /// Its words; the page's title if none are given.
    pub name: Localized,
    /// The languages whose menu has it; empty means all.
    pub languages: Vec<String>,
}

/// Which traditional characters a text is converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// OpenCC's own standard, of no region.
    Plain,
    /// As Taiwan writes them.
    Taiwan,
    /// As Hong Kong writes them.
    HongKong,
}

impl Variant {
    fn of_name(name: &str) -> Option<Variant> {
        match name {
            "t" => Some(Variant::Plain),
            "tw" => Some(Variant::Taiwan),
            "hk" => Some(Variant::HongKong),
            _ => None,
        }
    }
}

/// How the site reads a word.
#[derive(Clone, Debug)]
pub struct WordReading {
    /// The word, in Han characters.
    pub word: String,
    /// What is typed as its pinyin.
    pub typed: String,
    /// Where that is written.
    pub place: Place,
}

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// `pufa.toml`.
    pub path: SourcePath,
    /// The site's name.
    pub title: Localized,
    /// One sentence on what the site is.
    pub description: Localized,
    /// Where the site will stand, always with a closing slash: `https://pufa.example.org/`.
    pub base_url: String,
    /// The languages, the default one first; never empty.
    pub languages: Vec<Language>,
    /// Whether the settings name the languages; if not, only those that some file is written in are used.
    pub languages_given: bool,
    /// The body that signs.
    pub issuer: Localized,
    /// Numbers to call, shown on every page and sheet.
    pub contacts: Vec<Contact>,
    /// Filing numbers.
    pub filing: Filing,
    /// The menu; empty means: the sections, in their order.
    pub menu: Vec<MenuEntry>,
    /// The variant of the traditional tree, if there is one.
    pub traditional: Option<Variant>,
    /// Pages of a list before it is broken into several.
    pub page_size: usize,
    /// How sheets are printed.
    pub print: PrintSettings,
    /// How grave it is that an original has changed since its translation was confirmed.
    pub stale: Severity,
    /// How words are read in addresses and file names, over what the program knows.
    pub pinyin: Vec<WordReading>,
}

impl Localized {
    /// A text that is the same in all languages.
    pub fn same(text: &str) -> Self {
        Localized { any: Some(text.to_string()), by_key: BTreeMap::new() }
    }

    /// A text in Chinese and English.
    pub fn zh_en(zh: &str, en: &str) -> Self {
        let by_key = [("zh".to_string(), zh.to_string()), ("en".to_string(), en.to_string())];
        Localized { any: None, by_key: by_key.into() }
    }

    /// The text for a language: its own, else the one for all, else that of a language that stands in, else any, else nothing.
    pub fn get(&self, key: &str) -> &str {
        self.by_key
            .get(key)
            .or(self.any.as_ref())
            .or_else(|| lang::stand_ins(key).find_map(|other| self.by_key.get(other)))
            .or_else(|| self.by_key.values().next_back())
            .map_or("", String::as_str)
    }

    /// Whether a language has a text of its own, or one is written for all.
    pub fn has(&self, key: &str) -> bool {
        self.any.is_some() || self.by_key.contains_key(key)
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.any.is_none() && self.by_key.is_empty()
    }

    /// Reads a text or a table of texts by language.
    pub fn of(value: &Value) -> Option<Localized> {
        match &value.data {
            Data::Text(text) => Some(Localized::same(text)),
            Data::Table(table) => {
                let by_key = table.entries.iter().map(|e| Some((e.key.clone(), e.value.text()?.to_string())));
                Some(Localized { any: None, by_key: by_key.collect::<Option<_>>()? })
            }
            Data::Integer(_) | Data::Float(_) | Data::Bool(_) | Data::Date(_) | Data::Empty | Data::List(_) => None,
        }
    }
}

impl MenuEntry {
    /// Whether the menu of a language has it.
    pub fn is_for(&self, key: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|language| language == key)
    }
}

impl Config {
    /// The path that `source` of `pufa.toml` under `base_url` has on its host, with slashes at both ends: `/` or `/sub/`.
    pub fn base_path(&self) -> String {
        let after = self.base_url.split_once("://").map_or(&*self.base_url, |(_, rest)| rest);
        after.find('/').map_or("/".to_string(), |i| after[i..].to_string())
    }

    /// The host of the address: `pufa.example.org`.
    pub fn host(&self) -> &str {
        let after = self.base_url.split_once("://").map_or(&*self.base_url, |(_, rest)| rest);
        after.split('/').next().unwrap_or(after)
    }

    /// The default language.
    pub fn default_language(&self) -> &Language {
        &self.languages[0]
    }
}

const KEYS: &[&str] = &[
    "title",
    "description",
    "base_url",
    "languages",
    "issuer",
    "contacts",
    "filing",
    "menu",
    "page_size",
    "print",
    "translation",
    "pinyin",
    "traditional",
];

/// Reads the settings; every problem goes to `diags`.
pub fn read(path: &SourcePath, source: &str, diags: &mut Diagnostics) -> Config {
    let (table, errors) = toml::read(source);
    for error in errors {
        diags.push(Diagnostic::new(&rules::CONFIG_SYNTAX, Place::new(path, error.range), error.text));
    }
    let mut reader = Reader { path, diags };
    reader.only_known(&table, KEYS, "");
    let mut languages = reader.languages(&table);
    let traditional = reader.traditional(&table, &mut languages);
    let config = Config {
        path: path.clone(),
        title: reader.required(&table, "title", "title = \"津城普法\""),
        description: reader.localized(&table, "description"),
        base_url: reader.base_url(&table),
        languages: languages.clone(),
        languages_given: table.get("languages").is_some_and(|value| language_keys(value).is_some()),
        issuer: reader.localized(&table, "issuer"),
        contacts: reader.contacts(&table),
        filing: reader.filing(&table),
        menu: reader.menu(&table, &languages),
        traditional,
        page_size: reader.page_size(&table),
        print: reader.print(&table),
        stale: reader.stale(&table),
        pinyin: reader.pinyin(&table),
    };
    reader.languages_of(&table, &config);
    config
}

/// Reads the settings, and tells what is wrong in them.
struct Reader<'a> {
    path: &'a SourcePath,
    diags: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn place(&self, range: &std::ops::Range<usize>) -> Place {
        Place::new(self.path, range.clone())
    }

    fn only_known(&mut self, table: &Table, known: &[&str], of: &str) {
        for entry in &table.entries {
            if known.contains(&entry.key.as_str()) {
                continue;
            }
            let key = &entry.key;
            let found = Diagnostic::new(
                &rules::UNKNOWN_SETTING,
                self.place(&entry.key_range),
                text! { zh: "不认识的设置：`{of}{key}`", en: "unknown setting: `{of}{key}`" },
            );
            let known_list = known.join("、");
            let near = nearest(key, known.iter().copied());
            self.diags.push(match near {
                Some(name) => found.help(text! { zh: "是不是要写 `{name}`？", en: "did you mean `{name}`?" }),
                None => found.help(text! { zh: "可以写的有：{known_list}"; en: "known here: {}", known.join(", ") }),
            });
        }
    }

    fn wrong(&mut self, value: &Value, expected_zh: &str, expected_en: &str) {
        let (zh, en) = value.type_name();
        self.diags.push(Diagnostic::new(
            &rules::SETTING_TYPE,
            self.place(&value.range),
            text! { zh: "这里写的是{zh}，应为{expected_zh}", en: "this is {en}, expected {expected_en}" },
        ));
    }

    fn required(&mut self, table: &Table, key: &str, example: &str) -> Localized {
        if table.get(key).is_none() {
            self.missing(key, example);
        }
        self.localized(table, key)
    }

    fn missing(&mut self, key: &str, example: &str) {
        self.diags.push(
            Diagnostic::new(
                &rules::MISSING_SETTING,
                Place::file(self.path),
                text! { zh: "缺少设置 `{key}`", en: "the setting `{key}` is missing" },
            )
            .help(text! { zh: "加上一行，例如 `{example}`", en: "add a line such as `{example}`" }),
        );
    }

    fn localized(&mut self, table: &Table, key: &str) -> Localized {
        let Some(value) = table.get(key) else { return Localized::default() };
        Localized::of(value).unwrap_or_else(|| {
            self.wrong(
                value,
                "文字，或按语言分写的文字 `{ zh = \"…\", en = \"…\" }`",
                "text, or text by language `{ zh = \"…\", en = \"…\" }`",
            );
            Localized::default()
        })
    }

    fn text(&mut self, table: &Table, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.as_typed();
        if text.is_none() {
            self.wrong(value, "文字", "text");
        }
        text
    }

    fn base_url(&mut self, table: &Table) -> String {
        let fallback = "http://localhost/".to_string();
        let Some(value) = table.get("base_url") else {
            self.missing("base_url", "base_url = \"https://pufa.example.org/\"");
            return fallback;
        };
        match value.text().map(check_base_url) {
            Some(Some(url)) => url,
            Some(None) | None => {
                self.wrong_url(value);
                fallback
            }
        }
    }

    fn wrong_url(&mut self, value: &Value) {
        let found = value.as_typed().unwrap_or_default();
        self.diags.push(Diagnostic::new(
            &rules::SETTING_TYPE,
            self.place(&value.range),
            text! {
                zh: "`{found}` 不是完整的网址，应为 `https://` 或 `http://` 开头的地址",
                en: "`{found}` is not a full address, expected one that begins with `https://` or `http://`"
            },
        ));
    }

    fn languages(&mut self, table: &Table) -> Vec<Language> {
        let default = || vec![Language::of_key("zh"), Language::of_key("en")];
        let Some(value) = table.get("languages") else { return default() };
        match language_keys(value) {
            Some(keys) => {
                let mut languages: Vec<Language> = Vec::new();
                for key in keys {
                    if languages.iter().all(|l| l.key != key) {
                        languages.push(Language::of_key(key));
                    }
                }
                languages
            }
            None => {
                self.wrong(value, "语言的列表 `[\"zh\", \"en\"]`", "a list of languages `[\"zh\", \"en\"]`");
                default()
            }
        }
    }

    /// Tables by language may only name languages of the site, and should name the first two.
    fn languages_of(&mut self, table: &Table, config: &Config) {
        let keys: Vec<&str> = config.languages.iter().map(|l| l.key.as_str()).collect();
        for name in ["title", "description", "issuer"] {
            if let Some(inner) = table.get(name).and_then(Value::table) {
                self.only_known(inner, &keys, &format!("{name}."));
            }
            self.translated(table, name, config);
        }
        for entry in self.tables_quietly(table, "contacts") {
            self.translated(entry, "name", config);
            self.translated(entry, "use", config);
        }
        for entry in self.tables_quietly(table, "menu") {
            self.translated(entry, "name", config);
        }
    }

    fn tables_quietly<'t>(&self, table: &'t Table, key: &str) -> Vec<&'t Table> {
        let rows = table.get(key).and_then(Value::list).unwrap_or_default();
        rows.iter().filter_map(Value::table).collect()
    }

    /// A text that is written by language must have the first two: further languages get it in English.
    fn translated(&mut self, table: &Table, key: &str, config: &Config) {
        let Some(value) = table.get(key).filter(|value| value.table().is_some()) else { return };
        let Some(text) = Localized::of(value).filter(|text| !text.is_empty()) else { return };
        for language in config.languages.iter().take(2).filter(|language| !text.has(&language.key)) {
            let (zh, en, key) = (language.chinese_name(), language.english_name(), &language.key);
            self.diags.push(
                Diagnostic::new(
                    &rules::SETTING_UNTRANSLATED,
                    self.place(&value.range),
                    text! { zh: "没有{zh}的写法，{zh}页面上会是别的语言", en: "there is no {en} text: {en} pages will show another language" },
                )
                .help(text! { zh: "加上 `{key} = \"…\"`", en: "add `{key} = \"…\"`" }),
            );
        }
    }

    fn tables<'t>(&mut self, table: &'t Table, key: &str) -> Vec<(&'t Value, &'t Table)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let rows: Option<Vec<_>> =
            value.list().and_then(|list| list.iter().map(|v| v.table().map(|t| (v, t))).collect());
        rows.unwrap_or_else(|| {
            self.wrong(value, &format!("若干个 `[[{key}]]`"), &format!("entries `[[{key}]]`"));
            Vec::new()
        })
    }

    fn contacts(&mut self, table: &Table) -> Vec<Contact> {
        let mut contacts = Vec::new();
        for (value, entry) in self.tables(table, "contacts") {
            self.only_known(entry, &["number", "name", "use"], "contacts.");
            match self.text(entry, "number") {
                Some(number) => contacts.push(Contact {
                    number,
                    name: self.localized(entry, "name"),
                    usage: self.localized(entry, "use"),
                }),
                None if entry.get("number").is_none() => self.incomplete(value, "number"),
                None => {}
            }
        }
        contacts
    }

    fn incomplete(&mut self, value: &Value, key: &str) {
        self.diags.push(Diagnostic::new(
            &rules::MISSING_SETTING,
            self.place(&value.range),
            text! { zh: "这一项缺少 `{key}`", en: "this entry lacks `{key}`" },
        ));
    }

    fn filing(&mut self, table: &Table) -> Filing {
        let Some(value) = table.get("filing") else { return Filing::default() };
        let Some(inner) = value.table() else {
            self.wrong(value, "一段 `[filing]`", "a section `[filing]`");
            return Filing::default();
        };
        self.only_known(inner, &["icp", "police", "site_id"], "filing.");
        Filing {
            icp: self.text(inner, "icp"),
            police: self.text(inner, "police"),
            site_id: self.text(inner, "site_id"),
        }
    }

    fn menu(&mut self, table: &Table, languages: &[Language]) -> Vec<MenuEntry> {
        let mut menu = Vec::new();
        for (value, entry) in self.tables(table, "menu") {
            self.only_known(entry, &["page", "name", "languages"], "menu.");
            let Some(page) = entry.get("page") else {
                self.incomplete(value, "page");
                continue;
            };
            match page.text() {
                Some(target) => menu.push(MenuEntry {
                    page: target.to_string(),
                    place: self.place(&page.range),
                    name: self.localized(entry, "name"),
                    languages: self.menu_languages(entry, languages),
                }),
                None => self.wrong(page, "`content/` 里的文件名", "a file name under `content/`"),
            }
        }
        menu
    }

    /// The languages that a menu entry is for: those of the site, or it would be nowhere.
    fn menu_languages(&mut self, entry: &Table, languages: &[Language]) -> Vec<String> {
        let Some(value) = entry.get("languages") else { return Vec::new() };
        let Some(keys) = language_keys(value) else {
            self.wrong(value, "语言的列表 `[\"zh\"]`", "a list of languages `[\"zh\"]`");
            return Vec::new();
        };
        for key in &keys {
            if languages.iter().all(|language| language.key != *key) {
                let known: Vec<&str> = languages.iter().map(|l| l.key.as_str()).collect();
                let (zh, en) = (known.join("、"), known.join(", "));
                self.diags.push(
                    Diagnostic::new(
                        &rules::MENU_LANGUAGE,
                        self.place(&value.range),
                        text! { zh: "网站没有语言 `{key}`", en: "the site has no language `{key}`" },
                    )
                    .help(text! { zh: "可以写的有：{zh}", en: "known here: {en}" }),
                );
            }
        }
        keys.into_iter().map(str::to_string).collect()
    }

    /// `[traditional]`: whether there is a tree in traditional characters, which joins the languages if it is not among them.
    fn traditional(&mut self, table: &Table, languages: &mut Vec<Language>) -> Option<Variant> {
        let value = table.get("traditional")?;
        let Some(inner) = value.table() else {
            self.wrong(value, "一段 `[traditional]`", "a section `[traditional]`");
            return None;
        };
        self.only_known(inner, &["enabled", "variant"], "traditional.");
        let enabled = inner.get("enabled").is_some_and(|value| {
            value.boolean().unwrap_or_else(|| {
                self.wrong(value, "true 或 false", "true or false");
                false
            })
        });
        // What readers of the mainland's neighbours are used to; OpenCC's own standard writes 才 as 纔 and 为 as 爲.
        let variant = inner.get("variant").map_or(Some(Variant::HongKong), |value| {
            let known = value.text().and_then(Variant::of_name);
            if known.is_none() {
                self.wrong(value, "`\"t\"`、`\"tw\"` 或 `\"hk\"`", "`\"t\"`, `\"tw\"` or `\"hk\"`");
            }
            known
        });
        let variant = variant.filter(|_| enabled)?;
        if languages.iter().all(|language| language.key != "zh") {
            self.diags.push(Diagnostic::new(
                &rules::NOTHING_TO_CONVERT,
                self.place(&value.range),
                text! { zh: "网站没有语言 `zh`，没有可转换的", en: "the site has no language `zh` to convert from" },
            ));
            return None;
        }
        let from = Some("zh".to_string());
        match languages.iter_mut().find(|language| language.key == "zh-Hant") {
            Some(language) => language.from = from,
            None => languages.push(Language { from, ..Language::of_key("zh-Hant") }),
        }
        Some(variant)
    }

    fn page_size(&mut self, table: &Table) -> usize {
        const DEFAULT: usize = 20;
        let Some(value) = table.get("page_size") else { return DEFAULT };
        match value.integer().and_then(|n| usize::try_from(n).ok()).filter(|n| (1..=1000).contains(n)) {
            Some(size) => size,
            None => {
                self.wrong(value, "1 到 1000 之间的数字", "a number from 1 to 1000");
                DEFAULT
            }
        }
    }

    fn stale(&mut self, table: &Table) -> Severity {
        let Some(value) = table.get("translation") else { return Severity::Warning };
        let Some(inner) = value.table() else {
            self.wrong(value, "一段 `[translation]`", "a section `[translation]`");
            return Severity::Warning;
        };
        self.only_known(inner, &["stale"], "translation.");
        let Some(value) = inner.get("stale") else { return Severity::Warning };
        let named = value.text().and_then(|text| STALE.iter().find(|(name, _)| *name == text));
        named.map_or_else(
            || {
                self.wrong(value, "\"error\"、\"warn\" 或 \"notice\"", "\"error\", \"warn\" or \"notice\"");
                Severity::Warning
            },
            |(_, severity)| *severity,
        )
    }

    fn pinyin(&mut self, table: &Table) -> Vec<WordReading> {
        let Some(value) = table.get("pinyin") else { return Vec::new() };
        let Some(inner) = value.table() else {
            self.wrong(value, "一段 `[pinyin]`", "a section `[pinyin]`");
            return Vec::new();
        };
        let mut readings = Vec::new();
        for entry in &inner.entries {
            match entry.value.text() {
                Some(typed) => readings.push(WordReading {
                    word: entry.key.clone(),
                    typed: typed.to_string(),
                    place: self.place(&entry.value.range),
                }),
                None => self.wrong(&entry.value, "拼音，例如 `\"jin shi\"`", "pinyin, such as `\"jin shi\"`"),
            }
        }
        readings
    }
}

/// The severities that `[translation] stale` may name.
const STALE: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warn", Severity::Warning), ("notice", Severity::Note)];

/// The keys of a list of languages; none if it is no such list.
fn language_keys(value: &Value) -> Option<Vec<&str>> {
    let keys: Vec<&str> = value.list()?.iter().map(Value::text).collect::<Option<_>>()?;
    (!keys.is_empty() && keys.iter().all(|key| lang::is_key(key))).then_some(keys)
}

/// A base address with its closing slash; none if it is not an absolute http(s) address without query or fragment.
pub fn check_base_url(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or("");
    let clean = !rest.contains(['?', '#', ' ', '"', '<', '>', '\\']) && !host.is_empty();
    clean.then(|| format!("{}/", url.trim_end_matches('/')))
}
