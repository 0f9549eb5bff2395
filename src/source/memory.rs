//! A project in memory, for tests and for the theme inside the program.
//!
//! In: paths with bytes. Out: a `SourceSet` as if they had been read from a disk.

use super::{Source, SourceSet};
use crate::base::path::SourcePath;

/// The set of these files.
pub fn set<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> SourceSet {
    let mut set = SourceSet::default();
    for (path, bytes) in files {
        set.insert(Source::of_bytes(SourcePath::from(path), bytes.to_vec()));
    }
    set
}
