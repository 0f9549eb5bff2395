//! The elements of pasted HTML as a tree, closed where their writer forgot.
//!
//! In: HTML. Out: nodes in one list, the root first; scripts and the like are not among them but told of. Linear, and never deeper than
//! `DEEPEST`: what stands deeper stands at the deepest level.

use std::ops::Range;

use super::noise::{self, Kind};
use super::{Findings, Origin};
use crate::document::html::{self, Tag, Token};

/// How deep elements may stand in each other; no office writes more, and the tree is walked by recursion.
const DEEPEST: usize = 40;

/// A node.
pub(super) struct Node<'a> {
    pub(super) kind: NodeKind<'a>,
    /// Its bytes, of an element its start tag's.
    pub(super) range: Range<usize>,
    pub(super) children: Vec<usize>,
}

/// What a node is.
pub(super) enum NodeKind<'a> {
    /// Text as typed.
    Text(&'a str),
    /// An element: its name in lower case and its start tag.
    Element(String, Tag<'a>),
    /// What stands between `<![if …]>` and `<![endif]>`, with the condition.
    Condition(&'a str),
}

/// Elements that only end a paragraph before them.
const FLOW: &[&str] = &[
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
];

/// The nodes of `text`; the root is the first.
pub(super) fn nodes<'a>(text: &'a str, origin: &Origin, is_paste: bool, found: &mut Findings) -> Vec<Node<'a>> {
    let root = Node { kind: NodeKind::Condition(""), range: 0..0, children: Vec::new() };
    let mut builder = Builder { nodes: vec![root], open: vec![0], skipping: None, is_paste, origin, found };
    html::tokens(text, |range, token| builder.token(range, token));
    if let Some(skipping) = builder.skipping.take() {
        builder.left_out(skipping.from..text.trim_end().len(), &skipping.name, skipping.is_told);
    }
    builder.nodes
}

/// An element that is being passed over.
struct Skipping {
    name: String,
    depth: usize,
    from: usize,
    is_told: bool,
}

struct Builder<'a, 'f> {
    nodes: Vec<Node<'a>>,
    /// Indices of the open nodes, the root first.
    open: Vec<usize>,
    skipping: Option<Skipping>,
    is_paste: bool,
    origin: &'f Origin,
    found: &'f mut Findings,
}

impl<'a> Builder<'a, '_> {
    fn token(&mut self, range: Range<usize>, token: Token<'a>) {
        if self.skipping.is_some() {
            self.skip(&range, &token);
            return;
        }
        match token {
            Token::Text(text) => self.add(NodeKind::Text(text), range),
            Token::Raw(_) => {}
            Token::Start(tag) => self.start(tag, range),
            Token::End(name) => self.end(&name.to_ascii_lowercase()),
            Token::Comment(text) | Token::Declaration(text) => {
                if text.trim() == "[endif]" {
                    if let Some(at) =
                        self.open.iter().rposition(|i| matches!(self.nodes[*i].kind, NodeKind::Condition(_)))
                    {
                        self.open.truncate(at.max(1));
                    }
                } else if let Some(condition) = noise::condition(text) {
                    self.add(NodeKind::Condition(condition), range);
                    self.push_last();
                }
            }
        }
    }

    fn skip(&mut self, range: &Range<usize>, token: &Token<'a>) {
        let Some(skipping) = &mut self.skipping else { return };
        match token {
            Token::Start(tag) if tag.name.eq_ignore_ascii_case(&skipping.name) => skipping.depth += 1,
            Token::End(name) if name.eq_ignore_ascii_case(&skipping.name) => {
                skipping.depth -= 1;
                if skipping.depth == 0
                    && let Some(done) = self.skipping.take()
                {
                    self.left_out(done.from..range.end, &done.name, done.is_told);
                }
            }
            _ => {}
        }
    }

    fn left_out(&mut self, range: Range<usize>, name: &str, is_told: bool) {
        let place = self.origin.place(&range);
        if is_told {
            self.found.left_out.push((place, name.to_string()));
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let name = tag.name.to_ascii_lowercase();
        if let Some((handler, _)) = tag.attributes.iter().find(|(name, _)| noise::is_handler(name)) {
            self.left_out(range.clone(), &handler.to_ascii_lowercase(), true);
        }
        let is_void = html::VOID.contains(&name.as_str());
        match noise::kind(&name) {
            Kind::LeftOut => {
                self.skipping = Some(Skipping { name, depth: 1, from: range.start, is_told: true });
                return;
            }
            Kind::Silent | Kind::Style => {
                let is_told = name == "style" && !self.is_paste;
                self.skipping = Some(Skipping { name, depth: 1, from: range.start, is_told });
                return;
            }
            Kind::LeftOutTag => {
                self.left_out(range, &name, true);
                return;
            }
            Kind::Read | Kind::Office | Kind::Other => {}
        }
        self.close_before(&name);
        self.add(NodeKind::Element(name, tag), range);
        if !is_void {
            self.push_last();
        }
    }

    /// Closes what cannot hold the element that begins now.
    fn close_before(&mut self, name: &str) {
        match name {
            "li" => self.close("li", &["ul", "ol", "table"]),
            "dt" | "dd" => {
                self.close("dt", &["dl", "table"]);
                self.close("dd", &["dl", "table"]);
            }
            "td" | "th" => {
                self.close("td", &["tr", "table"]);
                self.close("th", &["tr", "table"]);
            }
            "tr" => self.close("tr", &["table"]),
            "thead" | "tbody" | "tfoot" => {
                for other in ["thead", "tbody", "tfoot"] {
                    self.close(other, &["table"]);
                }
            }
            _ => {}
        }
        if FLOW.contains(&name) {
            self.close("p", &["td", "th", "li", "table", "blockquote", "div", "caption", "dd"]);
        }
    }

    /// Closes the innermost element of this name, unless one of `barriers` stands between.
    fn close(&mut self, name: &str, barriers: &[&str]) {
        for at in (1..self.open.len()).rev() {
            if let NodeKind::Element(open, _) = &self.nodes[self.open[at]].kind {
                if open == name {
                    self.open.truncate(at);
                    return;
                }
                if barriers.contains(&open.as_str()) {
                    return;
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table" => self.close(name, &[]),
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" => self.close(name, &["table"]),
            _ if FLOW.contains(&name) => self.close(name, &["td", "th", "table"]),
            _ => self.close(name, &["td", "th", "table", "li", "p", "div"]),
        }
    }

    fn add(&mut self, kind: NodeKind<'a>, range: Range<usize>) {
        let index = self.nodes.len();
        self.nodes.push(Node { kind, range, children: Vec::new() });
        let parent = self.open.last().copied().unwrap_or(0);
        self.nodes[parent].children.push(index);
    }

    fn push_last(&mut self) {
        if self.open.len() < DEEPEST {
            self.open.push(self.nodes.len() - 1);
        }
    }
}
