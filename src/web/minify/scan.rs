//! Cuts a template into tags, words, space and the parts that belong to Tera.
//!
//! In: the text of a template. Out: tokens that follow each other without a gap. Reads strings inside `{{ … }}`, so that `"}}"` ends nothing.

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

/// What a piece of a template is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// White space between other pieces.
    Space,
    /// Text that begins and ends with something visible.
    Words,
    /// A comment, of HTML or of Tera.
    Comment,
    /// A start or end tag.
    Tag(Tag),
    /// `{% … %}`.
    Control(Word),
    /// `{{ … }}`.
    Output,
    /// Something that stays as it is: the inside of `pre` or `script`, `{% raw %}`, a doctype.
    Verbatim,
}

/// A tag's name and direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// In lower case.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) end: bool,
}

/// The word a `{% … %}` begins with, as far as it decides what comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// `if`
    If,
    /// `elif`
    Elif,
    /// `else`
    Else,
    /// `endif`
    EndIf,
    /// `for`
    For,
    /// `endfor`
    EndFor,
    /// `set` with a value, which writes nothing.
    Set,
    /// Anything else: what stands there is not known here.
    Other,
}

/// Elements whose inside is kept as typed.
const KEPT: &[&str] = &["pre", "textarea", "script", "style"];

/// The pieces of a template, in order.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut scanner = Scanner { source, tokens: Vec::new(), at: 0 };
    while scanner.at < source.len() {
        scanner.step();
    }
    scanner.tokens
}

struct Scanner<'a> {
    source: &'a str,
    tokens: Vec<Token>,
    at: usize,
}

impl Scanner<'_> {
    fn step(&mut self) {
        let rest = &self.source[self.at..];
        if let Some(length) = region(rest) {
            self.tera(length);
        } else if rest.starts_with("<!--") {
            let length = rest.find("-->").map_or(rest.len(), |i| i + 3);
            let keep = rest[..length].contains("{%") || rest[..length].contains("{{") || rest.starts_with("<!--[");
            self.push(if keep { Kind::Verbatim } else { Kind::Comment }, length);
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            let length = rest.find('>').map_or(rest.len(), |i| i + 1);
            let tag = Tag { name: "!doctype".to_string(), end: false };
            self.push(Kind::Tag(tag), length);
        } else if is_tag(rest) {
            self.tag();
        } else {
            self.text();
        }
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let start = self.at;
        self.at += length;
        self.tokens.push(Token { kind, start, end: self.at });
    }

    fn tera(&mut self, length: usize) {
        let rest = &self.source[self.at..];
        if rest.starts_with("{#") {
            return self.push(Kind::Comment, length);
        }
        if rest.starts_with("{{") {
            return self.push(Kind::Output, length);
        }
        let inner = inner(&rest[..length]);
        let first = inner.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or("");
        let word = match first {
            "if" => Word::If,
            "elif" => Word::Elif,
            "else" => Word::Else,
            "endif" => Word::EndIf,
            "for" => Word::For,
            "endfor" => Word::EndFor,
            "set" | "set_global" if inner.contains('=') => Word::Set,
            "raw" => {
                let end = rest
                    .find("endraw")
                    .map_or(rest.len(), |i| i + rest[i..].find("%}").map_or(rest.len() - i, |j| j + 2));
                return self.push(Kind::Verbatim, end);
            }
            _ => Word::Other,
        };
        self.push(Kind::Control(word), length);
    }

    fn tag(&mut self) {
        let rest = &self.source[self.at..];
        let length = tag_length(rest);
        let end = rest.starts_with("</");
        let name: String = rest[1 + usize::from(end)..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect::<String>()
            .to_ascii_lowercase();
        let keep = !end && KEPT.contains(&name.as_str()) && !rest[..length].ends_with("/>");
        let close = format!("</{name}");
        self.push(Kind::Tag(Tag { name, end }), length);
        if keep {
            let rest = &self.source[self.at..];
            let length = rest.to_ascii_lowercase().find(&close).unwrap_or(rest.len());
            if length > 0 {
                self.push(Kind::Verbatim, length);
            }
        }
    }

    fn text(&mut self) {
        let rest = &self.source[self.at..];
        let stop =
            |i: usize| region(&rest[i..]).is_some() || (i > 0 && rest[i..].starts_with("<!")) || is_tag(&rest[i..]);
        let length = rest
            .char_indices()
            .find(|(i, c)| matches!(c, '{' | '<') && *i > 0 && stop(*i))
            .map_or(rest.len(), |(i, _)| i);
        let text = &rest[..length];
        let is_space = |c: char| c.is_ascii_whitespace();
        let trimmed = text.trim_start_matches(is_space);
        if trimmed.len() < text.len() {
            self.push(Kind::Space, text.len() - trimmed.len());
        }
        let words = trimmed.trim_end_matches(is_space);
        if !words.is_empty() {
            self.push(Kind::Words, words.len());
            if words.len() < trimmed.len() {
                self.push(Kind::Space, trimmed.len() - words.len());
            }
        }
    }
}

fn is_tag(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
    bytes.first() == Some(&b'<') && (letter(1) || (bytes.get(1) == Some(&b'/') && letter(2)))
}

/// The length of the part of Tera that `text` begins with.
pub(super) fn region(text: &str) -> Option<usize> {
    let close = match text.get(..2)? {
        "{{" => "}}",
        "{%" => "%}",
        "{#" => return Some(text.find("#}").map_or(text.len(), |i| i + 2)),
        _ => return None,
    };
    let mut quote: Option<u8> = None;
    let bytes = text.as_bytes();
    let mut at = 2;
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (Some(_), b'\\') => at += 1,
            (Some(open), byte) if byte == open => quote = None,
            (None, byte @ (b'"' | b'\'' | b'`')) => quote = Some(byte),
            (None, _) if bytes[at..].starts_with(close.as_bytes()) => return Some(at + 2),
            (Some(_) | None, _) => {}
        }
        at += 1;
    }
    Some(text.len())
}

/// What stands between `{%` and `%}`, without marks for trimming.
pub(super) fn inner(region: &str) -> &str {
    let inner = region.get(2..region.len().saturating_sub(2)).unwrap_or("");
    inner.trim_start_matches('-').trim_end_matches('-').trim()
}

/// The length of the tag at the beginning of `text`.
fn tag_length(text: &str) -> usize {
    let mut end = 0;
    for part in tag_parts(text) {
        end = part.end;
    }
    end
}

/// A part of a tag.
pub(super) struct Part {
    /// What it is.
    pub(super) kind: PartKind,
    /// First byte, from the tag's beginning.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

/// What a part of a tag is.
pub(super) enum PartKind {
    /// White space between attributes.
    Space,
    /// A value with its quotation marks.
    Quoted,
    /// Anything else.
    Other,
}

/// The parts of the tag at the beginning of `text`, up to its `>`.
pub(super) fn tag_parts(text: &str) -> Vec<Part> {
    let bytes = text.as_bytes();
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut kind = PartKind::Other;
        if let Some(length) = region(&text[at..]) {
            at += length;
        } else {
            match bytes[at] {
                b' ' | b'\t' | b'\n' | b'\r' | 12 => {
                    kind = PartKind::Space;
                    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                        at += 1;
                    }
                    // No space is needed before the end of the tag.
                    if bytes.get(at) == Some(&b'>') {
                        continue;
                    }
                }
                quote @ (b'"' | b'\'') if text[..start].trim_end().ends_with('=') => {
                    kind = PartKind::Quoted;
                    at += 1;
                    while at < bytes.len() && bytes[at] != quote {
                        at += region(&text[at..]).unwrap_or(text[at..].chars().next().map_or(1, char::len_utf8));
                    }
                    at = (at + 1).min(bytes.len());
                    if bytes[at - 1] != quote || at - start < 2 {
                        kind = PartKind::Other;
                    }
                }
                b'>' => {
                    parts.push(Part { kind, start, end: start + 1 });
                    return parts;
                }
                _ => {
                    at += text[at..].chars().next().map_or(1, char::len_utf8);
                    while at < bytes.len()
                        && !matches!(bytes[at], b' ' | b'\t' | b'\n' | b'\r' | 12 | b'"' | b'\'' | b'>' | b'{')
                    {
                        at += text[at..].chars().next().map_or(1, char::len_utf8);
                    }
                }
            }
        }
        parts.push(Part { kind, start, end: at });
    }
    parts
}
