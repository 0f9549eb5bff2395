//! What a file is judged by.
//!
//! In: a profile and a format of the theme, and what the sheet is to say. Out: plain numbers that the rules compare with.
//! Holds no rule; what counts as wrong is said where it is looked for.

use super::geometry::Rect;
use crate::print::Format;
use crate::print::profile::{Palette, Profile, Standard};

/// How many pages there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageCount {
    /// Nobody said.
    Any,
    /// A sheet.
    One,
    /// A sheet with two sides.
    Two,
    /// A stapled booklet: a multiple of four.
    Fours,
}

/// What a file is judged by.
#[derive(Clone, Debug)]
pub struct Demands {
    /// The profile's id, to name it.
    pub profile: String,
    /// The standard to follow.
    pub standard: Standard,
    /// Whether it goes to a machine with process inks.
    pub is_press: bool,
    /// Trimmed width; none if anything will do.
    pub width_mm: Option<f64>,
    /// Trimmed height; none if anything will do.
    pub height_mm: Option<f64>,
    /// Bleed on each side; 0 for none.
    pub bleed_mm: f64,
    /// How near to the cut text may stand.
    pub safe_mm: f64,
    /// From how far it is read; none: what the size suggests.
    pub distance_m: Option<f64>,
    /// How many times larger than the file it is printed.
    pub drawn_at: f64,
    /// Most ink in one place, in percent; none where no ink is counted.
    pub ink_limit: Option<f64>,
    /// Pixels for an inch that a picture needs on what is held in the hand.
    pub ppi_near: f64,
    /// The same on what hangs on a wall: A2 and larger.
    pub ppi_far: f64,
    /// Whether large solids need more than black ink.
    pub rich_black: bool,
    /// Whether it must be readable in grey.
    pub grey_safe: bool,
    /// How many pages there may be.
    pub pages: PageCount,
    /// Addresses of which drawn QR codes must lead to one at least, if there are any; empty if any will do.
    pub links: Vec<String>,
    /// Whether to draw it and look at the pixels: for bleed and QR codes.
    pub draws: bool,
}

/// Bleed and the room that text keeps to the cut where no format is known, in millimetres: what shops ask for.
const BLEED_MM: f64 = 3.0;
const SAFE_MM: f64 = 4.0;

/// The longer side from which a sheet hangs on a wall, in millimetres: A2 is 594 mm.
const WALL_MM: f64 = 550.0;

/// What is larger than a square metre and a half is looked at from afar: 喷绘 shops ask 30 to 45 ppi up to 30 m², and 22.5 beyond.
const LARGE_SQUARE_METRES: [(f64, f64); 2] = [(30.0, 22.5), (1.5, 30.0)];

impl Demands {
    /// What a profile asks for, of paper of a format if one is known.
    pub fn of(profile: &Profile, format: Option<&Format>) -> Demands {
        let bleed_mm = format.map_or(BLEED_MM, |format| format.bleed_mm);
        Demands {
            profile: profile.id.clone(),
            standard: profile.standard,
            is_press: profile.palette == Palette::Cmyk,
            width_mm: format.and_then(|format| format.width_mm),
            height_mm: format.and_then(|format| format.height_mm),
            bleed_mm: if profile.bleed { bleed_mm } else { 0.0 },
            safe_mm: format.map_or(SAFE_MM, |format| format.safe_mm),
            distance_m: format.and_then(|format| format.distance_m),
            drawn_at: format.map_or(1.0, |format| format.drawn_at),
            ink_limit: profile.ink_limit,
            ppi_near: profile.picture_ppi,
            ppi_far: profile.picture_ppi_far,
            rich_black: profile.rich_black,
            grey_safe: profile.grey_safe,
            pages: PageCount::Any,
            links: Vec::new(),
            draws: true,
        }
    }

    /// What the tagged file of the same sheet must keep to, beyond what the sheet itself must.
    #[must_use]
    pub fn for_reading(&self) -> Demands {
        Demands {
            standard: Standard::Ua1,
            is_press: false,
            bleed_mm: 0.0,
            ink_limit: None,
            rich_black: false,
            grey_safe: false,
            pages: PageCount::Any,
            links: Vec::new(),
            draws: false,
            ..self.clone()
        }
    }

    /// The printed size of a page in millimetres.
    fn printed(&self, trim: &Rect) -> (f64, f64) {
        (trim.width() * self.drawn_at, trim.height() * self.drawn_at)
    }

    /// Pixels for an inch that a picture of this sheet needs as printed.
    pub(super) fn ppi(&self, trim: &Rect) -> f64 {
        let (width, height) = self.printed(trim);
        let square_metres = width * height / 1e6;
        if self.rich_black || self.drawn_at > 1.0 {
            let large = LARGE_SQUARE_METRES.iter().find(|(least, _)| square_metres >= *least);
            if let Some((_, ppi)) = large {
                return ppi.min(self.ppi_far);
            }
        }
        if width.max(height) >= WALL_MM || self.distance_m.is_some() { self.ppi_far } else { self.ppi_near }
    }

    /// From how far it is read, in metres: a sheet is mostly looked at from twice its longer side, what is held or shown on a screen from 35 cm.
    pub(super) fn distance(&self, trim: &Rect) -> f64 {
        let (width, height) = self.printed(trim);
        // What is long and narrow is read as what is as wide as it.
        let longer = width.max(height).min(3.0 * width.min(height)) / 1000.0;
        let is_held = longer < 0.4 || !self.is_press && !self.grey_safe;
        self.distance_m.unwrap_or(if is_held { 0.35 } else { (2.0 * longer).min(10.0) })
    }
}
