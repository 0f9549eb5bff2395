//! The formats of a theme: `print/formats.toml`.
//!
//! In: its text. Out: the formats with their trimmed sizes and the limits of their type, in the order of the file.
//! Does not know which kind of page uses which format; that stands in `kinds/*.toml`.

use std::collections::BTreeMap;

use crate::base::config::Localized;
use crate::base::diag::{Diagnostic, Diagnostics, Text, nearest};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::base::toml;
use crate::base::value::{Data, Table, Value};
use crate::text;

/// Bleed where a format does not say otherwise, in millimetres (what Chinese and European print shops ask for alike).
const BLEED_MM: f64 = 3.0;

/// The smallest type scale where a format does not say otherwise.
const MIN_SCALE: f64 = 0.72;

/// The longest side a sheet may have, in millimetres: PDF's limit of 14,400 points.
const LONGEST_MM: f64 = 5080.0;

/// A paper format.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    /// What kinds and commands call it: `A3`.
    pub id: String,
    /// What people call it.
    pub name: Localized,
    /// Trimmed width in millimetres; none if it follows the text, as with banners.
    pub width_mm: Option<f64>,
    /// Trimmed height in millimetres; none if it follows the text, as with long pictures.
    pub height_mm: Option<f64>,
    /// Bleed on each side in millimetres, where the profile asks for bleed.
    pub bleed_mm: f64,
    /// How far text keeps from the cut, in millimetres.
    pub safe_mm: f64,
    /// From how far it is read, in metres; none for what is held in the hand.
    pub distance_m: Option<f64>,
    /// How many times larger than the file it is printed: 10 for files at one tenth.
    pub drawn_at: f64,
    /// Where the first page is folded, in millimetres from its left edge; the second is folded in the mirror.
    pub folds_mm: Vec<f64>,
    /// The profile it is made in where nobody says otherwise.
    pub profile: String,
    /// What to print it on.
    pub paper: Localized,
    /// Width in pixels of the pictures it is shared as, cut into slices; none for what is printed.
    pub picture_px: Option<u32>,
    /// The smallest type scale that is tried.
    pub min_scale: f64,
    /// The least size in points that each role of type may have, whatever the scale: `body`, `note` …; templates keep to it.
    pub least: BTreeMap<String, f64>,
}

impl Format {
    /// A paper of which nothing is said.
    pub fn of_any_size() -> Format {
        Format {
            id: String::new(),
            name: Localized::default(),
            width_mm: None,
            height_mm: None,
            bleed_mm: BLEED_MM,
            safe_mm: SAFE_MM,
            distance_m: None,
            drawn_at: 1.0,
            folds_mm: Vec::new(),
            profile: PROFILE.to_string(),
            paper: Localized::default(),
            picture_px: None,
            min_scale: MIN_SCALE,
            least: BTreeMap::new(),
        }
    }

    /// Width and height as it is printed, in whole millimetres, whatever it is drawn at; none where they follow the text.
    pub fn true_size_mm(&self) -> [Option<i64>; 2] {
        #[expect(clippy::cast_possible_truncation, reason = "no sheet is longer than some metres")]
        [self.width_mm, self.height_mm].map(|side| side.map(|side| (side * self.drawn_at).round() as i64))
    }
}

/// How far text keeps from the cut where a format does not say otherwise, in millimetres: a guillotine's play and as much again.
const SAFE_MM: f64 = 5.0;

/// The profile of formats that name none.
const PROFILE: &str = "offset";

const KEYS: &[&str] = &[
    "id",
    "name",
    "width_mm",
    "height_mm",
    "bleed_mm",
    "safe_mm",
    "distance_m",
    "drawn_at",
    "folds_mm",
    "profile",
    "paper",
    "picture_px",
    "min_scale",
    "least",
];

/// Reads `[[format]]` entries; what is wrong is a problem at its place, and the entry is left out.
pub fn read_formats(path: &SourcePath, source: &str, diags: &mut Diagnostics) -> Vec<Format> {
    let (table, errors) = toml::read(source);
    for error in errors {
        diags.push(Diagnostic::new(&rules::THEME_FILE, Place::new(path, error.range), error.text));
    }
    let mut reader = Reader { path, diags };
    reader.only_known(&table, &["format"]);
    let Some(value) = table.get("format") else { return Vec::new() };
    let Some(list) = value.list() else {
        reader.wrong(value, text! { zh: "应为若干个 `[[format]]`", en: "expected entries `[[format]]`" });
        return Vec::new();
    };
    let mut formats: Vec<Format> = Vec::new();
    for entry in list {
        let Some(format) = reader.format(entry) else { continue };
        let id = &format.id;
        if formats.iter().any(|other| other.id == *id) {
            reader.wrong(entry, text! { zh: "规格 `{id}` 写了两次", en: "the format `{id}` stands here twice" });
        } else {
            formats.push(format);
        }
    }
    formats
}

/// Something is wrong and has been told.
struct Told;

/// Reads the theme's tables of formats and profiles, and tells what is wrong in them.
pub(super) struct Reader<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) diags: &'a mut Diagnostics,
}

impl Reader<'_> {
    pub(super) fn wrong(&mut self, value: &Value, text: Text) {
        self.diags.push(Diagnostic::new(&rules::THEME_FILE, Place::new(self.path, value.range.clone()), text));
    }

    pub(super) fn only_known(&mut self, table: &Table, known: &[&str]) {
        for entry in table.entries.iter().filter(|e| !known.contains(&e.key.as_str())) {
            let key = &entry.key;
            let place = Place::new(self.path, entry.key_range.clone());
            let text = text! { zh: "不认识的字段 `{key}`", en: "unknown key `{key}`" };
            self.diags.push(Diagnostic::new(&rules::THEME_FILE, place, text).help_if(
                nearest(key, known.iter().copied()),
                |name| {
                    text! { zh: "是不是要写 `{name}`？", en: "did you mean `{name}`?" }
                },
            ));
        }
    }

    fn format(&mut self, value: &Value) -> Option<Format> {
        let Some(table) = value.table() else {
            self.wrong(value, text! { zh: "应为一组字段", en: "expected a group of fields" });
            return None;
        };
        self.only_known(table, KEYS);
        let id = table.get("id").and_then(Value::text).map(str::to_string);
        let sides = [self.side(table, "width_mm").ok()?, self.side(table, "height_mm").ok()?];
        if id.is_none() || sides == [None, None] {
            self.wrong(
                value,
                text! {
                    zh: "规格要有 `id`，还要有 `width_mm` 或 `height_mm`",
                    en: "a format needs an `id`, and a `width_mm` or a `height_mm`"
                },
            );
        }
        let [width_mm, height_mm] = sides;
        let name = table.get("name").and_then(Localized::of);
        let id = id?;
        Some(Format {
            name: name.unwrap_or_else(|| Localized::same(&id)),
            width_mm,
            height_mm,
            bleed_mm: self.between(table, "bleed_mm", 0.0..=50.0).unwrap_or(BLEED_MM),
            safe_mm: self.between(table, "safe_mm", 0.0..=200.0).unwrap_or(SAFE_MM),
            distance_m: self.between(table, "distance_m", 0.1..=500.0),
            drawn_at: self.between(table, "drawn_at", 1.0..=20.0).unwrap_or(1.0),
            folds_mm: self.folds(table),
            profile: table.get("profile").and_then(Value::text).unwrap_or(PROFILE).to_string(),
            paper: table.get("paper").and_then(Localized::of).unwrap_or_default(),
            picture_px: self.pixels(table),
            min_scale: self.between(table, "min_scale", 0.3..=1.0).unwrap_or(MIN_SCALE),
            least: self.least(table),
            id,
        })
    }

    /// A side: a length, or nothing (also written 0) if it follows the text.
    fn side(&mut self, table: &Table, key: &str) -> Result<Option<f64>, Told> {
        match table.get(key) {
            None => Ok(None),
            Some(length) if number(length) == Some(0.0) => Ok(None),
            Some(_) => self.length(table, key).map(Some).ok_or(Told),
        }
    }

    fn pixels(&mut self, table: &Table) -> Option<u32> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within a range of hundreds")]
        self.between(table, "picture_px", 320.0..=4096.0).map(|n| n as u32)
    }

    fn folds(&mut self, table: &Table) -> Vec<f64> {
        let Some(value) = table.get("folds_mm") else { return Vec::new() };
        let folds: Option<Vec<f64>> = value.list().and_then(|list| list.iter().map(number).collect());
        folds.unwrap_or_else(|| {
            self.wrong(value, text! { zh: "应为若干个毫米数", en: "expected a list of millimetres" });
            Vec::new()
        })
    }

    fn least(&mut self, table: &Table) -> BTreeMap<String, f64> {
        let Some(value) = table.get("least") else { return BTreeMap::new() };
        let Some(sizes) = value.table() else {
            self.wrong(value, text! { zh: "应为一组字号", en: "expected a group of sizes" });
            return BTreeMap::new();
        };
        let mut least = BTreeMap::new();
        for entry in &sizes.entries {
            if let Some(size) = self.between(sizes, &entry.key, 1.0..=5000.0) {
                least.insert(entry.key.clone(), size);
            }
        }
        least
    }

    fn length(&mut self, table: &Table, key: &str) -> Option<f64> {
        self.between(table, key, 20.0..=LONGEST_MM)
    }

    /// The number of this key, if it is one within the range; a wrong one is a problem, a missing one is not.
    pub(super) fn between(&mut self, table: &Table, key: &str, range: std::ops::RangeInclusive<f64>) -> Option<f64> {
        let value = table.get(key)?;
        let number = number(value).filter(|n| range.contains(n));
        if number.is_none() {
            let (least, most) = (range.start(), range.end());
            self.wrong(
                value,
                text! { zh: "应为 {least} 到 {most} 之间的数字", en: "expected a number from {least} to {most}" },
            );
        }
        number
    }
}

fn number(value: &Value) -> Option<f64> {
    match &value.data {
        #[expect(clippy::cast_precision_loss, reason = "lengths in millimetres are far below 2^52")]
        Data::Integer(n) => Some(*n as f64),
        Data::Float(n) => Some(*n),
        Data::Text(_) | Data::Bool(_) | Data::Date(_) | Data::Empty | Data::List(_) | Data::Table(_) => None,
    }
}
