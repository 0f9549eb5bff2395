//! Makes one web page, list or feed.
//!
//! In: a job of the plan, contexts, templates. Out: the fingerprint of everything the job depends on, and on demand its text.
//! Does not decide whether a job must run; `pipeline` compares fingerprints. Longer than other files: one function for each job of the plan.

use std::ops::Range;

use tera::Context;

use super::calendar::{self, Event};
use super::context::Contexts;
use super::direction;
use super::facets::{FeedEntry, Neighbours, PageFacet, PosterCard, PosterFacet};
use super::glossary::{self, GLOSSARY, Glosses};
use super::shared::Shared;
use super::sitemap::{self, Location};
use super::template::Templates;
use super::traditional;
use crate::base::diag::Diagnostics;
use crate::base::fingerprint::{Fingerprint, Hash};
use crate::base::lang::Language;
use crate::base::path::SitePath;
use crate::base::place::Place;
use crate::plan::{self, PageJob, SheetPlan};
use crate::site::field::{self, FieldValue};
use crate::site::link::{self, Target};
use crate::site::repeat;
use crate::site::section;
use crate::site::{LanguageId, Page, PageId, Site, Text, url};
use crate::theme::kind::Order;
use crate::theme::strings::{Arg, Strings};
use crate::write::html::{self, HtmlContext, Words};
use crate::write::traditional::Converter;
use crate::write::{Gloss, PictureMarkup, Resolved, Resolver};

mod topics;

/// Entries of a feed, at most.
const FEED_ENTRIES: usize = 30;

/// What rendering needs.
pub struct Renderer<'a> {
    /// Converts to traditional characters, if the site has such a tree.
    pub converter: Option<&'a Converter>,
    /// Titles and summaries that are written in traditional characters by hand: they stay as they are.
    pub by_hand: Vec<String>,
    /// Builds facets.
    pub contexts: Contexts<'a>,
    /// What many pages show alike.
    pub shared: Shared,
    /// The templates.
    pub templates: &'a Templates,
    /// The words of the interface.
    pub strings: &'a Strings,
    /// Words that the HTML writer adds, by language.
    pub words: &'a [Words],
    /// The sheets.
    pub sheets: &'a [SheetPlan],
    /// What pages show of each sheet, by index and language of the tree; none for a sheet that could not be made.
    pub poster: &'a (dyn Fn(usize, LanguageId) -> Option<PosterFacet> + Sync),
}

/// A feed to be made.
struct FeedOrder {
    id: String,
    path: SitePath,
    /// What it is the news of.
    name: String,
    /// The address of the page it belongs to.
    home: String,
    /// What may stand in it; only dated pages in the language do.
    entries: Vec<usize>,
    language: LanguageId,
}

/// A job looked at: where its file goes, what it depends on, and its facets.
pub struct Prepared {
    /// The job's name, the same from build to build.
    pub id: String,
    /// Where its file goes.
    pub path: SitePath,
    /// Everything it depends on.
    pub fingerprint: Fingerprint,
    content: Content,
}

enum Content {
    /// A template with its facets; the text of the page, if any, is written when it runs.
    Template {
        name: &'static str,
        kind_template: Option<String>,
        context: Box<Context>,
        language: LanguageId,
        body: Option<PageId>,
        source: Place,
    },
    /// Finished text.
    Done(String),
}

impl Renderer<'_> {
    pub(super) fn site(&self) -> &Site {
        self.contexts.site
    }

    /// A page of a tree that the program converts in the characters of that tree; others as they are.
    fn converted(&self, language: LanguageId, template: &str, page: Vec<u8>) -> Vec<u8> {
        let converter = self.converter.filter(|_| self.site().languages[language].from.is_some());
        match converter {
            Some(converter) if template.ends_with(".html") => traditional::page(page, converter, &self.by_hand),
            Some(converter) if template.ends_with(".xml") => traditional::feed(page, converter),
            Some(_) | None => page,
        }
    }

    /// Words of a tree that the program converts, outside of a page.
    fn said(&self, language: LanguageId, text: String) -> String {
        let converter = self.converter.filter(|_| self.site().languages[language].from.is_some());
        converter.map_or(text.clone(), |converter| converter.text(&text))
    }

    /// A text in HTML of a tree that the program converts.
    fn said_html(&self, language: LanguageId, html: String) -> String {
        let converter = self.converter.filter(|_| self.site().languages[language].from.is_some());
        converter.map_or(html.clone(), |converter| traditional::html(&html, converter, &self.by_hand))
    }

    /// Whether texts of both directions can meet on a page.
    fn two_directions(&self) -> bool {
        self.site().languages.iter().any(Language::is_rtl)
    }

    /// Looks at a job; none if there is nothing to make (a sheet that failed).
    pub fn prepare(&self, job: &PageJob) -> Option<Prepared> {
        let site = self.site();
        let prefix = |l: LanguageId| site.languages[l].prefix(l == 0);
        Some(match job {
            PageJob::Entry(id) => self.entry(*id, 1),
            PageJob::List(id, number) => self.entry(*id, *number),
            PageJob::Poster(index, language) => self.poster(*index, *language)?,
            PageJob::Posters(language) => self.posters(*language),
            PageJob::NotFound(language) => self.not_found(*language),
            PageJob::Feed(language) => self.feed(*language),
            PageJob::Calendar(language) => {
                let path = SitePath::from(format!("{}events.ics", prefix(*language)));
                done(format!("calendar {}", site.languages[*language].key), path, self.calendar(*language))
            }
            PageJob::Topics(shelf, language) => self.topics(*shelf, *language),
            PageJob::Topic(shelf, topic, language, number) => self.topic(*shelf, *topic, *language, *number),
            PageJob::TopicFeed(shelf, topic, language) => self.topic_feed(*shelf, *topic, *language),
            PageJob::Redirect(page, old) => self.redirect(*page, old),
            PageJob::Sitemap => done("sitemap".to_string(), SitePath::from("sitemap.xml"), self.sitemap()),
            PageJob::Robots => {
                done("robots".to_string(), SitePath::from("robots.txt"), sitemap::robots(&site.config.base_url))
            }
        })
    }

    /// The bytes of a job's file.
    pub fn make(&self, prepared: Prepared) -> Result<Vec<u8>, Diagnostics> {
        match prepared.content {
            Content::Done(text) => Ok(text.into_bytes()),
            Content::Template { name, kind_template, mut context, language, body, source } => {
                let article = body.map_or(String::new(), |id| {
                    let page = &self.site().pages[id];
                    let root = prepared.path.to_root();
                    let glosses = self.glosses(page);
                    match self.site().beside(page) {
                        Some(other) => self.parallel(page, other, &root, glosses.as_ref()),
                        None => self.written(page, page.language, &root, glosses.as_ref()),
                    }
                });
                context.insert("content", &article);
                let name = kind_template.as_deref().unwrap_or(name);
                let page = self.templates.render(name, &context, &self.site().languages[language].key, &source)?;
                let page =
                    if name.ends_with(".html") && self.two_directions() { direction::marked(page) } else { page };
                Ok(self.converted(language, name, page))
            }
        }
    }

    /// The text of a page as HTML, its links beginning with `root`.
    pub fn body(&self, page: &Page, tree: LanguageId, root: &str) -> String {
        self.written(page, tree, root, None)
    }

    /// What explains the words of a page's text.
    fn glosses(&self, page: &Page) -> Option<Glosses<'_>> {
        Glosses::of(self.site(), self.contexts.glossary, page, self.site().text_of(page)?)
    }

    fn written(&self, page: &Page, tree: LanguageId, root: &str, glosses: Option<&Glosses<'_>>) -> String {
        let Some(text) = self.site().text_of(page) else { return String::new() };
        let written = page.text.map_or(tree, |t| t);
        let resolver = PageResolver { contexts: &self.contexts, text, tree, root, glosses };
        let ctx =
            HtmlContext { lang: &self.site().languages[written], resolver: &resolver, words: &self.words[written] };
        html::html(&text.document.blocks_below(&page.title), &ctx)
    }

    fn base(&self, language: LanguageId, path: &SitePath, section: &str, page: &PageFacet, hash: &mut Hash) -> Context {
        let lang = self.shared.lang(language);
        let site = self.shared.site(&self.contexts, language, path, section);
        let root = path.to_root();
        if self.site().languages[language].from.is_some() {
            hash.text(&format!("{:?}", self.site().config.traditional));
            self.by_hand.iter().for_each(|words| {
                hash.text(words);
            });
        }
        hash.text(&root).add(lang.fingerprint).add(site.fingerprint).value(page);
        let mut context = Context::new();
        context.insert("root", &root);
        context.insert_value("lang", lang.value.clone());
        context.insert_value("site", site.value);
        context.insert("page", page);
        context
    }

    fn finish(&self, id: String, path: SitePath, template: &str, mut hash: Hash, mut content: Content) -> Prepared {
        hash.add(self.templates.fingerprint(template)).text(path.as_str());
        if let Content::Template { kind_template, .. } = &mut content {
            *kind_template = Some(template.to_string());
        }
        Prepared { id, path, fingerprint: hash.finish(), content }
    }

    fn entry(&self, id: PageId, number: usize) -> Prepared {
        let site = self.site();
        let page = &site.pages[id];
        let entry = site.entry_of(page);
        let kind = site.kind_of(entry);
        let path = plan::list_path(&page.path, number);
        let mut facet = self.contexts.page(id);
        if number > 1 {
            facet.path = path.to_string();
            facet.url = site.address(&path);
            facet.alternates.clear();
        }
        let section_name =
            if entry.is_index() { entry.base.trim_end_matches("_index").trim_end_matches('/') } else { &entry.section };
        let mut hash = Hash::new();
        let mut context = self.base(page.language, &path, section_name, &facet, &mut hash);
        // A page that does not show those beside it need not be made again when one of them changes.
        let shows_neighbours = !entry.is_index() && self.templates.looks_at(&kind.template, "neighbours");
        let neighbours = if shows_neighbours { self.contexts.neighbours(id) } else { Neighbours::default() };
        let section = self.contexts.section(id, number);
        let home = (entry.base == "_index").then(|| self.contexts.home(page.language));
        let glossary = (kind.id == GLOSSARY).then(|| glossary::facet(site, page, site.text_of(page)));
        hash.value(&neighbours).value(&section).value(&home).value(&glossary);
        context.insert("glossary", &glossary);
        context.insert("neighbours", &neighbours);
        context.insert("section", &section);
        context.insert("home", &home);
        let text = site.text_of(page).filter(|_| number == 1);
        if let Some(text) = text {
            hash.add(text.document.fingerprint);
            self.hash_links(text, page.language, &mut hash);
            if let Some(other) = site.beside(page)
                && let Some(twin) = &entry.texts[other]
            {
                hash.add(twin.document.fingerprint);
                self.hash_links(twin, other, &mut hash);
            }
            if let Some(glosses) = self.glosses(page) {
                glosses.hash(&text.document.text[text.document.body..], &mut hash);
            }
        } else {
            context.insert("content", "");
        }
        let source = text.map_or_else(|| Place::file(&site.config.path), |t| Place::file(&t.document.path));
        let content = Content::Template {
            name: "page.html",
            kind_template: None,
            context: Box::new(context),
            language: page.language,
            body: text.map(|_| id),
            source,
        };
        let key = &site.languages[page.language].key;
        let name = format!("page {key} {} {number}", entry.base);
        self.finish(name, path, &kind.template, hash, content)
    }

    /// What the links of a text lead to: a page that moves changes the pages that link to it.
    fn hash_links(&self, text: &Text, tree: LanguageId, hash: &mut Hash) {
        let resolver = PageResolver { contexts: &self.contexts, text, tree, root: "", glosses: None };
        for fact in &text.document.links {
            if fact.picture {
                let picture = resolver.picture(&fact.target);
                hash.text(&picture.map_or(String::new(), |p| p.src));
            } else if let Resolved::Url(url) = resolver.link(&fact.target) {
                hash.text(&url);
            } else {
                hash.number(0);
            }
        }
    }

    fn t(&self, language: LanguageId, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.strings.get(&self.site().languages[language].key, key, args).unwrap_or_else(|| key.to_string())
    }

    fn poster(&self, index: usize, language: LanguageId) -> Option<Prepared> {
        let site = self.site();
        let sheet = &self.sheets[index];
        let poster = (self.poster)(index, language)?;
        let twins: Vec<(LanguageId, SitePath)> = self.poster_twins(index);
        let path = plan::poster_path(site, sheet, language);
        let title = format!("{} · {} · {}", poster.title, poster.format_name, poster.languages_name);
        let mut facet = self.contexts.made_page("poster", &title, language, &twins);
        facet.path = path.to_string();
        facet.url = site.address(&path);
        facet.crumbs.push(super::facets::CrumbFacet {
            title: self.t(language, "posters", &[]),
            path: format!("{}posters/index.html", site.languages[language].prefix(language == 0)),
            lang: None,
        });
        let mut hash = Hash::new();
        let mut context = self.base(language, &path, "posters", &facet, &mut hash);
        hash.value(&poster);
        context.insert("poster", &poster);
        let id = format!("poster-page {} {}", site.languages[language].key, sheet.name);
        Some(self.template(id, path, "poster.html", language, context, hash))
    }

    /// The pages of the sheet's siblings in other languages: the same template and format, in the tree's own language or both.
    fn poster_twins(&self, index: usize) -> Vec<(LanguageId, SitePath)> {
        let sheet = &self.sheets[index];
        let alone = sheet.languages.len() == 1;
        let like = |other: &&SheetPlan| {
            other.entry == sheet.entry
                && other.template == sheet.template
                && other.format == sheet.format
                && (other.languages.len() == 1) == alone
        };
        let mut twins: Vec<(LanguageId, SitePath)> = Vec::new();
        for other in self.sheets.iter().filter(like) {
            for language in plan::poster_languages(other) {
                twins.push((*language, plan::poster_path(self.site(), other, *language)));
            }
        }
        twins.sort();
        twins
    }

    fn posters(&self, language: LanguageId) -> Prepared {
        let site = self.site();
        let twins: Vec<(LanguageId, SitePath)> = (0..site.languages.len())
            .map(|l| (l, SitePath::from(format!("{}posters/index.html", site.languages[l].prefix(l == 0)))))
            .collect();
        let title = self.t(language, "posters", &[]);
        let facet = self.contexts.made_page("posters", &title, language, &twins);
        let path = twins[language].1.clone();
        let mut hash = Hash::new();
        let mut context = self.base(language, &path, "posters", &facet, &mut hash);
        // A converted tree has no sheets but those written by hand; it shows those of the pages it is made from.
        let shown = site.source_of(language).unwrap_or(language);
        let cards: Vec<PosterCard> = (0..self.sheets.len())
            .filter(|i| plan::poster_languages(&self.sheets[*i]).first() == Some(&shown))
            .filter_map(|i| Some(card_of(&(self.poster)(i, shown)?, plan::poster_path(site, &self.sheets[i], shown))))
            .collect();
        hash.value(&cards);
        context.insert("posters", &cards);
        let id = format!("posters {}", site.languages[language].key);
        self.template(id, path, "posters.html", language, context, hash)
    }

    fn not_found(&self, language: LanguageId) -> Prepared {
        let site = self.site();
        let twins: Vec<(LanguageId, SitePath)> = (0..site.languages.len())
            .map(|l| (l, SitePath::from(format!("{}404.html", site.languages[l].prefix(l == 0)))))
            .collect();
        let title = self.t(language, "not-found", &[]);
        let facet = self.contexts.made_page("404", &title, language, &twins);
        let path = twins[language].1.clone();
        let mut hash = Hash::new();
        let mut context = self.base(language, &path, "", &facet, &mut hash);
        // The page is shown at any depth, so its links begin at the root of the host.
        let root = site.config.base_path();
        hash.text(&root);
        context.insert("root", &root);
        let id = format!("404 {}", site.languages[language].key);
        self.template(id, path, "404.html", language, context, hash)
    }

    fn template(
        &self,
        id: String,
        path: SitePath,
        template: &'static str,
        language: LanguageId,
        context: Context,
        hash: Hash,
    ) -> Prepared {
        let content = Content::Template {
            name: template,
            kind_template: None,
            context: Box::new(context),
            language,
            body: None,
            source: Place::file(&self.site().config.path),
        };
        self.finish(id, path, template, hash, content)
    }

    fn feed(&self, language: LanguageId) -> Prepared {
        let site = self.site();
        let key = &site.languages[language].key;
        self.feed_of(FeedOrder {
            id: format!("feed {key}"),
            path: SitePath::from(format!("{}feed.xml", site.languages[language].prefix(language == 0))),
            name: site.config.title.get(key).to_string(),
            home: site.home(language).map_or(String::new(), |h| site.address(&h.path)),
            entries: (0..site.entries.len()).filter(|id| !site.entries[*id].is_index()).collect(),
            language,
        })
    }

    fn feed_of(&self, order: FeedOrder) -> Prepared {
        let site = self.site();
        let FeedOrder { id, path, name, home, entries: mut ids, language } = order;
        let shown = site.source_of(language).unwrap_or(language);
        ids.retain(|id| site.entries[*id].texts[shown].as_ref().is_some_and(|t| t.fields.contains_key("date")));
        section::sort(&mut ids, &site.entries, Order::Date, site.today);
        ids.truncate(FEED_ENTRIES);
        let entries: Vec<FeedEntry> = ids.iter().map(|id| self.feed_entry(site.entries[*id].pages[language])).collect();
        let updated = entries
            .iter()
            .map(|e| e.updated_iso.clone())
            .max()
            .unwrap_or_else(|| "2000-01-01T00:00:00+08:00".to_string());
        let facet =
            self.contexts.made_page("feed", site.config.title.get(&site.languages[language].key), language, &[]);
        let mut hash = Hash::new();
        let mut context = self.base(language, &path, "", &facet, &mut hash);
        let feed_url = site.address(&path);
        hash.value(&entries).text(&updated).text(&feed_url).text(&name).text(&home);
        context.insert("feed_name", &name);
        context.insert("entries", &entries);
        context.insert("feed_url", &feed_url);
        context.insert("home_url", &home);
        context.insert("updated_iso", &updated);
        self.template(id, path, "feed.xml", language, context, hash)
    }

    fn feed_entry(&self, id: PageId) -> FeedEntry {
        let site = self.site();
        let page = &site.pages[id];
        let stamp = |name: &str| {
            let day = site.text_of(page).and_then(|t| field::day(&t.fields, name));
            day.map(|d| format!("{}T00:00:00+08:00", d.0))
        };
        let published = stamp("date").unwrap_or_default();
        FeedEntry {
            card: self.contexts.card(id),
            url: site.address(&page.path),
            updated_iso: stamp("updated").unwrap_or_else(|| published.clone()),
            published_iso: published,
            content: self.said_html(page.language, self.body(page, page.language, &site.config.base_url)),
        }
    }

    fn calendar(&self, language: LanguageId) -> String {
        let site = self.site();
        let language_of = &site.languages[language];
        let mut events: Vec<Event> = Vec::new();
        for entry in &site.entries {
            let page = &site.pages[entry.pages[language]];
            let Some(text) = site.text_of(page) else { continue };
            let moment = |name: &str| match text.fields.get(name).map(|f| &f.value) {
                Some(FieldValue::Moment(moment)) => Some(*moment),
                _ => None,
            };
            let (Some(start), Some(date)) = (moment("start"), field::day(&text.fields, "date")) else { continue };
            let location = match text.fields.get("place").map(|f| &f.value) {
                Some(FieldValue::Place(place)) => match site.places.say(place, &language_of.key) {
                    (name, Some(address)) => {
                        format!("{name}{}{address}", if language_of.is_chinese() { "，" } else { ", " })
                    }
                    (name, None) => name,
                },
                _ => String::new(),
            };
            let written = page.text.map_or(language, |t| t);
            let one = Event {
                uid: format!("{}@{}", entry.base, site.config.host()),
                stamp: field::day(&text.fields, "updated").unwrap_or(date),
                start,
                end: moment("end"),
                title: self.said(language, page.title.clone()),
                summary: self.said(language, page.summary.clone()),
                location: self.said(language, location),
                url: site.address(&page.path),
                language: site.languages[if site.is_converted(page) { language } else { written }].tag.clone(),
            };
            match repeat::of(&text.fields).filter(|repeat| !repeat.days.is_empty()) {
                None => events.push(one),
                // An event a day, each with its own name for life: readers of calendars understand that, and few understand RDATE.
                Some(repeat) => events.extend(repeat.offsets(start.day()).map(|(day, by)| Event {
                    uid: format!("{}/{}@{}", entry.base, day.0, site.config.host()),
                    start: repeat::moment_after(start, by),
                    end: moment("end").map(|end| repeat::moment_after(end, by)),
                    ..one.clone()
                })),
            }
        }
        events.sort_by(|a, b| (a.start, &a.uid).cmp(&(b.start, &b.uid)));
        calendar::calendar(&self.said(language, site.config.title.get(&language_of.key).to_string()), &events)
    }

    fn redirect(&self, id: PageId, old: &SitePath) -> Prepared {
        let site = self.site();
        let page = &site.pages[id];
        let mut to = old.to_root();
        html::push_text(&mut to, page.path.as_str());
        let mut title = String::new();
        html::push_text(&mut title, &page.title);
        let tag = &site.languages[page.language].tag;
        let mut canonical = String::new();
        html::push_text(&mut canonical, &site.address(&page.path));
        let text = format!(
            "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{title}</title><link rel=\"canonical\" href=\"{canonical}\"><meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"refresh\" content=\"0; url={to}\"></head><body><p><a href=\"{to}\">{title}</a></p></body></html>"
        );
        done(format!("redirect {old}"), old.clone(), text)
    }

    fn sitemap(&self) -> String {
        let site = self.site();
        let mut locations = Vec::new();
        for page in site.pages.iter().filter(|p| site.is_real(p)) {
            let twins = self.contexts.twins(site.entry_of(page));
            let changed = site
                .text_of(page)
                .and_then(|t| field::day(&t.fields, "updated").or_else(|| field::day(&t.fields, "date")));
            locations.push(Location {
                url: site.address(&page.path),
                changed: changed.map(|d| d.0.to_string()),
                alternates: self.contexts.alternates(&twins),
            });
        }
        for index in 0..self.sheets.len() {
            let twins = self.poster_twins(index);
            for language in plan::poster_languages(&self.sheets[index]) {
                if (self.poster)(index, *language).is_some() {
                    let path = plan::poster_path(site, &self.sheets[index], *language);
                    let alternates = self.contexts.alternates(&twins);
                    locations.push(Location { url: site.address(&path), changed: None, alternates });
                }
            }
        }
        if !self.sheets.is_empty() {
            let twins: Vec<(LanguageId, SitePath)> = site
                .own_languages()
                .map(|l| (l, SitePath::from(format!("{}posters/index.html", site.languages[l].prefix(l == 0)))))
                .collect();
            let alternates = self.contexts.alternates(&twins);
            locations.extend(twins.iter().map(|(_, path)| Location {
                url: site.address(path),
                changed: None,
                alternates: alternates.clone(),
            }));
        }
        self.topic_locations(&mut locations);
        sitemap::sitemap(&locations)
    }
}

/// What lists show of a poster.
pub fn card_of(poster: &PosterFacet, path: SitePath) -> PosterCard {
    PosterCard {
        title: poster.title.clone(),
        format: poster.format.clone(),
        format_name: poster.format_name.clone(),
        languages_name: poster.languages_name.clone(),
        path: path.to_string(),
        preview: poster.preview.clone(),
        pdf: poster.pdf.clone(),
    }
}

fn done(id: String, path: SitePath, text: String) -> Prepared {
    let mut hash = Hash::new();
    hash.text(path.as_str()).text(&text);
    Prepared { id, path, fingerprint: hash.finish(), content: Content::Done(text) }
}

/// Resolves the links and pictures of one text in one tree.
pub(super) struct PageResolver<'a> {
    pub(super) contexts: &'a Contexts<'a>,
    pub(super) text: &'a Text,
    pub(super) tree: LanguageId,
    pub(super) root: &'a str,
    pub(super) glosses: Option<&'a Glosses<'a>>,
}

impl Resolver for PageResolver<'_> {
    fn terms(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        self.glosses.map_or_else(Vec::new, |glosses| glosses.find(text))
    }

    fn gloss(&self, term: usize) -> Option<Gloss> {
        self.glosses?.gloss(term, self.root)
    }

    fn link(&self, target: &str) -> Resolved {
        let site = self.contexts.site;
        match link::resolve(site, self.text.folder(), target, self.tree) {
            Target::Page { page, anchor } => {
                let path = &site.pages[page].path;
                let anchor = anchor.filter(|a| !a.is_empty()).map_or(String::new(), |a| format!("#{a}"));
                Resolved::Url(format!("{}{path}{anchor}", self.root))
            }
            Target::Anchor(anchor) => Resolved::Url(format!("#{anchor}")),
            Target::File(path) => {
                let picture = self.contexts.pictures.get(&path).map(|p| p.src.clone());
                Resolved::Url(format!(
                    "{}{}",
                    self.root,
                    picture.unwrap_or_else(|| url::file_path(&self.contexts.site.pinyin, &path))
                ))
            }
            Target::Outside(url) => Resolved::External(url),
            Target::Held | Target::Escapes | Target::Broken { .. } => Resolved::Nothing,
        }
    }

    fn picture(&self, target: &str) -> Option<PictureMarkup> {
        let site = self.contexts.site;
        let Target::File(path) = link::resolve(site, self.text.folder(), target, self.tree) else { return None };
        let files = self.contexts.pictures.get(&path)?;
        let sizes = |list: &[(SitePath, u32)]| list.iter().map(|(p, w)| (format!("{}{p}", self.root), *w)).collect();
        Some(PictureMarkup {
            src: format!("{}{}", self.root, files.src),
            srcset: sizes(&files.srcset),
            webp: sizes(&files.webp),
            width: files.width,
            height: files.height,
        })
    }
}
