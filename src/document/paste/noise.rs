//! What of pasted HTML is noise: the marks by which a paste is known, and the elements and attributes that say nothing to a reader.
//!
//! In: tokens. Out: yes or no. Changes nothing.

use super::super::html::{self, Tag, Token};

/// Words that only office programs and their clipboards write.
const MARKS: &[&str] = &["mso-", "schemas-microsoft-com", "startfragment", "endfragment", "docs-internal-guid"];

/// Elements that are read into the tree.
const READ: &[&str] = &[
    "a",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "i",
    "img",
    "ins",
    "li",
    "link",
    "meta",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Elements that are left out with all they hold, and said so.
const LEFT_OUT: &[&str] = &[
    "script",
    "iframe",
    "object",
    "applet",
    "template",
    "noscript",
    "textarea",
    "select",
    "button",
    "svg",
    "math",
    "audio",
    "video",
    "canvas",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
    "frameset",
];

/// Elements without an inside that are left out, and said so; of `form` the words stay.
const LEFT_OUT_TAGS: &[&str] = &["form", "input", "embed", "frame", "base"];

/// Elements that are left out with all they hold, and nobody misses anything.
const SILENT: &[&str] = &["title", "xml"];

/// Attributes that say how something looked elsewhere.
const NOISE: &[&str] = &[
    "style",
    "align",
    "valign",
    "width",
    "height",
    "border",
    "cellpadding",
    "cellspacing",
    "bgcolor",
    "bordercolor",
    "background",
    "color",
    "face",
    "size",
    "nowrap",
    "clear",
    "name",
    "hspace",
    "vspace",
    "frame",
    "rules",
    "target",
    "rel",
    "type",
    "cite",
    "datetime",
    "content",
    "charset",
    "http-equiv",
    "link",
    "vlink",
    "alink",
    "text",
    "dir",
    "loading",
    "decoding",
    "srcset",
    "sizes",
    "crossorigin",
    "referrerpolicy",
    "contenteditable",
    "spellcheck",
    "scope",
    "headers",
    "summary",
    "compact",
];

/// Attributes that are read.
const KEPT: &[&str] = &["href", "src", "alt", "title", "colspan", "rowspan", "start", "span", "value"];

/// What a stretch of HTML turns out to be.
#[derive(Default)]
pub(super) struct Verdict {
    /// An office program or its clipboard made it.
    paste: bool,
    /// It has elements or attributes with a meaning that the tree cannot hold.
    meaning: bool,
    /// It has something to be dropped.
    pub(super) noise: bool,
    /// End tags of elements that it did not open.
    pub(super) stray: Vec<String>,
}

impl Verdict {
    /// Whether an office program or its clipboard made it.
    pub(super) fn is_paste(&self) -> bool {
        self.paste
    }

    /// Whether it can be read into the tree without losing what was meant.
    pub(super) fn is_readable(&self) -> bool {
        self.paste || !self.meaning
    }

    pub(super) fn see(&mut self, token: &Token<'_>) {
        match token {
            Token::Start(tag) => {
                let name = tag.name.to_ascii_lowercase();
                self.paste |= is_of_office(&name, tag);
                match kind(&name) {
                    Kind::Read => {
                        self.meaning |= tag.attributes.iter().any(|(name, value)| is_meant(name, value));
                        self.noise |= tag.attributes.iter().any(|(name, value)| is_noise(name, value));
                    }
                    Kind::Silent | Kind::Office => self.noise = true,
                    Kind::LeftOut | Kind::LeftOutTag => {}
                    Kind::Style => self.meaning |= !self.paste,
                    Kind::Other => self.meaning = true,
                }
            }
            Token::End(name) => {
                self.meaning |= !name.is_empty() && matches!(kind(&name.to_ascii_lowercase()), Kind::Other);
            }
            Token::Raw(text) => self.paste |= has_mark(text),
            Token::Comment(text) | Token::Declaration(text) => {
                self.paste |= is_condition(text) || has_mark(text) || text.trim_start().starts_with("[if ");
            }
            Token::Text(_) => {}
        }
        self.noise |= self.paste;
    }
}

/// What is done with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It becomes part of the tree, or only its inside does.
    Read,
    /// It is left out with all it holds, and said so.
    LeftOut,
    /// Its tags are left out, and said so.
    LeftOutTag,
    /// It is left out with all it holds.
    Silent,
    /// A style sheet: left out; said so if it is no office's.
    Style,
    /// An element of an office's own, such as `o:p`: its inside stays.
    Office,
    /// None of these.
    Other,
}

/// What is done with the element of this name, in lower case.
pub(super) fn kind(name: &str) -> Kind {
    if READ.contains(&name) {
        Kind::Read
    } else if LEFT_OUT.contains(&name) {
        Kind::LeftOut
    } else if LEFT_OUT_TAGS.contains(&name) {
        Kind::LeftOutTag
    } else if SILENT.contains(&name) || name.starts_with("w:") || name.starts_with("x:") {
        Kind::Silent
    } else if name == "style" {
        Kind::Style
    } else if is_prefixed(name) {
        Kind::Office
    } else {
        Kind::Other
    }
}

/// Whether a name has a prefix, as office programs write `o:p` and `st1:place`; an address has none.
fn is_prefixed(name: &str) -> bool {
    name.split_once(':')
        .is_some_and(|(prefix, rest)| prefix.len() <= 4 && rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether an element that is read stands on lines of its own.
pub(super) fn is_flow(name: &str) -> bool {
    matches!(
        name,
        "blockquote"
            | "center"
            | "div"
            | "dl"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "ol"
            | "p"
            | "pre"
            | "table"
            | "tr"
            | "ul"
    )
}

/// Whether an element stands open over blocks, so that what follows may belong to it.
pub(super) fn is_container(name: &str) -> bool {
    matches!(
        name,
        "table" | "ul" | "ol" | "dl" | "div" | "blockquote" | "head" | "html" | "body" | "pre" | "details" | "section"
    ) || html::is_raw_text(name)
        || matches!(name, "svg" | "object" | "select" | "template" | "math" | "audio" | "video" | "canvas" | "xml")
}

/// Whether a blank line inside of it is never the end of it.
pub(super) fn holds_blank_lines(name: &str) -> bool {
    matches!(name, "table" | "ul" | "ol" | "head" | "xml") || html::is_raw_text(name)
}

/// Whether an attribute carries a handler, which never reaches a page.
pub(super) fn is_handler(name: &str) -> bool {
    name.len() > 2 && name.as_bytes()[..2].eq_ignore_ascii_case(b"on")
}

/// Whether an attribute means something that the tree cannot hold.
pub(super) fn is_meant(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !KEPT.contains(&name.as_str()) && !is_handler(&name) && !is_noise(&name, value)
}

/// Whether an attribute says only how something looked, or what another program wanted to know.
pub(super) fn is_noise(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if NOISE.contains(&name.as_str()) || name.contains(':') || name.starts_with("data-") || name == "xmlns" {
        return true;
    }
    match name.as_str() {
        // Word writes the language of its spelling checker in capitals.
        "lang" => value.len() > 2 && value.bytes().all(|b| b.is_ascii_uppercase() || b == b'-'),
        "class" => value.split_ascii_whitespace().all(is_office_class),
        "id" => value.starts_with("docs-internal-guid") || value.starts_with("_x0000_"),
        _ => false,
    }
}

fn is_office_class(class: &str) -> bool {
    ["mso", "word", "apple-", "xl", "font"].iter().any(|mark| {
        class.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
            && (*mark != "word" || class.starts_with("WordSection"))
            && (!matches!(*mark, "xl" | "font") || class[mark.len()..].bytes().all(|b| b.is_ascii_digit()))
    })
}

fn is_of_office(name: &str, tag: &Tag<'_>) -> bool {
    is_prefixed(name)
        || tag.attributes.iter().any(|(key, value)| {
            has_mark(value)
                || (key.eq_ignore_ascii_case("class")
                    && !value.is_empty()
                    && value.split_ascii_whitespace().any(is_office_class))
                || key.starts_with("xmlns:")
        })
}

fn has_mark(text: &str) -> bool {
    MARKS.iter().any(|mark| contains(text, mark))
}

/// Whether `text` has `mark` (in lower case) in any case. Office programs write their marks early or often, so only the beginning of
/// a long text is looked at.
fn contains(text: &str, mark: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(4096)];
    head.windows(mark.len()).any(|part| part.eq_ignore_ascii_case(mark.as_bytes()))
}

/// Whether a comment or declaration opens or closes what other programs shall show: `[if !supportLists]`, `[endif]`.
pub(super) fn is_condition(text: &str) -> bool {
    condition(text).is_some() || text.trim() == "[endif]"
}

/// The condition of `[if …]` that stands alone in a comment or declaration.
pub(super) fn condition(text: &str) -> Option<&str> {
    text.trim().strip_prefix("[if ").and_then(|rest| rest.strip_suffix(']')).filter(|rest| !rest.contains(']'))
}

/// Whether a block of HTML is nothing but comments.
pub(super) fn is_comment(typed: &str) -> bool {
    let mut only = true;
    html::tokens(typed, |_, token| {
        only &= match token {
            Token::Comment(_) => true,
            Token::Text(text) => text.trim().is_empty(),
            Token::Raw(_) | Token::Start(_) | Token::End(_) | Token::Declaration(_) => false,
        };
    });
    only
}

/// Whether a comment was left by an office program or its clipboard.
pub(super) fn is_comment_of_office(typed: &str) -> bool {
    let mut found = false;
    html::tokens(typed, |_, token| {
        if let Token::Comment(text) = token {
            let text = text.trim_start();
            found |= text.starts_with("[if ") || text.starts_with("[endif]") || has_mark(text);
        }
    });
    found
}
