//! The results of expensive work, by what they were made from. This module does I/O.
//!
//! In: a fingerprint. Out: the bytes made from it earlier (pictures, sheets), so that deleting the output costs a copy and no work.
//! May be deleted at any time. What no run has used for two weeks is removed.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::claim;
use crate::base::diag::{Diagnostics, Failure};
use crate::base::fingerprint::Fingerprint;
use crate::text;

/// How long a result is kept that no run uses.
const KEPT: Duration = Duration::from_hours(14 * 24);

/// How often a run looks for results to remove, and how exactly their last use is known.
const GRAIN: Duration = Duration::from_hours(24);

/// The results of expensive work.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    scratch: PathBuf,
    next: AtomicU64,
}

/// One result: its parts by name, and the problems found while making it.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// Names and bytes, in the order they were put.
    pub parts: Vec<(String, Vec<u8>)>,
    /// The problems.
    pub diagnostics: Diagnostics,
}

/// The first line of a stored file; the parts follow one after the other.
#[derive(Serialize, Deserialize)]
struct Heading {
    parts: Vec<(String, usize)>,
    /// Of all parts together: a file that a power cut left damaged is not used.
    bytes: Fingerprint,
    diagnostics: Diagnostics,
}

impl Store {
    /// The store of the project at `root`.
    pub fn open(root: &Path) -> Result<Store, Failure> {
        let workshop = claim::workshop(root)?;
        let store = Store {
            folder: workshop.join("store"),
            scratch: workshop.join("tmp").join(format!("store-{}", std::process::id())),
            next: AtomicU64::new(0),
        };
        claim::make_folder(&store.folder)?;
        Ok(store)
    }

    /// The result made from these things, if there is one and it is whole.
    pub fn get(&self, fingerprint: Fingerprint) -> Option<Stored> {
        let path = self.path(fingerprint);
        let mut file = File::open(&path).ok()?;
        let used = file.metadata().and_then(|m| m.modified()).ok();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        drop(file);
        touch(&path, used);
        let stored = Self::parse(&bytes);
        if stored.is_none() {
            let _ = fs::remove_file(&path);
        }
        stored
    }

    /// Says that a result is still wanted although nobody read it: the job was skipped.
    pub fn keep(&self, fingerprint: Fingerprint) {
        let path = self.path(fingerprint);
        if let Ok(metadata) = fs::metadata(&path) {
            touch(&path, metadata.modified().ok());
        }
    }

    /// Keeps a result.
    pub fn put(&self, fingerprint: Fingerprint, stored: &Stored) -> Result<(), Failure> {
        let path = self.path(fingerprint);
        let failure = |e: io::Error| Failure::io(text! { zh: "保存中间结果", en: "keeping a result" }, &path, e);
        claim::make_folder(path.parent().unwrap_or(&self.folder))?;
        claim::make_folder(&self.scratch)?;
        let scratch = self.scratch.join(self.next.fetch_add(1, Ordering::Relaxed).to_string());
        let heading = Heading {
            parts: stored.parts.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect(),
            bytes: fingerprint_of(stored.parts.iter().map(|(_, bytes)| bytes.as_slice())),
            diagnostics: stored.diagnostics.clone(),
        };
        let mut first = serde_json::to_vec(&heading).expect("plain data always has a JSON form");
        first.push(b'\n');
        let mut file = File::create(&scratch).map_err(failure)?;
        file.write_all(&first).map_err(failure)?;
        for (_, bytes) in &stored.parts {
            file.write_all(bytes).map_err(failure)?;
        }
        drop(file);
        fs::rename(&scratch, &path).map_err(failure)
    }

    /// Removes results that no run has used for two weeks; looks at most once a day.
    ///
    /// What cannot be removed is left for the next time.
    pub fn prune(&self) {
        let _ = fs::remove_dir_all(&self.scratch);
        let marker = self.folder.join("pruned");
        let age =
            |metadata: &fs::Metadata| metadata.modified().ok().and_then(|t| SystemTime::now().duration_since(t).ok());
        if fs::metadata(&marker).ok().and_then(|m| age(&m)).is_some_and(|a| a < GRAIN) {
            return;
        }
        let files = walkdir::WalkDir::new(&self.folder).min_depth(2).into_iter().flatten();
        for file in files.filter(|f| f.file_type().is_file()) {
            if file.metadata().ok().and_then(|m| age(&m)).is_some_and(|a| a > KEPT) {
                let _ = fs::remove_file(file.path());
            }
        }
        // What runs that were killed left under `.pufa/tmp`.
        let left = self.scratch.parent().and_then(|tmp| fs::read_dir(tmp).ok()).into_iter().flatten().flatten();
        for folder in left.filter(|f| f.file_name().to_string_lossy().starts_with("store-")) {
            if folder.metadata().ok().and_then(|m| age(&m)).is_some_and(|a| a > GRAIN) {
                let _ = fs::remove_dir_all(folder.path());
            }
        }
        let _ = fs::write(&marker, "");
    }

    fn parse(bytes: &[u8]) -> Option<Stored> {
        let end = bytes.iter().position(|b| *b == b'\n')?;
        let heading: Heading = serde_json::from_slice(&bytes[..end]).ok()?;
        let mut rest = &bytes[end + 1..];
        let mut parts = Vec::with_capacity(heading.parts.len());
        for (name, length) in heading.parts {
            let (part, after) = rest.split_at_checked(length)?;
            parts.push((name, part.to_vec()));
            rest = after;
        }
        let whole = rest.is_empty() && heading.bytes == fingerprint_of(parts.iter().map(|(_, bytes)| bytes.as_slice()));
        whole.then_some(Stored { parts, diagnostics: heading.diagnostics })
    }

    fn path(&self, fingerprint: Fingerprint) -> PathBuf {
        let name = fingerprint.to_string();
        self.folder.join(&name[..2]).join(name)
    }
}

fn fingerprint_of<'a>(parts: impl Iterator<Item = &'a [u8]>) -> Fingerprint {
    let mut hash = crate::base::fingerprint::Hash::new();
    for part in parts {
        hash.bytes(part);
    }
    hash.finish()
}

/// Notes that a file is in use, unless that was noted less than a day ago.
fn touch(path: &Path, noted: Option<SystemTime>) {
    let old = noted.and_then(|time| SystemTime::now().duration_since(time).ok()).is_some_and(|age| age > GRAIN);
    if old && let Ok(file) = File::options().append(true).open(path) {
        let _ = file.set_modified(SystemTime::now());
    }
}
