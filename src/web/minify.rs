//! Makes templates, style sheets and scripts small, once, when they are read.
//!
//! In: a file of the theme. Out: a shorter text that means the same, and for templates where each part of it came from.
//! Pages then need no pass of their own: texts are written compactly by `write::html`, and the shell around them is small to begin
//! with. `minify-html` over each page was a third of a build's CPU and took 0.6 % from the pages (4,000 of them, measured); the suite
//! still asks it whether it would find more. A whole template cannot go through it (0.18, tried with its option for template
//! syntax): `href="{{x}}"` loses its quotation marks, `<a {% if x %}…>` comes out as `<a %} %}…>`. So it gets the tags that hold
//! nothing of Tera one by one; space, comments and the other tags are made small here.

use std::collections::BTreeSet;

mod flow;
mod scan;

use scan::{Kind, Token};

/// A template made small.
#[derive(Clone, Debug, Default)]
pub struct Minified {
    /// The text.
    pub text: String,
    /// Where parts of it came from: offset in `text`, offset in the source; ascending.
    origins: Vec<(usize, usize)>,
}

impl Minified {
    /// A text that is left as it is.
    pub fn unchanged(source: &str) -> Self {
        Minified { text: source.to_string(), origins: vec![(0, 0)] }
    }

    /// The place in the source that a byte of the text came from.
    pub fn origin(&self, offset: usize) -> usize {
        let after = self.origins.partition_point(|(at, _)| *at <= offset);
        self.origins[..after].last().map_or(0, |(at, source)| source + (offset - at))
    }

    fn push(&mut self, text: &str, source: usize) {
        self.origins.push((self.text.len(), source));
        self.text.push_str(text);
    }
}

/// Makes an HTML template small: comments go, space that no browser shows goes, attributes lose quotation marks they do not need.
///
/// Space between two inline elements or words is kept as one space. Whether space is next to a block element is worked out
/// through `{% if %}` and `{% for %}` on every path. `pre`, `textarea`, `script`, `style` and `{% raw %}` stay as they are.
pub fn template(source: &str) -> Minified {
    let tokens = scan::tokens(source);
    let useless = flow::useless_space(&tokens);
    let mut out = Minified::default();
    for (at, token) in tokens.iter().enumerate() {
        match &token.kind {
            Kind::Space if useless.contains(&at) => {}
            Kind::Space => out.push(" ", token.start),
            Kind::Comment => {}
            Kind::Words => push_words(&mut out, &source[token.start..token.end], token.start),
            Kind::Tag(_) => push_tag(&mut out, source, token),
            Kind::Control(_) | Kind::Output | Kind::Verbatim => out.push(&source[token.start..token.end], token.start),
        }
    }
    out
}

/// What stands between the braces of each `{{ … }}` and `{% … %}`, those inside of tags too, with its offset.
pub fn regions(source: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = source[at..].find('{') {
        at += found;
        let Some(length) = scan::region(&source[at..]) else {
            at += 1;
            continue;
        };
        if !source[at..].starts_with("{#") {
            let inner = scan::inner(&source[at..at + length]);
            out.push((at + source[at..at + length].find(inner).unwrap_or(0), inner));
        }
        at += length;
    }
    out
}

/// A style sheet made small; unchanged where it cannot be read, and without the feature `minify`.
#[cfg(feature = "minify")]
pub fn css(source: &str) -> String {
    inside(source, "style", &minify_html::Cfg { minify_css: true, ..minify_html::Cfg::default() })
}

/// A script made small; unchanged where it cannot be read, and without the feature `minify`.
#[cfg(feature = "minify")]
pub fn js(source: &str) -> String {
    inside(source, "script", &minify_html::Cfg { minify_js: true, ..minify_html::Cfg::default() })
}

/// A style sheet, as it is.
#[cfg(not(feature = "minify"))]
pub fn css(source: &str) -> String {
    source.to_string()
}

/// A script, as it is.
#[cfg(not(feature = "minify"))]
pub fn js(source: &str) -> String {
    source.to_string()
}

/// Runs minify-html over the content of one element.
#[cfg(feature = "minify")]
fn inside(source: &str, element: &str, cfg: &minify_html::Cfg) -> String {
    let (start, end) = (format!("<{element}>"), format!("</{element}>"));
    if source.to_ascii_lowercase().contains(&end[..end.len() - 1]) {
        return source.to_string();
    }
    let whole = format!("{start}{source}{end}");
    let small = String::from_utf8(minify_html::minify(whole.as_bytes(), cfg)).unwrap_or(whole);
    let inner = small.strip_prefix(&start).and_then(|rest| rest.strip_suffix(&end));
    match inner {
        Some(inner) if inner.len() <= source.len() && (!inner.is_empty() || source.trim().is_empty()) => {
            inner.to_string()
        }
        Some(_) | None => source.to_string(),
    }
}

/// Words with every run of white space made one space.
fn push_words(out: &mut Minified, words: &str, start: usize) {
    let mut rest = words;
    while let Some(at) = rest.find(|c: char| c.is_ascii_whitespace()) {
        let from = words.len() - rest.len();
        out.push(&rest[..at], start + from);
        out.push(" ", start + from + at);
        rest = rest[at..].trim_start_matches(|c: char| c.is_ascii_whitespace());
    }
    out.push(rest, start + words.len() - rest.len());
}

/// A tag with single spaces between attributes and without quotation marks where plain values do not need them.
fn push_tag(out: &mut Minified, source: &str, token: &Token) {
    if let Some(small) = small_tag(&source[token.start..token.end]) {
        out.push(&small, token.start);
        return;
    }
    let parts = scan::tag_parts(&source[token.start..token.end]);
    let closes_itself = source[..token.end].ends_with("/>");
    for (at, part) in parts.iter().enumerate() {
        let next = parts.get(at + 1);
        let alone =
            next.is_none_or(|next| matches!(next.kind, scan::PartKind::Space) || next.end == token.end - token.start);
        let text = &source[token.start + part.start..token.start + part.end];
        let start = token.start + part.start;
        match part.kind {
            scan::PartKind::Space => out.push(" ", start),
            scan::PartKind::Quoted if alone && !closes_itself && bare(text) => {
                out.push(&text[1..text.len() - 1], start + 1);
            }
            scan::PartKind::Quoted | scan::PartKind::Other => out.push(text, start),
        }
    }
}

/// A start tag as `minify-html` writes it; none where it must be left to `push_tag`: tags with something of Tera in them or without
/// attributes, and tags of drawings, whose names and closing strokes HTML parsers do not treat alike.
#[cfg(feature = "minify")]
fn small_tag(tag: &str) -> Option<String> {
    let name = tag[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().filter(|name| !name.is_empty())?;
    let plain = !tag.contains('{') && !tag.ends_with("/>") && !tag.contains(|c: char| c.is_ascii_uppercase());
    if !plain || tag.len() == name.len() + 2 {
        return None;
    }
    let cfg = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::default()
    };
    let end = format!("</{name}>");
    let small = String::from_utf8(minify_html::minify(format!("{tag}{end}").as_bytes(), &cfg)).ok()?;
    let start = small.strip_suffix(&end).unwrap_or(&small);
    let is_tag = start.starts_with(&format!("<{name} "))
        && start.ends_with('>')
        && !start.ends_with("/>")
        && start.matches('<').count() == 1;
    (is_tag && start.len() <= tag.len()).then(|| start.to_string())
}

#[cfg(not(feature = "minify"))]
fn small_tag(_: &str) -> Option<String> {
    None
}

/// Whether a quoted value may stand without its quotation marks.
fn bare(quoted: &str) -> bool {
    let value = &quoted[1..quoted.len() - 1];
    let plain = |b: u8| {
        b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':' | b'/' | b'#' | b',' | b';' | b'%' | b'@')
    };
    !value.is_empty() && value.bytes().all(plain) && !value.ends_with('/')
}

type Places = BTreeSet<usize>;

#[cfg(test)]
mod tests;
