//! The boxes of pages and how many pages there are.
//!
//! In: pages as the file gives them. Out: P202, P203, P204 (a bleed box that is too small) and P229.
//! Does not look at what is printed there; `bleed` does.

use super::demands::{Demands, PageCount};
use super::file::Open;
use super::finding::{Finding, Findings};
use super::{Rect, View};
use crate::base::rules;
use crate::text;

/// How far a box may be off, in millimetres.
const CLOSE: f64 = 0.1;

/// What concerns all pages together.
pub(super) fn all_pages(open: &Open, demands: &Demands, findings: &mut Findings) {
    let count = open.pages.len();
    let finding = match demands.pages {
        PageCount::One if count != 1 => {
            Some(text! { zh: "有 {count} 页，应为 1 页", en: "there are {count} pages, expected one" })
        }
        PageCount::Two if count > 2 => Some(
            text! { zh: "有 {count} 页，最多 2 页（正反面）", en: "there are {count} pages, expected two at most (both sides)" },
        ),
        PageCount::Fours if !count.is_multiple_of(4) => {
            let more = 4 - count % 4;
            Some(text! {
                zh: "有 {count} 页，骑马订要四的倍数，再补 {more} 页",
                en: "there are {count} pages; a stapled booklet needs a multiple of four, {more} more"
            })
        }
        PageCount::Any | PageCount::One | PageCount::Two | PageCount::Fours => None,
    };
    findings.push_if(finding.map(|text| Finding::new(&rules::PDF_PAGES, text)));
    let sizes: Vec<Rect> = open.pages.iter().map(super::Leaf::trimmed).collect();
    let Some(first) = sizes.first() else { return };
    let differs =
        |size: &Rect| (size.width() - first.width()).abs() > CLOSE || (size.height() - first.height()).abs() > CLOSE;
    if let Some(at) = sizes.iter().position(differs) {
        let (number, here, before) = (at + 1, size_of(&sizes[at]), size_of(first));
        findings.push(
            Finding::new(
                &rules::PDF_TRIM_SIZE,
                text! {
                    zh: "成品尺寸 {here}，第 1 页是 {before}：各页应一样大",
                    en: "the trimmed size is {here}, that of page 1 is {before}: all pages need the same"
                },
            )
            .on(number),
        );
    }
}

/// `210 × 297 mm`.
fn size_of(rect: &Rect) -> String {
    format!("{:.1} × {:.1} mm", rect.width(), rect.height())
}

/// What concerns one page.
pub(super) fn check(view: &View<'_>, findings: &mut Findings) {
    let (leaf, demands) = (view.leaf, view.demands);
    let finding = |text| Finding::new(&rules::PDF_BOXES, text).on(view.number);
    let Some(media) = leaf.media else {
        findings.push(finding(text! { zh: "没有页面框（MediaBox）", en: "there is no MediaBox" }));
        return;
    };
    if demands.is_press() && demands.is_x4() {
        if leaf.trim.is_none() {
            findings.push(
                finding(text! { zh: "没有成品框（TrimBox）", en: "there is no TrimBox" })
                    .help(text! { zh: "导出时设好成品尺寸", en: "set the trimmed size when exporting" }),
            );
        }
        if leaf.art.is_some() && leaf.trim.is_some() {
            findings.push(finding(text! { zh: "同时有 ArtBox 和 TrimBox，只能有一个", en: "there are both an ArtBox and a TrimBox; only one is allowed" }));
        }
    }
    nested(view, media, findings);
    size(view, findings);
    if demands.bleed_mm() > 0.0 {
        narrow(view, findings);
    }
}

/// Trim in bleed in media.
fn nested(view: &View<'_>, media: [f64; 4], findings: &mut Findings) {
    let leaf = view.leaf;
    let media = leaf.area(media);
    let boxes = [
        ("TrimBox", leaf.trim, "BleedBox", leaf.bleed),
        ("BleedBox", leaf.bleed, "MediaBox", None),
        ("TrimBox", leaf.trim, "MediaBox", None),
    ];
    for (inner_name, inner, outer_name, outer) in boxes {
        let Some(inner) = inner.map(|edges| leaf.area(edges)) else { continue };
        let outer = match (outer_name, outer) {
            ("MediaBox", _) => media,
            (_, Some(edges)) => leaf.area(edges),
            (_, None) => continue,
        };
        if !outer.contains(&inner, CLOSE / 2.0) {
            let (inner_size, outer_size) = (size_of(&inner), size_of(&outer));
            let text = text! {
                zh: "{inner_name}（{inner_size}）伸出了 {outer_name}（{outer_size}）",
                en: "the {inner_name} ({inner_size}) reaches out of the {outer_name} ({outer_size})"
            };
            findings.push(Finding::new(&rules::PDF_BOXES, text).on(view.number).sort(inner_name, 0.0));
        }
    }
}

/// The trimmed size is the format's.
fn size(view: &View<'_>, findings: &mut Findings) {
    let demands = view.demands;
    let off = |found: f64, wanted: Option<f64>| wanted.is_some_and(|wanted| (found - wanted).abs() > CLOSE);
    if off(view.trim.width(), demands.format.width_mm) || off(view.trim.height(), demands.format.height_mm) {
        let found = size_of(&view.trim);
        let wanted = |mm: Option<f64>| mm.map_or("…".to_string(), |mm| format!("{mm:.1}"));
        let (width, height) = (wanted(demands.format.width_mm), wanted(demands.format.height_mm));
        let text = text! {
            zh: "成品尺寸 {found}，应为 {width} × {height} mm",
            en: "the trimmed size is {found}, expected {width} × {height} mm"
        };
        findings.push(Finding::new(&rules::PDF_TRIM_SIZE, text).on(view.number));
    }
}

/// The bleed box is as far around the trim box as asked.
fn narrow(view: &View<'_>, findings: &mut Findings) {
    let (trim, bled, wanted) = (view.trim, view.bled, view.demands.bleed_mm());
    let sides = [trim.left - bled.left, trim.top - bled.top, bled.right - trim.right, bled.bottom - trim.bottom];
    let least = sides.into_iter().fold(f64::INFINITY, f64::min);
    if least < wanted - CLOSE {
        let text = text! {
            zh: "出血只有 {least:.1} 毫米，应为 {wanted} 毫米",
            en: "the bleed is {least:.1} mm, expected {wanted} mm"
        };
        findings.push(Finding::new(&rules::PDF_BLEED, text).on(view.number).sort("box", 0.0).help(
            text! { zh: "导出时四边各加 {wanted} 毫米出血", en: "export with {wanted} mm of bleed on each side" },
        ));
    }
}
