//! HTML tags inside of a Markdown paragraph: marks that the tree knows become its own, noise goes, scripts go with all they hold.
//!
//! In: the inlines of a paragraph. Out: the same without HTML that can be read; what has a meaning of its own (`<ruby>`, classes) stays
//! raw for the writer of pages. Linear: no more than `OPEN` tags are followed at a time.

use std::ops::Range;

use super::Findings;
use super::noise::{self, Kind};
use super::read::{Style, is_lost, look_of};
use crate::document::html::{self, Tag, Token, unescape};
use crate::document::runs::Look;
use crate::document::tree::{Inline, InlineKind, MarkKind, plain};

/// How many tags may stand open at a time; further ones are dropped.
const OPEN: usize = 40;

/// The inlines of a paragraph without the HTML that can be read; none if nothing of it can be seen then.
pub fn tidy_line(inlines: Vec<Inline>, found: &mut Findings) -> Vec<Inline> {
    let is_html = |inline: &Inline| match &inline.kind {
        InlineKind::Html(_) => true,
        // To Markdown a name with a colon is no tag.
        InlineKind::Text(text) => {
            memchr::memchr(b'<', text.as_bytes()).is_some() && without_office_tags(text).is_some()
        }
        _ => false,
    };
    let (Some(first), Some(last)) = (inlines.first(), inlines.last()) else { return inlines };
    if found.keeps_html || !inlines.iter().any(is_html) {
        return inlines;
    }
    let range = first.range.start..last.range.end;
    let mut line = Line { frames: vec![Frame::new(String::new(), What::Root, range.clone())], noise: false, found };
    for inline in inlines {
        match &inline.kind {
            InlineKind::Html(typed) => {
                let typed = typed.clone();
                line.html(&typed, inline);
            }
            InlineKind::Text(text) if text.contains('<') => match without_office_tags(text) {
                Some(kept) => {
                    line.noise = true;
                    line.push(Inline { kind: InlineKind::Text(kept), range: inline.range });
                }
                None => line.push(inline),
            },
            _ => line.push(inline),
        }
    }
    while line.frames.len() > 1 {
        line.close(range.end);
    }
    let noise = line.noise;
    let mut out = line.frames.pop().map(|root| root.inlines).unwrap_or_default();
    if noise {
        found.tidied.push(range);
        without_gaps(&mut out);
    }
    if is_blank(&out) { Vec::new() } else { out }
}

/// The text without tags such as `<o:p>` and `<![endif]>`; none if there are none.
fn without_office_tags(text: &str) -> Option<String> {
    let mut kept = String::new();
    let mut has_tags = false;
    html::tokens(text, |range, token| {
        let is_tag = match &token {
            Token::Start(Tag { name, .. }) | Token::End(name) => {
                noise::kind(&name.to_ascii_lowercase()) == Kind::Office
            }
            Token::Declaration(text) => noise::is_condition(text),
            Token::Text(_) | Token::Raw(_) | Token::Comment(_) => false,
        };
        has_tags |= is_tag;
        if !is_tag {
            kept.push_str(&text[range]);
        }
    });
    has_tags.then_some(kept)
}

fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        InlineKind::Emphasis(inner)
        | InlineKind::Strong(inner)
        | InlineKind::Strike(inner)
        | InlineKind::Mark(_, inner) => is_blank(inner),
        _ => false,
    })
}

/// Makes runs of spaces with a no-break space among them one space: in a paste they are indents and gaps.
fn without_gaps(inlines: &mut [Inline]) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(text) if text.contains(['\u{A0}', '\u{AD}']) => {
                let mut kept = String::with_capacity(text.len());
                let mut gap = String::new();
                for c in text.chars().filter(|c| *c != '\u{AD}').chain(['\0']) {
                    if c == ' ' || c == '\u{A0}' {
                        gap.push(c);
                        continue;
                    }
                    let alone = gap.chars().count() < 2;
                    kept.push_str(if alone { &gap } else { " " });
                    gap.clear();
                    kept.push(c);
                }
                kept.pop();
                *text = kept;
            }
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Mark(_, inner)
            | InlineKind::Link { inlines: inner, .. } => without_gaps(inner),
            _ => {}
        }
    }
}

/// What a tag that stands open does with what it holds.
enum What {
    /// It is the paragraph.
    Root,
    /// It gives it a look.
    Look(Look, String),
    /// It leaves it out.
    LeftOut { is_told: bool },
    /// It stays as typed, around it.
    Raw(Inline),
}

struct Frame {
    name: String,
    what: What,
    inlines: Vec<Inline>,
    range: Range<usize>,
}

impl Frame {
    fn new(name: String, what: What, range: Range<usize>) -> Frame {
        Frame { name, what, inlines: Vec::new(), range }
    }
}

struct Line<'f> {
    frames: Vec<Frame>,
    noise: bool,
    found: &'f mut Findings,
}

impl Line<'_> {
    fn push(&mut self, inline: Inline) {
        if let Some(frame) = self.frames.last_mut() {
            frame.inlines.push(inline);
        }
    }

    /// One tag, comment or declaration.
    fn html(&mut self, typed: &str, inline: Inline) {
        let mut pieces = Vec::new();
        html::tokens(typed, |_, token| pieces.push(token));
        let Some(token) = pieces.into_iter().next() else { return };
        let is_left_out = matches!(self.frames.last(), Some(Frame { what: What::LeftOut { .. }, .. }));
        match token {
            Token::End(name) => self.end(&name.to_ascii_lowercase(), inline),
            _ if is_left_out => {}
            Token::Start(tag) => self.start(&tag, inline),
            Token::Comment(text) | Token::Declaration(text) => {
                if noise::is_condition(text) || noise::is_comment_of_office(typed) {
                    self.noise = true;
                } else {
                    self.push(inline);
                }
            }
            Token::Text(_) | Token::Raw(_) => self.push(inline),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, inline: Inline) {
        let name = tag.name.to_ascii_lowercase();
        let range = inline.range.clone();
        if let Some((handler, _)) = tag.attributes.iter().find(|(name, _)| noise::is_handler(name)) {
            self.found.left_out.push((range.clone(), handler.to_ascii_lowercase()));
        }
        let is_void = html::VOID.contains(&name.as_str());
        let is_noisy = tag.attributes.iter().any(|(name, value)| noise::is_noise(name, value));
        let what = match noise::kind(&name) {
            Kind::LeftOut | Kind::Style => What::LeftOut { is_told: true },
            Kind::Silent => What::LeftOut { is_told: false },
            Kind::LeftOutTag => {
                self.found.left_out.push((range, name));
                return;
            }
            Kind::Office => {
                self.noise = true;
                What::Look(Look::default(), String::new())
            }
            Kind::Read if tag.attributes.iter().any(|(name, value)| noise::is_meant(name, value)) => What::Raw(inline),
            Kind::Read => match self.read(&name, tag, inline) {
                Some(what) => {
                    self.noise |= is_noisy;
                    what
                }
                None => return,
            },
            Kind::Other => What::Raw(inline),
        };
        match what {
            What::Raw(inline) if is_void || self.frames.len() >= OPEN => self.push(inline),
            what if !is_void && self.frames.len() < OPEN => self.frames.push(Frame::new(name, what, range)),
            _ => {}
        }
    }

    /// What a tag of the tree's own does; none if it has been dealt with.
    fn read(&mut self, name: &str, tag: &Tag<'_>, inline: Inline) -> Option<What> {
        let text = |name: &str| unescape(tag.get(name).unwrap_or_default()).trim().to_string();
        match name {
            "br" => self.push(Inline { kind: InlineKind::HardBreak, range: inline.range }),
            "img" if is_lost(&text("src")) => self.found.lost_pictures.push(inline.range),
            "img" => {
                let alt = text("alt");
                let alt = if alt.is_empty() {
                    Vec::new()
                } else {
                    vec![Inline { kind: InlineKind::Text(alt), range: inline.range.clone() }]
                };
                let kind = InlineKind::Picture { target: text("src"), title: text("title"), alt };
                self.push(Inline { kind, range: inline.range });
            }
            "a" => {
                let href = text("href");
                let link = (!href.is_empty() && !href.starts_with("#_")).then_some(href);
                return Some(What::Look(Look { link, ..Look::default() }, text("title")));
            }
            "b" | "strong" | "i" | "em" | "u" | "ins" | "s" | "strike" | "del" | "sub" | "sup" | "span" | "font"
            | "big" => {
                let look = look_of(name, tag, &Style::of(tag), &Look::default());
                return Some(What::Look(look, String::new()));
            }
            "meta" | "link" => self.noise = true,
            // What stands on lines of its own cannot begin in the middle of one.
            _ => return Some(What::Raw(inline)),
        }
        None
    }

    fn end(&mut self, name: &str, inline: Inline) {
        // Inside of what is left out only its own end counts.
        if let Some(Frame { name: open, what: What::LeftOut { .. }, .. }) = self.frames.last()
            && open != name
        {
            return;
        }
        match self.frames.iter().rposition(|frame| frame.name == name) {
            Some(at) if at > 0 => {
                while self.frames.len() > at + 1 {
                    self.close(inline.range.start);
                }
                let is_raw = matches!(self.frames[at].what, What::Raw(_));
                self.close(inline.range.end);
                if is_raw {
                    self.push(inline);
                }
            }
            Some(_) | None => {
                if matches!(noise::kind(name), Kind::Other) {
                    self.push(inline);
                }
            }
        }
    }

    /// Closes the innermost frame at byte `end`.
    fn close(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else { return };
        let range = frame.range.start..end.max(frame.range.end);
        match frame.what {
            What::Root => self.frames.push(Frame { what: What::Root, ..frame }),
            What::Look(look, title) => {
                wrapped(frame.inlines, &look, &title, &range).into_iter().for_each(|inline| self.push(inline));
            }
            What::LeftOut { is_told } => {
                if is_told {
                    self.found.left_out.push((range, frame.name));
                }
            }
            What::Raw(start) => {
                self.push(start);
                frame.inlines.into_iter().for_each(|inline| self.push(inline));
            }
        }
    }
}

/// Inlines with a look around them.
fn wrapped(mut inlines: Vec<Inline>, look: &Look, title: &str, range: &Range<usize>) -> Vec<Inline> {
    if inlines.is_empty() {
        return inlines;
    }
    // A line to write on, as forms have them.
    let text = plain(&inlines);
    if look.underline && text.trim().is_empty() && text.chars().count() > 1 {
        let line = "_".repeat(text.chars().count().clamp(4, 30));
        return vec![Inline { kind: InlineKind::Text(line), range: range.clone() }];
    }
    let mut wrap = |make: &dyn Fn(Vec<Inline>) -> InlineKind| {
        let kind = make(std::mem::take(&mut inlines));
        inlines = vec![Inline { kind, range: range.clone() }];
    };
    if let Some(script) = look.script {
        wrap(&|inner| InlineKind::Mark(script, inner));
    }
    if look.strike {
        wrap(&InlineKind::Strike);
    }
    if look.underline {
        wrap(&|inner| InlineKind::Mark(MarkKind::Underline, inner));
    }
    if look.emphasis {
        wrap(&InlineKind::Emphasis);
    }
    if look.strong {
        wrap(&InlineKind::Strong);
    }
    if let Some(target) = &look.link {
        wrap(&|inner| InlineKind::Link { target: target.clone(), title: title.to_string(), inlines: inner });
    }
    inlines
}
