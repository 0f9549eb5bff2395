//! Pictures of a document: told by their bytes, named in the order they come.
//!
//! In: the bytes of parts. Out: files to be put beside the page. Pictures are not opened here: `asset` does that in every build.

use std::collections::BTreeMap;

/// A picture as it lies in the document.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its file name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} bytes)", self.name, self.bytes.len())
    }
}

/// The pictures found so far.
pub(super) struct Pictures {
    stem: String,
    pub(super) all: Vec<Picture>,
    /// Parts that have a name already: a picture shown twice is one file.
    names: BTreeMap<String, String>,
}

impl Pictures {
    /// None yet; their names will begin with `stem`.
    pub(super) fn new(stem: &str) -> Pictures {
        Pictures { stem: stem.to_string(), all: Vec::new(), names: BTreeMap::new() }
    }

    /// The name of the picture of this part, if it has one already.
    pub(super) fn known(&self, part: &str) -> Option<&String> {
        self.names.get(part)
    }

    /// Takes a picture and gives its name; or what it is instead of a picture for the web.
    pub(super) fn take(&mut self, part: &str, bytes: Vec<u8>) -> Result<String, &'static str> {
        let ending = ending(&bytes)?;
        let name = format!("{}-{}.{ending}", self.stem, self.all.len() + 1);
        self.names.insert(part.to_string(), name.clone());
        self.all.push(Picture { name: name.clone(), bytes });
        Ok(name)
    }
}

/// The ending for the name of a file with these bytes; what it is if the web has no use for it.
fn ending(bytes: &[u8]) -> Result<&'static str, &'static str> {
    let head = &bytes[..bytes.len().min(1024)];
    let has = |mark: &[u8]| head.windows(mark.len()).any(|part| part == mark);
    match head {
        [0x89, b'P', b'N', b'G', ..] => Ok("png"),
        [0xFF, 0xD8, 0xFF, ..] => Ok("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Ok("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok("webp"),
        [b'B', b'M', ..] => Err("BMP"),
        [0x49, 0x49, 0x2A, 0x00, ..] | [0x4D, 0x4D, 0x00, 0x2A, ..] => Err("TIFF"),
        [0xD7, 0xCD, 0xC6, 0x9A, ..] => Err("WMF"),
        [0x01, 0x00, 0x00, 0x00, ..] if bytes.get(40..44) == Some(b" EMF".as_slice()) => Err("EMF"),
        [0x1F, 0x8B, ..] => Err("EMZ"),
        _ if has(b"<svg") => Ok("svg"),
        _ => Err("?"),
    }
}
