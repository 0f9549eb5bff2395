//! Lines that are too thin to print.
//!
//! In: a page's lines and narrow areas. Out: P212, and P231 for what overprints in white.
//! Leaves alone what lies outside the bleed: marks for the machine are thin on purpose.

use super::View;
use super::finding::{Finding, Findings};
use super::geometry::{MM_PER_POINT, Rect};
use super::marks::Mark;
use crate::base::diag::Severity;
use crate::base::rules;
use crate::text;

/// The thinnest line: 0.25 pt is 0.09 mm (print shops say 0.1 mm or 0.25 pt, and 0.5 pt for white and tinted ones, which print from this on).
const LEAST_PT: f64 = 0.25;

/// A narrow area is a line if it is so many times longer than wide.
const LONG: f64 = 20.0;

pub(super) fn check(view: &View<'_>, findings: &mut Findings) {
    for mark in view.marks.all.iter().filter(|mark| touches(mark.area(), &view.bled)) {
        overprint(view, mark, findings);
        let (width_pt, colour) = match mark {
            Mark::Line(line) if line.colour.is_registration() => continue,
            Mark::Line(line) => (line.width_pt, &line.colour),
            Mark::Shape(shape) if shape.alpha >= 1.0 => {
                let (w, h) = (shape.area.width(), shape.area.height());
                let is_line = w.min(h) * LONG < w.max(h) && w.max(h) > 3.0 && shape.outline.points() <= 5;
                // What is only seen through a gap of a clip is no line of its own.
                let is_whole = shape.outline.bounds().is_some_and(|bounds| shape.area.contains(&bounds, 0.01));
                if !is_line || !is_whole {
                    continue;
                }
                (w.min(h) / MM_PER_POINT, &shape.colour)
            }
            Mark::Shape(_) | Mark::Text(_) | Mark::Picture(_) | Mark::Shade(_) => continue,
        };
        let printed = width_pt * view.demands.times();
        let least = LEAST_PT;
        // Widths come through single precision and products of matrices.
        if printed < least - 0.005 {
            let colour_name = colour.name();
            let text = text! {
                zh: "线宽 {printed:.2} 点（{colour_name}），至少应为 {least} 点",
                en: "a line of {printed:.2} pt ({colour_name}), expected {least} pt at least"
            };
            let severity =
                if printed < LEAST_PT / 2.0 && view.demands.is_press() { Severity::Error } else { Severity::Warning };
            findings.push(
                Finding::new(&rules::PDF_THIN_LINE, text)
                    .at(view.number, *mark.area())
                    .severity(severity)
                    .sort("", least - printed)
                    .help(text! { zh: "把线加粗", en: "make the line thicker" }),
            );
        }
    }
}

fn touches(area: &Rect, other: &Rect) -> bool {
    area.left <= other.right && area.right >= other.left && area.top <= other.bottom && area.bottom >= other.top
}

/// White that overprints is not there.
fn overprint(view: &View<'_>, mark: &Mark, findings: &mut Findings) {
    let (colour, overprints) = match mark {
        Mark::Text(run) => (run.fill.as_ref(), run.overprint),
        Mark::Shape(shape) => (Some(&shape.colour), shape.overprint),
        Mark::Line(line) => (Some(&line.colour), line.overprint),
        Mark::Picture(_) | Mark::Shade(_) => (None, false),
    };
    let is_white = colour.is_some_and(|c| c.ink().is_some() && c.is_paper());
    if view.demands.is_press() && overprints && is_white {
        let text = text! { zh: "白色设了叠印，印出来会消失", en: "white is set to overprint, so it will not be there" };
        findings.push(Finding::new(&rules::PDF_WHITE_OVERPRINT, text).at(view.number, *mark.area()));
    }
}
