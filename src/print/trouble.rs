//! Says in our words, and at our places, what Typst found wrong.
//!
//! In: Typst's errors and warnings. Out: problems that point into the theme's print file, or at the page if there is no such place.
//! Does not soften anything: a warning of Typst mostly means that something is not printed, so it counts as an error.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::syntax::{DiagSpan, Span};

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

use super::world::SheetWorld;

/// Adds what Typst found.
pub(super) fn push_all<'d>(
    found: impl IntoIterator<Item = &'d SourceDiagnostic>,
    world: &SheetWorld<'_>,
    diags: &mut Diagnostics,
) {
    for one in found {
        diags.push(translate(one, world));
    }
}

/// The place of a span in the theme's files; none if it points nowhere or into what the program itself wrote.
pub(super) fn place_of(span: impl Into<DiagSpan>, world: &SheetWorld<'_>) -> Option<Place> {
    let span: DiagSpan = span.into();
    let file = world.desk.kit.file(span.id()?.vpath().get_with_slash())?;
    let range = world.range(span)?;
    // Typst was given the text without a byte order mark; nobody counts columns in one.
    Some(Place::new(&file.path, range))
}

fn translate(one: &SourceDiagnostic, world: &SheetWorld<'_>) -> Diagnostic {
    let order = world.desk.order;
    let traced = || one.trace.iter().find_map(|point| place_of(point.span, world));
    let place = place_of(one.span, world).or_else(traced).unwrap_or_else(|| order.source.clone());
    let in_page = place == order.source;
    let (said, template) = (&one.message, &order.template);
    let mut diagnostic = Diagnostic::new(
        &rules::SHEET_LAYOUT,
        place,
        text! { zh: "版式 `{template}` 有误（Typst：{said}）", en: "the layout `{template}` is wrong: {said}" },
    );
    for hint in &one.hints {
        let hint = &hint.v;
        diagnostic = diagnostic.help(text! { zh: "Typst 提示：{hint}", en: "{hint}" });
    }
    if in_page {
        return diagnostic;
    }
    diagnostic
        .related(order.source.clone(), text! { zh: "做这一页的海报时", en: "while making the sheet of this page" })
}

/// The span of the node a text was made by, if it stands in the theme.
pub(super) fn theme_place(span: Span, world: &SheetWorld<'_>) -> Option<Place> {
    if span.is_detached() { None } else { place_of(span, world) }
}
