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
        let mut candidate = wanted.clone();
        let mut n = 0;
        while !self.given.insert(candidate.clone()) {
            n += 1;
            candidate = format!("{wanted}-{n}");
        }
        candidate
    }
}

/// The words in lower case with `-` for spaces and without punctuation; `section` if nothing is left.
pub fn anchor(words: &str) -> String {
    let mut out = String::new();
    for c in words.trim().chars() {
        if c.is_alphanumeric() || c == '_' || c == '-' {
            out.extend(c.to_lowercase());
        } else if c.is_whitespace() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_matches('-').to_string();
    if out.is_empty() { "section".to_string() } else { out }
}
