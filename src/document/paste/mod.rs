//! HTML that was pasted from Word, WPS or a browser, or typed where Markdown has no sign: made part of the text's own tree.
//!
//! In: blocks and inlines as the Markdown parser gives them, HTML still raw. Out: the same with paragraphs, lists, tables and marks in
//! the place of the HTML; what was tidied and what was left out. HTML with a meaning of its own (`<details>`, classes) stays raw.
//! Does not report: `check::markup` does.

mod dom;
mod line;
mod list;
mod noise;
mod read;
mod table;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::heading::Ids;
use super::html::{self, Token};
use super::tree::{Block, BlockKind};

pub use line::tidy_line;

/// What was found in the HTML of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Where noise of another program was dropped.
    pub tidied: Vec<Range<usize>>,
    /// What never reaches a page: where, and its name (`script`, `onclick`).
    pub left_out: Vec<(Range<usize>, String)>,
    /// Pictures that were pasted as addresses that only the machine they come from knows.
    pub lost_pictures: Vec<Range<usize>>,
    /// Whether HTML is left as it is, as the specification of Markdown has it.
    keeps_html: bool,
}

impl Findings {
    /// Nothing will be found, because HTML is left as it is.
    #[cfg(test)]
    pub(super) fn keeping_html() -> Findings {
        Findings { keeps_html: true, ..Findings::default() }
    }
}

/// Where the text of a region stands in the file.
#[derive(Clone, Debug)]
enum Origin {
    /// Its first byte is here, and the text is the file's.
    Here(usize),
    /// Somewhere in these bytes: quotation marks and indents of the lines have been taken off.
    Within(Range<usize>),
}

impl Origin {
    fn place(&self, local: &Range<usize>) -> Range<usize> {
        match self {
            Origin::Here(start) => start + local.start..start + local.end,
            Origin::Within(range) => range.clone(),
        }
    }
}

/// The siblings of one level, with HTML that can be read made into blocks.
///
/// `file` is the whole text if the blocks stand at the top level: then HTML that a blank line has cut is read as one.
pub fn tidy(blocks: Vec<Block>, file: Option<&str>, ids: &mut Ids, found: &mut Findings) -> Vec<Block> {
    if found.keeps_html || !blocks.iter().any(|block| matches!(block.kind, BlockKind::Html(_))) {
        return blocks;
    }
    let mut sweep =
        Sweep { file, out: Vec::new(), region: Vec::new(), kept_open: Vec::new(), hopeless: Vec::new(), found };
    let mut rest = blocks.into_iter().collect::<std::collections::VecDeque<Block>>();
    while let Some(block) = rest.pop_front() {
        let BlockKind::Html(typed) = &block.kind else {
            sweep.close(ids);
            sweep.out.push(block);
            continue;
        };
        if noise::is_comment(typed) && !noise::is_comment_of_office(typed) {
            sweep.close(ids);
            sweep.out.push(block);
            continue;
        }
        let mut unit = Unit::default();
        unit.take(block, file);
        while !unit.open.is_empty()
            && unit.blocks.len() < GATHER
            && rest.front().is_some_and(|next| matches!(next.kind, BlockKind::Html(_)))
        {
            let next = rest.pop_front().expect("it was there a moment ago");
            unit.take(next, file);
        }
        let reach = sweep.reach(&unit, rest.make_contiguous());
        rest.drain(..reach).for_each(|next| unit.take(next, file));
        sweep.unit(unit, &mut rest, ids);
    }
    sweep.close(ids);
    sweep.out
}

/// Whether what Markdown takes for a paragraph is HTML of a clipboard: it begins with a tag and has paragraphs, lists or tables of its own.
pub fn is_block(typed: &str, found: &Findings) -> bool {
    if !typed.starts_with('<') || found.keeps_html {
        return false;
    }
    if typed.starts_with("<![") {
        return true;
    }
    let mut verdict = noise::Verdict::default();
    let mut has_blocks = false;
    html::tokens(typed, |_, token| {
        if let Token::Start(tag) = &token {
            has_blocks |= noise::is_flow(&tag.name.to_ascii_lowercase());
        }
        verdict.see(&token);
    });
    has_blocks && verdict.is_readable()
}

/// HTML blocks that belong together: from one to where all it opened is closed.
#[derive(Default)]
struct Unit {
    blocks: Vec<Block>,
    verdict: noise::Verdict,
    open: Vec<String>,
}

/// Most blocks that are gathered before it is asked whether they can be read; without a limit, HTML that cannot would be gathered again
/// and again. Readable units join, so nothing is lost by it.
const GATHER: usize = 32;

/// How deep the open elements of a unit are followed.
const OPEN: usize = 64;

impl Unit {
    fn take(&mut self, block: Block, file: Option<&str>) {
        let slice = file.and_then(|text| text.get(block.range.clone()));
        let typed = match (&block.kind, slice) {
            (BlockKind::Html(html), _) => html.as_str(),
            (_, slice) => slice.unwrap_or_default(),
        };
        html::tokens(typed, |_, token| {
            match &token {
                Token::Start(tag) => {
                    let name = tag.name.to_ascii_lowercase();
                    if noise::is_container(&name) && self.open.len() < OPEN {
                        self.open.push(name);
                    }
                }
                Token::End(name) => {
                    let name = name.to_ascii_lowercase();
                    match self.open.iter().rposition(|open| *open == name) {
                        Some(at) => self.open.truncate(at),
                        None => self.verdict.stray.push(name),
                    }
                }
                Token::Text(_) | Token::Raw(_) | Token::Comment(_) | Token::Declaration(_) => {}
            }
            self.verdict.see(&token);
        });
        self.blocks.push(block);
    }
}

/// Siblings that a table may be cut into by blank lines.
const REACH: usize = 400;

struct Sweep<'a> {
    file: Option<&'a str>,
    out: Vec<Block>,
    region: Vec<Block>,
    /// Elements that raw HTML has left open.
    kept_open: Vec<String>,
    /// Elements whose end was looked for and is nowhere near.
    hopeless: Vec<String>,
    found: &'a mut Findings,
}

impl Sweep<'_> {
    /// How many of the following blocks, of whatever kind, lie inside an element that the unit has left open.
    fn reach(&mut self, unit: &Unit, rest: &[Block]) -> usize {
        let Some(text) = self.file.filter(|_| unit.verdict.is_readable()) else { return 0 };
        let Some(name) = unit.open.iter().find(|name| noise::holds_blank_lines(name)) else { return 0 };
        if self.hopeless.contains(name) {
            return 0;
        }
        let is_end = |block: &Block| {
            let typed = text.get(block.range.clone()).unwrap_or_default();
            typed.match_indices("</").any(|(at, mark)| {
                let from = at + mark.len();
                typed.get(from..from + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            })
        };
        match rest.iter().take(REACH).position(is_end) {
            Some(last) => last + 1,
            None => {
                self.hopeless.push(name.clone());
                0
            }
        }
    }

    fn unit(&mut self, unit: Unit, rest: &mut std::collections::VecDeque<Block>, ids: &mut Ids) {
        let closes_kept = unit.verdict.stray.iter().any(|name| self.kept_open.contains(name));
        if unit.verdict.is_readable() && !closes_kept {
            let joins = self.region.last().is_none_or(|last| self.is_gap(last, &unit.blocks[0]));
            if !joins {
                self.close(ids);
            }
            self.region.extend(unit.blocks);
            return;
        }
        self.close(ids);
        // What was reached for in vain is not reached for again.
        self.hopeless.extend(unit.open.iter().find(|name| noise::holds_blank_lines(name)).cloned());
        // Only the first block is surely raw; what follows is looked at on its own.
        let mut blocks = unit.blocks.into_iter();
        if let Some(first) = blocks.next() {
            self.keep(&first);
            self.out.push(first);
        }
        for block in blocks.rev() {
            rest.push_front(block);
        }
    }

    fn is_gap(&self, a: &Block, b: &Block) -> bool {
        let between = |text: &str| text.get(a.range.end..b.range.start).is_some_and(|gap| gap.trim().is_empty());
        self.file.is_none_or(between)
    }

    /// Remembers what raw HTML opens and closes.
    fn keep(&mut self, block: &Block) {
        let BlockKind::Html(typed) = &block.kind else { return };
        html::tokens(typed, |_, token| match token {
            Token::Start(tag) => {
                let name = tag.name.to_ascii_lowercase();
                if !html::VOID.contains(&name.as_str()) && self.kept_open.len() < OPEN {
                    self.kept_open.push(name);
                }
            }
            Token::End(name) => {
                if let Some(at) = self.kept_open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
                    self.kept_open.truncate(at);
                }
            }
            Token::Text(_) | Token::Raw(_) | Token::Comment(_) | Token::Declaration(_) => {}
        });
    }

    /// Reads the region that has been gathered.
    fn close(&mut self, ids: &mut Ids) {
        let region = std::mem::take(&mut self.region);
        let (Some(first), Some(last)) = (region.first(), region.last()) else { return };
        let range = first.range.start..last.range.end;
        let slice = self.file.and_then(|text| text.get(range.clone()));
        let (typed, origin) = match slice {
            Some(slice) => (slice.to_string(), Origin::Here(range.start)),
            None => {
                let parts = region.iter().map(|block| match &block.kind {
                    BlockKind::Html(html) => html.as_str(),
                    _ => "",
                });
                (parts.collect::<Vec<_>>().join("\n"), Origin::Within(range))
            }
        };
        let blocks = read::blocks(&typed, origin, ids, self.found);
        self.out.extend(blocks);
    }
}
