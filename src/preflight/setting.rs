//! Type: its size, its place on the sheet, what lies upon what, and whether each character is there.
//!
//! In: a page's text. Out: P213 to P218, and P232 for what a fold goes through.
//! Works with boxes of letters that are good to a tenth of an em, and therefore speaks up only where it is plain.

use std::collections::BTreeMap;

use super::View;
use super::finding::{Finding, Findings, short};
use super::geometry::{MM_PER_POINT, Rect};
use super::marks::Run;
use crate::base::diag::Severity;
use crate::base::rules;
use crate::text;

/// The smallest type that presses keep whole, in points.
const LEAST_PT: f64 = 5.0;

/// Height of an em for each metre of distance, in millimetres: a letter is then seen under six minutes of arc, which is
/// what sharp eyes need (five for 20/20 vision).
const EM_PER_METRE: f64 = 1.75;

/// Letters that a run needs to be judged by its size: ordinals, ruby and marks of footnotes are small by nature.
const ENOUGH_LETTERS: usize = 4;

/// Part of a letter's smaller side by which its box is drawn in before it may collide.
const SHRINK: f64 = 0.1;

/// Part of a letter that must be covered to be a collision.
const COVERED: f64 = 0.15;

/// Part of a letter that must be covered, with another one beside it, for there to be no doubt.
const PLAINLY_COVERED: f64 = 0.4;

/// Ems beyond the cut from which there is no doubt that something is lost.
const PLAINLY_CUT: f64 = 0.35;

/// White on each side of a letter within its width, at the least, as a part of it.
const BEARING: f64 = 0.1;

/// How many times larger than what stands on it a pale text is that is meant as a ground.
const UNDERLAY_TIMES: f64 = 2.5;

/// How light such a text is at the least.
const UNDERLAY_LIGHT: f64 = 0.55;

/// Side of the squares in which letters are sought that may collide, in millimetres.
const CELL: f64 = 12.0;

pub(super) fn check(view: &View<'_>, findings: &mut Findings) {
    let shown: Vec<&Run> = view.marks.shown().filter(|run| run.area.shared(&view.bled).is_some()).collect();
    for run in &shown {
        size(view, run, findings);
        edge(view, run, findings);
        fold(view, run, findings);
    }
    for run in view.marks.runs().filter(|run| !run.is_hidden) {
        characters(view, run, findings);
    }
    collisions(view, &shown, findings);
}

fn size(view: &View<'_>, run: &Run, findings: &mut Findings) {
    let distance = view.demands.distance(&view.trim);
    let least = (distance * EM_PER_METRE / MM_PER_POINT).max(LEAST_PT);
    let size = run.size_pt * view.demands.times();
    if size < least - 0.05 && run.letters.len() >= ENOUGH_LETTERS {
        let example = short(&run.text);
        let text = text! {
            zh: "“{example}”只有 {size:.1} 点，离 {distance:.1} 米看至少要 {least:.1} 点",
            en: "“{example}” is set in {size:.1} pt; read from {distance:.1} m it needs {least:.1} pt"
        };
        let help = text! { zh: "加大字号，或者删减文字", en: "set it larger, or cut the text" };
        findings.push(Finding::about(&rules::PDF_SMALL_TYPE, text, view.number, run, least - size).help(help));
    }
}

/// Text beyond the cut, or too near it.
fn edge(view: &View<'_>, run: &Run, findings: &mut Findings) {
    // Boxes of letters are good to about a tenth of an em.
    let slack = (0.12 * run.size_pt * MM_PER_POINT).max(0.3);
    let letters = || run.letters.iter().map(|(_, area)| area);
    let Some(area) = letters().copied().reduce(|all, area| all.with(&area)) else { return };
    let example = short(&run.text);
    let trim = view.trim;
    if !trim.contains(&area, slack) {
        let beyond = (trim.left - area.left)
            .max(trim.top - area.top)
            .max(area.right - trim.right)
            .max(area.bottom - trim.bottom);
        let text = text! {
            zh: "“{example}”伸出成品边 {beyond:.1} 毫米，会被裁掉",
            en: "“{example}” reaches {beyond:.1} mm beyond the cut and will lose its end"
        };
        let help = text! { zh: "移进来、换行，或缩小", en: "move it in, break the line, or set it smaller" };
        let is_plain = beyond > PLAINLY_CUT * run.size_pt * MM_PER_POINT;
        let severity = if is_plain { Severity::Error } else { Severity::Warning };
        let finding = Finding::about(&rules::PDF_TEXT_CUT, text, view.number, run, beyond);
        findings.push(finding.at(view.number, area).severity(severity).help(help));
        return;
    }
    let safe = view.demands.format.safe_mm;
    let near =
        (area.left - trim.left).min(area.top - trim.top).min(trim.right - area.right).min(trim.bottom - area.bottom);
    if near < safe - slack {
        let text = text! {
            zh: "“{example}”离裁切线 {near:.1} 毫米，应不少于 {safe} 毫米",
            en: "“{example}” is {near:.1} mm from the cut, expected {safe} mm at least"
        };
        let finding = Finding::about(&rules::PDF_SAFE_ZONE, text, view.number, run, safe - near);
        findings.push(finding.at(view.number, area).help(text! { zh: "往里移", en: "move it in" }));
    }
}

/// A letter that a fold goes through: each fold that breaks a word or a sign is told.
fn fold(view: &View<'_>, run: &Run, findings: &mut Findings) {
    for fold in &view.demands.format.folds_mm {
        // What is a fold from the left on the front is one from the right on the back.
        let x = if view.number % 2 == 1 { view.trim.left + fold } else { view.trim.right - fold };
        let crossed = run.letters.iter().filter(|(letter, _)| letter.is_alphanumeric()).find(|(_, area)| {
            let bearing = BEARING * area.width();
            area.left + bearing < x && x < area.right - bearing
        });
        let Some((letter, area)) = crossed else { continue };
        let example = short(&run.text);
        let text = text! {
            zh: "“{example}”的“{letter}”压在 {x:.0} 毫米处的折线上",
            en: "the fold at {x:.0} mm goes through the “{letter}” of “{example}”"
        };
        let help = text! { zh: "移到一面里，或者换行", en: "move it into one panel, or break the line" };
        let finding = Finding::about(&rules::PDF_TEXT_FOLD, text, view.number, run, run.size_pt);
        findings.push(finding.at(view.number, *area).help(help));
    }
}

fn characters(view: &View<'_>, run: &Run, findings: &mut Findings) {
    if !run.missing.is_empty() {
        let name = &view.fonts[run.font].name;
        let all: String = run.missing.concat();
        let example = if all.is_empty() { "?".to_string() } else { short(&all) };
        let text = text! {
            zh: "字体 {name} 里没有“{example}”，印出来是空框",
            en: "the font {name} has no “{example}”, which prints as a box"
        };
        let finding = Finding::new(&rules::PDF_NO_GLYPH, text).at(view.number, run.area).quote(&all);
        findings.push(finding.sort(name, 0.0));
    }
    if run.unknown > 0 && (!run.letters.is_empty() || !view.fonts[run.font].has_unicode()) {
        let (name, count) = (&view.fonts[run.font].name, run.unknown);
        let is_strict = view.demands.is_ua1();
        let text = text! {
            zh: "字体 {name} 的 {count} 个字读不出是什么字",
            en: "{count} characters of the font {name} cannot be told"
        };
        let severity = if is_strict { Severity::Error } else { Severity::Warning };
        findings.push(
            Finding::new(&rules::PDF_NO_UNICODE, text).at(view.number, run.area).severity(severity).sort(name, 0.0),
        );
    }
}

/// Letters of different runs upon each other.
fn collisions(view: &View<'_>, shown: &[&Run], findings: &mut Findings) {
    let mut cells: BTreeMap<(i64, i64), Vec<(usize, char, Rect)>> = BTreeMap::new();
    let mut pairs: BTreeMap<(usize, usize), Collision> = BTreeMap::new();
    for (at, run) in shown.iter().enumerate() {
        for (letter, area) in run.letters.iter().filter(|(c, _)| c.is_alphanumeric()) {
            let area = area.grown(-SHRINK * area.width().min(area.height()));
            let mut upon: Vec<usize> = Vec::new();
            for cell in cells_of(&area) {
                let others = cells.entry(cell).or_default();
                for (other, _, place) in others
                    .iter()
                    .filter(|(other, c, place)| *other != at && !is_same(shown[*other], run, *c, *letter, place, &area))
                {
                    let covered = covered(place, &area);
                    if covered > COVERED && !upon.contains(other) {
                        upon.push(*other);
                        let collision = pairs.entry((*other, at)).or_insert(Collision { area, letters: 0, covered });
                        collision.letters += 1;
                        collision.covered = collision.covered.max(covered);
                    }
                }
                others.push((at, *letter, area));
            }
        }
    }
    for ((one, other), Collision { area, letters, covered }) in pairs {
        let (below, above) = (shown[one], shown[other]);
        if is_underlay(below, above) || is_underlay(above, below) {
            continue;
        }
        let (first, second) = (short(&below.text), short(&above.text));
        let text = text! { zh: "“{second}”压在“{first}”上", en: "“{second}” is printed over “{first}”" };
        let help = text! { zh: "移开其中一段，或者删减文字", en: "move one of them, or cut the text" };
        let is_plain = letters > 1 && covered >= PLAINLY_COVERED;
        let severity = if is_plain { Severity::Error } else { Severity::Warning };
        let gravity = f64::from(u32::try_from(letters).unwrap_or(u32::MAX));
        let finding = Finding::about(&rules::PDF_COLLISION, text, view.number, above, gravity);
        findings.push(finding.at(view.number, area).severity(severity).help(help));
    }
}

/// Two runs upon each other.
struct Collision {
    /// The first place where they are.
    area: Rect,
    /// Letters of the upper one that lie on some of the lower one.
    letters: usize,
    /// The largest part of a letter that is covered.
    covered: f64,
}

/// A large pale text beneath a small one is meant to be there: a year, a number, 样本.
fn is_underlay(large: &Run, small: &Run) -> bool {
    let light = large.fill.as_ref().and_then(super::colour::Colour::luminance);
    let is_pale = large.alpha < 0.5 || light.is_some_and(|light| light >= UNDERLAY_LIGHT);
    large.size_pt >= UNDERLAY_TIMES * small.size_pt && is_pale
}

/// The squares that a letter touches; of huge letters as many as are needed to meet small ones.
fn cells_of(area: &Rect) -> impl Iterator<Item = (i64, i64)> + use<> {
    const MOST: i64 = 40;
    #[expect(clippy::cast_possible_truncation, reason = "places on paper")]
    let cell = |mm: f64| (mm / CELL).floor().clamp(-1e6, 1e6) as i64;
    let (left, top) = (cell(area.left), cell(area.top));
    let (right, bottom) = (cell(area.right).min(left + MOST), cell(area.bottom).min(top + MOST));
    (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

/// The same text twice with hardly a shift: bold by printing twice, or a shadow.
fn is_same(one: &Run, other: &Run, a: char, b: char, place: &Rect, area: &Rect) -> bool {
    let shift = (place.left - area.left).hypot(place.top - area.top);
    a == b && shift < 0.35 * one.size_pt.max(other.size_pt) * MM_PER_POINT && one.text == other.text
}

/// The part of the smaller one that both share.
fn covered(one: &Rect, other: &Rect) -> f64 {
    let size = |rect: &Rect| rect.width() * rect.height();
    one.shared(other).map_or(0.0, |shared| size(&shared) / size(one).min(size(other)))
}
