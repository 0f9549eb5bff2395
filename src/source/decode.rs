//! Bytes to text.
//!
//! In: the bytes of a file. Out: its text without byte order mark and with `\n` line ends, how it was read, and where reading stopped if
//! it did. The order is: byte order mark, else UTF-16 that its zero bytes give away, else valid UTF-8, else GB18030 (so GBK and GB2312).
//! Does not take out what Markdown cannot mean (`clean` does) and tells nobody (`told` does).

use std::borrow::Cow;
use std::ops::Range;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, GB18030};

use crate::base::cjk::{is_cjk, is_cjk_side, is_han};
use crate::base::diag::Text;
use crate::text;

/// The encodings in which files come from offices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// The national standard, which contains GBK and GB2312.
    Gb18030,
    /// UTF-16, the low byte first, as PowerShell and Windows' Notepad write it.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

/// A text file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text as it is in the file, but for the byte order mark; with marks in place of what cannot be read.
    pub text: Cow<'b, str>,
    /// The encoding it was read in.
    pub encoding: Encoding,
    /// Where reading stopped.
    pub broken: Option<Broken>,
    /// Another way to read it that makes as much sense.
    pub doubt: Option<Doubt>,
}

/// Where a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The first byte of the file that cannot be read.
    pub byte: usize,
    /// Where it would stand in the text.
    pub at: usize,
    /// What the file may be instead.
    pub advice: Option<Text>,
}

/// Bytes that can be read in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Where they stand in the text.
    pub range: Range<usize>,
    /// The words as they were read.
    pub read: String,
    /// The name of another encoding and the words as they would read in it.
    pub other: (&'static str, String),
}

impl Encoding {
    /// Its name, the same in both languages.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Gb18030 => "GB18030 (GBK)",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
        }
    }
}

/// Decodes a text file.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    for (mark, encoding) in [
        (&[0xEF, 0xBB, 0xBF][..], Encoding::Utf8),
        (&[0xFF, 0xFE][..], Encoding::Utf16Le),
        (&[0xFE, 0xFF][..], Encoding::Utf16Be),
    ] {
        if let Some(body) = bytes.strip_prefix(mark) {
            let mut decoded = match encoding {
                Encoding::Utf8 => utf8(body),
                Encoding::Utf16Le | Encoding::Utf16Be => utf16(body, encoding),
                Encoding::Gb18030 => gb18030(body),
            };
            if let Some(broken) = &mut decoded.broken {
                broken.byte += mark.len();
            }
            return decoded;
        }
    }
    if let Some(decoded) = utf16_without_mark(bytes) {
        return decoded;
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => short(text),
        Err(_) => neither_mark_nor_utf8(bytes),
    }
}

/// What a file is whose bytes are no text, by its first bytes.
fn looks_like(bytes: &[u8]) -> Option<Text> {
    const KNOWN: [(&[u8], &str, &str); 6] = [
        (b"PK\x03\x04", "Word、WPS 文档或压缩包（.docx、.zip）", "a Word or WPS document or an archive (.docx, .zip)"),
        (b"\xD0\xCF\x11\xE0", "旧版 Word、WPS 文档（.doc、.wps）", "an old Word or WPS document (.doc, .wps)"),
        (b"%PDF", "PDF", "a PDF"),
        (b"\x89PNG", "PNG 图片", "a PNG picture"),
        (b"\xFF\xD8\xFF", "JPEG 图片", "a JPEG picture"),
        (b"GIF8", "GIF 图片", "a GIF picture"),
    ];
    let (_, zh, en) = KNOWN.iter().find(|(magic, ..)| bytes.starts_with(magic))?;
    Some(text! {
        zh: "这个文件像是{zh}，不是文本：改文件名变不成文本，请打开它另存，或改回原来的扩展名",
        en: "this file looks like {en}, not like text: another name does not make it one; open it and save it as text, or give it its own ending back"
    })
}

/// Which encoding of the neighbours the bytes look like: pufa names it and does not read it.
fn neighbour(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    ["Big5", "Shift_JIS", "EUC-JP", "EUC-KR"].contains(&guess.name()).then_some(guess)
}

fn advice(bytes: &[u8]) -> Option<Text> {
    looks_like(bytes).or_else(|| {
        let name = neighbour(bytes)?.name();
        Some(text! {
            zh: "看上去像 {name} 编码：用原来的程序打开，另存为 UTF-8",
            en: "it looks like {name}: open it with the program it came from and save it as UTF-8"
        })
    })
}

/// Line ends as `\n`; copies only where there are others.
pub fn line_ends(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.into()
    }
}

fn plain<'b>(text: impl Into<Cow<'b, str>>, encoding: Encoding) -> Decoded<'b> {
    Decoded { text: text.into(), encoding, broken: None, doubt: None }
}

fn broken(bytes: &[u8], byte: usize, at: usize) -> Broken {
    Broken { byte, at, advice: advice(bytes) }
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    match std::str::from_utf8(bytes) {
        Ok(text) => plain(text, Encoding::Utf8),
        Err(error) => {
            let at = error.valid_up_to();
            let text = String::from_utf8_lossy(bytes);
            Decoded { broken: Some(broken(bytes, at, at)), ..plain(text, Encoding::Utf8) }
        }
    }
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Decoded<'static> {
    let unit = |pair: &[u8]| match (encoding, pair) {
        (Encoding::Utf16Be, &[high, low]) | (_, &[low, high]) => u16::from_be_bytes([high, low]),
        // An odd byte at the end is no character.
        _ => 0xDFFF,
    };
    let units = bytes.chunks(2).map(unit);
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    let mut byte = 0;
    for read in char::decode_utf16(units) {
        match read {
            Ok(c) => {
                text.push(c);
                byte += 2 * c.len_utf16();
            }
            Err(_) => {
                first = first.or(Some((byte, text.len())));
                text.push(char::REPLACEMENT_CHARACTER);
                byte += 2;
            }
        }
    }
    let broken = first.map(|(byte, at)| broken(bytes, byte, at));
    Decoded { broken, ..plain(text, encoding) }
}

/// UTF-16 without a byte order mark: the upper bytes of ASCII characters are zero, and more of them stand on one side of the pairs than
/// on the other, where only characters such as 一 (U+4E00) have one. What comes out is Chinese and ASCII. Text in any other encoding
/// holds no zero bytes.
fn utf16_without_mark(bytes: &[u8]) -> Option<Decoded<'static>> {
    const LEAST: usize = 2;
    if !bytes.len().is_multiple_of(2) || memchr::memchr(0, bytes).is_none() {
        return None;
    }
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if first.max(second) < LEAST || first == second {
        return None;
    }
    let decoded = utf16(bytes, if second > first { Encoding::Utf16Le } else { Encoding::Utf16Be });
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if decoded.broken.is_some() || decoded.text.contains(is_control) {
        return None;
    }
    let ours = decoded.text.chars().filter(|c| c.is_ascii() || is_cjk(*c) || is_cjk_side(*c)).count();
    (ours * 4 >= decoded.text.chars().count() * 3).then_some(decoded)
}

/// Bytes that are not UTF-8: GB18030, or nothing that we know.
fn neither_mark_nor_utf8(bytes: &[u8]) -> Decoded<'_> {
    let (sequences, faults) = utf8_likeness(bytes);
    // Real GBK text has one sequence by accident for some forty faults, the worst of our pages one for eight; a UTF-8 file with a few
    // damaged bytes, or with GBK pasted into it, has many.
    let is_damaged_utf8 = (sequences >= 4 && sequences > faults) || (sequences >= 8 && sequences * 3 > faults);
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    if is_damaged_utf8 || bytes.iter().any(control) {
        return utf8(bytes);
    }
    let mut decoded = gb18030(bytes);
    if decoded.broken.is_none() {
        decoded.doubt = unlikely(bytes, &decoded.text);
    }
    decoded
}

/// How many sequences of three bytes or more are valid UTF-8, and how many bytes are not.
fn utf8_likeness(bytes: &[u8]) -> (usize, usize) {
    let (mut sequences, mut faults) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    (sequences, faults)
}

fn gb18030(bytes: &[u8]) -> Decoded<'static> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(most.unwrap_or(bytes.len() * 2));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::Malformed(length, after), read) => {
            let byte = read.saturating_sub(usize::from(length) + usize::from(after));
            let at = text.len();
            // What follows is shown as far as it can be read, so that the place is seen in its line.
            let (rest, _) = GB18030.decode_without_bom_handling(bytes.get(byte..).unwrap_or_default());
            text.push_str(&rest);
            Decoded { broken: Some(broken(bytes, byte, at)), ..plain(text, Encoding::Gb18030) }
        }
        (DecoderResult::InputEmpty | DecoderResult::OutputFull, _) => plain(text, Encoding::Gb18030),
    }
}

/// Characters of everyday writing: the 3755 of level one of GB 2312 and its punctuation.
fn is_everyday(pair: &[u8]) -> bool {
    matches!(pair, [0xB0..=0xD7 | 0xA1..=0xA3, 0xA1..=0xFE])
}

/// A text that is valid UTF-8 by accident: no Chinese, odd letters, and read as GB18030 only everyday characters.
///
/// `通知` in GBK is such a text. Chinese in UTF-8 never is: its first bytes, E3 to E9, are no everyday ones in GB18030.
fn short(text: &str) -> Decoded<'_> {
    let bytes = text.as_bytes();
    if bytes.is_ascii() || bytes.iter().any(|byte| matches!(byte, 0xE2..=0xFF)) || !has_odd_letters(text) {
        return plain(text, Encoding::Utf8);
    }
    let Some(runs) = everyday_runs(bytes) else { return plain(text, Encoding::Utf8) };
    let chinese = gb18030(bytes);
    let first = chinese.text.find(is_han).unwrap_or(0);
    if chinese.broken.is_some() || !chinese.text.contains(is_han) {
        return plain(text, Encoding::Utf8);
    }
    // Words have two characters; a single one among Latin letters is more likely a foreign letter.
    let (decoded, other) =
        if runs { (chinese, plain(text, Encoding::Utf8)) } else { (plain(text, Encoding::Utf8), chinese) };
    let start = if runs { first } else { decoded.text.find(|c: char| !c.is_ascii()).unwrap_or(0) };
    let range = start..start + foreign_run(&decoded.text[start..]);
    let at = other.text.find(|c: char| !c.is_ascii()).unwrap_or(0);
    let said = other.text[at..at + foreign_run(&other.text[at..])].to_string();
    let read = decoded.text[range.clone()].to_string();
    Decoded { doubt: Some(Doubt { range, read, other: (other.encoding.name(), said) }), ..decoded }
}

/// The bytes of the first run of characters that are not ASCII, not too many for a message.
fn foreign_run(text: &str) -> usize {
    const MOST: usize = 12;
    text.chars().take_while(|c| !c.is_ascii()).take(MOST).map(char::len_utf8).sum()
}

/// Whether there are letters that an office does not write: neither Chinese, nor Latin within Latin words.
fn has_odd_letters(text: &str) -> bool {
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let beside_latin = before.is_ascii_alphabetic() || next.is_ascii_alphabetic();
        // Up to U+00BF stand signs such as `·` and `©`; then the accented letters of Western Europe.
        let at_home = c <= '\u{BF}' || (c <= '\u{17F}' && beside_latin);
        if !at_home {
            return true;
        }
        before = if c > '\u{BF}' { 'a' } else { c };
    }
    false
}

/// None if one pair of bytes is no everyday character; else whether two of them stand side by side.
fn everyday_runs(bytes: &[u8]) -> Option<bool> {
    let mut at = 0;
    let mut runs = false;
    let mut before = false;
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            before = false;
            at += 1;
            continue;
        }
        if !is_everyday(bytes.get(at..at + 2)?) {
            return None;
        }
        runs |= before;
        before = true;
        at += 2;
    }
    Some(runs)
}

/// A text read as GB18030 that is not written in everyday characters and looks like another encoding: Big5 is often valid GB18030.
///
/// Of real pages in simplified Chinese more than nineteen characters in twenty are everyday ones.
fn unlikely(bytes: &[u8], text: &str) -> Option<Doubt> {
    let (mut everyday, mut all, mut at) = (0, 0, 0);
    while at < bytes.len() {
        let pair = bytes.get(at..at + 2).filter(|pair| !pair[0].is_ascii());
        all += usize::from(pair.is_some());
        everyday += usize::from(pair.is_some_and(is_everyday));
        at += if pair.is_some() { 2 } else { 1 };
    }
    if everyday * 10 >= all * 9 {
        return None;
    }
    let other = neighbour(bytes)?;
    let (said, failed) = other.decode_without_bom_handling(bytes);
    let first = |text: &str| text.find(|c: char| !c.is_ascii()).map(|at| at..at + foreign_run(&text[at..]));
    let (range, also) = (first(text)?, first(&said)?);
    let other = (other.name(), said[also].to_string());
    (!failed).then(|| Doubt { read: text[range.clone()].to_string(), range, other })
}
