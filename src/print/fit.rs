//! Finds the largest type that puts an order on one sheet.
//!
//! In: a [`Desk`]. Out: the laid-out page and its type scale; or P101 with how much there is too much.
//! At most four layouts: the full size, and three steps of a search. Most sheets need one.

use typst::diag::{SourceDiagnostic, Warned};
use typst::layout::Abs;
use typst_layout::PagedDocument;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

use super::excess;
use super::frame;
use super::profile::Palette;
use super::trouble;
use super::world::{Desk, SheetWorld};

/// Steps between full size and the smallest scale, so many that three tries find the right one: with a smallest scale of 0.72 the
/// result is within 0.04 of the best.
const STEPS: u32 = 7;

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

/// The layout at the largest scale that fits the pages there may be.
pub(super) fn fit(desk: &Desk<'_>, diags: &mut Diagnostics) -> Option<Fitted> {
    let palette = desk.order.profile.palette;
    let most = desk.order.pages.most();
    let full = lay_out(&desk.world(palette, 1.0), diags)?;
    if fits(&full.document, most) {
        return accept(desk, full, 1.0, diags);
    }
    let least = desk.order.format.min_scale;
    if least >= 1.0 {
        diags.push(excess::too_long(desk, &full.document));
        return None;
    }
    // The largest scale that fits is sought among the steps as in a sorted list; past the last step stands "none".
    let (mut bad, mut good) = (0, STEPS + 1);
    let (mut best, mut smallest) = (None, full);
    while good - bad > 1 {
        let middle = u32::midpoint(bad, good);
        let scale = scale_at(middle, least);
        let tried = lay_out(&desk.world(palette, scale), diags)?;
        if fits(&tried.document, most) {
            (good, best) = (middle, Some((tried, scale)));
        } else {
            (bad, smallest) = (middle, tried);
        }
    }
    if let Some((layout, scale)) = best {
        return accept(desk, layout, scale, diags);
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
    if fits(&shown.document, desk.order.pages.most()) {
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
    trouble::push_all(&layout.warnings, &desk.world(desk.order.profile.palette, scale), diags);
    let format = &desk.order.format;
    let differs = |wanted: Option<f64>, is: f64| wanted.is_some_and(|wanted| (wanted - is).abs() > SIZE_TOLERANCE_MM);
    for page in layout.document.pages() {
        let (width, height) = (frame::mm(page.frame.width()), frame::mm(page.frame.height()));
        if differs(format.height_mm, height) || differs(format.width_mm, width) {
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
    }
    Some(Fitted { document: layout.document, scale })
}

/// Whether there are no more pages than there may be, and no text begins and ends outside of its page.
pub(super) fn fits(document: &PagedDocument, most: Option<usize>) -> bool {
    let pages = document.pages();
    if pages.is_empty() || most.is_some_and(|most| pages.len() > most) {
        return false;
    }
    pages.iter().all(|page| {
        let (width, height) = (page.frame.width(), page.frame.height());
        frame::texts(&page.frame).iter().all(|text| {
            let inside = |x, y| x >= Abs::zero() && x <= width && y >= Abs::zero() && y <= height;
            inside(text.start.x, text.start.y) || inside(text.end.x, text.end.y)
        })
    })
}

fn template_place(desk: &Desk<'_>) -> Place {
    let name = format!("/print/{}.typ", desk.order.template);
    desk.kit.file(&name).map_or_else(|| desk.order.source.clone(), |file| Place::file(&file.path))
}
