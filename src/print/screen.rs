//! A laid-out page for the screen: vector picture and preview.
//!
//! In: a page laid out with the screen palette. Out: SVG text with title and language, and pixels.

use typst::utils::Scalar;
use typst_layout::Page;
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use super::Order;

/// The page as an SVG document of its true size.
pub(super) fn svg(page: &Page, order: &Order) -> String {
    let mut svg = shorter_paths(&typst_svg::svg(page, &SvgOptions { render_bleed: false, pretty: false }));
    let head = format!(" role=\"img\" lang=\"{}\"", escape(&order.language_tag));
    let title = format!("<title>{}</title>", escape(&order.title));
    if let Some(end) = svg.find('>') {
        svg.insert_str(end + 1, &title);
        svg.insert_str(end, &head);
    }
    svg
}

/// The page as pixels, so many wide.
pub(super) fn wide(page: &Page, width: u32) -> image::RgbaImage {
    let per_point = f64::from(width) / page.frame.width().to_pt().max(1.0);
    let options = RenderOptions { pixel_per_pt: Scalar::new(per_point), render_bleed: false };
    let map = typst_render::render(page, &options);
    let (width, height) = (map.width(), map.height());
    let mut bytes = Vec::with_capacity(map.pixels().len() * 4);
    for pixel in map.pixels() {
        let straight = pixel.demultiply();
        bytes.extend([straight.red(), straight.green(), straight.blue(), straight.alpha()]);
    }
    image::RgbaImage::from_raw(width, height, bytes).expect("four bytes were pushed for each pixel")
}

/// The SVG with the numbers of its paths cut to two decimals (a thirtieth of a hair), which halves the file.
///
/// Typst writes nine decimals, and Han characters are nearly all that a sheet's SVG is made of.
fn shorter_paths(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(start) = rest.find(PATH) {
        let (before, path) = rest.split_at(start + PATH.len());
        let end = path.find('"').unwrap_or(path.len());
        out.push_str(before);
        shorter_path(&path[..end], &mut out);
        rest = &path[end..];
    }
    out.push_str(rest);
    out
}

/// How path data begins; nothing else in an SVG of Typst's does, for text content is escaped.
const PATH: &str = " d=\"";

fn shorter_path(path: &str, out: &mut String) {
    let mut rest = path;
    // Whether the last thing written is a number, which needs a space or a minus sign before the next.
    let mut after_number = false;
    while let Some(c) = rest.chars().next() {
        if c == '-' || c == '.' || c.is_ascii_digit() {
            let end = rest.find(|c: char| c != '-' && c != '.' && !c.is_ascii_digit()).unwrap_or(rest.len());
            let number = rest[..end].parse::<f64>().map_or_else(|_| rest[..end].to_string(), two_decimals);
            if after_number && !number.starts_with('-') {
                out.push(' ');
            }
            out.push_str(&number);
            after_number = true;
            rest = &rest[end..];
        } else {
            if !c.is_ascii_whitespace() {
                out.push(c);
                after_number = false;
            }
            rest = &rest[c.len_utf8()..];
        }
    }
}

fn two_decimals(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_string() } else { text.to_string() }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Characters that XML 1.0 does not allow at all.
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
