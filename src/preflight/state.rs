//! The graphics state of a content stream.
//!
//! In: nothing. Out: the state with what it begins as, and the steps of text.
//! Draws nothing; `content` does.

use super::colour::{Colour, Space};
use super::geometry::{Matrix, Rect};

/// What operators change and `q` and `Q` keep.
#[derive(Clone)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    /// What is seen, as a rectangle.
    pub(super) clip: Rect,
    /// Whether all that is in that rectangle is seen.
    pub(super) is_clip_exact: bool,
    pub(super) fill: Colour,
    pub(super) stroke: Colour,
    pub(super) line_width: f64,
    /// Whether lines have gaps.
    pub(super) is_dashed: bool,
    pub(super) fill_alpha: f64,
    pub(super) stroke_alpha: f64,
    pub(super) blend: Option<String>,
    pub(super) has_soft_mask: bool,
    pub(super) fill_overprint: bool,
    pub(super) stroke_overprint: bool,
    /// Whether overprinting leaves alone the plates of which a colour has nothing.
    pub(super) keeps_plates: bool,
    pub(super) text: TextState,
}

/// The part of the state that is about text.
#[derive(Clone)]
pub(super) struct TextState {
    pub(super) font: Option<usize>,
    pub(super) size: f64,
    pub(super) letter_space: f64,
    pub(super) word_space: f64,
    /// 1 is as wide as the font is.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: u8,
}

/// Where text stands; begins anew with each `BT`.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    pub(super) line: Matrix,
    pub(super) here: Matrix,
}

impl State {
    pub(super) fn new(matrix: Matrix) -> State {
        let text = TextState {
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        State {
            matrix,
            clip: Rect::EVERYWHERE,
            is_clip_exact: true,
            fill: Colour::black(),
            stroke: Colour::black(),
            line_width: 1.0,
            is_dashed: false,
            fill_alpha: 1.0,
            stroke_alpha: 1.0,
            blend: None,
            has_soft_mask: false,
            fill_overprint: false,
            stroke_overprint: false,
            keeps_plates: false,
            text,
        }
    }

    /// What is seen of a rectangle; none if nothing is.
    pub(super) fn seen(&self, area: Rect) -> Option<Rect> {
        // Upright lines have no width and are seen all the same.
        let seen = area.clipped(&self.clip);
        (seen.right >= seen.left && seen.bottom >= seen.top).then_some(seen)
    }

    /// Sets a colour; without a name of a pattern its space stays.
    pub(super) fn set_colour(&mut self, is_stroke: bool, values: Vec<f64>) {
        let colour = if is_stroke { &mut self.stroke } else { &mut self.fill };
        if colour.space != Space::Pattern {
            colour.values = values;
        }
    }
}

impl Cursor {
    pub(super) fn start() -> Cursor {
        Cursor { line: Matrix::IDENTITY, here: Matrix::IDENTITY }
    }

    /// To a point from the beginning of the line.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(&self.line);
        self.here = self.line;
    }

    /// Onwards in the line.
    pub(super) fn advance(&mut self, x: f64, y: f64) {
        self.here = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(&self.here);
    }
}
