//! Reads a project's folder. This module does I/O.
//!
//! In: the root folder. Out: a `SourceSet` of `pufa.toml`, the files beside the content, `content/`, `theme/` and `themes/`, read in parallel.
//! Follows no links and skips what editors and systems leave behind (`.…`, `~$…`, `Thumbs.db`).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{Content, Source, SourceSet};
use crate::base::diag::Failure;
use crate::base::path::SourcePath;
use crate::text;

/// The settings file that makes a folder a site.
pub const SETTINGS: &str = "pufa.toml";

/// Files beside the content in which pufa keeps what must outlive a build and travel with the site: the addresses of published
/// pages, and the texts that translations were made from. They are written by `pufa build` and may be read and mended by people.
pub const BESIDE: [&str; 2] = ["addresses.txt", "translations.txt"];

/// Folders of a project that are read.
pub const FOLDERS: [&str; 3] = ["content", "theme", "themes"];

/// Reads all files of the project at `root`.
///
/// A file that vanishes while reading is treated as if it had never been there; any other refusal of the machine is a failure.
pub fn read(root: &Path) -> Result<SourceSet, Failure> {
    let mut paths = Vec::new();
    for name in [SETTINGS].into_iter().chain(BESIDE) {
        let file = root.join(name);
        if file.is_file() {
            paths.push((SourcePath::from(name), file));
        }
    }
    for folder in FOLDERS {
        let top = root.join(folder);
        if top.is_dir() {
            list(root, &top, &mut paths)?;
        }
    }
    let sources: Result<Vec<Option<Source>>, Failure> =
        paths.into_par_iter().map(|(path, file)| read_file(path, &file)).collect();
    let mut set = SourceSet::default();
    for source in sources?.into_iter().flatten() {
        set.insert(source);
    }
    Ok(set)
}

/// The bytes of one file.
pub fn read_bytes(file: &Path) -> io::Result<Vec<u8>> {
    fs::read(file)
}

fn list(root: &Path, top: &Path, paths: &mut Vec<(SourcePath, PathBuf)>) -> Result<(), Failure> {
    let walk = WalkDir::new(top).sort_by_file_name().into_iter().filter_entry(|e| e.depth() == 0 || is_wanted(e));
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.io_error().is_some_and(|e| e.kind() == io::ErrorKind::NotFound) => continue,
            Err(error) => {
                let at = error.path().unwrap_or(top).to_path_buf();
                let source = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links"));
                return Err(Failure::io(text! { zh: "读取文件夹", en: "reading a folder" }, &at, source));
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let Ok(relative) = entry.path().strip_prefix(root) else { continue };
        let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
        if let Some(parts) = parts {
            paths.push((SourcePath::from(parts.join("/")), entry.path().to_path_buf()));
        }
    }
    Ok(())
}

fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    !(name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || is_original(&name)
        || name.eq_ignore_ascii_case("thumbs.db")
        || name == "node_modules")
}

/// What editors keep of a file before they change it: `x.md.bak`, `x.md.bak2`.
fn is_original(name: &str) -> bool {
    name.rsplit_once(".bak").is_some_and(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()))
}

fn read_file(path: SourcePath, file: &Path) -> Result<Option<Source>, Failure> {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::io(text! { zh: "读取文件", en: "reading a file" }, file, error)),
    };
    Ok(Some(Source::of(path, bytes, |_| Content::OnDisk(file.to_path_buf()))))
}
