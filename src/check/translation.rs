//! Pages that a language lacks.
//!
//! In: entries. Out: T101 at the original where the second language of the site lacks it; T130, one note for each further language with
//! the number of pages that it lacks: a language is begun with a few pages, and two hundred warnings would hide the one that matters.

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::site::{Entry, Site};
use crate::text;

/// Languages that every page is expected in: the first two.
const EXPECTED: usize = 2;

/// Tells how many pages each further language lacks.
pub(super) fn further(site: &Site, diags: &mut Diagnostics) {
    for (id, language) in site.languages.iter().enumerate().skip(EXPECTED).filter(|(_, l)| l.from.is_none()) {
        let lacks = |entry: &&Entry| entry.origin.is_some() && entry.translate && entry.texts[id].is_none();
        let count = site.entries.iter().filter(lacks).count();
        if count > 0 {
            let (zh, en) = (language.chinese_name(), language.english_name());
            diags.push(Diagnostic::new(
                &rules::FURTHER_LANGUAGE,
                Place::file(&site.config.path),
                text! { zh: "{zh}还有 {count} 页没有译文，读者会看到原文", en: "{count} pages have no {en} translation yet: readers get the original" },
            ));
        }
    }
}

/// Checks that the entry has a text in the languages it is expected in.
pub(super) fn check(site: &Site, entry: &Entry, diags: &mut Diagnostics) {
    let Some(original) = entry.original().filter(|_| entry.translate) else { return };
    for (language, text) in entry.texts.iter().enumerate().take(EXPECTED) {
        if text.is_some() {
            continue;
        }
        let language = &site.languages[language];
        if language.from.is_some() {
            continue;
        }
        let (zh_name, en_name, key) = (language.chinese_name(), language.english_name(), &language.key);
        // It is there and will come: a draft, or for a later day.
        if site.is_held(&format!("{}.{key}.md", entry.base)) {
            continue;
        }
        let file = entry.base.rsplit('/').next().unwrap_or(&entry.base);
        let file = if Some(0) == entry.origin { format!("{file}.{key}.md") } else { format!("{file}.md") };
        diags.push(
            Diagnostic::new(
                &rules::MISSING_TRANSLATION,
                Place::file(&original.document.path),
                text! { zh: "没有{zh_name}译文，读者会看到原文和说明", en: "no {en_name} translation: readers get the original with a notice" },
            )
            .help(text! { zh: "在旁边加上 `{file}`，或在页首写 `translate = false`", en: "add `{file}` beside it, or write `translate = false` in the front matter" }),
        );
    }
}
