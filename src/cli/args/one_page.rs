//! What `pufa poster` and `pufa booklet` are told alike.
//!
//! In: what was typed. Out: a `OnePage`. Does not know which sheets the page has; the theme does.

use std::path::PathBuf;

use clap::Arg;
use clap::builder::ValueParser;

use super::options::{file_option, option, paper_option, positional, profile_option, root_option, today_option};
use super::{Given, Speech};
use crate::base::date::Day;

/// A page, which of its sheets, and where they go.
#[derive(Clone, Debug)]
pub struct OnePage {
    /// The site's folder.
    pub root: PathBuf,
    /// The page.
    pub file: PathBuf,
    /// The paper format; all of the page that are asked for if not said.
    pub format: Option<String>,
    /// The language or languages on it.
    pub language: Option<String>,
    /// The way of printing; the sheet's own if not said.
    pub profile: Option<String>,
    /// Where it goes.
    pub output: Option<PathBuf>,
    /// Instead of the clock's day.
    pub today: Option<Day>,
}

/// What the arguments ask for.
pub(super) fn of(given: &Given<'_>) -> OnePage {
    OnePage {
        root: given.root(),
        file: given.needed_path("file"),
        format: given.text("paper"),
        language: given.text("language"),
        profile: given.text("profile"),
        output: given.path("output"),
        today: given.today(),
    }
}

/// Which page, and which of its sheets.
pub(super) fn which(s: Speech, name: &'static str, help: &'static str) -> [Arg; 3] {
    let file = positional("file", name, help).value_parser(ValueParser::path_buf());
    let language = option(
        "language",
        s.pick("语言", "LANGUAGE"),
        s.pick("上面的语言：zh、en 或 both", "the language on it: zh, en or both"),
    );
    [file, paper_option(s), language]
}

/// How it is made, and where it goes.
pub(super) fn how(s: Speech) -> [Arg; 4] {
    [profile_option(s), file_option(s), root_option(s), today_option(s)]
}
