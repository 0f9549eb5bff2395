//! Which translations somebody means who names pages on the command line.
//!
//! In: names as typed: a file of either language, a page without ending, a folder, a pattern with `*`. Out: translations.
//! Does not look at the disk: a file is what the site knows.

use std::collections::BTreeSet;

use super::TranslationId;
use crate::base::diag::nearest;
use crate::site::{Entry, Site};

/// A name that means no page, with the nearest that does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The name as typed.
    pub name: String,
    /// One that means something.
    pub nearest: Option<String>,
}

/// Every language of every page that the names mean; all pages without names. The language of the original is among them.
pub fn select(site: &Site, names: &[String]) -> Result<BTreeSet<TranslationId>, Unknown> {
    let languages = || 0..site.languages.len();
    let entries = || site.entries.iter().enumerate().filter(|(_, entry)| entry.origin.is_some());
    if names.is_empty() {
        return Ok(entries().flat_map(|(id, _)| languages().map(move |language| (id, language))).collect());
    }
    let mut chosen = BTreeSet::new();
    for name in names {
        let wanted = plain(name);
        let before = chosen.len();
        let mut known = false;
        for (id, entry) in entries() {
            let translation = translation_named(site, entry, &wanted);
            if let Some(language) = translation {
                chosen.insert((id, language));
            } else if means(entry, &wanted) {
                chosen.extend(languages().map(|language| (id, language)));
            } else {
                continue;
            }
            known = true;
        }
        if !known && chosen.len() == before {
            let bases = site.entries.iter().map(|entry| entry.base.as_str());
            let names = bases.clone().filter_map(|base| base.rsplit('/').next());
            let near = nearest(&wanted, bases).or_else(|| nearest(&wanted, names)).map(str::to_string);
            return Err(Unknown { name: name.clone(), nearest: near });
        }
    }
    Ok(chosen)
}

/// A name with the slashes of all systems, without the way to it and without `content/`.
fn plain(name: &str) -> String {
    let name = name.trim().replace('\\', "/");
    let name = name.trim_start_matches("./").trim_end_matches('/');
    match name.rsplit_once("content/") {
        Some((before, inner)) if before.is_empty() || before.ends_with('/') => inner.to_string(),
        Some(_) | None if name == "content" => "**".to_string(),
        Some(_) | None => name.to_string(),
    }
}

/// The language of the translation whose very file this is.
fn translation_named(site: &Site, entry: &Entry, wanted: &str) -> Option<usize> {
    let (id, language) = site.entry_at(wanted)?;
    (std::ptr::eq(&raw const site.entries[id], entry) && entry.origin != Some(language)).then_some(language)
}

/// Whether a name means this page in all languages: its file, its path without ending, its last part, a folder or a pattern.
fn means(entry: &Entry, wanted: &str) -> bool {
    let base = entry.base.as_str();
    let files = entry.texts.iter().flatten().map(|text| text.document.path.as_str());
    let mut files = files.map(|file| file.strip_prefix("content/").unwrap_or(file));
    let in_folder = !wanted.is_empty() && base.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('/'));
    let last = base.rsplit('/').next().unwrap_or(base);
    base == wanted
        || in_folder
        || (last == wanted && last != "_index")
        || (wanted.contains('*') && glob(wanted, base))
        || files.any(|file| file == wanted || (wanted.contains('*') && glob(wanted, file)))
}

/// Whether `*` (anything but `/`), `**` (anything) and `?` (one character) make the pattern fit the text.
fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    // Whether the pattern from i on fits the text from j on, for all j of the line before.
    let mut fits = vec![false; text.len() + 1];
    fits[text.len()] = true;
    let mut at = pattern.len();
    while at > 0 {
        at -= 1;
        let is_double = pattern[at] == '*' && at > 0 && pattern[at - 1] == '*';
        let mut now = vec![false; text.len() + 1];
        for j in (0..=text.len()).rev() {
            let one = j < text.len() && fits[j + 1];
            now[j] = match pattern[at] {
                '*' => fits[j] || (j < text.len() && now[j + 1] && (is_double || text[j] != '/')),
                '?' => one && text[j] != '/',
                c => one && text[j] == c,
            };
        }
        at -= usize::from(is_double);
        fits = now;
    }
    fits[0]
}

#[cfg(test)]
mod tests {
    use super::{glob, plain};

    #[test]
    fn patterns_stop_at_folders() {
        for (pattern, text, fits) in [
            ("notices/*", "notices/water", true),
            ("notices/*", "notices/2026/water", false),
            ("notices/**", "notices/2026/water", true),
            ("**/water", "a/b/water", true),
            ("*.en.md", "x.en.md", true),
            ("*.en.md", "a/x.en.md", false),
            ("x?", "xy", true),
            ("x?", "x", false),
            ("通*", "通知", true),
            ("*", "", true),
        ] {
            assert_eq!(glob(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn names_are_taken_as_typed_on_any_system() {
        for (typed, name) in [
            ("content\\notices\\water.en.md", "notices/water.en.md"),
            ("./content/notices/", "notices"),
            ("/home/office/site/content/help.md", "help.md"),
            ("help", "help"),
            ("content", "**"),
        ] {
            assert_eq!(plain(typed), name);
        }
    }
}
