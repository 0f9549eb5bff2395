//! What holds for every page of every site.
//!
//! In: all files of a build. Out: each breach, in words: paths that do not work everywhere, links that lead nowhere, names that stand
//! twice, anything that would run in the reader's browser. Pages are read by `page`, which knows nothing of pufa.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::{self, Tag};

/// How much shorter `minify-html` may make a page, in bytes and hundredths, for pages leave the program without a pass of it over
/// the whole: what it still finds are the quotation marks of values that templates fill in.
const SLACK: (usize, usize) = (250, 3);

/// Checks paths, links, anchors, that nothing runs, and that pages are as small as a program made for that would make them.
pub fn check(files: &BTreeMap<String, Vec<u8>>, fault: &mut dyn FnMut(String)) {
    let mut folded: BTreeSet<String> = BTreeSet::new();
    for path in files.keys() {
        let plain = path.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_./".contains(&b));
        if !plain {
            fault(format!("the path `{path}` is not of lower-case letters, digits and hyphens"));
        }
        if !folded.insert(path.to_ascii_lowercase()) {
            fault(format!("`{path}` differs from another path only by case"));
        }
    }
    let pages: BTreeMap<&str, Vec<Tag>> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), page::tags(&String::from_utf8_lossy(bytes))))
        .collect();
    let ids: BTreeMap<&str, Vec<&str>> =
        pages.iter().map(|(path, tags)| (*path, tags.iter().filter_map(|tag| tag.get("id")).collect())).collect();
    let cfg = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::default()
    };
    for path in pages.keys() {
        let page = &files[*path];
        let (long, short) = (page.len(), minify_html::minify(page, &cfg).len());
        if long - short.min(long) > SLACK.0 && short * 100 < long * (100 - SLACK.1) {
            fault(format!("`{path}` has {long} bytes and could have {short}"));
        }
    }
    for (path, tags) in &pages {
        let mut seen = BTreeSet::new();
        for id in &ids[path] {
            if !seen.insert(id) {
                fault(format!("`{path}` has the id `{id}` twice"));
            }
        }
        for tag in tags {
            if let Some(reason) = running(tag) {
                fault(format!("`{path}`: {reason}"));
            }
            for target in ["href", "src"].iter().filter_map(|name| tag.get(name)) {
                if let Some(reason) = broken(path, target, files, &ids) {
                    fault(format!("`{path}` links to `{target}`, {reason}"));
                }
            }
        }
    }
}

/// What of a tag would run in the browser or fetch from elsewhere. The theme's own script is a file of the site.
fn running(tag: &Tag) -> Option<String> {
    let name = &tag.name;
    if matches!(name.as_str(), "iframe" | "object" | "embed" | "base" | "applet" | "frame") {
        return Some(format!("there is a `{name}`"));
    }
    if name == "script" && (tag.get("src").is_none_or(|src| src.contains(':')) || !tag.text.trim().is_empty()) {
        return Some("there is a script that is no file of the site".to_string());
    }
    for (key, value) in &tag.attributes {
        let scheme: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(12).collect();
        let scheme = scheme.to_ascii_lowercase();
        let runs = ["javascript:", "vbscript:", "data:"].iter().any(|word| scheme.starts_with(word));
        if key.starts_with("on") || (matches!(key.as_str(), "href" | "src" | "action" | "formaction") && runs) {
            return Some(format!("`{name}` has `{key}={value}`"));
        }
        if matches!(key.as_str(), "src" | "srcset") && value.contains("//") {
            return Some(format!("`{name}` fetches `{value}` from elsewhere"));
        }
    }
    None
}

/// Why a link leads nowhere; none if it leads somewhere or out of the site.
fn broken(
    from: &str,
    target: &str,
    files: &BTreeMap<String, Vec<u8>>,
    ids: &BTreeMap<&str, Vec<&str>>,
) -> Option<String> {
    let has_scheme = target.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphabetic()));
    // A page for addresses that do not exist is shown at any depth, so its links begin at the host.
    if has_scheme || target.starts_with('/') {
        return None;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            if parts.pop().is_none() {
                return Some("which leaves the site".to_string());
            }
        } else {
            parts.push(part);
        }
    }
    let goal = if path.is_empty() { from.to_string() } else { parts.join("/") };
    if !files.contains_key(&goal) {
        return Some(format!("and there is no `{goal}`"));
    }
    match ids.get(goal.as_str()) {
        Some(ids) if !anchor.is_empty() && anchor != "top" && !ids.contains(&anchor) => {
            Some(format!("and `{goal}` has no `{anchor}`"))
        }
        _ => None,
    }
}
