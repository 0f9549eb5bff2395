//! The arguments of `pufa poster`.
//!
//! In: what was typed. Out: a `Poster`. Does not know which formats there are; the theme does.

use clap::{ArgMatches, Command};

use super::one_page::{self, OnePage};
use super::options::{millimetres, option};
use super::{Given, Speech, sub};
use crate::plan::finish::Tile;

/// `poster`.
#[derive(Clone, Debug)]
pub struct Poster {
    /// The page, and which of its sheets.
    pub page: OnePage,
    /// How it is laid over office pages; not at all if not said.
    pub tile: Option<Tile>,
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
    Poster { page: one_page::of(given), tile }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let help = s.pick("页面的 Markdown 文件", "the page's Markdown file");
    let which = one_page::which(s, s.pick("文件", "FILE"), help);
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
    let about = s.pick("把一页做成可付印的 PDF", "make the print-ready PDF of a page");
    sub("poster", s, usage, about).args(which).args([tile, fit, overlap, margin]).args(one_page::how(s))
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
