//! Whether the bleed is really filled.
//!
//! In: the edges of a page, drawn in pixels. Out: P204 for each side where something touches the cut and stops there.
//! A white edge needs no bleed, and no side is drawn where nothing comes near the cut.

use super::View;
use super::finding::{Finding, Findings};
use super::geometry::Rect;
use super::raster::{Raster, Rasters};
use super::sketch::sketch;
use crate::base::diag::Text;
use crate::base::rules;
use crate::text;

/// How far inside the cut is looked whether something is printed, in millimetres.
const INSIDE: f64 = 0.7;

/// How far inside the edge of the bleed is looked.
const WITHIN_BLEED: f64 = 0.6;

/// A piece of an edge that lacks bleed and is told, in millimetres: a slanting edge of a drawing makes as much as the bleed is wide.
const PIECE: f64 = 6.0;

/// Pixels for a millimetre: both places that are looked at are pixels of their own.
const PER_MM: f64 = 2.5;

pub(super) fn check(view: &View<'_>, rasters: &mut Rasters<'_>, findings: &mut Findings) {
    let bleed = view.demands.bleed_mm();
    if bleed <= 0.0 || !view.bled.grown(0.01).contains(&view.trim.grown(bleed - 0.2), 0.0) {
        return;
    }
    let whole = view.trim.grown(bleed);
    for side in [Side::Left, Side::Top, Side::Right, Side::Bottom] {
        let edge = side.strip(&view.trim, INSIDE + 0.5);
        if !view.marks.all.iter().any(|mark| mark.area().shared(&edge).is_some()) {
            continue;
        }
        let strip = side.strip(&whole, bleed + INSIDE + 0.4);
        let sketched = sketch(view.marks, rasters, &strip, PER_MM);
        let Some(raster) = sketched.or_else(|| rasters.draw(view.leaf, view.marks, &strip, PER_MM)) else { continue };
        if let Some((area, length)) = side.bare(&raster, view, bleed) {
            let name = side.name();
            let (zh, en) = (name.zh, name.en);
            let text = text! {
                zh: "{zh}有 {length:.0} 毫米长的底色或图片到裁切线就停了，没有伸进出血",
                en: "on the {en}, {length:.0} mm of a ground or picture stop at the cut instead of running into the bleed"
            };
            let help = text! { zh: "让它向外伸出裁切线 {bleed} 毫米", en: "let it run {bleed} mm beyond the cut" };
            findings
                .push(Finding::new(&rules::PDF_BLEED, text).at(view.number, area).sort(en.as_str(), length).help(help));
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Top,
    Right,
    Bottom,
}

impl Side {
    fn name(self) -> Text {
        match self {
            Side::Left => text! { zh: "左边", en: "left" },
            Side::Top => text! { zh: "上边", en: "top" },
            Side::Right => text! { zh: "右边", en: "right" },
            Side::Bottom => text! { zh: "下边", en: "bottom" },
        }
    }

    fn strip(self, whole: &Rect, depth: f64) -> Rect {
        let Rect { left, top, right, bottom } = *whole;
        match self {
            Side::Left => Rect { right: left + depth, ..*whole },
            Side::Top => Rect { bottom: top + depth, ..*whole },
            Side::Right => Rect { left: right - depth, ..*whole },
            Side::Bottom => Rect { top: bottom - depth, ..*whole },
        }
    }

    /// The longest piece of the side where something is printed inside the cut and nothing in the bleed.
    fn bare(self, raster: &Raster, view: &View<'_>, bleed: f64) -> Option<(Rect, f64)> {
        let Rect { left, top, right, bottom } = view.trim;
        let (from, to) = match self {
            Side::Left | Side::Right => (top, bottom),
            Side::Top | Side::Bottom => (left, right),
        };
        let out = bleed - WITHIN_BLEED;
        let places = |along: f64| match self {
            Side::Left => ((left + INSIDE, along), (left - out, along)),
            Side::Right => ((right - INSIDE, along), (right + out, along)),
            Side::Top => ((along, top + INSIDE), (along, top - out)),
            Side::Bottom => ((along, bottom - INSIDE), (along, bottom + out)),
        };
        let step = 1.0 / raster.per_mm();
        let (mut best, mut start, mut along) = (None::<(f64, f64)>, None, from + 0.5);
        while along < to - 0.5 {
            let (inside, outside) = places(along);
            let is_bare = !is_white(raster, inside) && is_white(raster, outside);
            match (is_bare, start) {
                (true, None) => start = Some(along),
                (true, Some(begun)) => {
                    let length = along - begun;
                    if best.is_none_or(|(_, longest)| length > longest) {
                        best = Some((begun, length));
                    }
                }
                (false, _) => start = None,
            }
            along += step;
        }
        let (begun, length) = best.filter(|(_, length)| *length >= PIECE)?;
        let ((x, y), _) = places(begun);
        Some((Rect { left: x, top: y, right: x, bottom: y }, length))
    }
}

fn is_white(raster: &Raster, (x, y): (f64, f64)) -> bool {
    let (x, y) = raster.at(x, y);
    raster.pixel(x, y).iter().all(|part| *part > 0.985)
}
