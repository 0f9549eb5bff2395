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
    let mut svg = typst_svg::svg(page, &SvgOptions { render_bleed: false, pretty: false });
    let head = format!(" role=\"img\" lang=\"{}\"", escape(&order.language_tag));
    let title = format!("<title>{}</title>", escape(&order.title));
    if let Some(end) = svg.find('>') {
        svg.insert_str(end + 1, &title);
        svg.insert_str(end, &head);
    }
    svg
}

/// The page as pixels, the longer side `longer_side` pixels.
pub(super) fn pixels(page: &Page, longer_side: f64) -> image::RgbaImage {
    let size = page.frame.size();
    let per_point = longer_side / size.x.max(size.y).to_pt().max(1.0);
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
