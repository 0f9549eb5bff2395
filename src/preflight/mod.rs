//! Reads a finished PDF, ours or anybody's, and says what a print shop would send back.
//!
//! In: the bytes of a PDF, what it is judged by, and where its texts are written. Out: problems with page, place in millimetres and advice.
//! Mends nothing and trusts nothing: a file may be damaged or made to do harm, and the worst that comes of it is a message.
//!
//! `file` opens, `content` carries out the pages' contents into `marks`, and the rules look at those, each group in a file:
//! `boxes`, `bleed`, `fonts`, `inks`, `lines`, `setting`, `pictures`, `contrast`, `codes`, `records`, `structure`, `outlined`.
//! What only a picture can show (bleed, QR codes) is asked of `sketch`, and of `raster` where the marks alone do not tell.

mod bleed;
mod boxes;
mod cmap;
mod codes;
mod colour;
mod content;
mod contrast;
mod demands;
mod file;
mod finding;
mod font;
mod fonts;
mod geometry;
mod inks;
mod lexer;
mod lines;
mod marks;
mod outlined;
mod parts;
mod pictures;
mod pixels;
mod raster;
mod records;
mod setting;
mod sketch;
mod state;
mod structure;
mod type_set;

#[cfg(test)]
mod tests;

use crate::base::diag::Diagnostics;
use crate::base::place::Place;
use crate::base::rules;
use crate::print::TextPlace;
use crate::text;

pub use self::demands::{Demands, PageCount};

use self::content::Reader;
use self::file::{Leaf, MOST_PAGES, Shut};
use self::finding::{Finding, Findings};
use self::font::Font;
use self::geometry::Rect;
use self::marks::{Marks, Unread};
use self::raster::Rasters;

/// The name of the thread that files are read on: a panic there is a file that could not be read, and is told as such.
pub const THREAD: &str = "preflight";

/// Stack for reading: parts in parts are followed up to a limit, and other people's readers have theirs.
const STACK_BYTES: usize = 64 << 20;

/// A file to judge.
pub struct Sheet<'a> {
    /// How it is called in messages; empty if the place says it already.
    pub name: &'a str,
    /// Where problems without a better place are shown.
    pub place: Place,
    /// Its texts and where they are written.
    pub texts: &'a [TextPlace],
    /// What it is judged by.
    pub demands: &'a Demands,
}

/// What a file says it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// It says that it follows PDF/X.
    Press,
    /// It says that it follows PDF/UA.
    Accessible,
    /// It says nothing.
    Plain,
}

/// One page and all that rules ask of it.
struct View<'v> {
    demands: &'v Demands,
    fonts: &'v [Font],
    leaf: &'v Leaf,
    marks: &'v Marks,
    /// From 1.
    number: usize,
    trim: Rect,
    bled: Rect,
}

/// Judges a file.
pub fn judge(bytes: &[u8], sheet: &Sheet<'_>) -> Diagnostics {
    let judged = apart(|| look(bytes, sheet));
    judged.unwrap_or_else(|| {
        let mut findings = Findings::default();
        findings.push(Finding::new(
            &rules::PDF_UNREADABLE,
            text! { zh: "读这个文件时出了错，没有检查完", en: "the file could not be read to its end, so it is not judged" },
        ));
        findings.told(sheet, 1)
    })
}

/// What a file says it is for; plain if it cannot be read.
pub fn nature(bytes: &[u8]) -> Nature {
    let nature = apart(|| file::open(bytes).map_or(Nature::Plain, |open| records::nature(&open)));
    nature.unwrap_or(Nature::Plain)
}

/// Does work on a thread with room for deep nesting; none if it panicked.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().name(THREAD.to_string()).stack_size(STACK_BYTES);
        builder.spawn_scoped(scope, work).ok()?.join().ok()
    })
}

fn look(bytes: &[u8], sheet: &Sheet<'_>) -> Diagnostics {
    let mut findings = Findings::default();
    let open = match file::open(bytes) {
        Ok(open) => open,
        Err(shut) => {
            findings.push(closed(shut));
            return findings.told(sheet, 1);
        }
    };
    if open.mended {
        findings.push(Finding::new(
            &rules::PDF_UNREADABLE,
            text! { zh: "文件残缺，目录是重新拼出来的，可能少了内容", en: "the file is damaged; its table of objects had to be rebuilt, and parts may be missing" },
        ));
    }
    let demands = sheet.demands;
    records::check(&open, demands, &mut findings);
    boxes::all_pages(&open, demands, &mut findings);
    let mut rasters = Rasters::new(&open, bytes);
    let mut reader = Reader::new(&open);
    let mut codes = codes::Codes::default();
    let mut faces = fonts::Faces::default();
    let mut outlined = outlined::Outlined::default();
    for (at, leaf) in open.pages.iter().enumerate() {
        let marks = reader.page(leaf);
        rasters.turn();
        let (trim, bled) = (leaf.trimmed(), leaf.bled());
        let view = View { demands, fonts: &reader.fonts, leaf, marks: &marks, number: at + 1, trim, bled };
        unread(&view, &mut findings);
        boxes::check(&view, &mut findings);
        faces.note(&view);
        outlined.note(&view);
        inks::check(&view, &mut rasters, &mut findings);
        lines::check(&view, &mut findings);
        setting::check(&view, &mut findings);
        pictures::check(&view, &mut findings);
        structure::check(&view, &mut findings);
        let can_draw = demands.draws && raster::is_drawable(&marks);
        if can_draw {
            bleed::check(&view, &mut rasters, &mut findings);
            codes.read(&view, &mut rasters, &mut findings);
        }
        contrast::check(&view, can_draw.then_some(&mut rasters), &mut findings);
    }
    faces.told(&reader.fonts, demands, &mut findings);
    codes.told(demands, &mut findings);
    outlined.told(demands, &mut findings);
    if open.pages.len() >= MOST_PAGES {
        findings.push(Finding::new(
            &rules::PDF_NOT_JUDGED,
            text! { zh: "只检查了前 {MOST_PAGES} 页", en: "only the first {MOST_PAGES} pages were judged" },
        ));
    }
    findings.told(sheet, open.pages.len())
}

fn closed(shut: Shut) -> Finding {
    match shut {
        Shut::Damaged(why) => Finding::new(
            &rules::PDF_UNREADABLE,
            text! { zh: "读不出来：残缺，或者不是 PDF（{why}）", en: "cannot be read: damaged, or no PDF ({why})" },
        ),
        Shut::Locked => Finding::new(
            &rules::PDF_ENCRYPTED,
            text! { zh: "加了打开密码，不能检查", en: "it opens with a password only, so it cannot be judged" },
        ),
        Shut::Empty => Finding::new(&rules::PDF_UNREADABLE, text! { zh: "里面没有一页", en: "there is no page in it" }),
    }
}

fn unread(view: &View<'_>, findings: &mut Findings) {
    for unread in &view.marks.unread {
        let finding = match unread {
            Unread::Damaged => Finding::new(
                &rules::PDF_UNREADABLE,
                text! { zh: "页面内容残缺，有一部分读不出来", en: "a part of the page's content is damaged" },
            ),
            Unread::Missing => Finding::new(
                &rules::PDF_UNREADABLE,
                text! { zh: "页面用到的一个部分不在文件里", en: "the page uses a part that is not in the file" },
            ),
            Unread::Loop => Finding::new(
                &rules::PDF_NOT_JUDGED,
                text! { zh: "页面的一个部分套着自己，没有检查完", en: "a part of the page contains itself, and was not judged to its end" },
            ),
            Unread::TooMuch => Finding::new(
                &rules::PDF_NOT_JUDGED,
                text! { zh: "页面内容多得离谱，没有检查完", en: "the page has more in it than anybody would print, and was not judged to its end" },
            ),
        };
        findings.push(finding.on(view.number));
    }
}
