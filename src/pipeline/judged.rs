//! Judges finished files: those of a build, and those that somebody brings.
//!
//! In: bytes of PDFs and what they are to be. Out: problems.
//! Looks at nothing itself; `preflight` does.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::shop::{formats, profiles};
use super::{Asked, OnProgress, Progress, Project};
use crate::base::diag::{Diagnostic, Diagnostics, Failure, Severity, nearest};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::preflight::{self, Demands, Nature, PageCount};
use crate::print::profile::{Profile, Standard};
use crate::print::{Order, Sheet};
use crate::text;
use crate::theme::kind::Pages;

pub use crate::preflight::THREAD as READING;

/// What is wrong with a sheet of a build, and with its file for reading; `name` is that of the sheet.
pub(super) fn sheet(sheet: &Sheet, order: &Order, name: &str) -> Diagnostics {
    let file = format!("{name}.pdf");
    let judged = |name: &str, bytes: &[u8], demands: &Demands| {
        let sheet = preflight::Sheet { name, place: order.source.clone(), texts: &order.texts, demands };
        preflight::judge(bytes, &sheet)
    };
    let mut demands = Demands::of(&order.profile, Some(&order.format));
    demands.pages = match order.pages {
        Pages::One => PageCount::One,
        Pages::Two => PageCount::Two,
        Pages::Many => PageCount::Any,
        Pages::Fours => PageCount::Fours,
    };
    if let Some(address) = order.data.get("qr").and_then(|qr| qr.get("url")).and_then(|url| url.as_str()) {
        demands.links.push(address.to_string());
    }
    // What was done on purpose, such as pictures that the press converts, is no news to whoever writes the page.
    let is_problem = |d: &Diagnostic| d.severity != Severity::Note;
    let own = judged(&file, &sheet.pdf, &demands).into_iter().filter(is_problem);
    let mut problems: Diagnostics = own.map(lenient).collect();
    if let Some(bytes) = &sheet.readable {
        // The same page again: only what it is to be otherwise need be looked at.
        let demands = demands.for_reading();
        let own = judged(&format!("{name}-screen.pdf"), bytes, &demands).into_iter();
        let structure = [&rules::PDF_UA, &rules::PDF_UNREADABLE, &rules::PDF_SCRIPT, &rules::PDF_NO_UNICODE];
        problems.append(own.filter(|d| structure.iter().any(|rule| rule.code == d.rule.code)).collect());
    }
    problems
}

/// Whether an old photograph without a larger original is sharp enough only people can see, so that it does not stop publication. Of all
/// else the rules say themselves where there is no doubt.
fn lenient(found: Diagnostic) -> Diagnostic {
    if found.rule.code == rules::PDF_PICTURE.code { found.severity(Severity::Warning) } else { found }
}

/// Nothing: this program makes sheets. One that does not says so, instead of finding nothing wrong with none.
pub fn needs_sheets() -> Result<(), Failure> {
    Ok(())
}

/// Judges files that somebody brings.
///
/// Without a profile asked for, a file is judged by what it says it is for: PDF/X as for the press, PDF/UA as for reading, and any other
/// as a print shop would, since that is where it goes.
pub fn preflight(
    project: &Project,
    files: &[(SourcePath, Arc<[u8]>)],
    asked: Asked<'_>,
    progress: OnProgress<'_>,
) -> Result<Diagnostics, Failure> {
    let mut diagnostics = Diagnostics::new();
    let formats = formats(&project.theme, &mut diagnostics);
    let profiles = profiles(project, &mut diagnostics);
    let format = asked.format.and_then(|id| {
        let found = formats.iter().find(|(known, _)| known.eq_ignore_ascii_case(id)).map(|(_, format)| format);
        if found.is_none() {
            let text = text! { zh: "没有纸张规格 `{id}`", en: "there is no paper format `{id}`" };
            diagnostics.push(unknown(Diagnostic::nowhere(&rules::UNKNOWN_FORMAT, text), id, formats.keys()));
        }
        found
    });
    if let Some(id) = asked.profile.filter(|id| !profiles.contains_key(*id)) {
        let text = text! { zh: "没有输出方式 `{id}`", en: "there is no profile `{id}`" };
        diagnostics.push(unknown(Diagnostic::nowhere(&rules::UNKNOWN_PROFILE, text), id, profiles.keys()));
    }
    if diagnostics.has_errors() {
        return Ok(diagnostics);
    }
    let what = text! { zh: "检查", en: "judging" };
    progress(Progress { done: 0, total: files.len(), what });
    let judged: Vec<Diagnostics> = files
        .par_iter()
        .map(|(path, bytes)| {
            let own = format.map(|format| format.profile.as_str());
            let id = asked.profile.or(own);
            let Some(profile) = id.and_then(|id| profiles.get(id)).or_else(|| fitting(&profiles, bytes)) else {
                return Diagnostics::new();
            };
            let demands = Demands::of(profile, format);
            let sheet = preflight::Sheet { name: "", place: Place::file(path), texts: &[], demands: &demands };
            preflight::judge(bytes, &sheet)
        })
        .collect();
    judged.into_iter().for_each(|own| diagnostics.append(own));
    diagnostics.sort();
    Ok(diagnostics)
}

/// The profile that suits what a file says of itself.
fn fitting<'a>(profiles: &'a BTreeMap<String, Profile>, bytes: &[u8]) -> Option<&'a Profile> {
    let standard = match preflight::nature(bytes) {
        Nature::Press | Nature::Plain => Standard::X4,
        Nature::Accessible => Standard::Ua1,
    };
    // Of two presses the one without marks: many shops want none.
    let fitting = profiles.values().filter(|profile| profile.standard == standard);
    fitting.min_by_key(|profile| (profile.marks, profile.grey_safe))
}

fn unknown<'a>(found: Diagnostic, id: &str, known: impl Iterator<Item = &'a String> + Clone) -> Diagnostic {
    let all = known.clone().map(String::as_str).collect::<Vec<_>>().join(", ");
    let near = nearest(id, known.map(String::as_str));
    found
        .help_if(near, |n| text! { zh: "是不是要写 `{n}`？", en: "did you mean `{n}`?" })
        .help(text! { zh: "现有：{all}", en: "there are: {all}" })
}
