//! A page's sheets as somebody prints them: as they are, in pieces on office pages, or folded.
//!
//! In: a page, which of its sheets are wanted, and what is done to them. Out: files with their names.
//! Decides nothing about marks and order of pages; `print::tile` and `print::impose` do.

use std::collections::BTreeMap;

use super::shop::{self, Orders};
use super::{OnProgress, Progress, Project, Wanted};
use crate::base::diag::{Diagnostic, Diagnostics, Failure};
use crate::base::path::SourcePath;
use crate::base::rules;
use crate::plan::finish::{Duplex, Finish, Fold, Tile};
use crate::print::impose::{self, Imposition};
use crate::print::tile::{self, Tiling, Unfit};
use crate::print::{self, Format, Kit, Laid, Order};
use crate::text;
use crate::theme::kind::Pages;

/// The profile of what is printed in the office, if the theme has it.
const OFFICE: &str = "office";

/// A finished file: its name and its bytes.
type File = (String, Vec<u8>);

/// A paper: its id, shorter and longer side in millimetres.
type Paper = (String, f64, f64);

/// The sheets of a page, finished.
pub fn finished(
    project: &Project,
    path: &SourcePath,
    mut wanted: Wanted<'_>,
    finish: &Finish,
    progress: OnProgress<'_>,
) -> Result<(Vec<File>, Diagnostics), Failure> {
    if matches!(finish, Finish::Flat) {
        return shop::poster(project, path, wanted, progress);
    }
    let has_office = shop::profiles(project, &mut Diagnostics::new()).contains_key(OFFICE);
    wanted.profile = wanted.profile.or(has_office.then_some(OFFICE));
    let (orders, mut diagnostics) = shop::orders(project, path, wanted)?;
    let Some(Orders { shop, orders }) = orders else { return Ok((Vec::new(), diagnostics)) };
    let mut files = Vec::new();
    for (done, (sheet, order)) in orders.iter().enumerate() {
        progress(Progress { done, total: orders.len(), what: text! { zh: "海报", en: "posters" } });
        let work = Work { formats: &shop.formats, kit: &shop.kit, order, name: &sheet.name };
        let laid = || print::lay(&shop.kit, order);
        let made = match finish {
            Finish::Flat => None,
            Finish::Tiled(tile) => work.tiled(tile, laid, &mut diagnostics),
            Finish::Folded(fold) => work.folded(fold, laid, &mut diagnostics),
        };
        files.extend(made.into_iter().flatten());
    }
    diagnostics.sort();
    Ok((files, diagnostics))
}

/// One sheet on its way.
struct Work<'a> {
    formats: &'a BTreeMap<String, Format>,
    kit: &'a Kit,
    order: &'a Order,
    name: &'a str,
}

impl Work<'_> {
    /// Each page of the sheet over pages of the paper, in one file.
    fn tiled(
        &self,
        tile: &Tile,
        laid: impl FnOnce() -> (Option<Laid>, Diagnostics),
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<File>> {
        let (paper, short_mm, long_mm) = self.paper(&tile.paper, diagnostics)?;
        let leaves = kept(laid(), diagnostics)?.leaves;
        let tiling = Tiling {
            paper: paper.clone(),
            short_mm,
            long_mm,
            fit: tile.fit,
            overlap_mm: tile.overlap_mm,
            margin_mm: tile.margin_mm,
            drawn_at: self.order.format.drawn_at,
        };
        let title = self.order.title.replace('|', "");
        let mut pages = Vec::new();
        for leaf in &leaves {
            match tiling.grid(leaf.trim.w.to_mm(), leaf.trim.h.to_mm()) {
                Ok(grid) => pages.extend(tile::tiles(leaf, &tiling, &grid, &title, self.kit, self.order)),
                Err(unfit) => {
                    diagnostics.push(cannot_tile(self.order, &paper, unfit));
                    return None;
                }
            }
        }
        let bytes = kept(print::write(self.kit, self.order, &pages), diagnostics)?;
        Some(vec![(format!("{}-tiles-{}.pdf", self.name, paper.to_ascii_lowercase()), bytes)])
    }

    /// The pages two by two on the sheets they are folded from.
    fn folded(
        &self,
        fold: &Fold,
        laid: impl FnOnce() -> (Option<Laid>, Diagnostics),
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<File>> {
        let wanted = match &fold.paper {
            Some(paper) => Some(self.paper(paper, diagnostics)?),
            None => None,
        };
        let mut leaves = kept(laid(), diagnostics)?.leaves;
        let page = leaves.first()?.trim;
        let (width, height) = (page.w.to_mm(), page.h.to_mm());
        let imposition =
            |short_mm, long_mm| Imposition { short_mm, long_mm, duplex: fold.duplex, creep_mm: fold.creep_mm };
        let holds = |(_, short, long): &Paper| impose::fits(&imposition(*short, *long), width, height);
        let chosen = match &wanted {
            Some(paper) => Some(paper.clone()).filter(holds),
            None => self.papers().into_iter().find(holds),
        };
        let Some((paper, short_mm, long_mm)) = chosen else {
            let name = wanted.map_or_else(String::new, |(name, ..)| name);
            diagnostics.push(cannot_fold(self.order, &name, width, height));
            return None;
        };
        if self.order.pages != Pages::Fours {
            impose::pad(&mut leaves);
        }
        let imposition = imposition(short_mm, long_mm);
        let paper = paper.to_ascii_lowercase();
        let mut files = Vec::new();
        for run in impose::runs(&leaves, &imposition, self.kit, self.order) {
            let bytes = kept(print::write(self.kit, self.order, &run.leaves), diagnostics)?;
            files.push((format!("{}-imposed-{paper}{}.pdf", self.name, run.side), bytes));
        }
        if fold.duplex == Duplex::None {
            let leaf = impose::instructions(leaves.len() / 4, self.kit, self.order);
            let bytes = kept(print::write(self.kit, self.order, &[leaf]), diagnostics)?;
            files.push((format!("{}-imposed-{paper}-how.pdf", self.name), bytes));
        }
        Some(files)
    }

    /// The paper of this name: a format of the theme with two fixed sides.
    fn paper(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<Paper> {
        let papers = self.papers();
        let found = papers.iter().find(|(id, ..)| id.eq_ignore_ascii_case(name)).cloned();
        if found.is_none() {
            let mut all: Vec<&str> = papers.iter().map(|(id, ..)| id.as_str()).collect();
            all.sort_unstable();
            let all = all.join(", ");
            let told = Diagnostic::nowhere(
                &rules::UNKNOWN_FORMAT,
                text! { zh: "没有纸张规格 `{name}`", en: "there is no paper format `{name}`" },
            );
            diagnostics.push(told.help(text! { zh: "可以用的纸：{all}", en: "paper there is: {all}" }));
        }
        found
    }

    /// What can be paper, the smallest first: formats of fixed size, at true size, that are not folded themselves.
    fn papers(&self) -> Vec<Paper> {
        let flat = self.formats.values().filter(|f| f.folds_mm.is_empty() && f.drawn_at <= 1.0);
        let sides = |format: &Format| {
            let (width, height) = format.width_mm.zip(format.height_mm)?;
            Some((format.id.clone(), width.min(height), width.max(height)))
        };
        let mut papers: Vec<Paper> = flat.filter_map(sides).collect();
        papers.sort_by(|a, b| (a.1 * a.2).total_cmp(&(b.1 * b.2)));
        papers
    }
}

/// What was made; its problems are kept either way.
fn kept<T>((made, problems): (Option<T>, Diagnostics), diagnostics: &mut Diagnostics) -> Option<T> {
    diagnostics.append(problems);
    made
}

fn cannot_tile(order: &Order, paper: &str, unfit: Unfit) -> Diagnostic {
    let paper = paper.to_uppercase();
    let (text, help) = match unfit {
        Unfit::NoRoom => (
            text! { zh: "{paper} 除去页边和重叠，没有地方了", en: "margins and overlap leave nothing of {paper}" },
            text! { zh: "把 --margin 或 --overlap 写小一点", en: "give a smaller --margin or --overlap" },
        ),
        Unfit::TooMany(pages) => (
            text! { zh: "要 {pages} 张 {paper}，拼不起来", en: "it would take {pages} pages of {paper}, which nobody glues together" },
            text! { zh: "用大一点的纸，或者用 --fit 缩小", en: "use larger paper, or reduce it with --fit" },
        ),
    };
    Diagnostic::new(&rules::TILES, order.source.clone(), text).help(help)
}

fn cannot_fold(order: &Order, paper: &str, width: f64, height: f64) -> Diagnostic {
    let wide = width * 2.0;
    let text = if paper.is_empty() {
        text! { zh: "没有纸放得下两页（要 {wide:.0}×{height:.0} 毫米）", en: "no paper holds two pages ({wide:.0} × {height:.0} mm)" }
    } else {
        text! { zh: "{paper} 放不下两页（要 {wide:.0}×{height:.0} 毫米）", en: "{paper} does not hold two pages ({wide:.0} × {height:.0} mm)" }
    };
    Diagnostic::new(&rules::BOOKLET_PAPER, order.source.clone(), text).help(text! {
        zh: "用大一点的纸（--paper），或小一点的页（--format）",
        en: "use larger paper (--paper) or smaller pages (--format)"
    })
}
