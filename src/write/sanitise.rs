//! Raw HTML in a text: what may pass into a page, by an allow-list.
//!
//! In: a piece of HTML as typed. Out: text, start tags with their allowed attributes, end tags; scripts and the like are muted whole.
//! Does not balance tags: the writer closes what was opened.

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
    Mute(&'a str),
    /// Here it ends.
    Unmute(&'a str),
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
/// Those of them whose inside is no HTML.
const RAW_TEXT: &[&str] =
    &["script", "style", "iframe", "noscript", "textarea", "title", "noembed", "noframes", "xmp", "plaintext"];
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
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            each(Piece::Text(&rest[..at]));
        }
        rest = &rest[at..];
        let next = rest.as_bytes().get(1).copied().unwrap_or(b' ');
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
        } else if next == b'!' || next == b'?' {
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
        } else if next.is_ascii_alphabetic() {
            let (tag, after) = read_tag(rest);
            rest = after;
            let name = tag.name.to_ascii_lowercase();
            if let Some(known) = allowed(&name, block) {
                let void = VOID.contains(&known);
                each(Piece::Start { tag: known, attributes: tag.allowed_attributes(known), void });
            } else if RAW_TEXT.contains(&name.as_str()) {
                match find_end_tag(rest, &name) {
                    Some(after) => rest = after,
                    None => {
                        each(Piece::Mute(static_muted(&name)));
                        rest = "";
                    }
                }
            } else if MUTED.contains(&name.as_str()) {
                each(Piece::Mute(static_muted(&name)));
            }
        } else if next == b'/' {
            let name: String = rest[2..].chars().take_while(char::is_ascii_alphanumeric).collect();
            let name = name.to_ascii_lowercase();
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
            if let Some(known) = allowed(&name, block).filter(|known| !VOID.contains(known)) {
                each(Piece::End(known));
            } else if MUTED.contains(&name.as_str()) {
                each(Piece::Unmute(static_muted(&name)));
            }
        } else {
            each(Piece::Text(&rest[..1]));
            rest = &rest[1..];
        }
    }
    if !rest.is_empty() {
        each(Piece::Text(rest));
    }
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

/// What follows the first end tag of this name.
fn find_end_tag<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let at = html
        .match_indices("</")
        .map(|(at, _)| at + 2)
        .find(|at| html.get(*at..*at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)))?;
    html[at..].find('>').map(|end| &html[at + end + 1..])
}

fn static_muted(name: &str) -> &'static str {
    MUTED.iter().copied().find(|known| *known == name).expect("the caller found it in the list")
}

struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl Tag<'_> {
    fn allowed_attributes(&self, tag: &str) -> Vec<(&'static str, String)> {
        let own = ATTRIBUTES.iter().find(|(name, _)| *name == tag).map_or(&[][..], |(_, own)| own);
        let mut kept: Vec<(&'static str, String)> = Vec::new();
        for (name, value) in &self.attributes {
            let name = name.to_ascii_lowercase();
            let known = GLOBAL_ATTRIBUTES.iter().chain(own).copied().find(|known| *known == name);
            if let Some(known) = known.filter(|known| kept.iter().all(|(name, _)| name != known)) {
                kept.push((known, unescape(value)));
            }
        }
        kept
    }
}

/// Reads the start tag at the beginning of `html`, and what follows it.
fn read_tag(html: &str) -> (Tag<'_>, &str) {
    let is_end = |c: char| c.is_ascii_whitespace() || c == '/' || c == '>';
    let name_end = html.find(is_end).unwrap_or(html.len());
    let mut tag = Tag { name: &html[1..name_end], attributes: Vec::new() };
    let mut rest = &html[name_end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (tag, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        // A name may begin with `=`, so its first character is not looked at.
        let end = rest.char_indices().skip(1).find(|(_, c)| is_end(*c) || *c == '=').map_or(rest.len(), |(at, _)| at);
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            tag.attributes.push((name, ""));
            continue;
        };
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| *c == '"' || *c == '\'');
        let (value, after) = match quote {
            Some(quote) => {
                let inner = &after[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or(""))
            }
            None => {
                let end = after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len());
                (&after[..end], &after[end..])
            }
        };
        tag.attributes.push((name, value));
        rest = after;
    }
}

/// The length of the entity at the beginning of `text`, `&` and `;` included.
fn entity_length(text: &str) -> Option<usize> {
    let end = text.bytes().take(34).position(|b| b == b';')?;
    let inner = &text.as_bytes()[1..end];
    let good = match inner {
        [b'#', b'x' | b'X', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit),
        [b'#', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        letters => !letters.is_empty() && letters.iter().all(u8::is_ascii_alphanumeric),
    };
    good.then_some(end + 1)
}

/// An attribute's value with the entities that matter for addresses and words resolved.
fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(length) = entity_length(rest) else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        let entity = &rest[1..length - 1];
        let character = match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{A0}'),
            "colon" => Some(':'),
            "Tab" => Some('\t'),
            "NewLine" => Some('\n'),
            number => number.strip_prefix('#').and_then(|digits| {
                let code = match digits.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => digits.parse(),
                };
                code.ok().and_then(char::from_u32)
            }),
        };
        match character {
            Some(character) => out.push(character),
            None => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}
