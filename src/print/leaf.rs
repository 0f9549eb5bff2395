//! A page ready to be written: what is printed, and where it is cut.
//!
//! In: laid-out pages. Out: [`Leaf`]s, which marks, imposition and tiling turn into other leaves and `press` writes.
//! Does not look into what is on the page.

use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Size, Transform};
use typst::syntax::Span;
use typst::visualize::{Curve, Geometry};
use typst_layout::{Page, PagedDocument};

/// A rectangle in a frame, from its upper left corner, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: Abs,
    /// Its upper edge.
    pub y: Abs,
    /// Its width.
    pub w: Abs,
    /// Its height.
    pub h: Abs,
}

/// A page ready to be written.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Everything that is printed; as large as the media.
    pub frame: Frame,
    /// Where it is cut.
    pub trim: Rect,
    /// How far grounds run over the cut; the trim itself without bleed.
    pub bleed: Rect,
}

impl Rect {
    /// The rectangle with this much more on each side.
    #[must_use]
    pub fn grown(self, by: Abs) -> Rect {
        Rect { x: self.x - by, y: self.y - by, w: self.w + by * 2.0, h: self.h + by * 2.0 }
    }

    /// The same rectangle further right and down.
    #[must_use]
    pub fn moved(self, by: Point) -> Rect {
        Rect { x: self.x + by.x, y: self.y + by.y, ..self }
    }

    /// Its right edge.
    pub fn right(self) -> Abs {
        self.x + self.w
    }

    /// Its lower edge.
    pub fn bottom(self) -> Abs {
        self.y + self.h
    }

    /// Its upper left corner.
    pub fn corner(self) -> Point {
        Point::new(self.x, self.y)
    }

    /// Its size.
    pub fn size(self) -> Size {
        Size::new(self.w, self.h)
    }
}

impl Leaf {
    /// A laid-out page with its bleed, cut off where the bleed ends.
    pub fn of(page: &Page) -> Leaf {
        let trim = Rect { x: page.bleed.left, y: page.bleed.top, w: page.frame.width(), h: page.frame.height() };
        let media = Size::new(trim.w + page.bleed.left + page.bleed.right, trim.h + page.bleed.top + page.bleed.bottom);
        let mut inner = Frame::hard(media);
        if let Some(fill) = page.fill_or_transparent() {
            inner.push(Point::zero(), FrameItem::Shape(Geometry::Rect(media).filled(fill), Span::detached()));
        }
        inner.push_frame(trim.corner(), page.frame.clone());
        let bleed = Rect { x: Abs::zero(), y: Abs::zero(), w: media.x, h: media.y };
        let mut frame = Frame::hard(media);
        frame.push(Point::zero(), clipped(inner, bleed));
        Leaf { frame, trim, bleed }
    }

    /// A leaf with nothing on it, of the size of another.
    pub fn blank_like(other: &Leaf) -> Leaf {
        Leaf { frame: Frame::hard(other.frame.size()), ..*other }
    }

    /// The leaf on a larger medium, with room on each side beyond the bleed for what is not cut out.
    #[must_use]
    pub fn with_room(&self, room: Abs) -> Leaf {
        let outer = self.bleed.grown(room);
        let by = outer.corner() * -1.0;
        let mut frame = Frame::hard(outer.size());
        frame.push_frame(by, self.frame.clone());
        Leaf { frame, trim: self.trim.moved(by), bleed: self.bleed.moved(by) }
    }
}

/// A frame of which only what lies in a rectangle is shown.
pub fn clipped(frame: Frame, to: Rect) -> FrameItem {
    let mut curve = Curve::rect(to.size());
    curve.translate(to.corner());
    FrameItem::Group(GroupItem { clip: Some(curve), transform: Transform::identity(), ..GroupItem::new(frame) })
}

/// The leaves of a document.
pub fn leaves(document: &PagedDocument) -> Vec<Leaf> {
    document.pages().iter().map(Leaf::of).collect()
}

/// Pads to a multiple of four with blank leaves before the last, which is the back cover.
pub fn pad_to_fours(leaves: &mut Vec<Leaf>) {
    while !leaves.len().is_multiple_of(4) {
        let Some(last) = leaves.last() else { return };
        let blank = Leaf::blank_like(last);
        leaves.insert(leaves.len() - 1, blank);
    }
}
