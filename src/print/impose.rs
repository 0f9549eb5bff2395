//! The pages of a booklet on the sheets they are printed on: folded in the middle, stitched through the fold.
//!
//! In: the pages in reading order. Out: the sides of the sheets in the printer's order, with fold and crop marks. Parses no PDF: the pages' frames are
//! placed again. Does not decide what stands on a page; only blank ones are added.

use typst::layout::{Abs, Angle, Frame, FrameItem, GroupItem, Point, Size, Transform};
use typst::visualize::FixedStroke;

use super::Order;
use super::kit::Kit;
use super::leaf::{Leaf, Rect, clipped};
use super::marks;
use super::profile::Palette;
use crate::plan::finish::Duplex;

/// Length of a crop or fold mark.
const MARK_MM: f64 = 5.0;

/// Size of the label beside the fold, in points.
const LABEL_PT: f64 = 6.5;

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
    /// Added to the file's name: nothing, `-front` or `-back`.
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

/// Fills up to a multiple of four with blank pages after the last.
///
/// Pages in fours are filled already, before their back cover: `print::lay` does that.
pub fn pad(pages: &mut Vec<Leaf>) {
    if let Some(last) = pages.last() {
        let blank = Leaf::blank_like(last);
        pages.resize(pages.len().next_multiple_of(FOLDED), blank);
    }
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
pub fn runs(pages: &[Leaf], imposition: &Imposition, kit: &Kit, order: &Order) -> Vec<Run> {
    let sheets = self::order(pages.len());
    let count = sheets.len();
    let label = |(sheet, side): (usize, &str)| format!("第{sheet}张，共{count}张，{side}　sheet {sheet} of {count}");
    let labels: Vec<String> =
        (1..=count).flat_map(|sheet| ["外面 outside", "内面 inside"].map(|side| (sheet, side))).map(label).collect();
    let labels = super::words(kit, order, &labels, LABEL_PT);
    let palette = order.profile.palette;
    let side = |at: usize, is_back: bool| {
        let sheet = &sheets[at];
        let pair = if is_back { sheet.back } else { sheet.front };
        let label = labels.get(2 * at + usize::from(is_back));
        let side = Side { imposition, palette, label, at, count, is_back };
        side.leaf(pair.map(|page| &pages[page]))
    };
    match imposition.duplex {
        Duplex::None => {
            let front = (0..count).map(|at| side(at, false)).collect();
            let back = (0..count).rev().map(|at| side(at, true)).collect();
            vec![Run { side: "-front", leaves: front }, Run { side: "-back", leaves: back }]
        }
        Duplex::Long | Duplex::Short => {
            let leaves = (0..count).flat_map(|at| [side(at, false), side(at, true)]).collect();
            vec![Run { side: "", leaves }]
        }
    }
}

/// How to print without duplex, on a page of its own, in both languages.
pub fn instructions(sheets: usize, kit: &Kit, order: &Order) -> Leaf {
    let lines = |lines: &[&str]| lines.iter().map(|line| line.replace("{n}", &sheets.to_string())).collect::<Vec<_>>();
    let heads = super::words(kit, order, &lines(&["不能双面打印时这样印", "Printing without duplex"]), 18.0);
    let chinese = super::words(kit, order, &lines(&HOW_ZH), 11.5);
    let english = super::words(kit, order, &lines(&HOW_EN), 10.5);
    let paper = Size::new(Abs::mm(210.0), Abs::mm(297.0));
    let mut frame = Frame::hard(paper);
    let (left, room) = (Abs::mm(25.0), paper.x - Abs::mm(50.0));
    let mut y = Abs::mm(30.0);
    for (head, lines) in heads.iter().zip([chinese, english]) {
        marks::place_within(&mut frame, Point::new(left, y), head, room);
        y += head.height() + Abs::mm(7.0);
        for line in &lines {
            marks::place_within(&mut frame, Point::new(left, y), line, room);
            y += line.height() + Abs::mm(3.4);
        }
        y += Abs::mm(16.0);
    }
    let whole = Rect { x: Abs::zero(), y: Abs::zero(), w: paper.x, h: paper.y };
    Leaf { frame, trim: whole, bleed: whole }
}

/// The first line warns, because printers differ and a whole pile is lost by one wrong turn.
const HOW_ZH: [&str; 8] = [
    "打印机翻纸的方向各有不同：先用最里面的一张试一次。",
    "它是正面文件（-front）的最后一页和背面文件（-back）的第一页。",
    "1. 打印正面文件，共 {n} 张：实际大小，单面，纸横放。不要改变顺序。",
    "2. 一叠像翻书一样左右翻过来，空白面朝着要印的一面，放回纸盒。",
    "3. 打印背面文件。它的页序是反的，所以最上面一张配它的第一页。",
    "4. 看任何一张：每一页的背后是它的前一页或后一页，方向一致。",
    "    方向反了：把一叠转 180 度再印背面。配错了：按相反的页序打印背面文件。",
    "5. 一叠对齐，对折，在折缝上订两针。",
];
const HOW_EN: [&str; 9] = [
    "Printers turn paper in different ways: try first with the innermost sheet.",
    "It is the last page of the file of fronts (-front) and the first of the backs (-back).",
    "1. Print the fronts, {n} sheets: at actual size, one-sided, landscape. Keep their order.",
    "2. Turn the pile over like the page of a book, blank sides to be printed; put it back.",
    "3. Print the backs. Their order is reversed: the first belongs on the sheet on top.",
    "4. Look at any sheet: behind each page is the one before or after it, the same way up.",
    "    Upside down: turn the pile by 180 degrees and print the backs again.",
    "    Wrong pairs: print the file of backs in reverse order.",
    "5. Align the pile, fold it, and staple it twice through the fold.",
];

/// One side of a sheet.
struct Side<'a> {
    imposition: &'a Imposition,
    palette: Palette,
    /// Which sheet and side this is, in words.
    label: Option<&'a Frame>,
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
        let paper = Rect { x: Abs::zero(), y: Abs::zero(), w: size.x, h: size.y };
        Leaf { frame, trim: within(trim, paper), bleed: within(trim.grown(bleed), paper) }
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
        let mut shown = Frame::hard(half);
        let at = Point::new(page - leaf.trim.x - corner, bleed - leaf.trim.y);
        shown.push(at, FrameItem::Group(GroupItem::new(leaf.frame.clone())));
        let whole = Rect { x: Abs::zero(), y: Abs::zero(), w: half.x, h: half.y };
        frame.push(Point::new(corner, trim.y - bleed), clipped(shown, whole));
    }

    /// Crop and fold marks outside of the pages, where the paper has room for them.
    fn marks(&self, frame: &mut Frame, trim: Rect, bleed: Abs) {
        let size = frame.size();
        let fold = trim.x + trim.w / 2.0;
        let near = bleed + Abs::mm(GAP_MM);
        let far = near + Abs::mm(MARK_MM);
        let thin = Abs::pt(0.35);
        let stroke = FixedStroke::from_pair(marks::for_cutting(self.palette), thin);
        let (top, bottom) = ((trim.y - far, trim.y - near), (trim.bottom() + near, trim.bottom() + far));
        if trim.y >= far {
            for x in [trim.x, trim.right()] {
                marks::line(frame, Point::new(x, top.0), Point::new(x, top.1), &stroke);
                marks::line(frame, Point::new(x, bottom.0), Point::new(x, bottom.1), &stroke);
            }
            for (from, to) in [top, bottom] {
                marks::dashes(frame, Point::new(fold, from), Point::new(fold, to), thin, self.palette);
            }
            if let Some(label) = self.label {
                let at = Point::new(fold + Abs::mm(6.0), top.1 - Abs::mm(1.0) - label.height());
                marks::place_within(frame, at, label, trim.w / 2.0 - Abs::mm(10.0));
            }
        } else if self.is_back && self.at + 1 == self.count {
            // The pages fill the sheet: only on the innermost spread, which lies open while the pile is folded.
            let (edge, mark) = (Abs::mm(UNPRINTABLE_MM), Abs::mm(MARK_MM / 2.0));
            for (from, to) in [(edge, edge + mark), (size.y - edge - mark, size.y - edge)] {
                marks::line(frame, Point::new(fold, from), Point::new(fold, to), &stroke);
            }
        }
        if trim.x >= far {
            for y in [trim.y, trim.bottom()] {
                marks::line(frame, Point::new(trim.x - far, y), Point::new(trim.x - near, y), &stroke);
                marks::line(frame, Point::new(trim.right() + near, y), Point::new(trim.right() + far, y), &stroke);
            }
        }
    }
}

/// What of a rectangle lies on the paper: half a sheet may be a hair wider than the paper.
fn within(rect: Rect, paper: Rect) -> Rect {
    let (x, y) = (rect.x.max(paper.x), rect.y.max(paper.y));
    Rect { x, y, w: rect.right().min(paper.right()) - x, h: rect.bottom().min(paper.bottom()) - y }
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
    fn blank_pages_come_last_and_make_whole_sheets() {
        let rect = Rect { x: Abs::zero(), y: Abs::zero(), w: Abs::mm(148.0), h: Abs::mm(210.0) };
        let mut frame = Frame::hard(rect.size());
        frame.push(Point::zero(), FrameItem::Group(GroupItem::new(Frame::hard(Size::zero()))));
        let page = Leaf { frame, trim: rect, bleed: rect };
        let blank = |count: usize| {
            let mut pages = vec![page.clone(); count];
            pad(&mut pages);
            pages.iter().map(|leaf| leaf.frame.is_empty()).collect::<Vec<_>>()
        };
        assert_eq!(blank(6), [false, false, false, false, false, false, true, true]);
        assert_eq!(blank(8), [false; 8]);
        assert!(blank(0).is_empty());
    }

    #[test]
    fn two_a5_fit_a4() {
        let a4 = Imposition { short_mm: 210.0, long_mm: 297.0, duplex: Duplex::Short, creep_mm: 0.1 };
        assert!(fits(&a4, 148.0, 210.0) && fits(&a4, 105.0, 148.0) && !fits(&a4, 210.0, 297.0));
    }
}
