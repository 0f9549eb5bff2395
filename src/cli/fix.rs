//! `pufa fix`: rewrites files as pufa would have them. This module does I/O.
//!
//! In: files or folders of the site, all of it without any. Out: the difference of each file, and after a yes the files themselves, with the
//! originals beside them. What has several meanings is left alone and listed. What a file should be is worked out by `fix`.

use std::fs::{self, File};
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::Status;
use super::args::Fix;
use super::clock;
use super::poster::source_path;
use super::terminal::Terminal;
use crate::base::diag::{Diagnostics, Failure};
use crate::base::path::SourcePath;
use crate::fix::{self, Fixed};
use crate::pipeline::{self, Options, Project};
use crate::source::Source;
use crate::source::decode::Encoding;
use crate::text;

/// Lines shown around a difference.
const AROUND: usize = 2;

/// Shows and writes what files should be.
pub fn fix(request: &Fix, terminal: &Terminal) -> Result<Status, Failure> {
    let options = Options { base_url: None, drafts: true, today: clock::today(request.today)? };
    let project = Project::load(&request.root, options)?;
    let (site, problems) = pipeline::assembled(&project);
    let names = pipeline::names(&project);
    let wanted = wanted(request)?;
    let is_wanted = |path: &SourcePath| wanted.is_empty() || wanted.iter().any(|wanted| wanted.covers(path));
    let mut files: Vec<(&Source, PathBuf, Fixed)> = Vec::new();
    for source in project.sources().iter().filter(|source| is_wanted(&source.path)) {
        let file = request.root.join(source.path.as_str());
        let failure = |e| Failure::io(text! { zh: "读取文件", en: "reading a file" }, &file, e);
        if crate::source::is_text(&source.path) {
            let bytes = fs::read(&file).map_err(failure)?;
            let fixed = fix::file(&site, &names, source, &bytes);
            files.extend(fixed.map(|fixed| (source, file, fixed)));
        }
    }
    for (source, _, fixed) in &files {
        terminal.print(&shown(&terminal.shown(&source.path), fixed, terminal));
    }
    let mut left = fix::left(&problems);
    left = left.into_iter().filter(|d| d.place.as_ref().is_some_and(|place| is_wanted(&place.path))).collect();
    left.sort();
    let written = !files.is_empty() && is_agreed(request, files.len(), terminal)?;
    if written {
        for (_, file, fixed) in &files {
            replace(file, fixed)?;
        }
    }
    say(&left, files.len(), written, &project, terminal);
    Ok(if left.is_empty() && (written || files.is_empty()) { Status::Clean } else { Status::Problems })
}

/// A file or folder that was asked for.
struct Wanted(String);

impl Wanted {
    fn covers(&self, path: &SourcePath) -> bool {
        let inner = path.as_str().strip_prefix(&self.0);
        inner.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || self.0.is_empty())
    }
}

fn wanted(request: &Fix) -> Result<Vec<Wanted>, Failure> {
    request.files.iter().map(|file| source_path(&request.root, file).map(|path| Wanted(path.to_string()))).collect()
}

/// Whether to write: by `--yes`, or asked on a terminal.
fn is_agreed(request: &Fix, count: usize, terminal: &Terminal) -> Result<bool, Failure> {
    if request.yes || request.dry_run {
        return Ok(request.yes);
    }
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Ok(false);
    }
    let s = terminal.speech;
    let files = s.count(count, "个文件", "file", "files");
    terminal.say(&s.pick(
        format!("改写{files}，原件留在旁边（.bak）？[y/N] "),
        format!("write {files} and keep the originals beside them (.bak)? [y/N] "),
    ));
    let mut answer = String::new();
    let asked = io::stdin().lock().read_line(&mut answer);
    asked.map_err(|e| Failure {
        doing: text! { zh: "读取回答", en: "reading the answer" },
        path: None,
        source: Some(e),
    })?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是" | "好"))
}

/// The difference that a file would have, with what is not seen in its lines said above.
fn shown(path: &str, fixed: &Fixed, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let mut text = String::new();
    if fixed.encoding != Encoding::Utf8 {
        text.push_str(&format!("{path}: {} → UTF-8\n", fixed.encoding.name()));
    }
    if fixed.other_form {
        let what =
            s.pick("换行和文件开头的标记改成通常的形式", "line ends and the mark at the beginning in the usual form");
        text.push_str(&format!("{path}: {what}\n"));
    }
    let difference = TextDiff::from_lines(&fixed.before, &fixed.text);
    let lines = difference.unified_diff().context_radius(AROUND).header(path, path).to_string();
    for line in lines.lines() {
        let line: String = line.chars().map(visible).collect();
        text.push_str(&match line.chars().next() {
            Some('+') => terminal.paint("32", &line),
            Some('-') => terminal.paint("31", &line),
            Some('@') => terminal.paint("36", &line),
            Some(_) | None => line,
        });
        text.push('\n');
    }
    text + "\n"
}

/// A character, or its number where nobody would see it.
fn visible(c: char) -> String {
    let is_seen = !matches!(c, '\u{A0}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    if is_seen { c.to_string() } else { format!("<U+{:04X}>", u32::from(c)) }
}

/// What was done and what is left.
fn say(left: &Diagnostics, files: usize, written: bool, project: &Project, terminal: &Terminal) {
    let s = terminal.speech;
    terminal.print(&terminal.draw(left, &|path| project.text_of(path)));
    let count = s.count(files, "个文件", "file", "files");
    let line = match (files, written) {
        (0, _) => s.pick("没有要改的文件".to_string(), "no file needs to be written otherwise".to_string()),
        (_, true) => s.pick(
            format!("改写了{count}，原件留在旁边（.bak）"),
            format!("{count} written, the originals are beside them (.bak)"),
        ),
        (_, false) => s.pick(
            format!("{count}可以改写，还没有动；加上 --yes 就改写"),
            format!("{count} would be written; nothing was done. --yes writes"),
        ),
    };
    terminal.say(&format!("{line}\n"));
    if !left.is_empty() {
        let count = s.count(left.iter().count(), "处", "place", "places");
        terminal.say(&s.pick(
            format!("另有 {count}拿不准，没有改，请照上面的提示改\n"),
            format!("{count} left as they are, because they may mean several things: see above\n"),
        ));
    }
}

/// Keeps the original and puts the new file in its place, by a rename.
fn replace(file: &Path, fixed: &Fixed) -> Result<(), Failure> {
    let failure = |e| Failure::io(text! { zh: "写入文件", en: "writing a file" }, file, e);
    let original = fs::read(file).map_err(failure)?;
    keep(file, &original).map_err(failure)?;
    let mut beside = file.file_name().unwrap_or_default().to_os_string();
    beside.push(format!("~{}~", std::process::id()));
    let beside = file.with_file_name(beside);
    fs::write(&beside, &fixed.bytes).map_err(failure)?;
    fs::rename(&beside, file).map_err(failure)
}

/// Writes the original to `x.md.bak`; where that is taken by other bytes, to `x.md.bak2` and so on.
fn keep(file: &Path, original: &[u8]) -> io::Result<()> {
    let name = file.file_name().unwrap_or_default();
    for number in 1_u32.. {
        let mut kept = name.to_os_string();
        kept.push(if number == 1 { ".bak".to_string() } else { format!(".bak{number}") });
        let kept = file.with_file_name(kept);
        match File::create_new(&kept) {
            Ok(mut file) => return file.write_all(original),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if fs::read(&kept)? == original {
                    return Ok(());
                }
            }
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("no name is free"))
}
