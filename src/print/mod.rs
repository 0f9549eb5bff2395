//! Sheets: a page's data laid out by the theme's print files, as a press file, a screen picture and a preview.
//!
//! In: a [`Kit`] (fonts and print files) and an [`Order`] (template, format, data, pictures). Out: a [`Sheet`] and the problems met.
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
pub mod order;
mod pen;
mod picture;
mod press;
pub mod qr;
mod screen;
mod system;
pub mod tile;
pub mod tree;
mod trouble;
mod world;

#[cfg(test)]
mod tests;

use crate::base::diag::{Diagnostic, Diagnostics, nearest};
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

use self::fit::Fitted;
use self::picture::Pictures;
use self::world::{Desk, Palette};

pub use self::format::{Format, read_formats};
pub use self::kit::{Blob, Kit, KitFile};

/// Pixels of the preview's longer side.
const PREVIEW_PIXELS: f64 = 1600.0;

/// Stack of a layout: Typst stops at its own limits of nesting well before. Only what is used is taken from memory.
const STACK_BYTES: usize = 64 << 20;

/// Sheets after which layout work that was not used again is forgotten: a sheet leaves some 15 MB of it behind.
///
/// What sheets share (fonts, drawings, words of the theme) is used again and stays.
const SHEETS_REMEMBERED: usize = 8;

/// A sheet that somebody wants.
pub struct Order {
    /// The print template: `event` is `/print/event.typ` of the kit.
    pub template: String,
    /// Its size and the limits of its type.
    pub format: Format,
    /// Bleed on each side in millimetres; 0 for none.
    pub bleed_mm: f64,
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

/// A finished sheet.
pub struct Sheet {
    /// The press file: CMYK, with bleed.
    pub pdf: Vec<u8>,
    /// The sheet for the screen and for printing from the browser: RGB, trimmed size, no bleed.
    pub svg: String,
    /// The same in pixels, its longer side about 1600.
    pub preview: image::RgbaImage,
    /// Trimmed width in millimetres.
    pub width_mm: f64,
    /// Trimmed height in millimetres.
    pub height_mm: f64,
    /// The type scale it was set at: 1 unless text had to be set smaller.
    pub scale: f64,
}

/// Makes a sheet; none if something stands in the way of printing it, which is then among the problems.
///
/// Takes 2 to 6 layouts (one or more for the press, the last for the screen); tens of milliseconds warm.
pub fn make(kit: &Kit, order: &Order) -> (Option<Sheet>, Diagnostics) {
    let mut diags = Diagnostics::new();
    let sheet = apart(|| attempt(kit, order, &mut diags));
    comemo::evict(SHEETS_REMEMBERED);
    diags.sort();
    let sheet = sheet.filter(|_| !diags.has_errors());
    (sheet, diags)
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

fn attempt(kit: &Kit, order: &Order, diags: &mut Diagnostics) -> Option<Sheet> {
    check_template(kit, order, diags);
    let pictures = Pictures::of(order, diags);
    if diags.has_errors() {
        return None;
    }
    let desk = Desk::new(kit, order, &pictures);
    let Fitted { document: print, scale } = fit::fit(&desk, diags)?;
    let world = desk.world(Palette::Cmyk, scale);
    glyph::check(&print, &world, diags);
    ink::check(&print, &world, diags);
    let shown = fit::for_screen(&desk, scale, diags)?;
    if diags.has_errors() {
        return None;
    }
    let shown = shown.pages().first()?;
    let size = shown.frame.size();
    Some(Sheet {
        pdf: press::file(print, &world, diags)?,
        svg: screen::svg(shown, order),
        preview: screen::pixels(shown, PREVIEW_PIXELS),
        width_mm: order.format.width_mm.unwrap_or(frame::mm(size.x)),
        height_mm: order.format.height_mm,
        scale,
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
