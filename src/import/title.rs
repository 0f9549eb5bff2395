//! Which words of a document are its title, and which day it says it was written.
//!
//! In: the blocks of the text, and how its first paragraphs look. Out: the title and the blocks below it, headings from the second level on.

use crate::document::tree::{Block, BlockKind, plain};

/// A paragraph near the beginning, as far as it may be a title.
#[derive(Clone, Debug, Default)]
pub(super) struct Lead {
    /// Its index among the blocks of the top level.
    pub(super) block: usize,
    /// Whether its style is that of titles.
    pub(super) is_title: bool,
    /// Whether it stands in the middle.
    pub(super) is_centred: bool,
    /// Whether all of it is bold.
    pub(super) is_strong: bool,
    /// Its size in half points.
    pub(super) size: u32,
}

/// Longest title, in characters.
const LONGEST: usize = 60;

/// Least size of a title that is neither a heading nor bold, in half points: 小二 and larger, which GB/T 9704 leaves to titles.
const LARGE: u32 = 36;

/// The title and the blocks below it. `named` is the title in the file's properties.
pub(super) fn split(mut blocks: Vec<Block>, leads: &[Lead], named: &str) -> (String, Vec<Block>) {
    let count = title_blocks(&blocks, leads);
    let title = if let Some((at, count)) = count {
        let lines: Vec<String> = blocks.drain(at..at + count).map(|block| words(&block)).collect();
        lines.concat()
    } else if is_real(named) {
        named.trim().to_string()
    } else {
        String::new()
    };
    lower_headings(&mut blocks);
    (title.split_whitespace().collect::<Vec<_>>().join(" "), blocks)
}

/// Where the title stands, and how many blocks it takes.
fn title_blocks(blocks: &[Block], leads: &[Lead]) -> Option<(usize, usize)> {
    if let Some(lead) = leads.iter().find(|lead| lead.is_title) {
        let more = leads.iter().filter(|l| l.is_title && l.block > lead.block).enumerate();
        let more = more.take_while(|(n, l)| l.block == lead.block + n + 1).count();
        return Some((lead.block, 1 + more));
    }
    let first = blocks.first()?;
    if let BlockKind::Heading(heading) = &first.kind {
        let level = |block: &&Block| matches!(&block.kind, BlockKind::Heading(h) if h.level <= heading.level);
        return (blocks.iter().filter(level).count() == 1).then_some((0, 1));
    }
    let is_large = |lead: &Lead| lead.is_centred && (lead.is_strong || lead.size >= LARGE);
    let lead = leads.first().filter(|lead| lead.block == 0 && is_large(lead))?;
    let same =
        |(n, l): &(usize, &Lead)| l.block == *n && is_large(l) && l.size == lead.size && l.is_strong == lead.is_strong;
    let lines = leads.iter().enumerate().take_while(same).count().min(3);
    let length: usize = blocks.iter().take(lines).map(|block| words(block).chars().count()).sum();
    (length > 0 && length <= LONGEST).then_some((0, lines))
}

fn words(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(inlines) => plain(inlines).trim().to_string(),
        BlockKind::Heading(heading) => plain(&heading.inlines).trim().to_string(),
        _ => String::new(),
    }
}

/// Whether somebody gave the file this title: office programs fill in names of their own.
fn is_real(named: &str) -> bool {
    let named = named.trim().to_lowercase();
    !named.is_empty()
        && !["microsoft word", "文档", "word 文档", "untitled", "无标题", "document"]
            .iter()
            .any(|start| named.starts_with(start))
}

/// The headings of a text begin at the second level, because the first is the page's title.
fn lower_headings(blocks: &mut [Block]) {
    let levels = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) => Some(heading.level),
        _ => None,
    });
    let Some(least) = levels.min() else { return };
    for block in blocks {
        if let BlockKind::Heading(heading) = &mut block.kind {
            heading.level = (heading.level - least + 2).min(6);
        }
    }
}

/// Paragraphs at the end among which a date is looked for.
const END: usize = 4;

/// The date that stands alone in one of the last paragraphs, as letters and notices end; none if two do.
pub(super) fn date(blocks: &[Block]) -> Option<(i16, i8, i8)> {
    let paragraphs = blocks.iter().rev().filter(|block| matches!(block.kind, BlockKind::Paragraph(_)));
    let mut found = paragraphs.take(END).filter_map(|block| date_of(&words(block)));
    match (found.next(), found.next()) {
        (Some(date), None) => Some(date),
        _ => None,
    }
}

/// `2026年11月28日` as a date, if it is one.
fn date_of(text: &str) -> Option<(i16, i8, i8)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    let date = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    ((1949..=2100).contains(&date.0) && (1..=12).contains(&date.1) && (1..=31).contains(&date.2)).then_some(date)
}
