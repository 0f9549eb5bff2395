//! The right to write into one output folder, held by one run at a time. This module does I/O.
//!
//! In: the project's root and the output folder. Out: a `Claim`, which knows where the run's own files lie under `.pufa`.
//! The machine lets go of a claim when the program ends in any way, so a killed run leaves nothing to clear away.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::base::diag::Failure;
use crate::base::fingerprint::Fingerprint;
use crate::text;

/// The folder under a project's root where pufa keeps what it may forget.
pub const FOLDER: &str = ".pufa";

/// The right to write into one output folder.
#[derive(Debug)]
pub struct Claim {
    workshop: PathBuf,
    key: String,
    output: PathBuf,
    /// Held open: the lock goes with the file.
    _lock: Option<File>,
}

impl Claim {
    /// Claims `output` for the project at `root`; if another run holds it, asks `waiting` whether to wait for its end.
    ///
    /// On file systems without locks the claim is given unguarded.
    pub fn take(root: &Path, output: &Path, waiting: &dyn Fn() -> Result<(), Failure>) -> Result<Claim, Failure> {
        let workshop = workshop(root)?;
        let key = key(root, output);
        let file = workshop.join("lock").join(&key);
        let doing = || text! { zh: "锁定输出文件夹", en: "claiming the output folder" };
        make_folder(&workshop.join("lock"))?;
        let lock = File::create(&file).map_err(|e| Failure::io(doing(), &file, e))?;
        let lock = match lock.try_lock() {
            Ok(()) => Some(lock),
            Err(TryLockError::WouldBlock) => {
                waiting()?;
                lock.lock().map_err(|e| Failure::io(doing(), &file, e))?;
                Some(lock)
            }
            Err(TryLockError::Error(_)) => None,
        };
        Ok(Claim { workshop, key, output: output.to_path_buf(), _lock: lock })
    }

    /// The output folder.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// Where the memory of this output folder is kept.
    pub fn memo_file(&self) -> PathBuf {
        self.workshop.join("memo").join(format!("{}.jsonl", self.key))
    }

    /// The folder for files in the making; only the holder of the claim uses it.
    pub fn scratch(&self) -> PathBuf {
        self.workshop.join("tmp").join(&self.key)
    }
}

/// The folder `.pufa` of a project, made if need be and kept out of version control.
pub fn workshop(root: &Path) -> Result<PathBuf, Failure> {
    let folder = root.join(FOLDER);
    if !folder.is_dir() {
        make_folder(&folder)?;
        let ignore = folder.join(".gitignore");
        fs::write(&ignore, "*\n")
            .map_err(|e| Failure::io(text! { zh: "写入文件", en: "writing a file" }, &ignore, e))?;
    }
    Ok(folder)
}

/// Makes a folder and those above it.
pub fn make_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|e| Failure::io(text! { zh: "新建文件夹", en: "making a folder" }, folder, e))
}

/// Removes a folder with all that is in it; one that is not there is no fault.
pub(super) fn remove_folder(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Failure::io(text! { zh: "清空临时文件夹", en: "clearing a scratch folder" }, folder, error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A name for the output folder: its own name and, since names repeat, a few digits.
///
/// Folders inside the root are named by their path from it, so that a project that is moved keeps its memory.
fn key(root: &Path, output: &Path) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let (root, output) = (absolute(root), absolute(output));
    let path = output.strip_prefix(&root).unwrap_or(&output);
    let name: String = path.file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned());
    let name: String = name.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '_').take(24).collect();
    format!("{name}-{}", Fingerprint::of(path.to_string_lossy().as_bytes()).short(8))
}
