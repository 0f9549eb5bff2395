//! Finds the largest type that puts an order on one sheet.
//!
//! In: a [`Desk`]. Out: the laid-out page and its type scale; or P101 with how much there is too much.
//! At most five layouts: the full size, the smallest, and three halvings between them. Most sheets need one.

use std::collections::BTreeSet;

use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

use super::frame::{self, PlacedText};
use super::trouble;
use super::world::{Desk, Palette};

/// Halvings between the smallest scale and 1: with a smallest scale of 0.72 the result is within 0.035 of the best.
const HALVINGS: usize = 3;

/// How far a page may differ from its format, in millimetres: less than a cutter's play.
const SIZE_TOLERANCE_MM: f64 = 0.1;

/// A page that holds everything.
pub(super) struct Fitted {
    pub(super) document: PagedDocument,
    pub(super) scale: f64,
}

/// One layout and what Typst said to it.
struct Layout {
    document: PagedDocument,
    warnings: Vec<SourceDiagnostic>,
}

/// The layout at the largest scale that fits one sheet.
pub(super) fn fit(desk: &Desk<'_>, diags: &mut Diagnostics) -> Option<Fitted> {
    let full = lay_out(desk, Palette::Cmyk, 1.0, diags)?;
    if fits(&full.document) {
        return accept(desk, full, 1.0, diags);
    }
    let least = desk.order.format.min_scale;
    let smallest = if least < 1.0 { lay_out(desk, Palette::Cmyk, least, diags)? } else { full };
    if !fits(&smallest.document) {
        diags.push(too_long(desk, &smallest.document));
        return None;
    }
    let (mut good, mut scale, mut bad) = (smallest, least, 1.0);
    for _ in 0..HALVINGS {
        // Three decimals, so that the scale reads well and does not depend on the last bits of a sum.
        let middle = f64::midpoint(scale, bad) * 1000.0;
        let middle = middle.round() / 1000.0;
        let tried = lay_out(desk, Palette::Cmyk, middle, diags)?;
        if fits(&tried.document) {
            (good, scale) = (tried, middle);
        } else {
            bad = middle;
        }
    }
    accept(desk, good, scale, diags)
}

/// The page as the screen shows it, at a scale that fitted; Typst's warnings were told for the press already.
pub(super) fn for_screen(desk: &Desk<'_>, scale: f64, diags: &mut Diagnostics) -> Option<PagedDocument> {
    let shown = lay_out(desk, Palette::Rgb, scale, diags)?;
    trouble::push_all(&shown.warnings, &desk.world(Palette::Rgb, scale), diags);
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

fn lay_out(desk: &Desk<'_>, palette: Palette, scale: f64, diags: &mut Diagnostics) -> Option<Layout> {
    let world = desk.world(palette, scale);
    let typst::diag::Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    match output {
        Ok(document) => Some(Layout { document, warnings: warnings.into_iter().collect() }),
        Err(errors) => {
            trouble::push_all(&errors, &world, diags);
            trouble::push_all(&warnings, &world, diags);
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
fn fits(document: &PagedDocument) -> bool {
    let [page] = document.pages() else { return false };
    let (width, height) = (page.frame.width(), page.frame.height());
    frame::texts(&page.frame).iter().all(|text| {
        let inside = |x, y| x >= typst::layout::Abs::zero() && x <= width && y >= typst::layout::Abs::zero() && y <= height;
        inside(text.start.x, text.start.y) || inside(text.end.x, text.end.y)
    })
}

fn template_place(desk: &Desk<'_>) -> Place {
    let name = format!("/print/{}.typ", desk.order.template);
    desk.kit.file(&name).map_or_else(|| desk.order.source.clone(), |file| Place::file(&file.path))
}

/// How much stands beyond the first page at the smallest scale.
struct Excess {
    lines: usize,
    characters: usize,
}

fn excess(document: &PagedDocument) -> Excess {
    let [first, rest @ ..] = document.pages() else { return Excess { lines: 0, characters: 0 } };
    // What stands on every page at the same spot (headings, frames, the strip with the QR code) is not excess.
    let spot = |text: &PlacedText<'_>| (text.item.text.clone(), hundredths(text.start.x), hundredths(text.start.y));
    let repeated: BTreeSet<_> = frame::texts(&first.frame).iter().map(spot).collect();
    let mut lines = BTreeSet::new();
    let mut characters = 0;
    for (number, page) in rest.iter().enumerate() {
        for text in frame::texts(&page.frame).iter().filter(|text| !repeated.contains(&spot(text))) {
            lines.insert((number, hundredths(text.start.y)));
            characters += text.item.text.chars().filter(|c| !c.is_whitespace()).count();
        }
    }
    Excess { lines: lines.len(), characters }
}

#[expect(clippy::cast_possible_truncation, reason = "a page is at most 14,400 points long")]
fn hundredths(length: typst::layout::Abs) -> i64 {
    (length.to_pt() * 100.0).round() as i64
}

fn too_long(desk: &Desk<'_>, document: &PagedDocument) -> Diagnostic {
    let order = desk.order;
    let (id, percent) = (&order.format.id, (order.format.min_scale * 100.0).round());
    let Excess { lines, characters } = excess(document);
    let place = order.source.clone();
    if characters == 0 {
        return Diagnostic::new(
            &rules::SHEET_OVERFLOW,
            place,
            text! {
                zh: "内容太多，字号缩到 {percent}% 仍有一部分落在 {id} 纸外",
                en: "there is too much for {id}: even with type at {percent} % some of it lies off the sheet"
            },
        );
    }
    Diagnostic::new(
        &rules::SHEET_OVERFLOW,
        place,
        text! {
            zh: "{id} 放不下：字号缩到 {percent}% 还多出约 {lines} 行、{characters} 个字",
            en: "too long for {id}: with type at {percent} % there are still about {lines} lines or {characters} characters too many"
        },
    )
}
