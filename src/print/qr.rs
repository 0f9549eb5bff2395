//! The QR code of an address, as outlines to be drawn as one path.
//!
//! In: an address. Out: the number of modules on a side and the outlines of the dark areas: no two touch along an edge, so that no
//! program that draws them leaves a hair of light between two modules.
//! Does not draw and has no quiet zone: the template leaves four modules free around it, as ISO/IEC 18004 wants.

use fast_qr::{ECL, QRBuilder};
use serde::Serialize;

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// Modules on a side; 0 if the address is too long for any code (over 2,900 bytes).
    pub size: usize,
    /// Outlines of the dark areas, each a closed line through these corners (right, down, in modules), clockwise; those of holes run the
    /// other way. Filled by either rule (non-zero or even-odd) they give the code.
    #[serde(rename = "path")]
    pub outlines: Vec<Vec<[usize; 2]>>,
}

/// The code of `url`, which 15 % of damage leave readable (7 % if the address is very long).
pub fn code(url: &str) -> Qr {
    let build = |level| QRBuilder::new(url).ecl(level).build().ok();
    let Some(code) = build(ECL::M).or_else(|| build(ECL::L)) else {
        return Qr { size: 0, outlines: Vec::new() };
    };
    let size = code.size;
    Qr { size, outlines: outlines(size, |x, y| x < size && y < size && code.data[y * size + x].value()) }
}

/// Right, down, left, up: each is the next one's turn to the right.
const STEPS: [(isize, isize); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// The outlines of the dark squares of a field: every edge between dark and light is walked once, with the dark on its right.
fn outlines(size: usize, dark: impl Fn(usize, usize) -> bool) -> Vec<Vec<[usize; 2]>> {
    let across = size + 1;
    // The edges that begin at each corner, by their direction.
    let mut edges = vec![[false; 4]; across * across];
    for y in 0..size {
        for x in (0..size).filter(|x| dark(*x, y)) {
            // Below zero wraps round to a number past the field, where all is light.
            let light = [!dark(x, y.wrapping_sub(1)), !dark(x + 1, y), !dark(x, y + 1), !dark(x.wrapping_sub(1), y)];
            let starts = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
            for (direction, (x, y)) in starts.into_iter().enumerate() {
                edges[y * across + x][direction] = light[direction];
            }
        }
    }
    let mut found = Vec::new();
    for start in 0..edges.len() {
        // A corner where an outline begins has an edge to the right: its topmost, leftmost dark square's, or its hole's.
        while edges[start][0] {
            let (mut corner, mut direction, mut line) = (start, 0, Vec::new());
            loop {
                line.push([corner % across, corner / across]);
                // Straight on to the next turn. Where two squares touch at a corner, to the right: each keeps its own outline.
                let turn = loop {
                    edges[corner][direction] = false;
                    let (right, down) = STEPS[direction];
                    corner = corner.wrapping_add_signed(right + down * across.cast_signed());
                    let next = [1, 0, 3].map(|turn| (direction + turn) % 4).into_iter().find(|d| edges[corner][*d]);
                    match next {
                        Some(next) if next == direction => {}
                        next => break next,
                    }
                };
                let Some(turn) = turn else { break };
                direction = turn;
            }
            found.push(line);
        }
    }
    found
}
