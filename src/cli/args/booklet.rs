//! The arguments of `pufa booklet`.
//!
//! In: what was typed. Out: a `Booklet`. Does not know whether the page has a sheet of several pages; the theme does.

use clap::{ArgMatches, Command};

use super::one_page::{self, OnePage};
use super::options::{flag, millimetres, option};
use super::{Given, Speech, sub};
use crate::plan::finish::{Duplex, Fold};

/// `booklet`.
#[derive(Clone, Debug)]
pub struct Booklet {
    /// The booklet, and which of its sheets of several pages.
    pub page: OnePage,
    /// How its pages are put on sheets; one after the other if not said.
    pub impose: Option<Fold>,
}

/// A sheet of 80 g/m².
const CREEP_MM: f64 = 0.1;

/// Cubic centimetres of a gram of uncoated paper: 80 g/m² is 0.1 mm thick.
const BULK: f64 = 1.25;

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>, sub: &ArgMatches) -> Booklet {
    let impose = sub.get_flag("impose").then(|| Fold {
        paper: given.text("sheet"),
        duplex: sub.get_one("duplex").copied().unwrap_or(Duplex::Short),
        creep_mm: sub.get_one("creep").copied().unwrap_or(CREEP_MM),
    });
    Booklet { page: one_page::of(given), impose }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let which = one_page::which(
        s,
        s.pick("文件", "PAGE"),
        s.pick("读本的 _index.md，或一页", "the booklet's _index.md, or a page"),
    );
    let impose = flag(
        "impose",
        s.pick(
            "拼成骑马订的大张，打印、对折、在折缝上订",
            "put pages on sheets to print, fold and staple through the fold",
        ),
    );
    let sheet = option(
        "paper",
        s.pick("纸", "PAPER"),
        s.pick(
            "打印用的纸，例如 A4；不写就用刚好放下两页的",
            "the paper to print on, such as A4; what two pages fit on if not given",
        ),
    )
    .id("sheet")
    .requires("impose");
    let message = s.pick("应为 long、short 或 none", "expected long, short or none");
    let duplex = option(
        "duplex",
        "long|short|none",
        s.pick(
            "打印机怎么翻面：长边、短边 [短边]；不能双面打印写 none，正面和背面各一个文件",
            "how the printer turns the paper: on its long or short edge [short]; none makes a file of fronts and one of backs",
        ),
    )
    .requires("impose")
    .value_parser(move |text: &str| match text {
        "long" => Ok(Duplex::Long),
        "short" => Ok(Duplex::Short),
        "none" => Ok(Duplex::None),
        _ => Err(message),
    });
    let creep = option(
        "creep",
        s.pick("毫米", "MM"),
        s.pick(
            "每张纸的厚度，里面的页往折缝移；也可以写克重，例如 80g [0.1]",
            "the thickness of a sheet, by which inner pages move to the fold; or its weight, such as 80g [0.1]",
        ),
    )
    .requires("impose")
    .value_parser(creep(s));
    let usage = s.pick("pufa booklet 文件.md [选项]", "pufa booklet PAGE.md [OPTIONS]");
    let about = s.pick("把一个读本做成小册子的 PDF", "make the PDF of a booklet");
    sub("booklet", s, usage, about).args(which).args([impose, sheet, duplex, creep]).args(one_page::how(s))
}

/// Reads a thickness in millimetres, or a weight with `g`.
fn creep(s: Speech) -> impl Fn(&str) -> Result<f64, String> + Clone + Send + Sync + 'static {
    let plain = millimetres(s, 0.0, 1.0);
    move |text: &str| match text.strip_suffix(['g', '克']) {
        Some(grams) => {
            let grams = grams.trim().parse::<f64>().ok().filter(|grams| (20.0..=600.0).contains(grams));
            grams
                .map(|grams| grams * BULK / 1000.0)
                .ok_or_else(|| s.pick("克重应为 20g 到 600g", "expected a weight from 20g to 600g").to_string())
        }
        None => plain(text),
    }
}
