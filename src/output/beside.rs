//! Keeps files beside the content. This module does I/O.
//!
//! In: the project's root and whole texts. Out: the files, each put there by a rename and only where it differs.
//! Does not know what the texts are about; the stages that need them next time write and read them.

use std::fs;
use std::path::Path;

use super::claim;
use crate::base::diag::Failure;
use crate::base::path::SourcePath;
use crate::text;

/// A file beside the content as it should be after a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its name in the project's root, one of `source::disk::BESIDE`.
    pub path: SourcePath,
    /// Its whole text.
    pub text: String,
}

/// Puts the files where they belong; one that stands there already with these bytes is not touched.
pub fn keep(root: &Path, files: &[Beside]) -> Result<(), Failure> {
    for beside in files {
        let file = root.join(beside.path.as_str());
        if fs::read(&file).is_ok_and(|bytes| bytes == beside.text.as_bytes()) {
            continue;
        }
        let scratch = claim::workshop(root)?.join(format!("{}.new", beside.path));
        let failure = |e| Failure::io(text! { zh: "写入文件", en: "writing a file" }, &file, e);
        fs::write(&scratch, &beside.text).map_err(failure)?;
        fs::rename(&scratch, &file).map_err(failure)?;
    }
    Ok(())
}
