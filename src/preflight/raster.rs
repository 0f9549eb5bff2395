//! Draws a part of a page in pixels, as a reader of PDF would show it.
//!
//! In: an open file, a page, a rectangle in millimetres. Out: pixels with the place of each.
//! Draws on white, without annotations, and nothing whose contents were not read to their end. Pictures are costly (a photograph takes
//! 50 ms), so those that lie elsewhere are left out.

#![expect(clippy::many_single_char_names, reason = "lights have one letter each")]

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::colour::{linear, weighed};
use super::file::{Leaf, Open, whole};
use super::geometry::{MM_PER_POINT, Rect};
use super::marks::{Marks, Picture, Unread};
use super::pixels::{self, Pixels};

/// Pixels of one drawing.
const MOST_PIXELS: f64 = 3e6;

/// Pixels on one side: what the rasterizer counts with.
const LONGEST: f64 = 20_000.0;

/// How light each of 256 steps of red, green or blue is: a page has some hundred thousand pixels to ask for.
static LIGHT: LazyLock<[f64; 256]> = LazyLock::new(|| std::array::from_fn(|step| linear(pixels::wide(step) / 255.0)));

/// Draws pages of one file.
pub(super) struct Rasters<'a> {
    open: &'a Open,
    bytes: &'a [u8],
    /// The file again, with the page's box set to what is wanted.
    copy: Option<Document>,
    /// Pictures of the page, as far as somebody asked.
    unpacked: BTreeMap<ObjectId, Option<Rc<Pixels>>>,
}

/// A drawing.
pub(super) struct Raster {
    pub(super) width: usize,
    pub(super) height: usize,
    /// What it shows.
    area: Rect,
    /// Red, green, blue, and one that is not used, for each pixel.
    pixels: Vec<u8>,
}

/// Whether a page can be drawn in reasonable time.
pub(super) fn is_drawable(marks: &Marks) -> bool {
    let is_read = !marks.unread.iter().any(|u| matches!(u, Unread::Loop | Unread::TooMuch));
    is_read && marks.pictures().all(|p| p.width.saturating_mul(p.height) <= pixels::MOST_PIXELS)
}

impl<'a> Rasters<'a> {
    pub(super) fn new(open: &'a Open, bytes: &'a [u8]) -> Self {
        Rasters { open, bytes, copy: None, unpacked: BTreeMap::new() }
    }

    /// A part of a page at so many pixels a millimetre, fewer if that would be too many.
    pub(super) fn draw(&mut self, leaf: &Leaf, marks: &Marks, area: &Rect, per_mm: f64) -> Option<Raster> {
        let per_mm = affordable(area, per_mm);
        let bytes = self.showing(leaf, marks, area)?;
        let pdf = Pdf::new(bytes).ok()?;
        let at = self.open.pages.iter().position(|page| page.id == leaf.id)?;
        let page = pdf.pages().get(at)?;
        let (width, height) = page.render_dimensions();
        let sides = (area.width() * per_mm, area.height() * per_mm);
        if width <= 0.0 || height <= 0.0 || sides.0 < 1.0 || sides.1 < 1.0 {
            return None;
        }
        let interpreting = InterpreterSettings { render_annotations: false, ..InterpreterSettings::default() };
        let (columns, rows) =
            (u16::try_from(whole(sides.0.round())).ok()?, u16::try_from(whole(sides.1.round())).ok()?);
        #[expect(clippy::cast_possible_truncation, reason = "factors of a drawing")]
        let settings = RenderSettings {
            x_scale: (sides.0 / f64::from(width)) as f32,
            y_scale: (sides.1 / f64::from(height)) as f32,
            width: Some(columns),
            height: Some(rows),
            bg_color: WHITE,
        };
        let drawn = hayro::render(page, &RenderCache::new(), &interpreting, &settings);
        let (width, height) = (usize::from(drawn.width()), usize::from(drawn.height()));
        Some(Raster { width, height, area: *area, pixels: drawn.data_as_u8_slice().to_vec() })
    }

    /// The file with the page cut to an area, and a dot for each picture that is nowhere in it.
    fn showing(&mut self, leaf: &Leaf, marks: &Marks, area: &Rect) -> Option<Vec<u8>> {
        let copy = self.copy.get_or_insert_with(|| self.open.pdf.clone());
        let mut pictures: BTreeMap<ObjectId, bool> = BTreeMap::new();
        for picture in marks.pictures() {
            let is_there = picture.area.shared(area).is_some();
            // What is drawn through or as a mask has its meaning there.
            let is_plain = !picture.has_soft_mask && !picture.is_stencil;
            if let Some(id) = picture.id {
                *pictures.entry(id).or_default() |= is_there || !is_plain;
            }
        }
        for (id, is_there) in pictures {
            let own = self.open.pdf.objects.get(&id).filter(|_| is_there);
            copy.objects.insert(id, own.cloned().unwrap_or_else(dot));
        }
        let inverse = inverse(leaf, area)?;
        let page = copy.get_dictionary_mut(leaf.id).ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "PDF's numbers are of single precision")]
        let edges = Object::Array(inverse.iter().map(|n| Object::Real(*n as f32)).collect());
        page.set("MediaBox", edges.clone());
        page.set("CropBox", edges);
        page.remove(b"UserUnit");
        let mut bytes = Vec::new();
        copy.save_to(&mut bytes).ok()?;
        Some(bytes)
    }

    /// A picture's values; none if they cannot be had. Kept until the next page.
    pub(super) fn pixels(&mut self, picture: &Picture) -> Option<Rc<Pixels>> {
        let id = picture.id?;
        let bytes = self.bytes;
        let known = self.unpacked.entry(id).or_insert_with(|| Pixels::of(bytes, picture).map(Rc::new));
        known.clone()
    }

    /// Forgets the pictures of the page before.
    pub(super) fn turn(&mut self) {
        self.unpacked.clear();
    }
}

/// Pixels for a millimetre, fewer than wanted if that would be too many in all.
fn affordable(area: &Rect, wanted: f64) -> f64 {
    let most = (MOST_PIXELS / (area.width() * area.height())).sqrt();
    wanted.min(most).min(LONGEST / area.width().max(area.height()))
}

/// A picture of one pixel.
fn dot() -> Object {
    let mut dict = Dictionary::new();
    dict.set("Type", "XObject");
    dict.set("Subtype", "Image");
    dict.set("Width", 1);
    dict.set("Height", 1);
    dict.set("ColorSpace", "DeviceGray");
    dict.set("BitsPerComponent", 8);
    Object::Stream(Stream::new(dict, vec![255]))
}

/// The area in units of the page: left, bottom, right, top.
fn inverse(leaf: &Leaf, area: &Rect) -> Option<[f64; 4]> {
    let [left, bottom, right, top] = leaf.cut();
    let mm = leaf.unit * MM_PER_POINT;
    let (w, n, e, s) = (area.left / mm, area.top / mm, area.right / mm, area.bottom / mm);
    let edges = match leaf.turns {
        1 => [left + n, bottom + w, left + s, bottom + e],
        2 => [right - e, bottom + n, right - w, bottom + s],
        3 => [right - s, top - e, right - n, top - w],
        _ => [left + w, top - s, left + e, top - n],
    };
    edges.iter().all(|n| n.is_finite()).then_some(edges)
}

impl Raster {
    /// Nothing on white, at so many pixels a millimetre; none if that would be less than a pixel.
    pub(super) fn white(area: &Rect, per_mm: f64) -> Option<Raster> {
        let per_mm = affordable(area, per_mm);
        let [width, height] = [area.width(), area.height()].map(|side| whole((side * per_mm).round()));
        let is_some = width > 0 && height > 0;
        is_some.then(|| Raster { width, height, area: *area, pixels: vec![255; width * height * 4] })
    }

    /// The rows and the columns of pixels whose middles lie in a rectangle.
    pub(super) fn middles(&self, area: &Rect) -> (Range<usize>, Range<usize>) {
        let first = |mm: f64, most: usize| whole((mm * self.per_mm() - 0.5).ceil()).min(most);
        let rows = first(area.top - self.area.top, self.height)..first(area.bottom - self.area.top, self.height);
        let columns = first(area.left - self.area.left, self.width)..first(area.right - self.area.left, self.width);
        (rows, columns)
    }

    /// The middle of a pixel in millimetres.
    #[expect(clippy::cast_precision_loss, reason = "at most 20,000")]
    pub(super) fn middle(&self, column: usize, row: usize) -> (f64, f64) {
        self.place(column as f64 + 0.5, row as f64 + 0.5)
    }

    /// Gives pixels of a row a colour.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clipped to a byte")]
    pub(super) fn paint(&mut self, row: usize, columns: Range<usize>, rgb: [f64; 3]) {
        let [r, g, b] = rgb.map(|part| (part * 255.0).round().clamp(0.0, 255.0) as u8);
        let start = row * self.width;
        let end = start + columns.end.max(columns.start);
        if let Some(pixels) = self.pixels.get_mut((start + columns.start) * 4..end * 4) {
            pixels.chunks_exact_mut(4).for_each(|pixel| pixel.copy_from_slice(&[r, g, b, 255]));
        }
    }

    /// Red, green and blue of a pixel, 0 to 1.
    pub(super) fn pixel(&self, x: usize, y: usize) -> [f64; 3] {
        let at = (y.min(self.height - 1) * self.width + x.min(self.width - 1)) * 4;
        let part = |i: usize| f64::from(self.pixels.get(at + i).copied().unwrap_or(255)) / 255.0;
        [part(0), part(1), part(2)]
    }

    /// How light a pixel is.
    pub(super) fn light(&self, x: usize, y: usize) -> f64 {
        let at = (y.min(self.height - 1) * self.width + x.min(self.width - 1)) * 4;
        let part = |i: usize| LIGHT[usize::from(self.pixels.get(at + i).copied().unwrap_or(255))];
        weighed([part(0), part(1), part(2)])
    }

    /// The pixel of a place in millimetres.
    pub(super) fn at(&self, x: f64, y: f64) -> (usize, usize) {
        let column = (x - self.area.left) * self.per_mm();
        let row = (y - self.area.top) * self.per_mm();
        (whole(column).min(self.width - 1), whole(row).min(self.height - 1))
    }

    /// The place of a pixel in millimetres.
    pub(super) fn place(&self, x: f64, y: f64) -> (f64, f64) {
        (self.area.left + x / self.per_mm(), self.area.top + y / self.per_mm())
    }

    #[expect(clippy::cast_precision_loss, reason = "at most 65,535")]
    pub(super) fn per_mm(&self) -> f64 {
        self.width as f64 / self.area.width()
    }

    /// Lightness as a grey of eight bits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clipped to a byte")]
    pub(super) fn grey(&self, x: usize, y: usize) -> u8 {
        let [r, g, b] = self.pixel(x, y);
        ((0.299 * r + 0.587 * g + 0.114 * b) * 255.0).round().clamp(0.0, 255.0) as u8
    }
}
