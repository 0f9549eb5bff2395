//! Fonts: how wide characters are, what they say, whether the font is in the file.
//!
//! In: a font dictionary. Out: a `Font` that cuts a text into characters.
//! Reads no outlines; whether a glyph is missing is told by its number or name.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::cmap::CMap;
use super::file::{self, number, numbers, whole};

/// A font.
#[derive(Clone, Debug)]
pub(super) struct Font {
    /// Its name without the letters of the subset.
    pub(super) name: String,
    /// Whether the file has its outlines.
    pub(super) is_embedded: bool,
    /// Whether only the characters that are used are in the file.
    pub(super) is_subset: bool,
    /// Whether its characters are drawings of the page (Type 3).
    pub(super) is_drawn: bool,
    /// Whether it is written from the top to the bottom.
    pub(super) is_vertical: bool,
    codes: Codes,
    unicode: CMap,
    widths: Widths,
    /// Units of a width in an em: 1/1000, or what a Type 3 font says.
    unit: f64,
}

/// How bytes become codes.
#[derive(Clone, Debug)]
enum Codes {
    /// A byte each, with what each says and which have no outline.
    Bytes(Vec<Option<String>>, Vec<bool>),
    /// Two bytes each, which are the glyph's number, through a table of glyphs if there is one.
    Pairs(Option<Vec<u8>>),
    /// Two bytes each, which are UTF-16.
    Utf16,
    /// GB2312 or GBK: ASCII or two bytes.
    Gbk,
    /// By a CMap of the file.
    Map(CMap),
}

#[derive(Clone, Debug)]
struct Widths {
    known: BTreeMap<u32, f64>,
    other: f64,
}

/// A character as it is set.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it says; none if nobody can tell.
    pub(super) text: Option<String>,
    /// Its width in ems.
    pub(super) width: f64,
    /// Whether the font has no outline for it, so that a box or nothing is printed.
    pub(super) is_missing: bool,
    /// Whether it is the single byte 32, to which the space between words is added.
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn read(font: &Dictionary, pdf: &Document) -> Font {
        let kind = file::name(font, b"Subtype", pdf).unwrap_or_default();
        let unicode = match font.get_deref(b"ToUnicode", pdf) {
            Ok(Object::Stream(stream)) => CMap::read(&file::content(stream)),
            _ => CMap::default(),
        };
        let base =
            file::name(font, b"BaseFont", pdf).map(|n| String::from_utf8_lossy(n).into_owned()).unwrap_or_default();
        let (name, is_subset) = without_tag(&base);
        let inner = font
            .get_deref(b"DescendantFonts", pdf)
            .ok()
            .and_then(|o| o.as_array().ok())
            .and_then(|kids| pdf.dereference(kids.first()?).ok()?.1.as_dict().ok());
        let descriptor = file::table(inner.unwrap_or(font), b"FontDescriptor", pdf);
        let is_drawn = kind == b"Type3";
        let programs: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
        let is_embedded =
            is_drawn || descriptor.is_some_and(|d| programs.iter().any(|key| file::table(d, key, pdf).is_some()));
        let mut is_vertical = false;
        let (codes, widths) = match inner {
            Some(inner) if kind == b"Type0" => {
                let encoding = font.get_deref(b"Encoding", pdf).ok();
                is_vertical = encoding.and_then(|e| e.as_name().ok()).is_some_and(|n| n.ends_with(b"-V"));
                (composite(encoding, inner, pdf), composite_widths(inner, pdf))
            }
            _ => (simple(font, descriptor, pdf), simple_widths(font, descriptor, pdf)),
        };
        let unit = if is_drawn {
            let matrix = font.get_deref(b"FontMatrix", pdf).ok().and_then(|o| numbers::<6>(o, pdf));
            matrix.map_or(0.001, |m| m[0].abs())
        } else {
            0.001
        };
        Font { name: name.to_string(), is_embedded, is_subset, is_drawn, is_vertical, codes, unicode, widths, unit }
    }

    /// A font that the file names and does not have.
    pub(super) fn unknown(name: &str) -> Font {
        Font {
            name: name.to_string(),
            is_embedded: false,
            is_subset: false,
            is_drawn: false,
            is_vertical: false,
            codes: Codes::Bytes(Vec::new(), Vec::new()),
            unicode: CMap::default(),
            widths: Widths { known: BTreeMap::new(), other: 500.0 },
            unit: 0.001,
        }
    }

    /// The characters of a text.
    pub(super) fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        let mut glyphs = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = self.length(rest).clamp(1, rest.len());
            let (code, after) = rest.split_at(length);
            glyphs.push(self.glyph(code));
            rest = after;
        }
        glyphs
    }

    fn length(&self, rest: &[u8]) -> usize {
        match &self.codes {
            Codes::Bytes(..) => 1,
            Codes::Pairs(_) | Codes::Utf16 => 2,
            Codes::Gbk => {
                if rest[0] < 0x80 {
                    1
                } else {
                    2
                }
            }
            Codes::Map(map) => map.length(rest).unwrap_or(2),
        }
    }

    fn glyph(&self, bytes: &[u8]) -> Glyph {
        let code = bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
        let mut text = self.unicode.text(code);
        let mut width_of = code;
        let mut is_missing = false;
        match &self.codes {
            Codes::Bytes(letters, missing) => {
                let at = whole(f64::from(code));
                text = text.or_else(|| letters.get(at).cloned().flatten());
                is_missing = missing.get(at).copied().unwrap_or(false);
            }
            Codes::Pairs(table) => {
                is_missing = match table {
                    Some(table) => {
                        let at = whole(f64::from(code)) * 2;
                        table.get(at..at + 2).is_none_or(|glyph| glyph == [0, 0])
                    }
                    None => code == 0,
                };
            }
            Codes::Utf16 => text = text.or_else(|| char::from_u32(code).map(String::from)),
            Codes::Gbk => {
                if text.is_none() {
                    let (decoded, _, wrong) = encoding_rs::GBK.decode(bytes);
                    text = (!wrong).then(|| decoded.into_owned());
                }
                // Which glyph it is needs a table that is not ours; half and full width are known.
                width_of = if bytes.len() == 1 { u32::MAX } else { u32::MAX - 1 };
            }
            Codes::Map(map) => {
                let glyph = map.glyph(code);
                is_missing = glyph.is_none_or(|glyph| glyph == 0);
                width_of = glyph.unwrap_or(code);
            }
        }
        let width = match (width_of, &self.codes) {
            (u32::MAX, Codes::Gbk) => 500.0,
            _ => self.widths.known.get(&width_of).copied().unwrap_or(self.widths.other),
        };
        // A space has no outline and needs none.
        let is_blank = text.as_deref().is_some_and(|t| t.chars().all(|c| c.is_whitespace() || c.is_control()));
        Glyph { text, width: width * self.unit, is_missing: is_missing && !is_blank, is_space: bytes == b" " }
    }

    /// Whether what it says can be read out at all.
    pub(super) fn has_unicode(&self) -> bool {
        !self.unicode.is_empty() || matches!(self.codes, Codes::Bytes(..) | Codes::Utf16 | Codes::Gbk)
    }
}

/// A font's name without the six letters that say which subset it is.
fn without_tag(name: &str) -> (&str, bool) {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => (rest, true),
        _ => (name, false),
    }
}

fn composite(encoding: Option<&Object>, inner: &Dictionary, pdf: &Document) -> Codes {
    match encoding {
        Some(Object::Stream(stream)) => Codes::Map(CMap::read(&file::content(stream))),
        Some(Object::Name(name)) => {
            let is = |part: &str| String::from_utf8_lossy(name).contains(part);
            if is("UCS2") || is("UTF16") {
                Codes::Utf16
            } else if is("GB-EUC") || is("GBK") || is("GBpc") {
                Codes::Gbk
            } else {
                let table = match inner.get_deref(b"CIDToGIDMap", pdf) {
                    Ok(Object::Stream(stream)) => Some(file::content(stream)),
                    _ => None,
                };
                Codes::Pairs(table)
            }
        }
        _ => Codes::Pairs(None),
    }
}

fn composite_widths(inner: &Dictionary, pdf: &Document) -> Widths {
    let other = inner.get_deref(b"DW", pdf).ok().and_then(number).unwrap_or(1000.0);
    let mut known = BTreeMap::new();
    let items = inner.get_deref(b"W", pdf).ok().and_then(|o| o.as_array().ok()).map_or(&[][..], Vec::as_slice);
    let items: Vec<&Object> = items.iter().take(200_000).filter_map(|o| Some(pdf.dereference(o).ok()?.1)).collect();
    let cid = |object: &Object| number(object).and_then(|n| u32::try_from(whole(n)).ok());
    let mut rest = items.as_slice();
    while let [first, second, after @ ..] = rest {
        let Some(from) = cid(first) else { break };
        if let Object::Array(list) = second {
            for (cid, width) in (from..).zip(list) {
                known.extend(number(width).map(|width| (cid, width)));
            }
            rest = after;
        } else if let ([third, after @ ..], Some(to)) = (after, cid(second)) {
            if let Some(width) = number(third) {
                known.extend((from..=to.min(from.saturating_add(65_535))).map(|cid| (cid, width)));
            }
            rest = after;
        } else {
            break;
        }
    }
    Widths { known, other }
}

fn simple_widths(font: &Dictionary, descriptor: Option<&Dictionary>, pdf: &Document) -> Widths {
    let first =
        font.get_deref(b"FirstChar", pdf).ok().and_then(number).and_then(|n| u32::try_from(whole(n)).ok()).unwrap_or(0);
    let list = font.get_deref(b"Widths", pdf).ok().and_then(|o| o.as_array().ok());
    let widths = list.map_or(&[][..], Vec::as_slice).iter().take(256);
    let known: BTreeMap<u32, f64> = (first..)
        .zip(widths)
        .filter_map(|(code, width)| Some((code, number(pdf.dereference(width).ok()?.1)?)))
        .collect();
    let missing = descriptor.and_then(|d| d.get_deref(b"MissingWidth", pdf).ok()).and_then(number);
    // One of the fourteen fonts that every reader has: half an em is what most of their letters take.
    let other = missing.unwrap_or(if known.is_empty() { 500.0 } else { 0.0 });
    Widths { known, other }
}

/// What the bytes of a font of at most 256 characters say, and which of them the font's list leaves out.
fn simple(font: &Dictionary, descriptor: Option<&Dictionary>, pdf: &Document) -> Codes {
    let mut letters = vec![None; 256];
    let mut missing = vec![false; 256];
    // Symbolic fonts have an alphabet of their own, which only `ToUnicode` or a list of differences tells.
    let flags = descriptor.and_then(|d| d.get_deref(b"Flags", pdf).ok()).and_then(number).map_or(0, whole);
    let has_encoding = font.has(b"Encoding");
    if flags & 4 == 0 || has_encoding {
        let encoding = match font.get_deref(b"Encoding", pdf) {
            Ok(Object::Dictionary(_) | Object::Name(_)) | Err(_) => font.get_font_encoding(pdf).ok(),
            Ok(_) => None,
        };
        for (byte, letter) in (0..=255_u8).zip(&mut letters) {
            let text = encoding.as_ref().and_then(|encoding| encoding.bytes_to_string(&[byte]).ok());
            *letter = text.filter(|text| !text.is_empty() && !text.contains('\u{FFFD}') && !text.contains('\0'));
        }
    }
    let differences =
        file::table(font, b"Encoding", pdf).and_then(|t| t.get_deref(b"Differences", pdf).ok()?.as_array().ok());
    let mut code = 0;
    for item in differences.map_or(&[][..], Vec::as_slice) {
        match item {
            Object::Integer(_) | Object::Real(_) => code = number(item).map_or(0, whole),
            Object::Name(name) => {
                if let Some(missing) = missing.get_mut(code) {
                    *missing = name == b".notdef";
                }
                code += 1;
            }
            _ => {}
        }
    }
    Codes::Bytes(letters, missing)
}
