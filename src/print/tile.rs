//! A sheet of any size over the pages of an office printer.
//!
//! In: a leaf, the paper, overlap and margin. Out: a leaf for each page with its piece of the sheet at true size (or at the size that fits), marks to cut and
//! to glue by, and where the piece belongs. Parses no PDF: the sheet's frame is placed again and clipped.
//!
//! A page, from its upper left corner: the printer's margin, a gutter for the cut marks, the window with the piece, a gutter, and below it a band with
//! the label. Pieces overlap to the right and downwards; the overlap is where glue goes, and the next page is laid upon it. So each page is cut at
//! the left and at the top, and only the last ones at the right and at the bottom; gutters and band disappear.

use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Size, Transform};
use typst::syntax::Span;
use typst::visualize::{FixedStroke, Geometry};

use super::Order;
use super::kit::Kit;
use super::leaf::{Leaf, Rect, clipped};
use super::marks;
use super::profile::Palette;

/// Between the printable area's edge and the window: room for the cut marks.
const GUTTER_MM: f64 = 4.0;

/// Length of a cut mark.
const MARK_MM: f64 = 3.2;

/// Least height of the label below the window.
const BAND_MM: f64 = 9.0;

/// Most height of it, where there is room.
const MAP_MM: f64 = 18.0;

/// Size of the label and of the small lines beside it, in points.
const LABEL_PT: f64 = 9.0;
const NOTE_PT: f64 = 6.5;

/// How far into the overlap the dashed line lies, so that the next page covers it.
const COVERED_MM: f64 = 0.4;

/// More pages than anybody will glue together; a banner of ten metres on A4 is 160.
pub const MOST_PAGES: usize = 400;

/// How a sheet is to be laid over pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiling {
    /// What the paper is called.
    pub paper: String,
    /// Its shorter side in millimetres.
    pub short_mm: f64,
    /// Its longer side in millimetres.
    pub long_mm: f64,
    /// Columns and rows that the whole sheet is to fit, enlarged or reduced; at true size if not said.
    pub fit: Option<(usize, usize)>,
    /// How much neighbours overlap, in millimetres.
    pub overlap_mm: f64,
    /// What the printer leaves blank at each edge, in millimetres.
    pub margin_mm: f64,
    /// How many times larger than drawn the sheet is meant to be.
    pub drawn_at: f64,
}

/// Pages that a sheet is laid over.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Pages from left to right.
    pub columns: usize,
    /// Pages from top to bottom.
    pub rows: usize,
    /// Whether the paper lies on its longer side.
    pub is_landscape: bool,
    /// How much larger than drawn the sheet is printed: 1 for true size.
    pub scale: f64,
    /// From one piece's edge to the next one's, in millimetres.
    step: [f64; 2],
}

/// Why a sheet cannot be laid over pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Margin and overlap leave nothing of the paper.
    NoRoom,
    /// It would be more than [`MOST_PAGES`].
    TooMany(usize),
}

impl Tiling {
    /// The largest piece on a page, in millimetres.
    fn window(&self, is_landscape: bool) -> [f64; 2] {
        let (width, height) = if is_landscape { (self.long_mm, self.short_mm) } else { (self.short_mm, self.long_mm) };
        let around = 2.0 * (self.margin_mm + GUTTER_MM);
        [width - around, height - around - BAND_MM]
    }

    /// The pages that a sheet of this size (in millimetres, as drawn) needs: the orientation with the fewest, or, where it is to fit, with the largest scale.
    pub fn grid(&self, width_mm: f64, height_mm: f64) -> Result<Grid, Unfit> {
        let grids = [false, true].map(|is_landscape| self.grid_in(is_landscape, [width_mm, height_mm]));
        let [upright, across] = grids;
        let Some(upright) = upright else { return across.ok_or(Unfit::NoRoom).and_then(few) };
        let Some(across) = across else { return few(upright) };
        let is_across = if self.fit.is_some() {
            across.scale > upright.scale * 1.0001
        } else {
            (across.pages(), across.columns.max(across.rows)) < (upright.pages(), upright.columns.max(upright.rows))
        };
        few(if is_across { across } else { upright })
    }

    fn grid_in(&self, is_landscape: bool, size: [f64; 2]) -> Option<Grid> {
        let overlap = self.overlap_mm;
        let window = self.window(is_landscape);
        // A piece that is not more than its overlap brings nothing.
        if window.iter().any(|length| length - overlap < overlap.max(10.0)) {
            return None;
        }
        let reach = |count: usize, at: usize| whole(count) * (window[at] - overlap) + overlap;
        let (counts, scale) = match self.fit {
            Some((columns, rows)) => ([columns, rows], (reach(columns, 0) / size[0]).min(reach(rows, 1) / size[1])),
            None => {
                let size = size.map(|length| length * self.drawn_at);
                let count = |at: usize| pieces(size[at] - overlap, window[at] - overlap);
                ([count(0), count(1)], self.drawn_at)
            }
        };
        // All pieces alike, so that none is a sliver.
        let step = [0, 1].map(|at| (size[at] * scale - overlap) / whole(counts[at]));
        Some(Grid { columns: counts[0], rows: counts[1], is_landscape, scale, step })
    }
}

fn few(grid: Grid) -> Result<Grid, Unfit> {
    let pages = grid.pages();
    if pages > MOST_PAGES { Err(Unfit::TooMany(pages)) } else { Ok(grid) }
}

/// How many steps reach a length; a thousandth of a millimetre is no reason for one more.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count")]
fn pieces(length: f64, step: f64) -> usize {
    (((length - 1e-3) / step).ceil() as usize).max(1)
}

#[expect(clippy::cast_precision_loss, reason = "a small count")]
fn whole(count: usize) -> f64 {
    count as f64
}

impl Grid {
    /// How many pages.
    pub fn pages(&self) -> usize {
        self.columns * self.rows
    }
}

/// How the pages are joined, in both languages.
const HOW: [&str; 2] = [
    "按角线裁去左边和上边；虚线外涂胶，右边和下边的一张压在上面。打印时选“实际大小”。",
    "Cut left and top along the corner marks; glue beyond the dashes, the pages to the right and below go on top. Print at actual size.",
];

/// Lays a leaf over the pages of a grid, row by row; `title` says on each which sheet it is part of.
pub fn tiles(leaf: &Leaf, tiling: &Tiling, grid: &Grid, title: &str, kit: &Kit, order: &Order) -> Vec<Leaf> {
    let places: Vec<(usize, usize)> =
        (0..grid.rows).flat_map(|row| (0..grid.columns).map(move |column| (row, column))).collect();
    let Grid { rows, columns, scale, .. } = grid;
    let label = |(row, column): &(usize, usize)| {
        let (row, column) = (row + 1, column + 1);
        format!("第{row}行第{column}列　row {row}, column {column}")
    };
    let labels: Vec<String> = places.iter().map(label).collect();
    let paper = tiling.paper.to_uppercase();
    let percent = scale / tiling.drawn_at * 100.0;
    let mut others = vec![format!("{title} · {percent:.0}% · {rows} × {columns} {paper}")];
    others.extend(HOW.map(str::to_string));
    let labels = super::words(kit, order, &labels, LABEL_PT);
    let others = super::words(kit, order, &others, NOTE_PT);
    let palette = order.profile.palette;
    let tiles = places.iter().enumerate().map(|(at, (row, column))| {
        let tile = Tile { tiling, grid, row: *row, column: *column, palette };
        tile.leaf(leaf, labels.get(at), &others)
    });
    tiles.collect()
}

/// One page of a grid.
struct Tile<'a> {
    tiling: &'a Tiling,
    grid: &'a Grid,
    row: usize,
    column: usize,
    palette: Palette,
}

impl Tile<'_> {
    fn leaf(&self, leaf: &Leaf, label: Option<&Frame>, notes: &[Frame]) -> Leaf {
        let (short, long) = (Abs::mm(self.tiling.short_mm), Abs::mm(self.tiling.long_mm));
        let size = if self.grid.is_landscape { Size::new(long, short) } else { Size::new(short, long) };
        let mut page = Frame::hard(size);
        let window = self.window();
        page.push(window.corner(), self.piece(leaf, window));
        self.glue_marks(&mut page, window);
        self.cut_marks(&mut page, window);
        self.band(&mut page, label, notes);
        let whole = Rect { x: Abs::zero(), y: Abs::zero(), w: size.x, h: size.y };
        Leaf { frame: page, trim: whole, bleed: whole }
    }

    /// Where the piece stands on the page.
    fn window(&self) -> Rect {
        let edge = Abs::mm(self.tiling.margin_mm + GUTTER_MM);
        let [w, h] = self.grid.step.map(|step| Abs::mm(step + self.tiling.overlap_mm));
        Rect { x: edge, y: edge, w, h }
    }

    fn is_last_column(&self) -> bool {
        self.column + 1 == self.grid.columns
    }

    fn is_last_row(&self) -> bool {
        self.row + 1 == self.grid.rows
    }

    /// The sheet, scaled and moved so that this piece of it lies in the window, and cut off there.
    fn piece(&self, leaf: &Leaf, window: Rect) -> FrameItem {
        let scale = self.grid.scale;
        let ratio = Ratio::new(scale);
        let x = Abs::mm(self.grid.step[0] * whole(self.column)) + leaf.trim.x * scale;
        let y = Abs::mm(self.grid.step[1] * whole(self.row)) + leaf.trim.y * scale;
        let mut sheet = GroupItem::new(leaf.frame.clone());
        sheet.transform = Transform::translate(-x, -y).pre_concat(Transform::scale(ratio, ratio));
        let mut frame = Frame::hard(window.size());
        frame.push(Point::zero(), FrameItem::Group(sheet));
        clipped(frame, Rect { x: Abs::zero(), y: Abs::zero(), ..window })
    }

    /// Ticks in the gutters at both ends of each line to cut along.
    fn cut_marks(&self, page: &mut Frame, window: Rect) {
        let stroke = FixedStroke::from_pair(marks::black(self.palette), Abs::pt(0.35));
        let (near, far) = (Abs::mm(GUTTER_MM - MARK_MM), Abs::mm(GUTTER_MM));
        let (right, bottom) = (window.right(), window.bottom());
        let mut tick = |from: Point, to: Point| marks::line(page, from, to, &stroke);
        let columns = [Some(window.x), self.is_last_column().then_some(right)];
        for x in columns.into_iter().flatten() {
            tick(Point::new(x, window.y - far), Point::new(x, window.y - near));
            tick(Point::new(x, bottom + near), Point::new(x, bottom + far));
        }
        let rows = [Some(window.y), self.is_last_row().then_some(bottom)];
        for y in rows.into_iter().flatten() {
            tick(Point::new(window.x - far, y), Point::new(window.x - near, y));
            tick(Point::new(right + near, y), Point::new(right + far, y));
        }
    }

    /// Dashes around each overlap, on the side that the next page will cover.
    fn glue_marks(&self, page: &mut Frame, window: Rect) {
        let covered = Abs::mm(COVERED_MM);
        let (right, bottom) = (window.right(), window.bottom());
        let overlap = Abs::mm(self.tiling.overlap_mm);
        if overlap <= covered * 2.0 {
            return;
        }
        let (seam_x, seam_y) = (right - overlap + covered, bottom - overlap + covered);
        let mut dashes = |from: (Abs, Abs), to: (Abs, Abs)| {
            marks::dashes(page, Point::new(from.0, from.1), Point::new(to.0, to.1), Abs::pt(0.5), self.palette);
        };
        // Where both overlap, the right one's dashes end at the lower one's: the corner is covered by three pages.
        let end = if self.is_last_row() { bottom } else { seam_y };
        let stop = if self.is_last_column() { right } else { seam_x };
        if !self.is_last_column() {
            dashes((seam_x, window.y), (seam_x, end));
            dashes((right, window.y), (right, bottom));
        }
        if !self.is_last_row() {
            dashes((window.x, seam_y), (stop, seam_y));
            dashes((window.x, bottom), (right, bottom));
        }
    }

    /// The map of the whole, where this page belongs, and how the pages are joined.
    fn band(&self, page: &mut Frame, label: Option<&Frame>, notes: &[Frame]) {
        let left = Abs::mm(self.tiling.margin_mm + GUTTER_MM);
        let end = page.height() - Abs::mm(self.tiling.margin_mm);
        // Pieces are seldom as large as they might be: the map takes the room that is left.
        let free = end - self.window().bottom() - Abs::mm(GUTTER_MM);
        let high = free.max(Abs::mm(BAND_MM)).min(Abs::mm(MAP_MM));
        let top = end - high;
        let map = self.map(page, Point::new(left, top + Abs::mm(0.4)), high - Abs::mm(0.8));
        let words = map + Abs::mm(3.0);
        let right = page.width() - left;
        let (sheet, how) = notes.split_at(notes.len().min(1));
        let after = label.map_or(words, |label| {
            marks::place_within(page, Point::new(words, top + Abs::mm(0.2)), label, right - words);
            words + label.width() + Abs::mm(4.0)
        });
        if let Some(sheet) = sheet.first() {
            marks::place_within(page, Point::new(after, top + Abs::mm(1.3)), sheet, right - after);
        }
        for (line, y) in how.iter().zip([4.2, 6.8]) {
            marks::place_within(page, Point::new(words, top + Abs::mm(y)), line, right - words);
        }
    }

    /// All pages in small, this one filled; gives where the map ends at the right.
    fn map(&self, page: &mut Frame, at: Point, high: Abs) -> Abs {
        const WIDE_MM: f64 = 50.0;
        let [x, y] = self.grid.step;
        let (columns, rows) = (whole(self.grid.columns), whole(self.grid.rows));
        let unit = (high.to_mm() / (y * rows)).min(WIDE_MM / (x * columns));
        let cell = Size::new(Abs::mm(x * unit), Abs::mm(y * unit));
        let black = marks::black(self.palette);
        for row in 0..self.grid.rows {
            for column in 0..self.grid.columns {
                let here = at + Point::new(cell.x * whole(column), cell.y * whole(row));
                let mut shape = Geometry::Rect(cell).stroked(FixedStroke::from_pair(black.clone(), Abs::pt(0.4)));
                shape.fill = ((row, column) == (self.row, self.column)).then(|| black.clone());
                page.push(here, FrameItem::Shape(shape, Span::detached()));
            }
        }
        at.x + cell.x * columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiling(short_mm: f64, long_mm: f64) -> Tiling {
        let paper = "a4".to_string();
        Tiling { paper, short_mm, long_mm, fit: None, overlap_mm: 10.0, margin_mm: 6.0, drawn_at: 1.0 }
    }

    fn shape(grid: &Grid) -> (usize, usize, bool) {
        (grid.columns, grid.rows, grid.is_landscape)
    }

    #[test]
    fn the_orientation_with_the_fewest_pages_is_taken() {
        let a4 = tiling(210.0, 297.0);
        // Upright it would be three times three.
        let a2 = a4.grid(420.0, 594.0).expect("it fits");
        assert_eq!(shape(&a2), (2, 4, true));
        let a3 = a4.grid(297.0, 420.0).expect("it fits");
        assert_eq!(a3.pages(), 4);
        assert_eq!(shape(&a4.grid(100.0, 100.0).expect("it fits")), (1, 1, false));
    }

    #[test]
    fn pieces_are_alike_and_reach_the_end() {
        let a4 = tiling(210.0, 297.0);
        for (width, height) in [(420.0, 594.0), (800.0, 2000.0), (297.0, 420.0), (90.0, 54.0), (6000.0, 700.0)] {
            let grid = a4.grid(width, height).expect("it fits");
            let window = a4.window(grid.is_landscape);
            for (at, (count, length)) in [(grid.columns, width), (grid.rows, height)].into_iter().enumerate() {
                assert!((grid.step[at] * whole(count) + 10.0 - length).abs() < 1e-9, "{width}×{height}");
                assert!(grid.step[at] + 10.0 <= window[at] + 1e-2, "{width}×{height}: a piece is larger than a page");
            }
        }
    }

    #[test]
    fn a_sheet_can_be_made_to_fit_and_one_drawn_small_is_enlarged() {
        let fit = Tiling { fit: Some((2, 2)), ..tiling(210.0, 297.0) };
        let grid = fit.grid(420.0, 594.0).expect("it fits");
        assert_eq!(shape(&grid), (2, 2, false));
        assert!(grid.scale > 0.85 && grid.scale < 1.0, "{}", grid.scale);
        let tenth = Tiling { drawn_at: 10.0, ..tiling(210.0, 297.0) };
        let grid = tenth.grid(90.0, 120.0).expect("it fits");
        assert!((grid.scale - 10.0).abs() < 1e-9 && grid.pages() >= 20);
    }

    #[test]
    fn what_cannot_be_laid_over_pages_is_said() {
        let wide = Tiling { margin_mm: 60.0, overlap_mm: 80.0, ..tiling(210.0, 297.0) };
        assert_eq!(wide.grid(420.0, 594.0), Err(Unfit::NoRoom));
        assert!(matches!(tiling(210.0, 297.0).grid(60_000.0, 700.0), Err(Unfit::TooMany(n)) if n > MOST_PAGES));
    }
}
