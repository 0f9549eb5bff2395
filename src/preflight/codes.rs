//! QR codes, read from the page as it is printed.
//!
//! In: a page drawn in pixels where a code may be. Out: P219, P220, P221.
//! Looks where drawings or pictures could be a code. Whether a sheet should have one is for its layout to say.

use super::View;
use super::demands::Demands;
use super::finding::{Finding, Findings, short};
use super::geometry::{Outline, Rect};
use super::marks::Mark;
use super::raster::{Raster, Rasters};
use super::sketch::sketch;
use crate::base::diag::{Severity, Text};
use crate::base::rules;
use crate::text;

/// Pixels across a place that may be a code: six for each square of a code of forty squares with its margin.
const ACROSS: f64 = 340.0;

/// Places of a page that are looked at.
const MOST_PLACES: usize = 8;

/// Pieces of a drawing that make it look like a code; the smallest has about a hundred dark squares in rows.
const PIECES: usize = 40;

/// Pieces that a code with an address in it has at the least, round or square.
const ENOUGH_PIECES: usize = 150;

/// Side of a square that phones read in the hand, at 35 cm, in millimetres.
const SQUARE_MM: f64 = 0.4;

/// A sheet is scanned from nearer than it is read from: people step up to it.
const STEPPED_UP: f64 = 0.3;

/// Squares of white around a code (ISO/IEC 18004, 6.3.8).
const MARGIN: f64 = 4.0;

/// Difference of the lightness of dark and light (ISO/IEC 15415: 0.4 is fair, 0.2 the least).
const CONTRAST: (f64, f64) = (0.4, 0.2);

/// A code that was read.
struct Read {
    address: String,
    page: usize,
    area: Rect,
    /// Whether it is drawn and no picture: pictures of codes, such as those of an account, lead where they like.
    is_drawn: bool,
}

/// Where a code may be.
struct Candidate {
    area: Rect,
    is_drawn: bool,
    /// The side of the smallest of its squares if it is nothing but squares in a square, one by one or drawn together, which is a code even if nothing in it can be found.
    square: Option<f64>,
    /// Of how many pieces it is drawn; of a picture, 0.
    pieces: usize,
}

impl Candidate {
    /// How much around it must be seen to find a code, whatever else stands there: pictures of codes have a margin of their own.
    fn rim(&self, side: f64) -> f64 {
        if self.is_drawn { side * 0.05 } else { 0.0 }
    }
}

/// What looking at a place brings.
struct Look {
    /// Whether there is a code, be it read or not.
    seen: bool,
    /// The codes with how many squares they have on a side, and the drawing they were read from.
    read: Option<(Raster, Vec<(Read, usize)>)>,
}

impl Look {
    /// Looks at a place: sketched from the marks if that can be done, else drawn, in the end with more pixels.
    fn at(&mut self, candidate: &Candidate, view: &View<'_>, rasters: &mut Rasters<'_>) {
        let place = candidate.area;
        let side = place.width().max(place.height());
        let around = place.grown(candidate.square.map_or(side * 0.22, |square| square * (MARGIN + 0.6)));
        if let Some(raster) = sketch(view.marks, rasters, &around, ACROSS / side) {
            let Some(raster) = self.scan(raster, view.number, false) else { return };
            // Pixels are either in a square or out of it here, so what does not even look like a code is none.
            if self.scan(raster, view.number, true).is_none() || !self.seen {
                return;
            }
        } else if candidate.square.is_none()
            && let Some(raster) = sketch(view.marks, rasters, &place.grown(candidate.rim(side)), ACROSS / side)
            && [false, true].iter().all(|is_split| scan(&raster, view.number, *is_split).1 == 0)
        {
            // Text stands beside it; it is no code all the same.
            return;
        }
        for (times, is_split) in [(1.0, false), (2.0, false), (1.4, true)] {
            let Some(raster) = rasters.draw(view.leaf, view.marks, &around, ACROSS * times / side) else { return };
            if self.scan(raster, view.number, is_split).is_none() {
                return;
            }
        }
    }

    /// Looks for codes in a drawing, which is given back if there is none.
    fn scan(&mut self, raster: Raster, page: usize, is_split: bool) -> Option<Raster> {
        let (found, grids) = scan(&raster, page, is_split);
        self.seen |= grids > 0;
        if found.is_empty() {
            return Some(raster);
        }
        self.read = Some((raster, found));
        None
    }
}

/// Codes of a file.
#[derive(Default)]
pub(super) struct Codes {
    read: Vec<Read>,
    unread: Vec<(usize, Rect)>,
}

impl Codes {
    /// Reads the codes of a page.
    pub(super) fn read(&mut self, view: &View<'_>, rasters: &mut Rasters<'_>, findings: &mut Findings) {
        for candidate in places(view) {
            let mut look = Look { seen: candidate.square.is_some(), read: None };
            look.at(&candidate, view, rasters);
            if let Some((raster, found)) = look.read {
                for (read, size) in found {
                    judge(view, &read, size, &raster, findings);
                    self.read.push(Read { is_drawn: candidate.is_drawn, ..read });
                }
            } else if look.seen {
                self.unread.push((view.number, candidate.area));
            }
        }
    }

    /// What concerns all codes of the file.
    pub(super) fn told(self, demands: &Demands, findings: &mut Findings) {
        for (page, area) in self.unread {
            let text = text! { zh: "二维码扫不出来", en: "a QR code cannot be read" };
            let help = text! { zh: "印成深色在浅色底上，四周留白", en: "print it dark on light, with a margin" };
            findings.push(Finding::new(&rules::QR_UNREADABLE, text).at(page, area).help(help));
        }
        let Some(wanted) = demands.links.first() else { return };
        if self.read.iter().any(|read| demands.links.contains(&read.address)) {
            return;
        }
        if let Some(read) = self.read.iter().find(|read| read.is_drawn) {
            let found = &read.address;
            let text = text! { zh: "二维码通向 {found}，应为 {wanted}", en: "the QR code leads to {found}, expected {wanted}" };
            findings.push(Finding::new(&rules::QR_ADDRESS, text).at(read.page, read.area));
        }
    }
}

/// Where on a page a code may be: drawings of many pieces, heaps of small squares, square pictures.
fn places(view: &View<'_>) -> Vec<Candidate> {
    const LEAST_MM: f64 = 5.0;
    let is_square = |area: &Rect, off: f64| {
        let (w, h) = (area.width(), area.height());
        w.min(h) >= LEAST_MM && (w - h).abs() <= off * w.max(h)
    };
    let drawn = |area: Rect, square: Option<f64>, pieces: usize| Candidate { area, is_drawn: true, square, pieces };
    let of_heap =
        |(area, count): (Rect, usize)| (count >= PIECES && is_square(&area, 0.04)).then(|| drawn(area, None, count));
    let mut places: Vec<Candidate> = Vec::new();
    let mut heap: Option<(Rect, usize)> = None;
    for mark in &view.marks.all {
        match mark {
            Mark::Shape(shape) if pieces_of(&shape.outline) >= PIECES && is_square(&shape.area, 0.04) => {
                places.push(drawn(shape.area, square_of(&shape.outline), pieces_of(&shape.outline)));
            }
            Mark::Shape(shape) if shape.outline.points() <= 5 && shape.area.width().max(shape.area.height()) < 12.0 => {
                // A row of a code may have some light squares in a row.
                let near = (shape.area.width().min(shape.area.height()) * 10.0).clamp(1.0, 12.0);
                heap = Some(match heap {
                    Some((area, count)) if area.grown(near).shared(&shape.area).is_some() => {
                        (area.with(&shape.area), count + 1)
                    }
                    Some((area, count)) => {
                        places.extend(of_heap((area, count)));
                        (shape.area, 1)
                    }
                    None => (shape.area, 1),
                });
            }
            // A photograph that a frame cuts to a square is no code.
            Mark::Picture(picture)
                if picture.width >= 21 && picture.whole().is_some_and(|all| is_square(&all, 0.06)) =>
            {
                places.push(Candidate { area: picture.area, is_drawn: false, square: None, pieces: 0 });
            }
            Mark::Shape(_) | Mark::Picture(_) | Mark::Text(_) | Mark::Line(_) | Mark::Shade(_) => {}
        }
    }
    places.extend(heap.and_then(of_heap));
    places.retain(|place| place.area.shared(&view.bled).is_some() && !is_ornament(view, place));
    places.truncate(MOST_PLACES);
    places
}

/// Whether it is a drawing of few pieces with text in it, which is no code.
fn is_ornament(view: &View<'_>, place: &Candidate) -> bool {
    let inside = place.area.grown(-0.1 * place.area.width());
    let has_text = || view.marks.shown().any(|run| run.letters.iter().any(|(_, letter)| inside.contains(letter, 0.0)));
    place.square.is_none() && (1..ENOUGH_PIECES).contains(&place.pieces) && has_text()
}

/// Of how many pieces an outline is: rectangles, or as many as its corners would make if squares are drawn together.
fn pieces_of(outline: &Outline) -> usize {
    const CORNERS: usize = 4;
    if square_of(outline).is_some() { outline.points() / CORNERS } else { outline.rings.len() }
}

/// The shortest side of an outline, if all its sides are upright or level: in a code, a square's.
fn square_of(outline: &Outline) -> Option<f64> {
    const OFF: f64 = 0.01;
    let mut shortest = f64::INFINITY;
    for ring in &outline.rings {
        for ((x, y), (u, v)) in ring.iter().zip(ring.iter().skip(1).chain(ring.first())) {
            let (wide, high) = ((u - x).abs(), (v - y).abs());
            if wide.min(high) > OFF {
                return None;
            }
            // The end of a ring that is closed twice has no length.
            if wide.max(high) > OFF {
                shortest = shortest.min(wide.max(high));
            }
        }
    }
    shortest.is_finite().then_some(shortest)
}

/// The codes of a drawing with how many squares they have on a side, and how many things looked like one.
///
/// The reader tells dark from light by what is around; `is_split` does so by one limit nearer to the light, for pale codes whose squares
/// are drawn one by one, with lighter seams between them.
fn scan(raster: &Raster, page: usize, is_split: bool) -> (Vec<(Read, usize)>, usize) {
    let (width, height) = (raster.width, raster.height);
    let mut prepared = if is_split {
        let mut greys: Vec<u8> = (0..height).flat_map(|y| (0..width).map(move |x| raster.grey(x, y))).collect();
        greys.sort_unstable();
        let at = |part: usize| f64::from(greys.get(greys.len() * part / 10).copied().unwrap_or(0));
        let limit = at(1) + 0.7 * (at(9) - at(1));
        rqrr::PreparedImage::prepare_from_bitmap(width, height, |x, y| f64::from(raster.grey(x, y)) < limit)
    } else {
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| raster.grey(x, y))
    };
    let grids = prepared.detect_grids();
    let looks = grids.len();
    let read = grids.iter().filter_map(|grid| {
        let (meta, address) = grid.decode().ok()?;
        let squares = meta.version.to_size();
        let corners = grid.bounds.map(|p| (f64::from(p.x), f64::from(p.y)));
        // The reader's bounds are one square too far from the first corner.
        let part = count(squares) / (count(squares) + 1.0);
        let (x, y) = corners[0];
        let corners = corners.map(|(cx, cy)| raster.place(x + (cx - x) * part, y + (cy - y) * part));
        let area = Rect::of(corners)?;
        Some((Read { address, page, area, is_drawn: true }, squares))
    });
    (read.collect(), looks)
}

fn count(squares: usize) -> f64 {
    f64::from(u32::try_from(squares).unwrap_or(u32::MAX))
}

/// Whether a code that could be read here can be read by a phone there.
fn judge(view: &View<'_>, read: &Read, squares: usize, raster: &Raster, findings: &mut Findings) {
    let across = count(squares);
    let square = read.area.width().max(read.area.height()) / across;
    let distance = view.demands.distance(&view.trim);
    let least = SQUARE_MM * (distance * STEPPED_UP / 0.35).max(1.0);
    let printed = square * view.demands.times();
    let finding =
        |text: Text, sort: &str| Finding::new(&rules::QR_SIZE, text).at(view.number, read.area).sort(sort, 0.0);
    let address = short(&read.address);
    if printed < least * 0.95 {
        let wanted = least * across;
        let help = text! { zh: "把二维码放大到边长 {wanted:.0} 毫米", en: "make the code {wanted:.0} mm wide" };
        let text = text! {
            zh: "二维码（{address}）的方块只有 {printed:.2} 毫米，应不小于 {least:.2} 毫米",
            en: "the squares of the QR code ({address}) are {printed:.2} mm wide, expected {least:.2} mm at least"
        };
        findings.push(finding(text, "square").help(help));
    }
    let (dark, light) = lights(raster, &read.area);
    if light - dark < CONTRAST.0 {
        let difference = light - dark;
        let text = text! {
            zh: "二维码（{address}）深浅只差 {difference:.2}，应不小于 {}", CONTRAST.0;
            en: "dark and light of the QR code ({address}) differ by {difference:.2}, expected {} at least", CONTRAST.0
        };
        let severity = if difference < CONTRAST.1 { Severity::Error } else { Severity::Warning };
        findings.push(finding(text, "contrast").severity(severity));
    }
    let margin = margin(raster, &read.area, square, f64::midpoint(dark, light));
    if margin < MARGIN - 0.6 {
        let text = text! {
            zh: "二维码（{address}）四周的空白只有 {margin:.0} 块宽，应有 {MARGIN} 块",
            en: "the margin of the QR code ({address}) is {margin:.0} squares wide, expected {MARGIN}"
        };
        findings.push(finding(text, "margin"));
    }
}

/// How light the dark and the light squares are: a tenth from either end of all pixels.
fn lights(raster: &Raster, area: &Rect) -> (f64, f64) {
    let ((left, top), (right, bottom)) = (raster.at(area.left, area.top), raster.at(area.right, area.bottom));
    let mut all: Vec<f64> = Vec::new();
    for y in top..=bottom {
        all.extend((left..=right).map(|x| raster.light(x, y)));
    }
    all.sort_by(f64::total_cmp);
    let at = |part: usize| all.get(all.len() * part / 10).copied().unwrap_or(1.0);
    (at(1), at(9))
}

/// How many squares wide the light margin is at its narrowest.
fn margin(raster: &Raster, area: &Rect, square: f64, middle: f64) -> f64 {
    let (w, h) = (area.width(), area.height());
    let is_light = |x: f64, y: f64| {
        let (x, y) = raster.at(x, y);
        raster.light(x, y) > middle
    };
    let mut ring = 0.5;
    while ring < MARGIN {
        let out = area.grown(ring * square);
        let step = square / 2.0;
        let mut along = 0.0;
        while along < w.max(h) + 2.0 * ring * square {
            let (x, y) = ((out.left + along).min(out.right), (out.top + along).min(out.bottom));
            let all = [(x, out.top), (x, out.bottom), (out.left, y), (out.right, y)];
            if !all.iter().all(|(x, y)| is_light(*x, *y)) {
                return ring - 0.5;
            }
            along += step;
        }
        ring += 0.5;
    }
    MARGIN
}
