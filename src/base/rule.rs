//! What a kind of problem is: its code, how grave it is, and what `pufa explain` says about it.
//!
//! In: nothing. Out: the type `Rule`; the rules themselves stand in the tables of `rules`.

use crate::base::diag::Severity;

/// A text that stands in the program in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// A kind of problem.
///
/// Codes have a letter for the area: C settings, F front matter, K kinds and theme, L links, T translation,
/// A accessibility, M Markdown, D dates, S site, P print, W web templates, X output.
#[derive(Debug)]
pub struct Rule {
    /// Letter and three digits, never given to another rule later.
    pub code: &'static str,
    /// Lower-case English words with hyphens.
    pub name: &'static str,
    /// Whether it stops publication.
    pub severity: Severity,
    /// What it checks.
    pub what: Words,
    /// Why it matters.
    pub why: Words,
    /// How to put it right.
    pub fix: Words,
    /// A line or two that break the rule, as they would stand in a file; the same in both languages.
    pub example: &'static str,
}
