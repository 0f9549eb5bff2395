//! Problems as people and other programs see them: with lines, columns and words instead of byte ranges.
//!
//! In: `Diagnostics` and the texts of the files they are in. Out: `Problem`s, ready for JSON.
//! Does not draw; the terminal and the panel of `serve` do.

use std::sync::Arc;

use serde::Serialize;

use crate::base::diag::{Diagnostic, Diagnostics, Severity, Text};
use crate::base::path::SourcePath;
use crate::base::place::{LineColumn, Place, line_column};

/// Gives the text of a file that problems are in.
pub type TextOf<'a> = dyn Fn(&SourcePath) -> Option<Arc<str>> + 'a;

/// One problem.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// The rule's code: `F203`.
    pub code: &'static str,
    /// The rule's name: `field-value`.
    pub name: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where it is, if it is in a file.
    #[serde(flatten)]
    pub spot: Option<Spot>,
    /// What is so.
    pub message: Text,
    /// A word on the marked place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// What to do.
    pub helps: Vec<Text>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
}

/// A place in words.
#[derive(Clone, Debug, Serialize)]
pub struct Spot {
    /// The file, from the project's root.
    pub path: SourcePath,
    /// Where it begins.
    pub start: LineColumn,
    /// Where it ends; the column is one past the last character.
    pub end: LineColumn,
    /// The line it begins in, as it stands in the file.
    pub line_text: String,
}

/// Another place, with a word on it.
#[derive(Clone, Debug, Serialize)]
pub struct Related {
    /// Where.
    #[serde(flatten)]
    pub spot: Spot,
    /// What about it.
    pub message: Text,
}

/// All problems, in their order.
pub fn problems(diagnostics: &Diagnostics, text_of: &TextOf<'_>) -> Vec<Problem> {
    diagnostics.iter().map(|diagnostic| problem(diagnostic, text_of)).collect()
}

/// One problem.
pub fn problem(diagnostic: &Diagnostic, text_of: &TextOf<'_>) -> Problem {
    let related = diagnostic
        .related
        .iter()
        .map(|(place, message)| Related { spot: spot(place, text_of), message: message.clone() });
    Problem {
        code: diagnostic.rule.code,
        name: diagnostic.rule.name,
        severity: diagnostic.severity,
        spot: diagnostic.place.as_ref().map(|place| spot(place, text_of)),
        message: diagnostic.text.clone(),
        label: diagnostic.label.clone(),
        helps: diagnostic.helps.clone(),
        related: related.collect(),
    }
}

/// A place in words; in a file whose text is not at hand, its beginning.
fn spot(place: &Place, text_of: &TextOf<'_>) -> Spot {
    let text = text_of(&place.path).unwrap_or_else(|| Arc::from(""));
    let range = place.range_in(&text);
    let start = line_column(&text, range.start);
    let line_text = text.lines().nth(start.line - 1).unwrap_or_default().to_string();
    Spot { path: place.path.clone(), end: line_column(&text, range.end), start, line_text }
}
