//! Words that stand beside sheets: slug lines, names of tiles, instructions on imposed sheets.
//!
//! In: lines of text and a size. Out: a frame for each, just as large as its words.
//! Set by Typst with the theme's fonts, so that Chinese is no trouble; not part of any sheet.

use serde::Serialize;
use typst::layout::Frame;

use super::fit;
use super::profile::Palette;
use super::world::Desk;
use crate::base::diag::Diagnostics;

#[derive(Serialize)]
struct Words<'a> {
    lines: &'a [String],
    size: f64,
    fonts: Vec<&'a str>,
    palette: &'a str,
}

const LAYOUT: &str = r#"#let w = json("/data.json")
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: w.fonts, size: w.size * 1pt, fallback: false, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em,
  fill: if w.palette == "cmyk" { cmyk(0%, 0%, 0%, 100%) } else { rgb("000000") })
#w.lines.map(l => [#box(l)]).join(pagebreak())
"#;

/// Each line as a frame, set at so many points in black.
pub(super) fn set(desk: &Desk<'_>, lines: &[String], size: f64, palette: Palette) -> Vec<Frame> {
    if lines.is_empty() {
        return Vec::new();
    }
    let mut fonts: Vec<&str> = desk.kit.fonts.iter().map(|font| font.info().family.as_str()).collect();
    fonts.dedup();
    let words = Words { lines, size, fonts, palette: palette.word() };
    let data = serde_json::to_string(&words).expect("plain data always has a JSON form");
    // The layout is ours and the words are data: nothing can be wrong with it but a missing character, which is then a gap.
    let laid = fit::lay_out(&desk.world_of_words(LAYOUT, data), &mut Diagnostics::new());
    laid.map_or_else(Vec::new, |laid| laid.document.pages().iter().map(|page| page.frame.clone()).collect())
}
