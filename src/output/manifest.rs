//! The list of files that pufa made, which lies in the output folder itself. This module does I/O.
//!
//! In: `.pufa-manifest` of an output folder. Out: which paths are pufa's to replace and to remove.
//! Does not say what the files were made from; that is `memo`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::base::diag::Failure;
use crate::base::fingerprint::Fingerprint;
use crate::base::path::SitePath;
use crate::text;

/// The manifest's name in the output folder.
pub const NAME: &str = ".pufa-manifest";

const SETTLED: &str = "# pufa made these files: fingerprint, length, path";
const UNDER_WAY: &str = "# pufa is writing these files: fingerprint, length, path";

/// The files pufa made, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Whether the run that wrote it did not come to its end.
    pub under_way: bool,
    /// Fingerprint and length of each file. While `under_way`, the file may be older or not there yet.
    pub files: BTreeMap<SitePath, (Fingerprint, u64)>,
}

impl Manifest {
    /// The manifest of an output folder; empty if there is none.
    ///
    /// Lines that cannot be read, and paths that would lead out of the folder, are passed over: what they name is not pufa's.
    pub fn read(output: &Path) -> Result<Manifest, Failure> {
        let file = output.join(NAME);
        match fs::read_to_string(&file) {
            Ok(text) => Ok(Manifest::parse(&text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
            Err(error) => Err(Failure::io(text! { zh: "读取输出清单", en: "reading the manifest" }, &file, error)),
        }
    }

    /// Reads the manifest's text.
    pub fn parse(text: &str) -> Manifest {
        let mut lines = text.lines();
        let under_way = lines.next() != Some(SETTLED);
        let files = lines.filter_map(|line| {
            let mut parts = line.splitn(3, ' ');
            let fingerprint = Fingerprint::parse(parts.next()?)?;
            let length = parts.next()?.parse().ok()?;
            let path = parts.next().filter(|path| stays_inside(path))?;
            Some((SitePath::from(path), (fingerprint, length)))
        });
        Manifest { under_way, files: files.collect() }
    }

    /// The manifest as text: a heading and one line for each file, ordered by path.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(80 * self.files.len() + 80);
        text.push_str(if self.under_way { UNDER_WAY } else { SETTLED });
        text.push('\n');
        for (path, (fingerprint, length)) in &self.files {
            writeln!(text, "{fingerprint} {length} {path}").expect("a string takes every write");
        }
        text
    }

    /// Whether the path is one that pufa made.
    pub fn holds(&self, path: &SitePath) -> bool {
        self.files.contains_key(path)
    }
}

/// Whether a path names a file below the output folder, and not the manifest.
pub(super) fn stays_inside(path: &str) -> bool {
    !path.is_empty()
        && path != NAME
        && !path.contains(['\\', '\0', ':'])
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}
