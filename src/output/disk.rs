//! Files on their way to the output folder. This module does I/O.
//!
//! In: the bytes of finished files. Out: those that differ from what stands, laid ready under `.pufa/tmp`.
//! Changes nothing in the output folder; that is `publish`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::claim::{self, Claim};
use super::manifest::{self, Manifest};
use super::memo::Stamp;
use super::{Sink, Written};
use crate::base::diag::Failure;
use crate::base::path::SitePath;
use crate::text;

/// Collects the files of one build for one output folder.
#[derive(Debug)]
pub struct Stage {
    pub(super) output: PathBuf,
    pub(super) scratch: PathBuf,
    pub(super) memo_file: PathBuf,
    pub(super) manifest: Manifest,
    /// Whether nothing stood in the output folder: then no file need be compared with what stands.
    empty: bool,
    next: AtomicU64,
    puts: Mutex<BTreeMap<SitePath, Put>>,
}

/// One file that was put.
#[derive(Debug)]
pub(super) struct Put {
    pub(super) written: Written,
    pub(super) state: State,
    pub(super) stamp: Stamp,
}

/// How a file that was put compares with what stands in the output folder.
#[derive(Debug)]
pub(super) enum State {
    /// The same bytes stand there already.
    Same,
    /// Laid ready at this path.
    Ready(PathBuf),
    /// Another job put other bytes at the same path.
    Clash,
}

impl Stage {
    /// An empty stage for the claimed folder; clears what a killed run left.
    pub fn new(claim: &Claim) -> Result<Stage, Failure> {
        let scratch = claim.scratch();
        claim::remove_folder(&scratch)?;
        claim::make_folder(&scratch)?;
        Ok(Stage {
            output: claim.output().to_path_buf(),
            scratch,
            memo_file: claim.memo_file(),
            manifest: Manifest::read(claim.output())?,
            empty: is_empty(claim.output()),
            next: AtomicU64::new(0),
            puts: Mutex::default(),
        })
    }

    /// All files that were put, by path.
    pub(super) fn puts(&self) -> std::sync::MutexGuard<'_, BTreeMap<SitePath, Put>> {
        self.puts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A path under the scratch folder that nobody else uses.
    pub(super) fn scratch_path(&self) -> PathBuf {
        self.scratch.join(self.next.fetch_add(1, Ordering::Relaxed).to_string())
    }
}

impl Sink for Stage {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<Written, Failure> {
        let written = Written::of(path, bytes);
        if !manifest::stays_inside(path.as_str()) {
            let doing = text! { zh: "写入 `{path}`：路径不在输出文件夹之内", en: "writing `{path}`: the path leaves the output folder" };
            return Err(Failure::plain(doing));
        }
        if let Some(put) = self.puts().get_mut(path) {
            if put.written != written {
                put.state = State::Clash;
            }
            return Ok(written);
        }
        let target = self.output.join(path.as_str());
        let standing = if self.empty { None } else { same(&target, bytes) };
        let (state, stamp) = match standing {
            Some(stamp) => (State::Same, stamp),
            None => {
                let file = self.scratch_path();
                let stamp = write_new(&file, bytes).map_err(|e| writing(&file, e))?;
                (State::Ready(file), stamp)
            }
        };
        let mut puts = self.puts();
        match puts.get_mut(path) {
            Some(put) if put.written != written => put.state = State::Clash,
            Some(_) => {}
            None => {
                puts.insert(path.clone(), Put { written: written.clone(), state, stamp });
            }
        }
        Ok(written)
    }
}

/// Whether the folder is not there or holds nothing.
fn is_empty(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// When the file was last changed, if it holds exactly these bytes.
///
/// The date is taken before reading, so a change in between makes the file look stale and never fresh.
fn same(file: &Path, bytes: &[u8]) -> Option<Stamp> {
    let metadata = fs::symlink_metadata(file).ok()?;
    let equal = metadata.is_file() && metadata.len() == bytes.len() as u64 && fs::read(file).ok()? == bytes;
    equal.then(|| Stamp::of(&metadata))
}

/// Writes a new file and says when it was changed.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<Stamp> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    Ok(Stamp::of(&file.metadata()?))
}

/// The failure of writing a file.
pub(super) fn writing(path: &Path, error: io::Error) -> Failure {
    Failure::io(text! { zh: "写入文件", en: "writing a file" }, path, error)
}
