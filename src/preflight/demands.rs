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
    /// How the file is to be made.
    pub profile: Profile,
    /// The paper it is for.
    pub format: Format,
    /// How many pages there may be.
    pub pages: PageCount,
    /// Addresses of which drawn QR codes must lead to one at least, if there are any; empty if any will do.
    pub links: Vec<String>,
    /// Whether to draw it and look at the pixels: for bleed and QR codes.
    pub draws: bool,
}

/// The room that text keeps to the cut where no format is known, in millimetres: what shops ask for.
const SAFE_MM: f64 = 4.0;

/// The longer side from which a sheet hangs on a wall, in millimetres: A2 is 594 mm.
const WALL_MM: f64 = 550.0;

/// What is larger than a square metre and a half is looked at from afar: 喷绘 shops ask 30 to 45 ppi up to 30 m², and 22.5 beyond.
const LARGE_SQUARE_METRES: [(f64, f64); 2] = [(30.0, 22.5), (1.5, 30.0)];

impl Demands {
    /// What a profile asks for, of paper of a format if one is known.
    pub fn of(profile: &Profile, format: Option<&Format>) -> Demands {
        let format = format.cloned().unwrap_or_else(|| Format { safe_mm: SAFE_MM, ..Format::of_any_size() });
        Demands { profile: profile.clone(), format, pages: PageCount::Any, links: Vec::new(), draws: true }
    }

    /// What the tagged file of the same sheet must keep to, beyond what the sheet itself must.
    #[must_use]
    pub fn for_reading(&self) -> Demands {
        let profile = Profile {
            palette: Palette::Rgb,
            standard: Standard::Ua1,
            bleed: false,
            ink_limit: None,
            rich_black: false,
            grey_safe: false,
            ..self.profile.clone()
        };
        Demands { draws: false, ..Demands::of(&profile, Some(&self.format)) }
    }

    /// Whether it goes to a machine with process inks.
    pub(super) fn is_press(&self) -> bool {
        self.profile.palette == Palette::Cmyk
    }

    /// Whether it must be PDF/X-4.
    pub(super) fn is_x4(&self) -> bool {
        self.profile.standard == Standard::X4
    }

    /// Whether it must be PDF/UA-1.
    pub(super) fn is_ua1(&self) -> bool {
        self.profile.standard == Standard::Ua1
    }

    /// Bleed on each side in millimetres; 0 for none.
    pub(super) fn bleed_mm(&self) -> f64 {
        if self.profile.bleed { self.format.bleed_mm } else { 0.0 }
    }

    /// How many times larger than the file it is printed.
    pub(super) fn times(&self) -> f64 {
        self.format.drawn_at
    }

    /// The printed size of a page in millimetres.
    fn printed(&self, trim: &Rect) -> (f64, f64) {
        (trim.width() * self.times(), trim.height() * self.times())
    }

    /// Pixels for an inch that a picture of this sheet needs as printed.
    pub(super) fn ppi(&self, trim: &Rect) -> f64 {
        let (width, height) = self.printed(trim);
        let square_metres = width * height / 1e6;
        if self.profile.rich_black || self.times() > 1.0 {
            let large = LARGE_SQUARE_METRES.iter().find(|(least, _)| square_metres >= *least);
            if let Some((_, ppi)) = large {
                return ppi.min(self.profile.picture_ppi_far);
            }
        }
        let hangs = width.max(height) >= WALL_MM || self.format.distance_m.is_some();
        if hangs { self.profile.picture_ppi_far } else { self.profile.picture_ppi }
    }

    /// From how far it is read, in metres: a sheet is mostly looked at from twice its longer side, what is held or shown on a screen from 35 cm.
    pub(super) fn distance(&self, trim: &Rect) -> f64 {
        let (width, height) = self.printed(trim);
        // What is long and narrow is read as what is as wide as it.
        let longer = width.max(height).min(3.0 * width.min(height)) / 1000.0;
        let is_held = longer < 0.4 || !self.is_press() && !self.profile.grey_safe;
        self.format.distance_m.unwrap_or(if is_held { 0.35 } else { (2.0 * longer).min(10.0) })
    }
}
