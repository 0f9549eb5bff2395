//! Writes the tree of a text as Markdown that reads as the same tree again.
//!
//! In: blocks. Out: Markdown; every character of a text stays a character, whatever it means to Markdown. What Markdown has no sign for
//! (underlining, joined cells) is written as HTML that `document::paste` reads. Anchors of headings are not written: they come from words.

mod inline;
mod table;
#[cfg(test)]
mod tests;

use crate::document::tree::{Block, BlockKind, Inline, Item};

pub use inline::escaped;

/// The blocks as Markdown, with a line break at the end; empty if there are none.
pub fn markdown(blocks: &[Block]) -> String {
    let mut out = write_blocks(blocks, false);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Blocks with an empty line between them, or none in a tight list.
fn write_blocks(blocks: &[Block], tight: bool) -> String {
    let mut out = String::new();
    // Two lists in a row would run into each other, so every second one has other signs.
    let mut other_signs = false;
    let mut before: Option<&Block> = None;
    for block in blocks {
        other_signs = match (before.map(|b| &b.kind), &block.kind) {
            (Some(BlockKind::List { start: a, .. }), BlockKind::List { start: b, .. }) => {
                a.is_some() == b.is_some() && !other_signs
            }
            _ => false,
        };
        let written = write_block(block, other_signs);
        if written.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if tight { "\n" } else { "\n\n" });
        }
        out.push_str(&written);
        before = Some(block);
    }
    out
}

fn write_block(block: &Block, other_signs: bool) -> String {
    match &block.kind {
        BlockKind::Paragraph(inlines) => inline::paragraph(inlines),
        BlockKind::Heading(heading) => {
            let signs = "#".repeat(usize::from(heading.level.clamp(1, 6)));
            let classes: Vec<String> = heading.classes.iter().map(|class| format!(".{class}")).collect();
            let attributes = if classes.is_empty() { String::new() } else { format!(" {{{}}}", classes.join(" ")) };
            format!("{signs} {}{attributes}", inline::heading(&heading.inlines))
        }
        BlockKind::List { start, tight, items } => list(*start, *tight, items, other_signs),
        BlockKind::Quote(blocks) => quoted(&write_blocks(blocks, false)),
        BlockKind::Alert(kind, blocks) => {
            let name = kind.name().to_ascii_uppercase();
            quoted(&format!("[!{name}]\n{}", write_blocks(blocks, false)))
        }
        BlockKind::Code { language, text } => {
            let longest = text.lines().map(|line| line.trim_start().bytes().take_while(|b| *b == b'`').count()).max();
            let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
            let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            format!("{fence}{language}\n{text}{end}{fence}")
        }
        BlockKind::Table(table) => table::table(table),
        BlockKind::Definitions(definitions) => {
            let one = |definition: &crate::document::tree::Definition| {
                let texts =
                    definition.texts.iter().map(|text| format!("\n: {}", indented(&write_blocks(text, false), 2)));
                inline::paragraph(&definition.term) + &texts.collect::<String>()
            };
            definitions.iter().map(one).collect::<Vec<_>>().join("\n\n")
        }
        BlockKind::Rule => "---".to_string(),
        BlockKind::Html(html) => html.trim_end().to_string(),
        BlockKind::Footnote { name, blocks } => format!("[^{name}]: {}", indented(&write_blocks(blocks, false), 4)),
    }
}

fn list(start: Option<u64>, tight: bool, items: &[Item], other_signs: bool) -> String {
    let mut lines = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let sign = match (start, other_signs) {
            (Some(first), false) => format!("{}. ", first.saturating_add(index as u64)),
            (Some(first), true) => format!("{}) ", first.saturating_add(index as u64)),
            (None, false) => "- ".to_string(),
            (None, true) => "* ".to_string(),
        };
        let done = match item.done {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        };
        let text = write_blocks(&item.blocks, tight);
        lines.push(format!("{sign}{done}{}", indented(&text, sign.len())).trim_end().to_string());
    }
    lines.join(if tight { "\n" } else { "\n\n" })
}

/// All lines but the first moved to the right.
fn indented(text: &str, columns: usize) -> String {
    let indent = " ".repeat(columns);
    let lines = text
        .split('\n')
        .enumerate()
        .map(|(at, line)| if at == 0 || line.is_empty() { line.to_string() } else { format!("{indent}{line}") });
    lines.collect::<Vec<_>>().join("\n")
}

fn quoted(text: &str) -> String {
    let lines = text.split('\n').map(|line| if line.is_empty() { ">".to_string() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a cell or a paragraph holds nothing.
fn is_empty(inlines: &[Inline]) -> bool {
    crate::document::tree::plain(inlines).trim().is_empty() && !inlines.iter().any(inline::is_picture)
}
