//! Brings a finished build into the output folder. This module does I/O.
//!
//! In: a `Stage` and the records of all jobs. Out: the folder as the build says, and a manifest of it.
//! Every file is put by a rename, so each is wholly old or wholly new at any moment. Never touches a file that pufa did not make.
//!
//! Order: a manifest of old and new files together, the renames, the removal of stale files, the final manifest, the memory.
//! A run that is killed in between leaves a manifest that claims every file pufa may have put, so the next run can finish.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::claim::{make_folder, remove_folder};
use super::disk::{Stage, State, write_new, writing};
use super::manifest::{self, Manifest};
use super::memo::{Memo, Stamp};
use super::{JobRecord, Written};
use crate::base::diag::{Diagnostic, Diagnostics, Failure};
use crate::base::path::SitePath;
use crate::base::rules;
use crate::text;

/// The ending of files beside their target, used only where a rename cannot reach the output folder.
const BESIDE: &str = ".pufa-new";

/// Files in the way that are named one by one; the rest are counted.
const SHOWN: usize = 8;

/// What a publication changed.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Files of the site now.
    pub files: usize,
    /// Those that are new or have other bytes than before, ordered.
    pub changed: Vec<SitePath>,
    /// Those that pufa made earlier and removed now, ordered.
    pub removed: Vec<SitePath>,
}

/// How a publication ended.
#[derive(Debug)]
pub enum Outcome {
    /// The folder is as the build says; the memory is for the next build.
    Published(Changes, Memo),
    /// Nothing was changed, because of these problems.
    Refused(Diagnostics),
}

/// Brings the staged files into the output folder.
///
/// `records` are those of all jobs of the build, skipped ones too: what they do not name is stale.
pub fn publish(stage: &Stage, memo: &Memo, records: Vec<JobRecord>) -> Result<Outcome, Failure> {
    let (wanted, mut problems) = wanted(stage, &records);
    let stale: Vec<SitePath> =
        stage.manifest.files.keys().filter(|path| !wanted.contains_key(*path)).cloned().collect();
    let ready = ready(stage, &wanted);
    problems.append(in_the_way(stage, &ready));
    if !problems.is_empty() {
        problems.sort();
        return Ok(Outcome::Refused(problems));
    }
    if stage.manifest.under_way {
        sweep(stage);
    }
    let files = wanted.values().map(|w| (w.path.clone(), (w.fingerprint, w.length))).collect();
    let settled = Manifest { under_way: false, files };
    let mut stamps = stamps(stage);
    if !(ready.is_empty() && stale.is_empty()) {
        let mut union = Manifest { under_way: true, files: stage.manifest.files.clone() };
        union.files.extend(settled.files.clone());
        make_folder(&stage.output)?;
        put_manifest(stage, &union)?;
        let early: Vec<SitePath> = stale.iter().filter(|path| blocks(path, &ready)).cloned().collect();
        remove(&stage.output, &early)?;
        stamps.extend(put_all(stage, &ready)?);
        remove(&stage.output, &stale)?;
    }
    if settled != stage.manifest {
        make_folder(&stage.output)?;
        put_manifest(stage, &settled)?;
    }
    let by_path = stamps.iter().map(|(path, stamp)| (path.as_str(), *stamp)).collect();
    let next = memo.next(records, &by_path);
    if next.differs(memo) {
        next.write(&stage.memo_file, &stage.scratch_path())?;
    }
    remove_folder(&stage.scratch)?;
    let changed = ready.into_iter().map(|(path, _)| path).collect();
    Ok(Outcome::Published(Changes { files: settled.files.len(), changed, removed: stale }, next))
}

/// Every file of the build by path, and the problem of two jobs that want different bytes at one.
fn wanted(stage: &Stage, records: &[JobRecord]) -> (BTreeMap<SitePath, Written>, Diagnostics) {
    let mut all: BTreeMap<SitePath, (Written, &str)> = BTreeMap::new();
    let mut clashes = BTreeSet::new();
    for record in records {
        for written in &record.written {
            match all.get(&written.path) {
                Some((first, _)) if first == written => {}
                Some((_, id)) => {
                    clashes.insert((written.path.clone(), (*id).to_string(), record.id.clone()));
                }
                None => {
                    all.insert(written.path.clone(), (written.clone(), &record.id));
                }
            }
        }
    }
    for (path, put) in stage.puts().iter() {
        if matches!(put.state, State::Clash) && !clashes.iter().any(|(p, _, _)| p == path) {
            let id = all.get(path).map_or("", |(_, id)| *id).to_string();
            clashes.insert((path.clone(), id.clone(), id));
        }
    }
    let problems = clashes.into_iter().map(|(path, a, b)| {
        Diagnostic::nowhere(
            &rules::OUTPUT_CLASH,
            text! { zh: "`{path}` 有两项内容要写：{a} 与 {b}", en: "two things would be written to `{path}`: {a} and {b}" },
        )
    });
    (all.into_iter().map(|(path, (written, _))| (path, written)).collect(), problems.collect())
}

/// The files laid ready that the build wants, with where they lie.
fn ready(stage: &Stage, wanted: &BTreeMap<SitePath, Written>) -> Vec<(SitePath, PathBuf)> {
    let puts = stage.puts();
    let ready = puts.iter().filter_map(|(path, put)| match &put.state {
        State::Ready(file) if wanted.contains_key(path) => Some((path.clone(), file.clone())),
        State::Ready(_) | State::Same | State::Clash => None,
    });
    ready.collect()
}

/// The dates of all files that were put.
fn stamps(stage: &Stage) -> BTreeMap<SitePath, Stamp> {
    stage.puts().iter().map(|(path, put)| (path.clone(), put.stamp)).collect()
}

/// Files of others that stand where a file or a folder must go.
fn in_the_way(stage: &Stage, ready: &[(SitePath, PathBuf)]) -> Diagnostics {
    let mut foreign: BTreeSet<String> = BTreeSet::new();
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for (path, _) in ready {
        let target = stage.output.join(path.as_str());
        if let Ok(metadata) = fs::symlink_metadata(&target) {
            if metadata.is_dir() {
                foreign.extend(foreign_below(stage, &target));
            } else if !stage.manifest.holds(path) {
                foreign.insert(path.as_str().to_string());
            }
        }
        let mut folder = path.folder();
        while !folder.is_empty() && folders.insert(folder) {
            folder = folder.rfind('/').map_or("", |i| &folder[..i]);
        }
    }
    for folder in folders {
        let is_file = fs::symlink_metadata(stage.output.join(folder)).is_ok_and(|m| m.is_file());
        if is_file && !stage.manifest.holds(&SitePath::from(folder)) {
            foreign.insert(folder.to_string());
        }
    }
    let more = foreign.len().saturating_sub(SHOWN);
    let problems = foreign.into_iter().take(SHOWN).map(|path| {
        let shown = stage.output.join(&path).display().to_string();
        Diagnostic::nowhere(
            &rules::FOREIGN_FILE,
            text! { zh: "`{shown}` 不是 pufa 生成的，却占着要写的位置", en: "`{shown}` was not made by pufa and stands where a file must go" },
        )
        .help(text! { zh: "把它移走或删去，再运行一次", en: "move or delete it, then run again" })
    });
    let mut problems: Diagnostics = problems.collect();
    if more > 0 {
        problems.push(Diagnostic::nowhere(
            &rules::FOREIGN_FILE,
            text! { zh: "另有 {more} 个文件也是这样", en: "{more} more files are in the way" },
        ));
    }
    problems
}

/// Files below a folder that pufa did not make.
fn foreign_below(stage: &Stage, folder: &Path) -> Vec<String> {
    let files =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten().filter(|e| !e.file_type().is_dir());
    let paths = files.filter_map(|e| {
        let parts: Vec<String> =
            e.path().strip_prefix(&stage.output).ok()?.iter().map(|p| p.to_string_lossy().into_owned()).collect();
        Some(parts.join("/"))
    });
    paths.filter(|path| !stage.manifest.holds(&SitePath::from(path.as_str()))).collect()
}

/// Whether a stale file must go before the new ones can be put: one is a folder of the other's path.
fn blocks(stale: &SitePath, ready: &[(SitePath, PathBuf)]) -> bool {
    let stale = stale.as_str();
    let is_folder_of = |a: &str, b: &str| b.len() > a.len() && b.starts_with(a) && b.as_bytes()[a.len()] == b'/';
    let at = ready.partition_point(|(path, _)| path.as_str() < stale);
    let below = ready[at..].iter().take_while(|(path, _)| path.as_str().starts_with(stale));
    below.into_iter().any(|(path, _)| is_folder_of(stale, path.as_str()))
        || stale
            .match_indices('/')
            .any(|(i, _)| ready.binary_search_by(|(path, _)| path.as_str().cmp(&stale[..i])).is_ok())
}

/// Puts every file in its place, in parallel; gives their dates where they differ from those staged.
fn put_all(stage: &Stage, ready: &[(SitePath, PathBuf)]) -> Result<Vec<(SitePath, Stamp)>, Failure> {
    let folders: BTreeSet<&str> = ready.iter().map(|(path, _)| path.folder()).collect();
    for folder in folders {
        make_folder(&stage.output.join(folder))?;
    }
    let moved: Result<Vec<Option<(SitePath, Stamp)>>, Failure> = ready
        .par_iter()
        .map(|(path, file)| Ok(put(file, &stage.output.join(path.as_str()))?.map(|stamp| (path.clone(), stamp))))
        .collect();
    Ok(moved?.into_iter().flatten().collect())
}

/// Moves a file to its place; where a rename cannot reach, by a copy beside the target, whose date it gives.
fn put(file: &Path, target: &Path) -> Result<Option<Stamp>, Failure> {
    match fs::rename(file, target) {
        Ok(()) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let beside = beside(target);
            let copied = fs::read(file).and_then(|bytes| write_new(&beside, &bytes));
            let stamp = copied.map_err(|e| writing(&beside, e))?;
            fs::rename(&beside, target).map_err(|e| writing(target, e))?;
            Ok(Some(stamp))
        }
        Err(error) => Err(writing(target, error)),
    }
}

fn beside(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(BESIDE);
    target.with_file_name(name)
}

/// Removes copies beside their targets that a killed run left.
fn sweep(stage: &Stage) {
    let names = stage.manifest.files.keys().map(SitePath::as_str).chain([manifest::NAME]);
    for name in names {
        // Nothing is there in all but the rarest case, and what cannot be removed harms nobody.
        let _ = fs::remove_file(beside(&stage.output.join(name)));
    }
}

/// Removes files, and the folders they leave empty.
fn remove(output: &Path, stale: &[SitePath]) -> Result<(), Failure> {
    let mut folders = BTreeSet::new();
    for path in stale {
        let file = output.join(path.as_str());
        match fs::remove_file(&file) {
            Ok(()) => {}
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            // A folder of others now stands where the file was.
            Err(_) if file.is_dir() => {}
            Err(e) => {
                return Err(Failure::io(text! { zh: "删除过时的文件", en: "removing a stale file" }, &file, e));
            }
        }
        let mut folder = path.folder();
        while !folder.is_empty() && folders.insert(folder) {
            folder = folder.rfind('/').map_or("", |i| &folder[..i]);
        }
    }
    // Longer paths first, so that a folder is empty by the time its turn comes; one that is not empty refuses.
    for folder in folders.into_iter().rev() {
        let _ = fs::remove_dir(output.join(folder));
    }
    Ok(())
}

fn put_manifest(stage: &Stage, manifest: &Manifest) -> Result<(), Failure> {
    let file = stage.scratch_path();
    write_new(&file, manifest.text().as_bytes()).map_err(|e| writing(&file, e))?;
    put(&file, &stage.output.join(manifest::NAME)).map(|_| ())
}
