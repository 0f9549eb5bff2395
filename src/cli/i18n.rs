//! `pufa i18n`: which translations are done, missing or behind, and their confirmation. This module does I/O.
//!
//! In: pages as typed, or none for all. Out: a table, what has changed in the originals, and with `accept` the file
//! `translations.txt`. What is compared and how is the business of `translation`.

use unicode_width::UnicodeWidthChar as _;

use super::Status;
use super::args::{Format, I18n};
use super::clock;
use super::speech::Speech;
use super::terminal::Terminal;
use super::wrap::{self, columns};
use crate::base::diag::Failure;
use crate::output;
use crate::pipeline::{self, Options, Project};
use crate::text;
use crate::translation::change::{Part, What, parts};
use crate::translation::table::{Cell, Row, Shown, Standing, Table, block_name};

/// Characters of what is the same that are shown beside a difference; the rest of a long paragraph is left out.
const AROUND: usize = 24;

/// Columns of a title in the table, at most, and at least if the terminal has not enough of them.
const TITLE: (usize, usize) = (12, 36);

/// Columns of a block of the translation that are shown.
const EXCERPT: usize = 140;

/// Shows the table, or confirms.
pub fn i18n(request: &I18n, terminal: &Terminal) -> Result<Status, Failure> {
    let today = clock::today(request.today)?;
    // Drafts and pages of later days are shown as what they are.
    let project = Project::load(&request.root, Options { base_url: None, drafts: true, today })?;
    if request.accept {
        return accept(request, &project, terminal);
    }
    let (table, errors) = pipeline::translations(&project, &request.pages)?;
    if errors > 0 {
        terminal.note(&terminal.speech.pick(
            format!("网站里还有 {errors} 处错误，先看 pufa check\n\n"),
            format!("there are errors in the site ({errors}); see pufa check first\n\n"),
        ));
    }
    if terminal.format == Format::Json {
        let json = serde_json::to_string_pretty(&table).expect("plain data always has a JSON form");
        terminal.print(&(json + "\n"));
    } else {
        terminal.print(&draw(&table, terminal));
    }
    Ok(if table.missing + table.stale > 0 { Status::Problems } else { Status::Clean })
}

fn accept(request: &I18n, project: &Project, terminal: &Terminal) -> Result<Status, Failure> {
    let s = terminal.speech;
    if request.pages.is_empty() != request.all {
        return Err(Failure::plain(text! {
            zh: "要确认哪些页面？写 `pufa i18n accept 页面`，或 `pufa i18n accept --all`",
            en: "which pages? write `pufa i18n accept PAGE` or `pufa i18n accept --all`"
        }));
    }
    let confirmed = pipeline::accept(project, &request.pages)?;
    if let Some(file) = confirmed.file {
        output::keep(&request.root, &[file])?;
    }
    for (path, blocks) in &confirmed.files {
        let path = terminal.shown(path);
        let blocks = s.count(*blocks, "块", "block", "blocks");
        terminal.say(&s.pick(format!("已确认 {path}（{blocks}）\n"), format!("confirmed {path} ({blocks})\n")));
    }
    if confirmed.files.is_empty() {
        terminal.say(
            s.pick("没有需要确认的译文，都已跟上原文\n", "nothing to confirm: these translations are up to date\n"),
        );
    }
    Ok(Status::Clean)
}

/// The table, its sum, and the changes of the pages that are behind.
fn draw(table: &Table, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let cell = |row: &Row, key: &String| row.translations.get(key).map_or_else(String::new, |c| told(c, terminal));
    let cells: Vec<Vec<String>> =
        table.pages.iter().map(|row| table.languages.iter().map(|key| cell(row, key)).collect()).collect();
    let title = room(table, &cells, terminal.columns);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let head = [s.pick("页面", "page"), s.pick("标题", "title")];
    let head = head.into_iter().chain(table.names.iter().map(String::as_str));
    rows.push(head.map(|name| terminal.paint("1", name)).collect());
    for (row, cells) in table.pages.iter().zip(cells) {
        rows.push([row.page.clone(), shortened(&row.title, title)].into_iter().chain(cells).collect());
    }
    let mut text = wrap::table(&rows, terminal.columns);
    text.push_str(&wrap::wrap(&format!("\n{}\n", sum(table, s)), terminal.columns));
    for row in &table.pages {
        for (key, cell) in row.translations.iter().filter(|(_, cell)| cell.state == Standing::Stale) {
            text.push_str(&behind(cell, key, terminal));
        }
    }
    text
}

/// Columns that are left for the titles.
fn room(table: &Table, cells: &[Vec<String>], width: usize) -> usize {
    let page = table.pages.iter().map(|row| columns(&row.page)).max().unwrap_or(0);
    let widest = |(at, name): (usize, &String)| {
        cells.iter().map(|row| columns(&row[at])).chain([columns(name)]).max().unwrap_or(0)
    };
    let others: usize = table.names.iter().enumerate().map(|column| widest(column) + 2).sum();
    width.saturating_sub(page + 2 + others).clamp(TITLE.0, TITLE.1)
}

/// A cell in words and in its colour.
fn told(cell: &Cell, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let day = cell.day.clone().unwrap_or_default();
    let (words, color) = match cell.state {
        Standing::Original => return s.pick("原文", "original").to_string(),
        Standing::Done if day.is_empty() => (s.pick("已译", "done").to_string(), "32"),
        Standing::Done => (s.pick(format!("已译 {day}"), format!("done {day}")), "32"),
        Standing::Stale => {
            let (behind, blocks) = (cell.changes.len(), cell.blocks.unwrap_or(0));
            (s.pick(format!("落后 {behind}/{blocks} 块"), format!("behind {behind}/{blocks} blocks")), "1;33")
        }
        Standing::Missing => (s.pick("缺译文", "missing").to_string(), "1;31"),
        Standing::Draft => (s.pick("草稿", "draft").to_string(), "2"),
        Standing::Scheduled => (s.pick(format!("{day} 发布"), format!("on {day}")), "2"),
        Standing::Unwanted => (s.pick("不译", "not meant").to_string(), "2"),
    };
    terminal.paint(color, &words)
}

/// `36 pages; 30 translations done, 1 missing, 1 behind`.
fn sum(table: &Table, s: Speech) -> String {
    let mut parts = vec![s.pick(format!("译文已译 {} 篇", table.done), format!("{} done", table.done))];
    let mut add = |number: usize, zh: String, en: String| {
        if number > 0 {
            parts.push(s.pick(zh, en));
        }
    };
    let Table { missing, stale, waiting, unwanted, .. } = *table;
    add(missing, format!("缺 {missing} 篇"), format!("{missing} missing"));
    add(stale, format!("落后 {stale} 篇"), format!("{stale} behind"));
    add(waiting, format!("草稿和未到日期 {waiting} 篇"), format!("{waiting} drafts or of a later day"));
    add(unwanted, format!("不译 {unwanted} 篇"), format!("{unwanted} not meant to be translated"));
    let pages = s.count(table.pages.len(), "页", "page", "pages");
    s.pick(format!("{pages}：{}", parts.join("，")), format!("{pages}: {}", parts.join(", ")))
}

/// What has changed in the original of a translation.
fn behind(cell: &Cell, key: &str, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let file = cell.file.as_ref().map_or_else(|| key.to_string(), |file| terminal.shown(file));
    let day = cell.day.clone().unwrap_or_default();
    let (behind, blocks) = (cell.changes.len(), cell.blocks.unwrap_or(0));
    let edited = match (cell.edited, s) {
        (Some(true), Speech::Zh) => "；译文在那以后也改过",
        (Some(true), Speech::En) => "; it has been edited since, too",
        _ => "",
    };
    let note = s.pick(
        format!("{day} 确认，此后原文 {blocks} 块里有 {behind} 块不同{edited}"),
        format!("confirmed on {day}; {behind} of {blocks} blocks of the original differ since{edited}"),
    );
    let mut text = format!("\n{}\n  {note}\n", terminal.paint("1", &file));
    for change in &cell.changes {
        text.push_str(&block(change, terminal));
    }
    wrap::wrap(&text, terminal.columns)
}

fn block(change: &Shown, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let name = block_name(&change.block);
    let what = match change.change {
        What::Changed => s.pick("改了", "changed"),
        What::New => s.pick("新的", "new"),
        What::Removed => s.pick("删了", "removed"),
        What::Moved => s.pick("移动", "moved"),
    };
    let at = change.original.as_ref().map_or(String::new(), |spot| {
        format!("  {}:{}:{}", terminal.shown(&spot.path), spot.start.line, spot.start.column)
    });
    let number = change.number;
    let label = match (change.change, s) {
        (What::Removed, Speech::Zh) => format!("原第 {number} 块，{}", name.zh),
        (What::Removed, Speech::En) => format!("former block {number}, {}", name.en),
        (_, Speech::Zh) => format!("第 {number} 块，{}", name.zh),
        (_, Speech::En) => format!("block {number}, {}", name.en),
    };
    let mut text = format!("\n  {}  {label}{at}\n", terminal.paint("1;33", what));
    match change.change {
        What::Changed => {
            let parts = parts(&change.old, &change.new);
            text.push_str(&format!("    - {}\n", side(&parts, false, terminal)));
            text.push_str(&format!("    + {}\n", side(&parts, true, terminal)));
        }
        What::New => text.push_str(&format!("    + {}\n", terminal.paint("32", &change.new))),
        What::Removed => text.push_str(&format!("    - {}\n", terminal.paint("31", &change.old))),
        What::Moved => text.push_str(&format!("      {}\n", shortened(&change.new, EXCERPT))),
    }
    if let Some(spot) = &change.translation {
        let line = spot.start.line;
        let at = if spot.before {
            s.pick(format!("译文接在第 {line} 行之后"), format!("in the translation after line {line}"))
        } else {
            s.pick(format!("译文第 {line} 行"), format!("in the translation, line {line}"))
        };
        let colon = s.pick("：", ": ");
        text.push_str(&format!("    {at}{colon}{}\n", shortened(&spot.text, EXCERPT)));
    }
    text
}

/// The old or the new text with its difference marked: `[-…-]` and `{+…+}`, in colour too where there is colour.
fn side(parts: &[Part], is_new: bool, terminal: &Terminal) -> String {
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Same(same) => text.push_str(&around(same, at == 0, at + 1 == parts.len())),
            Part::Gone(gone) if !is_new && !gone.is_empty() => {
                text.push_str(&terminal.paint("1;31", &format!("[-{gone}-]")));
            }
            Part::Come(come) if is_new && !come.is_empty() => {
                text.push_str(&terminal.paint("1;32", &format!("{{+{come}+}}")));
            }
            Part::Gone(_) | Part::Come(_) => {}
        }
    }
    text
}

/// What is the same on both sides, without the middle of what is long.
fn around(same: &str, is_first: bool, is_last: bool) -> String {
    let chars: Vec<char> = same.chars().collect();
    let head = if is_first { 0 } else { AROUND };
    let tail = if is_last { 0 } else { AROUND };
    if chars.len() <= head + tail + 1 {
        return same.to_string();
    }
    let part = |range: std::ops::Range<usize>| chars[range].iter().collect::<String>();
    format!("{}…{}", part(0..head), part(chars.len() - tail..chars.len()))
}

/// A text of at most so many columns.
fn shortened(text: &str, most: usize) -> String {
    let mut used = 0;
    let cut = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > most
    });
    match cut {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_string(),
    }
}
