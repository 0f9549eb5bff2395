//! What a press, a printer or a screen wants of a file: the profiles of a theme, `print/profiles.toml`.
//!
//! In: its text. Out: the profiles, in the order of the file.
//! Does not know which sheet is made in which profile; formats and kinds say so.

use super::format::Reader;
use crate::base::config::Localized;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::base::toml;
use crate::base::value::{Table, Value};
use crate::text;

/// How a file is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// What kinds, formats and commands call it: `offset`.
    pub id: String,
    /// What people call it.
    pub name: Localized,
    /// Its colours.
    pub palette: Palette,
    /// The standard it keeps to.
    pub standard: Standard,
    /// Whether grounds run over the cut.
    pub bleed: bool,
    /// Whether there are crop and registration marks around it.
    pub marks: bool,
    /// Whether large black solids carry all inks, because black alone prints grey.
    pub rich_black: bool,
    /// Whether it must read well without colour.
    pub grey_safe: bool,
    /// Most ink in one spot, in percent, all inks together; none where no ink is counted.
    pub ink_limit: Option<f64>,
    /// Fewest pixels an inch a picture may have at its final size, for what is held in the hand.
    pub picture_ppi: f64,
    /// The same for what hangs on a wall (formats with a `distance_m`).
    pub picture_ppi_far: f64,
    /// The file of the theme that holds the colour profile of its paper and inks: `icc/coated.icc`; empty for none.
    pub icc: String,
    /// The name of the printing condition, from the registry of the ICC: `FOGRA39`.
    pub condition: String,
}

/// The colours of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Palette {
    /// Inks.
    Cmyk,
    /// Light.
    Rgb,
}

/// The standard a file keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// None: plain PDF 1.6.
    Plain,
    /// PDF/X-4 (ISO 15930-7): for print shops.
    X4,
    /// PDF/UA-1 (ISO 14289-1): for all readers.
    Ua1,
}

const KEYS: &[&str] = &[
    "id",
    "name",
    "palette",
    "standard",
    "bleed",
    "marks",
    "rich_black",
    "grey_safe",
    "ink_limit",
    "picture_ppi",
    "picture_ppi_far",
    "icc",
    "condition",
];

impl Palette {
    /// Its word in the tables and in print data.
    pub fn word(self) -> &'static str {
        match self {
            Palette::Cmyk => "cmyk",
            Palette::Rgb => "rgb",
        }
    }
}

impl Standard {
    /// What people call it; empty for none.
    pub fn name(self) -> &'static str {
        match self {
            Standard::Plain => "",
            Standard::X4 => "PDF/X-4",
            Standard::Ua1 => "PDF/UA-1",
        }
    }
}

/// Reads `[[profile]]` entries; what is wrong is a problem at its place, and the entry is left out.
pub fn read_profiles(path: &SourcePath, source: &str, diags: &mut Diagnostics) -> Vec<Profile> {
    let (table, errors) = toml::read(source);
    for error in errors {
        diags.push(Diagnostic::new(&rules::THEME_FILE, Place::new(path, error.range), error.text));
    }
    let mut reader = Reader { path, diags };
    reader.only_known(&table, &["profile"]);
    let list = table.get("profile").and_then(Value::list).unwrap_or_default();
    let mut profiles: Vec<Profile> = Vec::new();
    for entry in list {
        let Some(profile) = reader.profile(entry) else { continue };
        let id = &profile.id;
        if profiles.iter().any(|other| other.id == *id) {
            reader.wrong(entry, text! { zh: "输出方式 `{id}` 写了两次", en: "the profile `{id}` stands here twice" });
        } else {
            profiles.push(profile);
        }
    }
    profiles
}

impl Reader<'_> {
    fn profile(&mut self, value: &Value) -> Option<Profile> {
        let table = value.table()?;
        self.only_known(table, KEYS);
        let Some(id) = table.get("id").and_then(Value::text).map(str::to_string) else {
            self.wrong(value, text! { zh: "输出方式要有 `id`", en: "a profile needs an `id`" });
            return None;
        };
        let palette = self.one_of(table, "palette", &[("cmyk", Palette::Cmyk), ("rgb", Palette::Rgb)]);
        let standards = [("none", Standard::Plain), ("x-4", Standard::X4), ("ua-1", Standard::Ua1)];
        let standard = self.one_of(table, "standard", &standards).unwrap_or(Standard::Plain);
        let palette = palette.unwrap_or(if standard == Standard::Ua1 { Palette::Rgb } else { Palette::Cmyk });
        let text = |key: &str| table.get(key).and_then(Value::text).unwrap_or_default().to_string();
        let profile = Profile {
            name: table.get("name").and_then(Localized::of).unwrap_or_else(|| Localized::same(&id)),
            palette,
            standard,
            bleed: self.yes(table, "bleed"),
            marks: self.yes(table, "marks"),
            rich_black: self.yes(table, "rich_black"),
            grey_safe: self.yes(table, "grey_safe"),
            ink_limit: self.between(table, "ink_limit", 100.0..=400.0),
            picture_ppi: self.between(table, "picture_ppi", 10.0..=2400.0).unwrap_or(300.0),
            picture_ppi_far: self.between(table, "picture_ppi_far", 10.0..=2400.0).unwrap_or(150.0),
            icc: text("icc"),
            condition: text("condition"),
            id,
        };
        if (profile.standard == Standard::X4) == profile.icc.is_empty()
            || (standard == Standard::X4 && palette == Palette::Rgb)
        {
            self.wrong(
                value,
                text! {
                    zh: "`standard = \"x-4\"` 要用 cmyk，并写 `icc`（颜色特性文件）；别的标准不写",
                    en: "`standard = \"x-4\"` needs cmyk and an `icc` file; other standards have none"
                },
            );
            return None;
        }
        Some(profile)
    }

    fn yes(&mut self, table: &Table, key: &str) -> bool {
        let Some(value) = table.get(key) else { return false };
        value.boolean().unwrap_or_else(|| {
            self.wrong(value, text! { zh: "应为 true 或 false", en: "expected true or false" });
            false
        })
    }

    fn one_of<T: Copy>(&mut self, table: &Table, key: &str, known: &[(&str, T)]) -> Option<T> {
        let value = table.get(key)?;
        let found = value.text().and_then(|word| known.iter().find(|(known, _)| *known == word));
        if found.is_none() {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            let (zh, en) = (words.join("、"), words.join(", "));
            self.wrong(value, text! { zh: "应为：{zh}", en: "expected one of: {en}" });
        }
        found.map(|(_, meaning)| *meaning)
    }
}
