//! Which templates a template uses: those it extends and includes, and those that define its components.
//!
//! In: the texts. Out: names. Reads only the parts that belong to Tera; a name too many costs a needless rebuild, never a stale page.

use std::collections::{BTreeMap, BTreeSet};

use crate::web::minify::regions;

/// What one template says of others.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses {
    /// Files it extends or includes.
    files: BTreeSet<String>,
    /// Components it defines.
    defines: BTreeSet<String>,
    /// Components it calls.
    calls: BTreeSet<String>,
    /// Names its components take from the page by themselves (`@root`).
    pub(super) implicit: BTreeSet<String>,
}

/// Reads one template.
pub(super) fn of(source: &str) -> Uses {
    let mut uses = Uses::default();
    for (_, region) in regions(source) {
        let mut words = region.split(|c: char| c.is_whitespace() || c == '(');
        match words.next() {
            Some("extends" | "include") => uses.files.extend(quoted(region)),
            Some("component") => {
                uses.defines.extend(words.next().map(str::to_string));
                uses.implicit.extend(names_after(region, '@'));
            }
            Some(_) | None => {}
        }
        uses.calls.extend(names_after(region, '<'));
    }
    uses
}

/// The template itself and all it uses, directly or not.
pub(super) fn closure<'a>(name: &'a str, all: &BTreeMap<&'a str, Uses>) -> BTreeSet<&'a str> {
    let mut closure = BTreeSet::new();
    let mut todo = vec![name];
    while let Some(name) = todo.pop() {
        let Some((&name, uses)) = all.get_key_value(name) else { continue };
        if closure.insert(name) {
            todo.extend(
                all.iter()
                    .filter(|(file, other)| uses.files.contains(**file) || !uses.calls.is_disjoint(&other.defines))
                    .map(|(file, _)| *file),
            );
        }
    }
    closure
}

/// The keys of `t(key="…")` that are written out, with their offsets.
pub(super) fn keys(source: &str) -> Vec<(usize, &str)> {
    let mut keys = Vec::new();
    for (start, region) in regions(source) {
        for (at, _) in region.match_indices("t(") {
            let is_other = region[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let Some(value) = region[at + 2..].trim_start().strip_prefix("key") else { continue };
            let Some(value) = value.trim_start().strip_prefix('=').map(str::trim_start) else { continue };
            let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '`') && !is_other) else {
                continue;
            };
            if let Some(end) = value[1..].find(quote) {
                let offset = region.len() - value.len() + 1;
                keys.push((start + offset, &value[1..=end]));
            }
        }
    }
    keys
}

/// All texts in quotation marks in the parts that belong to Tera.
pub(super) fn literals(source: &str) -> Vec<String> {
    regions(source).into_iter().flat_map(|(_, region)| quoted(region)).collect()
}

fn quoted(region: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = region;
    while let Some(at) = rest.find(['"', '\'', '`']) {
        let quote = rest[at..].chars().next().unwrap_or('"');
        let inner = &rest[at + 1..];
        let Some(end) = inner.find(quote) else { break };
        out.push(inner[..end].to_string());
        rest = &inner[end + 1..];
    }
    out
}

fn names_after(region: &str, mark: char) -> Vec<String> {
    let names = region.split(mark).skip(1).map(|after| {
        after
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
            .collect::<String>()
    });
    names.filter(|name| !name.is_empty()).collect()
}
