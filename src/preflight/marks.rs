//! What is on a page: text, areas, lines, pictures, in the order in which they are printed.
//!
//! In: nothing. Out: the types that `content` fills and the rules look at; all places in millimetres of the trimmed sheet.
//! Holds no pixels of pictures; who wants them asks the file again.

use lopdf::ObjectId;

use super::colour::{Colour, Space};
use super::geometry::{Matrix, Outline, Rect};

/// A page as it is printed.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) all: Vec<Mark>,
    /// Marks of the cells of patterns, which are printed again and again wherever the pattern is.
    pub(super) cells: Vec<Mark>,
    /// What lets shine through, or names a space to mix colours in.
    pub(super) effects: Vec<Effect>,
    /// Parts that could not be read.
    pub(super) unread: Vec<Unread>,
    /// Whether there are layers, which a reader may hide.
    pub(super) has_layers: bool,
}

/// One thing that is printed.
pub(super) enum Mark {
    Text(Run),
    Shape(Shape),
    Line(Line),
    Picture(Picture),
    /// A run of colours.
    Shade(Shade),
}

/// Text set by one operator.
pub(super) struct Run {
    pub(super) text: String,
    /// Around what is seen of it.
    pub(super) area: Rect,
    /// The letters that make a mark, each with the box around its ink, roughly.
    pub(super) letters: Vec<(char, Rect)>,
    /// The height of an em as printed.
    pub(super) size_pt: f64,
    /// None if only its outline is drawn.
    pub(super) fill: Option<Colour>,
    pub(super) stroke: Option<Colour>,
    /// Which of the fonts of the file.
    pub(super) font: usize,
    /// Characters without an outline in the font.
    pub(super) missing: Vec<String>,
    /// How many characters nobody can read out.
    pub(super) unknown: usize,
    /// Whether programs that read aloud are told what it is, or to pass it over.
    pub(super) is_tagged: bool,
    /// Whether it is only there to be found or copied.
    pub(super) is_hidden: bool,
    pub(super) overprint: bool,
    /// How much of what lies beneath is covered.
    pub(super) alpha: f64,
}

/// An area of one colour.
pub(super) struct Shape {
    pub(super) outline: Outline,
    pub(super) area: Rect,
    pub(super) colour: Colour,
    pub(super) overprint: bool,
    pub(super) alpha: f64,
    /// Whether what is seen is exactly the outline within the area, and nothing shines through.
    pub(super) is_exact: bool,
}

/// A line.
pub(super) struct Line {
    pub(super) area: Rect,
    /// Along its middle.
    pub(super) course: Outline,
    /// As printed; 0 is as thin as the machine can.
    pub(super) width_pt: f64,
    pub(super) colour: Colour,
    pub(super) overprint: bool,
    /// Whether what is seen is all of it within the area, without gaps, and nothing shines through.
    pub(super) is_exact: bool,
}

/// A picture of pixels.
pub(super) struct Picture {
    /// Around what is seen of it.
    pub(super) area: Rect,
    /// The object of the file; none for one that stands among the contents.
    pub(super) id: Option<ObjectId>,
    pub(super) width: usize,
    pub(super) height: usize,
    /// Pixels for each inch across and along.
    pub(super) ppi: (f64, f64),
    pub(super) space: Space,
    pub(super) bits: usize,
    /// Whether it lets shine through in parts.
    pub(super) has_soft_mask: bool,
    /// Whether it is a stencil that is filled with a colour.
    pub(super) is_stencil: bool,
    pub(super) is_tagged: bool,
    /// From the square of one by one that the picture fills, upwards, to the sheet.
    pub(super) matrix: Matrix,
    /// Whether what is seen is all of it within the area, and nothing shines through.
    pub(super) is_exact: bool,
}

/// A run of colours.
pub(super) struct Shade {
    pub(super) area: Rect,
    pub(super) space: Space,
}

/// Something of transparency.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum EffectKind {
    /// Partly see-through.
    Alpha,
    /// Mixed with what lies beneath by this rule.
    Blend(String),
    SoftMask,
    /// A group whose colours are mixed in this space.
    Group(Space),
}

/// Something of transparency and where.
pub(super) struct Effect {
    pub(super) kind: EffectKind,
    pub(super) area: Rect,
}

/// Why a part of a page was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unread {
    /// Its bytes cannot be unpacked.
    Damaged,
    /// A part contains itself.
    Loop,
    /// More than anybody would print.
    TooMuch,
    /// It names an object that is not there.
    Missing,
}

impl Picture {
    /// Around all of it, seen or not.
    pub(super) fn whole(&self) -> Option<Rect> {
        self.matrix.around([0.0, 0.0, 1.0, 1.0])
    }
}

impl Mark {
    pub(super) fn area(&self) -> &Rect {
        match self {
            Mark::Text(run) => &run.area,
            Mark::Shape(shape) => &shape.area,
            Mark::Line(line) => &line.area,
            Mark::Picture(picture) => &picture.area,
            Mark::Shade(shade) => &shade.area,
        }
    }
}

impl Marks {
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.all.iter().filter_map(|mark| if let Mark::Text(run) = mark { Some(run) } else { None })
    }

    /// Text that is seen and says something.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Run> {
        self.runs().filter(|run| !run.is_hidden && !run.letters.is_empty())
    }

    pub(super) fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.all.iter().filter_map(|mark| if let Mark::Picture(picture) = mark { Some(picture) } else { None })
    }
}
