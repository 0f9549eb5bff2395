//! A .docx file as what it is: a zip archive of XML parts and pictures.
//!
//! In: bytes from anywhere. Out: parts by name, within limits that no honest document reaches; in words of both languages why not.
//! Does not know what the parts say.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::base::diag::Text;
use crate::text;

/// Most bytes of one part, unpacked. The longest county yearbook with text alone has some megabytes of XML.
const PART: u64 = 64 << 20;

/// Most bytes of all parts that are read.
const ALL: u64 = 256 << 20;

/// How many times a part may be larger than it is packed, once it is larger than `SMALL`. XML of Word is packed to a tenth at best.
const RATIO: u64 = 200;

/// Parts up to this size are read however well they are packed.
const SMALL: u64 = 4 << 20;

/// Most nodes of an XML part.
const NODES: u32 = 5_000_000;

/// Deepest nesting of elements in a part.
const DEEPEST: usize = 256;

/// An open document.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    read: u64,
}

impl<'a> Package<'a> {
    /// Opens what should be a .docx file.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Text> {
        if let Some(other) = other_format(bytes) {
            return Err(other);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken("zip"))?;
        Ok(Package { archive, read: 0 })
    }

    /// The bytes of a part; none if there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Text> {
        let name = name.trim_start_matches('/');
        let index = match self.archive.index_for_name(name) {
            Some(index) => index,
            None => {
                // Some writers do not spell a part twice in the same case.
                let same = |found: &&str| found.eq_ignore_ascii_case(name);
                let names: Vec<String> =
                    self.archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
                let Some(found) = names.iter().map(String::as_str).find(same) else { return Ok(None) };
                let Some(index) = self.archive.index_for_name(found) else { return Ok(None) };
                index
            }
        };
        let mut file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => text! {
                zh: "文件里的 `{name}` 有密码或用了不认识的压缩方法；请在 Word 或 WPS 里去掉密码，另存为 .docx",
                en: "`{name}` in the file has a password or an unknown compression; take the password off in Word or WPS and save as .docx"
            },
            ZipError::Io(_) | ZipError::InvalidArchive(_) | ZipError::FileNotFound | _ => broken(name),
        })?;
        let packed = file.compressed_size().max(1);
        let most = PART.min(ALL.saturating_sub(self.read)).min((packed.saturating_mul(RATIO)).max(SMALL));
        let mut bytes = Vec::new();
        file.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(|_| broken(name))?;
        if bytes.len() as u64 > most {
            return Err(text! {
                zh: "文件里的 `{name}` 展开以后大得不正常，没有导入",
                en: "`{name}` in the file is unreasonably large when unpacked, so nothing was imported"
            });
        }
        self.read += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The text of an XML part; none if there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Text> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let (text, _, is_broken) = encoding_rs::UTF_8.decode(&bytes);
        if is_broken || is_too_deep(&text) {
            return Err(broken(name));
        }
        Ok(Some(text.into_owned()))
    }
}

/// Reads a part's text as XML. Entities of a document's own are refused: no office writes them, and some blow up.
pub(super) fn xml<'t>(text: &'t str, name: &str) -> Result<roxmltree::Document<'t>, Text> {
    let options =
        roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options).map_err(|_| broken(name))
}

/// Whether elements stand deeper in each other than anybody nests them; counted before anything walks them.
fn is_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'<' if bytes.get(at + 1) == Some(&b'/') => depth = depth.saturating_sub(1),
            b'<' if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => depth += 1,
            b'>' if at > 0 && bytes[at - 1] == b'/' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// What else it is, by its first bytes, and what to do.
fn other_format(bytes: &[u8]) -> Option<Text> {
    /// Where formats older than zip say what they are (Microsoft, [MS-CFB] 2.2).
    const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    if bytes.starts_with(COMPOUND) {
        let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if bytes.windows(mark.len()).any(|part| part == mark) {
            return Some(text! {
                zh: "文件有密码；请在 Word 或 WPS 里去掉密码，再保存一次",
                en: "the file has a password; take it off in Word or WPS and save again"
            });
        }
        return Some(text! {
            zh: "这是旧格式的 .doc 或 .wps 文件；请用 Word 或 WPS 打开，另存为 .docx",
            en: "this is a .doc or .wps file of the old format; open it in Word or WPS and save it as .docx"
        });
    }
    if bytes.is_empty() {
        return Some(text! { zh: "文件是空的", en: "the file is empty" });
    }
    if !bytes.starts_with(b"PK") {
        return Some(text! {
            zh: "这不是 .docx 文件；请用 Word 或 WPS 打开，另存为 .docx",
            en: "this is no .docx file; open it in Word or WPS and save it as .docx"
        });
    }
    // OpenDocument says first what it is, unpacked.
    let head = &bytes[..bytes.len().min(120)];
    if head.windows(20).any(|part| part == b"application/vnd.oasi") {
        return Some(text! {
            zh: "这是 OpenDocument 文件（.odt）；请另存为 .docx",
            en: "this is an OpenDocument file (.odt); save it as .docx"
        });
    }
    None
}

/// Said of a part that cannot be read.
pub(super) fn broken(name: &str) -> Text {
    text! {
        zh: "文件坏了，`{name}` 读不出来；请用 Word 或 WPS 打开，另存为一个新的 .docx",
        en: "the file is broken: `{name}` cannot be read; open it in Word or WPS and save it as a new .docx"
    }
}
