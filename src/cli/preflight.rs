//! `pufa preflight`: judges PDF files, or all sheets of a site as they would be made now. This module does I/O.
//!
//! In: files, perhaps a profile and a paper. Out: problems; exit code 0 without any, 1 with, 2 if a file cannot be opened.
//! Writes nothing; what a file is judged by stands in the theme.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::Status;
use super::args::{Format, Preflight};
use super::build::{counts, found, seconds};
use super::clock;
use super::progress::Meter;
use super::terminal::Terminal;
use crate::base::diag::{Diagnostics, Failure};
use crate::base::path::SourcePath;
use crate::output::{Discard, Memo, Store};
use crate::pipeline::{self, Means, Options, Project};
use crate::report::{self, Problem};
use crate::text;

/// The result for programs.
#[derive(Serialize)]
struct Json {
    problems: Vec<Problem>,
    errors: usize,
    warnings: usize,
    files: usize,
    milliseconds: u128,
}

/// Judges what was asked for.
pub fn preflight(request: &Preflight, terminal: &Terminal) -> Result<Status, Failure> {
    let begun = Instant::now();
    if request.files.is_empty() != request.all {
        return Err(Failure::plain(text! {
            zh: "写上要检查的 PDF 文件，或用 --all 检查网站的全部海报，二者选一",
            en: "name the PDF files to judge, or use --all for all sheets of the site, not both"
        }));
    }
    let options = Options { base_url: None, drafts: false, today: clock::today(request.today)? };
    let is_site = request.all || request.root.join(crate::source::disk::SETTINGS).is_file();
    let project = if is_site {
        Project::load(&request.root, options)?
    } else {
        Project::of(crate::source::SourceSet::default(), options)
    };
    let (problems, count) =
        if request.all { all(request, &project, terminal)? } else { files(request, &project, terminal)? };
    show(&problems, count, begun.elapsed(), &project, terminal);
    let (errors, warnings) = counts(&problems);
    Ok(if errors + warnings > 0 { Status::Problems } else { Status::Clean })
}

/// Files as they are given, each judged on its own.
fn files(request: &Preflight, project: &Project, terminal: &Terminal) -> Result<(Diagnostics, usize), Failure> {
    let mut read: Vec<(SourcePath, Arc<[u8]>)> = Vec::new();
    for file in &request.files {
        let failure = |e| Failure::io(text! { zh: "读取文件", en: "reading a file" }, file, e);
        read.push((shown(file), fs::read(file).map_err(failure)?.into()));
    }
    let meter = Meter::new(terminal.speech);
    let asked = pipeline::Asked { profile: request.profile.as_deref(), format: request.paper.as_deref() };
    let problems = pipeline::preflight(project, &read, asked, &|progress| meter.show(&progress))?;
    Ok((problems, read.len()))
}

/// All sheets of the site: what is remembered of a sheet is not judged again.
fn all(request: &Preflight, project: &Project, terminal: &Terminal) -> Result<(Diagnostics, usize), Failure> {
    pipeline::needs_sheets()?;
    let memo = Memo::load_dry(&request.root);
    let store = Store::open(&request.root)?;
    let mut build = {
        let meter = Meter::new(terminal.speech);
        let progress = |progress| meter.show(&progress);
        pipeline::build(project, &Means { memo: &memo, store: &store, sink: &Discard, progress: &progress })?
    };
    memo.save_dry(&request.root, std::mem::take(&mut build.records))?;
    let problems = build.diagnostics.into_iter().filter(|d| d.rule.code.starts_with('P')).collect();
    Ok((problems, build.summary.posters))
}

fn shown(file: &Path) -> SourcePath {
    SourcePath::from(file.to_string_lossy().replace('\\', "/").as_str())
}

fn show(problems: &Diagnostics, count: usize, took: Duration, project: &Project, terminal: &Terminal) {
    let text_of = |path: &SourcePath| project.text_of(path);
    let (errors, warnings) = counts(problems);
    if terminal.format == Format::Json {
        let problems = report::problems(problems, &text_of);
        let json = Json { problems, errors, warnings, files: count, milliseconds: took.as_millis() };
        let text = serde_json::to_string_pretty(&json).expect("plain data always has a JSON form");
        terminal.print(&(text + "\n"));
        return;
    }
    let s = terminal.speech;
    terminal.print(&terminal.draw(problems, &text_of));
    let verdict = if errors + warnings > 0 {
        found(errors, warnings, terminal)
    } else {
        terminal.paint("1;32", s.pick("没有问题", "no problems"))
    };
    let (files, took) = (s.count(count, "个文件", "file", "files"), seconds(took));
    let line = s.pick(
        format!("{verdict}\n检查了{files}，用时 {took} 秒\n"),
        format!("{verdict}\n{files} judged in {took} s\n"),
    );
    terminal.note(&line);
}
