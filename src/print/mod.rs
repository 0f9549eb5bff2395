//! Sheets: a page's data laid out by the theme's print files, as a file for press or printer, one for the screen, and a preview.
//!
//! In: a [`Kit`] (fonts and print files) and an [`Order`] (template, format, profile, data, pictures). Out: a [`Sheet`] and the problems
//! met; or [`Laid`] leaves, for who puts several on one.
//! Does not know pages or kinds: whoever orders a sheet brings data in the form of `data.json` (see `docs/print.md`).
//!
//! All use of Typst stands in this folder, because every minor version of it breaks its interface:
//! `kit` and `world` answer its questions, `fit` calls it, `trouble`, `glyph` and `ink` translate what it says or shows.

mod excess;
mod fit;
pub mod format;
mod frame;
mod glyph;
pub mod impose;
mod ink;
pub mod inventory;
pub mod kit;
pub mod leaf;
mod marks;
pub mod order;
mod picture;
mod press;
pub mod profile;
pub mod qr;
mod screen;
mod slice;
mod system;
pub mod ticket;
pub mod tile;
mod told;
pub mod tree;
mod trouble;
mod words;
mod world;

#[cfg(test)]
mod tests;

use crate::base::diag::{Diagnostic, Diagnostics, nearest};
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

use typst_layout::PagedDocument;

use crate::base::date::Day;
use crate::theme::kind::Pages;

use self::fit::Fitted;
use self::inventory::Inventory;
use self::leaf::Leaf;
use self::picture::Pictures;
use self::profile::{Palette, Profile, Standard};
use self::world::Desk;

pub use self::format::{Format, read_formats};
pub use self::kit::{Blob, Kit, KitFile};

/// Size of the slug line in points.
const SLUG_POINTS: f64 = 6.5;

/// Width of the preview in pixels: the widest that pages show.
pub const PREVIEW_WIDTH: u32 = 840;

/// Stack of a layout: Typst stops at its own limits of nesting well before. Only what is used is taken from memory.
const STACK_BYTES: usize = 64 << 20;

/// Sheets after which layout work that was not used again is forgotten: a sheet leaves some 15 MB of it behind.
///
/// What sheets share (fonts, drawings, words of the theme) is used again and stays.
const SHEETS_REMEMBERED: usize = 2;

/// A sheet that somebody wants.
pub struct Order {
    /// The print template: `event` is `/print/event.typ` of the kit.
    pub template: String,
    /// Its size and the limits of its type.
    pub format: Format,
    /// For whom it is made.
    pub profile: Profile,
    /// How many pages it may have.
    pub pages: Pages,
    /// The look it is drawn in; empty for the template's own.
    pub family: String,
    /// The day written into the files.
    pub day: Day,
    /// What the template gets as `data.json`, without `press`; a table at its top.
    pub data: serde_json::Value,
    /// Pictures that the data names, by their path there: `/assets/1.png`. PNG and JPEG only.
    pub pictures: Vec<(String, Blob)>,
    /// The title written into the files.
    pub title: String,
    /// The language written into the files: `zh-Hans`.
    pub language_tag: String,
    /// Where problems without a better place are shown: mostly the page's title.
    pub source: Place,
    /// Strings of the data and where they come from, to name the place of a character that cannot be printed.
    pub texts: Vec<TextPlace>,
}

/// A string of the data and where it is written.
///
/// If the place is as long as the text, single characters in it can be pointed at; if not, the whole place is shown.
#[derive(Clone, Debug)]
pub struct TextPlace {
    /// The string.
    pub text: String,
    /// Where it is written.
    pub place: Place,
}

impl Order {
    /// Bleed on each side in millimetres; 0 if its profile has none.
    pub fn bleed_mm(&self) -> f64 {
        if self.profile.bleed { self.format.bleed_mm } else { 0.0 }
    }
}

/// A finished sheet.
pub struct Sheet {
    /// The file in the order's profile.
    pub pdf: Vec<u8>,
    /// The file for reading, tagged, in colours of the screen; none if `pdf` is already of that sort.
    pub readable: Option<Vec<u8>>,
    /// The sheet for printing from the browser: RGB, trimmed size, no bleed. Only of sheets of one page.
    pub svg: Option<String>,
    /// The first page, [`PREVIEW_WIDTH`] pixels wide; of what is shared as pictures, the first of them.
    pub preview: image::RgbaImage,
    /// The slices of a long picture, from above; empty for what is printed.
    pub slices: Vec<image::RgbaImage>,
    /// Trimmed width in millimetres.
    pub width_mm: f64,
    /// Trimmed height in millimetres.
    pub height_mm: f64,
    /// The type scale it was set at: 1 unless text had to be set smaller.
    pub scale: f64,
    /// How many pages it has.
    pub pages: usize,
    /// Its fonts and inks.
    pub inventory: Inventory,
    /// Width and height of the file's first page, with bleed and marks, in millimetres.
    pub media_mm: (f64, f64),
}

/// Leaves of a sheet, in its profile's colours, not yet marked or written.
pub struct Laid {
    /// Its pages, padded as the order says.
    pub leaves: Vec<Leaf>,
    /// The type scale it was set at.
    pub scale: f64,
}

/// Makes a sheet; none if something stands in the way of printing it, which is then among the problems.
///
/// Takes 1 to 5 layouts (one to four for the press, one more for the screen); tens of milliseconds warm.
pub fn make(kit: &Kit, order: &Order) -> (Option<Sheet>, Diagnostics) {
    let made = with_desk(kit, order, |desk, diags| {
        let Fitted { document, scale } = checked(desk, diags)?;
        let palette = order.profile.palette;
        let shown = if palette == Palette::Rgb && order.bleed_mm() == 0.0 {
            document.clone()
        } else {
            fit::for_screen(desk, scale, diags)?
        };
        let screen_world = desk.world(Palette::Rgb, scale);
        let count = document.pages().len();
        let plain = leaves_of(order, &document);
        let inventory = inventory::of(&plain);
        let leaves = marked(desk, &plain);
        let media_mm = leaves.first().map(|leaf| (frame::mm(leaf.frame.width()), frame::mm(leaf.frame.height())));
        let (pdf, readable) = if order.profile.standard == Standard::Ua1 {
            (press::readable(document, &desk.world(palette, scale), diags)?, None)
        } else {
            let pdf = press::write(&leaves, &desk.world(palette, scale), diags)?;
            (pdf, Some(press::readable(shown.clone(), &screen_world, diags)?))
        };
        let first = shown.pages().first()?;
        let size = first.frame.size();
        let slices = order.format.picture_px.map_or_else(Vec::new, |width| slice::cut(&screen::wide(first, width)));
        Some(Sheet {
            pdf,
            readable,
            svg: (count == 1 && order.format.picture_px.is_none()).then(|| screen::svg(first, order)),
            preview: slices.first().cloned().unwrap_or_else(|| screen::wide(first, PREVIEW_WIDTH)),
            slices,
            width_mm: order.format.width_mm.unwrap_or(frame::mm(size.x)),
            height_mm: order.format.height_mm.unwrap_or(frame::mm(size.y)),
            scale,
            pages: count,
            inventory,
            media_mm: media_mm.unwrap_or_default(),
        })
    });
    comemo::evict(SHEETS_REMEMBERED);
    made
}

/// Lays a sheet out as leaves, for who puts several on one or one on several; checked as [`make`] does.
pub fn lay(kit: &Kit, order: &Order) -> (Option<Laid>, Diagnostics) {
    let laid = with_desk(kit, order, |desk, diags| {
        let Fitted { document, scale } = checked(desk, diags)?;
        Some(Laid { leaves: leaves_of(order, &document), scale })
    });
    comemo::evict(SHEETS_REMEMBERED);
    laid
}

/// Writes leaves as one file in the order's profile, without adding anything to them. The standard is that of the profile, except that
/// leaves are not tagged: for PDF/UA the document itself must be written.
pub fn write(kit: &Kit, order: &Order, leaves: &[Leaf]) -> (Option<Vec<u8>>, Diagnostics) {
    with_desk(kit, order, |desk, diags| press::write(leaves, &desk.world(order.profile.palette, 1.0), diags))
}

/// Sets lines of words in black, each as a frame just as large; for whoever marks leaves.
pub fn words(kit: &Kit, order: &Order, lines: &[String], points: f64) -> Vec<typst::layout::Frame> {
    let (frames, _) = with_desk(kit, order, |desk, _| Some(words::set(desk, lines, points, order.profile.palette)));
    frames.unwrap_or_default()
}

/// Leaves with the marks of the order's profile and the slug line.
pub fn mark(kit: &Kit, order: &Order, leaves: &[Leaf]) -> Vec<Leaf> {
    let (marked, _) = with_desk(kit, order, |desk, _| Some(marked(desk, leaves)));
    marked.unwrap_or_else(|| leaves.to_vec())
}

/// Runs work at a desk, once template and pictures are checked.
fn with_desk<T: Send>(
    kit: &Kit,
    order: &Order,
    work: impl FnOnce(&Desk<'_>, &mut Diagnostics) -> Option<T> + Send,
) -> (Option<T>, Diagnostics) {
    let mut diags = Diagnostics::new();
    let made = apart(|| {
        check_template(kit, order, &mut diags);
        let pictures = Pictures::of(order, &mut diags);
        if diags.has_errors() {
            return None;
        }
        work(&Desk::new(kit, order, &pictures), &mut diags)
    });
    diags.sort();
    (made.filter(|_| !diags.has_errors()), diags)
}

/// The layout that fits, if nothing is wrong with it.
fn checked(desk: &Desk<'_>, diags: &mut Diagnostics) -> Option<Fitted> {
    let fitted = fit::fit(desk, diags)?;
    let world = desk.world(desk.order.profile.palette, fitted.scale);
    glyph::check(&fitted.document, &world, diags);
    if desk.order.profile.palette == Palette::Cmyk {
        ink::check(&fitted.document, &world, diags);
    }
    told::tell(&fitted.document, desk.order, diags);
    (!diags.has_errors()).then_some(fitted)
}

fn leaves_of(order: &Order, document: &PagedDocument) -> Vec<Leaf> {
    let mut leaves = leaf::leaves(document);
    if order.pages == Pages::Fours {
        leaf::pad_to_fours(&mut leaves);
    }
    leaves
}

/// Marks and slug line as profile and format ask for them.
fn marked(desk: &Desk<'_>, leaves: &[Leaf]) -> Vec<Leaf> {
    let order = desk.order;
    let reduced = order.format.drawn_at > 1.0;
    if !order.profile.marks && !reduced {
        return leaves.to_vec();
    }
    let lines = slug_lines(order, leaves);
    let slugs = words::set(desk, &lines, SLUG_POINTS, order.profile.palette);
    let marked = |(number, leaf): (usize, &Leaf)| {
        let slug = slugs.get(number);
        if order.profile.marks {
            marks::with_marks(leaf, &folds(order, leaf, number), slug)
        } else {
            slug.map_or_else(|| leaf.clone(), |slug| marks::with_slug(leaf, slug))
        }
    };
    leaves.iter().enumerate().map(marked).collect()
}

/// Where a page is folded: as the format says, the second side in the mirror.
pub fn folds(order: &Order, leaf: &Leaf, page: usize) -> Vec<typst::layout::Abs> {
    let folds = order.format.folds_mm.iter().map(|mm| typst::layout::Abs::mm(*mm));
    if page.is_multiple_of(2) { folds.collect() } else { folds.map(|fold| leaf.trim.w - fold).collect() }
}

/// What stands below each page for the printer: what it is, its size, bleed, scale, profile, and which page.
fn slug_lines(order: &Order, leaves: &[Leaf]) -> Vec<String> {
    let Order { format, profile, title, .. } = order;
    let chinese = order.language_tag.starts_with("zh");
    let count = leaves.len();
    let line = |(at, leaf): (usize, &Leaf)| {
        let times = format.drawn_at;
        let (w, h) = (frame::mm(leaf.trim.w) * times, frame::mm(leaf.trim.h) * times);
        let (key, size) = (if chinese { "zh" } else { "en" }, format!("{w:.0}×{h:.0} mm"));
        let bleed = order.bleed_mm() * times;
        let bleed = match (bleed > 0.0, chinese) {
            (true, true) => format!(" · 出血 {bleed} mm"),
            (true, false) => format!(" · bleed {bleed} mm"),
            (false, _) => String::new(),
        };
        let scale = match (times > 1.0, chinese) {
            (true, true) => format!(" · 本文件按 1:{times} 制作"),
            (true, false) => format!(" · this file is drawn at 1:{times}"),
            (false, _) => String::new(),
        };
        let condition = if profile.condition.is_empty() { String::new() } else { format!(" · {}", profile.condition) };
        let page = if count > 1 { format!(" · {}/{count}", at + 1) } else { String::new() };
        let (format, profile, title) = (format.name.get(key), profile.name.get(key), title.replace('|', ""));
        format!("{title} · {format} · {size}{bleed}{scale} · {profile}{condition}{page}")
    };
    leaves.iter().enumerate().map(line).collect()
}

/// Runs a layout on a thread of its own, with room for deep nesting, while the caller sleeps.
///
/// Typst works with rayon inside. On a shared pool a thread that waits for Typst's inner work takes up the next sheet meanwhile,
/// on top of the one it is in, until the stack overflows (seen with ninety sheets on two threads). A pool of one thread that
/// no other work enters rules that out; the outer thread only starts it, so that the caller's pool cannot nest either.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let run = || match rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK_BYTES).build() {
        Ok(pool) => pool.install(work),
        // No more threads to be had: better here than not at all.
        Err(_) => work(),
    };
    std::thread::scope(|scope| match scope.spawn(run).join() {
        Ok(made) => made,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

/// The template must be one of the kit's, named by a plain word.
fn check_template(kit: &Kit, order: &Order, diags: &mut Diagnostics) {
    let template = &order.template;
    if kit.templates().any(|name| name == template) {
        return;
    }
    let known: Vec<&str> = kit.templates().collect();
    let near = nearest(template, known.iter().copied());
    diags.push(
        Diagnostic::new(
            &rules::SHEET_LAYOUT,
            order.source.clone(),
            text! { zh: "主题没有版式 `print/{template}.typ`", en: "the theme has no layout `print/{template}.typ`" },
        )
        .help_if(near, |name| text! { zh: "是不是要写 `{name}`？", en: "did you mean `{name}`?" }),
    );
}
