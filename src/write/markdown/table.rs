//! Tables as Markdown, and as HTML where cells are joined.
//!
//! In: a table. Out: lines. HTML is kept as short as it can be, for people will edit it.

use std::fmt::Write as _;

use super::inline::one_line;
use super::is_empty;
use crate::document::tree::{Align, Inline, InlineKind, Table, plain};
use crate::write::escape::push_attribute;

pub(super) fn table(table: &Table) -> String {
    if table.head.is_empty() || table.side || !table.merged.is_empty() || table.head.iter().all(|cell| is_empty(cell)) {
        return html(table);
    }
    let line = |cells: &[Vec<Inline>]| {
        let cells: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let signs = (0..table.head.len()).map(|column| match table.align.get(column) {
        Some(Align::Left) => ":--",
        Some(Align::Center) => ":-:",
        Some(Align::Right) => "--:",
        Some(Align::None) | None => "---",
    });
    let mut lines = vec![line(&table.head), format!("|{}|", signs.collect::<Vec<_>>().join("|"))];
    lines.extend(table.rows.iter().map(|row| line(row)));
    lines.join("\n")
}

fn html(table: &Table) -> String {
    let rooms = table.rooms();
    let heads = usize::from(!table.head.is_empty());
    let mut out = String::from("<table>\n");
    let rows = (heads > 0).then_some(&table.head).into_iter().chain(&table.rows);
    for (y, row) in rows.enumerate() {
        out.push_str("<tr>");
        for (x, cell) in row.iter().enumerate() {
            let (wide, tall) = rooms[y][x];
            if wide == 0 {
                continue;
            }
            let name = if y < heads || (table.side && x == 0) { "th" } else { "td" };
            let _ = write!(out, "<{name}");
            for (attribute, span) in [("colspan", wide), ("rowspan", tall)] {
                if span > 1 {
                    let _ = write!(out, " {attribute}={span}");
                }
            }
            out.push('>');
            inlines(cell, &mut out);
            let _ = write!(out, "</{name}>");
        }
        out.push_str("</tr>\n");
    }
    out + "</table>"
}

fn inlines(all: &[Inline], out: &mut String) {
    for inline in all {
        match &inline.kind {
            InlineKind::Text(text) => push_text(text, out),
            InlineKind::Emphasis(inner) => element("i", inner, out),
            InlineKind::Strong(inner) => element("b", inner, out),
            InlineKind::Strike(inner) => element("s", inner, out),
            InlineKind::Mark(mark, inner) => element(mark.tag(), inner, out),
            InlineKind::Ruby(readings) => readings.iter().for_each(|reading| push_text(&reading.base, out)),
            // There is no code in cells that an office program joins; its letters stay.
            InlineKind::Code(text) => push_text(text, out),
            InlineKind::Link { target, title, inlines: inner } => {
                out.push_str("<a");
                push_attribute(out, "href", target);
                if !title.is_empty() {
                    push_attribute(out, "title", title);
                }
                out.push('>');
                inlines(inner, out);
                out.push_str("</a>");
            }
            InlineKind::Picture { target, title, alt } => {
                out.push_str("<img");
                push_attribute(out, "src", target);
                push_attribute(out, "alt", &plain(alt));
                if !title.is_empty() {
                    push_attribute(out, "title", title);
                }
                out.push('>');
            }
            InlineKind::SoftBreak => out.push(' '),
            InlineKind::HardBreak => out.push_str("<br>"),
            InlineKind::Html(html) => out.push_str(html),
            // A reference to a footnote means nothing inside of HTML.
            InlineKind::FootnoteRef(name) => push_text(&format!("[{name}]"), out),
        }
    }
}

fn element(name: &str, inner: &[Inline], out: &mut String) {
    let _ = write!(out, "<{name}>");
    inlines(inner, out);
    let _ = write!(out, "</{name}>");
}

fn push_text(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
}
