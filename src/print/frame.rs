//! Walks over what Typst laid out.
//!
//! In: a page's frame. Out: its items with their positions on the page, in the order they are painted.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::text::TextItem;

/// A run of text on a page.
pub(super) struct PlacedText<'a> {
    /// The text and its glyphs.
    pub(super) item: &'a TextItem,
    /// Where its baseline begins, from the trimmed sheet's upper left corner.
    pub(super) start: Point,
    /// Where its baseline ends.
    pub(super) end: Point,
}

/// Calls `see` with every item and the transformation from its own place to the page.
pub(super) fn visit<'a>(frame: &'a Frame, see: &mut dyn FnMut(&'a FrameItem, Transform)) {
    visit_in(frame, Transform::identity(), see);
}

fn visit_in<'a>(frame: &'a Frame, outer: Transform, see: &mut dyn FnMut(&'a FrameItem, Transform)) {
    for (at, item) in frame.items() {
        let here = outer.pre_concat(Transform::translate(at.x, at.y));
        see(item, here);
        if let FrameItem::Group(group) = item {
            visit_in(&group.frame, here.pre_concat(group.transform), see);
        }
    }
}

/// All runs of text.
pub(super) fn texts(frame: &Frame) -> Vec<PlacedText<'_>> {
    let mut found = Vec::new();
    visit(frame, &mut |item, to_page| {
        if let FrameItem::Text(item) = item {
            let start = Point::zero().transform(to_page);
            let end = Point::with_x(item.width()).transform(to_page);
            found.push(PlacedText { item, start, end });
        }
    });
    found
}

/// A length in millimetres.
pub(super) fn mm(length: Abs) -> f64 {
    length.to_mm()
}
