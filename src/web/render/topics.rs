//! The pages of the shelves: all topics, one topic, its feed.
//!
//! In: the topics of the site. Out: jobs looked at, as for all other pages. A topic that has no name in a language has a page in its
//! tree all the same, so that no link leads nowhere; search engines are led to the one that has.

use super::{FeedOrder, Prepared, Renderer};
use crate::base::fingerprint::Hash;
use crate::base::path::SitePath;
use crate::plan;
use crate::site::LanguageId;
use crate::site::topic::{self, Shelf};
use crate::web::context::{paging, text_lang};
use crate::web::facets::{CrumbFacet, PageFacet, SectionFacet, TopicFacet, TopicLink};
use crate::web::sitemap::Location;

impl Renderer<'_> {
    /// The overview of a shelf.
    pub(super) fn topics(&self, shelf: Shelf, language: LanguageId) -> Prepared {
        let site = self.site();
        let twins: Vec<(LanguageId, SitePath)> =
            (0..site.languages.len()).map(|l| (l, topic::index_path(site, shelf, l))).collect();
        let title = self.t(language, shelf.name(), &[]);
        let facet = self.contexts.made_page(shelf.name(), &title, language, &twins);
        let path = topic::index_path(site, shelf, language);
        let links: Vec<TopicLink> =
            (0..site.topics.on(shelf).len()).map(|id| self.contexts.topic_link(shelf, id, language)).collect();
        let mut hash = Hash::new();
        let mut context = self.base(language, &path, shelf.name(), &facet, &mut hash);
        hash.value(&links);
        context.insert("topics", &links);
        let id = format!("{} {}", shelf.name(), site.languages[language].key);
        self.template(id, path, "topics.html", language, context, hash)
    }

    /// One page of a topic's list.
    pub(super) fn topic(&self, shelf: Shelf, id: usize, language: LanguageId, number: usize) -> Prepared {
        let site = self.site();
        let topic = &site.topics.on(shelf)[id];
        let first = topic::path(site, shelf, id, language);
        let path = plan::list_path(&first, number);
        let facet = self.topic_page(shelf, id, language, &path, number);
        let size = site.config.page_size;
        let shown = topic.entries.iter().skip((number - 1) * size).take(size);
        let feed = topic.is_dated(site, language).then(|| topic::feed_path(site, shelf, id, language).to_string());
        let list = TopicFacet {
            shelf: shelf.name().to_string(),
            name: facet.title.clone(),
            section: SectionFacet {
                title: facet.title.clone(),
                path: first.to_string(),
                cards: shown.map(|entry| self.contexts.card(site.entries[*entry].pages[language])).collect(),
                total: topic.entries.len(),
                paging: paging(&first, number, plan::topic_pages(site, shelf, id)),
            },
            feed,
            index: topic::index_path(site, shelf, language).to_string(),
        };
        let mut hash = Hash::new();
        let mut context = self.base(language, &path, shelf.name(), &facet, &mut hash);
        hash.value(&list);
        context.insert("topic", &list);
        let key = &site.languages[language].key;
        let id = format!("{} {key} {} {number}", shelf.name(), topic.slug);
        self.template(id, path, "topic.html", language, context, hash)
    }

    /// The trees in which a topic is one of its own, with its page there.
    fn topic_twins(&self, shelf: Shelf, id: usize) -> Vec<(LanguageId, SitePath)> {
        let site = self.site();
        let topic = &site.topics.on(shelf)[id];
        let real = (0..site.languages.len()).filter(|language| topic.is_real(site, *language));
        real.map(|language| (language, topic::path(site, shelf, id, language))).collect()
    }

    fn topic_page(&self, shelf: Shelf, id: usize, language: LanguageId, path: &SitePath, number: usize) -> PageFacet {
        let site = self.site();
        let topic = &site.topics.on(shelf)[id];
        let (name, written) = topic.name(language);
        let twins = self.topic_twins(shelf, id);
        let mut facet = self.contexts.made_page("topic", name, language, &twins);
        facet.lang = text_lang(&site.languages[written]);
        facet.path = path.to_string();
        facet.crumbs.push(CrumbFacet {
            title: self.t(language, shelf.name(), &[]),
            path: topic::index_path(site, shelf, language).to_string(),
            lang: None,
        });
        for (other, translation) in facet.translations.iter_mut().enumerate() {
            let there = topic::path(site, shelf, id, other);
            translation.url = site.address(&there);
            translation.path = there.to_string();
        }
        facet.converted = site.source_of(language).map(|there| topic::path(site, shelf, id, there).to_string());
        let real = twins.iter().any(|(own, _)| *own == language);
        let canonical = if real { None } else { twins.first().map(|(_, there)| site.address(there)) };
        facet.url = canonical.unwrap_or_else(|| site.address(path));
        if !real || number > 1 {
            facet.alternates.clear();
        }
        facet
    }

    /// The feed of a topic.
    pub(super) fn topic_feed(&self, shelf: Shelf, id: usize, language: LanguageId) -> Prepared {
        let site = self.site();
        let topic = &site.topics.on(shelf)[id];
        let key = &site.languages[language].key;
        self.feed_of(FeedOrder {
            id: format!("{}-feed {key} {}", shelf.name(), topic.slug),
            path: topic::feed_path(site, shelf, id, language),
            name: format!("{} · {}", site.config.title.get(key), topic.name(language).0),
            home: site.address(&topic::path(site, shelf, id, language)),
            entries: topic.entries.clone(),
            language,
        })
    }

    /// What the sitemap says of the shelves.
    pub(super) fn topic_locations(&self, locations: &mut Vec<Location>) {
        let site = self.site();
        for shelf in Shelf::ALL {
            let topics = site.topics.on(shelf);
            if topics.is_empty() {
                continue;
            }
            let all = site.own_languages().map(|l| (l, topic::index_path(site, shelf, l))).collect();
            let each = (0..topics.len()).map(|id| self.topic_twins(shelf, id));
            for twins in std::iter::once(all).chain(each) {
                let alternates = self.contexts.alternates(&twins);
                locations.extend(twins.iter().map(|(_, path)| Location {
                    url: site.address(path),
                    changed: None,
                    alternates: alternates.clone(),
                }));
            }
        }
    }
}
