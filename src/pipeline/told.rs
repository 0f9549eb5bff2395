//! The problems of jobs, without those that only follow from others.
//!
//! In: what was found before anything was made, and the records of all jobs. Out: one list in which each cause is told once.

use crate::base::diag::{Diagnostic, Diagnostics, Severity};
use crate::base::place::Place;
use crate::base::rules;
use crate::output::JobRecord;

/// Adds what the jobs found.
///
/// A template fails for want of a field that is wrong or missing, or at a word that was not found when the template was read: both
/// have been told of already.
pub(super) fn append(diagnostics: &mut Diagnostics, records: &[JobRecord]) {
    let fields_are_wrong = diagnostics.iter().any(|d| d.severity == Severity::Error && d.rule.code.starts_with('F'));
    let is_template = |d: &&Diagnostic| d.rule.code == rules::TEMPLATE.code;
    let told: Vec<Place> = diagnostics.iter().filter(is_template).filter_map(|d| d.place.clone()).collect();
    let is_told =
        |place: &Place| told.iter().any(|t| t.path == place.path && t.start < place.end && place.start < t.end);
    let follows = |d: &&Diagnostic| {
        is_template(d) && !d.related.is_empty() && (fields_are_wrong || d.place.as_ref().is_some_and(is_told))
    };
    for record in records {
        diagnostics.append(record.diagnostics.iter().filter(|d| !follows(d)).cloned().collect());
    }
}
