//! A page ready to be written.
//!
//! In: what Typst laid out. Out: a frame as large as the paper it stands on, with the cut and the bleed as rectangles in it. Writes no PDF.

use typst::layout::{Abs, Frame};

/// A rectangle in a frame's coordinates, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: Abs,
    /// Upper edge.
    pub y: Abs,
    /// Width.
    pub w: Abs,
    /// Height.
    pub h: Abs,
}

/// A page ready to be written.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// What is painted, as large as the media.
    pub frame: Frame,
    /// Where it is cut.
    pub trim: Rect,
    /// How far the picture goes.
    pub bleed: Rect,
}
