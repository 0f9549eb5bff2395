//! `pufa poster`: the print-ready PDF of one page. This module does I/O.
//!
//! In: a page's file, perhaps a format and a language. Out: PDF files in the current folder or where `--output` says.
//! The sheets are those of the site's build; nothing is laid out here.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Status;
use super::args::{OnePage, Poster};
use super::build::{counts, found, seconds};
use super::clock;
use super::progress::Meter;
use super::terminal::Terminal;
use crate::base::diag::Failure;
use crate::base::path::SourcePath;
use crate::pipeline::{self, Options, Project, Wanted};
use crate::plan::finish::Finish;
use crate::text;

/// Makes the sheets of a page.
pub fn poster(request: &Poster, terminal: &Terminal) -> Result<Status, Failure> {
    let finish = request.tile.clone().map_or(Finish::Flat, Finish::Tiled);
    carry_out(&request.page, Wanted::default(), &finish, terminal)
}

/// Makes and writes the sheets of one page; `among` says which come into question beside what was typed.
pub(super) fn carry_out(
    page: &OnePage,
    among: Wanted<'_>,
    finish: &Finish,
    terminal: &Terminal,
) -> Result<Status, Failure> {
    let begun = Instant::now();
    let path = source_path(&page.root, &page.file)?;
    let wanted = Wanted {
        format: page.format.as_deref(),
        language: page.language.as_deref(),
        profile: page.profile.as_deref(),
        ..among
    };
    // A poster is printed before its event is announced, so drafts and pages of later days have theirs.
    let options = Options { base_url: None, drafts: true, today: clock::today(page.today)? };
    let project = Project::load(&page.root, options)?;
    let (sheets, mut problems) = {
        let meter = Meter::new(terminal.speech);
        let progress = |progress| meter.show(&progress);
        pipeline::finished(&project, &path, wanted, finish, &progress)?
    };
    problems.sort();
    terminal.print(&terminal.draw(&problems, &|path| project.text_of(path)));
    let (errors, warnings) = counts(&problems);
    if errors + warnings > 0 {
        terminal.say(&(found(errors, warnings, terminal) + "\n"));
    }
    if errors > 0 {
        return Ok(Status::Problems);
    }
    let files = destinations(page.output.as_deref(), &sheets)?;
    for (file, (_, bytes)) in files.iter().zip(&sheets) {
        write(file, bytes)?;
        terminal.print(&format!("{}\n", file.display()));
    }
    let s = terminal.speech;
    let (count, took) = (s.count(sheets.len(), "个文件", "file", "files"), seconds(begun.elapsed()));
    terminal.say(&s.pick(format!("{count}，用时 {took} 秒\n"), format!("{count} in {took} s\n")));
    Ok(Status::Clean)
}

/// Where each sheet goes: a file for a single one, a folder for several, the current folder if nothing is said.
fn destinations(output: Option<&Path>, sheets: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, Failure> {
    let Some(output) = output else { return Ok(sheets.iter().map(|(name, _)| PathBuf::from(name)).collect()) };
    let folder = output.is_dir() || output.to_string_lossy().ends_with(['/', '\\']);
    match (folder, sheets.len()) {
        (true, _) => Ok(sheets.iter().map(|(name, _)| output.join(name)).collect()),
        (false, 0 | 1) => Ok(vec![output.to_path_buf(); sheets.len()]),
        (false, count) => {
            let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
            let names = names.join("  ");
            Err(Failure::plain(text! {
                zh: "有 {count} 个 PDF（{names}），一个文件装不下：用 --format 和 --language 选定一个，或让 --output 指向一个文件夹",
                en: "there are {count} PDFs ({names}) for one file: choose with --format and --language, or name a folder with --output"
            }))
        }
    }
}

/// Writes a file wholly or not at all.
fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failure = |e| Failure::io(text! { zh: "写入文件", en: "writing a file" }, file, e);
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        crate::output::claim::make_folder(folder)?;
    }
    let mut beside = file.file_name().unwrap_or_default().to_os_string();
    beside.push(format!(".{}", std::process::id()));
    let beside = file.with_file_name(beside);
    fs::write(&beside, bytes).map_err(failure)?;
    fs::rename(&beside, file).map_err(failure)
}

/// The path in the project of a file as typed: from the current folder, from the root, or from `content/`.
///
/// A translation stands for its page, whose sheets exist in all languages.
pub(super) fn source_path(root: &Path, file: &Path) -> Result<SourcePath, Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    let typed = [file.to_path_buf(), root.join(file), root.join("content").join(file)];
    let found = typed.iter().find(|path| path.exists()).and_then(|path| real(path));
    let inside = found.zip(real(root)).and_then(|(file, root)| {
        let parts: Option<Vec<String>> =
            file.strip_prefix(root).ok()?.iter().map(|part| part.to_str().map(str::to_string)).collect();
        parts.map(|parts| parts.join("/"))
    });
    let shown = file.display();
    inside.map(SourcePath::from).ok_or_else(|| {
        Failure::plain(text! {
            zh: "网站里没有文件 `{shown}`",
            en: "there is no file `{shown}` in the site"
        })
    })
}
