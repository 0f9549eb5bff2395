//! Whether text stands out from its ground when printed in grey.
//!
//! In: a page's marks in their order, and where a picture lies beneath, the page in pixels. Out: P222, for profiles that must be readable in grey.
//! Asks for WCAG's contrast of lightness; what differs in hue alone is one grey.

use super::View;
use super::colour::contrast;
use super::finding::{Finding, Findings, short};
use super::geometry::{Point, Rect};
use super::marks::{Mark, Run};
use super::raster::Rasters;
use crate::base::rules;
use crate::text;

/// Type that needs less contrast, in points (WCAG 1.4.3: 18 pt).
const LARGE_PT: f64 = 18.0;

/// Contrast that text needs, and large text.
const ENOUGH: (f64, f64) = (4.5, 3.0);

/// Letters of a run that are looked at.
const SAMPLES: usize = 5;

/// Pixels for a millimetre where a picture lies beneath.
const PER_MM: f64 = 4.0;

pub(super) fn check(view: &View<'_>, mut rasters: Option<&mut Rasters<'_>>, findings: &mut Findings) {
    if !view.demands.grey_safe {
        return;
    }
    let all = &view.marks.all;
    for (at, mark) in all.iter().enumerate() {
        let Mark::Text(run) = mark else { continue };
        let Some(own) = run.fill.as_ref().and_then(super::colour::Colour::luminance) else { continue };
        if run.is_hidden || run.letters.is_empty() || run.area.shared(&view.trim).is_none() {
            continue;
        }
        let step = run.letters.len().div_ceil(SAMPLES);
        let mut least = f64::INFINITY;
        for (_, letter) in run.letters.iter().step_by(step) {
            let beneath = match ground(&all[..at], letter.centre()) {
                Ground::Light(light) => Some(light),
                Ground::Picture => rasters.as_mut().and_then(|rasters| drawn(view, rasters, run, letter)),
                Ground::Unknown => None,
            };
            if let Some(light) = beneath {
                least = least.min(contrast(own * run.alpha + light * (1.0 - run.alpha), light));
            }
        }
        let enough = if run.size_pt >= LARGE_PT { ENOUGH.1 } else { ENOUGH.0 };
        if least < enough - 0.05 {
            let example = short(&run.text);
            let text = text! {
                zh: "“{example}”与底色的明暗反差只有 {least:.1}:1，应不低于 {enough}:1",
                en: "“{example}” has a contrast of {least:.1}:1 with its ground in grey, expected {enough}:1 at least"
            };
            findings.push(
                Finding::new(&rules::GREY_CONTRAST, text)
                    .at(view.number, run.area)
                    .sort("", enough - least)
                    .quote(&run.text)
                    .help(text! { zh: "把字变深，或者把底色变浅", en: "make the text darker or its ground lighter" }),
            );
        }
    }
}

enum Ground {
    /// So light.
    Light(f64),
    Picture,
    /// A pattern, or an ink whose look nobody knows.
    Unknown,
}

/// What lies at a point beneath what comes later.
fn ground(below: &[Mark], point: Point) -> Ground {
    let mut through = 1.0;
    let mut light = 0.0;
    for mark in below.iter().rev().filter(|mark| mark.area().holds(point)) {
        match mark {
            Mark::Shape(shape) if shape.outline.covers(point) => {
                let Some(own) = shape.colour.luminance() else { return Ground::Unknown };
                light += through * shape.alpha * own;
                through *= 1.0 - shape.alpha;
                if through < 0.02 {
                    return Ground::Light(light);
                }
            }
            Mark::Picture(picture) if !picture.is_stencil => return Ground::Picture,
            Mark::Shade(_) => return Ground::Picture,
            Mark::Shape(_) | Mark::Text(_) | Mark::Line(_) | Mark::Picture(_) => {}
        }
    }
    Ground::Light(light + through)
}

/// How light the ground around a letter is as drawn: the middle of all its pixels, most of which are ground.
fn drawn(view: &View<'_>, rasters: &mut Rasters<'_>, run: &Run, letter: &Rect) -> Option<f64> {
    let margin = run.size_pt * super::geometry::MM_PER_POINT * 0.3;
    let area = letter.grown(margin).shared(&view.bled)?;
    let raster = rasters.draw(view.leaf, &area, PER_MM)?;
    let mut lights: Vec<f64> = Vec::new();
    for y in 0..raster.height {
        lights.extend((0..raster.width).map(|x| raster.light(x, y)));
    }
    lights.sort_by(f64::total_cmp);
    lights.get(lights.len() / 2).copied()
}
