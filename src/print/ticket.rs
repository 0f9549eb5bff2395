//! The job ticket: what a print shop must know of a file, as a record and as a page.
//!
//! In: what is known of a sheet and its finished file. Out: JSON, and a PDF set by the theme's `print/ticket.typ`.
//! Invents nothing: what only the office or the shop can know is a line to write on.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::base::config::Localized;
use crate::base::date::Day;
use crate::base::diag::Diagnostics;
use crate::base::place::Place;
use crate::base::sha256::sha256;
use crate::theme::kind::Pages;

use super::inventory::Inventory;
use super::kit::{Blob, Kit};
use super::profile::{Palette, Profile, Standard};
use super::{Format, Order};

/// The form of the record: it gets another number when a key changes its meaning.
pub const VERSION: u32 = 1;

/// The print template of the page.
const TEMPLATE: &str = "ticket";

/// Where the layout finds the picture.
const PREVIEW: &str = "/assets/1.jpg";

/// The inks in the order printers say them.
const INKS: [&str; 5] = ["cyan", "magenta", "yellow", "black", "rgb"];

/// The size of the page: A4, for the office's printer.
const PAGE_MM: (f64, f64) = (210.0, 297.0);

/// What a ticket says.
#[derive(Clone, Debug, Serialize)]
pub struct Ticket {
    /// [`VERSION`].
    pub ticket: u32,
    /// The sheet's name in file names.
    pub sheet: String,
    /// What the sheet is called, by language.
    pub name: Value,
    /// The page's title, by language.
    pub title: Value,
    /// The languages on it.
    pub languages: Vec<String>,
    /// The page on the web.
    pub address: String,
    /// Who has it printed, by language.
    pub issuer: Value,
    /// Finished width and height, as drawn.
    pub trim_mm: [f64; 2],
    /// Bleed on each side; 0 for none.
    pub bleed_mm: f64,
    /// Width and height of the file's pages, with bleed and marks.
    pub media_mm: [f64; 2],
    /// How many times larger it is to be printed.
    pub drawn_at: f64,
    /// How many pages the file has.
    pub pages: usize,
    /// Whether it is printed on one side or on two.
    pub sides: u8,
    /// How many copies; none if the office writes it by hand.
    pub copies: Option<i64>,
    /// How the file is made.
    pub profile: Value,
    /// What to print on, by language; none if the office writes it by hand.
    pub paper: Value,
    /// Where page 1 is folded, from its left edge.
    pub folds_mm: Vec<f64>,
    /// `saddle` for what is stitched through the fold.
    pub binding: Option<&'static str>,
    /// `process` and `spots`.
    pub inks: Value,
    /// PostScript names of its fonts; all are embedded.
    pub fonts: Vec<String>,
    /// The files it is for.
    pub files: Vec<FileNote>,
}

/// A file that a ticket goes with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FileNote {
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: usize,
    /// Its checksum, as `certutil -hashfile FILE SHA256` says it.
    pub sha256: String,
}

impl FileNote {
    /// The note of a finished file.
    pub fn of(name: String, bytes: &[u8]) -> FileNote {
        FileNote { name, bytes: bytes.len(), sha256: sha256(bytes) }
    }
}

/// How a profile is told to a print shop.
pub fn profile(profile: &Profile) -> Value {
    json!({
        "id": profile.id,
        "name": by_language(&profile.name),
        "standard": profile.standard.name(),
        "condition": profile.condition,
        "ink_limit": profile.ink_limit,
        "marks": profile.marks,
    })
}

/// The inks of a sheet; what is made in screen colours is said to be so.
pub fn inks(inventory: &Inventory) -> Value {
    let process: Vec<&str> = INKS.into_iter().filter(|ink| inventory.process.contains(*ink)).collect();
    json!({ "process": process, "spots": inventory.spots })
}

/// Chinese and English of a text; null if it has neither.
pub fn by_language(text: &Localized) -> Value {
    let (zh, en) = (text.get("zh"), text.get("en"));
    if zh.is_empty() && en.is_empty() { Value::Null } else { json!({ "zh": zh, "en": en }) }
}

/// `saddle` for sheets whose pages come in fours.
pub fn binding(pages: Pages) -> Option<&'static str> {
    match pages {
        Pages::Fours => Some("saddle"),
        Pages::One | Pages::Two | Pages::Many => None,
    }
}

/// The record as it is written beside the file.
pub fn record(ticket: &Ticket) -> Vec<u8> {
    let text = serde_json::to_string_pretty(ticket).expect("plain data always has a JSON form");
    (text + "\n").into_bytes()
}

/// What a ticket's page is made from.
pub struct Sheet<'a> {
    /// What it says.
    pub ticket: &'a Ticket,
    /// A JPEG of the sheet's first page.
    pub preview: Option<Vec<u8>>,
    /// The sheet's format; it lends what the ticket does not care about.
    pub format: &'a Format,
    /// The sheet's profile, for the same.
    pub profile: &'a Profile,
    /// Where problems are shown.
    pub source: Place,
    /// The day written into the file.
    pub day: Day,
}

/// The ticket as a page.
pub fn page(kit: &Kit, sheet: Sheet<'_>) -> (Option<Vec<u8>>, Diagnostics) {
    let Sheet { ticket, preview, format, profile, source, day } = sheet;
    let title = ticket.title.get("zh").or(ticket.title.get("en")).and_then(Value::as_str).unwrap_or_default();
    let title = format!("印刷工单：{}", title.replace('|', ""));
    let order = Order {
        template: TEMPLATE.to_string(),
        format: Format {
            id: "ticket".to_string(),
            width_mm: Some(PAGE_MM.0),
            height_mm: Some(PAGE_MM.1),
            drawn_at: 1.0,
            folds_mm: Vec::new(),
            least: std::collections::BTreeMap::new(),
            min_scale: 1.0,
            ..format.clone()
        },
        profile: Profile {
            palette: Palette::Rgb,
            standard: Standard::Plain,
            bleed: false,
            marks: false,
            icc: String::new(),
            condition: String::new(),
            ..profile.clone()
        },
        pages: Pages::One,
        family: String::new(),
        day,
        data: json!({
            "languages": ["zh", "en"],
            "preview": preview.as_ref().map(|_| json!({ "src": PREVIEW })),
            "ticket": ticket,
        }),
        pictures: preview.map(|bytes| (PREVIEW.to_string(), Blob::from(bytes))).into_iter().collect(),
        title,
        language_tag: "zh-Hans".to_string(),
        source,
        texts: Vec::new(),
    };
    let (laid, mut problems) = super::lay(kit, &order);
    let Some(laid) = laid else { return (None, problems) };
    let (bytes, more) = super::write(kit, &order, &laid.leaves);
    problems.append(more);
    (bytes, problems)
}
