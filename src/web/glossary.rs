//! The terms of the site as pages show them: the glossary, and the explanation of a word where it first stands on a page.
//!
//! In: the terms, the language of the tree or of the text. Out: facets, sorted and grouped; explanations for `write::html`. Does not
//! find words in texts; `site::terms` does.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::facets::{GlossaryFacet, GlossaryGroup, RenderingFacet, TermFacet};
use crate::base::fingerprint::Hash;
use crate::base::lang::Language;
use crate::pinyin::collate::{ChineseOrder, Group, Words};
use crate::site::field::{self, FieldValue};
use crate::site::terms::{CHINESE, STATE, Term, TermKind};
use crate::site::{Page, PageId, Site, Text};
use crate::write::Gloss;

/// The kind of the page that lists all terms.
pub const GLOSSARY: &str = "glossary";

/// Widest word that is explained in running text, in halves of a Han character. The browser keeps a button on one line, and a phone of
/// 320 px holds 32 halves.
const WIDEST: usize = 32;

/// The glossary of a tree.
pub fn facet(site: &Site, page: &Page, text: Option<&Text>) -> GlossaryFacet {
    let order = match text.and_then(|t| t.fields.get("order")).map(|f| &f.value) {
        Some(FieldValue::Choice(order)) if order == "stroke" => ChineseOrder::Stroke,
        Some(_) | None => ChineseOrder::Pinyin,
    };
    let language = &site.languages[page.language];
    let words = Words::of(language, order);
    let mut entries: Vec<(Group, String, TermFacet)> = site
        .terms
        .list
        .iter()
        .map(|term| {
            let facet = entry(site, term, language);
            let key = key(term, &facet, &words);
            let group = match (words.group(&key), term.strokes) {
                (Group::Strokes(_), Some(strokes)) => Group::Strokes(strokes),
                (group, _) => group,
            };
            (group, key, facet)
        })
        .collect();
    entries.sort_by(|a, b| {
        let groups = if order == ChineseOrder::Stroke { a.0.cmp(&b.0) } else { std::cmp::Ordering::Equal };
        groups.then_with(|| words.compare(&a.1, &b.1)).then_with(|| a.2.id.cmp(&b.2.id))
    });
    let total = entries.len();
    let mut groups: Vec<GlossaryGroup> = Vec::new();
    let mut laws = Vec::new();
    for (group, _, facet) in entries {
        if facet.kind == TermKind::Law.name() {
            laws.push(facet);
            continue;
        }
        let (id, letter, strokes) = name(group);
        match groups.last_mut().filter(|last| last.id == id) {
            Some(last) => last.terms.push(facet),
            None => groups.push(GlossaryGroup { id, letter, strokes, terms: vec![facet] }),
        }
    }
    GlossaryFacet { groups, laws, total }
}

/// What a word is sorted by: itself, in English without its article, in Chinese what the given reading makes of it.
fn key(term: &Term, facet: &TermFacet, words: &Words) -> String {
    match term.pinyin.as_deref().filter(|_| term.words.get(CHINESE).is_some_and(|zh| zh.official == facet.word)) {
        Some(reading) => words.read_as(&facet.word, reading),
        None if facet.tag == "en" => {
            let article = ["A ", "An ", "The "].iter().find_map(|article| facet.word.strip_prefix(article));
            article.unwrap_or(&facet.word).to_string()
        }
        None => facet.word.clone(),
    }
}

fn name(group: Group) -> (String, String, Option<u32>) {
    match group {
        Group::Other => ("group-0".to_string(), "0–9".to_string(), None),
        Group::Strokes(n) => (format!("strokes-{n}"), n.to_string(), Some(n)),
        Group::Letter(letter) if letter.is_ascii() => {
            (format!("letter-{}", letter.to_ascii_lowercase()), letter.to_string(), None)
        }
        Group::Letter(letter) => (format!("letter-u{:x}", u32::from(letter)), letter.to_string(), None),
    }
}

/// A term as the readers of a language get it. A language without a word for it shows English, then Chinese.
fn entry(site: &Site, term: &Term, language: &Language) -> TermFacet {
    let shown = [language.key.as_str(), "en", CHINESE].into_iter().find(|key| term.headword(key).is_some());
    let shown = shown.unwrap_or(CHINESE);
    let own = Language::of_key(shown);
    let renderings = term.words.get(shown);
    let word = term.headword(shown).unwrap_or_default().to_string();
    // What is only accepted in translations is nobody's name for it.
    let names = renderings.into_iter().flat_map(|r| std::iter::once(&r.official).chain(&r.short));
    let also = names.filter(|form| **form != word).cloned();
    let others = term.words.iter().filter(|(key, r)| key.as_str() != shown && !r.official.is_empty());
    let (explain, explain_lang) = [language.key.as_str(), "en", CHINESE]
        .into_iter()
        .find_map(|key| Some((term.explain.get(key)?.clone(), Language::of_key(key))))
        .unwrap_or_else(|| (String::new(), own.clone()));
    TermFacet {
        id: term.id.clone(),
        kind: term.kind.name().to_string(),
        also: if shown == CHINESE {
            renderings.map_or_else(Vec::new, |r| r.short.iter().chain(&r.also).cloned().collect())
        } else {
            also.collect()
        },
        word,
        tag: own.tag,
        dir: own.dir,
        reading: term.pinyin.clone().unwrap_or_default(),
        explain,
        explain_tag: explain_lang.tag,
        explain_dir: explain_lang.dir,
        renderings: others
            .map(|(key, r)| {
                let named = site.languages.iter().find(|l| l.key == *key).cloned();
                let lang = named.unwrap_or_else(|| Language::of_key(key));
                let text = term.headword(key).unwrap_or_default().to_string();
                RenderingFacet {
                    full: (r.official != text).then(|| r.official.clone()),
                    text,
                    tag: lang.tag,
                    dir: lang.dir,
                    name: lang.name,
                }
            })
            .collect(),
        source: term.source.get(&language.key).to_string(),
    }
}

/// Explains the words of one text.
pub struct Glosses<'a> {
    site: &'a Site,
    /// The key of the text's language.
    key: &'a str,
    /// The glossary in the tree the page stands in.
    page: Option<&'a Page>,
}

impl<'a> Glosses<'a> {
    /// The explanations for a page's text; none where nothing is to be explained: on the glossary itself, where the page says
    /// `explain = false`, and on a site without terms.
    pub fn of(site: &'a Site, glossary: Option<&[PageId]>, page: &Page, text: &Text) -> Option<Glosses<'a>> {
        let entry = site.entry_of(page);
        let wanted = field::flag(&text.fields, "explain").unwrap_or(true);
        if site.terms.is_empty() || entry.kind == GLOSSARY || !wanted {
            return None;
        }
        let key = site.languages[page.text.unwrap_or(page.language)].key.as_str();
        let listed = glossary.and_then(|pages| pages.get(page.language)).map(|id| &site.pages[*id]);
        Some(Glosses { site, key, page: listed })
    }

    /// Where terms with an explanation stand in a piece of running text; those too long to be kept on one line are left out.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let found = self.site.terms.in_text(self.key, text);
        let found = found.filter(|f| self.is_explained(&self.site.terms.list[f.term]));
        let cut = found.map(|f| (without_state(text, f.range), f.term));
        cut.filter(|(range, _)| UnicodeWidthStr::width(&text[range.clone()]) <= WIDEST).collect()
    }

    /// The explanation of a term; addresses begin with `root`.
    pub fn gloss(&self, term: usize, root: &str) -> Option<Gloss> {
        let term = self.site.terms.list.get(term)?;
        let chinese = self.key == CHINESE;
        let other = if chinese { "en" } else { CHINESE };
        let other = term.headword(other).map(|word| (Language::of_key(other).tag, bracketed(term, other, word)));
        Some(Gloss {
            id: term.id.clone(),
            word: bracketed(term, self.key, term.headword(self.key)?),
            other: other.filter(|_| self.site.languages.len() > 1),
            explanation: term.explain.get(self.key)?.clone(),
            href: self.page.map(|page| format!("{root}{}#{}", page.path, term.id)),
        })
    }

    /// Adds to a fingerprint what is shown of every term that stands anywhere in a text.
    pub fn hash(&self, text: &str, hash: &mut Hash) {
        let mut seen = std::collections::BTreeSet::new();
        for (_, term) in self.find(text) {
            if seen.insert(term)
                && let Some(gloss) = self.gloss(term, "")
            {
                hash.text(&gloss.id).text(&gloss.word).text(&gloss.explanation);
                hash.text(&gloss.href.unwrap_or_default());
                let (tag, word) = gloss.other.unwrap_or_default();
                hash.text(&tag).text(&word);
            }
        }
    }

    fn is_explained(&self, term: &Term) -> bool {
        term.mark && term.explain.contains_key(self.key)
    }
}

/// The range of a law's title without the name of the state.
fn without_state(text: &str, range: Range<usize>) -> Range<usize> {
    let cut = text[range.clone()].strip_prefix(STATE).map_or(0, |_| STATE.len());
    range.start + cut..range.end
}

/// The title of a law stands in book marks in Chinese.
fn bracketed(term: &Term, key: &str, word: &str) -> String {
    if term.kind == TermKind::Law && key == CHINESE { format!("《{word}》") } else { word.to_string() }
}

/// The pages of the glossary, by language: the first entry of its kind. None without terms, for it would be empty.
pub fn glossary(site: &Site) -> Option<&[PageId]> {
    let entry = site.entries.iter().find(|e| e.kind == GLOSSARY && e.origin.is_some())?;
    Some(&entry.pages).filter(|_| !site.terms.is_empty()).map(Vec::as_slice)
}
