//! Keeps files beside the content. This module does I/O.
//!
//! In: the project's root and whole texts. Out: the files, each put there by a rename and only where it differs.
//! Does not know what the texts are about; the stages that need them next time write and read them.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::claim;
use crate::base::diag::Failure;
use crate::base::path::SourcePath;
use crate::text;

/// The text of a file, written piece by piece: it may be as long as all of the content, whose words it repeats.
pub trait Body: Send + Sync {
    /// Writes the whole text.
    fn write(&self, out: &mut dyn Write) -> io::Result<()>;
}

impl Body for String {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.as_bytes())
    }
}

/// A file beside the content as it should be after a build.
pub struct Beside {
    /// Its name in the project's root, one of `source::disk::BESIDE`.
    pub path: SourcePath,
    body: Box<dyn Body>,
}

impl Beside {
    /// The file of this name in the project's root.
    pub fn new(name: &str, body: impl Body + 'static) -> Beside {
        Beside { path: SourcePath::from(name), body: Box::new(body) }
    }

    /// Its whole text.
    pub fn text(&self) -> String {
        let mut bytes = Vec::new();
        self.body.write(&mut bytes).expect("memory takes every byte");
        String::from_utf8(bytes).expect("what stands beside the content is text")
    }
}

impl fmt::Debug for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)
    }
}

/// Puts the files where they belong; one that stands there already with these bytes is not touched.
pub fn keep(root: &Path, files: &[Beside]) -> Result<(), Failure> {
    for beside in files {
        let file = root.join(beside.path.as_str());
        let scratch = claim::workshop(root)?.join(format!("{}.new", beside.path));
        let failure = |e| Failure::io(text! { zh: "写入文件", en: "writing a file" }, &file, e);
        write(&scratch, &*beside.body).map_err(failure)?;
        if is_same(&scratch, &file) {
            fs::remove_file(&scratch).map_err(failure)?;
        } else {
            fs::rename(&scratch, &file).map_err(failure)?;
        }
    }
    Ok(())
}

fn write(file: &Path, body: &dyn Body) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    body.write(&mut out)?;
    out.flush()
}

/// Whether two files hold the same bytes.
fn is_same(one: &Path, other: &Path) -> bool {
    let length = |file: &Path| fs::metadata(file).map(|metadata| metadata.len());
    let are_as_long = matches!((length(one), length(other)), (Ok(one), Ok(other)) if one == other);
    are_as_long && matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
}
