//! Pictures for the press: PNG, JPEG and SVG, checked before layout and freed of what a camera writes into them.
//!
//! In: the order's pictures. Out: their bytes by name, decodable, without places, times and names of owners; or P105.
//! Does not resize or convert colours. Orientation is kept, because the pixels are not turned here.

use std::collections::BTreeMap;

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::rules;
use crate::text;

use super::Order;

/// Pictures that templates may show, by name.
pub(super) struct Pictures(BTreeMap<String, Bytes>);

impl Pictures {
    /// The pictures of an order; each that cannot be printed is a problem.
    pub(super) fn of(order: &Order, diags: &mut Diagnostics) -> Pictures {
        let mut pictures = BTreeMap::new();
        for (name, blob) in &order.pictures {
            match printable(blob.as_slice()) {
                Ok(bytes) => {
                    pictures.insert(name.clone(), bytes);
                }
                Err(why) => diags.push(Diagnostic::new(&rules::SHEET_PICTURE, order.source.clone(), why).help(text! {
                    zh: "另存为 JPEG 或 PNG 再用；SVG 要把用到的图片嵌在里面",
                    en: "save it as JPEG or PNG; an SVG must have its pictures embedded"
                })),
            }
        }
        Pictures(pictures)
    }

    /// The picture of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Bytes> {
        self.0.get(name)
    }
}

fn printable(bytes: &[u8]) -> Result<Bytes, crate::base::diag::Text> {
    let (format, clean) = if bytes.starts_with(PNG_SIGNATURE) {
        (ExchangeFormat::Png, clean_png(bytes))
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        (ExchangeFormat::Jpg, clean_jpeg(bytes))
    } else if let Ok(text) = std::str::from_utf8(bytes)
        && text.contains("<svg")
    {
        return drawing(text);
    } else {
        return Err(text! {
            zh: "海报里的一张图片不是 JPEG、PNG 或 SVG",
            en: "a picture on the sheet is neither JPEG, PNG nor SVG"
        });
    };
    // A file cut off in the middle cannot be cleaned; the decoder then says what is wrong with it.
    let clean = Bytes::new(clean.unwrap_or_else(|| bytes.to_vec()));
    // Typst keeps what it decodes, so this is the decoding that the layout needs, not one more.
    match RasterImage::plain(clean.clone(), format) {
        Ok(_) => Ok(clean),
        Err(error) => Err(text! {
            zh: "海报里的一张图片读不出来（{error}）",
            en: "a picture on the sheet cannot be read: {error}"
        }),
    }
}

/// An SVG that can be drawn from itself alone.
fn drawing(text: &str) -> Result<Bytes, crate::base::diag::Text> {
    let options = roxmltree::ParsingOptions { allow_dtd: false, ..roxmltree::ParsingOptions::default() };
    let read = roxmltree::Document::parse_with_options(text, options).map_err(|error| {
        text! { zh: "海报里的一张 SVG 读不出来（{error}）", en: "an SVG on the sheet cannot be read: {error}" }
    })?;
    let own = |link: &str| link.starts_with('#') || link.starts_with("data:image/");
    let outside = read.descendants().find_map(|node| {
        let shows = matches!(node.tag_name().name(), "image" | "use" | "feImage");
        let link = node.attributes().find(|a| a.name() == "href").map(|a| a.value()).filter(|link| shows && !own(link));
        link.or_else(|| node.attributes().map(|a| a.value()).find(|value| has_outside_url(value))).or_else(|| {
            node.text().filter(|text| node.is_element() && node.tag_name().name() == "style" && has_outside_url(text))
        })
    });
    if let Some(outside) = outside {
        let outside: String = outside.chars().take(80).collect();
        return Err(text! {
            zh: "海报里的一张 SVG 用到了别的文件（`{outside}`），印刷文件里不能有",
            en: "an SVG on the sheet refers to another file (`{outside}`), which a press file cannot hold"
        });
    }
    Ok(Bytes::from_string(text.to_string()))
}

/// Whether a style refers to something outside: `url(…)` of another file, or an import.
fn has_outside_url(style: &str) -> bool {
    let urls = style.match_indices("url(").map(|(at, _)| style[at + 4..].trim_start_matches(['"', '\'', ' ']));
    style.contains("@import") || urls.into_iter().any(|url| !url.starts_with('#') && !url.starts_with("data:image/"))
}

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that say how the pixels look; all others (texts, times, places) are left out.
const PNG_CHUNKS: [&[u8]; 13] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP",
];

fn clean_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = PNG_SIGNATURE.to_vec();
    let mut rest = bytes.get(PNG_SIGNATURE.len()..)?;
    loop {
        let length = usize::try_from(u32::from_be_bytes(rest.get(..4)?.try_into().ok()?)).ok()?;
        let kind = rest.get(4..8)?;
        let chunk = rest.get(..length.checked_add(12)?)?;
        if PNG_CHUNKS.contains(&kind) {
            out.extend_from_slice(chunk);
        }
        if kind == b"IEND" {
            return Some(out);
        }
        rest = &rest[chunk.len()..];
    }
}

/// Marker codes of JPEG (ITU-T T.81, table B.1).
const START_OF_SCAN: u8 = 0xDA;
const COMMENT: u8 = 0xFE;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;

fn clean_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut turned = None;
    let mut at = 2;
    loop {
        while bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let marker = *bytes.get(at + 1).filter(|_| bytes[at] == 0xFF)?;
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at..at + 2 + length)?;
        let body = segment.get(4..)?;
        let keep = match marker {
            // JFIF's density; colour profile; Adobe's colour transform, without which CMYK pictures turn negative.
            APP0 | APP14 => true,
            APP2 => body.starts_with(b"ICC_PROFILE\0"),
            APP1 => {
                turned = turned.or_else(|| orientation(body));
                false
            }
            COMMENT | APP0..=APP15 => false,
            0..=0xFF => true,
        };
        if marker == START_OF_SCAN {
            if let Some(turned) = turned {
                out.splice(2..2, exif_with(turned));
            }
            out.extend_from_slice(&bytes[at..]);
            return Some(out);
        }
        if keep {
            out.extend_from_slice(segment);
        }
        at += segment.len();
    }
}

/// The orientation (2 to 8) that an Exif segment names; none for upright pictures and other segments.
fn orientation(body: &[u8]) -> Option<u8> {
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let big = match tiff.get(..2)? {
        b"MM" => true,
        b"II" => false,
        _ => return None,
    };
    let u16_at = |at: usize| -> Option<u16> {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let table = usize::try_from(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }).ok()?;
    let entries = usize::from(u16_at(table)?);
    let entry = (0..entries).map(|i| table + 2 + 12 * i).find(|&at| u16_at(at) == Some(ORIENTATION_TAG))?;
    u8::try_from(u16_at(entry + 8)?).ok().filter(|turn| (2..=8).contains(turn))
}

/// Exif tag 0x0112 (CIPA DC-008).
const ORIENTATION_TAG: u16 = 0x0112;

/// An Exif segment that holds an orientation and nothing else.
fn exif_with(orientation: u8) -> Vec<u8> {
    let mut segment = vec![0xFF, APP1, 0, 34];
    segment.extend_from_slice(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    segment
}
