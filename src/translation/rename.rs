//! Records whose files have other names now.
//!
//! In: translations without a record, and records whose files are gone. Out: who is whom, by what the blocks say.
//! The number of comparisons grows with the number of blocks, not with its square: a whole folder may be renamed at once.

use std::collections::HashMap;

use super::Found;
use super::book::Book;
use super::pieces;
use crate::site::Site;

/// How much of a record's blocks a page must still have to be the same page: half, in percent.
const LIKE: usize = 50;

/// Gives records whose files are `gone` to the translations they are of.
pub(super) fn find(site: &Site, found: &mut [Found<'_>], book: &Book<'_>, gone: &[usize]) {
    if gone.is_empty() || found.iter().all(|found| found.record.is_some()) {
        return;
    }
    let mut free: Vec<bool> = vec![false; book.records.len()];
    gone.iter().for_each(|index| free[*index] = true);
    same(found, book, gone, &mut free);
    alike(site, found, book, gone, &mut free);
}

/// Those whose originals say exactly the same; if several do, those whose translations do too come first.
fn same(found: &mut [Found<'_>], book: &Book<'_>, gone: &[usize], free: &mut [bool]) {
    let mut by_sum: HashMap<u64, Vec<usize>> = HashMap::new();
    for index in gone {
        by_sum.entry(book.records[*index].original).or_default().push(*index);
    }
    for with_translation in [true, false] {
        for found in found.iter_mut().filter(|found| found.record.is_none()) {
            let Some(candidates) = by_sum.get(&found.original_sum.hash) else { continue };
            let key = key(found.translation.document.path.as_str());
            let fits = |index: &&usize| {
                let record = &book.records[**index];
                free[**index]
                    && self::key(&record.translation_file) == key
                    && (!with_translation || record.translation == found.translation_sum.hash)
            };
            if let Some(index) = candidates.iter().find(fits) {
                free[*index] = false;
                found.record = Some(*index);
            }
        }
    }
}

/// Those that have most of their blocks in common.
fn alike(site: &Site, found: &mut [Found<'_>], book: &Book<'_>, gone: &[usize], free: &mut [bool]) {
    let mut by_block: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for index in gone.iter().filter(|index| free[**index]) {
        let blocks = book.records[*index].blocks();
        sizes.insert(*index, blocks.len());
        for block in blocks {
            by_block.entry(block.hash).or_default().push(*index);
        }
    }
    for found in found.iter_mut().filter(|found| found.record.is_none()) {
        let blocks = pieces(site, found.entry, found.original);
        let key = key(found.translation.document.path.as_str());
        let mut hits: HashMap<usize, usize> = HashMap::new();
        for index in blocks.iter().filter_map(|block| by_block.get(&block.hash)).flatten() {
            *hits.entry(*index).or_default() += 1;
        }
        let enough = |index: usize, hits: usize| hits * 100 >= LIKE * sizes[&index].max(blocks.len());
        let best = hits
            .into_iter()
            .filter(|(index, hits)| free[*index] && enough(*index, *hits))
            .filter(|(index, _)| self::key(&book.records[*index].translation_file) == key)
            // The same on every run: by likeness, then by the order of the file.
            .max_by_key(|(index, hits)| (*hits, std::cmp::Reverse(*index)));
        if let Some((index, _)) = best {
            free[index] = false;
            found.record = Some(index);
        }
    }
}

/// The language that a file's name ends in; empty if it ends in none.
fn key(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('.').map_or("", |(_, key)| key)
}
