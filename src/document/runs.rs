//! Running text as word processors keep it, a list of runs with their looks, made into the tree's nested inlines.
//!
//! In: runs. Out: inlines with spaces as a reader expects them: none at the ends, none between Han characters that a source line
//! broke, blanks to be filled in as `____`. Knows neither HTML nor docx; both readers use it.

use std::ops::Range;

use super::tree::{Inline, InlineKind, MarkKind};
use crate::base::cjk::{is_cjk, is_cjk_side};

/// A piece of text of one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What it is.
    pub piece: Piece,
    /// How it looks.
    pub look: Look,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// What a run is.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Characters.
    Text(String),
    /// Code.
    Code(String),
    /// A line break that is meant.
    Break,
    /// A picture.
    Picture {
        /// Its file.
        target: String,
        /// The caption.
        title: String,
        /// What it shows.
        alt: String,
    },
    /// A reference to a footnote.
    Note(String),
}

/// How a run looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Where it leads to.
    pub link: Option<String>,
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck out.
    pub strike: bool,
    /// Raised or lowered.
    pub script: Option<MarkKind>,
}

/// Fewest and most `_` that stand for a blank to be filled in.
const BLANK: (usize, usize) = (4, 30);

/// The inlines of a paragraph; none if nothing of it can be seen.
pub fn inlines(runs: Vec<Run>) -> Vec<Inline> {
    let runs = spaced(runs);
    nest(&runs, 0)
}

/// Whether nothing of the runs can be seen.
pub fn is_blank(runs: &[Run]) -> bool {
    runs.iter().all(|run| match &run.piece {
        Piece::Text(text) => !run.look.underline && text.chars().all(is_space),
        Piece::Break => true,
        Piece::Code(_) | Piece::Picture { .. } | Piece::Note(_) => false,
    })
}

/// White space and what has no width: soft hyphens, joiners, marks of byte order.
fn is_space(c: char) -> bool {
    c.is_whitespace() || is_nothing(c)
}

fn is_nothing(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether an underlined text is a line to write on.
fn is_blank_line(text: &str) -> bool {
    text.chars().all(is_space) && text.chars().filter(|c| matches!(c, '\u{A0}' | '\u{3000}' | ' ' | '\t')).count() > 1
}

/// White space that has been read and not yet written: what it becomes depends on what follows.
#[derive(Default)]
struct Pending {
    length: usize,
    breaks: bool,
    fixed: bool,
}

/// The runs with their white space as it is meant. Spaces lose their look, so that no mark begins or ends with one.
fn spaced(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    // The last character of the line so far; none at its beginning.
    let mut last: Option<char> = None;
    let mut pending = Pending::default();
    for run in runs {
        let Run { piece, look, range } = run;
        match piece {
            Piece::Text(text) if look.underline && is_blank_line(&text) => {
                resolve(&mut pending, last, '_', &range, &mut out);
                let line = "_".repeat(text.chars().count().clamp(BLANK.0, BLANK.1));
                out.push(Run { piece: Piece::Text(line), look: Look::default(), range });
                last = Some('_');
            }
            Piece::Text(text) => {
                let mut kept = String::with_capacity(text.len());
                for c in text.chars().filter(|c| !is_nothing(*c)) {
                    // The ideographic space sets names apart (`张　三`) and is an indent only at the beginning.
                    if c != '\u{3000}' && c.is_whitespace() || (c == '\u{3000}' && last.is_none() && kept.is_empty()) {
                        pending.length += 1;
                        pending.breaks |= matches!(c, '\n' | '\r');
                        pending.fixed |= c == '\u{A0}';
                        continue;
                    }
                    if pending.length > 0 && !kept.is_empty() {
                        kept.extend(space(&pending, last, c));
                        pending = Pending::default();
                    }
                    resolve(&mut pending, last, c, &range, &mut out);
                    kept.push(c);
                    last = Some(c);
                }
                if !kept.is_empty() {
                    out.push(Run { piece: Piece::Text(kept), look, range });
                }
            }
            Piece::Break => {
                pending = Pending::default();
                if last.take().is_some() {
                    out.push(Run { piece: Piece::Break, look: Look::default(), range });
                }
            }
            Piece::Code(_) | Piece::Picture { .. } | Piece::Note(_) => {
                resolve(&mut pending, last, 'x', &range, &mut out);
                last = Some('x');
                out.push(Run { piece, look, range });
            }
        }
    }
    while out.last().is_some_and(|run| run.piece == Piece::Break) {
        out.pop();
    }
    out
}

/// Writes the white space before `next` as a run of its own.
fn resolve(pending: &mut Pending, last: Option<char>, next: char, range: &Range<usize>, out: &mut Vec<Run>) {
    let pending = std::mem::take(pending);
    if let Some(c) = space(&pending, last, next) {
        let inside = out.last().is_some_and(|run| run.piece != Piece::Break);
        if inside {
            out.push(Run { piece: Piece::Text(c.to_string()), look: Look::default(), range: range.start..range.start });
        }
    }
}

/// What a stretch of white space between two characters comes to.
fn space(pending: &Pending, last: Option<char>, next: char) -> Option<char> {
    let last = last?;
    if pending.length == 0 || (pending.breaks && is_cjk_side(last) && is_cjk_side(next)) {
        return None;
    }
    let kept = pending.fixed && pending.length == 1 && !is_cjk(last) && !is_cjk(next);
    Some(if kept { '\u{A0}' } else { ' ' })
}

/// Levels of nesting: link, strong, emphasis, underline, strike, script, and the text itself.
const LEAF: u8 = 6;

fn has(look: &Look, level: u8) -> bool {
    match level {
        0 => look.link.is_some(),
        1 => look.strong,
        2 => look.emphasis,
        3 => look.underline,
        4 => look.strike,
        _ => look.script.is_some(),
    }
}

/// Whether two neighbours belong into one element of this level.
fn together(a: &Look, b: &Look, level: u8) -> bool {
    match level {
        0 => a.link == b.link,
        5 => a.script == b.script,
        _ => has(a, level) == has(b, level),
    }
}

fn nest(runs: &[Run], level: u8) -> Vec<Inline> {
    let mut out = Vec::new();
    if level == LEAF {
        runs.iter().for_each(|run| leaf(run, &mut out));
        return out;
    }
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|run| together(&first.look, &run.look, level)).count();
        let (group, after) = rest.split_at(length);
        rest = after;
        let inner = nest(group, level + 1);
        if !has(&first.look, level) {
            out.extend(inner);
            continue;
        }
        let range = first.range.start..group.last().map_or(first.range.end, |last| last.range.end);
        let kind = match level {
            0 => InlineKind::Link {
                target: first.look.link.clone().unwrap_or_default(),
                title: String::new(),
                inlines: inner,
            },
            1 => InlineKind::Strong(inner),
            2 => InlineKind::Emphasis(inner),
            3 => InlineKind::Mark(MarkKind::Underline, inner),
            4 => InlineKind::Strike(inner),
            _ => InlineKind::Mark(first.look.script.unwrap_or(MarkKind::Super), inner),
        };
        out.push(Inline { kind, range });
    }
    out
}

fn leaf(run: &Run, out: &mut Vec<Inline>) {
    let kind = match &run.piece {
        Piece::Text(text) => {
            if let Some(Inline { kind: InlineKind::Text(before), range }) = out.last_mut() {
                before.push_str(text);
                range.end = run.range.end.max(range.end);
                return;
            }
            InlineKind::Text(text.clone())
        }
        Piece::Code(text) => InlineKind::Code(text.clone()),
        Piece::Break => InlineKind::HardBreak,
        Piece::Picture { target, title, alt } => {
            let alt = if alt.is_empty() {
                Vec::new()
            } else {
                vec![Inline { kind: InlineKind::Text(alt.clone()), range: run.range.clone() }]
            };
            InlineKind::Picture { target: target.clone(), title: title.clone(), alt }
        }
        Piece::Note(name) => InlineKind::FootnoteRef(name.clone()),
    };
    out.push(Inline { kind, range: run.range.clone() });
}
