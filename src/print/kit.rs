//! What all sheets share: the fonts and the theme's print files, read once.
//!
//! In: the files of `print/` and `fonts/`, and the names of system fonts that the settings allow. Out: a [`Kit`], shared by all threads.
//! Does not lay anything out. I/O only where system fonts are named (`system`).

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Arc, OnceLock};

use flate2::Compression;
use flate2::write::ZlibEncoder;

use rayon::prelude::*;
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::fingerprint::{Fingerprint, Hash};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

use super::system;

/// Rounds of [`Kit::forget_old`] that unused layout work survives.
const ROUNDS_KEPT: usize = 5;

/// Bytes that are shared or part of the program; copying it copies no bytes.
#[derive(Clone, Debug)]
pub enum Blob {
    /// Bytes read from somewhere.
    Shared(Arc<[u8]>),
    /// Bytes of the embedded theme.
    Static(&'static [u8]),
}

/// A file that sheets are made with.
#[derive(Clone, Debug)]
pub struct KitFile {
    /// Its name for print files: `/print/event.typ`; of no meaning for fonts.
    pub name: String,
    /// Where it lies in the project, for messages: `themes/jincheng/print/event.typ`.
    pub path: SourcePath,
    /// What it holds.
    pub bytes: Blob,
}

/// Fonts and print files, ready for use.
pub struct Kit {
    pub(super) library: LazyHash<Library>,
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
    /// The system fonts that are there, by the names the settings give them.
    pub(super) system_families: Vec<String>,
    /// The families of the theme's fonts, by name.
    pub(super) theme_families: Vec<String>,
    files: BTreeMap<String, PrintFile>,
    fingerprint: Fingerprint,
}

/// A print file as Typst sees it.
pub(super) struct PrintFile {
    pub(super) path: SourcePath,
    pub(super) bytes: Bytes,
    /// Its parsed form, if it is a `.typ` file in UTF-8.
    pub(super) source: Option<Source>,
    /// Its bytes as they are put into PDF streams, once somebody asked.
    deflated: OnceLock<Vec<u8>>,
}

impl Blob {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        match self {
            Blob::Shared(bytes) => bytes,
            Blob::Static(bytes) => bytes,
        }
    }

    pub(super) fn to_typst(&self) -> Bytes {
        match self {
            Blob::Shared(bytes) => Bytes::new(Arc::clone(bytes)),
            Blob::Static(bytes) => Bytes::new(*bytes),
        }
    }
}

impl From<Arc<[u8]>> for Blob {
    fn from(bytes: Arc<[u8]>) -> Self {
        Blob::Shared(bytes)
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Blob::Shared(Arc::from(bytes))
    }
}

impl From<&'static [u8]> for Blob {
    fn from(bytes: &'static [u8]) -> Self {
        Blob::Static(bytes)
    }
}

impl Kit {
    /// Reads fonts and print files; what cannot be read is a problem and left out.
    ///
    /// `system_fonts` are family names to look for among the machine's fonts; the empty list (the rule) touches no disk.
    pub fn new(files: Vec<KitFile>, fonts: Vec<KitFile>, system_fonts: &[String]) -> (Kit, Diagnostics) {
        let mut diags = Diagnostics::new();
        let mut hash = Hash::new();
        hash.text(typst::utils::version().raw());
        let mut kit_files = BTreeMap::new();
        for file in files {
            hash.text(&file.name).bytes(file.bytes.as_slice());
            if let Some(id) = file_id(&file.name) {
                kit_files.insert(file.name, PrintFile::read(id, file.path, &file.bytes));
            }
        }
        let read: Vec<Vec<Font>> = fonts.par_iter().map(|f| Font::iter(f.bytes.to_typst()).collect()).collect();
        let mut faces = Vec::new();
        let mut book = FontBook::new();
        for (file, found) in fonts.iter().zip(read) {
            hash.bytes(file.bytes.as_slice());
            if found.is_empty() {
                diags.push(unreadable_font(&file.path));
            }
            for face in found {
                book.push(face.info().clone());
                faces.push(face);
            }
        }
        let theme_families = book.families().map(|(family, _)| family.to_string()).collect();
        let system = system::fonts(system_fonts, &mut diags);
        let mut system_families: Vec<String> = Vec::new();
        for (family, face) in system {
            hash.text(&family).bytes(face.data());
            let mut info = face.info().clone();
            info.family.clone_from(&family);
            book.push(info);
            faces.push(face);
            if !system_families.contains(&family) {
                system_families.push(family);
            }
        }
        let kit = Kit {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(book),
            fonts: faces,
            system_families,
            theme_families,
            files: kit_files,
            fingerprint: hash.finish(),
        };
        (kit, diags)
    }

    /// Of all print files, all fonts, and the version of Typst: what every sheet depends on.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Drops layout work that the last five rounds did not use; for `serve`, after each build.
    pub fn forget_old() {
        comemo::evict(ROUNDS_KEPT);
    }

    /// The print file of this name.
    pub(super) fn file(&self, name: &str) -> Option<&PrintFile> {
        self.files.get(name)
    }

    /// The names of the templates there are: `event`.
    pub(super) fn templates(&self) -> impl Iterator<Item = &str> {
        self.files.keys().filter_map(|name| name.strip_prefix("/print/")?.strip_suffix(".typ"))
    }
}

impl PrintFile {
    fn read(id: FileId, path: SourcePath, bytes: &Blob) -> PrintFile {
        let text = std::str::from_utf8(bytes.as_slice()).ok().filter(|_| path.extension() == "typ");
        let source = text.map(|text| Source::new(id, text.trim_start_matches('\u{feff}').to_string()));
        PrintFile { path, bytes: bytes.to_typst(), source, deflated: OnceLock::new() }
    }
}

impl PrintFile {
    /// The bytes deflated (RFC 1950); done once, for colour profiles that go into every file.
    pub(super) fn deflated(&self) -> &[u8] {
        self.deflated.get_or_init(|| {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
            let written = encoder.write_all(&self.bytes).and_then(|()| encoder.finish());
            written.expect("writing to memory cannot fail")
        })
    }
}

/// The id Typst knows a file by; none for a path that cannot be one.
///
/// Ids are kept for the life of the process and there are 65,535, so names must come from a small fixed set.
pub(super) fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn unreadable_font(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &rules::FONT,
        Place::file(path),
        text! { zh: "这个文件读不出字体", en: "no font can be read from this file" },
    )
    .help(text! {
        zh: "海报用 .ttf、.otf 或 .ttc 字体；网页用的 .woff2 请先转换",
        en: "sheets take .ttf, .otf or .ttc fonts; convert .woff2 files of the web first"
    })
}
