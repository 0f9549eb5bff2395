//! Finds characters that would print as an empty box.
//!
//! In: a laid-out page. Out: P102 for each character that no font has, at the place in the Markdown where it is written.
//! Looks at what is really printed, so a rare character in a field that the sheet does not show is no problem.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use typst::text::{TextItem, is_default_ignorable};
use typst_layout::PagedDocument;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

use super::frame;
use super::trouble;
use super::world::SheetWorld;
use super::{Order, TextPlace};

/// Adds a problem for each missing character and place.
pub(super) fn check(document: &PagedDocument, world: &SheetWorld<'_>, diags: &mut Diagnostics) {
    let mut missing: BTreeMap<char, BTreeSet<Place>> = BTreeMap::new();
    for page in document.pages() {
        for placed in frame::texts(&page.frame) {
            for (character, span) in boxes(placed.item) {
                let order = world.desk.order;
                let mut places = written_at(order, &placed.item.text, character);
                if places.is_empty() {
                    places.push(trouble::theme_place(span, world).unwrap_or_else(|| order.source.clone()));
                }
                missing.entry(character).or_default().extend(places);
            }
        }
    }
    for (character, places) in missing {
        for place in places {
            diags.push(no_glyph(character, place));
        }
    }
}

/// The characters of a run that have no glyph, with where Typst has them from.
fn boxes(item: &TextItem) -> impl Iterator<Item = (char, typst::syntax::Span)> {
    item.glyphs.iter().filter(|glyph| glyph.id == 0).flat_map(|glyph| {
        let text = item.text.get(glyph.range()).unwrap_or_default();
        let shown = text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !is_default_ignorable(*c));
        shown.map(|c| (c, glyph.span.0))
    })
}

/// Where the character is written, in strings that hold the whole run if there are any, else in all that hold the character.
fn written_at(order: &Order, run: &str, character: char) -> Vec<Place> {
    let with = |part: &dyn Fn(&str) -> bool| -> Vec<Place> {
        let texts = order.texts.iter().filter(|text| text.text.contains(character) && part(&text.text));
        texts.map(|text| spot(text, character)).collect()
    };
    let exact = with(&|text| text.contains(run.trim()));
    if exact.is_empty() { with(&|_| true) } else { exact }
}

/// The character itself where text and place are of one length, else the whole place.
fn spot(text: &TextPlace, character: char) -> Place {
    let Place { path, start, end } = &text.place;
    match text.text.find(character) {
        Some(at) if end - start == text.text.len() => Place::new(path, start + at..start + at + character.len_utf8()),
        Some(_) | None => text.place.clone(),
    }
}

fn no_glyph(character: char, place: Place) -> Diagnostic {
    let code = u32::from(character);
    Diagnostic::new(
        &rules::NO_GLYPH,
        place,
        text! { zh: "海报的字体里没有“{character}”（U+{code:04X}）", en: "no font of the sheet has `{character}` (U+{code:04X})" },
    )
    .help(text! {
        zh: "换一个写法；或把含有此字的字体文件放进 `theme/fonts/`",
        en: "write it otherwise, or put a font that has it into `theme/fonts/`"
    })
}
