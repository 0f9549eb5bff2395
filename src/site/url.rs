//! The address of everything: ASCII, lower case, stable.
//!
//! In: paths under `content/`. Out: paths of the site; Chinese names become pinyin. Does not look for collisions; `site::assemble` does.

use pinyin::ToPinyin;

use super::link;
use crate::base::fingerprint::Fingerprint;
use crate::base::path::SitePath;

/// Longest part of a path, in characters, so that nested folders stay below Windows' 260.
const MAX_PART: usize = 80;

/// Names that Windows keeps for devices (Naming Files, Paths, and Namespaces, Win32 documentation).
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];

/// The path of a page whose file lies at `base` under `content/` (without extension and language): `notices/x.html`.
///
/// `_index` is the folder's own page, `index` makes the folder a page; `slug` replaces the last part.
pub fn page_path(base: &str, slug: Option<&str>) -> String {
    let mut parts: Vec<String> = base.split('/').map(part).collect();
    let last = base.rsplit('/').next().unwrap_or(base);
    if last == "_index" {
        parts.pop();
        if let (Some(slug), Some(folder)) = (slug, parts.last_mut()) {
            *folder = slug.to_string();
        }
        parts.push("index.html".to_string());
        return parts.join("/");
    }
    if last == "index" && parts.len() > 1 {
        parts.pop();
    }
    if let (Some(slug), Some(name)) = (slug, parts.last_mut()) {
        *name = slug.to_string();
    }
    format!("{}.html", parts.join("/"))
}

/// The path of a file that is copied: its folders and name in ASCII, its extension in lower case.
pub fn file_path(path: &str) -> SitePath {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(f, n)| (f, n));
    let (stem, extension) = name.rsplit_once('.').map_or((name, ""), |(s, e)| (s, e));
    let mut parts: Vec<String> = folder.split('/').filter(|p| !p.is_empty()).map(part).collect();
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
    let dot = if extension.is_empty() { "" } else { "." };
    parts.push(format!("{}{dot}{}", part(stem), extension.to_ascii_lowercase()));
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

/// One part of a path: letters and digits kept in lower case, Han characters as pinyin syllables, all else a hyphen.
pub fn part(name: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in name.chars() {
        let piece = if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase().to_string()
        } else if c == '_' {
            "_".to_string()
        } else if let Some(pinyin) = c.to_pinyin() {
            // A syllable stands apart from its neighbours on both sides.
            gap = true;
            pinyin.plain().replace('ü', "v")
        } else if c.is_alphanumeric() {
            gap = true;
            format!("u{:x}", u32::from(c))
        } else {
            gap = true;
            continue;
        };
        if gap && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        out.push_str(&piece);
        gap = !c.is_ascii();
    }
    let mut out = out.trim_matches('-').to_string();
    if out.len() > MAX_PART {
        // Long official titles often differ only at their end, which is cut off here.
        let rest = Fingerprint::of(name.as_bytes()).short(8);
        out.truncate(MAX_PART - rest.len() - 1);
        out = format!("{}-{rest}", out.trim_end_matches('-'));
    }
    if out.is_empty() {
        return "page".to_string();
    }
    if DEVICES.contains(&out.as_str()) {
        out.push('-');
    }
    out
}

/// Whether a `slug` is fit for an address: lower-case letters, digits and single hyphens between them.
pub fn is_slug(slug: &str) -> bool {
    !slug.is_empty() && slug.len() <= MAX_PART && part(slug) == slug && !slug.contains('_')
}
