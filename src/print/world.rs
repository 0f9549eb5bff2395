//! Answers Typst's questions for one sheet: which files, fonts and date there are.
//!
//! In: the kit, the order, its pictures. Out: a `World` in which a template can read theme files, `/data.json` and `/assets`, no more.
//! Does not touch the disk, the network or the clock.

use std::collections::BTreeMap;

use serde::Serialize;
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::Order;
use super::kit::{Kit, file_id};
use super::picture::Pictures;
use super::profile::Palette;

/// What stays the same in all layouts of an order.
pub(super) struct Desk<'a> {
    pub(super) kit: &'a Kit,
    pub(super) order: &'a Order,
    pub(super) pictures: &'a Pictures,
    /// The data's JSON text from its first entry on, without the opening brace.
    entries: String,
}

/// One layout's view of the world.
pub(super) struct SheetWorld<'a> {
    pub(super) desk: &'a Desk<'a>,
    main: Source,
    data: Bytes,
}

/// `press` in `data.json`.
#[derive(Serialize)]
struct Press<'a> {
    palette: &'a str,
    profile: &'a str,
    family: &'a str,
    bleed_mm: f64,
    safe_mm: f64,
    width_mm: f64,
    height_mm: f64,
    folds_mm: &'a [f64],
    distance_m: Option<f64>,
    drawn_at: f64,
    format: &'a str,
    pages: &'a str,
    rich: bool,
    grey: bool,
    scale: f64,
    min_scale: f64,
    least: &'a BTreeMap<String, f64>,
    /// Family names of system fonts that templates may put before their own.
    fonts: &'a [String],
    /// Family names of the theme's fonts, some of which may have been taken out.
    faces: &'a [String],
}

const MAIN: &str = "/main.typ";
const DATA: &str = "/data.json";

impl<'a> Desk<'a> {
    pub(super) fn new(kit: &'a Kit, order: &'a Order, pictures: &'a Pictures) -> Desk<'a> {
        Desk { kit, order, pictures, entries: entries_of(&order.data) }
    }

    /// The world of a layout with these colours at this type scale.
    pub(super) fn world(&self, palette: Palette, scale: f64) -> SheetWorld<'_> {
        self.world_of(&self.entries, palette, scale)
    }

    /// The same for the press with other data, to see what would fit.
    pub(super) fn world_with(&self, data: &serde_json::Value, scale: f64) -> SheetWorld<'_> {
        self.world_of(&entries_of(data), self.order.profile.palette, scale)
    }

    fn world_of(&self, entries: &str, palette: Palette, scale: f64) -> SheetWorld<'_> {
        let Order { format, profile, .. } = self.order;
        let press = Press {
            palette: palette.word(),
            profile: &profile.id,
            family: &self.order.family,
            bleed_mm: if palette == profile.palette { self.order.bleed_mm() } else { 0.0 },
            safe_mm: format.safe_mm,
            width_mm: format.width_mm.unwrap_or(0.0),
            height_mm: format.height_mm.unwrap_or(0.0),
            folds_mm: &format.folds_mm,
            distance_m: format.distance_m,
            drawn_at: format.drawn_at,
            format: &format.id,
            pages: self.order.pages.word(),
            rich: profile.rich_black,
            grey: profile.grey_safe,
            scale,
            min_scale: format.min_scale,
            least: &format.least,
            fonts: &self.kit.system_families,
            faces: &self.kit.theme_families,
        };
        let press = serde_json::to_string(&press).expect("plain data always has a JSON form");
        let comma = if entries.starts_with('}') { "" } else { "," };
        let data = format!("{{\"press\":{press}{comma}{entries}");
        self.world_of_words(&main_text(&self.order.template, palette), data)
    }

    /// A world of words that stand beside the sheet: another main file, other data, the same fonts.
    pub(super) fn world_of_words(&self, main: &str, data: String) -> SheetWorld<'_> {
        let main = Source::new(file_id(MAIN).expect("a plain name is a path"), main.to_string());
        SheetWorld { desk: self, main, data: Bytes::from_string(data) }
    }
}

fn entries_of(data: &serde_json::Value) -> String {
    let json = serde_json::to_string(data).expect("a JSON value always has a text");
    json.strip_prefix('{').unwrap_or("}").to_string()
}

/// The file Typst starts with. Links lead somewhere on the screen only: a press file may hold no annotations.
///
/// Nothing that stands around the sheet's content may hold the data: Typst remembers what it has laid out by all that holds there, and
/// the river of one sheet would not be known for that of the next.
fn main_text(template: &str, palette: Palette) -> String {
    let links = if palette == Palette::Cmyk { "#show link: it => it.body\n" } else { "" };
    format!("#import \"/print/{template}.typ\": sheet\n{links}#sheet(json(\"{DATA}\"))\n")
}

impl SheetWorld<'_> {
    fn bytes(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(package) = id.root() {
            return Err(FileError::Package(PackageError::NotFound(package.clone())));
        }
        let name = id.vpath().get_with_slash();
        match name {
            MAIN => Ok(Bytes::from_string(self.main.text().to_string())),
            DATA => Ok(self.data.clone()),
            name => self
                .desk
                .kit
                .file(name)
                .map(|file| file.bytes.clone())
                .or_else(|| self.desk.pictures.get(name).cloned())
                .ok_or_else(|| FileError::NotFound(name.into())),
        }
    }
}

impl World for SheetWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.kit.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.desk.kit.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let name = id.vpath().get_with_slash();
        match self.desk.kit.file(name).filter(|_| *id.root() == VirtualRoot::Project) {
            Some(file) => file.source.clone().ok_or(FileError::NotSource),
            None => self.bytes(id).and(Err(FileError::NotSource)),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.bytes(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.kit.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
