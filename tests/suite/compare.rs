//! What is so, in the form in which stories write it, and how the two are compared.
//!
//! In: problems, numbers and files of a build. Out: lines as they stand in a story's blocks. Decides nothing; `harness` does.

use std::collections::BTreeSet;

use pufa::pipeline::Summary;
use pufa::report::Problem;

/// A problem as stories write it: code, place, and those of the given parts that its words have.
pub fn told(problem: &Problem, parts: &[String]) -> String {
    let mut line = problem.code.to_string();
    if let Some(spot) = &problem.spot {
        let (start, end) = (spot.start, spot.end);
        line.push_str(&format!(" {}:{}:{}", spot.path, start.line, start.column));
        if end.line != start.line {
            line.push_str(&format!("-{}:{}", end.line, end.column));
        } else if end.column != start.column {
            line.push_str(&format!("-{}", end.column));
        }
    }
    line.push('\n');
    let words = words(problem);
    for part in parts {
        if words.contains(part.as_str()) {
            line.push_str(&format!("  {part}\n"));
        }
    }
    line
}

/// All words of a problem in both languages.
pub fn words(problem: &Problem) -> String {
    let related = problem.related.iter().map(|r| &r.message);
    let texts = std::iter::once(&problem.message).chain(&problem.helps).chain(&problem.label).chain(related);
    texts.map(|text| format!("{}\n{}\n", text.zh, text.en)).collect()
}

/// A problem with all its words.
pub fn whole(problem: &Problem) -> String {
    format!("{}{}", told(problem, &[]), words(problem))
}

/// The problems as the story would write them: where it has a problem of the same head, those of its indented parts that hold.
pub fn problems_like(expected: &str, problems: &[Problem]) -> String {
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    for line in expected.lines() {
        match (line.strip_prefix("  "), parts.last_mut()) {
            (Some(part), Some((_, list))) => list.push(part.to_string()),
            _ => parts.push((format!("{line}\n"), Vec::new())),
        }
    }
    let mut is = String::new();
    for problem in problems {
        let head = told(problem, &[]);
        let at = parts.iter().position(|(line, _)| *line == head);
        let wanted = at.map(|at| parts.remove(at).1).unwrap_or_default();
        let text = told(problem, &wanted);
        is.push_str(&text);
        if text.lines().count() <= wanted.len() {
            is.push_str(&format!("  {}\n", problem.message.en));
        }
    }
    is
}

/// The first line of `parts` that does not follow in `text` after those before it.
pub fn missing_part<'p>(text: &str, parts: &'p str) -> Option<&'p str> {
    let mut rest = text;
    for line in parts.lines().filter(|line| !line.is_empty()) {
        for part in line.split("[...]").filter(|part| !part.is_empty()) {
            let Some(at) = rest.find(part) else { return Some(line) };
            rest = &rest[at + part.len()..];
        }
    }
    None
}

/// HTML without the quotation marks of attributes that need none, and without entities where a mark does as well: how these are
/// written is the minifier's business. `&lt;` stays, so that a tag and its picture in words are never taken for each other.
pub fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("=\"") {
        let value = &rest[at + 2..];
        let end = value.find('"').unwrap_or(value.len());
        let bare = end > 0 && !value[..end].contains(|c: char| c.is_whitespace() || "'=<>`".contains(c));
        out.push_str(&rest[..at]);
        if bare && end < value.len() {
            out.push('=');
            out.push_str(&value[..end]);
        } else {
            out.push_str(&rest[at..(at + 3 + end).min(rest.len())]);
        }
        rest = value.get(end + 1..).unwrap_or("");
    }
    out.push_str(rest);
    let marks = [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&gt;", ">"), ("&amp;", "&")];
    marks.iter().fold(out, |text, (entity, mark)| text.replace(entity, mark))
}

/// A path with `*` in place of the digits that change with the content.
pub fn plain_name(path: &str) -> String {
    const DIGITS: usize = 8;
    let is_print = |part: &str| part.len() == DIGITS && part.bytes().all(|b| b.is_ascii_hexdigit());
    let Some(dot) = path.rfind('.').filter(|_| path.starts_with("assets/")) else { return path.to_string() };
    let (stem, ending) = path.split_at(dot);
    let parts: Vec<&str> = stem.split('-').map(|part| if is_print(part) { "*" } else { part }).collect();
    format!("{}{ending}", parts.join("-"))
}

pub fn lines(all: &BTreeSet<String>) -> String {
    all.iter().map(|line| format!("{line}\n")).collect()
}

pub fn summary(summary: &Summary) -> String {
    let mut text = format!("{} pages, {} posters\n", summary.pages, summary.posters);
    for (path, day) in &summary.scheduled {
        text.push_str(&format!("scheduled for {}: {path}\n", day.0));
    }
    for path in &summary.expired {
        text.push_str(&format!("expired: {path}\n"));
    }
    text
}

/// The text of a file, not too much of it.
pub fn shown(text: &str) -> String {
    const MOST: usize = 6000;
    let inner = text.find("<main").map_or(text, |at| &text[at..]);
    inner.chars().take(MOST).collect()
}
