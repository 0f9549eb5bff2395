//! Text that was turned into drawings before the file was made.
//!
//! In: what pages print. Out: P233, a note: nothing of fonts, sizes and words can be judged there.
//! Does not tell letters from ornaments; it speaks up only where a file has no text at all and many small shapes.

use super::View;
use super::demands::Demands;
use super::finding::{Finding, Findings};
use super::geometry::{Point, Rect};
use super::marks::Mark;
use crate::base::rules;
use crate::text;

/// Small shapes from which a file without text is taken to have had some.
const MANY: usize = 60;

/// The least and the largest height of a letter as printed, in millimetres: from 3 pt to a headline.
const LETTER_MM: (f64, f64) = (0.7, 60.0);

/// Points of a ring with a curve in it: a triangle or a cross has fewer.
const CURVED: usize = 10;

/// What was seen so far.
#[derive(Default)]
pub(super) struct Outlined {
    has_text: bool,
    /// The page where there are the first, and how many in all.
    shapes: Option<(usize, usize)>,
}

impl Outlined {
    /// Counts what could be letters of a page.
    pub(super) fn note(&mut self, view: &View<'_>) {
        self.has_text |= view.marks.shown().next().is_some();
        if self.has_text {
            return;
        }
        let times = view.demands.times();
        let is_letter = |ring: &&Vec<Point>| {
            let height = Rect::of(ring.iter().copied()).map_or(0.0, |bounds| bounds.height() * times);
            ring.len() >= CURVED && (LETTER_MM.0..=LETTER_MM.1).contains(&height)
        };
        let rings = view.marks.all.iter().filter_map(|mark| match mark {
            Mark::Shape(shape) => Some(shape.outline.rings.iter()),
            Mark::Text(_) | Mark::Line(_) | Mark::Picture(_) | Mark::Shade(_) => None,
        });
        let count = rings.flatten().filter(is_letter).count();
        if count > 0 {
            self.shapes.get_or_insert((view.number, 0)).1 += count;
        }
    }

    /// Says it, where it matters.
    pub(super) fn told(self, demands: &Demands, findings: &mut Findings) {
        let Some((page, count)) = self.shapes.filter(|(_, count)| *count >= MANY && !self.has_text) else { return };
        if !demands.is_press() {
            return;
        }
        let text = text! {
            zh: "没有文字，只有 {count} 个小图形：文字多半转成了曲线，字体、字号和文字内容都没法检查",
            en: "there is no text, only {count} small shapes: text was probably turned into outlines, so its fonts, sizes and words cannot be judged"
        };
        let help = text! {
            zh: "可以印；改字要用没有转曲的原文件，请留好",
            en: "it can be printed; to correct a word the original is needed, so keep it"
        };
        findings.push(Finding::new(&rules::PDF_OUTLINED, text).on(page).help(help));
    }
}
