//! What was found, told so that somebody can go there and mend it.
//!
//! In: findings with page and place on the sheet. Out: problems; many alike of a page become one with a count.
//! Decides nothing; the rules do.

use std::collections::BTreeMap;

use super::Sheet;
use super::geometry::Rect;
use super::marks::Run;
use crate::base::diag::{Diagnostic, Diagnostics, Severity, Text};
use crate::base::place::Place;
use crate::base::rule::Rule;
use crate::text;

/// One thing found.
pub(super) struct Finding {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    /// From 1; none for the whole file.
    pub(super) page: Option<usize>,
    pub(super) area: Option<Rect>,
    /// What is so and what was expected.
    pub(super) text: Text,
    pub(super) help: Option<Text>,
    /// What is written there, to find its line.
    pub(super) quote: String,
    /// Findings of one rule, page and sort are alike and told once.
    sort: String,
    /// Of alike ones the gravest is told.
    gravity: f64,
}

impl Finding {
    pub(super) fn new(rule: &'static Rule, text: Text) -> Finding {
        Finding {
            rule,
            severity: rule.severity,
            page: None,
            area: None,
            text,
            help: None,
            quote: String::new(),
            sort: String::new(),
            gravity: 0.0,
        }
    }

    /// About a text, and how grave among alike ones.
    pub(super) fn about(rule: &'static Rule, text: Text, page: usize, run: &Run, gravity: f64) -> Finding {
        Finding::new(rule, text).at(page, run.area).quote(&run.text).sort("", gravity)
    }

    pub(super) fn at(self, page: usize, area: Rect) -> Finding {
        Finding { page: Some(page), area: Some(area), ..self }
    }

    pub(super) fn on(self, page: usize) -> Finding {
        Finding { page: Some(page), ..self }
    }

    pub(super) fn severity(self, severity: Severity) -> Finding {
        Finding { severity, ..self }
    }

    pub(super) fn help(self, help: Text) -> Finding {
        Finding { help: Some(help), ..self }
    }

    pub(super) fn quote(self, quote: &str) -> Finding {
        Finding { quote: quote.to_string(), ..self }
    }

    /// Alike with others of this sort, and how grave among them.
    pub(super) fn sort(self, sort: &str, gravity: f64) -> Finding {
        Finding { sort: sort.to_string(), gravity, ..self }
    }
}

/// All that was found in a file.
#[derive(Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    pub(super) fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    pub(super) fn push_if(&mut self, finding: Option<Finding>) {
        self.0.extend(finding);
    }

    /// The problems: alike ones told once.
    pub(super) fn told(self, sheet: &Sheet<'_>, pages: usize) -> Diagnostics {
        let mut groups: BTreeMap<(usize, &str, Severity, String), (Finding, usize)> = BTreeMap::new();
        for finding in self.0 {
            let key = (finding.page.unwrap_or(0), finding.rule.code, finding.severity, finding.sort.clone());
            match groups.get_mut(&key) {
                Some((gravest, count)) => {
                    *count += 1;
                    if finding.gravity > gravest.gravity {
                        *gravest = finding;
                    }
                }
                None => {
                    groups.insert(key, (finding, 0));
                }
            }
        }
        let mut all: Diagnostics =
            groups.into_values().map(|(finding, more)| diagnostic(finding, more, sheet, pages)).collect();
        all.sort();
        all
    }
}

fn diagnostic(finding: Finding, more: usize, sheet: &Sheet<'_>, pages: usize) -> Diagnostic {
    let at = spot(&finding, sheet, pages);
    let Text { zh, en } = &finding.text;
    let more = match more {
        0 => text! { zh: "", en: "" },
        _ if finding.page.is_none() => text! { zh: "（另有 {more} 处）", en: " ({more} more like it)" },
        _ => text! { zh: "（这一页另有 {more} 处）", en: " ({more} more like it on this page)" },
    };
    let (zh_at, en_at, zh_more, en_more) = (at.zh, at.en, more.zh, more.en);
    let text = text! { zh: "{zh_at}{zh}{zh_more}", en: "{en_at}{en}{en_more}" };
    let place = written(&finding.quote, sheet).unwrap_or_else(|| sheet.place.clone());
    let found = Diagnostic::new(finding.rule, place, text).severity(finding.severity);
    found.help_if(finding.help, |help| help)
}

/// Sheet, page and place in words, with what parts them from what follows.
fn spot(finding: &Finding, sheet: &Sheet<'_>, pages: usize) -> Text {
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if !sheet.name.is_empty() {
        zh.push(format!("`{}`", sheet.name));
        en.push(format!("`{}`", sheet.name));
    }
    if let Some(page) = finding.page.filter(|_| pages > 1) {
        zh.push(format!("第 {page} 页"));
        en.push(format!("page {page}"));
    }
    if let Some(area) = &finding.area {
        let (x, y) = (area.left, area.top);
        zh.push(format!("距左 {x:.1}、距上 {y:.1} 毫米"));
        en.push(format!("{x:.1} mm from the left, {y:.1} mm from the top"));
    }
    let (zh, en) = (zh.join(" "), en.join(", "));
    if zh.is_empty() {
        text! { zh: "", en: "" }
    } else {
        text! { zh: "{zh}：", en: "{en}: " }
    }
}

/// Where a text of the sheet is written: the text itself where it stands there as it reads, else the whole string that has it.
fn written(quote: &str, sheet: &Sheet<'_>) -> Option<Place> {
    let quote = quote.trim();
    // One letter is written in many places.
    if quote.chars().count() < 2 {
        return None;
    }
    let found = sheet.texts.iter().filter_map(|known| known.text.find(quote).map(|at| (known, at)));
    let (known, at) = found.min_by_key(|(known, _)| known.text.len())?;
    let Place { path, start, end } = &known.place;
    Some(if end - start == known.text.len() {
        Place::new(path, start + at..start + at + quote.len())
    } else {
        known.place.clone()
    })
}

/// A quotation short enough to be read in a message.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 24;
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= LONGEST {
        return plain;
    }
    plain.chars().take(LONGEST - 1).chain(['…']).collect()
}
