//! Anchors of headings: stable, unique in a page, and such that a clerk can guess them.
//!
//! In: the attribute `{#id}` or the words of the heading. Out: an anchor; Chinese words stay Chinese.

use std::collections::BTreeSet;

/// The anchors given out so far in one page.
#[derive(Default)]
pub struct Ids {
    given: BTreeSet<String>,
}

impl Ids {
    /// The anchor for a heading: its own `id`, else its words; a second one of the same gets `-1`, then `-2`, as on GitHub.
    pub fn give(&mut self, id: Option<&str>, words: &str) -> String {
        let wanted = match id {
            Some(id) if !id.is_empty() => id.chars().filter(|c| !c.is_whitespace()).collect(),
            Some(_) | None => anchor(words),
        };
        if self.given.insert(wanted.clone()) {
            return wanted;
        }
        let mut numbered = (1..).map(|n| format!("{wanted}-{n}"));
        numbered.find(|candidate| self.given.insert(candidate.clone())).expect("there is always a next number")
    }
}

/// The words in lower case with `-` for spaces and without punctuation; `section` if nothing is left.
pub fn anchor(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.trim().chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if matches!(c, '\u{4E00}'..='\u{9FFF}') {
            // The common Han characters have no case; the tables are slow to look through for them.
            out.push(c);
        } else if c.is_alphanumeric() || c == '_' || c == '-' {
            out.extend(c.to_lowercase());
        } else if c.is_whitespace() && !out.ends_with('-') {
            out.push('-');
        }
    }
    match out.trim_matches('-') {
        "" => "section".to_string(),
        inner if inner.len() < out.len() => inner.to_string(),
        _ => out,
    }
}
