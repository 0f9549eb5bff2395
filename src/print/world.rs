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

/// Colours of the press or of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Palette {
    /// For the press, with bleed.
    Cmyk,
    /// For the screen, without.
    Rgb,
}

/// What stays the same in all layouts of an order.
pub(super) struct Desk<'a> {
    pub(super) kit: &'a Kit,
    pub(super) order: &'a Order,
    pub(super) pictures: &'a Pictures,
    main: Source,
    /// The data's JSON text from its first entry on, without the opening brace.
    entries: String,
}

/// One layout's view of the world.
pub(super) struct SheetWorld<'a> {
    pub(super) desk: &'a Desk<'a>,
    data: Bytes,
}

/// `press` in `data.json`.
#[derive(Serialize)]
struct Press<'a> {
    palette: Palette,
    bleed_mm: f64,
    width_mm: f64,
    height_mm: f64,
    format: &'a str,
    scale: f64,
    min_scale: f64,
    least: &'a BTreeMap<String, f64>,
    /// Family names of system fonts that templates may put before their own.
    fonts: &'a [String],
}

const MAIN: &str = "/main.typ";
const DATA: &str = "/data.json";

impl<'a> Desk<'a> {
    pub(super) fn new(kit: &'a Kit, order: &'a Order, pictures: &'a Pictures) -> Desk<'a> {
        let main = Source::new(file_id(MAIN).expect("a plain name is a path"), main_text(&order.template));
        Desk { kit, order, pictures, main, entries: entries_of(&order.data) }
    }

    /// The world of a layout with these colours at this type scale.
    pub(super) fn world(&self, palette: Palette, scale: f64) -> SheetWorld<'_> {
        self.world_of(&self.entries, palette, scale)
    }

    /// The same for the press with other data, to see what would fit.
    pub(super) fn world_with(&self, data: &serde_json::Value, scale: f64) -> SheetWorld<'_> {
        self.world_of(&entries_of(data), Palette::Cmyk, scale)
    }

    fn world_of(&self, entries: &str, palette: Palette, scale: f64) -> SheetWorld<'_> {
        let format = &self.order.format;
        let press = Press {
            palette,
            bleed_mm: if palette == Palette::Cmyk { self.order.bleed_mm } else { 0.0 },
            width_mm: format.width_mm.unwrap_or(0.0),
            height_mm: format.height_mm,
            format: &format.id,
            scale,
            min_scale: format.min_scale,
            least: &format.least,
            fonts: &self.kit.system_families,
        };
        let press = serde_json::to_string(&press).expect("plain data always has a JSON form");
        let comma = if entries.starts_with('}') { "" } else { "," };
        let data = format!("{{\"press\":{press}{comma}{entries}");
        SheetWorld { desk: self, data: Bytes::from_string(data) }
    }
}

fn entries_of(data: &serde_json::Value) -> String {
    let json = serde_json::to_string(data).expect("a JSON value always has a text");
    json.strip_prefix('{').unwrap_or("}").to_string()
}

/// The file Typst starts with. Links are set as plain words: a press file may hold no annotations.
fn main_text(template: &str) -> String {
    format!("#import \"/print/{template}.typ\": sheet\n#show link: it => it.body\n#sheet(json(\"{DATA}\"))\n")
}

impl SheetWorld<'_> {
    fn bytes(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(package) = id.root() {
            return Err(FileError::Package(PackageError::NotFound(package.clone())));
        }
        let name = id.vpath().get_with_slash();
        match name {
            MAIN => Ok(Bytes::from_string(self.desk.main.text().to_string())),
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
        self.desk.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.desk.main.id() {
            return Ok(self.desk.main.clone());
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
