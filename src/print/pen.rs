//! Lines and words that the program adds to finished pages: cut and fold marks, labels, small maps.
//!
//! In: a frame, places in it, words. Out: the frame with them. Words are set in the kit's own fonts, a line at a time; nothing is broken into lines.

use typst::layout::{Abs, Em, Frame, FrameItem, Point, Size};
use typst::syntax::Span;
use typst::text::{FontFlags, FontInstance, FontVariant, FontVariations, FontWeight, Glyph, Lang, TextItem};
use typst::visualize::{Cmyk, Color, DashPattern, FixedStroke, Geometry, Paint, ProcessColor};

use super::kit::Kit;

/// What marks and words are drawn with.
pub(super) struct Pen {
    fonts: Vec<FontInstance>,
    ink: Paint,
}

/// Words in one line, measured and not yet placed.
pub(super) struct Line {
    runs: Vec<(Abs, TextItem)>,
    width: Abs,
}

/// Black ink alone.
pub(super) fn black() -> Paint {
    cmyk(1.0)
}

/// Bare paper, which covers what lies below.
pub(super) fn white() -> Paint {
    cmyk(0.0)
}

fn cmyk(k: f32) -> Paint {
    Paint::Solid(Color::Process(ProcessColor::Cmyk(Cmyk { c: 0.0, m: 0.0, y: 0.0, k })))
}

impl Pen {
    /// A pen with this ink. Its fonts are those of the kit, plain upright ones without serifs first.
    pub(super) fn new(kit: &Kit, ink: Paint) -> Pen {
        let mut fonts: Vec<&typst::text::Font> = kit.fonts.iter().collect();
        let away = |weight: FontWeight| weight.to_number().abs_diff(FontWeight::REGULAR.to_number());
        fonts.sort_by_key(|font| {
            let info = font.info();
            (info.flags.contains(FontFlags::SERIF), away(info.variant.weight), info.family.clone())
        });
        let plain = |font: &typst::text::Font| {
            font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default())
        };
        Pen { fonts: fonts.into_iter().map(plain).collect(), ink }
    }

    /// Draws a straight line.
    pub(super) fn line(&self, frame: &mut Frame, from: Point, to: Point, thickness: Abs) {
        let stroke = FixedStroke::from_pair(self.ink.clone(), thickness);
        frame.push(from, shape(Geometry::Line(to - from), None, Some(stroke)));
    }

    /// Draws a dashed line that is seen on any ground: dark dashes on a light line.
    pub(super) fn dashes(&self, frame: &mut Frame, from: Point, to: Point, thickness: Abs) {
        let light = FixedStroke::from_pair(white(), thickness * 3.0);
        frame.push(from, shape(Geometry::Line(to - from), None, Some(light)));
        let dash = DashPattern { array: vec![Abs::mm(2.0), Abs::mm(1.5)], phase: Abs::zero() };
        let stroke = FixedStroke { dash: Some(dash), ..FixedStroke::from_pair(self.ink.clone(), thickness) };
        frame.push(from, shape(Geometry::Line(to - from), None, Some(stroke)));
    }

    /// Draws a rectangle, filled or as an outline.
    pub(super) fn rectangle(&self, frame: &mut Frame, at: Point, size: Size, is_filled: bool) {
        let fill = is_filled.then(|| self.ink.clone());
        let stroke = (!is_filled).then(|| FixedStroke::from_pair(self.ink.clone(), Abs::pt(0.4)));
        frame.push(at, shape(Geometry::Rect(size), fill, stroke));
    }

    /// Sets words in a line; characters that no font has are left out.
    pub(super) fn words(&self, text: &str, size: Abs) -> Line {
        let mut line = Line { runs: Vec::new(), width: Abs::zero() };
        let whole = self.fonts.iter().find(|font| text.chars().all(|c| glyph_of(font, c).is_some()));
        let mut run: Vec<char> = Vec::new();
        let mut set: Option<&FontInstance> = None;
        for c in text.chars() {
            let Some(font) = whole.or_else(|| self.fonts.iter().find(|font| glyph_of(font, c).is_some())) else {
                continue;
            };
            if set.is_some_and(|set| !std::ptr::eq(set, font)) {
                self.close(&mut line, set, &run, size);
                run.clear();
            }
            set = Some(font);
            run.push(c);
        }
        self.close(&mut line, set, &run, size);
        line
    }

    /// Sets as many of the words as fit the width, with dots if some do not.
    pub(super) fn words_within(&self, text: &str, size: Abs, width: Abs) -> Line {
        let whole = self.words(text, size);
        if whole.width <= width {
            return whole;
        }
        let mut kept: Vec<char> = text.chars().collect();
        while kept.pop().is_some() {
            let line = self.words(&(kept.iter().collect::<String>() + "…"), size);
            if line.width <= width {
                return line;
            }
        }
        Line { runs: Vec::new(), width: Abs::zero() }
    }

    fn close(&self, line: &mut Line, font: Option<&FontInstance>, run: &[char], size: Abs) {
        let Some(font) = font.filter(|_| !run.is_empty()) else { return };
        let mut text = String::new();
        let mut glyphs = Vec::new();
        for c in run {
            let start = text.len();
            text.push(*c);
            let (Some(id), Ok(from), Ok(to)) = (glyph_of(font, *c), u16::try_from(start), u16::try_from(text.len()))
            else {
                break;
            };
            glyphs.push(Glyph {
                id,
                x_advance: font.x_advance(id).unwrap_or(Em::one()),
                x_offset: Em::zero(),
                y_advance: Em::zero(),
                y_offset: Em::zero(),
                range: from..to,
                span: (Span::detached(), 0),
            });
        }
        let item = TextItem {
            font: font.clone(),
            size,
            fill: self.ink.clone(),
            stroke: None,
            lang: Lang::CHINESE,
            region: None,
            text: text.into(),
            glyphs,
        };
        let width = item.width();
        line.runs.push((line.width, item));
        line.width += width;
    }
}

impl Line {
    /// How long it is.
    pub(super) fn width(&self) -> Abs {
        self.width
    }

    /// Puts it on a frame with its baseline beginning here.
    pub(super) fn put(self, frame: &mut Frame, at: Point) {
        frame.push_multiple(self.runs.into_iter().map(|(x, item)| (at + Point::with_x(x), FrameItem::Text(item))));
    }
}

fn glyph_of(font: &FontInstance, c: char) -> Option<u16> {
    font.ttf().glyph_index(c).map(|id| id.0).filter(|id| *id != 0)
}

fn shape(geometry: Geometry, fill: Option<Paint>, stroke: Option<FixedStroke>) -> FrameItem {
    let shape = match (fill, stroke) {
        (Some(fill), _) => geometry.filled(fill),
        (None, Some(stroke)) => geometry.stroked(stroke),
        (None, None) => geometry.filled(white()),
    };
    FrameItem::Shape(shape, Span::detached())
}
