//! What the project's files hold when a run begins.
//!
//! In: a folder (`disk`) or a list in memory (`memory`). Out: a `SourceSet`: every file by its path, text decoded, each with its fingerprint.
//! Does not interpret anything; pictures and fonts stay on the disk until somebody needs their bytes.

pub mod clean;
pub mod decode;
pub mod disk;
pub mod memory;
pub mod told;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use self::decode::{Doubt, Encoding};
use crate::base::diag::{Diagnostic, Text};
use crate::base::fingerprint::{Fingerprint, Hash};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

/// One file as it was when the run began.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it lies in the project.
    pub path: SourcePath,
    /// What it holds: of a text the text, whatever its encoding was; else the bytes.
    pub fingerprint: Fingerprint,
    /// What it holds.
    pub content: Content,
    /// How a text was read.
    pub reading: Reading,
}

/// How a text was read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// In which encoding.
    pub encoding: Encoding,
    /// Another way to read it that makes as much sense.
    pub doubt: Option<Doubt>,
    /// How many characters that nobody sees were left out or replaced.
    pub accidents: usize,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// Text, decoded, with `\n` at the ends of lines and without a byte order mark.
    Text(Arc<str>),
    /// A file that should be text and is in no known encoding: where reading stopped, and what could be read.
    Undecodable {
        /// Offset of the first byte that cannot be read.
        offset: usize,
        /// Where in the text that is.
        at: usize,
        /// What the file may be instead.
        advice: Option<Text>,
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
    /// What is wrong with a text file that cannot be read, or in two ways.
    pub fn encoding_problem(&self) -> Option<Diagnostic> {
        if let Some(doubt) = &self.reading.doubt {
            return Some(self.doubtful(doubt));
        }
        let Content::Undecodable { offset, at, advice, .. } = &self.content else { return None };
        let text = text! {
            zh: "从第 {offset} 个字节起读不出来：不是 UTF-8，也不是 GB18030（GBK）或 UTF-16",
            en: "cannot be read from byte {offset} on: neither UTF-8 nor GB18030 (GBK) nor UTF-16"
        };
        let found = Diagnostic::new(&rules::ENCODING, Place::new(&self.path, *at..*at), text);
        Some(found.help_if(advice.clone(), |help| help))
    }

    fn doubtful(&self, doubt: &Doubt) -> Diagnostic {
        let (encoding, read) = (self.reading.encoding.name(), &doubt.read);
        let (other, also) = &doubt.other;
        let text = text! {
            zh: "说不准是什么编码：按 {encoding} 读是“{read}”，按 {other} 读是“{also}”；现在用的是前一种",
            en: "its encoding is not certain: “{read}” as {encoding}, “{also}” as {other}; the first was taken"
        };
        Diagnostic::new(&rules::DOUBTFUL, Place::new(&self.path, doubt.range.clone()), text).help(text! {
            zh: "打开文件，看清是哪一种，另存为“带有 BOM 的 UTF-8”，就不会再弄错",
            en: "open the file, see which it is, and save it as “UTF-8 with BOM”: then there is no doubt"
        })
    }

    /// The text of a file, decoded and cleaned, or the bytes as they are.
    fn of(path: SourcePath, bytes: Vec<u8>, keep: impl FnOnce(Vec<u8>) -> Content) -> Source {
        if !is_text(&path) {
            let fingerprint = Fingerprint::of(&bytes);
            return Source { path, fingerprint, content: keep(bytes), reading: Reading::default() };
        }
        let decoded = decode::decode(&bytes);
        let mut reading = Reading { encoding: decoded.encoding, doubt: decoded.doubt, accidents: 0 };
        // All places are those of the text as it is from here on.
        let lines = decode::line_ends(&decoded.text);
        let shift = |at: usize| decode::line_ends(&decoded.text[..at]).len();
        if let Some(doubt) = &mut reading.doubt {
            doubt.range = shift(doubt.range.start)..shift(doubt.range.end);
        }
        if let Some(broken) = decoded.broken {
            let fingerprint = Fingerprint::of(lines.as_bytes());
            let (offset, at, text) = (broken.byte, shift(broken.at), Arc::from(&*lines));
            let content = Content::Undecodable { offset, at, advice: broken.advice, text };
            return Source { path, fingerprint, content, reading };
        }
        let (text, accidents) = if is_typed(&path) { clean::clean(&lines) } else { (lines.as_ref().into(), 0) };
        if accidents > 0
            && let Some(doubt) = &mut reading.doubt
        {
            let before = |at: usize| clean::clean(&lines[..at]).0.len();
            doubt.range = before(doubt.range.start)..before(doubt.range.end);
        }
        reading.accidents = accidents;
        let fingerprint = Fingerprint::of(text.as_bytes());
        Source { path, fingerprint, content: Content::Text(Arc::from(&*text)), reading }
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

    /// A file that is part of the program. The fingerprint of one that is no text is taken of its path and of the program's theme as a
    /// whole: to read forty megabytes of fonts takes longer than to build a small site.
    pub fn of_static(path: SourcePath, bytes: &'static [u8]) -> Source {
        if is_text(&path) {
            return Source::of_bytes(path, bytes.to_vec());
        }
        let fingerprint = Hash::new().text(env!("PUFA_THEME")).text(path.as_str()).finish();
        Source { path, fingerprint, content: Content::Static(bytes), reading: Reading::default() }
    }

    /// A file whose bytes are at hand: decoded if its name says that it is text.
    pub fn of_bytes(path: SourcePath, bytes: Vec<u8>) -> Source {
        Source::of(path, bytes, |bytes| Content::Bytes(Arc::from(bytes)))
    }
}

/// Whether clerks type the file, so that invisible characters in it are accidents; in templates, styles and words of the interface
/// they may be meant.
pub fn is_typed(path: &SourcePath) -> bool {
    path.as_str().starts_with("content/") || path.as_str() == disk::SETTINGS
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
