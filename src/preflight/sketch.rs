//! Draws a part of a page from its marks alone, where these are nothing but areas of one colour, lines and upright pictures.
//!
//! In: a page's marks and a rectangle in millimetres. Out: its pixels, or none if more is printed there: text, dashes, patterns, what
//! shines through. Ends and corners of lines are square. Never guesses; whoever gets none asks `raster`, which takes a hundred times as long.

#![expect(clippy::many_single_char_names, reason = "matrices are written as the standard writes them")]

use super::geometry::{MM_PER_POINT, Matrix, Outline, Rect};
use super::marks::{Line, Mark, Marks, Picture};
use super::pixels::Pixels;
use super::raster::{Raster, Rasters};

/// How far ink may lie beyond the box of its letter, in ems.
const BEYOND_BOX: f64 = 0.2;

/// A part of a page at so many pixels a millimetre; none if only a reader of PDF can draw it.
pub(super) fn sketch(marks: &Marks, rasters: &mut Rasters<'_>, area: &Rect, per_mm: f64) -> Option<Raster> {
    if marks.has_layers || !marks.unread.is_empty() {
        return None;
    }
    let mut raster = Raster::white(area, per_mm)?;
    for mark in &marks.all {
        match mark {
            Mark::Text(run) if run.is_hidden => {}
            Mark::Text(run) => {
                let beyond = BEYOND_BOX * run.size_pt * MM_PER_POINT;
                if run.letters.iter().any(|(_, letter)| meet(&letter.grown(beyond), area)) {
                    return None;
                }
            }
            other if !meet(other.area(), area) => {}
            Mark::Shape(shape) if shape.is_exact => fill(&mut raster, &shape.outline, &shape.area, shape.colour.rgb()?),
            Mark::Picture(picture) if picture.is_exact => {
                let pixels = rasters.pixels(picture)?;
                place(&mut raster, picture, &pixels)?;
            }
            Mark::Line(line) if line.is_exact => stroke(&mut raster, line, line.colour.rgb()?),
            Mark::Shape(_) | Mark::Line(_) | Mark::Picture(_) | Mark::Shade(_) => return None,
        }
    }
    Some(raster)
}

/// Whether two rectangles have a point in common; lines without a width count.
fn meet(one: &Rect, other: &Rect) -> bool {
    one.left <= other.right && one.right >= other.left && one.top <= other.bottom && one.bottom >= other.top
}

/// Fills the pixels whose middle lies in an outline and in what is seen of it.
fn fill(raster: &mut Raster, outline: &Outline, seen: &Rect, rgb: [f64; 3]) {
    let (rows, columns) = raster.middles(seen);
    let mut crossings: Vec<Vec<(f64, i32)>> = vec![Vec::new(); rows.len()];
    for ring in &outline.rings {
        let ends = ring.iter().skip(1).chain(ring.first());
        for ((x0, y0), (x1, y1)) in ring.iter().zip(ends) {
            let (upper, lower) = if y0 <= y1 { (*y0, *y1) } else { (*y1, *y0) };
            let (crossed, _) = raster.middles(&Rect { left: 0.0, top: upper, right: 0.0, bottom: lower });
            for row in crossed.start.max(rows.start)..crossed.end.min(rows.end) {
                let y = raster.middle(0, row).1;
                let at = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
                crossings[row - rows.start].push((at, if y1 > y0 { 1 } else { -1 }));
            }
        }
    }
    for (row, mut crossed) in rows.zip(crossings) {
        crossed.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut winding = 0;
        for (number, pair) in crossed.windows(2).enumerate() {
            winding += pair[0].1;
            let is_inside = if outline.even_odd { number % 2 == 0 } else { winding != 0 };
            if is_inside {
                let piece = Rect { left: pair[0].0, top: 0.0, right: pair[1].0, bottom: 0.0 };
                let (_, reached) = raster.middles(&piece);
                raster.paint(row, reached.start.max(columns.start)..reached.end.min(columns.end), rgb);
            }
        }
    }
}

/// Draws a line, piece by piece, at least a pixel wide.
fn stroke(raster: &mut Raster, line: &Line, rgb: [f64; 3]) {
    let half = (line.width_pt * MM_PER_POINT / 2.0).max(0.5 / raster.per_mm());
    for ring in &line.course.rings {
        for ((x0, y0), (x1, y1)) in ring.iter().zip(ring.iter().skip(1)) {
            let length = (x1 - x0).hypot(y1 - y0);
            if length <= 0.0 {
                continue;
            }
            let (u, v) = ((x1 - x0) / length * half, (y1 - y0) / length * half);
            let (start, end) = ((x0 - u, y0 - v), (x1 + u, y1 + v));
            let corners = [
                (start.0 - v, start.1 + u),
                (start.0 + v, start.1 - u),
                (end.0 + v, end.1 - u),
                (end.0 - v, end.1 + u),
            ];
            let Some(bounds) = Rect::of(corners) else { continue };
            if let Some(seen) = bounds.shared(&line.area) {
                fill(raster, &Outline { rings: vec![corners.to_vec()], even_odd: false }, &seen, rgb);
            }
        }
    }
}

/// Puts the part of a picture that is seen; none if it is turned.
fn place(raster: &mut Raster, picture: &Picture, pixels: &Pixels) -> Option<()> {
    const TURNED: f64 = 1e-6;
    let Matrix([a, b, c, d, e, f]) = picture.matrix;
    if b.abs().max(c.abs()) > TURNED || a == 0.0 || d == 0.0 {
        return None;
    }
    let (rows, columns) = raster.middles(&picture.area);
    for row in rows {
        for column in columns.clone() {
            let (x, y) = raster.middle(column, row);
            let rgb = pixels.rgb((x - e) / a, 1.0 - (y - f) / d)?;
            raster.paint(row, column..column + 1, rgb);
        }
    }
    Some(())
}
