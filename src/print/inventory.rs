//! What a sheet needs at the print shop: its fonts and its inks.
//!
//! In: finished leaves. Out: the names of the fonts, the process inks and the spot colours. Does not judge them; that is `preflight`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use typst::layout::FrameItem;
use typst::visualize::{Color, ImageKind, Paint, ProcessColor, SpotColorantName};

use super::frame;
use super::leaf::Leaf;

/// The four inks of the press.
const ALL: [&str; 4] = ["cyan", "magenta", "yellow", "black"];

/// What leaves are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    /// The fonts by their PostScript names.
    pub fonts: BTreeSet<String>,
    /// Process inks: `cyan`, `magenta`, `yellow`, `black`; `rgb` where something is painted in screen colours.
    pub process: BTreeSet<String>,
    /// Spot colours by name, the registration colour left out.
    pub spots: BTreeSet<String>,
    /// How many pictures.
    pub pictures: usize,
}

/// Goes through everything that is painted.
pub fn of(leaves: &[Leaf]) -> Inventory {
    let mut found = Inventory::default();
    for leaf in leaves {
        frame::visit(&leaf.frame, &mut |item, _| match item {
            FrameItem::Text(text) => {
                let font = text.font.font();
                found.fonts.insert(font.post_script_name().unwrap_or_else(|| font.info().family.clone()));
                found.paint(&text.fill);
                text.stroke.iter().for_each(|stroke| found.paint(&stroke.paint));
            }
            FrameItem::Shape(shape, _) => {
                shape.fill.iter().for_each(|fill| found.paint(fill));
                shape.stroke.iter().for_each(|stroke| found.paint(&stroke.paint));
            }
            FrameItem::Image(image, ..) => {
                found.pictures += 1;
                // A photograph needs all inks, whichever colours it is stored in.
                if matches!(image.kind(), ImageKind::Raster(_)) {
                    found.process.extend(ALL.map(str::to_string));
                }
            }
            FrameItem::Group(_) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        });
    }
    found
}

impl Inventory {
    fn paint(&mut self, paint: &Paint) {
        match paint {
            Paint::Solid(color) => self.color(color),
            Paint::Gradient(gradient) => gradient.stops_ref().iter().for_each(|(color, _)| self.color(color)),
            // Its frame is no part of the page's; what it paints is taken for all inks.
            Paint::Tiling(_) => self.process.extend(ALL.map(str::to_string)),
        }
    }

    fn color(&mut self, color: &Color) {
        match color {
            Color::Spot(spot) => match &spot.colorant.name {
                Some(SpotColorantName::Custom(name)) => {
                    self.spots.insert(name.to_string());
                }
                Some(SpotColorantName::All) | None => {}
            },
            Color::Process(ProcessColor::Cmyk(ink)) => {
                let inks = [("cyan", ink.c), ("magenta", ink.m), ("yellow", ink.y), ("black", ink.k)];
                self.process
                    .extend(inks.into_iter().filter(|(_, amount)| *amount > 0.0).map(|(name, _)| name.to_string()));
            }
            // Greys are written so that they print with black alone.
            Color::Process(ProcessColor::Luma(_)) => {
                self.process.insert("black".to_string());
            }
            Color::Process(_) => {
                self.process.insert("rgb".to_string());
            }
        }
    }
}
