//! `pufa build` and `pufa check`. This module does I/O.
//!
//! In: where the site is and how to make it. Out: the finished site, or the problems that stand in its way.
//! `check` is the same build with nothing written.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::Status;
use super::args::{Format, Make};
use super::clock;
use super::progress::Meter;
use super::terminal::Terminal;
use crate::base::diag::{Diagnostics, Failure, Severity};
use crate::output::{self, Changes, Claim, Discard, Memo, Outcome, Stage, Store};
use crate::pipeline::{self, Build, Means, Options, Project, Summary};
use crate::report::{self, Problem};
use crate::text;

/// Makes the site.
pub fn build(make: &Make, terminal: &Terminal) -> Result<Status, Failure> {
    let begun = Instant::now();
    let project = load(make)?;
    let output = output_of(make, "public")?;
    let work = |means: &Means<'_>| pipeline::build(&project, means);
    let (build, changes) = published(&make.root, &output, work, terminal)?;
    let end = End { took: begun.elapsed(), output: Some(&output), changes: changes.as_ref() };
    Ok(show(&build, &project, &end, terminal))
}

/// Makes something and puts it into an output folder, whole or not at all. Gives what was made, and if it was put there, what changed.
pub(super) fn published(
    root: &Path,
    output: &Path,
    work: impl FnOnce(&Means<'_>) -> Result<Build, Failure>,
    terminal: &Terminal,
) -> Result<(Build, Option<Changes>), Failure> {
    let claim = Claim::take(root, output, &|| {
        terminal.note(terminal.speech.pick(
            "另一个 pufa 正在写同一个输出文件夹，等它写完……\n",
            "another pufa is writing to the same output folder; waiting for it to finish\n",
        ));
        Ok(())
    })?;
    let memo = Memo::load(&claim);
    let store = Store::open(root)?;
    let stage = Stage::new(&claim)?;
    let mut build = run(|progress| work(&Means { memo: &memo, store: &store, sink: &stage, progress }), terminal)?;
    let mut changes = None;
    if !build.diagnostics.has_errors() {
        match output::publish(&stage, &memo, std::mem::take(&mut build.records))? {
            Outcome::Published(done, _) => {
                output::keep(root, &build.beside)?;
                changes = Some(done);
            }
            Outcome::Refused(problems) => build.diagnostics.append(problems),
        }
    }
    store.prune();
    Ok((build, changes))
}

/// Finds the problems.
pub fn check(make: &Make, terminal: &Terminal) -> Result<Status, Failure> {
    let begun = Instant::now();
    let project = load(make)?;
    let memo = Memo::load_dry(&make.root);
    let store = Store::open(&make.root)?;
    let mut build = run(
        |progress| pipeline::build(&project, &Means { memo: &memo, store: &store, sink: &Discard, progress }),
        terminal,
    )?;
    memo.save_dry(&make.root, std::mem::take(&mut build.records))?;
    let end = End { took: begun.elapsed(), output: None, changes: None };
    Ok(show(&build, &project, &end, terminal))
}

/// Reads the project.
pub(super) fn load(make: &Make) -> Result<Project, Failure> {
    if !make.root.is_dir() {
        let root = make.root.display();
        return Err(Failure::plain(text! { zh: "没有文件夹 `{root}`", en: "there is no folder `{root}`" }));
    }
    let today = clock::today(make.today)?;
    Project::load(&make.root, Options { base_url: make.base_url.clone(), drafts: make.drafts, today })
}

/// Runs work with a line of progress.
pub(super) fn run<F>(work: F, terminal: &Terminal) -> Result<Build, Failure>
where
    F: FnOnce(&(dyn Fn(pipeline::Progress) + Sync)) -> Result<Build, Failure>,
{
    let meter = Meter::new(terminal.speech);
    work(&|progress| meter.show(&progress))
}

/// The output folder, if none is said that of this name in the root; refused where writing would mix the site with what it is made from.
pub(super) fn output_of(make: &Make, name: &str) -> Result<PathBuf, Failure> {
    let Some(output) = &make.output else {
        let here = make.root == Path::new(".");
        return Ok(if here { PathBuf::from(name) } else { make.root.join(name) });
    };
    let absolute = |path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        path.canonicalize().unwrap_or(path)
    };
    let (whole, root) = (absolute(output), absolute(&make.root));
    let sources = ["content", "theme", "themes"].map(|folder| root.join(folder));
    if root.starts_with(&whole) || sources.iter().any(|folder| whole.starts_with(folder)) {
        let output = output.display();
        return Err(Failure::plain(text! {
            zh: "不能生成到 `{output}`：那里是网站的源文件，请另选一个文件夹",
            en: "cannot write to `{output}`: the site's sources are there; choose another folder"
        }));
    }
    Ok(output.clone())
}

/// How a run ended.
struct End<'a> {
    took: Duration,
    /// The output folder; none for `check`.
    output: Option<&'a Path>,
    /// What was published; none if nothing was.
    changes: Option<&'a Changes>,
}

/// The result for programs.
#[derive(Serialize)]
struct Json {
    problems: Vec<Problem>,
    errors: usize,
    warnings: usize,
    published: bool,
    pages: usize,
    posters: usize,
    jobs: usize,
    jobs_run: usize,
    files: Option<usize>,
    changed: Option<usize>,
    removed: Option<usize>,
    scheduled: Vec<(String, String)>,
    expired: Vec<String>,
    milliseconds: u128,
}

/// Shows problems and result, and gives the status.
fn show(build: &Build, project: &Project, end: &End<'_>, terminal: &Terminal) -> Status {
    let text_of = |path: &crate::base::path::SourcePath| project.text_of(path);
    let (errors, warnings) = counts(&build.diagnostics);
    let summary = &build.summary;
    match terminal.format {
        Format::Human => {
            terminal.print(&terminal.draw(&build.diagnostics, &text_of));
            terminal.say(&last_lines(build, end, terminal));
        }
        Format::Github => {
            terminal.print(&terminal.draw(&build.diagnostics, &text_of));
            terminal.note(&last_lines(build, end, terminal));
        }
        Format::Json => {
            let json = Json {
                problems: report::problems(&build.diagnostics, &text_of),
                errors,
                warnings,
                published: end.changes.is_some(),
                pages: summary.pages,
                posters: summary.posters,
                jobs: summary.jobs,
                jobs_run: summary.made,
                files: end.changes.map(|c| c.files),
                changed: end.changes.map(|c| c.changed.len()),
                removed: end.changes.map(|c| c.removed.len()),
                scheduled: summary.scheduled.iter().map(|(path, day)| (path.to_string(), day.0.to_string())).collect(),
                expired: summary.expired.iter().map(ToString::to_string).collect(),
                milliseconds: end.took.as_millis(),
            };
            let text = serde_json::to_string_pretty(&json).expect("plain data always has a JSON form");
            terminal.print(&(text + "\n"));
        }
    }
    // For `check` a warning is a problem too; a site with warnings is built.
    if errors > 0 || (end.output.is_none() && warnings > 0) { Status::Problems } else { Status::Clean }
}

/// How many errors and warnings.
pub fn counts(diagnostics: &Diagnostics) -> (usize, usize) {
    (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning))
}

fn last_lines(build: &Build, end: &End<'_>, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let mut lines = held_back(&build.summary, terminal);
    let (errors, warnings) = counts(&build.diagnostics);
    if errors + warnings > 0 {
        let found = found(errors, warnings, terminal);
        lines.push(match (errors, end.output) {
            (0, _) | (_, None) => found,
            (_, Some(output)) => {
                let output = output.display();
                found
                    + &s.pick(
                        format!("；没有发布，`{output}` 保持原样"),
                        format!("; nothing was published, `{output}` is as it was"),
                    )
            }
        });
    } else if end.output.is_none() {
        lines.push(terminal.paint("1;32", s.pick("没有问题", "no problems")));
    }
    if end.output.is_none() || end.changes.is_some() {
        lines.push(result(&build.summary, end, terminal));
    }
    if let (Some(output), Some(_)) = (end.output, end.changes) {
        let page = output.join("index.html").display().to_string();
        lines.push(s.pick(
            format!("用浏览器打开 {page}，或运行 pufa serve 边改边看"),
            format!("open {page} in a browser, or run pufa serve"),
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// `2 errors, 1 warning`.
pub fn found(errors: usize, warnings: usize, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(terminal.paint("1;31", &s.count(errors, "处错误", "error", "errors")));
    }
    if warnings > 0 {
        parts.push(terminal.paint("1;33", &s.count(warnings, "处提醒", "warning", "warnings")));
    }
    parts.join(s.pick("，", ", "))
}

/// Pages that are not out yet, and pages that are past their day.
pub fn held_back(summary: &Summary, terminal: &Terminal) -> Vec<String> {
    let s = terminal.speech;
    let mut lines = Vec::new();
    for (path, day) in &summary.scheduled {
        let (path, day) = (terminal.shown(path), day.0);
        lines.push(s.pick(format!("未到日期，{day} 发布：{path}"), format!("to be published on {day}: {path}")));
    }
    for path in &summary.expired {
        let path = terminal.shown(path);
        lines.push(s.pick(format!("已过期，保留并注明：{path}"), format!("past its day, kept with a mark: {path}")));
    }
    lines
}

/// `68 pages, 12 posters, 240 files (9 changed) in 1.2 s`.
fn result(summary: &Summary, end: &End<'_>, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let mut parts = vec![
        s.count(summary.pages, "个页面", "page", "pages"),
        s.count(summary.posters, "张海报", "poster", "posters"),
    ];
    if let Some(changes) = end.changes {
        let mut notes =
            vec![s.pick(format!("{} 个有变化", changes.changed.len()), format!("{} changed", changes.changed.len()))];
        if !changes.removed.is_empty() {
            notes.push(
                s.pick(format!("删去 {} 个", changes.removed.len()), format!("{} removed", changes.removed.len())),
            );
        }
        let files = s.count(changes.files, "个文件", "file", "files");
        parts.push(s.pick(format!("{files}（{}）", notes.join("，")), format!("{files} ({})", notes.join(", "))));
    }
    let seconds = seconds(end.took);
    let line = parts.join(s.pick("，", ", "));
    s.pick(format!("{line}，用时 {seconds} 秒"), format!("{line} in {seconds} s"))
}

/// Seconds with as many digits as matter.
pub fn seconds(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    if seconds < 0.995 { format!("{seconds:.2}") } else { format!("{seconds:.1}") }
}
