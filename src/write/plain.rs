//! Writes the tree of a text as plain text: for search.
//!
//! In: blocks. Out: text without marks, one block a line. Raw HTML and marks of footnotes are left out.

use crate::document::tree::{self, Block, BlockKind, Inline};

/// The words of the text, one block a line; cells of a table row stand on one line with tabs between.
pub fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(blocks, &mut out);
    out.truncate(out.trim_end().len());
    out
}

fn push_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => push_line(inlines, out),
            BlockKind::Heading(heading) => push_line(&heading.inlines, out),
            BlockKind::List { items, .. } => items.iter().for_each(|item| push_blocks(&item.blocks, out)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote { blocks: inner, .. } => {
                push_blocks(inner, out);
            }
            BlockKind::Code { text, .. } => {
                out.push_str(text.trim_end());
                out.push('\n');
            }
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<String> = row.iter().map(|cell| tree::plain(cell)).collect();
                    out.push_str(&cells.join("\t"));
                    out.push('\n');
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    push_line(&definition.term, out);
                    definition.texts.iter().for_each(|text| push_blocks(text, out));
                }
            }
            BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }
}

fn push_line(inlines: &[Inline], out: &mut String) {
    out.push_str(tree::plain(inlines).trim());
    out.push('\n');
}

#[cfg(test)]
mod tests;
