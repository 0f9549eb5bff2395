//! Places on the sheet: rectangles, matrices, paths.
//!
//! In: numbers as a PDF gives them, however wild. Out: millimetres from the upper left corner of the trimmed sheet, x to the right, y down.
//! Does not know pages; `file` makes the first matrix of each.

#![expect(clippy::many_single_char_names, reason = "matrices are written as the standard writes them")]

/// Millimetres in a point.
pub(super) const MM_PER_POINT: f64 = 25.4 / 72.0;

/// Straight pieces that a curve is made of: at most 0.3 % of its size away from it.
const PIECES: u32 = 8;

/// A point in millimetres.
pub(super) type Point = (f64, f64);

/// A number of a file; what is no number or beyond all paper is 0.
pub(super) fn sane(number: f64) -> f64 {
    const BEYOND: f64 = 1e9;
    if number.abs() < BEYOND { number } else { 0.0 }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    /// Larger than any sheet.
    pub(super) const EVERYWHERE: Rect = Rect { left: -1e9, top: -1e9, right: 1e9, bottom: 1e9 };

    pub(super) fn of(points: impl IntoIterator<Item = Point>) -> Option<Rect> {
        let mut points = points.into_iter().filter(|(x, y)| x.is_finite() && y.is_finite());
        let (x, y) = points.next()?;
        let start = Rect { left: x, top: y, right: x, bottom: y };
        Some(points.fold(start, |r, (x, y)| Rect {
            left: r.left.min(x),
            top: r.top.min(y),
            right: r.right.max(x),
            bottom: r.bottom.max(y),
        }))
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn centre(&self) -> Point {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// What both share, if it is more than a line.
    pub(super) fn shared(&self, other: &Rect) -> Option<Rect> {
        let shared = self.clipped(other);
        (shared.width() > 0.0 && shared.height() > 0.0).then_some(shared)
    }

    /// What both share; inside out if nothing is.
    pub(super) fn clipped(&self, other: &Rect) -> Rect {
        Rect {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    pub(super) fn with(&self, other: &Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Larger on each side; smaller with a negative number.
    pub(super) fn grown(&self, by: f64) -> Rect {
        Rect { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub(super) fn contains(&self, other: &Rect, tolerance: f64) -> bool {
        self.left <= other.left + tolerance
            && self.top <= other.top + tolerance
            && self.right >= other.right - tolerance
            && self.bottom >= other.bottom - tolerance
    }

    pub(super) fn holds(&self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// A PDF matrix `[a b c d e f]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one first, then the other.
    pub(super) fn then(&self, outer: &Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [g, h, i, j, k, l] = outer.0;
        let product =
            [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
        Matrix(product.map(sane))
    }

    pub(super) fn apply(&self, (x, y): Point) -> Point {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How long a unit to the right becomes.
    pub(super) fn across(&self) -> f64 {
        self.0[0].hypot(self.0[1])
    }

    /// How long a unit upwards becomes.
    pub(super) fn along(&self) -> f64 {
        self.0[2].hypot(self.0[3])
    }

    /// How long a unit becomes, whichever way it lies: the square root of how large a square becomes.
    pub(super) fn scale(&self) -> f64 {
        let [a, b, c, d, _, _] = self.0;
        (a * d - b * c).abs().sqrt()
    }

    /// Whether upright rectangles stay upright.
    pub(super) fn keeps_upright(&self) -> bool {
        const OFF: f64 = 1e-6;
        let [a, b, c, d, _, _] = self.0.map(f64::abs);
        b.max(c) < OFF || a.max(d) < OFF
    }

    /// The rectangle around a rectangle `[x0 y0 x1 y1]` of the inner space.
    pub(super) fn around(&self, [x0, y0, x1, y1]: [f64; 4]) -> Option<Rect> {
        Rect::of([(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(|p| self.apply(p)))
    }
}

/// Closed polygons that are filled together.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub(super) rings: Vec<Vec<Point>>,
    /// Whether holes are told by counting lines instead of by their direction.
    pub(super) even_odd: bool,
}

impl Outline {
    pub(super) fn bounds(&self) -> Option<Rect> {
        Rect::of(self.rings.iter().flatten().copied())
    }

    pub(super) fn points(&self) -> usize {
        self.rings.iter().map(Vec::len).sum()
    }

    /// Whether it is one upright rectangle.
    pub(super) fn is_upright(&self) -> bool {
        matches!(self.rings.as_slice(), [ring] if is_upright(ring))
    }

    /// Whether a point lies in the filled part.
    pub(super) fn covers(&self, (x, y): Point) -> bool {
        let (mut winding, mut crossings) = (0_i32, 0_u32);
        for ring in &self.rings {
            let ends = ring.iter().skip(1).chain(ring.first());
            for ((x0, y0), (x1, y1)) in ring.iter().zip(ends) {
                if (*y0 <= y) == (*y1 <= y) {
                    continue;
                }
                let at = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
                if at > x {
                    winding += if y1 > y0 { 1 } else { -1 };
                    crossings += 1;
                }
            }
        }
        if self.even_odd { crossings % 2 == 1 } else { winding != 0 }
    }

    /// The area in square millimetres; of overlapping rings each counts.
    pub(super) fn area(&self) -> f64 {
        let signed = |ring: &Vec<Point>| {
            let ends = ring.iter().skip(1).chain(ring.first());
            ring.iter().zip(ends).map(|((x0, y0), (x1, y1))| x0 * y1 - x1 * y0).sum::<f64>() / 2.0
        };
        let areas = self.rings.iter().map(signed);
        if self.even_odd { areas.map(f64::abs).fold(0.0, |all, a| (all - a).abs()) } else { areas.sum::<f64>().abs() }
    }
}

/// Whether a ring is an upright rectangle.
fn is_upright(ring: &[Point]) -> bool {
    const OFF: f64 = 0.01;
    let near = |a: f64, b: f64| (a - b).abs() < OFF;
    let Some(Rect { left, top, right, bottom }) = Rect::of(ring.iter().copied()) else { return false };
    let is_corner = |(x, y): &Point| (near(*x, left) || near(*x, right)) && (near(*y, top) || near(*y, bottom));
    let ends = ring.iter().skip(1).chain(ring.first());
    let is_straight = ring.iter().zip(ends).all(|((x, y), (u, v))| near(*x, *u) || near(*y, *v));
    (4..=6).contains(&ring.len()) && is_straight && ring.iter().all(is_corner)
}

/// A path as it is built, in millimetres from the start.
#[derive(Default)]
pub(super) struct Pen {
    rings: Vec<Vec<Point>>,
}

impl Pen {
    pub(super) fn move_to(&mut self, point: Point) {
        self.rings.push(vec![point]);
    }

    pub(super) fn line_to(&mut self, point: Point) {
        match self.rings.last_mut() {
            Some(ring) => ring.push(point),
            None => self.move_to(point),
        }
    }

    pub(super) fn curve_to(&mut self, one: Point, two: Point, end: Point) {
        let start = self.here().unwrap_or(one);
        for piece in 1..=PIECES {
            let t = f64::from(piece) / f64::from(PIECES);
            let s = 1.0 - t;
            let u = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
            let mix = |f: &dyn Fn(&Point) -> f64| u[0] * f(&start) + u[1] * f(&one) + u[2] * f(&two) + u[3] * f(&end);
            self.line_to((mix(&|p| p.0), mix(&|p| p.1)));
        }
    }

    /// Back to where the ring began; what follows begins there again.
    pub(super) fn close(&mut self) {
        if let Some(first) = self.rings.last().and_then(|ring| ring.first()).copied() {
            self.line_to(first);
        }
    }

    pub(super) fn here(&self) -> Option<Point> {
        self.rings.last()?.last().copied()
    }

    /// The lines as they are drawn, and nothing left.
    pub(super) fn take(&mut self) -> Vec<Vec<Point>> {
        std::mem::take(&mut self.rings)
    }
}
