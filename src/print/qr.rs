//! The QR code of an address, as rectangles to be drawn as one path.
//!
//! In: an address. Out: the number of modules on a side and the dark areas as rectangles, few and without overlap.
//! Does not draw and has no quiet zone: the template leaves four modules free around it, as ISO/IEC 18004 wants.

use fast_qr::{ECL, QRBuilder};
use serde::Serialize;

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// Modules on a side; 0 if the address is too long for any code (over 2,900 bytes).
    pub size: usize,
    /// Dark areas: left, top, width, height in modules.
    #[serde(rename = "path")]
    pub rects: Vec<[usize; 4]>,
}

/// The code of `url`, which 15 % of damage leave readable (7 % if the address is very long).
pub fn rects(url: &str) -> Qr {
    let build = |level| QRBuilder::new(url).ecl(level).build().ok();
    let Some(code) = build(ECL::M).or_else(|| build(ECL::L)) else {
        return Qr { size: 0, rects: Vec::new() };
    };
    let size = code.size;
    let dark = |x: usize, y: usize| code.data[y * size + x].value();
    let mut rects: Vec<[usize; 4]> = Vec::new();
    // Rectangles that reach down to the row above; a run of the same columns makes one longer instead of starting another.
    let mut open: Vec<usize> = Vec::new();
    for y in 0..size {
        let mut reached = Vec::new();
        let mut x = 0;
        while x < size {
            if !dark(x, y) {
                x += 1;
                continue;
            }
            let left = x;
            while x < size && dark(x, y) {
                x += 1;
            }
            let above = open.iter().copied().find(|&i| rects[i][0] == left && rects[i][2] == x - left);
            let index = above.unwrap_or(rects.len());
            if above.is_some() {
                rects[index][3] += 1;
            } else {
                rects.push([left, y, x - left, 1]);
            }
            reached.push(index);
        }
        open = reached;
    }
    Qr { size, rects }
}
