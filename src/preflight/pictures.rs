//! Pictures: enough pixels for the size they are printed in.
//!
//! In: a page's pictures. Out: P207.
//! Judges how many pixels there are, not whether they are sharp.

use super::View;
use super::finding::{Finding, Findings};
use crate::base::diag::Severity;
use crate::base::rules;
use crate::text;

/// Pictures smaller than this on both sides are ornaments, in millimetres.
const SMALL_MM: f64 = 4.0;

/// What is so little below the demand is not worth a word.
const NEARLY: f64 = 0.85;

/// Below this part of the demand everybody sees it.
const FAR_BELOW: f64 = 0.5;

pub(super) fn check(view: &View<'_>, findings: &mut Findings) {
    let wanted = view.demands.ppi(&view.trim);
    for picture in view.marks.pictures() {
        // A single colour may be stretched as far as one likes.
        let is_flat = picture.width <= 2 || picture.height <= 2;
        let is_small = picture.area.width() < SMALL_MM && picture.area.height() < SMALL_MM;
        if is_flat || is_small || picture.area.shared(&view.bled).is_none() {
            continue;
        }
        let ppi = picture.ppi.0.min(picture.ppi.1) / view.demands.times();
        if ppi < wanted * NEARLY {
            let (w, h) = (picture.width, picture.height);
            let (width, height) =
                (picture.area.width() * view.demands.times(), picture.area.height() * view.demands.times());
            let text = text! {
                zh: "图片 {w}×{h} 像素印成 {width:.0}×{height:.0} 毫米，只有 {ppi:.0} ppi，应不低于 {wanted:.0} ppi",
                en: "a picture of {w}×{h} pixels is printed {width:.0}×{height:.0} mm large, at {ppi:.0} ppi, expected {wanted:.0} ppi at least"
            };
            let times = wanted / ppi.max(0.1);
            let help = text! {
                zh: "换一张边长大 {times:.1} 倍的原图，或者把图放小",
                en: "use an original {times:.1} times as wide, or show it smaller"
            };
            let severity =
                if ppi < wanted * FAR_BELOW && view.demands.is_press() { Severity::Error } else { Severity::Warning };
            findings.push(
                Finding::new(&rules::PDF_PICTURE, text)
                    .at(view.number, picture.area)
                    .severity(severity)
                    .sort("", wanted - ppi)
                    .help(help),
            );
        }
    }
}
