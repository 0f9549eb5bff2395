//! Writes the tree of a text as plain text: for descriptions, word counts and search.
//!
//! In: blocks. Out: text without marks, one block a line. Raw HTML and marks of footnotes are left out.

use crate::document::tree::{self, Block, BlockKind, Inline, InlineKind};

/// The words of the text, one block a line; cells of a table row stand on one line with tabs between.
pub fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(blocks, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// The first paragraph, at most `max_chars` characters of it, cut after a sentence where one ends in time.
///
/// A salutation (a short first paragraph that ends in a colon) is passed over. Empty if there is no paragraph.
pub fn summary(blocks: &[Block], max_chars: usize) -> String {
    let mut paragraphs = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) if !is_lone_picture(inlines) => {
            let text = tree::plain(inlines).trim().to_string();
            (!text.is_empty()).then_some(text)
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Alert(..)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Definitions(_)
        | BlockKind::Rule
        | BlockKind::Html(_)
        | BlockKind::Footnote { .. } => None,
    });
    let first = paragraphs.next().unwrap_or_default();
    let is_salutation = first.ends_with(['：', ':']) && first.chars().count() <= 40;
    let text = if is_salutation { paragraphs.next().unwrap_or(first) } else { first };
    cut(&text, max_chars)
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

fn is_lone_picture(inlines: &[Inline]) -> bool {
    matches!(inlines, [Inline { kind: InlineKind::Picture { .. }, .. }])
}

/// Cuts after the last sentence that ends in time, else after a clause or a word, with an ellipsis.
fn cut(text: &str, max_chars: usize) -> String {
    let Some((limit, _)) = text.char_indices().nth(max_chars) else { return text.to_string() };
    let head = &text[..limit];
    let after = |at: usize, c: char| at + c.len_utf8();
    let mut sentence = head.char_indices().filter(|(at, c)| match c {
        '。' | '！' | '？' | '…' => true,
        '.' | '!' | '?' => text[after(*at, *c)..].starts_with(' '),
        _ => false,
    });
    if let Some((at, c)) = sentence.next_back().filter(|(at, _)| at * 3 >= limit) {
        let end = after(at, c);
        let closing = head[end..].chars().take_while(|c| matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '"'));
        return head[..end + closing.map(char::len_utf8).sum::<usize>()].to_string();
    }
    let soft = head
        .char_indices()
        .rfind(|(at, c)| at * 2 >= limit && matches!(c, '，' | '；' | '、' | '：' | ',' | ';' | ' '));
    let end = soft.map_or(limit, |(at, _)| at);
    format!("{}…", head[..end].trim_end())
}

#[cfg(test)]
mod tests;
