//! Colours for the press: which spaces, how much ink, what black is made of.
//!
//! In: a page's marks. Out: P208, P209, P210, P211 and P223.
//! Leaves alone what lies outside the bleed, such as registration marks, which are on every plate on purpose.

use super::View;
use super::colour::{Colour, Space};
use super::finding::{Finding, Findings, short};
use super::geometry::Rect;
use super::marks::{EffectKind, Mark, Run};
use super::raster::Rasters;
use crate::base::diag::Severity;
use crate::base::rules;
use crate::text;

/// Type from which several inks may be laid under black, in points: a shift of 0.1 mm is then a tenth of a stroke.
const LARGE_PT: f64 = 24.0;

/// Rings from which an area is a drawing.
const MANY_RINGS: usize = 20;

/// Black areas this wide and high are solids, in millimetres as printed.
const SOLID_MM: f64 = 100.0;

pub(super) fn check(view: &View<'_>, rasters: &mut Rasters<'_>, findings: &mut Findings) {
    if !view.demands.is_press() {
        return;
    }
    for mark in view.marks.all.iter().filter(|mark| is_printed(mark, &view.bled)).chain(&view.marks.cells) {
        match mark {
            Mark::Text(run) if run.is_hidden => {}
            Mark::Text(run) => {
                for colour in run.fill.iter().chain(&run.stroke) {
                    space(view, &colour.space, &run.area, Some(run), findings);
                    ink(view, colour, &run.area, findings);
                }
                black(view, run, findings);
            }
            Mark::Shape(shape) => {
                space(view, &shape.colour.space, &shape.area, None, findings);
                ink(view, &shape.colour, &shape.area, findings);
                // A code or a drawing of many pieces is no solid.
                if view.demands.profile.rich_black
                    && shape.colour.is_black_ink()
                    && shape.outline.rings.len() < MANY_RINGS
                {
                    solid(view, &shape.area, shape.outline.area(), findings);
                }
            }
            Mark::Line(line) => {
                space(view, &line.colour.space, &line.area, None, findings);
                ink(view, &line.colour, &line.area, findings);
            }
            Mark::Picture(picture) => {
                space(view, picture.space.base(), &picture.area, None, findings);
                if matches!(picture.space, Space::Cmyk | Space::Icc(4))
                    && let Some(ink) = rasters.pixels(picture).and_then(|pixels| pixels.ink())
                {
                    too_much(view, ink, &picture.area, "", findings);
                }
            }
            Mark::Shade(shade) => space(view, &shade.space, &shade.area, None, findings),
        }
    }
    effects(view, findings);
}

/// Whether any of it reaches the sheet.
fn is_printed(mark: &Mark, bled: &Rect) -> bool {
    let area = mark.area();
    area.left <= bled.right && area.right >= bled.left && area.top <= bled.bottom && area.bottom >= bled.top
}

fn space(view: &View<'_>, space: &Space, area: &Rect, run: Option<&Run>, findings: &mut Findings) {
    let name = space.name();
    let is_strict = view.demands.is_x4();
    let finding = match space {
        Space::Rgb | Space::CalRgb | Space::CalGray | Space::Lab => {
            let severity = if is_strict { Severity::Error } else { Severity::Warning };
            let text = text! { zh: "用了屏幕颜色 {name}", en: "there is {name}, a colour of the screen" };
            let help = text! {
                zh: "导出成 CMYK，黑色文字用单黑",
                en: "export as CMYK, with black text in black ink alone"
            };
            Finding::new(&rules::PDF_COLOUR, text).severity(severity).help(help)
        }
        Space::Icc(3) => {
            let text = text! {
                zh: "用了带特性文件的 RGB，印刷机会换算成 CMYK，颜色略有出入",
                en: "there is RGB with a profile: the press converts it to CMYK, and colours may shift a little"
            };
            Finding::new(&rules::PDF_COLOUR, text).severity(Severity::Note)
        }
        Space::Icc(1) => {
            let text = text! {
                zh: "灰色带特性文件，有的流程会分到四块版上",
                en: "there is grey with a profile, which some workflows spread over four plates"
            };
            let help = text! { zh: "灰和黑用 DeviceGray 或单黑", en: "use DeviceGray or black ink alone" };
            Finding::new(&rules::PDF_COLOUR, text).severity(Severity::Warning).help(help)
        }
        Space::Gray
        | Space::Cmyk
        | Space::Icc(_)
        | Space::Spot(_)
        | Space::Inks(_)
        | Space::Indexed(..)
        | Space::Pattern
        | Space::Unknown => return,
    };
    let quote = run.map(|run| run.text.as_str()).unwrap_or_default();
    // A note is told once for the whole file.
    let is_note = finding.severity == Severity::Note;
    let finding = if is_note { finding } else { finding.at(view.number, *area) };
    findings.push(finding.sort(&name, 0.0).quote(quote));
}

fn ink(view: &View<'_>, colour: &Colour, area: &Rect, findings: &mut Findings) {
    // A mark that reaches a little into the bleed is still a mark.
    if colour.is_registration() && area.shared(&view.trim).is_none() {
        return;
    }
    if let Some(ink) = colour.ink() {
        too_much(view, ink.iter().sum::<f64>() * 100.0, area, &colour.name(), findings);
    }
}

fn too_much(view: &View<'_>, percent: f64, area: &Rect, name: &str, findings: &mut Findings) {
    let Some(limit) = view.demands.profile.ink_limit else { return };
    if percent > limit + 0.6 {
        let (zh, en) = if name.is_empty() { ("图片的", "a picture has") } else { ("", "there is") };
        let what = if name.is_empty() { String::new() } else { format!(" ({name})") };
        let text = text! {
            zh: "{zh}油墨总量 {percent:.0} %{what}，上限 {limit:.0} %",
            en: "{en} {percent:.0} % of ink{what}, expected {limit:.0} % at most"
        };
        let help = text! { zh: "换成墨少一些的颜色", en: "use a colour with less ink" };
        findings.push(Finding::new(&rules::PDF_INK, text).at(view.number, *area).sort(name, percent).help(help));
    }
}

fn black(view: &View<'_>, run: &Run, findings: &mut Findings) {
    let Some(fill) = run.fill.as_ref().filter(|fill| fill.is_mixed_black()) else { return };
    let size = run.size_pt * view.demands.times();
    if run.letters.is_empty() || view.demands.profile.rich_black && size >= LARGE_PT {
        return;
    }
    let (name, example) = (fill.name(), short(&run.text));
    let text = text! {
        zh: "黑色文字“{example}”（{size:.0} 点）由几种油墨叠成：{name}",
        en: "the black text “{example}” ({size:.0} pt) is made of several inks: {name}"
    };
    let severity = if size < LARGE_PT { Severity::Error } else { Severity::Warning };
    let help = text! { zh: "文字用单黑：K100", en: "set text in black alone: K100" };
    findings.push(Finding::about(&rules::PDF_BLACK_TEXT, text, view.number, run, 0.0).severity(severity).help(help));
}

fn solid(view: &View<'_>, area: &Rect, square_mm: f64, findings: &mut Findings) {
    let times = view.demands.times();
    let (width, height) = (area.width() * times, area.height() * times);
    if width >= SOLID_MM && height >= SOLID_MM && square_mm * times * times >= SOLID_MM * SOLID_MM {
        let text = text! {
            zh: "{width:.0}×{height:.0} 毫米的黑色只用了单黑",
            en: "a black area of {width:.0}×{height:.0} mm is black ink alone"
        };
        let help = text! { zh: "用 C50 M50 Y50 K100", en: "use C50 M50 Y50 K100" };
        findings.push(Finding::new(&rules::PDF_BLACK_SOLID, text).at(view.number, *area).help(help));
    }
}

/// Transparency: for PDF/X-4 it must be mixed in inks; without a standard nobody promises to print it right.
fn effects(view: &View<'_>, findings: &mut Findings) {
    for effect in &view.marks.effects {
        let is_strict = view.demands.is_x4();
        let (text, severity) = match &effect.kind {
            EffectKind::Group(space @ (Space::Rgb | Space::CalRgb | Space::Icc(3))) => {
                let name = space.name();
                let text = text! {
                    zh: "透明的混合空间是屏幕颜色 {name}",
                    en: "transparency is mixed in {name}, colours of the screen"
                };
                (text, if is_strict { Severity::Error } else { Severity::Warning })
            }
            EffectKind::Group(_) => continue,
            EffectKind::Alpha | EffectKind::SoftMask if is_strict => continue,
            EffectKind::Alpha => {
                (text! { zh: "有半透明的部分", en: "something is partly see-through" }, Severity::Note)
            }
            EffectKind::SoftMask => (text! { zh: "有软蒙版", en: "there is a soft mask" }, Severity::Note),
            EffectKind::Blend(name) => (
                text! { zh: "用了混合模式 {name}，印出来可能和屏幕上不同", en: "there is the blend mode {name}, which may print otherwise than on screen" },
                Severity::Note,
            ),
        };
        let sort = text.en.clone();
        let mut finding =
            Finding::new(&rules::PDF_TRANSPARENCY, text).on(view.number).severity(severity).sort(&sort, 0.0);
        if let Some(area) = effect.area.shared(&view.bled) {
            finding = finding.at(view.number, area);
        }
        findings.push(finding);
    }
}
