//! Parallel pages whose two texts do not have the same blocks.
//!
//! In: one entry. Out: T111 at the first block where a translation parts from its original. Reads the passages that were found when the
//! files were read; the words do not matter.

use crate::base::diag::{Diagnostic, Diagnostics, Text as Words};
use crate::base::place::Place;
use crate::base::rules;
use crate::document::passage::{Passage, PassageKind};
use crate::site::{Entry, Site, Text};
use crate::text;
use crate::translation::align::{Shape, align};
use crate::translation::table::block_name;

/// Checks that the texts of a parallel page can stand side by side.
pub(super) fn check(site: &Site, entry: &Entry, diags: &mut Diagnostics) {
    let Some(original) = entry.original().filter(|_| site.is_parallel(entry)) else { return };
    let others = entry.texts.iter().enumerate().filter(|(language, _)| Some(*language) != entry.origin);
    for (_, translation) in others.filter_map(|(language, text)| Some((language, text.as_ref()?))) {
        diags.append(uneven(original, translation).into_iter().collect());
    }
}

fn uneven(original: &Text, translation: &Text) -> Option<Diagnostic> {
    let (a, b) = (shown(original), shown(translation));
    let pairs = align(&shapes(&a), &shapes(&b));
    let is_even =
        |pair: &(Option<usize>, Option<usize>)| matches!(pair, (Some(i), Some(j)) if a[*i].kind == b[*j].kind);
    let uneven = pairs.iter().filter(|pair| !is_even(pair)).count();
    let first = pairs.iter().position(|pair| !is_even(pair))?;
    let place = |text: &Text, passage: &Passage| {
        let range = passage.range();
        let typed = text.document.text.get(range.clone()).unwrap_or_default();
        let line = typed.lines().next().unwrap_or_default();
        text.document.place(&(range.start..range.start + line.len()))
    };
    let name = |passage: &Passage| block_name(passage.kind.word());
    let there = |i: usize| (place(original, &a[i]), text! { zh: "原文的这一块", en: "the block of the original" });
    let (at, words, related): (Place, Words, Option<(Place, Words)>) = match pairs[first] {
        (Some(i), Some(j)) => {
            let (one, other) = (name(&a[i]), name(&b[j]));
            let words = text! {
                zh: "对照页从这里对不上：译文是{}，原文是{}", other.zh, one.zh;
                en: "the parallel page parts here: the translation has a {}, the original a {}", other.en, one.en
            };
            (place(translation, &b[j]), words, Some(there(i)))
        }
        (Some(i), None) => {
            let next = pairs[first..].iter().find_map(|(_, j)| *j).or_else(|| b.len().checked_sub(1));
            let at = next.map_or_else(|| Place::file(&translation.document.path), |j| place(translation, &b[j]));
            let words = text! {
                zh: "对照页从这里对不上：原文有一个{}，译文没有", name(&a[i]).zh;
                en: "the parallel page parts here: the original has a {} that the translation lacks", name(&a[i]).en
            };
            (at, words, Some(there(i)))
        }
        (None, Some(j)) => {
            let words = text! {
                zh: "对照页从这里对不上：译文多了一个{}", name(&b[j]).zh;
                en: "the parallel page parts here: the translation has a {} that the original lacks", name(&b[j]).en
            };
            (place(translation, &b[j]), words, None)
        }
        (None, None) => return None,
    };
    let problem = Diagnostic::new(&rules::UNEVEN_PARALLEL, at, words).help(text! {
        zh: "共有 {uneven} 块对不上；让两个文件一段对一段，网页上才能左右对齐",
        en: "{uneven} blocks do not match; with the same blocks in both files the two columns stand level"
    });
    Some(match related {
        Some((place, words)) => problem.related(place, words),
        None => problem,
    })
}

/// The passages that stand in the columns: footnotes stand below them, in any order.
fn shown(text: &Text) -> Vec<Passage> {
    text.document.passages.iter().filter(|passage| passage.kind != PassageKind::Footnote).copied().collect()
}

fn shapes(passages: &[Passage]) -> Vec<Shape<'static>> {
    passages.iter().map(|passage| Shape { word: passage.kind.word(), length: passage.range().len() }).collect()
}
