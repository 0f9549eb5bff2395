//! Which block of one text stands for which of another.
//!
//! In: the kinds and lengths of the blocks of two texts. Out: pairs, in the order of both, with one side empty where a block has no
//! counterpart. Headings hold the rest together; among blocks of a kind, those of like length go together.
//! Reads no words: the texts are in two languages.

/// A block, seen from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape<'a> {
    /// What it is: `paragraph`, `heading2`. Only equal ones are sure counterparts.
    pub word: &'a str,
    /// How long it is, in bytes.
    pub length: usize,
}

/// An index on each side, or nothing.
pub type Pair = (Option<usize>, Option<usize>);

/// Above this many comparisons blocks are paired as they come: a page of two thousand blocks is no page.
const MOST: usize = 4_000_000;

/// What it is worth to put two blocks beside each other; what stands alone is worth nothing.
mod worth {
    /// Headings of one level.
    pub(super) const HEADING: u32 = 120;
    /// Headings of different levels.
    pub(super) const OTHER_HEADING: u32 = 30;
    /// Blocks of one kind.
    pub(super) const KIND: u32 = 40;
    /// How much more it is worth at most if their lengths agree.
    pub(super) const LENGTH: usize = 30;
    /// Blocks of two kinds.
    pub(super) const OTHER: u32 = 4;
}

/// Pairs the blocks of two texts.
pub fn align(a: &[Shape<'_>], b: &[Shape<'_>]) -> Vec<Pair> {
    let same = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.word == b.word);
    if same || a.len().saturating_mul(b.len()) > MOST {
        return (0..a.len().max(b.len())).map(|i| ((i < a.len()).then_some(i), (i < b.len()).then_some(i))).collect();
    }
    let total = |side: &[Shape<'_>]| side.iter().map(|s| s.length).sum::<usize>().max(1);
    let (total_a, total_b) = (total(a), total(b));
    let width = b.len() + 1;
    // The best worth of everything after block i of one side and j of the other.
    let mut best = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let together = worth_of(a[i], b[j], total_a, total_b).map_or(0, |w| w + best[(i + 1) * width + j + 1]);
            best[i * width + j] = together.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let here = best[i * width + j];
        let together = worth_of(a[i], b[j], total_a, total_b).map(|w| w + best[(i + 1) * width + j + 1]);
        if together == Some(here) {
            pairs.push((Some(i), Some(j)));
            i += 1;
            j += 1;
        } else if best[(i + 1) * width + j] == here {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j)));
            j += 1;
        }
    }
    pairs.extend((i..a.len()).map(|i| (Some(i), None)));
    pairs.extend((j..b.len()).map(|j| (None, Some(j))));
    pairs
}

/// None if the two can never stand beside each other.
fn worth_of(a: Shape<'_>, b: Shape<'_>, total_a: usize, total_b: usize) -> Option<u32> {
    let is_heading = |shape: Shape<'_>| shape.word.starts_with("heading");
    match (is_heading(a), is_heading(b)) {
        (true, true) if a.word == b.word => Some(worth::HEADING),
        (true, true) => Some(worth::OTHER_HEADING),
        (true, false) | (false, true) => None,
        (false, false) if a.word == b.word => {
            // Lengths are measured by those of the whole texts: English takes more bytes than Chinese or fewer.
            let (x, y) = (a.length.saturating_mul(total_b), b.length.saturating_mul(total_a));
            let likeness = (worth::LENGTH * (x.min(y) / 1000)) / (x.max(y) / 1000).max(1);
            Some(worth::KIND + u32::try_from(likeness.min(worth::LENGTH)).unwrap_or(0))
        }
        // A field never stands for another.
        (false, false) if a.word.ends_with('=') || b.word.ends_with('=') => None,
        (false, false) => Some(worth::OTHER),
    }
}
