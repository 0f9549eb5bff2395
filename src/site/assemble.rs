//! Putting the site together.
//!
//! In: settings, theme kinds, documents, files, today. Out: the `Site` and what is wrong with it as a whole.
//! Each step is a function over the result of the one before. Longer than other files: the steps are read in their order.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::field::{self, Fields, Reading};
use super::memory::Memory;
use super::places::{self, Places};
use super::section::{self, Section};
use super::terms::{self, Terms};
use super::topic::{self, Topics};
use super::{Entry, Page, Site, Text, address, url};
use crate::base::config::Config;
use crate::base::date::Day;
use crate::base::diag::{Diagnostic, Diagnostics, nearest};
use crate::base::lang::{self, Language};
use crate::base::path::SitePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::base::value::{Table, Value};
use crate::document::Document;
use crate::pinyin::Pinyin;
use crate::source::{Content, Source};
use crate::text;
use crate::theme::kind::{Kind, Order};

/// The folder of all content.
const CONTENT: &str = "content/";

/// What a site is made of.
pub struct Input<'a> {
    /// The settings.
    pub config: Config,
    /// The kinds of the theme.
    pub kinds: &'a BTreeMap<String, Kind>,
    /// The Markdown files under `content/`, read.
    pub documents: Vec<Arc<Document>>,
    /// The other files under `content/`.
    pub files: Vec<Source>,
    /// The day of the run.
    pub today: Day,
    /// Whether drafts and pages of later days are published.
    pub drafts: bool,
    /// What `addresses.txt` remembers; none if it cannot be read.
    pub memory: Option<Memory>,
}

/// Puts the site together.
pub fn assemble(input: Input<'_>, diags: &mut Diagnostics) -> Site {
    let kinds = with_builtin(input.kinds);
    let files: BTreeMap<String, Source> =
        input.files.into_iter().filter_map(|f| Some((f.path.as_str().strip_prefix(CONTENT)?.to_string(), f))).collect();
    let places = places_of(&files, diags);
    let languages = languages_of(&input.config, &input.documents);
    let terms = terms_of(&files, &languages, diags);
    let drafts_of = group(&input.documents, &languages, diags);
    if drafts_of.is_empty() {
        let text = text! { zh: "`content/` 里没有页面", en: "there is no page under `content/`" };
        diags.push(Diagnostic::nowhere(&rules::NO_CONTENT, text).help(text! {
            zh: "先写一页，例如 `pufa new notice 第一则通知`",
            en: "write a first one, such as `pufa new notice \"A first notice\"`"
        }));
    }
    let pinyin = url::pinyin(&input.config, diags);
    let present: BTreeSet<String> = drafts_of.keys().cloned().collect();
    let context = Context {
        kinds: &kinds,
        places: &places,
        languages: &languages,
        pinyin: &pinyin,
        today: input.today,
        drafts: input.drafts,
    };
    let read: Vec<(Read, Diagnostics)> = drafts_of
        .into_par_iter()
        .map(|(base, documents)| {
            let mut problems = Diagnostics::new();
            (read_entry(&context, base, documents, &mut problems), problems)
        })
        .collect();
    let mut site = Site {
        config: input.config,
        languages: Vec::new(),
        kinds: BTreeMap::new(),
        places: Places::default(),
        terms,
        entries: Vec::new(),
        pages: Vec::new(),
        sections: BTreeMap::new(),
        topics: Topics::default(),
        files,
        scheduled: Vec::new(),
        drafts: Vec::new(),
        today: input.today,
        pinyin: Pinyin::default(),
        former: Vec::new(),
        memory: None,
        by_source: HashMap::new(),
        held: HashMap::new(),
        positions: HashMap::new(),
    };
    for (read, problems) in read {
        diags.append(problems);
        take(&mut site, read);
    }
    add_folders(&mut site, &kinds, languages.len());
    site.pinyin = pinyin;
    let addresses = address::assign(&site, input.memory, &present, diags);
    make_pages(&mut site, &languages, &kinds, &addresses.paths);
    (site.former, site.memory) = (addresses.former, addresses.memory);
    fill_sections(&mut site, &kinds);
    site.languages = languages;
    site.kinds = kinds;
    site.places = places;
    menu_targets(&site, diags);
    site.topics = topic::gather(&site, diags);
    site
}

struct Context<'a> {
    kinds: &'a BTreeMap<String, Kind>,
    places: &'a Places,
    languages: &'a [Language],
    pinyin: &'a Pinyin,
    today: Day,
    drafts: bool,
}

/// An entry after reading: published, or held back and why.
struct Read {
    entry: Entry,
    held: Vec<(Arc<Document>, Option<Day>)>,
}

/// The theme may leave out the plainest kinds; they exist all the same.
fn with_builtin(kinds: &BTreeMap<String, Kind>) -> BTreeMap<String, Kind> {
    let mut all = kinds.clone();
    for (id, index, folder, template) in [
        ("page", false, None, "page.html"),
        ("section", true, None, "list.html"),
        ("home", true, Some(""), "home.html"),
    ] {
        all.entry(id.to_string()).or_insert_with(|| Kind::plain(id, index, folder, template));
    }
    all
}

fn places_of(files: &BTreeMap<String, Source>, diags: &mut Diagnostics) -> Places {
    match files.get("places.toml").map(|f| (&f.path, &f.content)) {
        Some((path, Content::Text(text))) => places::read(path, text, diags),
        Some(_) | None => Places::default(),
    }
}

fn terms_of(files: &BTreeMap<String, Source>, languages: &[Language], diags: &mut Diagnostics) -> Terms {
    match files.get("terms.toml").map(|f| (&f.path, &f.content)) {
        Some((path, Content::Text(text))) => terms::read(path, text, languages, diags),
        Some(_) | None => Terms::default(),
    }
}

/// The languages of the settings; without them, the default one and those that some file is written in.
fn languages_of(config: &Config, documents: &[Arc<Document>]) -> Vec<Language> {
    if config.languages_given {
        return config.languages.clone();
    }
    let used = |language: &Language| {
        documents.iter().any(|d| suffix(d.path.as_str(), std::slice::from_ref(language)).is_some())
    };
    let mut languages = vec![config.languages[0].clone()];
    languages.extend(config.languages[1..].iter().filter(|l| l.from.is_some() || used(l)).cloned());
    languages
}

/// The index of the language that a file name ends in: `x.en.md`.
fn suffix(path: &str, languages: &[Language]) -> Option<usize> {
    let stem = stem(path)?;
    let (_, key) = stem.rsplit('/').next()?.rsplit_once('.')?;
    if !lang::is_key(key) {
        return None;
    }
    languages.iter().position(|l| l.key == key)
}

/// A path without `.md` in any case.
fn stem(path: &str) -> Option<&str> {
    let cut = path.len().checked_sub(3)?;
    path.get(cut..).filter(|e| e.eq_ignore_ascii_case(".md")).map(|_| &path[..cut])
}

type Grouped = BTreeMap<String, Vec<Option<Arc<Document>>>>;

/// Files by what they are the same page of.
fn group(documents: &[Arc<Document>], languages: &[Language], diags: &mut Diagnostics) -> Grouped {
    let mut groups = Grouped::new();
    for document in documents {
        let path = document.path.as_str();
        let Some(inner) = path.strip_prefix(CONTENT) else { continue };
        let Some(stem) = stem(inner) else { continue };
        let (base, language) = match suffix(inner, languages) {
            Some(language) => (&stem[..stem.len() - languages[language].key.len() - 1], language),
            None => {
                diags.append(unlisted(document, stem));
                (stem, 0)
            }
        };
        // At the root there is no folder whose page `index.md` could be: it is the home page under the name other programs use.
        let base = if base == "index" { "_index" } else { base };
        let texts = groups.entry(base.to_string()).or_insert_with(|| vec![None; languages.len()]);
        match &texts[language] {
            None => texts[language] = Some(document.clone()),
            Some(first) => {
                let other = &first.path;
                diags.push(Diagnostic::new(
                    &rules::SAME_PATH,
                    Place::file(&document.path),
                    text! { zh: "与 `{other}` 是同一页的同一种语言", en: "this is the same page in the same language as `{other}`" },
                ));
            }
        }
    }
    groups
}

/// The problem of a file whose name ends in a language that the site does not have.
fn unlisted(document: &Document, stem: &str) -> Diagnostics {
    let key = stem.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, key)| key);
    let found = key.filter(|key| lang::is_known(key)).map(|key| {
        let text = text! { zh: "设置里没有语言 `{key}`", en: "the settings do not name the language `{key}`" };
        Diagnostic::new(&rules::UNLISTED_LANGUAGE, Place::file(&document.path), text).help(text! {
            zh: "在 pufa.toml 的 `languages` 里加上 `\"{key}\"`，或改文件名",
            en: "add `\"{key}\"` to `languages` in pufa.toml, or rename the file"
        })
    });
    found.into_iter().collect()
}

fn read_entry(
    context: &Context<'_>,
    base: String,
    mut documents: Vec<Option<Arc<Document>>>,
    diags: &mut Diagnostics,
) -> Read {
    let origin = documents.iter().position(Option::is_some);
    let first = origin.and_then(|i| documents[i].clone());
    let kind = kind_of(context, &base, first.as_deref(), diags);
    let section = section_of(&base);
    if let (Some(first), Some(at)) = (&first, origin)
        && at != 0
    {
        let name = base.rsplit('/').next().unwrap_or(&base);
        diags.push(Diagnostic::new(
            &rules::ORPHAN_TRANSLATION,
            Place::file(&first.path),
            text! { zh: "没有原文 `{name}.md`", en: "there is no original `{name}.md`" },
        ));
    }
    let mut texts: Vec<Option<Text>> = Vec::new();
    let mut original: Option<Fields> = None;
    let mut held = Vec::new();
    let mut all_held = false;
    let order: Vec<usize> = origin.into_iter().chain((0..documents.len()).filter(|i| Some(*i) != origin)).collect();
    texts.resize_with(documents.len(), || None);
    for i in order {
        let Some(document) = documents[i].take() else { continue };
        let reading = Reading {
            kind,
            language: &context.languages[i],
            original: original.as_ref(),
            places: context.places,
            today: context.today,
        };
        let mut found = Diagnostics::new();
        let fields = field::read(&document, &reading, &mut found);
        diags.append(unless_said_better(&document.problems, &found));
        diags.append(found);
        address::slug_is_fit(&fields, context.pinyin, diags);
        address::aliases_are_fit(&fields, diags);
        let draft = field::flag(&fields, "draft").unwrap_or(false) && !context.drafts;
        let later = field::day(&fields, "date").filter(|day| *day > context.today && !context.drafts);
        if Some(i) == origin {
            original = Some(fields.clone());
            all_held = draft || later.is_some();
        }
        if all_held || draft || later.is_some() {
            held.push((document, later.filter(|_| !draft)));
        } else {
            texts[i] = Some(Text { document, fields });
        }
    }
    let translate = original.as_ref().and_then(|f| field::flag(f, "translate")).unwrap_or(true);
    let origin = origin.filter(|_| !all_held);
    let entry = Entry { base, kind: kind.id.clone(), section, texts, origin, translate, pages: Vec::new() };
    Read { entry, held }
}

/// The problems of reading, without those that the fields' own problems at the same place say better.
fn unless_said_better(reading: &Diagnostics, fields: &Diagnostics) -> Diagnostics {
    let better = |code: &str| {
        [&rules::FIELD_TYPE, &rules::NO_SUCH_DAY, &rules::UNKNOWN_FIELD].iter().any(|rule| rule.code == code)
    };
    let said = |place: &Option<Place>| fields.iter().any(|f| better(f.rule.code) && f.place == *place);
    reading.iter().filter(|p| p.rule.code != rules::FRONT_SYNTAX.code || !said(&p.place)).cloned().collect()
}

/// The folder an entry is listed in.
fn section_of(base: &str) -> String {
    let up = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_string());
    match base.rsplit('/').next() {
        Some("_index" | "index") => up(&up(base)),
        _ => up(base),
    }
}

/// The value of the field `kind`, under whatever name.
fn typed_kind<'t>(table: &'t Table, kinds: &BTreeMap<String, Kind>) -> Option<&'t Value> {
    if let Some(value) = table.get("kind") {
        return Some(value);
    }
    let field = kinds.get("page")?.fields.iter().find(|field| field.name == "kind")?;
    let is_called = |key: &str| !key.is_ascii() && !field::names::called(key, std::slice::from_ref(field)).is_empty();
    table.entries.iter().find(|entry| is_called(&entry.key)).map(|entry| &entry.value)
}

fn kind_of<'a>(context: &Context<'a>, base: &str, document: Option<&Document>, diags: &mut Diagnostics) -> &'a Kind {
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let index = base == "_index" || base.ends_with("/_index");
    if let Some(document) = document
        && let Some(value) = typed_kind(&document.front.table, context.kinds)
        && let Some(id) = value.text()
    {
        // People write what it is called: `活动`.
        let called = |kind: &&Kind| ["zh", "en"].iter().any(|key| kind.name.get(key).eq_ignore_ascii_case(id));
        let mut named = context.kinds.values().filter(called);
        if let Some(kind) = context.kinds.get(id).or_else(|| named.next().filter(|_| named.next().is_none())) {
            return kind;
        }
        let near = nearest(id, context.kinds.keys().map(String::as_str));
        let all = context.kinds.keys().cloned().collect::<Vec<_>>().join(", ");
        diags.push(
            Diagnostic::new(
                &rules::UNKNOWN_KIND,
                document.place(&value.range),
                text! { zh: "没有 `{id}` 这一类页面", en: "there is no kind `{id}`" },
            )
            .help_if(near, |n| text! { zh: "是不是要写 `{n}`？", en: "did you mean `{n}`?" })
            .help(text! { zh: "现有的类别：{all}", en: "the kinds there are: {all}" }),
        );
    }
    let fits = |kind: &&Kind| {
        kind.index == index
            && kind.folder.as_deref().is_some_and(|f| {
                f == folder || (!index && !f.is_empty() && folder.strip_prefix(f).is_some_and(|r| r.starts_with('/')))
            })
    };
    let by_folder = context.kinds.values().filter(fits).max_by_key(|k| k.folder.as_ref().map_or(0, String::len));
    by_folder.unwrap_or_else(|| &context.kinds[if index { "section" } else { "page" }])
}

fn take(site: &mut Site, read: Read) {
    for (document, until) in &read.held {
        let inner = document.path.as_str().strip_prefix(CONTENT).unwrap_or(document.path.as_str());
        site.held.insert(inner.to_string(), document.path.clone());
        match until {
            Some(day) => site.scheduled.push((document.path.clone(), *day)),
            None => site.drafts.push(document.path.clone()),
        }
    }
    if read.entry.origin.is_none() {
        return;
    }
    let id = site.entries.len();
    for (language, text) in read.entry.texts.iter().enumerate() {
        if let Some(text) = text {
            let path = text.document.path.as_str();
            site.by_source.insert(path.strip_prefix(CONTENT).unwrap_or(path).to_string(), (id, language));
        }
    }
    site.entries.push(read.entry);
}

/// Every folder above an entry is a section; one without a page of its own gets an entry without text.
fn add_folders(site: &mut Site, kinds: &BTreeMap<String, Kind>, languages: usize) {
    let mut own: BTreeMap<String, usize> = BTreeMap::new();
    let mut folders: BTreeSet<String> = [String::new()].into();
    for (id, entry) in site.entries.iter().enumerate() {
        if entry.is_index() {
            let folder = entry.base.strip_suffix("_index").unwrap_or("").trim_end_matches('/');
            own.insert(folder.to_string(), id);
            folders.insert(folder.to_string());
        }
        let mut folder = entry.section.as_str();
        while !folder.is_empty() {
            folders.insert(folder.to_string());
            folder = folder.rsplit_once('/').map_or("", |(up, _)| up);
        }
    }
    for folder in folders {
        let entry = own.get(&folder).copied().unwrap_or_else(|| {
            let base = if folder.is_empty() { "_index".to_string() } else { format!("{folder}/_index") };
            let kind = kinds.values().find(|k| k.index && k.folder.as_deref() == Some(folder.as_str()));
            let kind = kind.map_or("section", |k| k.id.as_str()).to_string();
            let section = section_of(&base);
            let texts = (0..languages).map(|_| None).collect();
            site.entries.push(Entry { base, kind, section, texts, origin: None, translate: false, pages: Vec::new() });
            site.entries.len() - 1
        });
        site.sections.insert(folder, Section { entry, entries: Vec::new(), folders: Vec::new() });
    }
}

/// The pages of all entries in all languages.
fn make_pages(site: &mut Site, languages: &[Language], kinds: &BTreeMap<String, Kind>, paths: &[String]) {
    for (id, path) in paths.iter().enumerate() {
        for (language, lang) in languages.iter().enumerate() {
            let entry = &site.entries[id];
            let source = lang.from.as_ref().and_then(|from| languages.iter().position(|l| l.key == *from));
            let written = [Some(language), source].into_iter().flatten().find(|l| entry.texts[*l].is_some());
            let text = written.or(entry.origin);
            let shown = text.and_then(|t| entry.texts[t].as_ref());
            let title = shown.map_or_else(
                || folder_title(site, entry, lang, kinds),
                |t| title_of(t).unwrap_or_else(|| t.document.path.file_name().to_string()),
            );
            let summary = shown.map_or(String::new(), |t| {
                field::text(&t.fields, "summary").map_or_else(|| t.document.summary.clone(), str::to_string)
            });
            let page = Page {
                entry: id,
                language,
                text,
                path: SitePath::from(format!("{}{path}", lang.prefix(language == 0))),
                title,
                summary,
            };
            site.entries[id].pages.push(site.pages.len());
            site.pages.push(page);
        }
    }
}

fn title_of(text: &Text) -> Option<String> {
    field::text(&text.fields, "title").map(|t| t.replace('|', ""))
}

/// The title of a folder without a page of its own: what its pages are called, else its name.
fn folder_title(site: &Site, entry: &Entry, language: &Language, kinds: &BTreeMap<String, Kind>) -> String {
    let folder = entry.base.strip_suffix("_index").unwrap_or("").trim_end_matches('/');
    if folder.is_empty() {
        return site.config.title.get(&language.key).to_string();
    }
    let kind = kinds.values().find(|k| !k.index && k.folder.as_deref() == Some(folder));
    kind.map(|k| k.plural.get(&language.key))
        .filter(|t| !t.is_empty())
        .map_or_else(|| folder.rsplit('/').next().unwrap_or(folder).to_string(), str::to_string)
}

fn fill_sections(site: &mut Site, kinds: &BTreeMap<String, Kind>) {
    let folders: Vec<String> = site.sections.keys().cloned().collect();
    for folder in &folders {
        let members = |e: &Entry| e.section == *folder && !e.is_index();
        let mut ids: Vec<usize> =
            site.entries.iter().enumerate().filter(|(_, e)| members(e)).map(|(id, _)| id).collect();
        // The folder's kind decides the order; a folder without one follows the kind of its pages.
        let own = &kinds[&site.entries[site.sections[folder].entry].kind];
        let of_pages = ids.first().map(|id| kinds[&site.entries[*id].kind].order);
        let order = if own.id == "section" { of_pages.unwrap_or(Order::Weight) } else { own.order };
        section::sort(&mut ids, &site.entries, order, site.today);
        let mut inner: Vec<(f64, String)> = folders
            .iter()
            .filter(|f| !f.is_empty() && f.rsplit_once('/').map_or("", |(up, _)| up) == folder)
            .map(|f| {
                let entry = &site.entries[site.sections[f].entry];
                let weight = entry.original().and_then(|t| field::number(&t.fields, "weight"));
                (weight.unwrap_or(f64::INFINITY), f.clone())
            })
            .collect();
        inner.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        site.positions.extend(ids.iter().enumerate().map(|(at, id)| (*id, at)));
        if let Some(section) = site.sections.get_mut(folder) {
            section.entries = ids;
            section.folders = inner.into_iter().map(|(_, f)| f).collect();
        }
    }
}

fn menu_targets(site: &Site, diags: &mut Diagnostics) {
    for item in &site.config.menu {
        let target = item.page.trim_start_matches('/');
        if site.entry_at(target).is_some() || site.is_held(target) {
            continue;
        }
        let mut known: Vec<&str> = site.sources().collect();
        known.sort_unstable();
        let near = nearest(target, known);
        diags.push(
            Diagnostic::new(
                &rules::MENU_TARGET,
                item.place.clone(),
                text! { zh: "菜单指向的页面不存在：`{target}`", en: "this menu entry leads to no page: `{target}`" },
            )
            .help_if(near, |n| text! { zh: "是不是要写 `{n}`？", en: "did you mean `{n}`?" }),
        );
    }
}
