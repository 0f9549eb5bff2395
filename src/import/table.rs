//! Tables of a document: rows, joined cells, heads.
//!
//! In: a `w:tbl`. Out: a table of the tree, or the blocks in it if it is a frame around text. Borders and widths are left behind.

use roxmltree::Node;

use super::body::Reader;
use super::styles::{attribute, child, is_on, value};
use crate::base::diag::Text;
use crate::document::loose::{flatten, is_bold, without_bold};
use crate::document::tree::{Align, Block, BlockKind, Inline, InlineKind, Merged, Table};
use crate::text;

/// Most columns, and most rows, that are read as a table.
const COLUMNS: usize = 63;

/// The rows of a table while they are read.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<Vec<Inline>>>,
    merged: Vec<Merged>,
    /// For each column, which of `merged` goes on downwards in it.
    open: Vec<Option<usize>>,
    heads: usize,
}

/// Reads a table.
pub(super) fn table(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Result<Vec<Block>, Text> {
    let rows: Vec<Node<'_, '_>> = rows(node, reader);
    let cells: Vec<Node<'_, '_>> = rows.iter().flat_map(|row| cells(*row)).collect();
    if let [cell] = cells.as_slice() {
        return reader.blocks(*cell);
    }
    let mut grid = Grid::default();
    let mut flattened = false;
    for row in &rows {
        flattened |= read_row(reader, *row, &mut grid)?;
    }
    let look = child(node, "tblPr").and_then(|p| child(p, "tblLook"));
    let says_head = look.is_some_and(|look| {
        attribute(look, "firstRow").is_some_and(|v| v == "1" || v == "true")
            // The older form is a number of flags; this one is the first row's ([ECMA-376] 17.4.56).
            || value(look).and_then(|v| u32::from_str_radix(v, 16).ok()).is_some_and(|flags| flags & 0x20 != 0)
    });
    if flattened {
        reader.losses.here(text! {
            zh: "表格的格子里有列表或表格，改成了一行一行的文字",
            en: "cells of the table hold lists or tables, which became lines of text"
        });
    }
    Ok(finished(grid, says_head, reader).into_iter().collect())
}

/// The rows, those that reviewers deleted left out.
fn rows<'a, 'i>(node: Node<'a, 'i>, reader: &mut Reader<'_>) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    for inner in node.children().filter(Node::is_element) {
        match inner.tag_name().name() {
            "tr" => {
                let deleted = child(inner, "trPr").is_some_and(|p| child(p, "del").is_some());
                if deleted {
                    reader.losses.revisions.1 += 1;
                } else {
                    found.push(inner);
                }
            }
            "sdt" => found.extend(child(inner, "sdtContent").map_or_else(Vec::new, |content| rows(content, reader))),
            "ins" | "customXml" | "smartTag" => found.extend(rows(inner, reader)),
            _ => {}
        }
    }
    found
}

fn cells<'a, 'i>(row: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    for inner in row.children().filter(Node::is_element) {
        match inner.tag_name().name() {
            "tc" => found.push(inner),
            "sdt" => found.extend(child(inner, "sdtContent").map_or_else(Vec::new, cells)),
            "ins" | "customXml" | "smartTag" => found.extend(cells(inner)),
            _ => {}
        }
    }
    found
}

/// Reads a row; says whether something in it had to be made lines of text.
fn read_row(reader: &mut Reader<'_>, row: Node<'_, '_>, grid: &mut Grid) -> Result<bool, Text> {
    let properties = child(row, "trPr");
    let number = |name: &str| properties.and_then(|p| child(p, name)).and_then(value).and_then(|n| n.parse().ok());
    let mut line: Vec<Vec<Inline>> = vec![Vec::new(); number("gridBefore").unwrap_or(0_usize).min(COLUMNS)];
    let y = grid.rows.len();
    let mut flattened = false;
    for cell in cells(row) {
        let properties = child(cell, "tcPr");
        let span = properties.and_then(|p| child(p, "gridSpan")).and_then(value).and_then(|n| n.parse().ok());
        let x = line.len();
        let mut inlines = Vec::new();
        for block in reader.blocks(cell)? {
            flattened |= !matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading(_));
            flatten(block, &mut inlines);
        }
        if x >= COLUMNS {
            if let Some(last) = line.last_mut() {
                last.extend(inlines);
            }
            continue;
        }
        let wide = span.unwrap_or(1_usize).clamp(1, COLUMNS + 1 - x);
        grid.open.resize(grid.open.len().max(x + wide), None);
        let down = properties.and_then(|p| child(p, "vMerge"));
        let goes_on = down.is_some_and(|down| value(down) != Some("restart"));
        let above = grid.open[x].filter(|at| {
            let above = &grid.merged[*at];
            goes_on && above.wide == wide && above.column == x && above.row + above.tall == y
        });
        match above {
            Some(at) => {
                grid.merged[at].tall += 1;
                // What stands in a covered cell cannot be seen in Word either.
                inlines.clear();
            }
            None => {
                let at = down.is_some().then_some(grid.merged.len());
                if wide > 1 || down.is_some() {
                    grid.merged.push(Merged { row: y, column: x, wide, tall: 1 });
                }
                grid.open[x..x + wide].iter_mut().for_each(|open| *open = at);
            }
        }
        line.push(inlines);
        line.resize(x + wide, Vec::new());
    }
    let is_head = properties.and_then(|p| child(p, "tblHeader")).is_some_and(is_on);
    grid.heads += usize::from(is_head && grid.heads == y);
    grid.rows.push(line);
    Ok(flattened)
}

fn finished(grid: Grid, says_head: bool, reader: &mut Reader<'_>) -> Option<Block> {
    let Grid { mut rows, mut merged, heads, .. } = grid;
    merged.retain(|m| m.wide > 1 || m.tall > 1);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if rows.iter().flatten().all(Vec::is_empty) {
        return None;
    }
    rows.iter_mut().for_each(|row| row.resize(width, Vec::new()));
    let mut table = Table { align: vec![Align::None; width], merged, ..Table::default() };
    let bold = is_bold(&rows[0]);
    // Markdown knows no table without heads, so a simple table's first row is taken for them.
    let has_head = rows.len() > 1 && (heads > 0 || says_head || bold || table.merged.is_empty());
    if has_head && !rows[0].iter().all(Vec::is_empty) {
        table.head = rows.remove(0);
        if bold {
            without_bold(&mut table.head);
        }
    }
    table.rows = rows;
    let is_html = table.head.is_empty() || !table.merged.is_empty();
    let has_notes = |cell: &Vec<Inline>| cell.iter().any(|inline| matches!(inline.kind, InlineKind::FootnoteRef(_)));
    if is_html && table.head.iter().chain(table.rows.iter().flatten()).any(has_notes) {
        reader.losses.here(text! {
            zh: "表格有合并的格子，里面的脚注成了方括号里的编号",
            en: "the table has joined cells, and the footnotes in it became numbers in brackets"
        });
    }
    Some(Block { kind: BlockKind::Table(table), range: 0..0 })
}
