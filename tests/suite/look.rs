//! Pictures, sheets and pages: painting small pictures for stories, and saying what is on those that pufa made.
//!
//! In: `1200x800 orientation 6`, or the bytes of a finished file. Out: bytes, or facts as `key value`.
//! Knows nothing of pufa: pictures are read by the crate `image`, sheets by `lopdf`.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

/// What a painted picture's camera is called, to be found again if it is left in.
const CAMERA: &str = "SPYCAM 9000";

const RED: Rgba<u8> = Rgba([210, 30, 30, 255]);
const GREEN: Rgba<u8> = Rgba([30, 160, 60, 255]);
const BLUE: Rgba<u8> = Rgba([30, 60, 200, 255]);
const WHITE: Rgba<u8> = Rgba([255, 255, 255, 255]);
const CLEAR: Rgba<u8> = Rgba([0, 0, 0, 0]);

/// A picture with a red, a green, a blue and a white corner (read like a page), as the story wants it.
///
/// Words after the size: `orientation 6` and `camera` (EXIF), `transparent` (the white corner is clear), `broken` (the end is missing).
pub fn paint(path: &str, text: &str, place: &str) -> Vec<u8> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let size = words.first().and_then(|w| w.split_once('x')).unwrap_or_else(|| panic!("{place}: a picture has a size"));
    let side = |word: &str| word.parse::<u32>().unwrap_or_else(|e| panic!("{place}: {e}"));
    let (width, height) = (side(size.0), side(size.1));
    let has = |word: &str| words.contains(&word);
    let last = if has("transparent") { CLEAR } else { WHITE };
    let picture = RgbaImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => RED,
        (false, true) => GREEN,
        (true, false) => BLUE,
        (false, false) => last,
    });
    let picture = DynamicImage::from(picture);
    let format = ImageFormat::from_path(path).unwrap_or_else(|e| panic!("{place}: {e}"));
    let picture = if format == ImageFormat::Jpeg { picture.to_rgb8().into() } else { picture };
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap_or_else(|e| panic!("{place}: {e}"));
    let mut bytes = bytes.into_inner();
    let orientation = words.iter().position(|w| *w == "orientation").map(|at| words[at + 1].parse().expect("1 to 8"));
    if orientation.is_some() || has("camera") {
        let exif = exif(orientation.unwrap_or(1));
        bytes.splice(2..2, exif);
    }
    if has("broken") {
        bytes.truncate(bytes.len() / 2);
    }
    bytes
}

/// An EXIF segment of a JPEG: camera and orientation.
fn exif(orientation: u16) -> Vec<u8> {
    let mut tiff = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend(0x010F_u16.to_le_bytes());
    tiff.extend(2_u16.to_le_bytes());
    tiff.extend(u32::try_from(CAMERA.len() + 1).expect("short").to_le_bytes());
    tiff.extend(38_u32.to_le_bytes());
    tiff.extend(0x0112_u16.to_le_bytes());
    tiff.extend(3_u16.to_le_bytes());
    tiff.extend(1_u32.to_le_bytes());
    tiff.extend(orientation.to_le_bytes());
    tiff.extend([0; 6]);
    tiff.extend(CAMERA.as_bytes());
    tiff.push(0);
    let mut segment = vec![0xFF, 0xE1];
    segment.extend(u16::try_from(tiff.len() + 2).expect("short").to_be_bytes());
    segment.extend(tiff);
    segment
}

/// What is wrong with a finished file, line by line of what is expected; nothing if all is so.
pub fn differences(path: &str, bytes: &[u8], expected: &str) -> Vec<String> {
    let facts = facts(path, bytes);
    let fact = |key: &str| facts.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str());
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let mut found = Vec::new();
    for line in expected.lines().filter(|line| !line.trim().is_empty()) {
        let (key, value) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let text = || squeezed(fact("says").unwrap_or_default());
        match key {
            "says" if text().contains(&squeezed(value)) => {}
            "says" => found.push(format!("it does not say `{value}` but `{}`", fact("says").unwrap_or_default())),
            "silent" if !text().contains(&squeezed(value)) => {}
            "silent" => found.push(format!("it says `{value}`")),
            key => match fact(key) {
                Some(is) if is == value => {}
                Some(is) => found.push(format!("{key} is {is}, not {value}")),
                None => found.push(format!("nothing is known of `{key}`")),
            },
        }
    }
    found
}

fn facts(path: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let facts = match path.rsplit('.').next() {
        Some("pdf") => sheet(bytes),
        Some("txt" | "csv" | "docx") => vec![("bytes", bytes.iter().map(|b| format!("{b:02x}")).collect())],
        Some("html") => crate::page::facts(&String::from_utf8_lossy(bytes)),
        _ => picture(bytes),
    };
    facts.into_iter().map(|(key, value)| (key.to_string(), value)).collect()
}

fn picture(bytes: &[u8]) -> Vec<(&'static str, String)> {
    let Ok(picture) = image::load_from_memory(bytes) else { return vec![("format", "unreadable".to_string())] };
    let format = image::guess_format(bytes).map_or_else(|e| e.to_string(), |f| f.extensions_str()[0].to_string());
    let (width, height) = (picture.width(), picture.height());
    let pixels = picture.to_rgba8();
    let corner = |x: u32, y: u32| name_of(*pixels.get_pixel(width * x / 4, height * y / 4));
    let kept: Vec<&str> = ["Exif", CAMERA, "XMP", "ICC_PROFILE", "iCCP", "EXIF"]
        .into_iter()
        .filter(|mark| bytes.windows(mark.len()).any(|w| w == mark.as_bytes()))
        .collect();
    vec![
        ("size", format!("{width} x {height}")),
        ("format", format),
        ("corners", format!("{} {} {} {}", corner(1, 1), corner(3, 1), corner(1, 3), corner(3, 3))),
        ("metadata", if kept.is_empty() { "none".to_string() } else { kept.join(", ") }),
    ]
}

fn name_of(pixel: Rgba<u8>) -> &'static str {
    let colours = [(RED, "red"), (GREEN, "green"), (BLUE, "blue"), (WHITE, "white"), (CLEAR, "clear")];
    let distance =
        |colour: Rgba<u8>| -> u32 { (0..4).map(|i| u32::from(colour.0[i].abs_diff(pixel.0[i])).pow(2)).sum() };
    colours.into_iter().min_by_key(|(colour, _)| distance(*colour)).map_or("", |(_, name)| name)
}

fn sheet(bytes: &[u8]) -> Vec<(&'static str, String)> {
    let Ok(pdf) = lopdf::Document::load_mem(bytes) else { return vec![("pages", "unreadable".to_string())] };
    let pages = pdf.get_pages();
    let first = pages.values().next().and_then(|id| pdf.get_dictionary(*id).ok());
    let sides = |name: &[u8]| -> Option<(f64, f64)> {
        let sides = first?.get(name).ok()?.as_array().ok()?;
        let mm = |at: usize| sides.get(at).and_then(|n| n.as_float().ok()).map_or(0.0, |n| f64::from(n) * 25.4 / 72.0);
        Some((mm(2) - mm(0), mm(3) - mm(1)))
    };
    // What an office prints on has no boxes but that of its paper.
    let trim = sides(b"TrimBox").or_else(|| sides(b"MediaBox")).unwrap_or_default();
    let bleed = sides(b"BleedBox").unwrap_or(trim);
    let numbers: Vec<u32> = pages.keys().copied().collect();
    let language = pdf.catalog().ok().and_then(|c| c.get(b"Lang").ok()).and_then(|l| l.as_str().ok());
    vec![
        ("pages", pages.len().to_string()),
        ("trim", format!("{:.0} x {:.0} mm", trim.0, trim.1)),
        ("bleed", format!("{:.0} mm", (bleed.0 - trim.0) / 2.0)),
        ("language", String::from_utf8_lossy(language.unwrap_or_default()).into_owned()),
        ("says", pdf.extract_text(&numbers).unwrap_or_else(|e| format!("unreadable: {e}"))),
    ]
}
