//! What surrounds a leaf for the press: crop marks, registration crosses, ink patches, fold marks, and the slug line.
//!
//! In: a leaf, where it is folded, and the slug line as a frame. Out: the leaf on a larger medium.
//! Does not cover the bleed: everything stands outside of it, because marks are not to be printed on what is cut out.

use std::sync::Arc;

use typst::layout::{Abs, Frame, FrameItem, Point, Ratio};
use typst::syntax::Span;
use typst::visualize::{
    Cmyk, Color, Curve, DashPattern, FixedStroke, Geometry, Paint, ProcessColor, SpotColor, SpotColorant,
    SpotColorantName,
};

use super::leaf::Leaf;
use super::profile::Palette;

/// Room for marks on each side beyond the bleed, in millimetres.
const ROOM_MM: f64 = 9.0;

/// Between bleed and crop marks, in millimetres.
const GAP_MM: f64 = 1.0;

/// Length of a crop mark, in millimetres.
const MARK_MM: f64 = 5.0;

/// Thickness of marks, in points: a hairline that every platesetter holds.
const LINE_PT: f64 = 0.25;

/// Side of an ink patch, in millimetres.
const PATCH_MM: f64 = 4.0;

/// The colour that prints on all plates, so that marks show whether these lie on each other (ISO 32000-1, 8.6.6.4: `All`).
pub(super) fn registration() -> Paint {
    let name = SpotColorantName::All;
    let fallback = ProcessColor::Cmyk(Cmyk { c: 1.0, m: 1.0, y: 1.0, k: 1.0 });
    let colorant = SpotColorant { name: Some(name), fallback };
    Paint::Solid(Color::Spot(SpotColor::new(Arc::new(colorant), Ratio::one())))
}

/// An ink colour, each from 0 to 1.
pub(super) fn ink(c: f32, m: f32, y: f32, k: f32) -> Paint {
    Paint::Solid(Color::Process(ProcessColor::Cmyk(Cmyk { c, m, y, k })))
}

/// The darkest a palette has without a second ink: what marks on office pages are drawn in.
pub(super) fn black(palette: Palette) -> Paint {
    match palette {
        Palette::Cmyk => ink(0.0, 0.0, 0.0, 1.0),
        Palette::Rgb => Paint::Solid(Color::BLACK),
    }
}

/// What marks to cut and fold by are drawn in: on all plates of a press, in black on a printer.
pub(super) fn for_cutting(palette: Palette) -> Paint {
    match palette {
        Palette::Cmyk => registration(),
        Palette::Rgb => black(palette),
    }
}

/// Bare paper, which covers what lies below.
pub(super) fn white(palette: Palette) -> Paint {
    match palette {
        Palette::Cmyk => ink(0.0, 0.0, 0.0, 0.0),
        Palette::Rgb => Paint::Solid(Color::WHITE),
    }
}

/// A dashed line that is seen on any ground: dark dashes on a light line three times as thick.
pub(super) fn dashes(frame: &mut Frame, from: Point, to: Point, thickness: Abs, palette: Palette) {
    line(frame, from, to, &FixedStroke::from_pair(white(palette), thickness * 3.0));
    let dash = DashPattern { array: vec![Abs::mm(2.0), Abs::mm(1.5)], phase: Abs::zero() };
    let stroke = FixedStroke { dash: Some(dash), ..FixedStroke::from_pair(black(palette), thickness) };
    line(frame, from, to, &stroke);
}

/// A leaf with marks around it; `folds` are distances from the left edge of the trim.
pub(super) fn with_marks(leaf: &Leaf, folds: &[Abs], slug: Option<&Frame>) -> Leaf {
    let mut marked = leaf.with_room(Abs::mm(ROOM_MM));
    crops(&mut marked);
    crosses(&mut marked);
    patches(&mut marked);
    for fold in folds {
        fold_marks(&mut marked, *fold);
    }
    if let Some(slug) = slug {
        let at =
            Point::new(marked.trim.x + Abs::mm(8.0), marked.bleed.bottom() + Abs::mm(ROOM_MM - 1.0) - slug.height());
        let room = marked.trim.w / 2.0 - Abs::mm(16.0);
        place_within(&mut marked.frame, at, slug, room);
    }
    marked
}

/// A leaf with nothing but its slug line, below it.
pub(super) fn with_slug(leaf: &Leaf, slug: &Frame) -> Leaf {
    let mut marked = leaf.with_room(slug.height() + Abs::mm(3.0));
    let at = Point::new(marked.trim.x, marked.bleed.bottom() + Abs::mm(1.5));
    let room = marked.trim.w;
    place_within(&mut marked.frame, at, slug, room);
    marked
}

/// Puts a frame in its place, made smaller if it is wider than its room.
pub(super) fn place_within(frame: &mut Frame, at: Point, what: &Frame, room: Abs) {
    let mut what = what.clone();
    if what.width() > room && room > Abs::zero() {
        let factor = Ratio::new(room / what.width());
        what.transform(typst::layout::Transform::scale(factor, factor));
    }
    frame.push_frame(at, what);
}

/// A straight line.
pub(super) fn line(frame: &mut Frame, from: Point, to: Point, stroke: &FixedStroke) {
    let shape = Geometry::Line(to - from).stroked(stroke.clone());
    frame.push(from, FrameItem::Shape(shape, Span::detached()));
}

fn hairline() -> FixedStroke {
    FixedStroke::from_pair(registration(), Abs::pt(LINE_PT))
}

/// Two marks at each corner, in line with the cut.
fn crops(leaf: &mut Leaf) {
    let stroke = hairline();
    let (trim, bleed) = (leaf.trim, leaf.bleed);
    let (gap, long) = (Abs::mm(GAP_MM), Abs::mm(MARK_MM));
    for x in [trim.x, trim.right()] {
        line(&mut leaf.frame, Point::new(x, bleed.y - gap - long), Point::new(x, bleed.y - gap), &stroke);
        line(&mut leaf.frame, Point::new(x, bleed.bottom() + gap), Point::new(x, bleed.bottom() + gap + long), &stroke);
    }
    for y in [trim.y, trim.bottom()] {
        line(&mut leaf.frame, Point::new(bleed.x - gap - long, y), Point::new(bleed.x - gap, y), &stroke);
        line(&mut leaf.frame, Point::new(bleed.right() + gap, y), Point::new(bleed.right() + gap + long, y), &stroke);
    }
}

/// A registration cross at the middle of each side.
fn crosses(leaf: &mut Leaf) {
    let (trim, bleed) = (leaf.trim, leaf.bleed);
    let off = Abs::mm(GAP_MM + MARK_MM / 2.0);
    let middle = Point::new(trim.x + trim.w / 2.0, trim.y + trim.h / 2.0);
    for center in [
        Point::new(middle.x, bleed.y - off),
        Point::new(middle.x, bleed.bottom() + off),
        Point::new(bleed.x - off, middle.y),
        Point::new(bleed.right() + off, middle.y),
    ] {
        cross(&mut leaf.frame, center);
    }
}

fn cross(frame: &mut Frame, center: Point) {
    let stroke = hairline();
    let (arm, radius) = (Abs::mm(MARK_MM / 2.0), Abs::mm(1.4));
    line(frame, Point::new(center.x - arm, center.y), Point::new(center.x + arm, center.y), &stroke);
    line(frame, Point::new(center.x, center.y - arm), Point::new(center.x, center.y + arm), &stroke);
    let circle = Curve::ellipse(typst::layout::Size::splat(radius * 2.0));
    let shape = Geometry::Curve(circle).stroked(stroke);
    frame.push(center - Point::splat(radius), FrameItem::Shape(shape, Span::detached()));
}

/// The four inks and their overprints in pairs, for the printer's eye and densitometer.
fn patches(leaf: &mut Leaf) {
    let side = Abs::mm(PATCH_MM);
    let inks = [
        ink(1.0, 0.0, 0.0, 0.0),
        ink(0.0, 1.0, 0.0, 0.0),
        ink(0.0, 0.0, 1.0, 0.0),
        ink(0.0, 0.0, 0.0, 1.0),
        ink(0.0, 1.0, 1.0, 0.0),
        ink(1.0, 0.0, 1.0, 0.0),
        ink(1.0, 1.0, 0.0, 0.0),
    ];
    let mut at = Point::new(leaf.trim.x + Abs::mm(8.0), leaf.bleed.y - Abs::mm(GAP_MM + 0.5) - side);
    // On a name card there is no room beside the cross.
    #[expect(clippy::cast_precision_loss, reason = "seven patches")]
    let wide = side * inks.len() as f64 + Abs::mm(12.0);
    if leaf.trim.w / 2.0 < wide {
        return;
    }
    for paint in inks {
        let shape = Geometry::Rect(typst::layout::Size::splat(side)).filled(paint);
        leaf.frame.push(at, FrameItem::Shape(shape, Span::detached()));
        at.x += side;
    }
}

/// Dashed marks above and below where a sheet is folded.
pub(super) fn fold_marks(leaf: &mut Leaf, from_left: Abs) {
    let dash = DashPattern { array: vec![Abs::mm(1.0), Abs::mm(0.7)], phase: Abs::zero() };
    let stroke = FixedStroke { dash: Some(dash), ..hairline() };
    let x = leaf.trim.x + from_left;
    let (gap, long) = (Abs::mm(GAP_MM), Abs::mm(MARK_MM));
    let (top, bottom) = (leaf.bleed.y - gap, leaf.bleed.bottom() + gap);
    line(&mut leaf.frame, Point::new(x, top - long), Point::new(x, top), &stroke);
    line(&mut leaf.frame, Point::new(x, bottom), Point::new(x, bottom + long), &stroke);
}
