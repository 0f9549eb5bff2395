//! The facts of each page, brought into the form templates see.
//!
//! In: the site, the pictures and sheets that were made, the names of assets. Out: facets. Renders nothing; the HTML of a
//! page's text is not among them and is written only when the page's fingerprint is new.
//! Longer than other files: one function for each facet, which all look at the same site.

use serde_json::{Map, Value};

use super::facets::{
    AlternateFacet, BookletFacet, Card, ContactFacet, CrumbFacet, FallbackFacet, FilingFacet, HomeFacet, LangFacet,
    MenuFacet, Neighbours, OutlineFacet, PageFacet, PageNumber, PagingFacet, ParallelFacet, PictureFacet, PosterCard,
    SectionFacet, SectionLink, SiteFacet, SizeFacet, StaleFacet, TextLang, TopicLink, TranslationFacet,
};
use crate::asset::files::{PictureFiles, PictureTable};
use crate::base::config::MenuEntry;
use crate::base::date::DayText;
use crate::base::lang::Language;
use crate::base::length::Length;
use crate::base::localdate;
use crate::base::path::SitePath;
use crate::document::HeadingFact;
use crate::plan;
use crate::site::field::{self, FieldValue, Fields};
use crate::site::link::{self, Target};
use crate::site::topic::{self, Shelf};
use crate::site::values::{self, Spoken};
use crate::site::{Entry, EntryId, LanguageId, Page, PageId, Site, Text, section, url};
use crate::theme::kind::Order;
use crate::translation::Tracking;

/// Cards of one kind on the home page, at most.
const HOME_CARDS: usize = 5;

/// Names of the theme's assets as they are published.
#[derive(Clone, Debug)]
pub struct AssetNames {
    /// The stylesheet.
    pub css: String,
    /// The script, if the theme has one.
    pub js: Option<String>,
    /// The icon.
    pub favicon: String,
}

/// What contexts are made from.
pub struct Contexts<'a> {
    /// The site.
    pub site: &'a Site,
    /// How the translations stand to their originals.
    pub tracking: &'a Tracking,
    /// The pictures.
    pub pictures: &'a PictureTable,
    /// The assets.
    pub assets: &'a AssetNames,
    /// Cards of the posters of an entry in a tree.
    pub posters: &'a (dyn Fn(EntryId, LanguageId) -> Vec<PosterCard> + Sync),
    /// Whether there are posters at all.
    pub has_posters: bool,
    /// Whether there is a calendar (`plan::announces`): found out once, for it looks at every entry.
    pub announces: bool,
    /// The pages of the glossary, by language of the tree (`glossary::glossary`): found out once, like the calendar.
    pub glossary: Option<&'a [PageId]>,
    /// What the way home is called, by language.
    pub home_names: &'a [String],
}

impl Contexts<'_> {
    /// The facet of a language.
    pub fn lang(&self, id: LanguageId) -> LangFacet {
        let language = &self.site.languages[id];
        let Language { key, tag, name, dir, from } = language.clone();
        LangFacet {
            key,
            tag,
            dir,
            name,
            is_default: id == 0,
            chinese: language.is_chinese(),
            og: language.og_locale().map(str::to_string),
            from,
        }
    }

    /// The facet of the site for a page of `path` in the tree of `language`; `section` is the folder the page stands in.
    pub fn site(&self, language: LanguageId, path: &SitePath, section: &str) -> SiteFacet {
        let site = self.site;
        let key = site.languages[language].key.as_str();
        let prefix = site.languages[language].prefix(language == 0);
        let contacts = site.config.contacts.iter().map(|c| ContactFacet {
            number: c.number.clone(),
            name: c.name.get(key).to_string(),
            usage: c.usage.get(key).to_string(),
        });
        SiteFacet {
            title: site.config.title.get(key).to_string(),
            description: site.config.description.get(key).to_string(),
            base_url: site.config.base_url.clone(),
            issuer: site.config.issuer.get(key).to_string(),
            home: site.home(language).map_or("index.html".to_string(), |p| p.path.to_string()),
            contacts: contacts.collect(),
            filing: FilingFacet {
                icp: site.config.filing.icp.clone(),
                police: site.config.filing.police.clone(),
                site_id: site.config.filing.site_id.clone(),
            },
            feed: Some(format!("{prefix}feed.xml")),
            calendar: self.announces.then(|| format!("{prefix}events.ics")),
            menu: self.menu(language, path, section),
            languages: (0..site.languages.len()).map(|l| self.lang(l)).collect(),
            css: self.assets.css.clone(),
            js: self.assets.js.clone(),
            favicon: self.assets.favicon.clone(),
            topic_index: self.shelf_index(Shelf::Topics, language),
            audience_index: self.shelf_index(Shelf::Audience, language),
            poster_index: self.has_posters.then(|| format!("{prefix}posters/index.html")),
            glossary: self.glossary.and_then(|g| Some(site.pages[*g.get(language)?].path.to_string())),
        }
    }

    /// The menu of the settings; without one, the sections.
    fn menu(&self, language: LanguageId, path: &SitePath, section: &str) -> Vec<MenuFacet> {
        let site = self.site;
        let items = self.menu_items(language).into_iter().zip(self.current(language, path, section));
        let facets = items.map(|((id, name), current)| {
            let target = &site.pages[site.entries[id].pages[language]];
            MenuFacet {
                name: if name.is_empty() { target.title.clone() } else { name.to_string() },
                path: target.path.to_string(),
                current,
                lang: if name.is_empty() { self.foreign(target) } else { None },
            }
        });
        facets.collect()
    }

    /// What the menu of a tree has, in order: the entries it leads to, each with its words, which are empty where the page's title is meant.
    fn menu_items(&self, language: LanguageId) -> Vec<(EntryId, &str)> {
        let site = self.site;
        let key = &site.languages[language].key;
        if !site.config.menu.is_empty() {
            let items = site.config.menu.iter().filter(|item| item.is_for(key));
            let target = |item: &MenuEntry| site.entry_at(item.page.trim_start_matches('/')).map(|(entry, _)| entry);
            return items.filter_map(|item| Some((target(item)?, item.name.get(key)))).collect();
        }
        let top = site.sections.get("").map_or(&[][..], |s| &s.folders);
        top.iter().map(|folder| (site.sections[folder].entry, "")).collect()
    }

    /// What the entries of a tree's menu lead to, in order.
    pub fn menu_entries(&self, language: LanguageId) -> Vec<EntryId> {
        self.menu_items(language).into_iter().map(|(entry, _)| entry).collect()
    }

    /// Which entries of the menu a page of `path` in `section` belongs to, in the order of the menu.
    pub fn current(&self, language: LanguageId, path: &SitePath, section: &str) -> Vec<bool> {
        let site = self.site;
        let is_current = |id: EntryId| {
            let entry = &site.entries[id];
            let inside = entry.base.strip_suffix("/_index").is_some_and(|folder| {
                section.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            });
            inside || site.pages[entry.pages[language]].path == *path
        };
        self.menu_entries(language).into_iter().map(is_current).collect()
    }

    /// The facet of an entry's page.
    pub fn page(&self, id: PageId) -> PageFacet {
        let site = self.site;
        let page = &site.pages[id];
        let entry = site.entry_of(page);
        let kind = site.kind_of(entry);
        let language = &site.languages[page.language];
        let text = site.text_of(page);
        let none = Fields::new();
        let fields = text.map_or(&none, |t| &t.fields);
        let written = page.text.map_or(language, |t| &site.languages[t]);
        let own = |name: &str| field::text(fields, name).map(str::to_string);
        let length = text.map_or_else(Length::default, |t| t.document.length);
        let (translations, alternates) = self.translations(page);
        PageFacet {
            kind: kind.id.clone(),
            kind_name: kind.name.get(&language.key).to_string(),
            title: page.title.clone(),
            summary: page.summary.clone(),
            path: page.path.to_string(),
            url: self.canonical(page),
            is_home: entry.base == "_index",
            date: self.day(fields, "date", page),
            updated: self.day(fields, "updated", page),
            expires: self.day(fields, "expires", page),
            expired: site.is_expired(fields),
            draft: field::flag(fields, "draft").unwrap_or(false),
            scheduled: field::day(fields, "date").is_some_and(|d| d > site.today),
            past: site.is_past(fields),
            outline: text.map_or_else(Vec::new, |t| {
                outline(&t.document.headings[usize::from(t.document.repeats(&page.title))..])
            }),
            words: length.total(),
            han: length.han,
            minutes: length.minutes(),
            fields: self.fields(page, text, None),
            picture: self.picture(page, text),
            issuer: own("issuer").unwrap_or_else(|| site.config.issuer.get(&written.key).to_string()),
            contact: own("contact").unwrap_or_default(),
            audience: list(fields, "audience"),
            topics: list(fields, "topics"),
            topic_links: self.topic_links(Shelf::Topics, page),
            audience_links: self.topic_links(Shelf::Audience, page),
            crumbs: self.crumbs(entry, page.language),
            weight: field::number(fields, "weight").unwrap_or(0.0),
            lang: text_lang(written),
            converted: self.converted(page),
            fallback: (!site.is_real(page) && !site.is_converted(page))
                .then(|| FallbackFacet { language_name: written.name.clone(), language_key: written.key.clone() }),
            stale: self.stale(page, &translations),
            parallel: self.parallel(page),
            translations,
            alternates,
            posters: (self.posters)(page.entry, page.language),
            source_file: text.map_or(String::new(), |t| t.document.path.to_string()),
        }
    }

    /// The facet of a page without a source (`poster`, `posters`, `404`); `twins` are its paths in the trees that have it.
    pub fn made_page(
        &self,
        kind: &str,
        title: &str,
        language: LanguageId,
        twins: &[(LanguageId, SitePath)],
    ) -> PageFacet {
        let site = self.site;
        let own = &site.languages[language];
        let path = twins.iter().find(|(l, _)| *l == language).map_or_else(|| SitePath::from(""), |(_, p)| p.clone());
        let at = |l: LanguageId| twins.iter().find(|(t, _)| *t == l).map(|(_, p)| p.clone());
        let home = |l: LanguageId| site.home(l).map_or_else(|| SitePath::from("index.html"), |p| p.path.clone());
        let translations = site.languages.iter().enumerate().map(|(l, lang)| {
            let target = at(l);
            let real = target.is_some();
            let target = target.unwrap_or_else(|| home(l));
            TranslationFacet {
                key: lang.key.clone(),
                tag: lang.tag.clone(),
                name: lang.name.clone(),
                url: site.address(&target),
                path: target.to_string(),
                real,
                og: lang.og_locale().map(str::to_string),
            }
        });
        let own_twins: Vec<(LanguageId, SitePath)> =
            twins.iter().filter(|(l, _)| site.languages[*l].from.is_none()).cloned().collect();
        // A tree that the program converts is no translation: search engines are led to what it is made from.
        let source = site.source_of(language).and_then(at);
        let alternates = if kind == "404" || source.is_some() { Vec::new() } else { self.alternates(&own_twins) };
        PageFacet {
            kind: kind.to_string(),
            kind_name: title.to_string(),
            title: title.to_string(),
            summary: String::new(),
            url: if kind == "404" { String::new() } else { site.address(source.as_ref().unwrap_or(&path)) },
            path: path.to_string(),
            is_home: false,
            date: None,
            updated: None,
            expires: None,
            expired: false,
            draft: false,
            scheduled: false,
            past: false,
            outline: Vec::new(),
            words: 0,
            han: 0,
            minutes: 0,
            fields: Map::new(),
            picture: None,
            issuer: site.config.issuer.get(&own.key).to_string(),
            contact: String::new(),
            audience: Vec::new(),
            topics: Vec::new(),
            topic_links: Vec::new(),
            audience_links: Vec::new(),
            crumbs: vec![CrumbFacet { title: self.home_title(language), path: home(language).to_string(), lang: None }],
            weight: 0.0,
            lang: text_lang(own),
            converted: site.source_of(language).and_then(at).map(|there| there.to_string()),
            fallback: None,
            stale: None,
            parallel: None,
            translations: translations.collect(),
            alternates,
            posters: Vec::new(),
            source_file: String::new(),
        }
    }

    /// The language of a page's title where it is not that of its tree.
    fn foreign(&self, page: &Page) -> Option<TextLang> {
        let written = page.text.filter(|text| *text != page.language)?;
        Some(text_lang(&self.site.languages[written]))
    }

    /// The path of the page that this one is converted from.
    fn converted(&self, page: &Page) -> Option<String> {
        let site = self.site;
        let source = page.text.filter(|_| site.is_converted(page))?;
        Some(site.pages[site.entries[page.entry].pages[source]].path.to_string())
    }

    /// The state of the translation that the page shows, alone or beside its own text.
    fn stale(&self, page: &Page, translations: &[TranslationFacet]) -> Option<StaleFacet> {
        let site = self.site;
        let origin = site.entry_of(page).origin?;
        let own = page.text.filter(|text| *text == page.language && *text != origin);
        let shown = own.or_else(|| site.beside(page))?;
        let state = self.tracking.state(page.entry, shown).filter(|state| state.is_stale())?;
        Some(StaleFacet {
            confirmed: localdate::day_text(state.confirmed?, &site.languages[page.language]),
            beside: own.is_none(),
            language_name: site.languages[shown].name.clone(),
            original: translations.get(origin)?.clone(),
        })
    }

    /// What the second language of a parallel page says.
    fn parallel(&self, page: &Page) -> Option<ParallelFacet> {
        let site = self.site;
        let other = site.beside(page)?;
        let language = &site.languages[other];
        let twin = &site.pages[site.entry_of(page).pages[other]];
        let text = site.text_of(twin)?;
        let issuer = field::text(&text.fields, "issuer");
        Some(ParallelFacet {
            key: language.key.clone(),
            name: language.name.clone(),
            lang: text_lang(language),
            title: twin.title.clone(),
            summary: twin.summary.clone(),
            issuer: issuer.map_or_else(|| site.config.issuer.get(&language.key).to_string(), str::to_string),
            date: self.day(&text.fields, "date", twin),
            fields: self.fields(twin, Some(text), None),
        })
    }

    fn home_title(&self, language: LanguageId) -> String {
        self.home_names[language].clone()
    }

    /// The address search engines should know: of the original where this is only a stand-in.
    pub fn canonical(&self, page: &Page) -> String {
        let site = self.site;
        let real = match page.text {
            Some(text) if text != page.language => &site.pages[site.entries[page.entry].pages[text]],
            Some(_) | None => page,
        };
        site.address(&real.path)
    }

    /// The trees in which an entry has a text of its own, with its path there; all of them for a folder without a page.
    pub fn twins(&self, entry: &Entry) -> Vec<(LanguageId, SitePath)> {
        let pages = entry.pages.iter().map(|p| &self.site.pages[*p]);
        pages.filter(|p| self.site.is_real(p)).map(|p| (p.language, p.path.clone())).collect()
    }

    /// `hreflang` links for paths that are translations of each other; none where there is only one.
    pub fn alternates(&self, twins: &[(LanguageId, SitePath)]) -> Vec<AlternateFacet> {
        let Some((_, first)) = twins.first().filter(|_| twins.len() > 1) else { return Vec::new() };
        let mut alternates: Vec<AlternateFacet> = twins
            .iter()
            .map(|(l, path)| AlternateFacet {
                hreflang: self.site.languages[*l].tag.clone(),
                url: self.site.address(path),
            })
            .collect();
        alternates.push(AlternateFacet { hreflang: "x-default".to_string(), url: self.site.address(first) });
        alternates
    }

    fn translations(&self, page: &Page) -> (Vec<TranslationFacet>, Vec<AlternateFacet>) {
        let site = self.site;
        let entry = site.entry_of(page);
        let all = entry.pages.iter().map(|id| {
            let twin = &site.pages[*id];
            let lang = &site.languages[twin.language];
            TranslationFacet {
                key: lang.key.clone(),
                tag: lang.tag.clone(),
                name: lang.name.clone(),
                path: twin.path.to_string(),
                url: site.address(&twin.path),
                real: site.is_real(twin),
                og: lang.og_locale().map(str::to_string),
            }
        });
        let alternates = if site.is_real(page) { self.alternates(&self.twins(entry)) } else { Vec::new() };
        (all.collect(), alternates)
    }

    fn crumbs(&self, entry: &Entry, language: LanguageId) -> Vec<CrumbFacet> {
        let site = self.site;
        let mut crumbs = Vec::new();
        if entry.base == "_index" {
            return crumbs;
        }
        let mut folder = Some(entry.section.as_str());
        while let Some(name) = folder {
            if let Some(section) = site.sections.get(name) {
                let page = &site.pages[site.entries[section.entry].pages[language]];
                let title = if name.is_empty() { self.home_title(language) } else { page.title.clone() };
                let lang = if name.is_empty() { None } else { self.foreign(page) };
                crumbs.push(CrumbFacet { title, path: page.path.to_string(), lang });
            }
            folder = (!name.is_empty()).then(|| name.rsplit_once('/').map_or("", |(up, _)| up));
        }
        crumbs.reverse();
        crumbs
    }

    fn day(&self, fields: &Fields, name: &str, page: &Page) -> Option<DayText> {
        Some(localdate::day_text(field::day(fields, name)?, &self.site.languages[page.language]))
    }

    /// Fields of a page; `only` limits them to those of a card.
    fn fields(&self, page: &Page, text: Option<&Text>, only: Option<&[String]>) -> Map<String, Value> {
        let Some(text) = text else { return Map::new() };
        let site = self.site;
        let written = page.text.map_or(page.language, |t| t);
        let file = |typed: &str| self.file(text, typed, page.language);
        let kind = site.kind_of(site.entry_of(page));
        let spoken = Spoken { text: &site.languages[written], page: &site.languages[page.language] };
        let showing = values::Showing::new(site, kind, spoken, &file);
        match only {
            None => showing.all(&kind.fields, &text.fields),
            Some(names) => names
                .iter()
                .filter_map(|name| {
                    let field = kind.fields.iter().find(|f| f.name == *name)?;
                    Some((name.clone(), showing.one(field, text.fields.get(name)?)))
                })
                .collect(),
        }
    }

    /// The path of a file that a field names.
    fn file(&self, text: &Text, typed: &str, language: LanguageId) -> Option<String> {
        match link::resolve(self.site, text.folder(), typed, language) {
            Target::File(path) => Some(
                self.pictures
                    .get(&path)
                    .map_or_else(|| url::file_path(&self.site.pinyin, &path), |p| p.src.clone())
                    .to_string(),
            ),
            _ => None,
        }
    }

    fn picture(&self, page: &Page, text: Option<&Text>) -> Option<PictureFacet> {
        let text = text?;
        let Some(FieldValue::File(typed)) = text.fields.get("picture").map(|f| &f.value) else { return None };
        let Target::File(path) = link::resolve(self.site, text.folder(), typed, page.language) else { return None };
        let alt = field::text(&text.fields, "picture_alt").unwrap_or_default();
        Some(picture_facet(self.pictures.get(&path)?, alt))
    }

    /// What other pages of the same tree show of a page.
    pub fn card(&self, id: PageId) -> Card {
        let site = self.site;
        let page = &site.pages[id];
        let kind = site.kind_of(site.entry_of(page));
        let text = site.text_of(page);
        let none = Fields::new();
        let fields = text.map_or(&none, |t| &t.fields);
        let written = page.text.map_or(page.language, |t| t);
        Card {
            kind: kind.id.clone(),
            kind_name: kind.name.get(&site.languages[page.language].key).to_string(),
            title: page.title.clone(),
            summary: page.summary.clone(),
            path: page.path.to_string(),
            date: self.day(fields, "date", page),
            fields: self.fields(page, text, Some(&kind.card)),
            picture: self.picture(page, text),
            expired: site.is_expired(fields),
            past: site.is_past(fields),
            lang: text_lang(&site.languages[written]),
            fallback: !site.is_real(page) && !site.is_converted(page),
            weight: field::number(fields, "weight").unwrap_or(0.0),
        }
    }

    /// The pages before and after an entry in its section.
    pub fn neighbours(&self, id: PageId) -> Neighbours {
        let site = self.site;
        let page = &site.pages[id];
        let entry = site.entry_of(page);
        let Some(position) = site.position(page.entry) else { return Neighbours::default() };
        let ids = &site.sections[&entry.section].entries;
        let card = |at: Option<usize>| Some(self.card(site.entries[*ids.get(at?)?].pages[page.language]));
        Neighbours { prev: card(position.checked_sub(1)), next: card(Some(position + 1)) }
    }

    /// What is in the folder of an index page: page `number` of its list.
    pub fn section(&self, id: PageId, number: usize) -> Option<SectionFacet> {
        let site = self.site;
        let page = &site.pages[id];
        let folder = site.entries[page.entry].base.strip_suffix("_index")?.trim_end_matches('/');
        let section = site.sections.get(folder).filter(|s| s.entry == page.entry)?;
        let pages = plan::list_pages(site, page.entry);
        let size = if pages > 1 { site.config.page_size } else { usize::MAX };
        let from = (number - 1).saturating_mul(size).min(section.entries.len());
        let to = from.saturating_add(size).min(section.entries.len());
        let inner =
            section.folders.iter().filter(|_| number == 1 && !folder.is_empty()).map(|f| site.sections[f].entry);
        let shown = inner.chain(section.entries[from..to].iter().copied());
        Some(SectionFacet {
            title: page.title.clone(),
            path: page.path.to_string(),
            cards: shown.map(|e| self.card(site.entries[e].pages[page.language])).collect(),
            total: section.entries.len(),
            paging: paging(&page.path, number, pages),
        })
    }

    /// What the home page shows.
    pub fn home(&self, language: LanguageId) -> HomeFacet {
        let site = self.site;
        let card = |id: &EntryId| self.card(site.entries[*id].pages[language]);
        let of_kind = |kind: &str| -> Vec<EntryId> {
            let mut ids: Vec<EntryId> = (0..site.entries.len())
                .filter(|id| site.entries[*id].kind == kind && site.entries[*id].origin.is_some())
                .collect();
            section::sort(&mut ids, &site.entries, site.kinds.get(kind).map_or(Order::Date, |k| k.order), site.today);
            ids
        };
        let is_past = |id: &EntryId| site.entries[*id].original().is_some_and(|t| site.is_past(&t.fields));
        let is_expired = |id: &EntryId| site.entries[*id].original().is_some_and(|t| site.is_expired(&t.fields));
        let mut announced: Vec<EntryId> = (0..site.entries.len())
            .filter(|id| site.entries[*id].original().is_some_and(|t| t.fields.contains_key("start")))
            .collect();
        section::sort(&mut announced, &site.entries, Order::Start, site.today);
        let booklet = of_kind("booklet").first().map(|id| BookletFacet {
            card: card(id),
            chapters: site.entries[*id]
                .base
                .strip_suffix("/_index")
                .and_then(|f| site.sections.get(f))
                .map_or_else(Vec::new, |s| s.entries.iter().map(card).collect()),
        });
        let root = site.sections.get("");
        HomeFacet {
            upcoming: announced.iter().filter(|id| !is_past(id)).take(HOME_CARDS).map(card).collect(),
            past: announced.iter().filter(|id| is_past(id)).take(HOME_CARDS).map(card).collect(),
            notices: of_kind("notice").iter().filter(|id| !is_expired(id)).take(HOME_CARDS).map(card).collect(),
            letter: of_kind("letter").first().map(card),
            booklet,
            slogans: of_kind("slogan").iter().take(HOME_CARDS).map(card).collect(),
            sections: root
                .map_or_else(Vec::new, |r| r.folders.iter().map(|f| self.section_link(f, language)).collect()),
            pages: root.map_or_else(Vec::new, |r| r.entries.iter().map(card).collect()),
        }
    }

    /// The topics of a page, as its tree names them.
    fn topic_links(&self, shelf: Shelf, page: &Page) -> Vec<TopicLink> {
        let topics = self.site.topics.of(shelf, page.entry);
        topics.iter().map(|topic| self.topic_link(shelf, *topic, page.language)).collect()
    }

    /// A topic as the pages of a tree name it.
    pub fn topic_link(&self, shelf: Shelf, id: usize, language: LanguageId) -> TopicLink {
        let site = self.site;
        let topic = &site.topics.on(shelf)[id];
        let (name, written) = topic.name(language);
        TopicLink {
            name: name.to_string(),
            path: topic::path(site, shelf, id, language).to_string(),
            count: topic.entries.len(),
            lang: (written != language).then(|| text_lang(&site.languages[written])),
        }
    }

    fn shelf_index(&self, shelf: Shelf, language: LanguageId) -> Option<String> {
        let site = self.site;
        (!site.topics.on(shelf).is_empty()).then(|| topic::index_path(site, shelf, language).to_string())
    }

    fn section_link(&self, folder: &str, language: LanguageId) -> SectionLink {
        let site = self.site;
        let section = &site.sections[folder];
        let page = &site.pages[site.entries[section.entry].pages[language]];
        SectionLink { title: page.title.clone(), path: page.path.to_string(), count: section.entries.len() }
    }
}

/// The way through a list that begins at `first` and has several pages.
pub fn paging(first: &SitePath, number: usize, pages: usize) -> Option<PagingFacet> {
    let path = |n: usize| plan::list_path(first, n).to_string();
    let near = |n: &usize| *n == 1 || *n == pages || n.abs_diff(number) <= 2;
    (pages > 1).then(|| PagingFacet {
        page: number,
        pages,
        prev: (number > 1).then(|| path(number - 1)),
        next: (number < pages).then(|| path(number + 1)),
        numbers: (1..=pages).filter(near).map(|n| PageNumber { n, path: path(n), current: n == number }).collect(),
    })
}

/// The facet of a picture.
pub fn picture_facet(files: &PictureFiles, alt: &str) -> PictureFacet {
    let sizes = |list: &[(SitePath, u32)]| {
        list.iter().map(|(path, width)| SizeFacet { path: path.to_string(), width: *width }).collect()
    };
    PictureFacet {
        src: files.src.to_string(),
        srcset: sizes(&files.srcset),
        webp: sizes(&files.webp),
        width: files.width,
        height: files.height,
        alt: alt.to_string(),
    }
}

pub(super) fn text_lang(language: &Language) -> TextLang {
    TextLang { tag: language.tag.clone(), dir: language.dir.clone() }
}

fn list(fields: &Fields, name: &str) -> Vec<String> {
    match fields.get(name).map(|f| &f.value) {
        Some(FieldValue::List(texts) | FieldValue::Choices(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// Headings as a tree; a level that is skipped hangs below the last higher one.
fn outline(headings: &[HeadingFact]) -> Vec<OutlineFacet> {
    let mut roots: Vec<OutlineFacet> = Vec::new();
    for heading in headings {
        let level = heading.level.max(2);
        let facet = OutlineFacet { level, id: heading.id.clone(), title: heading.title.clone(), children: Vec::new() };
        let mut siblings = &mut roots;
        while siblings.last().is_some_and(|last| last.level < level) {
            let last = siblings.len() - 1;
            siblings = &mut siblings[last].children;
        }
        siblings.push(facet);
    }
    roots
}
