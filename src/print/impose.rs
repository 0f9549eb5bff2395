//! The pages of a booklet on the sheets they are printed on: folded in the middle, stitched through the fold.
//!
//! In: the pages in reading order. Out: the sides of the sheets in the printer's order, with fold and crop marks. Parses no PDF: the pages' frames are
//! placed again. Does not decide what stands on a page; only blank ones are added.

use typst::layout::{Abs, Angle, Frame, FrameItem, GroupItem, Point, Size, Transform};
use typst::visualize::Curve;

use super::kit::Kit;
use super::leaf::{Leaf, Rect};
use super::pen::{self, Pen};
use crate::plan::finish::Duplex;

/// Length of a crop or fold mark.
const MARK_MM: f64 = 5.0;

/// Between the bleed and a mark.
const GAP_MM: f64 = 1.0;

/// What most office printers leave blank; a fold mark on a full sheet begins there.
const UNPRINTABLE_MM: f64 = 4.5;

/// Pages on a folded sheet.
const FOLDED: usize = 4;

/// How pages are imposed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Imposition {
    /// The paper's shorter side in millimetres.
    pub short_mm: f64,
    /// The paper's longer side in millimetres.
    pub long_mm: f64,
    /// How the printer turns the sheet.
    pub duplex: Duplex,
    /// How much a sheet is pushed out by the one inside of it, in millimetres: its thickness.
    pub creep_mm: f64,
}

/// A file for the printer.
pub struct Run {
    /// Added to the file's name: nothing, `front` or `back`.
    pub side: &'static str,
    /// The sides in the order they are printed.
    pub leaves: Vec<Leaf>,
}

/// Pages on one sheet, by their places in reading order from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The side seen from outside: left and right.
    pub front: [usize; 2],
    /// The side seen from inside.
    pub back: [usize; 2],
}

/// Which pages stand on which sheet, the outermost first. `pages` is a multiple of four.
pub fn order(pages: usize) -> Vec<Sheet> {
    let sheets = pages / FOLDED;
    let sheet = |at: usize| Sheet { front: [pages - 1 - 2 * at, 2 * at], back: [2 * at + 1, pages - 2 - 2 * at] };
    (0..sheets).map(sheet).collect()
}

/// Fills up to a multiple of four: with `has_back_cover` the blank pages come before the last one, else after it.
pub fn pad(mut pages: Vec<Leaf>, has_back_cover: bool) -> Vec<Leaf> {
    let missing = pages.len().next_multiple_of(FOLDED) - pages.len();
    let Some(first) = pages.first() else { return pages };
    let blank = Leaf { frame: Frame::hard(first.frame.size()), ..first.clone() };
    let at = if has_back_cover { pages.len() - 1 } else { pages.len() };
    pages.splice(at..at, std::iter::repeat_n(blank, missing));
    pages
}

/// Whether two pages of this size lie side by side on the paper.
pub fn fits(imposition: &Imposition, width_mm: f64, height_mm: f64) -> bool {
    // A millimetre less is cut off by no one: A5 is 148 mm wide and half of A4 148.5.
    const PLAY_MM: f64 = 0.6;
    2.0 * width_mm <= imposition.long_mm + PLAY_MM && height_mm <= imposition.short_mm + PLAY_MM
}

/// The files for the printer; `pages` are a multiple of four.
///
/// Without duplex the backs are in reverse order: most printers lay the fronts face down on each other, so that the last one lies on top
/// when the pile is put back into the tray.
pub fn runs(pages: &[Leaf], imposition: &Imposition, kit: &Kit) -> Vec<Run> {
    let pen = Pen::new(kit, pen::black());
    let sheets = order(pages.len());
    let count = sheets.len();
    let side = |at: usize, is_back: bool| {
        let sheet = &sheets[at];
        let pair = if is_back { sheet.back } else { sheet.front };
        let side = Side { imposition, pen: &pen, at, count, is_back };
        side.leaf(pair.map(|page| &pages[page]))
    };
    match imposition.duplex {
        Duplex::None => {
            let front = (0..count).map(|at| side(at, false)).collect();
            let back = (0..count).rev().map(|at| side(at, true)).collect();
            vec![Run { side: "front", leaves: front }, Run { side: "back", leaves: back }]
        }
        Duplex::Long | Duplex::Short => {
            let leaves = (0..count).flat_map(|at| [side(at, false), side(at, true)]).collect();
            vec![Run { side: "", leaves }]
        }
    }
}

/// One side of a sheet.
struct Side<'a> {
    imposition: &'a Imposition,
    pen: &'a Pen,
    /// Which sheet, the outermost being 0.
    at: usize,
    /// How many sheets.
    count: usize,
    is_back: bool,
}

impl Side<'_> {
    fn leaf(&self, pages: [&Leaf; 2]) -> Leaf {
        let size = Size::new(Abs::mm(self.imposition.long_mm), Abs::mm(self.imposition.short_mm));
        let fold = size.x / 2.0;
        let page = pages[0].trim;
        let top = (size.y - page.h) / 2.0;
        let trim = Rect { x: fold - page.w, y: top, w: page.w * 2.0, h: page.h };
        let bleed = page.x - pages[0].bleed.x;
        let mut frame = Frame::hard(size);
        for (is_right, leaf) in [false, true].into_iter().zip(pages) {
            self.half(&mut frame, leaf, trim, is_right);
        }
        self.marks(&mut frame, trim, bleed);
        if self.is_back && self.imposition.duplex == Duplex::Long {
            let mut turned = GroupItem::new(frame);
            turned.transform = Transform::rotate_at(Angle::deg(180.0), size.x / 2.0, size.y / 2.0);
            frame = Frame::hard(size);
            frame.push(Point::zero(), FrameItem::Group(turned));
        }
        let within = |rect: Rect, by: Abs| {
            let (x, y) = ((rect.x - by).max(Abs::zero()), (rect.y - by).max(Abs::zero()));
            let (right, bottom) = ((rect.x + rect.w + by).min(size.x), (rect.y + rect.h + by).min(size.y));
            Rect { x, y, w: right - x, h: bottom - y }
        };
        Leaf { frame, trim: within(trim, Abs::zero()), bleed: within(trim, bleed) }
    }

    /// Puts a page on its half: its bleed goes on at the outer edges, and ends at the fold.
    ///
    /// The inner sheets of a folded pile stick out and are cut shorter, so their pages move towards the fold by the paper around them.
    fn half(&self, frame: &mut Frame, leaf: &Leaf, trim: Rect, is_right: bool) {
        let creep = Abs::mm(self.imposition.creep_mm * u32::try_from(self.at).map_or(0.0, f64::from));
        let fold = trim.x + trim.w / 2.0;
        let bleed = leaf.trim.x - leaf.bleed.x;
        let half = Size::new(leaf.trim.w + bleed, leaf.trim.h + bleed * 2.0);
        let (corner, page) = if is_right { (fold, fold - creep) } else { (fold - half.x, fold - leaf.trim.w + creep) };
        let mut clipped = Frame::hard(half);
        let at = Point::new(page - leaf.trim.x - corner, bleed - leaf.trim.y);
        clipped.push(at, FrameItem::Group(GroupItem::new(leaf.frame.clone())));
        let mut group = GroupItem::new(clipped);
        group.clip = Some(Curve::rect(half));
        frame.push(Point::new(corner, trim.y - bleed), FrameItem::Group(group));
    }

    /// Crop and fold marks outside of the pages, where the paper has room for them.
    fn marks(&self, frame: &mut Frame, trim: Rect, bleed: Abs) {
        let size = frame.size();
        let fold = trim.x + trim.w / 2.0;
        let (right, bottom) = (trim.x + trim.w, trim.y + trim.h);
        let near = bleed + Abs::mm(GAP_MM);
        let far = near + Abs::mm(MARK_MM);
        let thin = Abs::pt(0.35);
        if trim.y >= far {
            for x in [trim.x, right] {
                self.pen.line(frame, Point::new(x, trim.y - far), Point::new(x, trim.y - near), thin);
                self.pen.line(frame, Point::new(x, bottom + near), Point::new(x, bottom + far), thin);
            }
            self.pen.dashes(frame, Point::new(fold, trim.y - far), Point::new(fold, trim.y - near), thin);
            self.pen.dashes(frame, Point::new(fold, bottom + near), Point::new(fold, bottom + far), thin);
            self.label(frame, Point::new(fold + Abs::mm(6.0), trim.y - near - Abs::mm(1.0)));
        } else if self.is_back && self.at + 1 == self.count {
            // The pages fill the sheet: only on the innermost spread, which lies open while the pile is folded.
            let (edge, mark) = (Abs::mm(UNPRINTABLE_MM), Abs::mm(MARK_MM / 2.0));
            self.pen.line(frame, Point::new(fold, edge), Point::new(fold, edge + mark), thin);
            self.pen.line(frame, Point::new(fold, size.y - edge - mark), Point::new(fold, size.y - edge), thin);
        }
        if trim.x >= far {
            for y in [trim.y, bottom] {
                self.pen.line(frame, Point::new(trim.x - far, y), Point::new(trim.x - near, y), thin);
                self.pen.line(frame, Point::new(right + near, y), Point::new(right + far, y), thin);
            }
        }
    }

    /// Which sheet and side this is.
    fn label(&self, frame: &mut Frame, at: Point) {
        let (sheet, count) = (self.at + 1, self.count);
        let side = if self.is_back { "内面 inside" } else { "外面 outside" };
        let text = format!("第{sheet}张，共{count}张，{side}　sheet {sheet} of {count}");
        self.pen.words(&text, Abs::pt(6.5)).put(frame, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_pages_are_two_sheets() {
        let numbers = |sheet: &Sheet| [sheet.front, sheet.back].map(|pair| pair.map(|page| page + 1));
        let sheets: Vec<_> = order(8).iter().map(numbers).collect();
        assert_eq!(sheets, [[[8, 1], [2, 7]], [[6, 3], [4, 5]]]);
    }

    #[test]
    fn every_page_stands_somewhere_and_neighbours_add_up() {
        for pages in (4..=64).step_by(4) {
            let mut seen: Vec<usize> = order(pages).iter().flat_map(|s| [s.front, s.back]).flatten().collect();
            assert!(order(pages).iter().all(|s| s.front.iter().sum::<usize>() == pages - 1));
            assert!(order(pages).iter().all(|s| s.back.iter().sum::<usize>() == pages - 1));
            seen.sort_unstable();
            assert_eq!(seen, (0..pages).collect::<Vec<_>>());
        }
    }

    #[test]
    fn blank_pages_come_before_the_back_cover() {
        let leaf = |mm: f64| {
            let rect = Rect { x: Abs::zero(), y: Abs::zero(), w: Abs::mm(mm), h: Abs::mm(1.0) };
            let mut frame = Frame::hard(Size::new(Abs::mm(148.0), Abs::mm(210.0)));
            frame.push(Point::zero(), FrameItem::Group(GroupItem::new(Frame::hard(Size::zero()))));
            Leaf { frame, trim: rect, bleed: rect }
        };
        let pages = |count: u32| (0..count).map(|at| leaf(f64::from(at))).collect::<Vec<_>>();
        let blank = |leaves: Vec<Leaf>| leaves.iter().map(|leaf| leaf.frame.is_empty()).collect::<Vec<_>>();
        assert_eq!(blank(pad(pages(6), true)), [false, false, false, false, false, true, true, false]);
        assert_eq!(blank(pad(pages(6), false)), [false, false, false, false, false, false, true, true]);
        assert_eq!(blank(pad(pages(8), true)), [false; 8]);
        assert!(pad(Vec::new(), true).is_empty());
    }

    #[test]
    fn two_a5_fit_a4() {
        let a4 = Imposition { short_mm: 210.0, long_mm: 297.0, duplex: Duplex::Short, creep_mm: 0.1 };
        assert!(fits(&a4, 148.0, 210.0) && fits(&a4, 105.0, 148.0) && !fits(&a4, 210.0, 297.0));
    }
}
