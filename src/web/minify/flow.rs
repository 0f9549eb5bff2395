//! Which white space of a template no browser would ever show.
//!
//! In: the tokens of a template. Out: the indices of useless space tokens. A space is useless when on every path through
//! `{% if %}` and `{% for %}` it comes after, or before, something that begins a new line anyway.
//! Lists whose items are set in one line by the style sheet must make their gaps by style, not by space.

use super::Places;
use super::scan::{Kind, Token, Word};

/// Elements that stand on lines of their own or show nothing.
const BLOCKS: &[&str] = &[
    "!doctype",
    "address",
    "article",
    "aside",
    "base",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "circle",
    "clippath",
    "col",
    "colgroup",
    "dd",
    "defs",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "ellipse",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "line",
    "lineargradient",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "pre",
    "rect",
    "search",
    "section",
    "source",
    "stop",
    "summary",
    "symbol",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
    "use",
];
/// Inline elements inside of which leading and trailing space shows nothing.
const FRAMES: &[&str] = &["picture", "select", "svg", "video", "audio"];

/// The space tokens that can go.
pub(super) fn useless_space(tokens: &[Token]) -> Places {
    let flow = Flow::new(tokens);
    let is_space = |at: &usize| matches!(tokens[*at].kind, Kind::Space);
    (0..tokens.len())
        .filter(is_space)
        .filter(|at| flow.all_block(*at, Direction::After) || flow.all_block(*at, Direction::Before))
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Before,
    After,
}

/// The branches of one `{% if %}` or `{% for %}`.
#[derive(Clone, Debug, Default)]
struct Branching {
    is_loop: bool,
    start: usize,
    /// `elif` and `else`.
    middle: Vec<usize>,
    has_else: bool,
    end: usize,
}

struct Flow<'t> {
    tokens: &'t [Token],
    /// For each token of a branching, which one.
    of: Vec<Option<usize>>,
    branchings: Vec<Branching>,
}

impl<'t> Flow<'t> {
    fn new(tokens: &'t [Token]) -> Self {
        let mut flow = Flow { tokens, of: vec![None; tokens.len()], branchings: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let Kind::Control(word) = token.kind else { continue };
            match word {
                Word::If | Word::For => {
                    open.push(flow.branchings.len());
                    flow.of[at] = Some(flow.branchings.len());
                    flow.branchings.push(Branching {
                        is_loop: word == Word::For,
                        start: at,
                        end: at,
                        ..Branching::default()
                    });
                }
                Word::Elif | Word::Else => {
                    flow.of[at] = open.last().copied();
                    if let Some(current) = open.last().map(|i| &mut flow.branchings[*i]) {
                        current.middle.push(at);
                        current.has_else |= word == Word::Else;
                    }
                }
                Word::EndIf | Word::EndFor => {
                    flow.of[at] = open.last().copied();
                    if let Some(current) = open.pop() {
                        flow.branchings[current].end = at;
                    }
                }
                Word::Set | Word::Other => {}
            }
        }
        // An unclosed branching is an error of the template; nothing is known about it.
        for of in &mut flow.of {
            *of = of.filter(|i| flow.branchings[*i].end > flow.branchings[*i].start);
        }
        flow
    }

    /// Whether all that can come next in a direction stands on a line of its own.
    fn all_block(&self, space: usize, direction: Direction) -> bool {
        let mut seen = Places::new();
        let mut todo: Vec<Option<usize>> = vec![self.step(space, direction)];
        let mut found = false;
        while let Some(next) = todo.pop() {
            let Some(at) = next else { return false };
            if !seen.insert(at) {
                continue;
            }
            match &self.tokens[at].kind {
                Kind::Space | Kind::Comment | Kind::Control(Word::Set) => todo.push(self.step(at, direction)),
                Kind::Tag(tag) if is_block(&tag.name, tag.end, direction) => found = true,
                Kind::Control(Word::If | Word::Elif | Word::Else | Word::EndIf | Word::For | Word::EndFor) => {
                    let Some(branching) = self.of[at].map(|i| &self.branchings[i]) else { return false };
                    match direction {
                        Direction::After => self.after(at, branching, &mut todo),
                        Direction::Before => self.before(at, branching, &mut todo),
                    }
                }
                Kind::Tag(_) | Kind::Words | Kind::Output | Kind::Verbatim | Kind::Control(Word::Other) => {
                    return false;
                }
            }
        }
        found
    }

    fn step(&self, at: usize, direction: Direction) -> Option<usize> {
        match direction {
            Direction::After => (at + 1 < self.tokens.len()).then_some(at + 1),
            Direction::Before => at.checked_sub(1),
        }
    }

    /// What comes after a token of a branching that is reached from above.
    fn after(&self, at: usize, branching: &Branching, todo: &mut Vec<Option<usize>>) {
        let past = self.step(branching.end, Direction::After);
        if at == branching.start {
            todo.push(self.step(at, Direction::After));
            todo.extend(branching.middle.iter().map(|m| self.step(*m, Direction::After)));
            if !branching.has_else {
                todo.push(past);
            }
        } else {
            // The end of a branch; in a loop the body may come again.
            todo.push(past);
            if branching.is_loop {
                todo.push(self.step(branching.start, Direction::After));
            }
        }
    }

    /// What comes before a token of a branching that is reached from below.
    fn before(&self, at: usize, branching: &Branching, todo: &mut Vec<Option<usize>>) {
        let above = self.step(branching.start, Direction::Before);
        let ends = branching.middle.iter().chain(std::iter::once(&branching.end));
        if at == branching.end {
            todo.extend(ends.map(|m| self.step(*m, Direction::Before)));
            if !branching.has_else {
                todo.push(above);
            }
        } else {
            todo.push(above);
            if branching.is_loop {
                todo.extend(ends.map(|m| self.step(*m, Direction::Before)));
            }
        }
    }
}

fn is_block(name: &str, end: bool, direction: Direction) -> bool {
    // `<picture>` swallows the space after it, `</picture>` the space before it.
    let frame = FRAMES.contains(&name) && end == (direction == Direction::After);
    frame || BLOCKS.contains(&name)
}
