//! One Markdown file, read: front matter with places, and the facts of its text.
//!
//! In: one source. Out: a `Document`; what cannot be read becomes a diagnostic, never a failure.
//! Knows nothing of other files: links are kept as typed for `site` to resolve. The tree itself is not kept but parsed
//! again by each writer (`Document::blocks`): parsing 60 MB costs 0.15 s of one core, keeping the trees 170 to 330 MiB, and to clear these costs more.

pub mod bond;
pub mod cjk;
pub mod front;
pub mod heading;
pub mod html;
mod lines;
pub mod loose;
pub mod markdown;
pub mod passage;
pub mod paste;
mod ruby;
pub mod runs;
mod summary;
pub mod tree;
mod typing;
pub mod yaml;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use self::front::{FrontMatter, Names};
use self::passage::Passage;
use self::paste::Findings;
use self::tree::{Block, BlockKind, Inline, InlineKind, plain};
use crate::base::diag::Diagnostics;
use crate::base::fingerprint::Fingerprint;
use crate::base::length::Length;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::source::{Content, Source};

/// One Markdown file, read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub path: SourcePath,
    /// Its whole text.
    pub text: Arc<str>,
    /// What its bytes are.
    pub fingerprint: Fingerprint,
    /// The fields at its head.
    pub front: FrontMatter,
    /// The byte where the body begins.
    pub body: usize,
    /// The headings, in order.
    pub headings: Vec<HeadingFact>,
    /// Links and pictures, in order.
    pub links: Vec<LinkFact>,
    /// HTML that stays raw, by place.
    pub html: Vec<Range<usize>>,
    /// What was found in HTML that does not.
    pub pasted: Findings,
    /// Footnotes referred to: name and place.
    pub footnote_refs: Vec<(String, Range<usize>)>,
    /// Footnotes written.
    pub footnotes: Vec<String>,
    /// The first paragraph as plain text, cut at a sentence where it is long.
    pub summary: String,
    /// Han characters and words of other scripts.
    pub length: Length,
    /// The pieces that a translation follows one by one.
    pub passages: Vec<Passage>,
    /// What was found while reading.
    pub problems: Diagnostics,
}

/// A heading, as outlines and links need it.
#[derive(Clone, Debug)]
pub struct HeadingFact {
    /// 1 to 6, as typed.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its words.
    pub title: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A link or picture, as typed.
#[derive(Clone, Debug)]
pub struct LinkFact {
    /// Its target, unescaped.
    pub target: String,
    /// Where the whole link stands.
    pub range: Range<usize>,
    /// Whether it is a picture.
    pub picture: bool,
    /// Whether it has words (of a picture: what it shows).
    pub has_words: bool,
}

/// Reads one file; `names` are the fields that front matter without fences may begin with.
pub fn read(source: &Source, names: &Names) -> Document {
    let mut problems: Diagnostics = source.encoding_problem().into_iter().collect();
    let text = match &source.content {
        Content::Text(text) | Content::Undecodable { text, .. } => text.clone(),
        Content::Bytes(_) | Content::Static(_) | Content::OnDisk(_) => Arc::from(""),
    };
    let (front, body) = if problems.has_errors() {
        (FrontMatter::default(), text.len())
    } else {
        front::read(&source.path, &text, names, &mut problems)
    };
    typing::fields(&source.path, &text, &front.table, &mut problems);
    let mut facts = Facts::of(&source.path, &text);
    let (blocks, pasted) = markdown::read(&text, body);
    blocks.iter().for_each(|block| facts.block(block));
    problems.append(facts.problems);
    Document {
        path: source.path.clone(),
        fingerprint: source.fingerprint,
        front,
        body,
        headings: facts.headings,
        links: facts.links,
        html: facts.html,
        pasted,
        footnote_refs: facts.footnote_refs,
        footnotes: facts.footnotes,
        summary: summary::of(&blocks),
        length: facts.length,
        passages: passage::passages(&blocks),
        problems,
        text,
    }
}

impl Document {
    /// The tree of its text.
    pub fn blocks(&self) -> Vec<Block> {
        markdown::parse(&self.text, self.body)
    }

    /// The tree without a first heading that only repeats `title`, as texts from elsewhere often have it.
    pub fn blocks_below(&self, title: &str) -> Vec<Block> {
        let mut blocks = self.blocks();
        if self.repeats(title) {
            blocks.remove(0);
        }
        blocks
    }

    /// Whether the text begins with a heading of level one that repeats `title`.
    pub fn repeats(&self, title: &str) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        self.headings.first().is_some_and(|first| {
            let begins = self.text[self.body..first.range.start].trim().is_empty();
            let (heading, title) = (letters(&first.title), letters(title));
            begins && first.level == 1 && !heading.is_empty() && title.starts_with(&heading)
        })
    }

    /// A place in this file.
    pub fn place(&self, range: &Range<usize>) -> Place {
        Place::new(&self.path, range.clone())
    }
}

struct Facts {
    path: SourcePath,
    text: Arc<str>,
    headings: Vec<HeadingFact>,
    links: Vec<LinkFact>,
    html: Vec<Range<usize>>,
    footnote_refs: Vec<(String, Range<usize>)>,
    footnotes: Vec<String>,
    length: Length,
    problems: Diagnostics,
}

impl Facts {
    /// None yet.
    fn of(path: &SourcePath, text: &Arc<str>) -> Self {
        Facts {
            path: path.clone(),
            text: text.clone(),
            headings: Vec::new(),
            links: Vec::new(),
            html: Vec::new(),
            footnote_refs: Vec::new(),
            footnotes: Vec::new(),
            length: Length::default(),
            problems: Diagnostics::new(),
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.inlines(inlines),
            BlockKind::Heading(heading) => {
                self.headings.push(HeadingFact {
                    level: heading.level,
                    id: heading.id.clone(),
                    title: plain(&heading.inlines),
                    range: self.without_end(&block.range),
                });
                self.inlines(&heading.inlines);
            }
            BlockKind::List { items, .. } => items.iter().flat_map(|i| &i.blocks).for_each(|b| self.block(b)),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => blocks.iter().for_each(|b| self.block(b)),
            BlockKind::Footnote { name, blocks } => {
                self.footnotes.push(name.clone());
                blocks.iter().for_each(|b| self.block(b));
            }
            BlockKind::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.inlines(cell));
            }
            BlockKind::Definitions(list) => {
                for definition in list {
                    self.inlines(&definition.term);
                    definition.texts.iter().flatten().for_each(|b| self.block(b));
                }
            }
            BlockKind::Html(html) => {
                if !html.trim_start().starts_with("<!--") {
                    self.html.push(self.without_end(&block.range));
                }
            }
            BlockKind::Code { text, .. } => self.length += Length::of(text),
            BlockKind::Rule => {}
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => {
                    self.length += Length::of(text);
                    self.unwritten_notes(&inline.range);
                    typing::marks(&self.path, &self.text, &inline.range, text, &mut self.problems);
                }
                InlineKind::Code(text) => self.length += Length::of(text),
                InlineKind::Ruby(readings) => {
                    readings.iter().for_each(|reading| self.length += Length::of(&reading.base));
                    typing::readings(&self.path, &inline.range, readings, &mut self.problems);
                }
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strike(inner)
                | InlineKind::Mark(_, inner) => self.inlines(inner),
                InlineKind::Link { target, inlines: inner, .. } => {
                    self.link(target, inline, false, inner);
                    self.inlines(inner);
                }
                InlineKind::Picture { target, alt, .. } => self.link(target, inline, true, alt),
                InlineKind::Html(html) => {
                    // An end tag was told of with its start tag.
                    if !html.starts_with("<!--") && !html.starts_with("</") {
                        self.html.push(inline.range.clone());
                    }
                }
                InlineKind::FootnoteRef(name) => self.footnote_refs.push((name.clone(), inline.range.clone())),
                InlineKind::SoftBreak | InlineKind::HardBreak => {}
            }
        }
    }

    /// References to footnotes that are not written; the parser leaves them as text.
    fn unwritten_notes(&mut self, range: &Range<usize>) {
        let typed = self.text.get(range.clone()).unwrap_or_default();
        if memchr::memchr(b'[', typed.as_bytes()).is_none() {
            return;
        }
        for (at, mark) in typed.match_indices("[^") {
            let name = typed[at + mark.len()..].split_once(']').map_or("", |(name, _)| name);
            if !name.is_empty() && !name.contains([' ', '\n', '[', '^']) && !typed[..at].ends_with('\\') {
                let start = range.start + at;
                self.footnote_refs.push((name.to_string(), start..start + mark.len() + name.len() + 1));
            }
        }
    }

    /// The range of a block without the end of its last line.
    fn without_end(&self, range: &Range<usize>) -> Range<usize> {
        let typed = self.text.get(range.clone()).unwrap_or_default();
        range.start..range.start + typed.trim_end().len()
    }

    fn link(&mut self, target: &str, inline: &Inline, picture: bool, words: &[Inline]) {
        self.links.push(LinkFact {
            target: target.to_string(),
            range: inline.range.clone(),
            picture,
            has_words: !plain(words).trim().is_empty(),
        });
    }
}
