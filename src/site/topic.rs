//! What pages are about and whom they are for: the shelves a site is sorted on besides its folders.
//!
//! In: the fields `topics` and `audience` of all pages, and `content/topics.toml`. Out: for each shelf its topics, each with its name in
//! every language that has one, its address and its pages. Topics of two languages are one if they stand at the same place of the same
//! page's lists, or in one row of `topics.toml`. Does not make pages; `plan` and `web` do.

use std::collections::{BTreeMap, BTreeSet};

use super::field::{FieldEntry, FieldValue};
use super::{EntryId, LanguageId, Site, section, url};
use crate::base::diag::{Diagnostic, Diagnostics, nearest};
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::base::rules;
use crate::base::toml;
use crate::base::value::Value;
use crate::source::Content;
use crate::text;
use crate::theme::kind::Order;

/// A way to sort pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// What they are about.
    Topics,
    /// Whom they are for.
    Audience,
}

/// A topic, or a group of readers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// The last folder of its address: ASCII, from its English name, else its first one; `topics.toml` may say it.
    pub slug: String,
    /// Its name in each language of the site, if it has one.
    pub names: Vec<Option<String>>,
    /// Its pages, newest first.
    pub entries: Vec<EntryId>,
}

/// All topics of a site.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    about: Vec<Topic>,
    audience: Vec<Topic>,
    of_entry: BTreeMap<(Shelf, EntryId), Vec<usize>>,
}

impl Shelf {
    /// Both.
    pub const ALL: [Shelf; 2] = [Shelf::Topics, Shelf::Audience];

    /// The field that names them, and the folder their pages stand in.
    pub fn name(self) -> &'static str {
        match self {
            Shelf::Topics => "topics",
            Shelf::Audience => "audience",
        }
    }
}

impl Topics {
    /// The topics of a shelf: those with most pages first.
    pub fn on(&self, shelf: Shelf) -> &[Topic] {
        match shelf {
            Shelf::Topics => &self.about,
            Shelf::Audience => &self.audience,
        }
    }

    /// The topics of an entry, in the order it names them, as indices.
    pub fn of(&self, shelf: Shelf, entry: EntryId) -> &[usize] {
        self.of_entry.get(&(shelf, entry)).map_or(&[], Vec::as_slice)
    }
}

impl Topic {
    /// Its name for readers of a language, and the language it is in: their own, else that of a language that has one.
    pub fn name(&self, language: LanguageId) -> (&str, LanguageId) {
        let own = self.names.get(language).and_then(Option::as_deref);
        let any = || self.names.iter().enumerate().find_map(|(l, name)| Some((name.as_deref()?, l)));
        own.map(|name| (name, language)).or_else(any).unwrap_or((&self.slug, language))
    }

    /// Whether it is a topic of its own in a language: it has a name there, and some page is written in it.
    pub fn is_real(&self, site: &Site, language: LanguageId) -> bool {
        site.languages[language].from.is_none()
            && self.names[language].is_some()
            && self.entries.iter().any(|id| site.entries[*id].texts[language].is_some())
    }

    /// Whether something of it belongs into a feed: a page written in the language, or converted, that has a date.
    pub fn is_dated(&self, site: &Site, language: LanguageId) -> bool {
        let language = site.source_of(language).unwrap_or(language);
        let dated = |id: &EntryId| {
            site.entries[*id].texts[language].as_ref().is_some_and(|text| text.fields.contains_key("date"))
        };
        self.entries.iter().any(dated)
    }
}

/// The page of all topics of a shelf.
pub fn index_path(site: &Site, shelf: Shelf, language: LanguageId) -> SitePath {
    SitePath::from(format!("{}{}/index.html", site.languages[language].prefix(language == 0), shelf.name()))
}

/// The page of one topic.
pub fn path(site: &Site, shelf: Shelf, topic: usize, language: LanguageId) -> SitePath {
    let prefix = site.languages[language].prefix(language == 0);
    SitePath::from(format!("{prefix}{}/{}/index.html", shelf.name(), site.topics.on(shelf)[topic].slug))
}

/// The feed of one topic.
pub fn feed_path(site: &Site, shelf: Shelf, topic: usize, language: LanguageId) -> SitePath {
    let prefix = site.languages[language].prefix(language == 0);
    SitePath::from(format!("{prefix}{}/{}/feed.xml", shelf.name(), site.topics.on(shelf)[topic].slug))
}

/// Gathers the topics of a site whose entries are there.
pub(super) fn gather(site: &Site, diags: &mut Diagnostics) -> Topics {
    let rows = rows(site, diags);
    let mut all = Topics::default();
    for shelf in Shelf::ALL {
        let mut gathering = Gathering { site, shelf, topics: Vec::new(), known: BTreeMap::new(), of_entry: Vec::new() };
        for row in &rows {
            gathering.add(Some(&row.0), &row.1);
        }
        for id in 0..site.entries.len() {
            gathering.entry(id, diags);
        }
        let (topics, of_entry) = gathering.finish();
        for (entry, topics) in of_entry {
            all.of_entry.insert((shelf, entry), topics);
        }
        match shelf {
            Shelf::Topics => all.about = topics,
            Shelf::Audience => all.audience = topics,
        }
    }
    all
}

type Row = (String, Vec<(LanguageId, String)>);

/// The rows of `content/topics.toml`: `[telecom-fraud]`, then a name for each language.
fn rows(site: &Site, diags: &mut Diagnostics) -> Vec<Row> {
    let Some(source) = site.files.get("topics.toml") else { return Vec::new() };
    let Content::Text(text) = &source.content else { return Vec::new() };
    let (table, errors) = toml::read(text);
    for error in errors {
        diags.push(Diagnostic::new(&rules::CONFIG_SYNTAX, Place::new(&source.path, error.range), error.text));
    }
    let mut rows = Vec::new();
    for entry in &table.entries {
        let place = || Place::new(&source.path, entry.key_range.clone());
        if !url::is_slug(&entry.key) {
            let (key, fit) = (&entry.key, url::part(&site.pinyin, &entry.key));
            let words = text! { zh: "`{key}` 不能用作网址", en: "`{key}` cannot be part of an address" };
            diags.push(
                Diagnostic::new(&rules::BAD_SLUG, place(), words)
                    .help(text! { zh: "可以写 `{fit}`", en: "`{fit}` would do" }),
            );
            continue;
        }
        let Some(inner) = entry.value.table() else {
            let words = text! { zh: "应为各种语言的名称", en: "expected a name for each language" };
            let found = Diagnostic::new(&rules::SETTING_TYPE, place(), words);
            diags.push(found.help(text! { zh: "写成 `[telecom-fraud]`，下一行 `zh = \"电信诈骗\"`", en: "write `[telecom-fraud]` and below it `en = \"Telecom fraud\"`" }));
            continue;
        };
        let mut names = Vec::new();
        for name in &inner.entries {
            match (site.languages.iter().position(|l| l.key == name.key), name.value.text()) {
                (Some(language), Some(text)) => names.push((language, text.to_string())),
                (None, _) => unknown_language(site, &source.path, &name.key, &name.key_range, diags),
                (Some(_), None) => not_text(&source.path, &name.value, diags),
            }
        }
        rows.push((entry.key.clone(), names));
    }
    rows
}

fn unknown_language(
    site: &Site,
    path: &SourcePath,
    key: &str,
    range: &std::ops::Range<usize>,
    diags: &mut Diagnostics,
) {
    let near = nearest(key, site.languages.iter().map(|l| l.key.as_str()));
    diags.push(
        Diagnostic::new(
            &rules::UNKNOWN_SETTING,
            Place::new(path, range.clone()),
            text! { zh: "设置里没有语言 `{key}`", en: "the settings do not name the language `{key}`" },
        )
        .help_if(near, |name| text! { zh: "是不是要写 `{name}`？", en: "did you mean `{name}`?" }),
    );
}

fn not_text(path: &SourcePath, value: &Value, diags: &mut Diagnostics) {
    let (zh, en) = value.type_name();
    let words = text! { zh: "这里写的是{zh}，应为文字", en: "this is {en}, expected text" };
    diags.push(Diagnostic::new(&rules::SETTING_TYPE, Place::new(path, value.range.clone()), words));
}

/// Topics of a shelf while they are brought together.
struct Gathering<'a> {
    site: &'a Site,
    shelf: Shelf,
    topics: Vec<Growing>,
    /// Which topic a name means in a language; names that differ only by case are one.
    known: BTreeMap<(LanguageId, String), usize>,
    of_entry: Vec<(EntryId, Vec<usize>)>,
}

struct Growing {
    slug: Option<String>,
    names: Vec<Option<String>>,
    entries: BTreeSet<EntryId>,
    /// Where it was paired, for the problem of another pair.
    paired: Option<Place>,
}

impl Gathering<'_> {
    fn add(&mut self, slug: Option<&str>, names: &[(LanguageId, String)]) -> usize {
        let id = self.topics.len();
        let mut own = vec![None; self.site.languages.len()];
        for (language, name) in names {
            own[*language] = Some(name.clone());
            self.known.entry((*language, folded(name))).or_insert(id);
        }
        self.topics.push(Growing {
            slug: slug.map(str::to_string),
            names: own,
            entries: BTreeSet::new(),
            paired: None,
        });
        id
    }

    fn named(&mut self, language: LanguageId, name: &str) -> usize {
        match self.known.get(&(language, folded(name))) {
            Some(id) => *id,
            None => self.add(None, &[(language, name.to_string())]),
        }
    }

    fn entry(&mut self, id: EntryId, diags: &mut Diagnostics) {
        let entry = &self.site.entries[id];
        let lists: Vec<(LanguageId, &FieldEntry, &Vec<String>)> = entry
            .texts
            .iter()
            .enumerate()
            .filter_map(|(language, text)| {
                let field = text.as_ref()?.fields.get(self.shelf.name()).filter(|field| !field.inherited)?;
                match &field.value {
                    FieldValue::List(names) => Some((language, field, names)),
                    _ => None,
                }
            })
            .collect();
        let first = lists.iter().find(|(language, ..)| Some(*language) == entry.origin).or(lists.first());
        let Some(&(origin, origin_field, names)) = first else { return };
        let mut own: Vec<usize> = Vec::new();
        for name in names.iter().filter(|name| !name.trim().is_empty()) {
            let topic = self.named(origin, name.trim());
            if !own.contains(&topic) {
                own.push(topic);
            }
        }
        for (language, field, others) in lists.into_iter().filter(|(language, ..)| *language != origin) {
            if others.len() == names.len() {
                for (name, other) in names.iter().zip(others) {
                    let topic = self.named(origin, name.trim());
                    self.pair(topic, language, other.trim(), field, diags);
                }
            } else if others.iter().any(|other| !self.known.contains_key(&(language, folded(other)))) {
                let (there, here) = (names.len(), others.len());
                diags.push(
                    Diagnostic::new(
                        &rules::TOPICS_UNEQUAL,
                        field.place.clone(),
                        text! { zh: "原文有 {there} 个，这里有 {here} 个，对不上", en: "the original names {there}, this names {here}: they cannot be paired" },
                    )
                    .related(origin_field.place.clone(), text! { zh: "原文的", en: "those of the original" }),
                );
            }
        }
        for topic in &own {
            self.topics[*topic].entries.insert(id);
        }
        self.of_entry.push((id, own));
    }

    /// Takes `name` for the name of a topic in a language, if neither has another fellow.
    fn pair(&mut self, topic: usize, language: LanguageId, name: &str, field: &FieldEntry, diags: &mut Diagnostics) {
        let known = self.known.get(&(language, folded(name))).copied();
        let before = self.topics[topic].names[language].clone();
        let (zh, en, there) = match (known, before) {
            (Some(known), _) if known == topic => return,
            (None, None) => {
                self.topics[topic].names[language] = Some(name.to_string());
                self.topics[topic].paired = Some(field.place.clone());
                self.known.insert((language, folded(name)), topic);
                return;
            }
            (_, Some(before)) => {
                let said = format!("别处译作“{before}”，这里是“{name}”");
                (said, format!("elsewhere it is called “{before}”, here “{name}”"), self.topics[topic].paired.clone())
            }
            (Some(known), None) => {
                let other = self.topics[known].names.iter().flatten().next().cloned().unwrap_or_default();
                let said = format!("“{name}”在别处是“{other}”的译名");
                (said, format!("“{name}” stands for “{other}” elsewhere"), self.topics[known].paired.clone())
            }
        };
        let found =
            Diagnostic::new(&rules::TOPIC_PAIR, field.place.clone(), text! { zh: "{zh}", en: "{en}" }).help(text! {
                zh: "两处写成一样；或在 content/topics.toml 里定下各种语言的名称",
                en: "write the same in both places, or settle its names in content/topics.toml"
            });
        diags.push(match there {
            Some(there) => found.related(there, text! { zh: "别处这样写", en: "it is written here" }),
            None => found,
        });
    }

    /// The topics that have pages, in their order, with addresses; and those of each entry.
    fn finish(self) -> (Vec<Topic>, Vec<(EntryId, Vec<usize>)>) {
        let english = self.site.languages.iter().position(|l| l.key == "en");
        let mut order: Vec<usize> = (0..self.topics.len()).filter(|id| !self.topics[*id].entries.is_empty()).collect();
        let wanted = |topic: &Growing| {
            let name = english.and_then(|en| topic.names[en].as_deref()).or(topic
                .names
                .iter()
                .flatten()
                .next()
                .map(String::as_str));
            topic
                .slug
                .clone()
                .unwrap_or_else(|| url::part(&self.site.pinyin, &name.unwrap_or_default().replace(['’', '\''], "")))
        };
        order.sort_by_key(|id| {
            let topic = &self.topics[*id];
            (std::cmp::Reverse(topic.entries.len()), wanted(topic), *id)
        });
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut place = vec![0; self.topics.len()];
        let mut topics = Vec::new();
        for (at, id) in order.into_iter().enumerate() {
            let topic = &self.topics[id];
            let mut slug = wanted(topic);
            let mut number = 2;
            while !taken.insert(slug.clone()) {
                slug = format!("{}-{number}", wanted(topic));
                number += 1;
            }
            let mut entries: Vec<EntryId> = topic.entries.iter().copied().collect();
            section::sort(&mut entries, &self.site.entries, Order::Date, self.site.today);
            place[id] = at;
            topics.push(Topic { slug, names: topic.names.clone(), entries });
        }
        let of_entry =
            self.of_entry.into_iter().map(|(entry, ids)| (entry, ids.into_iter().map(|id| place[id]).collect()));
        (topics, of_entry.collect())
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}
