//! Tables of pasted HTML: which cell stands where, and which takes the room of others.
//!
//! In: the nodes of a `table`. Out: a table of equal rows, with joined cells noted; widths, borders and colours go.
//! A table of one cell is a frame around text and becomes that text.

use std::ops::Range;

use super::dom::{Node, NodeKind};
use super::read::Reader;
use crate::document::html::Tag;
use crate::document::loose::{is_bold, without_bold};
use crate::document::runs::Look;
use crate::document::tree::{Align, Block, BlockKind, Inline, Merged, Table};

/// Most columns; further cells of a row are set into the last. No office's table is wider.
const COLUMNS: usize = 64;

/// Most cells, counted with the room that joined ones take.
const CELLS: usize = 20_000;

/// A cell as it is written.
struct Cell {
    node: usize,
    wide: usize,
    tall: usize,
    is_head: bool,
}

/// The blocks a table comes to: its caption, and itself.
pub(super) fn blocks<'a>(reader: &mut Reader<'a, '_>, node: &'a Node<'a>, place: Range<usize>) -> Vec<Block> {
    let mut rows = Vec::new();
    let mut others = Vec::new();
    let mut in_head = 0;
    gather(reader.nodes, &node.children, false, &mut rows, &mut others, &mut in_head);
    // What stands in a table and in no cell is set before it, as browsers do.
    let mut blocks = reader.flow(&others, &Look::default());
    rows.retain(|row| !row.is_empty());
    if let [row] = rows.as_slice()
        && let [cell] = row.as_slice()
    {
        let nodes = reader.nodes;
        blocks.extend(reader.flow(&nodes[cell.node].children, &Look::default()));
        return blocks;
    }
    blocks.extend(table(reader, rows, in_head).map(|table| Block { kind: BlockKind::Table(table), range: place }));
    blocks
}

/// The rows of a table in order, and what else lies in it.
fn gather(
    nodes: &[Node<'_>],
    children: &[usize],
    is_head: bool,
    rows: &mut Vec<Vec<Cell>>,
    others: &mut Vec<usize>,
    in_head: &mut usize,
) {
    for index in children {
        let node = &nodes[*index];
        match &node.kind {
            NodeKind::Element(name, _) if name == "tr" => {
                let cells = node.children.iter().filter_map(|cell| match &nodes[*cell].kind {
                    NodeKind::Element(name, tag) if name == "td" || name == "th" => Some(Cell {
                        node: *cell,
                        wide: span(tag, "colspan"),
                        tall: span(tag, "rowspan"),
                        is_head: name == "th",
                    }),
                    NodeKind::Element(..) | NodeKind::Text(_) | NodeKind::Condition(_) => None,
                });
                rows.push(cells.collect());
                *in_head += usize::from(is_head && *in_head + 1 == rows.len());
            }
            NodeKind::Element(name, _) if matches!(name.as_str(), "thead" | "tbody" | "tfoot") => {
                gather(nodes, &node.children, name == "thead", rows, others, in_head);
            }
            // Conditions around rows are for other programs.
            NodeKind::Condition(_) => gather(nodes, &node.children, is_head, rows, others, in_head),
            NodeKind::Element(..) | NodeKind::Text(_) => others.push(*index),
        }
    }
}

fn span(tag: &Tag<'_>, name: &str) -> usize {
    tag.get(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1).clamp(1, 1000)
}

fn table(reader: &mut Reader<'_, '_>, rows: Vec<Vec<Cell>>, in_head: usize) -> Option<Table> {
    let count = rows.len();
    let mut table = Table::default();
    // For each column, how many further rows the cell above it takes.
    let mut taken: Vec<usize> = Vec::new();
    let mut heads: Vec<Vec<bool>> = Vec::new();
    let mut cells = 0;
    for (row, typed) in rows.into_iter().enumerate() {
        let mut line: Vec<Vec<Inline>> = Vec::new();
        let mut line_heads: Vec<bool> = Vec::new();
        let fill = |line: &mut Vec<Vec<Inline>>, line_heads: &mut Vec<bool>, taken: &mut Vec<usize>| {
            while taken.get(line.len()).is_some_and(|left| *left > 0) {
                taken[line.len()] -= 1;
                line.push(Vec::new());
                line_heads.push(false);
            }
        };
        // The last cell of the row that is no other's room.
        let mut own = 0;
        for cell in typed {
            fill(&mut line, &mut line_heads, &mut taken);
            let nodes = reader.nodes;
            let text = reader.line(&nodes[cell.node].children);
            let column = line.len();
            if column >= COLUMNS || cells >= CELLS {
                if let Some(last) = line.get_mut(own) {
                    last.extend(text);
                }
                continue;
            }
            own = column;
            let wide = cell.wide.min(COLUMNS - column);
            // A cell from above may already stand in the way.
            let wide = 1 + (1..wide).take_while(|more| taken.get(column + more).is_none_or(|left| *left == 0)).count();
            let tall = cell.tall.min(count - row);
            if wide > 1 || tall > 1 {
                table.merged.push(Merged { row, column, wide, tall });
            }
            line.push(text);
            line_heads.push(cell.is_head);
            line.resize(column + wide, Vec::new());
            line_heads.resize(column + wide, cell.is_head);
            taken.resize(taken.len().max(column + wide), 0);
            taken[column..column + wide].iter_mut().for_each(|left| *left = tall - 1);
            cells += wide;
        }
        fill(&mut line, &mut line_heads, &mut taken);
        cells += 1;
        table.rows.push(line);
        heads.push(line_heads);
    }
    let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if table.rows.iter().flatten().all(Vec::is_empty) {
        return None;
    }
    for row in &mut table.rows {
        row.resize(width, Vec::new());
    }
    table.align = vec![Align::None; width];
    let all_heads = |line: &Vec<bool>| !line.is_empty() && line.iter().all(|is_head| *is_head);
    let bold = count > 1 && is_bold(&table.rows[0]);
    if count > 1 && (in_head > 0 || heads.first().is_some_and(all_heads) || bold) {
        table.head = table.rows.remove(0);
        if bold {
            without_bold(&mut table.head);
        }
    }
    let body = usize::from(!table.head.is_empty());
    table.side = heads.len() > body && heads[body..].iter().all(|line| line.first() == Some(&true));
    Some(table)
}
