//! What the project's files hold when a run begins.
//!
//! In: a folder (`disk`) or a list in memory (`memory`). Out: a `SourceSet`: every file by its path, text decoded, each with its fingerprint.
//! Does not interpret anything; pictures and fonts stay on the disk until somebody needs their bytes.

pub mod decode;
pub mod disk;
pub mod memory;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::diag::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

/// One file as it was when the run began.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it lies in the project.
    pub path: SourcePath,
    /// What its bytes are.
    pub fingerprint: Fingerprint,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// Text, decoded, with `\n` at the ends of lines and without a byte order mark.
    Text(Arc<str>),
    /// A file that should be text and is not UTF-8: the byte where reading stopped, and what could be read up to there.
    Undecodable {
        /// Offset of the first byte that cannot be read.
        offset: usize,
        /// The text with a mark in place of what cannot be read.
        text: Arc<str>,
    },
    /// Bytes that are at hand.
    Bytes(Arc<[u8]>),
    /// Bytes that are part of the program.
    Static(&'static [u8]),
    /// Bytes that are read when needed.
    OnDisk(PathBuf),
}

/// All files of a project, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct SourceSet {
    files: BTreeMap<SourcePath, Source>,
}

impl SourceSet {
    /// The file of this path.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(&SourcePath::from(path))
    }

    /// The text of the file, if it is a text file.
    pub fn text(&self, path: &str) -> Option<&Arc<str>> {
        match &self.get(path)?.content {
            Content::Text(text) | Content::Undecodable { text, .. } => Some(text),
            Content::Bytes(_) | Content::Static(_) | Content::OnDisk(_) => None,
        }
    }

    /// All files, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// The files below a folder (named with its closing slash), ordered by path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Source> {
        self.files
            .range(SourcePath::from(folder)..)
            .map(|(_, source)| source)
            .take_while(move |source| source.path.as_str().starts_with(folder))
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, source: Source) {
        self.files.insert(source.path.clone(), source);
    }
}

impl Source {
    /// What is wrong with a text file that is not UTF-8.
    pub fn encoding_problem(&self) -> Option<Diagnostic> {
        let Content::Undecodable { offset, .. } = self.content else { return None };
        let text = text! { zh: "从第 {offset} 个字节起不是 UTF-8 编码", en: "not UTF-8 from byte {offset} on" };
        Some(Diagnostic::new(&rules::ENCODING, Place::new(&self.path, offset..offset), text))
    }

    /// The bytes of the file, read now if they are not at hand.
    pub fn bytes(&self) -> io::Result<Arc<[u8]>> {
        match &self.content {
            Content::Text(text) | Content::Undecodable { text, .. } => Ok(Arc::from(text.as_bytes())),
            Content::Bytes(bytes) => Ok(bytes.clone()),
            Content::Static(bytes) => Ok(Arc::from(*bytes)),
            Content::OnDisk(path) => disk::read_bytes(path).map(Arc::from),
        }
    }

    /// A file that is part of the program.
    pub fn of_static(path: SourcePath, bytes: &'static [u8]) -> Source {
        let fingerprint = Fingerprint::of(bytes);
        let content = if is_text(&path) { decode::text(bytes.to_vec()) } else { Content::Static(bytes) };
        Source { path, fingerprint, content }
    }

    /// A file whose bytes are at hand: decoded if its name says that it is text.
    pub fn of_bytes(path: SourcePath, bytes: Vec<u8>) -> Source {
        let fingerprint = Fingerprint::of(&bytes);
        let content = if is_text(&path) { decode::text(bytes) } else { Content::Bytes(Arc::from(bytes)) };
        Source { path, fingerprint, content }
    }
}

/// Whether a file is read as text, by its extension. Below `content/` only what the program itself reads: the rest is published
/// byte for byte.
pub fn is_text(path: &SourcePath) -> bool {
    let extension = path.extension();
    if path.as_str().starts_with("content/") {
        return matches!(extension.as_str(), "md" | "toml");
    }
    matches!(
        extension.as_str(),
        "md" | "toml" | "html" | "xml" | "css" | "js" | "ftl" | "typ" | "txt" | "svg" | "json" | "csv"
    )
}
