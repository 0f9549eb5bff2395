//! Pictures of a file as the values in them.
//!
//! In: the file and a picture of it. Out: its values, unpacked, of eight bits each.
//! Converts by no profile: what is asked here (is it white, how much ink) needs none.

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, ObjectIdentifier, stream};

use super::colour::{Colour, Space};
use super::marks::Picture;

/// Pixels of a picture beyond which it is not unpacked.
pub(super) const MOST_PIXELS: usize = 120_000_000;

/// A picture's values.
pub(super) struct Pixels {
    width: usize,
    height: usize,
    space: Space,
    /// Values of each pixel, row after row.
    data: Vec<u8>,
    /// Whether 255 stands for nothing of it.
    is_inverted: bool,
}

impl Pixels {
    /// Unpacks a picture; none if it cannot be, or its values are no colours by themselves.
    pub(super) fn of(bytes: &[u8], picture: &Picture) -> Option<Pixels> {
        let space = picture.space.clone();
        let parts = match space {
            Space::Gray | Space::Icc(1) => 1,
            Space::Rgb | Space::Icc(3) => 3,
            Space::Cmyk | Space::Icc(4) => 4,
            _ => return None,
        };
        if picture.bits != 8 || picture.width.saturating_mul(picture.height) > MOST_PIXELS {
            return None;
        }
        let (number, generation) = picture.id?;
        let pdf = Pdf::new(bytes.to_vec()).ok()?;
        let id = ObjectIdentifier::new(i32::try_from(number).ok()?, i32::from(generation));
        let found = pdf.xref().get::<stream::Stream<'_>>(id)?;
        let parameters = stream::ImageDecodeParams {
            is_indexed: false,
            bpc: Some(8),
            num_components: Some(parts),
            target_dimension: None,
            width: found.dict().get::<u32>(b"Width".as_slice())?,
            height: found.dict().get::<u32>(b"Height".as_slice())?,
        };
        let decoded = found.decoded_image(&parameters).ok()?;
        let (width, height) = (picture.width, picture.height);
        let decode = found.dict().get::<Array<'_>>(b"Decode".as_slice());
        let is_inverted = decode.and_then(|decode| decode.iter::<f32>().next()).is_some_and(|first| first > 0.5);
        let is_whole = decoded.data.len() >= width * height * usize::from(parts);
        is_whole.then(|| Pixels { width, height, space, data: decoded.data.into_owned(), is_inverted })
    }

    /// The colour of a place of the picture, 0 to 1 from the left and from the top.
    pub(super) fn rgb(&self, across: f64, down: f64) -> Option<[f64; 3]> {
        let at = |part: f64, count: usize| super::file::whole(part * wide(count)).min(count.saturating_sub(1));
        let parts = self.space.parts();
        let start = (at(down, self.height) * self.width + at(across, self.width)) * parts;
        let value = |v: &u8| f64::from(if self.is_inverted { 255 - v } else { *v }) / 255.0;
        let values = self.data.get(start..start + parts)?.iter().map(value).collect();
        Colour { space: self.space.clone(), values }.rgb()
    }

    /// The most ink in a picture of four inks, in percent, leaving out the darkest half percent.
    pub(super) fn ink(&self) -> Option<f64> {
        let mut counts = [0_usize; 1021];
        let pixels = self.data.chunks_exact(4).filter(|_| self.space.parts() == 4);
        let all = pixels.clone().count();
        for pixel in pixels {
            let sum: usize = pixel.iter().map(|v| usize::from(*v)).sum();
            counts[if self.is_inverted { 1020 - sum } else { sum }] += 1;
        }
        let (mut darker, spared) = (0, all / 200);
        let sum = (0..counts.len()).rev().find(|sum| {
            darker += counts[*sum];
            darker > spared
        })?;
        Some(wide(sum) / 255.0 * 100.0)
    }
}

/// A count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "pixels are counted below 2^32")]
pub(super) fn wide(count: usize) -> f64 {
    count as f64
}
