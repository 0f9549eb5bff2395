//! What a link leads to.
//!
//! In: a target as typed, the folder of the file it stands in, and the language of the tree. Out: a page, a file, an address outside,
//! or nothing and why. Pure: the same answer for writers and for `check`.

use super::{LanguageId, PageId, Site};
use crate::base::diag::nearest;
use crate::base::path;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, and the anchor in it.
    Page {
        /// The page in the language of the tree.
        page: PageId,
        /// The anchor, without `#`.
        anchor: Option<String>,
    },
    /// An anchor of the same page.
    Anchor(String),
    /// A file under `content/` that is copied, or a picture.
    File(String),
    /// An address outside the site, or of another kind (`mailto:`, `tel:`).
    Outside(String),
    /// A page that is not published now.
    Held,
    /// The path leaves `content/`.
    Escapes,
    /// Nothing has this path; the nearest that does.
    Broken {
        /// A path as it could be typed.
        nearest: Option<String>,
    },
}

/// What `target` leads to when it is typed in a file of `folder` (under `content/`) and shown in the tree of `language`.
pub fn resolve(site: &Site, folder: &str, target: &str, language: LanguageId) -> Target {
    let target = target.trim();
    if is_outside(target) {
        return Target::Outside(target.to_string());
    }
    let (typed, anchor) = match target.split_once('#') {
        Some((typed, anchor)) => (typed, Some(decode(anchor))),
        None => (target, None),
    };
    if typed.is_empty() {
        return Target::Anchor(anchor.unwrap_or_default());
    }
    let decoded = decode(typed.split('?').next().unwrap_or(typed));
    let Some(resolved) = path::resolve(folder, &decoded) else { return Target::Escapes };
    if let Some((entry, _)) = site.entry_at(&resolved) {
        return Target::Page { page: site.entries[entry].pages[language], anchor };
    }
    if site.is_held(&resolved) {
        return Target::Held;
    }
    if let Some(section) = site.sections.get(resolved.trim_end_matches('/')) {
        return Target::Page { page: site.entries[section.entry].pages[language], anchor };
    }
    if site.files.contains_key(&resolved) {
        return Target::File(resolved);
    }
    Target::Broken { nearest: near(site, folder, &resolved) }
}

/// Whether it leads out of the site: a scheme such as `https:`, or `//host`.
pub fn is_outside(target: &str) -> bool {
    target.starts_with("//")
        || target.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1
                && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        })
}

/// Whether an address may stand in a page: relative, or of a scheme that runs no script.
pub fn is_safe_url(url: &str) -> bool {
    let before = url.split(['/', '?', '#']).next().unwrap_or("");
    let Some((scheme, _)) = before.split_once(':') else { return true };
    let clean: String = scheme.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    matches!(clean.to_ascii_lowercase().as_str(), "http" | "https" | "mailto" | "tel" | "sms" | "ftp")
}

/// Percent-decoding; what is no UTF-8 afterwards stays as typed.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_string();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                out.push(byte);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_string())
}

/// The nearest file name in the same folder, else the nearest path anywhere, as it would be typed from `folder`.
fn near(site: &Site, folder: &str, path: &str) -> Option<String> {
    let all: Vec<&str> = site.sources().chain(site.files.keys().map(String::as_str)).collect();
    let mut all = all;
    all.sort_unstable();
    let (dir, name) = path.rsplit_once('/').unwrap_or(("", path));
    let beside = all.iter().copied().filter_map(|p| match p.rsplit_once('/') {
        Some((d, n)) if d == dir => Some(n),
        None if dir.is_empty() => Some(p),
        _ => None,
    });
    let same_name = all.iter().copied().find(|p| p.rsplit('/').next() == Some(name));
    let found = match nearest(name, beside) {
        Some(name) if dir.is_empty() => Some(name.to_string()),
        Some(name) => Some(format!("{dir}/{name}")),
        None => same_name.or_else(|| nearest(path, all.iter().copied())).map(str::to_string),
    }?;
    Some(relative(folder, &found))
}

/// `path` as typed from `folder`.
pub fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count().min(to.len() - 1);
    let mut out = "../".repeat(from.len() - common);
    out.push_str(&to[common..].join("/"));
    out
}
