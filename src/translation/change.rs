//! What has become of the blocks of a text: changed, new, removed, moved.
//!
//! In: the blocks as they stood and as they are. Out: a step for each block that is not what and where it was; and for two texts the
//! parts that differ, by characters in Chinese and by words in other scripts. Knows no languages and no files.

use std::collections::{HashMap, VecDeque};

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices, diff_ratio};

use super::book::Line;
use super::piece::Piece;
use crate::base::cjk::is_cjk;

/// What has become of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// It was not there.
    New,
    /// It says the same elsewhere.
    Moved,
}

/// What has become of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub what: What,
    /// Its index as it stood; none if it is new.
    pub old: Option<usize>,
    /// Its index now; none if it is gone.
    pub new: Option<usize>,
    /// The index now at which it stands or would stand.
    at: usize,
}

/// Part of a text beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// In both.
    Same(String),
    /// In the old one only.
    Gone(String),
    /// In the new one only.
    Come(String),
}

/// How like each other two blocks must be, from 0 to 1, to be one that was changed rather than two.
const LIKE: f32 = 0.3;

/// Above this many comparisons in one place blocks are paired as they come.
const MOST: usize = 400;

/// What has become of each block, in the order they stand in now; blocks that are what and where they were are left out.
pub fn steps(old: &[Line<'_>], new: &[Piece]) -> Vec<Step> {
    let olds: Vec<u64> = old.iter().map(|line| line.hash).collect();
    let news: Vec<u64> = new.iter().map(|piece| piece.hash).collect();
    let mut gaps = gaps(&olds, &news);
    let mut steps = moves(&mut gaps, &olds, &news);
    for gap in gaps {
        let pairs = pairs(&gap, old, new);
        for (o, n) in &pairs {
            steps.push(Step { what: What::Changed, old: Some(*o), new: Some(*n), at: *n });
        }
        let mut at = gap.at;
        for o in &gap.old {
            match pairs.iter().find(|(paired, _)| paired == o) {
                Some((_, n)) => at = n + 1,
                None => steps.push(Step { what: What::Removed, old: Some(*o), new: None, at }),
            }
        }
        let is_new = |n: &&usize| pairs.iter().all(|(_, paired)| paired != *n);
        steps.extend(gap.new.iter().filter(is_new).map(|n| Step { what: What::New, old: None, new: Some(*n), at: *n }));
    }
    steps.sort_by_key(|step| (step.at, step.what, step.old));
    steps
}

/// Blocks between two that are the same and in order.
struct Gap {
    old: Vec<usize>,
    new: Vec<usize>,
    /// Where it is now.
    at: usize,
}

fn gaps(olds: &[u64], news: &[u64]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    let mut open = false;
    for op in capture_diff_slices(Algorithm::Myers, olds, news) {
        if matches!(op, DiffOp::Equal { .. }) {
            open = false;
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        if !open {
            gaps.push(Gap { old: Vec::new(), new: Vec::new(), at: new.start });
        }
        if let Some(gap) = gaps.last_mut() {
            gap.old.extend(old);
            gap.new.extend(new);
        }
        open = true;
    }
    gaps
}

/// Blocks that say the same elsewhere; they are taken out of the gaps.
fn moves(gaps: &mut [Gap], olds: &[u64], news: &[u64]) -> Vec<Step> {
    let mut waiting: HashMap<u64, VecDeque<usize>> = HashMap::new();
    for n in gaps.iter().flat_map(|gap| &gap.new) {
        waiting.entry(news[*n]).or_default().push_back(*n);
    }
    let mut moved: Vec<Step> = Vec::new();
    for gap in &mut *gaps {
        gap.old.retain(|o| match waiting.get_mut(&olds[*o]).and_then(VecDeque::pop_front) {
            Some(n) => {
                moved.push(Step { what: What::Moved, old: Some(*o), new: Some(n), at: n });
                false
            }
            None => true,
        });
    }
    for gap in gaps {
        gap.new.retain(|n| moved.iter().all(|step| step.new != Some(*n)));
    }
    moved
}

/// Which old block of a gap has become which new one.
fn pairs(gap: &Gap, old: &[Line<'_>], new: &[Piece]) -> Vec<(usize, usize)> {
    let like_kinds =
        gap.old.len() == gap.new.len() && gap.old.iter().zip(&gap.new).all(|(o, n)| old[*o].word == new[*n].word);
    if like_kinds {
        return gap.old.iter().copied().zip(gap.new.iter().copied()).collect();
    }
    if gap.old.len() * gap.new.len() > MOST {
        let zipped = gap.old.iter().zip(&gap.new);
        return zipped.filter(|(o, n)| old[**o].word == new[**n].word).map(|(o, n)| (*o, *n)).collect();
    }
    let likeness = |o: usize, n: usize| -> f32 {
        if old[o].word != new[n].word {
            return 0.0;
        }
        let like = likeness(old[o].text, &new[n].text);
        // A field that says something wholly else is still the same field.
        if old[o].word.ends_with('=') { like + LIKE } else { like }
    };
    let table: Vec<Vec<f32>> = gap.old.iter().map(|o| gap.new.iter().map(|n| likeness(*o, *n)).collect()).collect();
    best_pairs(&table).into_iter().map(|(i, j)| (gap.old[i], gap.new[j])).collect()
}

/// The pairs of rows and columns, in the order of both, that are alike enough and together most alike.
fn best_pairs(table: &[Vec<f32>]) -> Vec<(usize, usize)> {
    let (rows, columns) = (table.len(), table.first().map_or(0, Vec::len));
    let mut best = vec![vec![0.0f32; columns + 1]; rows + 1];
    let worth = |i: usize, j: usize| Some(table[i][j]).filter(|like| *like >= LIKE);
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let together = worth(i, j).map_or(0.0, |like| like + best[i + 1][j + 1]);
            best[i][j] = together.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        if worth(i, j).is_some_and(|like| like + best[i + 1][j + 1] >= best[i][j]) {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// From 0 (nothing in common) to 1 (the same).
fn likeness(old: &str, new: &str) -> f32 {
    let (old, new) = (tokens(old), tokens(new));
    diff_ratio(&capture_diff_slices(Algorithm::Myers, &old, &new), old.len(), new.len())
}

/// The parts of two texts, in order: what is in both, what is gone, what has come.
pub fn parts(old: &str, new: &str) -> Vec<Part> {
    let (old, new) = (tokens(old), tokens(new));
    let mut parts: Vec<Part> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (gone, come) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        if matches!(op, DiffOp::Equal { .. }) {
            parts.push(Part::Same(gone));
            continue;
        }
        // A single character in common between two changes is chance; the eye reads one change.
        if let [.., Part::Gone(before), Part::Come(after), Part::Same(same)] = parts.as_mut_slice()
            && same.chars().count() == 1
        {
            before.push_str(&format!("{same}{gone}"));
            after.push_str(&format!("{same}{come}"));
            parts.pop();
        } else {
            parts.push(Part::Gone(gone));
            parts.push(Part::Come(come));
        }
    }
    parts
}

/// A Chinese character, a word of another script, or a single other character.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut from = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let is_letter = !is_cjk(c) && c.is_alphanumeric();
        if at > from && !(in_word && is_letter) {
            tokens.push(&text[from..at]);
            from = at;
        }
        in_word = is_letter;
    }
    if from < text.len() {
        tokens.push(&text[from..]);
    }
    tokens
}

#[cfg(test)]
mod tests;
