//! What the last run made from what, for one output folder. This module does I/O.
//!
//! In: `.pufa/memo/….jsonl`. Out: for each job, whether its files still stand as the job would make them again.
//! May be deleted at any time: it saves work and decides nothing.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::JobRecord;
use super::claim::{self, Claim};
use crate::base::diag::Failure;
use crate::base::fingerprint::Fingerprint;
use crate::text;

/// First line of the file; another form of memory gets another number.
const HEADING: &str = concat!("pufa memo 1 ", env!("CARGO_PKG_VERSION"));

/// What the last run made from what.
#[derive(Debug, Default)]
pub struct Memo {
    /// The output folder; none if files are not looked at (`check`).
    output: Option<PathBuf>,
    entries: BTreeMap<String, Entry>,
}

/// A job and when each of its files was last changed.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    record: JobRecord,
    stamps: Vec<Stamp>,
}

/// When a file was last changed: nanoseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp(u64);

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Stamp {
        let since = metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        Stamp(since.and_then(|d| u64::try_from(d.as_nanos()).ok()).unwrap_or(0))
    }
}

impl Memo {
    /// No memory: every job is done.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The memory of a claimed output folder; empty if there is none or it is of another version.
    pub fn load(claim: &Claim) -> Self {
        Memo { output: Some(claim.output().to_path_buf()), entries: read(&claim.memo_file()) }
    }

    /// The memory of runs that write nothing (`check`); whether files stand is not asked.
    pub fn load_dry(root: &Path) -> Self {
        Memo { output: None, entries: read(&dry_file(root)) }
    }

    /// Keeps the records of a run that wrote nothing.
    pub fn save_dry(self, root: &Path, mut records: Vec<JobRecord>) -> Result<(), Failure> {
        // A job with errors is done again: the machine may have been short of something.
        records.retain(|record| !record.diagnostics.has_errors());
        let workshop = claim::workshop(root)?;
        let next = self.next(records, &BTreeMap::new());
        if next.differs(&self) { next.write(&dry_file(root), &workshop.join("memo").join("check.new")) } else { Ok(()) }
    }

    /// What the job of this name did, if it was made from the same things and every file it wrote stands as it left it.
    ///
    /// Costs one look at each file's length and date; does not read them.
    pub fn fresh(&self, id: &str, fingerprint: Fingerprint) -> Option<&JobRecord> {
        self.entries.get(id).filter(|entry| entry.record.fingerprint == fingerprint)?;
        self.standing(id)
    }

    /// What the job of this name did last, whatever from, if every file it wrote stands as it left it.
    pub fn standing(&self, id: &str) -> Option<&JobRecord> {
        let entry = self.entries.get(id)?;
        if let Some(output) = &self.output {
            let mut files = entry.record.written.iter().zip(&entry.stamps);
            let stands = files.all(|(written, stamp)| {
                fs::symlink_metadata(output.join(written.path.as_str()))
                    .is_ok_and(|m| m.is_file() && m.len() == written.length && Stamp::of(&m) == *stamp)
            });
            if !stands {
                return None;
            }
        }
        Some(&entry.record)
    }

    /// How many jobs are remembered.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The memory after a run: the stamps of files put in this run, the old ones for the rest.
    ///
    /// A file without any stamp gets zero, so its job is not fresh next time.
    pub(super) fn next(&self, records: Vec<JobRecord>, put: &BTreeMap<&str, Stamp>) -> Memo {
        let entries = records.into_iter().map(|record| {
            let old = self.entries.get(&record.id);
            let stamps = record.written.iter().map(|written| {
                let before = || {
                    let old = old?;
                    let at = old.record.written.iter().position(|w| w == written)?;
                    old.stamps.get(at).copied()
                };
                put.get(written.path.as_str()).copied().or_else(before).unwrap_or_default()
            });
            let stamps = stamps.collect();
            (record.id.clone(), Entry { record, stamps })
        });
        Memo { output: self.output.clone(), entries: entries.collect() }
    }

    /// Whether two memories would answer differently.
    pub(super) fn differs(&self, other: &Memo) -> bool {
        self.entries.len() != other.entries.len()
            || self.entries.values().zip(other.entries.values()).any(|(a, b)| {
                a.record.id != b.record.id
                    || a.record.fingerprint != b.record.fingerprint
                    || a.stamps != b.stamps
                    || a.record.written != b.record.written
            })
    }

    /// Writes the memory to `file` by way of `scratch`.
    pub(super) fn write(&self, file: &Path, scratch: &Path) -> Result<(), Failure> {
        let entries: Vec<&Entry> = self.entries.values().collect();
        let lines: Vec<String> = entries
            .par_iter()
            .map(|entry| serde_json::to_string(entry).expect("plain data always has a JSON form"))
            .collect();
        let mut text = String::with_capacity(lines.iter().map(|l| l.len() + 1).sum::<usize>() + 80);
        text.push_str(HEADING);
        for line in &lines {
            text.push('\n');
            text.push_str(line);
        }
        text.push('\n');
        let failure =
            |e: io::Error| Failure::io(text! { zh: "保存构建记录", en: "keeping the memory of the build" }, file, e);
        claim::make_folder(file.parent().unwrap_or(Path::new("")))?;
        fs::write(scratch, text).map_err(failure)?;
        fs::rename(scratch, file).map_err(failure)
    }
}

fn dry_file(root: &Path) -> PathBuf {
    root.join(claim::FOLDER).join("memo").join("check.jsonl")
}

/// The entries of a file; a line that cannot be read is a job that is done again.
fn read(file: &Path) -> BTreeMap<String, Entry> {
    let Ok(text) = fs::read_to_string(file) else { return BTreeMap::new() };
    let Some(body) = text.strip_prefix(HEADING).and_then(|rest| rest.strip_prefix('\n')) else {
        return BTreeMap::new();
    };
    let lines: Vec<&str> = body.lines().collect();
    let entries: Vec<Entry> = lines.par_iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
    entries.into_iter().map(|entry| (entry.record.id.clone(), entry)).collect()
}
