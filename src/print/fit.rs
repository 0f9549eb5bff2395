//! Finds the largest type that puts an order on one sheet.
//!
//! In: a [`Desk`]. Out: the laid-out page and its type scale; or P101 with how much there is too much.
//! At most five layouts: the full size, three steps of a search, and the smallest if no other fits. Most sheets need one.

use typst::diag::{SourceDiagnostic, Warned};
use typst::layout::Abs;
use typst_layout::PagedDocument;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

use super::excess;
use super::frame;
use super::trouble;
use super::world::{Desk, Palette, SheetWorld};

/// Steps between full size and the smallest scale: with a smallest scale of 0.72 the result is within 0.035 of the best.
const STEPS: u32 = 8;

/// How far a page may differ from its format, in millimetres: less than a cutter's play.
const SIZE_TOLERANCE_MM: f64 = 0.1;

/// A page that holds everything.
pub(super) struct Fitted {
    pub(super) document: PagedDocument,
    pub(super) scale: f64,
}

/// One layout and what Typst said to it.
pub(super) struct Layout {
    pub(super) document: PagedDocument,
    warnings: Vec<SourceDiagnostic>,
}

/// The layout at the largest scale that fits one sheet.
pub(super) fn fit(desk: &Desk<'_>, diags: &mut Diagnostics) -> Option<Fitted> {
    let full = lay_out(&desk.world(Palette::Cmyk, 1.0), diags)?;
    if fits(&full.document) {
        return accept(desk, full, 1.0, diags);
    }
    let least = desk.order.format.min_scale;
    if least >= 1.0 {
        diags.push(excess::too_long(desk, &full.document));
        return None;
    }
    // The largest scale that fits is sought among the steps as in a sorted list; the smallest is only tried if no other fits.
    let (mut bad, mut good) = (0, STEPS);
    let mut best = None;
    while good - bad > 1 {
        let middle = u32::midpoint(bad, good);
        let scale = scale_at(middle, least);
        let tried = lay_out(&desk.world(Palette::Cmyk, scale), diags)?;
        if fits(&tried.document) {
            (good, best) = (middle, Some((tried, scale)));
        } else {
            bad = middle;
        }
    }
    if let Some((layout, scale)) = best {
        return accept(desk, layout, scale, diags);
    }
    let smallest = lay_out(&desk.world(Palette::Cmyk, least), diags)?;
    if fits(&smallest.document) {
        return accept(desk, smallest, least, diags);
    }
    diags.push(excess::too_long(desk, &smallest.document));
    None
}

/// The scale of a step, 0 being full size; three decimals, so that it reads well in messages and data.
fn scale_at(step: u32, least: f64) -> f64 {
    let scale = 1.0 - (1.0 - least) * f64::from(step) / f64::from(STEPS);
    (scale * 1000.0).round() / 1000.0
}

/// The page as the screen shows it, at a scale that fitted the press.
pub(super) fn for_screen(desk: &Desk<'_>, scale: f64, diags: &mut Diagnostics) -> Option<PagedDocument> {
    let world = desk.world(Palette::Rgb, scale);
    let shown = lay_out(&world, diags)?;
    trouble::push_all(&shown.warnings, &world, diags);
    if fits(&shown.document) {
        return Some(shown.document);
    }
    let template = &desk.order.template;
    diags.push(Diagnostic::new(
        &rules::SHEET_LAYOUT,
        template_place(desk),
        text! {
            zh: "版式 `{template}` 印刷版放得下一张，屏幕版放不下：两种配色的排版必须相同",
            en: "the layout `{template}` fits one sheet for the press but not for the screen: both palettes must be set alike"
        },
    ));
    None
}

/// One layout; none if the theme's files are wrong, which is then among the problems.
pub(super) fn lay_out(world: &SheetWorld<'_>, diags: &mut Diagnostics) -> Option<Layout> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    match output {
        Ok(document) => Some(Layout { document, warnings: warnings.into_iter().collect() }),
        Err(errors) => {
            trouble::push_all(&errors, world, diags);
            trouble::push_all(&warnings, world, diags);
            None
        }
    }
}

fn accept(desk: &Desk<'_>, layout: Layout, scale: f64, diags: &mut Diagnostics) -> Option<Fitted> {
    trouble::push_all(&layout.warnings, &desk.world(Palette::Cmyk, scale), diags);
    let page = layout.document.pages().first()?;
    let (width, height) = (frame::mm(page.frame.width()), frame::mm(page.frame.height()));
    let format = &desk.order.format;
    let differs = |wanted: f64, is: f64| (wanted - is).abs() > SIZE_TOLERANCE_MM;
    if differs(format.height_mm, height) || format.width_mm.is_some_and(|wanted| differs(wanted, width)) {
        let (template, id) = (&desk.order.template, &format.id);
        diags.push(Diagnostic::new(
            &rules::SHEET_LAYOUT,
            template_place(desk),
            text! {
                zh: "版式 `{template}` 排成 {width:.1}×{height:.1} 毫米，与规格 `{id}` 不符",
                en: "the layout `{template}` made a page of {width:.1} × {height:.1} mm, which is not the format `{id}`"
            },
        ));
        return None;
    }
    Some(Fitted { document: layout.document, scale })
}

/// Whether all is on one page: no second page, and no text that begins and ends outside of the first.
pub(super) fn fits(document: &PagedDocument) -> bool {
    let [page] = document.pages() else { return false };
    let (width, height) = (page.frame.width(), page.frame.height());
    frame::texts(&page.frame).iter().all(|text| {
        let inside = |x, y| x >= Abs::zero() && x <= width && y >= Abs::zero() && y <= height;
        inside(text.start.x, text.start.y) || inside(text.end.x, text.end.y)
    })
}

fn template_place(desk: &Desk<'_>) -> Place {
    let name = format!("/print/{}.typ", desk.order.template);
    desk.kit.file(&name).map_or_else(|| desk.order.source.clone(), |file| Place::file(&file.path))
}
