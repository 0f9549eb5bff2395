//! The fonts of a file.
//!
//! In: the fonts that pages use. Out: P205 and P206, once a font at the first place where it is used.
//! Says nothing of fonts that are listed and not used.

use std::collections::BTreeMap;

use super::View;
use super::demands::Demands;
use super::finding::{Finding, Findings, short};
use super::font::Font;
use super::geometry::Rect;
use super::marks::{Mark, Run};
use crate::base::diag::Severity;
use crate::base::rules;
use crate::text;

/// Where fonts are first used.
#[derive(Default)]
pub(super) struct Faces(BTreeMap<usize, (usize, Rect, String)>);

impl Faces {
    /// Writes down what a page uses.
    pub(super) fn note(&mut self, view: &View<'_>) {
        let in_cells = view.marks.cells.iter().filter_map(|m| if let Mark::Text(run) = m { Some(run) } else { None });
        for run in view.marks.runs().chain(in_cells).filter(|run: &&Run| !run.is_hidden) {
            self.0.entry(run.font).or_insert_with(|| (view.number, run.area, run.text.clone()));
        }
    }

    /// What is wrong with them.
    pub(super) fn told(self, fonts: &[Font], demands: &Demands, findings: &mut Findings) {
        let severity = if demands.is_press() { Severity::Error } else { Severity::Warning };
        for (font, (page, area, text)) in self.0 {
            let Some(font) = fonts.get(font) else { continue };
            let (name, example) = (&font.name, short(&text));
            if !font.is_embedded {
                let text = text! {
                    zh: "字体 {name} 没有嵌入（例如“{example}”）",
                    en: "the font {name} is not embedded (as in “{example}”)"
                };
                let help = text! { zh: "导出时选“嵌入全部字体”", en: "choose to embed all fonts when exporting" };
                findings.push(
                    Finding::new(&rules::PDF_FONT, text).at(page, area).severity(severity).sort(name, 0.0).help(help),
                );
            } else if !font.is_subset && !font.is_drawn && demands.is_press() {
                let text = text! {
                    zh: "字体 {name} 整个嵌入了，文件会大一些，不妨碍印刷",
                    en: "the font {name} is embedded as a whole; the file is larger than it need be, and prints all the same"
                };
                findings.push(Finding::new(&rules::PDF_FONT, text).on(page).severity(Severity::Note).sort(name, 0.0));
            }
            if font.is_drawn {
                let text = text! {
                    zh: "“{example}”用的是 Type 3 字体",
                    en: "“{example}” is set in a Type 3 font"
                };
                findings.push(Finding::new(&rules::PDF_TYPE3, text).at(page, area).severity(severity).sort(name, 0.0));
            }
        }
    }
}
