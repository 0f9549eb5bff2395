//! What is to be made: the plan is data that can be counted and read without making anything.
//!
//! In: the assembled site and the paper formats of the theme. Out: pictures, sheets and pages, in a fixed order.
//! Does not make them and does not know what they cost.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::config::Localized;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::path::SitePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::site::field::{FieldValue, Fields};
use crate::site::link::{self, Target};
use crate::site::topic::{self, Shelf};
use crate::site::{Entry, EntryId, LanguageId, PageId, Site, url};
use crate::text;
use crate::theme::kind::{Field, FieldType, Pages, Poster, Variant, With};

mod clash;
pub mod finish;

pub use self::clash::clashes;

/// A sheet to be printed.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetPlan {
    /// What it is made of.
    pub entry: EntryId,
    /// The print template.
    pub template: String,
    /// Id of the format.
    pub format: String,
    /// The languages on it, in the order of the site.
    pub languages: Vec<LanguageId>,
    /// Its name in file names: `notices-x-a3-zh`.
    pub name: String,
    /// How many pages it may have.
    pub pages: Pages,
    /// The look it is drawn in; empty if neither page nor kind says.
    pub family: String,
    /// The profile that the kind wants; none for the format's own.
    pub profile: Option<String>,
    /// What the kind calls it; none for the format's name.
    pub title: Option<Localized>,
    /// Data that it wants besides the page's own.
    pub with: Vec<With>,
    /// How many copies its job ticket asks for.
    pub copies: Option<i64>,
}

/// A web page, feed or other text file to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageJob {
    /// The page of an entry; for folders the first page of its list.
    Entry(PageId),
    /// A further page of a folder's list, from 2.
    List(PageId, usize),
    /// The page of a sheet in a language: index into the sheets.
    Poster(usize, LanguageId),
    /// The overview of posters.
    Posters(LanguageId),
    /// The page for addresses that do not exist.
    NotFound(LanguageId),
    /// The Atom feed.
    Feed(LanguageId),
    /// The calendar.
    Calendar(LanguageId),
    /// The overview of a shelf: all topics, or all groups of readers.
    Topics(Shelf, LanguageId),
    /// One page of a topic's list, from 1.
    Topic(Shelf, usize, LanguageId, usize),
    /// The feed of a topic.
    TopicFeed(Shelf, usize, LanguageId),
    /// A page at an old address that leads on.
    Redirect(PageId, SitePath),
    /// The list of all addresses.
    Sitemap,
    /// What robots may read.
    Robots,
}

/// All raster and vector pictures that a page or sheet shows, by path under `content/`.
pub fn pictures(site: &Site) -> BTreeSet<String> {
    files(site, |fact_is_picture| fact_is_picture)
}

/// All other files that some page links to, by path under `content/`.
pub fn downloads(site: &Site) -> BTreeSet<String> {
    files(site, |fact_is_picture| !fact_is_picture)
}

fn files(site: &Site, wanted: impl Fn(bool) -> bool) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in &site.entries {
        for (language, text) in entry.texts.iter().enumerate() {
            let Some(text) = text else { continue };
            let mut take = |target: &str, picture: bool| {
                if wanted(picture)
                    && let Target::File(path) = link::resolve(site, text.folder(), target, language)
                {
                    found.insert(path);
                }
            };
            for fact in &text.document.links {
                take(&fact.target, fact.picture);
            }
            fields(&site.kind_of(entry).fields, &text.fields, &mut take);
        }
    }
    found
}

fn fields(known: &[Field], fields_of: &Fields, take: &mut impl FnMut(&str, bool)) {
    for field in known {
        let Some(entry) = fields_of.get(&field.name) else { continue };
        match &entry.value {
            FieldValue::File(file) => take(file, field.kind == FieldType::Picture),
            FieldValue::Records(records) => records.iter().for_each(|record| fields(&field.records, record, take)),
            FieldValue::Text(_)
            | FieldValue::Day(_)
            | FieldValue::Moment(_)
            | FieldValue::Number(_)
            | FieldValue::Boolean(_)
            | FieldValue::Place(_)
            | FieldValue::Choice(_)
            | FieldValue::List(_)
            | FieldValue::Choices(_)
            | FieldValue::Repeat(_) => {}
        }
    }
}

/// All sheets: each poster of each entry that has what it needs, in each of its formats and variants.
///
/// `formats` are the ids there are; a kind that names another is a problem at its file.
pub fn sheets(site: &Site, formats: &BTreeSet<String>, diags: &mut Diagnostics) -> Vec<SheetPlan> {
    for kind in site.kinds.values() {
        for format in kind.posters.iter().flat_map(|p| &p.formats).filter(|f| !formats.contains(*f)) {
            let all = formats.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            diags.push(
                Diagnostic::new(
                    &rules::UNKNOWN_FORMAT,
                    Place::file(&kind.path),
                    text! { zh: "没有纸张规格 `{format}`", en: "there is no paper format `{format}`" },
                )
                .help(text! { zh: "现有规格：{all}", en: "the formats there are: {all}" }),
            );
        }
    }
    let mut sheets = Vec::new();
    for (id, entry) in site.entries.iter().enumerate() {
        let name = LazyCell::new(|| entry.name(&site.pinyin));
        let fields = entry.original().map(|text| &text.fields);
        for poster in &site.kinds[&entry.kind].posters {
            if !poster.when.as_ref().is_none_or(|field| fields.is_some_and(|fields| says(fields, field))) {
                continue;
            }
            let family = match fields.and_then(|fields| fields.get("family")).map(|f| &f.value) {
                Some(FieldValue::Choice(family)) => family.clone(),
                Some(_) | None => poster.family.clone().unwrap_or_default(),
            };
            let word = poster.id.as_ref().map_or_else(String::new, |id| format!("-{id}"));
            for format in poster.formats.iter().filter(|f| formats.contains(*f)) {
                for languages in variants(site, entry, poster) {
                    let keys: Vec<&str> = languages.iter().map(|l| site.languages[*l].key.as_str()).collect();
                    sheets.push(SheetPlan {
                        entry: id,
                        template: poster.template.clone(),
                        format: format.clone(),
                        name: format!("{}{word}-{format}-{}", *name, keys.join("-")).to_ascii_lowercase(),
                        languages,
                        pages: poster.pages,
                        family: family.clone(),
                        profile: poster.profile.clone(),
                        title: poster.name.clone(),
                        with: poster.with.clone(),
                        copies: poster.copies,
                    });
                }
            }
        }
    }
    sheets
}

/// Whether a page has a field, and not as `false`.
fn says(fields: &Fields, name: &str) -> bool {
    fields.get(name).is_some_and(|field| !matches!(field.value, FieldValue::Boolean(false)))
}

/// The languages of each variant of a poster that the entry has texts for, none twice.
fn variants(site: &Site, entry: &Entry, poster: &Poster) -> Vec<Vec<LanguageId>> {
    let written: Vec<LanguageId> =
        entry.texts.iter().enumerate().filter(|(_, t)| t.is_some()).map(|(language, _)| language).collect();
    let mut variants: Vec<Vec<LanguageId>> = Vec::new();
    for variant in &poster.variants {
        let found: Vec<Vec<LanguageId>> = match variant {
            Variant::Each => written.iter().map(|language| vec![*language]).collect(),
            Variant::Both => written.get(..2).map(<[LanguageId]>::to_vec).into_iter().collect(),
            Variant::Only(key) => {
                written.iter().filter(|l| site.languages[**l].key == *key).map(|language| vec![*language]).collect()
            }
        };
        for languages in found {
            if !variants.contains(&languages) {
                variants.push(languages);
            }
        }
    }
    variants
}

/// The languages in whose trees a sheet has a page: those on it.
pub fn poster_languages(sheet: &SheetPlan) -> &[LanguageId] {
    &sheet.languages
}

/// The path of a sheet's page.
pub fn poster_path(site: &Site, sheet: &SheetPlan, language: LanguageId) -> SitePath {
    let prefix = site.languages[language].prefix(language == 0);
    SitePath::from(format!("{prefix}posters/{}.html", sheet.name))
}

/// The path of one page of a folder's list: the folder's own page, then `page-2.html` beside it.
pub fn list_path(first: &SitePath, number: usize) -> SitePath {
    if number <= 1 {
        return first.clone();
    }
    let folder = first.folder();
    let slash = if folder.is_empty() { "" } else { "/" };
    SitePath::from(format!("{folder}{slash}page-{number}.html"))
}

/// How many pages the list of an entry has: 1 if it is no folder or fits on one.
pub fn list_pages(site: &Site, entry: EntryId) -> usize {
    let folder = site.entries[entry].base.strip_suffix("_index").map(|f| f.trim_end_matches('/'));
    let own = folder.and_then(|f| site.sections.get(f)).filter(|s| s.entry == entry);
    // A reader shows its contents on one page, however long; so does the home page.
    let whole = site.kinds[&site.entries[entry].kind].id != "section" || folder == Some("");
    own.filter(|_| !whole).map_or(1, |s| s.entries.len().div_ceil(site.config.page_size).max(1))
}

/// All web pages, feeds and lists, in a fixed order.
pub fn pages(site: &Site, sheets: &[SheetPlan]) -> Vec<PageJob> {
    let mut jobs = Vec::new();
    for (id, page) in site.pages.iter().enumerate() {
        jobs.push(PageJob::Entry(id));
        jobs.extend((2..=list_pages(site, page.entry)).map(|n| PageJob::List(id, n)));
        if let Some(text) = site.text_of(page).filter(|_| page.language == 0)
            && let Some(FieldValue::List(old)) = text.fields.get("aliases").map(|f| &f.value)
        {
            jobs.extend(old.iter().filter_map(|path| Some(PageJob::Redirect(id, url::alias_path(path)?))));
        }
    }
    for (entry, old) in &site.former {
        jobs.extend(site.entries[*entry].pages.iter().map(|page| {
            let language = site.pages[*page].language;
            let prefix = site.languages[language].prefix(language == 0);
            PageJob::Redirect(*page, SitePath::from(format!("{prefix}{old}")))
        }));
    }
    for (index, sheet) in sheets.iter().enumerate() {
        jobs.extend(poster_languages(sheet).iter().map(|language| PageJob::Poster(index, *language)));
    }
    for language in 0..site.languages.len() {
        if !sheets.is_empty() {
            jobs.push(PageJob::Posters(language));
        }
        jobs.push(PageJob::NotFound(language));
        jobs.push(PageJob::Feed(language));
        if announces(site) {
            jobs.push(PageJob::Calendar(language));
        }
        topics(site, language, &mut jobs);
    }
    jobs.push(PageJob::Sitemap);
    jobs.push(PageJob::Robots);
    jobs
}

/// The pages of the shelves in a language. They are made in every tree, so that a topic never leads nowhere.
fn topics(site: &Site, language: LanguageId, jobs: &mut Vec<PageJob>) {
    for shelf in Shelf::ALL {
        let topics = site.topics.on(shelf);
        if !topics.is_empty() {
            jobs.push(PageJob::Topics(shelf, language));
        }
        for (id, topic) in topics.iter().enumerate() {
            jobs.extend((1..=topic_pages(site, shelf, id)).map(|number| PageJob::Topic(shelf, id, language, number)));
            if topic.is_dated(site, language) {
                jobs.push(PageJob::TopicFeed(shelf, id, language));
            }
        }
    }
}

/// How many pages the list of a topic has.
pub fn topic_pages(site: &Site, shelf: Shelf, topic: usize) -> usize {
    site.topics.on(shelf)[topic].entries.len().div_ceil(site.config.page_size).max(1)
}

/// The file a job makes.
pub fn path(site: &Site, sheets: &[SheetPlan], job: &PageJob) -> SitePath {
    let in_tree = |language: LanguageId, name: &str| {
        SitePath::from(format!("{}{name}", site.languages[language].prefix(language == 0)))
    };
    match job {
        PageJob::Entry(page) => site.pages[*page].path.clone(),
        PageJob::List(page, number) => list_path(&site.pages[*page].path, *number),
        PageJob::Poster(sheet, language) => poster_path(site, &sheets[*sheet], *language),
        PageJob::Posters(language) => in_tree(*language, "posters/index.html"),
        PageJob::NotFound(language) => in_tree(*language, "404.html"),
        PageJob::Feed(language) => in_tree(*language, "feed.xml"),
        PageJob::Calendar(language) => in_tree(*language, "events.ics"),
        PageJob::Topics(shelf, language) => topic::index_path(site, *shelf, *language),
        PageJob::Topic(shelf, topic, language, number) => {
            list_path(&topic::path(site, *shelf, *topic, *language), *number)
        }
        PageJob::TopicFeed(shelf, topic, language) => topic::feed_path(site, *shelf, *topic, *language),
        PageJob::Redirect(_, old) => old.clone(),
        PageJob::Sitemap => SitePath::from("sitemap.xml"),
        PageJob::Robots => SitePath::from("robots.txt"),
    }
}

/// Whether some page has a `start`, so that there is a calendar.
pub fn announces(site: &Site) -> bool {
    site.entries.iter().filter_map(|e| e.original()).any(|t| t.fields.contains_key("start"))
}

/// The sheets of each entry, as indices.
pub fn sheets_by_entry(sheets: &[SheetPlan]) -> BTreeMap<EntryId, Vec<usize>> {
    let mut by_entry: BTreeMap<EntryId, Vec<usize>> = BTreeMap::new();
    for (index, sheet) in sheets.iter().enumerate() {
        by_entry.entry(sheet.entry).or_default().push(index);
    }
    by_entry
}
