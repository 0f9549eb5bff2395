//! How sheets are printed: `[print]` in `pufa.toml`.

use super::Reader;
use crate::base::value::{Table, Value};

/// `[print]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintSettings {
    /// Family names of system fonts that sheets may use besides the theme's.
    pub system_fonts: Vec<String>,
    /// The colour profile of the office's print shop, by its path in the theme; none for the theme's own.
    pub icc: Option<String>,
    /// The name of its printing condition in the registry of the ICC, if it has one.
    pub condition: Option<String>,
    /// The profile that stands for `offset`: `digital` for a shop that wants no marks.
    pub profile: Option<String>,
}

impl Reader<'_> {
    pub(super) fn print(&mut self, table: &Table) -> PrintSettings {
        let Some(value) = table.get("print") else { return PrintSettings::default() };
        let Some(inner) = value.table() else {
            self.wrong(value, "一段 `[print]`", "a section `[print]`");
            return PrintSettings::default();
        };
        self.only_known(inner, &["system_fonts", "icc", "condition", "profile"], "print.");
        PrintSettings {
            system_fonts: self.names(inner, "system_fonts"),
            icc: self.text(inner, "icc").map(|path| path.trim_start_matches("theme/").to_string()),
            condition: self.text(inner, "condition"),
            profile: self.text(inner, "profile"),
        }
    }

    fn names(&mut self, table: &Table, key: &str) -> Vec<String> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let names: Option<Vec<String>> =
            value.list().and_then(|l| l.iter().map(|v: &Value| v.text().map(str::to_string)).collect());
        names.unwrap_or_else(|| {
            self.wrong(value, "名称的列表", "a list of names");
            Vec::new()
        })
    }
}
