//! A long picture cut into slices that a phone shows one below the other.
//!
//! In: pixels. Out: slices of the same width, from above, that make the picture again when put together.
//! Cuts where nothing is: between rows that are alike, so that no line of text and no picture is cut; only where there is no such gap for
//! half a slice it cuts all the same.

use image::RgbaImage;
use image::imageops;

/// Height of a slice, as a multiple of its width: a phone's screen.
const TALL: f64 = 2.2;

/// Rows alike that make a gap to cut in, in thousandths of the width: less than between two lines of text.
const GAP: u32 = 8;

/// The slices of a picture.
pub(super) fn cut(picture: &RgbaImage) -> Vec<RgbaImage> {
    let (width, height) = picture.dimensions();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand pixels")]
    let tall = (f64::from(width) * TALL) as u32;
    let gap = (width * GAP / 1000).max(2);
    let mut slices = Vec::new();
    let mut from = 0;
    while height - from > tall {
        let to = gap_above(picture, from + tall, from + tall / 2, gap).unwrap_or(from + tall);
        slices.push(imageops::crop_imm(picture, 0, from, width, to - from).to_image());
        from = to;
    }
    slices.push(imageops::crop_imm(picture, 0, from, width, height - from).to_image());
    slices
}

/// The middle of the last gap that ends above a row, not above `least`.
fn gap_above(picture: &RgbaImage, below: u32, least: u32, gap: u32) -> Option<u32> {
    let mut alike = 0;
    let mut at = below;
    while at > least {
        at -= 1;
        alike = if row(picture, at) == row(picture, at + 1) { alike + 1 } else { 0 };
        if alike >= gap {
            return Some(at + gap / 2);
        }
    }
    None
}

fn row(picture: &RgbaImage, y: u32) -> &[u8] {
    let length = picture.width() as usize * 4;
    let start = y as usize * length;
    &picture.as_raw()[start..start + length]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of text as bars of ten rows, ten apart.
    #[test]
    fn no_line_is_cut() {
        let picture = RgbaImage::from_fn(100, 1000, |x, y| {
            let ink = y % 20 < 10 && x > 10;
            image::Rgba(if ink { [0, 0, 0, 255] } else { [255, 255, 255, 255] })
        });
        let slices = cut(&picture);
        assert!(slices.len() >= 5);
        assert_eq!(slices.iter().map(RgbaImage::height).sum::<u32>(), 1000);
        let mut at = 0;
        for slice in &slices {
            assert!(slice.height() <= 220);
            at += slice.height();
            // The bar below may begin at the cut itself.
            assert!(at == 1000 || at % 20 >= 10 || at % 20 == 0, "cut at {at}");
        }
        assert_eq!(cut(&RgbaImage::from_pixel(100, 150, image::Rgba([1, 2, 3, 255]))).len(), 1);
    }

    #[test]
    fn what_has_no_gap_is_cut_all_the_same() {
        let picture =
            RgbaImage::from_fn(100, 700, |x, y| image::Rgba([u8::try_from(x + y % 7).unwrap_or_default(), 0, 0, 255]));
        assert_eq!(cut(&picture).iter().map(RgbaImage::height).collect::<Vec<_>>(), [220, 220, 220, 40]);
    }
}
