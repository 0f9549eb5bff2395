//! Raw HTML in a text: what may pass into a page, by an allow-list.
//!
//! In: a piece of HTML as typed. Out: text, start tags with their allowed attributes, end tags; scripts and the like are muted whole.
//! Does not balance tags: the writer closes what was opened.

use crate::document::html::{self, Tag, Token, entity_length, unescape};

/// A part of raw HTML, cleaned.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text as typed, entities included.
    Text(&'a str),
    /// A start tag.
    Start {
        /// Its name.
        tag: &'static str,
        /// Its allowed attributes, values unescaped.
        attributes: Vec<(&'static str, String)>,
        /// Whether it has no end tag.
        void: bool,
    },
    /// An end tag.
    End(&'static str),
    /// Here begins something that is left out together with all it holds.
    Mute(&'static str),
    /// Here it ends.
    Unmute(&'static str),
}

const PHRASING: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];
const FLOW: &[&str] = &[
    "address",
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
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
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];
/// What these hold is no text for readers.
const MUTED: &[&str] = &[
    "script",
    "style",
    "iframe",
    "object",
    "template",
    "noscript",
    "textarea",
    "select",
    "svg",
    "math",
    "title",
    "head",
    "audio",
    "video",
    "canvas",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
];
const GLOBAL_ATTRIBUTES: &[&str] = &["class", "dir", "id", "lang", "title"];
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("bdo", &["dir"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("img", &["src", "alt"]),
    ("ins", &["datetime"]),
    ("ol", &["start", "reversed", "type"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("time", &["datetime"]),
];

/// Goes over the parts of `html` in order. Where only running text may stand (`block` is false), flow elements are dropped.
pub fn pieces<'a>(html: &'a str, block: bool, mut each: impl FnMut(Piece<'a>)) {
    html::tokens(html, |_, token| match token {
        Token::Text(text) => each(Piece::Text(text)),
        Token::Raw(_) | Token::Comment(_) | Token::Declaration(_) => {}
        Token::Start(tag) => {
            let name = tag.name.to_ascii_lowercase();
            if let Some(known) = allowed(&name, block) {
                let void = VOID.contains(&known);
                each(Piece::Start { tag: known, attributes: allowed_attributes(&tag, known), void });
            } else if let Some(muted) = muted(&name) {
                each(Piece::Mute(muted));
            }
        }
        Token::End(name) => {
            let name = name.to_ascii_lowercase();
            if let Some(known) = allowed(&name, block).filter(|known| !VOID.contains(known)) {
                each(Piece::End(known));
            } else if let Some(muted) = muted(&name) {
                each(Piece::Unmute(muted));
            }
        }
    });
}

/// Adds text of raw HTML: entities stay, stray `<` and `&` are escaped.
pub fn push_raw_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'<' => out.push_str("&lt;"),
            b'>' => out.push_str("&gt;"),
            _ if entity_length(&rest[at..]).is_some() => out.push('&'),
            _ => out.push_str("&amp;"),
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The allowed element of this name; `h1` becomes `h2`, for the page's title is the only heading of level one.
fn allowed(name: &str, block: bool) -> Option<&'static str> {
    let name = if name == "h1" { "h2" } else { name };
    let find = |list: &'static [&'static str]| list.iter().copied().find(|known| *known == name);
    find(PHRASING).or_else(|| if block { find(FLOW) } else { None })
}

fn muted(name: &str) -> Option<&'static str> {
    MUTED.iter().copied().find(|known| *known == name)
}

fn allowed_attributes(tag: &Tag<'_>, name: &str) -> Vec<(&'static str, String)> {
    let own = ATTRIBUTES.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, own)| own);
    let mut kept: Vec<(&'static str, String)> = Vec::new();
    for (name, value) in &tag.attributes {
        let name = name.to_ascii_lowercase();
        let known = GLOBAL_ATTRIBUTES.iter().chain(own).copied().find(|known| *known == name);
        if let Some(known) = known.filter(|known| kept.iter().all(|(name, _)| name != known)) {
            kept.push((known, unescape(value)));
        }
    }
    kept
}
