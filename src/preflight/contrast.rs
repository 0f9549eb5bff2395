//! Whether text stands out from its ground when printed in grey.
//!
//! In: a page's marks in their order, and where a picture lies beneath, the page in pixels. Out: P222, for profiles that must be readable in grey.
//! Asks for WCAG's contrast of lightness; what differs in hue alone is one grey.

use super::View;
use super::colour::contrast;
use super::finding::{Finding, Findings, short};
use super::geometry::{Point, Rect};
use super::marks::{Mark, Run};
use super::raster::{Raster, Rasters};
use crate::base::diag::Severity;
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
    if !view.demands.profile.grey_safe {
        return;
    }
    let all = &view.marks.all;
    let mut page = None;
    for (at, mark) in all.iter().enumerate() {
        let Mark::Text(run) = mark else { continue };
        let Some(own) = run.fill.as_ref().and_then(super::colour::Colour::luminance) else { continue };
        if run.is_hidden || run.letters.is_empty() || run.area.shared(&view.trim).is_none() {
            continue;
        }
        let step = run.letters.len().div_ceil(SAMPLES);
        // The least contrast, and whether it was measured on a picture.
        let (mut least, mut is_drawn) = (f64::INFINITY, false);
        for (_, letter) in run.letters.iter().step_by(step) {
            let (beneath, drawn) = match ground(&all[..at], letter.centre()) {
                Ground::Light(light) => (Some(light), false),
                Ground::Picture => {
                    let draw = |rasters: &mut Rasters<'_>| rasters.draw(view.leaf, view.marks, &view.bled, PER_MM);
                    let page = page.get_or_insert_with(|| rasters.as_mut().and_then(|rasters| draw(rasters)));
                    (page.as_ref().and_then(|page| around(page, run, letter)), true)
                }
                Ground::Unknown => (None, false),
            };
            if let Some(light) = beneath {
                let stands_out = contrast(own * run.alpha + light * (1.0 - run.alpha), light);
                if stands_out < least {
                    (least, is_drawn) = (stands_out, drawn);
                }
            }
        }
        let enough = if run.size_pt >= LARGE_PT { ENOUGH.1 } else { ENOUGH.0 };
        if least < enough - 0.05 {
            let example = short(&run.text);
            let text = text! {
                zh: "“{example}”与底色的明暗反差只有 {least:.1}:1，应不低于 {enough}:1",
                en: "“{example}” has a contrast of {least:.1}:1 with its ground in grey, expected {enough}:1 at least"
            };
            // A picture is lighter here and darker there; whether one can read it is for people to say.
            let severity = if is_drawn { Severity::Warning } else { Severity::Error };
            let help = text! { zh: "把字变深，或者把底色变浅", en: "make the text darker or its ground lighter" };
            findings.push(
                Finding::about(&rules::GREY_CONTRAST, text, view.number, run, enough - least)
                    .severity(severity)
                    .help(help),
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
fn around(page: &Raster, run: &Run, letter: &Rect) -> Option<f64> {
    let area = letter.grown(run.size_pt * super::geometry::MM_PER_POINT * 0.3);
    let (rows, columns) = page.middles(&area);
    let mut lights: Vec<f64> = Vec::new();
    for y in rows {
        lights.extend(columns.clone().map(|x| page.light(x, y)));
    }
    lights.sort_by(f64::total_cmp);
    lights.get(lights.len() / 2).copied()
}
