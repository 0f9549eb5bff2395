//! What holds for every page of every site.
//!
//! In: all files of a build. Out: each breach, in words. Links are followed by a reader of our own that knows nothing of pufa.

use std::collections::{BTreeMap, BTreeSet};

/// Checks paths, links and anchors.
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
    let pages: BTreeMap<&str, String> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    let ids: BTreeMap<&str, Vec<String>> = pages.iter().map(|(path, html)| (*path, values(html, "id"))).collect();
    for (path, html) in &pages {
        let mut seen = BTreeSet::new();
        for id in &ids[path] {
            if !seen.insert(id) {
                fault(format!("`{path}` has the id `{id}` twice"));
            }
        }
        for name in ["href", "src"] {
            for target in values(html, name) {
                if let Some(reason) = broken(path, &target, files, &ids) {
                    fault(format!("`{path}` links to `{target}`, {reason}"));
                }
            }
        }
    }
}

/// Why a link leads nowhere; none if it leads somewhere or out of the site.
fn broken(
    from: &str,
    target: &str,
    files: &BTreeMap<String, Vec<u8>>,
    ids: &BTreeMap<&str, Vec<String>>,
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
    let known = |ids: &Vec<String>| anchor.is_empty() || anchor == "top" || ids.iter().any(|id| id == anchor);
    match ids.get(goal.as_str()) {
        Some(ids) if !known(ids) => Some(format!("and `{goal}` has no `{anchor}`")),
        _ => None,
    }
}

/// The values of an attribute in all start tags of a page, entities resolved.
fn values(html: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let raw = ["script", "style", "title", "textarea"]
            .into_iter()
            .find(|raw| rest.strip_prefix(raw).is_some_and(|after| after.starts_with(['>', ' '])));
        let end = tag_end(rest);
        attributes(&rest[..end], name, &mut found);
        rest = &rest[end..];
        if let Some(raw) = raw {
            rest = rest.find(&format!("</{raw}")).map_or("", |at| &rest[at..]);
        }
    }
    found
}

/// Where a start tag ends, minding quotes.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') if tag[..at].trim_end().ends_with('=') => quote = Some(c),
            (None, '>') => return at,
            _ => {}
        }
    }
    tag.len()
}

fn attributes(tag: &str, name: &str, found: &mut Vec<String>) {
    let mut rest = tag.find(|c: char| c.is_ascii_whitespace()).map_or("", |at| &tag[at..]);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return;
        }
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let Some(after) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let after = after.trim_start();
        let (value, next) = match after.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_at(after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len())),
        };
        if key == name {
            found.push(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
        }
        rest = next;
    }
}
