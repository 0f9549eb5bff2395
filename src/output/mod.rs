//! Where finished bytes go, and what is remembered of it so that work need not be done twice.
//!
//! In: paths and bytes from the jobs. Out: files under the output folder, each wholly old or wholly new; what they were made from.
//! Does not know pages or sheets: a job is a name and a fingerprint here.

pub mod beside;
pub mod claim;
pub mod disk;
pub mod manifest;
pub mod memo;
pub mod publish;
pub mod store;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::base::diag::{Diagnostics, Failure};
use crate::base::fingerprint::Fingerprint;
use crate::base::path::SitePath;

pub use beside::{Beside, Body, keep};
pub use claim::Claim;
pub use disk::Stage;
pub use memo::Memo;
pub use publish::{Changes, Outcome, publish};
pub use store::{Store, Stored};

/// Where jobs put what they have made; called from many threads.
pub trait Sink: Sync {
    /// Takes the bytes of one file of the site.
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<Written, Failure>;
}

/// A file that a job made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Where it goes.
    pub path: SitePath,
    /// What its bytes are.
    pub fingerprint: Fingerprint,
    /// How many bytes.
    pub length: u64,
}

/// What one job did, kept so that the job can be skipped next time and its problems shown all the same.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JobRecord {
    /// The job's name, unique in a build and the same from build to build: `page zh notices/x`.
    pub id: String,
    /// Everything the job depends on.
    pub fingerprint: Fingerprint,
    /// The files it made.
    pub written: Vec<Written>,
    /// The problems it found.
    pub diagnostics: Diagnostics,
    /// What later jobs must know of the result (sizes, lengths), as JSON; empty where nothing.
    #[serde(default)]
    pub facts: String,
}

/// A sink that keeps nothing: what `check` uses.
#[derive(Debug, Default)]
pub struct Discard;

/// A sink in memory, for tests.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<SitePath, Vec<u8>>>,
}

impl Written {
    /// The description of these bytes at this path.
    pub fn of(path: &SitePath, bytes: &[u8]) -> Self {
        Written { path: path.clone(), fingerprint: Fingerprint::of(bytes), length: bytes.len() as u64 }
    }
}

impl Sink for Discard {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<Written, Failure> {
        Ok(Written::of(path, bytes))
    }
}

impl Memory {
    /// All files put so far, ordered by path.
    pub fn into_files(self) -> BTreeMap<SitePath, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Memory {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<Written, Failure> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.clone(), bytes.to_vec());
        Ok(Written::of(path, bytes))
    }
}
