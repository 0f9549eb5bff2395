//! The address of everything: ASCII, lower case, stable.
//!
//! In: paths under `content/`. Out: paths of the site; Chinese names become pinyin by words. Does not look for collisions
//! (`plan::clash` does) and knows nothing of what was published before (`site::address` does).

use std::collections::BTreeMap;

use super::link;
use crate::base::config::Config;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::fingerprint::Fingerprint;
use crate::base::path::SitePath;
use crate::base::rules;
use crate::pinyin::{Pinyin, Spelling};
use crate::text;

/// Longest part of a path, in characters, so that nested folders stay below Windows' 260.
const MAX_PART: usize = 80;

/// Letters of the fingerprint behind a part that was cut.
const REST: usize = 8;

/// Names that Windows keeps for devices, some with a digit from 1 to 9 (Naming Files, Paths, and Namespaces, Win32 documentation).
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const PORTS: [&str; 2] = ["com", "lpt"];

/// The pinyin of a site: its `[pinyin]` readings over the program's. A reading that fits no syllables is a problem at its line.
pub fn pinyin(config: &Config, diags: &mut Diagnostics) -> Pinyin {
    let mut taught = BTreeMap::new();
    for reading in &config.pinyin {
        let (word, typed) = (&reading.word, &reading.typed);
        if let Some(spelling) = Spelling::read(word, typed) {
            taught.insert(word.clone(), spelling);
            continue;
        }
        let text = text! { zh: "`{typed}` 不是 `{word}` 的拼音", en: "`{typed}` is no pinyin of `{word}`" };
        diags.push(Diagnostic::new(&rules::SETTING_TYPE, reading.place.clone(), text).help(text! {
            zh: "应为每个汉字一个音节，用空格隔开，例如 `\"津市\" = \"jin shi\"`；要分成两个词，用连字符隔开",
            en: "expected a syllable for each Han character with spaces between, such as `\"津市\" = \"jin shi\"`; a hyphen between syllables parts words"
        }));
    }
    if taught.is_empty() { Pinyin::default() } else { Pinyin::with(taught) }
}

/// The path of a file that is copied: its folders and name in ASCII, its extension in lower case.
pub fn file_path(pinyin: &Pinyin, path: &str) -> SitePath {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(f, n)| (f, n));
    let (stem, extension) = name.rsplit_once('.').map_or((name, ""), |(s, e)| (s, e));
    let mut parts: Vec<String> = folder.split('/').filter(|p| !p.is_empty()).map(|p| part(pinyin, p)).collect();
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
    let dot = if extension.is_empty() { "" } else { "." };
    parts.push(format!("{}{dot}{}", part(pinyin, stem), extension.to_ascii_lowercase()));
    SitePath::from(parts.join("/"))
}

/// The file at an old address of a page; none if it does not lead to a place inside the site. A folder stands for its `index.html`.
pub fn alias_path(alias: &str) -> Option<SitePath> {
    let decoded = link::decode(alias.trim());
    let path = decoded.strip_prefix('/').unwrap_or(&decoded);
    let (path, folder) = path.strip_suffix('/').map_or((path, false), |path| (path, true));
    let good = |part: &str| !part.is_empty() && part != "." && part != "..";
    if path.contains(['\\', ':', '?', '#']) || path.contains(char::is_control) || !path.split('/').all(good) {
        return None;
    }
    let is_file = !folder && path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Some(SitePath::from(if is_file { path.to_string() } else { format!("{path}/index.html") }))
}

/// One part of a path: letters and digits kept in lower case, Chinese as pinyin by words, all else a hyphen.
pub fn part(pinyin: &Pinyin, name: &str) -> String {
    let words = pinyin.words(name);
    let mut out = words.join("-");
    if out.len() > MAX_PART {
        // Long official titles often differ only at their end, which is cut off here.
        let rest = Fingerprint::of(name.as_bytes()).short(REST);
        out = format!("{}-{rest}", joined(&words, MAX_PART - REST - 1));
    }
    if out.is_empty() {
        return "page".to_string();
    }
    let port = out.strip_suffix(|c: char| ('1'..='9').contains(&c)).unwrap_or("");
    if DEVICES.contains(&out.as_str()) || PORTS.contains(&port) {
        out.push_str("-page");
    }
    out
}

/// As many whole words as `most` characters hold, with hyphens between; a first word that is longer by itself is cut.
pub fn joined(words: &[String], most: usize) -> String {
    let mut out = String::new();
    for word in words {
        let hyphen = usize::from(!out.is_empty());
        if out.len() + hyphen + word.len() > most {
            if out.is_empty() {
                out.push_str(&word[..most]);
            }
            break;
        }
        if hyphen > 0 {
            out.push('-');
        }
        out.push_str(word);
    }
    out
}

/// Whether a `slug` is fit for an address: lower-case letters, digits and single hyphens between them.
pub fn is_slug(slug: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !slug.is_empty() && slug.len() <= MAX_PART && slug.bytes().all(plain) && part(&Pinyin::default(), slug) == slug
}
