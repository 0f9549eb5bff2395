//! Finds paints that do not belong into a press file.
//!
//! In: a page laid out with the press palette. Out: P103 where the theme paints with screen colours.
//! Does not look into pictures: photographs stay in their own colours, which the press converts with their profile.

use typst::foundations::Smart;
use typst::layout::FrameItem;
use typst::syntax::Span;
use typst::visualize::{Color, ColorSpace, Paint, ProcessColor, ProcessColorSpace};
use typst_layout::PagedDocument;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::rules;
use crate::text;

use super::frame;
use super::trouble;
use super::world::SheetWorld;

/// Adds a problem for each place of the theme that paints with screen colours.
pub(super) fn check(document: &PagedDocument, world: &SheetWorld<'_>, diags: &mut Diagnostics) {
    let mut wrong: Vec<Span> = Vec::new();
    for page in document.pages() {
        if let Smart::Custom(Some(paint)) = &page.fill
            && !printable(paint)
        {
            wrong.push(Span::detached());
        }
        frame::visit(&page.frame, &mut |item, _| match item {
            FrameItem::Text(text) => {
                let paints = [Some(&text.fill), text.stroke.as_ref().map(|s| &s.paint)];
                if !paints.into_iter().flatten().all(printable) {
                    wrong.push(text.glyphs.first().map_or(Span::detached(), |glyph| glyph.span.0));
                }
            }
            FrameItem::Shape(shape, span) => {
                let paints = [shape.fill.as_ref(), shape.stroke.as_ref().map(|s| &s.paint)];
                if !paints.into_iter().flatten().all(printable) {
                    wrong.push(*span);
                }
            }
            FrameItem::Group(_) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        });
    }
    wrong.dedup();
    for span in wrong {
        diags.push(screen_colour(span, world));
    }
}

/// Whether a paint is of process colours, a spot colour, or a grey (which becomes black ink alone).
fn printable(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(color) => printable_color(color),
        Paint::Gradient(gradient) => match gradient.space() {
            ColorSpace::Process(space) => {
                matches!(space, ProcessColorSpace::Cmyk | ProcessColorSpace::D65Gray)
            }
            ColorSpace::Spot(_) => true,
        },
        Paint::Tiling(tiling) => {
            let mut all = true;
            frame::visit(tiling.frame(), &mut |item, _| {
                if let FrameItem::Shape(shape, _) = item {
                    let paints = [shape.fill.as_ref(), shape.stroke.as_ref().map(|s| &s.paint)];
                    all &= paints.into_iter().flatten().all(printable);
                }
            });
            all
        }
    }
}

fn printable_color(color: &Color) -> bool {
    match color {
        Color::Spot(_) => true,
        Color::Process(process) => matches!(process, ProcessColor::Cmyk(_) | ProcessColor::Luma(_)),
    }
}

fn screen_colour(span: Span, world: &SheetWorld<'_>) -> Diagnostic {
    let order = world.desk.order;
    let place = trouble::theme_place(span, world).unwrap_or_else(|| order.source.clone());
    let template = &order.template;
    Diagnostic::new(
        &rules::SHEET_LAYOUT,
        place,
        text! {
            zh: "版式 `{template}` 在印刷版里用了屏幕颜色",
            en: "the layout `{template}` paints with a screen colour for the press"
        },
    )
    .help(text! {
        zh: "印刷版用 `cmyk(…)`；渐变要写 `space: cmyk`",
        en: "use `cmyk(…)` for the press; gradients need `space: cmyk`"
    })
}
