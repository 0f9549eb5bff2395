//! Draws a part of a page in pixels, as a reader of PDF would show it.
//!
//! In: an open file, a page, a rectangle in millimetres. Out: pixels with the place of each; pictures of the file as the values in them.
//! Draws on white, without annotations, and nothing whose contents were not read to their end.

#![expect(clippy::many_single_char_names, reason = "lights have one letter each")]

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{ObjectIdentifier, stream};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use lopdf::{Document, Object};

use super::colour::luminance;
use super::file::{Leaf, Open, whole};
use super::geometry::{MM_PER_POINT, Rect};
use super::marks::{Marks, Unread};

/// Pixels of one drawing.
const MOST_PIXELS: f64 = 3e6;

/// Pixels on one side: what the rasterizer counts with.
const LONGEST: f64 = 20_000.0;

/// Pixels of a picture beyond which it is not unpacked.
const MOST_PICTURE_PIXELS: usize = 120_000_000;

/// Draws pages of one file.
pub(super) struct Rasters<'a> {
    open: &'a Open,
    bytes: &'a [u8],
    /// The file again, with the page's box set to what is wanted.
    copy: Option<Document>,
}

/// A drawing.
pub(super) struct Raster {
    pub(super) width: usize,
    pub(super) height: usize,
    area: Rect,
    /// Red, green, blue, and one that is not used, for each pixel.
    pixels: Vec<u8>,
}

/// Whether a page can be drawn in reasonable time.
pub(super) fn is_drawable(marks: &Marks) -> bool {
    let is_read = !marks.unread.iter().any(|u| matches!(u, Unread::Loop | Unread::TooMuch));
    is_read && marks.pictures().all(|p| p.width.saturating_mul(p.height) <= MOST_PICTURE_PIXELS)
}

impl<'a> Rasters<'a> {
    pub(super) fn new(open: &'a Open, bytes: &'a [u8]) -> Self {
        Rasters { open, bytes, copy: None }
    }

    /// A part of a page at so many pixels a millimetre, fewer if that would be too many.
    pub(super) fn draw(&mut self, leaf: &Leaf, area: &Rect, per_mm: f64) -> Option<Raster> {
        let most = (MOST_PIXELS / (area.width() * area.height())).sqrt();
        let most = most.min(LONGEST / area.width().max(area.height()));
        let per_mm = per_mm.min(most);
        let bytes = self.showing(leaf, area)?;
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

    /// The file with the page cut to an area.
    fn showing(&mut self, leaf: &Leaf, area: &Rect) -> Option<Vec<u8>> {
        let copy = self.copy.get_or_insert_with(|| self.open.pdf.clone());
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

    /// The most ink in a picture of four inks, in percent, leaving out the darkest half percent; none if it cannot be unpacked.
    pub(super) fn picture_ink(&self, id: lopdf::ObjectId) -> Option<f64> {
        let pdf = Pdf::new(self.bytes.to_vec()).ok()?;
        let number = i32::try_from(id.0).ok()?;
        let picture = pdf.xref().get::<stream::Stream<'_>>(ObjectIdentifier::new(number, i32::from(id.1)))?;
        let parameters = stream::ImageDecodeParams {
            is_indexed: false,
            bpc: Some(8),
            num_components: Some(4),
            target_dimension: None,
            width: picture.dict().get::<u32>(b"Width".as_slice())?,
            height: picture.dict().get::<u32>(b"Height".as_slice())?,
        };
        let decoded = picture.decoded_image(&parameters).ok()?;
        let inverted = picture.dict().get::<hayro::hayro_syntax::object::Array<'_>>(b"Decode".as_slice());
        let inverted = inverted.and_then(|decode| decode.iter::<f32>().next()).is_some_and(|first| first > 0.5);
        let mut counts = [0_usize; 1021];
        let pixels = decoded.data.chunks_exact(4);
        let all = pixels.len();
        for pixel in pixels {
            let sum: usize = pixel.iter().map(|v| usize::from(*v)).sum();
            counts[if inverted { 1020 - sum } else { sum }] += 1;
        }
        let (mut darker, spared) = (0, all / 200);
        let sum = (0..counts.len()).rev().find(|sum| {
            darker += counts[*sum];
            darker > spared
        })?;
        #[expect(clippy::cast_precision_loss, reason = "at most 1020")]
        Some(sum as f64 / 255.0 * 100.0)
    }
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
    /// Red, green and blue of a pixel, 0 to 1.
    pub(super) fn pixel(&self, x: usize, y: usize) -> [f64; 3] {
        let at = (y.min(self.height - 1) * self.width + x.min(self.width - 1)) * 4;
        let part = |i: usize| f64::from(self.pixels.get(at + i).copied().unwrap_or(255)) / 255.0;
        [part(0), part(1), part(2)]
    }

    /// How light a pixel is.
    pub(super) fn light(&self, x: usize, y: usize) -> f64 {
        luminance(self.pixel(x, y))
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
