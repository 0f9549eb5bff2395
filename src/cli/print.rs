//! `pufa print`: all files for the print shop, each with its job ticket, in one folder. This module does I/O.
//!
//! In: perhaps pages, a format, a language, a profile. Out: the folder, published as a site is: whole or not at all, and files of others stay.
//! Nothing is laid out here.

use std::time::Instant;

use serde::Serialize;

use super::Status;
use super::args::{Format, Print};
use super::build::{counts, found, load, output_of, published, seconds};
use super::poster::source_path;
use super::terminal::Terminal;
use crate::base::diag::Failure;
use crate::base::path::SourcePath;
use crate::output::Changes;
use crate::pipeline::{self, Batch, Means, Wanted};
use crate::report::{self, Problem};

/// The folder if none is said.
const FOLDER: &str = "print";

/// The result for programs.
#[derive(Serialize)]
struct Json {
    problems: Vec<Problem>,
    errors: usize,
    warnings: usize,
    published: bool,
    sheets: usize,
    files: Option<usize>,
    changed: Option<usize>,
    removed: Option<usize>,
    folder: String,
    milliseconds: u128,
}

/// Makes the files for the print shop.
pub fn print(request: &Print, terminal: &Terminal) -> Result<Status, Failure> {
    let begun = Instant::now();
    let make = &request.make;
    let project = load(make)?;
    let paths: Result<Vec<SourcePath>, Failure> =
        request.pages.iter().map(|page| source_path(&make.root, page)).collect();
    let paths = paths?;
    let output = output_of(make, FOLDER)?;
    let batch = Batch {
        paths: &paths,
        wanted: Wanted {
            format: request.format.as_deref(),
            language: request.language.as_deref(),
            profile: request.profile.as_deref(),
            ..Wanted::default()
        },
    };
    let work = |means: &Means<'_>| pipeline::handover(&project, batch, means);
    let (build, changes) = published(&make.root, &output, work, terminal)?;
    let text_of = |path: &SourcePath| project.text_of(path);
    let (errors, warnings) = counts(&build.diagnostics);
    let folder = output.display().to_string();
    if terminal.format == Format::Json {
        let json = Json {
            problems: report::problems(&build.diagnostics, &text_of),
            errors,
            warnings,
            published: changes.is_some(),
            sheets: build.summary.posters,
            files: changes.as_ref().map(|c| c.files),
            changed: changes.as_ref().map(|c| c.changed.len()),
            removed: changes.as_ref().map(|c| c.removed.len()),
            folder,
            milliseconds: begun.elapsed().as_millis(),
        };
        let text = serde_json::to_string_pretty(&json).expect("plain data always has a JSON form");
        terminal.print(&(text + "\n"));
    } else {
        terminal.print(&terminal.draw(&build.diagnostics, &text_of));
        if errors + warnings > 0 {
            terminal.say(&(found(errors, warnings, terminal) + "\n"));
        }
        let line = closing(build.summary.posters, &folder, changes.as_ref(), terminal);
        let took = seconds(begun.elapsed());
        terminal.say(&terminal.speech.pick(format!("{line}，用时 {took} 秒\n"), format!("{line}, in {took} s\n")));
    }
    Ok(if errors > 0 { Status::Problems } else { Status::Clean })
}

/// `12 sheets with tickets in print (36 files, 3 changed)`.
fn closing(sheets: usize, folder: &str, changes: Option<&Changes>, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let Some(changes) = changes else {
        return s.pick(format!("没有写，`{folder}` 保持原样"), format!("nothing was written, `{folder}` is as it was"));
    };
    let (files, changed, removed) = (changes.files, changes.changed.len(), changes.removed.len());
    let gone_zh = if removed > 0 { format!("，删去 {removed} 个") } else { String::new() };
    let gone_en = if removed > 0 { format!(", {removed} removed") } else { String::new() };
    let count = s.count(sheets, "件印刷文件", "sheet", "sheets");
    s.pick(
        format!("{count}，每件附工单，在 `{folder}` 里（共 {files} 个文件，{changed} 个有变化{gone_zh}）"),
        format!("{count} with job tickets in `{folder}` ({files} files, {changed} changed{gone_en})"),
    )
}
