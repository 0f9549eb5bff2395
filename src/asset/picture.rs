//! Pictures for the web: upright, without metadata, in several sizes.
//!
//! In: the bytes of a picture. Out: JPEG (PNG where parts are transparent) and WebP at several widths; SVG and GIF as they are.
//! Does not crop and never enlarges. What a camera wrote into the file (place, time, device) is never written out again.

use std::io::Cursor;

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageReader, Limits};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::base::diag::Text;
use crate::text;

/// Widths in pixels that pages choose from: a phone, a phone held wide or a tablet, a desktop column at double density.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// Quality of JPEG, 1 to 100: no visible blocks in drawings and faces at twice the size of WebP.
const JPEG_QUALITY: u8 = 84;

/// Quality of lossy WebP, 0 to 100.
const WEBP_QUALITY: f32 = 80.0;

/// Longest side that is read. A photograph of 100 megapixels (11,600 × 8,700) is within it.
const MAX_SIDE: u32 = 16_384;

/// Most memory for decoding one picture, in bytes: 100 megapixels of 4 bytes and as much again.
const MAX_ALLOC: u64 = 1 << 30;

/// Size of an SVG that does not say one (CSS 2, 10.3.2).
const SVG_SIZE: (u32, u32) = (300, 150);

/// A finished file of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Extension without dot: `jpg`, `png`, `webp`, `svg`, `gif`.
    pub extension: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// All files of a picture; the last of those that are not WebP is the largest.
///
/// An error says in words why the picture cannot be used.
pub fn make(extension: &str, bytes: &[u8]) -> Result<Vec<Variant>, Text> {
    match extension {
        "svg" => Ok(as_it_is("svg", bytes, svg_size(bytes).unwrap_or(SVG_SIZE))),
        "gif" => Ok(as_it_is("gif", bytes, decode(bytes)?.dimensions())),
        "jpg" | "jpeg" | "png" | "webp" => variants(decode(bytes)?),
        "heic" | "heif" => Err(text! {
            zh: "不能使用 HEIC 图片，请先导出为 JPEG",
            en: "HEIC pictures cannot be used, export it as JPEG first"
        }),
        other => Err(text! { zh: "不能使用 .{other} 图片", en: ".{other} pictures cannot be used" }),
    }
}

/// A picture in memory, upright, 8 bits a channel.
pub struct Decoded {
    image: DynamicImage,
}

impl Decoded {
    /// Width and height in pixels.
    pub fn dimensions(&self) -> (u32, u32) {
        (self.image.width(), self.image.height())
    }

    /// The picture itself.
    pub fn into_image(self) -> DynamicImage {
        self.image
    }
}

/// Reads a raster picture and turns it upright.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Text> {
    let unreadable = |error: &dyn std::fmt::Display| {
        text! { zh: "图片读不出来（{error}）", en: "the picture cannot be read ({error})" }
    };
    if is_cut_off(bytes) {
        return Err(text! { zh: "图片不完整，后面少了一截", en: "the picture is cut off, its end is missing" });
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| unreadable(&e))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|e| unreadable(&e))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|e| unreadable(&e))?;
    image.apply_orientation(orientation);
    let transparent = image.color().has_alpha() && image.to_rgba8().pixels().any(|p| p.0[3] != 255);
    let image = if transparent { image.to_rgba8().into() } else { image.to_rgb8().into() };
    Ok(Decoded { image })
}

/// Width and height in pixels; of an SVG as it says itself.
pub fn dimensions(extension: &str, bytes: &[u8]) -> Result<(u32, u32), Text> {
    if extension == "svg" {
        return Ok(svg_size(bytes).unwrap_or(SVG_SIZE));
    }
    decode(bytes).map(|decoded| decoded.dimensions())
}

/// Whether a JPEG breaks off: no end mark after the picture's data began. Decoders fill the rest with grey and say nothing.
fn is_cut_off(bytes: &[u8]) -> bool {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return false;
    }
    let mut at = 2;
    while let Some([0xFF, mark, high, low]) = bytes.get(at..at + 4) {
        match mark {
            // Between two marks that follow each other there may be fill bytes.
            0xFF => at += 1,
            0xDA => return !bytes[at..].windows(2).any(|pair| pair == [0xFF, 0xD9]),
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    true
}

fn as_it_is(extension: &'static str, bytes: &[u8], (width, height): (u32, u32)) -> Vec<Variant> {
    vec![Variant { width, height, extension, bytes: bytes.to_vec() }]
}

fn variants(decoded: Decoded) -> Result<Vec<Variant>, Text> {
    let image = decoded.image;
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|w| *w < image.width()).collect();
    // The full width is offered too, up to the largest that a page uses.
    if widths.len() < WIDTHS.len() {
        widths.push(image.width());
    }
    let mut made = Vec::new();
    for width in widths {
        let scaled = resize(&image, width)?;
        let (width, height) = (scaled.width(), scaled.height());
        let alpha = scaled.color().has_alpha();
        let bytes = if alpha { png(&scaled)? } else { jpeg(&scaled, JPEG_QUALITY)? };
        made.push(Variant { width, height, extension: if alpha { "png" } else { "jpg" }, bytes });
        let layout = if alpha { webp::PixelLayout::Rgba } else { webp::PixelLayout::Rgb };
        let lossy = webp::Encoder::new(scaled.as_bytes(), layout, width, height).encode(WEBP_QUALITY);
        made.push(Variant { width, height, extension: "webp", bytes: lossy.to_vec() });
    }
    Ok(made)
}

/// The picture at this width, its height in proportion.
pub fn resize(image: &DynamicImage, width: u32) -> Result<DynamicImage, Text> {
    if width == image.width() {
        return Ok(image.clone());
    }
    let height = u64::from(image.height()) * u64::from(width) / u64::from(image.width().max(1));
    let height = u32::try_from(height).unwrap_or(1).max(1);
    let failed =
        |e: &dyn std::fmt::Display| text! { zh: "图片不能缩放（{e}）", en: "the picture cannot be resized ({e})" };
    let mut target = if image.color().has_alpha() {
        DynamicImage::new_rgba8(width, height)
    } else {
        DynamicImage::new_rgb8(width, height)
    };
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(image, &mut target, &options).map_err(|e| failed(&e))?;
    Ok(target)
}

/// The picture as JPEG of a quality from 1 to 100, without transparency. Colours are kept at full resolution: red type on white would
/// blur at half.
pub fn jpeg(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, Text> {
    let failed =
        |e: &dyn std::fmt::Display| text! { zh: "图片不能保存（{e}）", en: "the picture cannot be written ({e})" };
    let pixels = image.to_rgb8();
    let side = |pixels: u32| u16::try_from(pixels).map_err(|e| failed(&e));
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder.set_optimized_huffman_tables(true);
    let (width, height) = (side(pixels.width())?, side(pixels.height())?);
    encoder.encode(&pixels, width, height, ColorType::Rgb).map_err(|e| failed(&e))?;
    Ok(out)
}

fn png(image: &DynamicImage) -> Result<Vec<u8>, Text> {
    let mut out = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Best, PngFilter::Adaptive);
    written(encoder.write_image(image.as_bytes(), image.width(), image.height(), ExtendedColorType::Rgba8))?;
    Ok(out)
}

fn written(result: image::ImageResult<()>) -> Result<(), Text> {
    result.map_err(|e| text! { zh: "图片不能保存（{e}）", en: "the picture cannot be written ({e})" })
}

/// Width and height of an SVG from its root element: `width` and `height` in pixels, else the `viewBox`.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let start = text.find("<svg")?;
    let root = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| {
        let at = root.find(&format!(" {name}="))? + name.len() + 2;
        let quote = root[at..].chars().next()?;
        root[at + 1..].split(quote).next()
    };
    let pixels = |value: &str| value.trim_end_matches("px").trim().parse::<f64>().ok();
    let sides = match (attribute("width").and_then(pixels), attribute("height").and_then(pixels)) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let numbers: Vec<f64> = attribute("viewBox")?
                .split([' ', ','])
                .filter(|n| !n.is_empty())
                .filter_map(|n| n.parse().ok())
                .collect();
            (*numbers.get(2)?, *numbers.get(3)?)
        }
    };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the range of a picture's side"
    )]
    let side = |n: f64| n.round().clamp(1.0, f64::from(MAX_SIDE)) as u32;
    Some((side(sides.0), side(sides.1)))
}
