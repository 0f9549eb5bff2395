//! Pages that a language lacks.
//!
//! In: one entry. Out: T101 at the original for each language of the site without a text.

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::site::{Entry, Site};
use crate::text;

/// Checks that the entry has a text in each language.
pub(super) fn check(site: &Site, entry: &Entry, diags: &mut Diagnostics) {
    let Some(original) = entry.original().filter(|_| entry.translate) else { return };
    for (language, text) in entry.texts.iter().enumerate() {
        if text.is_some() {
            continue;
        }
        let language = &site.languages[language];
        let (name, key) = (&language.name, &language.key);
        // It is there and will come: a draft, or for a later day.
        if site.is_held(&format!("{}.{key}.md", entry.base)) {
            continue;
        }
        let zh_name = match key.as_str() {
            "zh" => "中文",
            "en" => "英文",
            _ => name,
        };
        let file = entry.base.rsplit('/').next().unwrap_or(&entry.base);
        let file = if Some(0) == entry.origin { format!("{file}.{key}.md") } else { format!("{file}.md") };
        diags.push(
            Diagnostic::new(
                &rules::MISSING_TRANSLATION,
                Place::file(&original.document.path),
                text! { zh: "没有{zh_name}译文，读者会看到原文和说明", en: "no {name} translation: readers get the original with a notice" },
            )
            .help(text! { zh: "在旁边加上 `{file}`，或在页首写 `translate = false`", en: "add `{file}` beside it, or write `translate = false` in the front matter" }),
        );
    }
}
