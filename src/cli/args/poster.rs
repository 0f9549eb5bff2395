//! The arguments of `pufa poster`.
//!
//! In: what was typed. Out: a `Poster`. Does not know which formats there are; the theme does.

use std::path::PathBuf;

use clap::Command;
use clap::builder::ValueParser;

use super::options::{option, positional, root_option, today_option};
use super::{Given, Speech, sub};
use crate::base::date::Day;

/// `poster`.
#[derive(Clone, Debug)]
pub struct Poster {
    /// The site's folder.
    pub root: PathBuf,
    /// The page.
    pub file: PathBuf,
    /// The paper format; the first of the kind if not said.
    pub format: Option<String>,
    /// The language or languages on it.
    pub language: Option<String>,
    /// Where it goes.
    pub output: Option<PathBuf>,
    /// Instead of the clock's day.
    pub today: Option<Day>,
}

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>) -> Poster {
    Poster {
        root: given.root(),
        file: given.needed_path("file"),
        format: given.text("paper"),
        language: given.text("language"),
        output: given.path("output"),
        today: given.today(),
    }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let file = positional("file", s.pick("文件", "FILE"), s.pick("页面的 Markdown 文件", "the page's Markdown file"))
        .value_parser(ValueParser::path_buf());
    let paper = option(
        "format",
        s.pick("规格", "FORMAT"),
        s.pick("纸张规格，例如 A2；不写就用第一种", "the paper, such as A2; the first of the kind if not given"),
    )
    .id("paper");
    let language = option(
        "language",
        s.pick("语言", "LANGUAGE"),
        s.pick("海报上的语言：zh、en 或 both", "the language on it: zh, en or both"),
    );
    let output = option("output", s.pick("文件", "FILE"), s.pick("写到哪个文件", "the file to write"))
        .short('o')
        .value_parser(ValueParser::path_buf());
    let usage = s.pick("pufa poster 文件.md [选项]", "pufa poster FILE.md [OPTIONS]");
    sub("poster", s, usage, s.pick("把一页做成可付印的 PDF", "make the print-ready PDF of a page")).args([
        file,
        paper,
        language,
        output,
        root_option(s),
        today_option(s),
    ])
}
