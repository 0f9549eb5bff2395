//! The arguments of `pufa poster`.
//!
//! In: what was typed. Out: a `Poster`. Does not know which formats there are; the theme does.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{ArgMatches, Command};

use super::options::{file_option, millimetres, option, positional, profile_option, root_option, today_option};
use super::{Given, Speech, sub};
use crate::base::date::Day;
use crate::plan::finish::Tile;

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
    /// The way of printing; the sheet's own if not said.
    pub profile: Option<String>,
    /// Where it goes.
    pub output: Option<PathBuf>,
    /// How it is laid over office pages; not at all if not said.
    pub tile: Option<Tile>,
    /// Instead of the clock's day.
    pub today: Option<Day>,
}

/// What two hands need to glue one page on another.
const OVERLAP_MM: f64 = 10.0;

/// What office printers leave blank: 4 to 6 mm.
const MARGIN_MM: f64 = 6.0;

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>, sub: &ArgMatches) -> Poster {
    let tile = given.text("tile").map(|paper| Tile {
        paper,
        fit: sub.get_one("fit").copied(),
        overlap_mm: sub.get_one("overlap").copied().unwrap_or(OVERLAP_MM),
        margin_mm: sub.get_one("margin").copied().unwrap_or(MARGIN_MM),
    });
    Poster {
        root: given.root(),
        file: given.needed_path("file"),
        format: given.text("paper"),
        language: given.text("language"),
        profile: given.text("profile"),
        output: given.path("output"),
        tile,
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
    let tile = option(
        "tile",
        s.pick("纸", "PAPER"),
        s.pick("分成几张 A4 或 A3 打印，再拼起来：a4、a3", "print it in pieces on A4 or A3 to be joined: a4, a3"),
    );
    let fit = option(
        "fit",
        s.pick("列x行", "COLSxROWS"),
        s.pick("缩放到刚好这么多张，例如 2x2 [原大]", "scale it to just so many pages, such as 2x2 [true size]"),
    )
    .requires("tile")
    .value_parser(grid(s));
    let overlap = option(
        "overlap",
        s.pick("毫米", "MM"),
        s.pick("相邻两张重叠多少，涂胶用 [10]", "how much neighbours overlap, for the glue [10]"),
    )
    .requires("tile")
    .value_parser(millimetres(s, 0.0, 50.0));
    let margin = option(
        "margin",
        s.pick("毫米", "MM"),
        s.pick("打印机四边印不到的宽度 [6]", "what the printer leaves blank at each edge [6]"),
    )
    .requires("tile")
    .value_parser(millimetres(s, 0.0, 40.0));
    let usage = s.pick("pufa poster 文件.md [选项]", "pufa poster FILE.md [OPTIONS]");
    sub("poster", s, usage, s.pick("把一页做成可付印的 PDF", "make the print-ready PDF of a page")).args([
        file,
        paper,
        language,
        tile,
        fit,
        overlap,
        margin,
        profile_option(s),
        file_option(s),
        root_option(s),
        today_option(s),
    ])
}

/// Reads columns and rows: `2x3`, `2×3`.
fn grid(s: Speech) -> impl Fn(&str) -> Result<(usize, usize), &'static str> + Clone + Send + Sync + 'static {
    move |text: &str| {
        let (columns, rows) = text.split_once(['x', 'X', '×', '*']).unwrap_or_default();
        let number = |text: &str| text.trim().parse().ok().filter(|n| (1..=40).contains(n));
        number(columns).zip(number(rows)).ok_or(s.pick(
            "应写成 2x3 这样的列数和行数，各从 1 到 40",
            "expected columns and rows such as 2x3, each from 1 to 40",
        ))
    }
}
