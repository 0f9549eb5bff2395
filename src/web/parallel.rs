//! The text of a parallel page: two languages side by side.
//!
//! In: a page and the language beside its own. Out: HTML. Which block stands beside which is worked out here from their kinds and
//! lengths; links of each text lead on in its own language.

use super::glossary::Glosses;
use super::render::{PageResolver, Renderer};
use crate::document::tree::{Block, BlockKind};
use crate::site::{LanguageId, Page, Text};
use crate::translation::align::{Shape, align};
use crate::write::html::{self, HtmlContext, Side};

impl Renderer<'_> {
    /// The text of a page with that of another language beside it, links beginning with `root`.
    pub(super) fn parallel(&self, page: &Page, other: LanguageId, root: &str, glosses: Option<&Glosses<'_>>) -> String {
        let site = self.site();
        let twin = &site.pages[site.entry_of(page).pages[other]];
        let (Some(text), Some(beside)) = (site.text_of(page), site.text_of(twin)) else { return String::new() };
        let own = PageResolver { contexts: &self.contexts, text, tree: page.language, root, glosses };
        // A word that is explained in one column needs no dotted line in the other, where its translation stands.
        let second = PageResolver { contexts: &self.contexts, text: beside, tree: other, root, glosses: None };
        let context = |language: LanguageId, resolver| HtmlContext {
            lang: &site.languages[language],
            resolver,
            words: &self.words[language],
        };
        let (first_ctx, second_ctx) = (context(page.language, &own), context(other, &second));
        let (first, second) = (blocks(text, &page.title), blocks(beside, &twin.title));
        let (a, b) = (shapes(&first), shapes(&second));
        let pairs = align(&words(&a), &words(&b));
        let pairs: Vec<(Option<usize>, Option<usize>)> =
            pairs.into_iter().map(|(i, j)| (i.map(|i| a[i].0), j.map(|j| b[j].0))).collect();
        let first = Side { blocks: &first, ctx: &first_ctx };
        html::parallel(&first, &Side { blocks: &second, ctx: &second_ctx }, &pairs)
    }
}

fn blocks(text: &Text, title: &str) -> Vec<Block> {
    text.document.blocks_below(title)
}

/// Index, kind and length of all blocks that stand in the columns: footnotes stand below.
fn shapes(blocks: &[Block]) -> Vec<(usize, String, usize)> {
    let kind = |block: &Block| {
        Some(match &block.kind {
            BlockKind::Paragraph(_) => "paragraph".to_string(),
            BlockKind::Heading(heading) => format!("heading{}", heading.level),
            BlockKind::List { start, .. } => if start.is_some() { "ol" } else { "ul" }.to_string(),
            BlockKind::Quote(_) => "quote".to_string(),
            BlockKind::Alert(kind, _) => format!("alert {}", kind.name()),
            BlockKind::Code { .. } => "code".to_string(),
            BlockKind::Table(_) => "table".to_string(),
            BlockKind::Definitions(_) => "definitions".to_string(),
            BlockKind::Rule => "rule".to_string(),
            BlockKind::Html(_) => "html".to_string(),
            BlockKind::Footnote { .. } => return None,
        })
    };
    let known = blocks.iter().enumerate().filter_map(|(at, block)| Some((at, kind(block)?, block.range.len())));
    known.collect()
}

fn words(shapes: &[(usize, String, usize)]) -> Vec<Shape<'_>> {
    shapes.iter().map(|(_, word, length)| Shape { word, length: *length }).collect()
}
