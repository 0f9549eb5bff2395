//! The structure that programs read aloud.
//!
//! In: the structure tree, and which marks of a page are tagged. Out: P225 for what is outside of it; how many pictures have no words.
//! Does not judge whether tags are the right ones; only people can.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::View;
use super::file;
use super::finding::{Finding, Findings, short};
use crate::base::rules;
use crate::text;

/// Elements that are looked at.
const MOST: usize = 200_000;

/// Elements in elements that are followed.
const DEEPEST: usize = 200;

pub(super) fn check(view: &View<'_>, findings: &mut Findings) {
    if !view.demands.is_ua1() {
        return;
    }
    for run in view.marks.shown().filter(|run| !run.is_tagged) {
        let example = short(&run.text);
        let text = text! { zh: "“{example}”没有标签，读屏软件读不到", en: "“{example}” is not tagged, so it is not read aloud" };
        findings.push(Finding::new(&rules::PDF_UA, text).at(view.number, run.area).sort("text", 0.0).quote(&run.text));
    }
    for picture in view.marks.pictures().filter(|picture| !picture.is_tagged) {
        let text = text! { zh: "图片没有标签", en: "a picture is not tagged" };
        findings.push(Finding::new(&rules::PDF_UA, text).at(view.number, picture.area).sort("picture", 0.0));
    }
}

/// How many figures of a structure have neither an alternative text nor words of their own.
pub(super) fn without_words(pdf: &Document, root: &Dictionary) -> usize {
    let mut walk =
        Walk { pdf, roles: file::table(root, b"RoleMap", pdf), seen: BTreeSet::new(), visited: 0, without: 0 };
    if let Ok(kids) = root.get(b"K") {
        walk.visit(kids, 0);
    }
    walk.without
}

struct Walk<'a> {
    pdf: &'a Document,
    roles: Option<&'a Dictionary>,
    seen: BTreeSet<ObjectId>,
    visited: usize,
    without: usize,
}

impl<'a> Walk<'a> {
    fn visit(&mut self, object: &'a Object, depth: usize) {
        self.visited += 1;
        if self.visited > MOST || depth > DEEPEST {
            return;
        }
        if let Ok(id) = object.as_reference()
            && !self.seen.insert(id)
        {
            return;
        }
        match self.pdf.dereference(object) {
            Ok((_, Object::Array(items))) => items.iter().for_each(|item| self.visit(item, depth + 1)),
            Ok((_, Object::Dictionary(element))) => {
                if self.is_figure(element) && !self.has_words(element) {
                    self.without += 1;
                }
                if let Ok(kids) = element.get(b"K") {
                    self.visit(kids, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn is_figure(&self, element: &Dictionary) -> bool {
        let Some(name) = file::name(element, b"S", self.pdf) else { return false };
        let role = self.roles.and_then(|roles| file::name(roles, name, self.pdf)).unwrap_or(name);
        role == b"Figure" || role == b"Formula"
    }

    fn has_words(&self, element: &Dictionary) -> bool {
        let has = |key: &[u8]| file::words(element, key, self.pdf).is_some_and(|words| !words.trim().is_empty());
        has(b"Alt") || has(b"ActualText")
    }
}
