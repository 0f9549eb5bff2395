//! Pages of the tree in traditional characters: the simplified ones, converted as they leave.
//!
//! In: a finished page or feed. Out: the same in traditional characters. What says that it is not simplified Chinese stays (another
//! `lang`, a text written by hand in traditional characters), so do code, addresses and ids, titles of laws, quoted articles, whatever
//! is marked `translate="no"`. Does not choose characters; `write::traditional` does.

use crate::write::traditional::{Converter, cites, kept};

/// Elements that stand within a line: a title in 《…》 may begin before one and end after it.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Elements whose text is for machines, or is the name of a work.
const AS_THEY_ARE: &[&str] = &["cite", "code", "kbd", "pre", "samp", "script", "style", "svg", "textarea"];

/// Elements without an end.
const EMPTY: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Attributes that people read.
const READ: &[&str] = &["alt", "aria-label", "label", "placeholder", "title"];

/// Meta elements whose `content` people read.
const READ_META: &[&str] = &["description", "og:title", "og:site_name", "og:description"];

/// A page; `by_hand` are words written in traditional characters, which stay. What is no UTF-8 comes back as it is.
pub fn page(page: Vec<u8>, converter: &Converter, by_hand: &[String]) -> Vec<u8> {
    match std::str::from_utf8(&page) {
        Ok(text) => html(text, converter, by_hand).into_bytes(),
        Err(_) => page,
    }
}

/// HTML.
pub fn html(html: &str, converter: &Converter, by_hand: &[String]) -> String {
    let mut pass =
        Pass { converter, by_hand, out: String::with_capacity(html.len()), open: Vec::new(), line: Vec::new() };
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece_length(rest));
        match Tag::of(piece) {
            Some(tag) => pass.tag(piece, &tag, after),
            None if piece.starts_with("<!") => pass.line.push(Piece::Kept(piece.to_string())),
            None => pass.text(piece),
        }
        rest = after;
    }
    pass.end_of_line();
    pass.out
}

/// A feed: its texts and labels. The articles in it are converted before they are escaped.
pub fn feed(feed: Vec<u8>, converter: &Converter) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&feed) else { return feed };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut languages: Vec<bool> = Vec::new();
    let mut in_content = false;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece_length(rest));
        rest = after;
        let Some(tag) = Tag::of(piece) else {
            let converts = !in_content && languages.last().copied().unwrap_or(true) && !piece.starts_with('<');
            out.push_str(&if converts { converter.text(piece) } else { piece.to_string() });
            continue;
        };
        if tag.closes {
            languages.pop();
            in_content = in_content && tag.name != "content";
            out.push_str(piece);
            continue;
        }
        let own = tag.get("xml:lang").map(|language| language == "zh-Hans" || languages.is_empty());
        let converts = own.unwrap_or_else(|| languages.last().copied().unwrap_or(true));
        if !piece.ends_with("/>") {
            languages.push(converts);
            in_content = in_content || tag.name == "content";
        }
        let written = piece.replace("xml:lang=\"zh-Hans\"", "xml:lang=\"zh-Hant\"");
        out.push_str(&if tag.name == "category" { converter.text(&written) } else { written });
    }
    out.into_bytes()
}

/// The length of the tag, comment or text that HTML begins with.
fn piece_length(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |end| end + 3);
    }
    if !is_tag(html) {
        let inner = html.char_indices().skip(1).find(|(at, c)| *c == '<' && is_tag(&html[*at..]));
        return inner.map_or(html.len(), |(at, _)| at);
    }
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return at + 1,
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn is_tag(html: &str) -> bool {
    html.strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')))
}

/// A tag taken apart: its attributes with their values, and where those stand.
struct Tag<'t> {
    name: &'t str,
    closes: bool,
    attributes: Vec<(&'t str, &'t str, usize)>,
}

impl<'t> Tag<'t> {
    fn of(piece: &'t str) -> Option<Tag<'t>> {
        let inner = piece.strip_prefix('<')?;
        let closes = inner.starts_with('/');
        let start = if closes { 2 } else { 1 };
        let end = |c: char| c.is_ascii_whitespace() || c == '>' || c == '/';
        let length = piece[start..].find(end).unwrap_or(piece.len() - start);
        let name = &piece[start..start + length];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let mut attributes = Vec::new();
        let mut at = start + length;
        while at < piece.len() {
            let rest = &piece[at..];
            let skipped = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/').len();
            at += skipped;
            let rest = &piece[at..];
            let Some(length) = rest.find(|c: char| c == '=' || c == '>' || c.is_ascii_whitespace()) else { break };
            let key = &rest[..length];
            at += length;
            if key.is_empty() {
                at += 1;
            } else if piece[at..].starts_with('=') {
                at += 1;
                let quote = piece[at..].chars().next().filter(|c| matches!(c, '"' | '\''));
                let from = at + usize::from(quote.is_some());
                let value = &piece[from..];
                let until = match quote {
                    Some(quote) => value.find(quote),
                    None => value.find(|c: char| c == '>' || c.is_ascii_whitespace()),
                };
                let length = until.unwrap_or(value.len());
                attributes.push((key, &value[..length], from));
                at = from + length + usize::from(quote.is_some());
            } else {
                attributes.push((key, "", at));
            }
        }
        Some(Tag { name, closes, attributes })
    }

    fn get(&self, name: &str) -> Option<&'t str> {
        self.attributes.iter().find(|(key, ..)| *key == name).map(|(_, value, _)| *value)
    }
}

/// A part of a line of text.
enum Piece {
    /// As it is.
    Kept(String),
    /// To be converted.
    Text(String),
    /// Not to be converted, but to be read when titles and quotations are looked for.
    Seen(String),
}

/// An element that is open.
struct Open {
    name: String,
    converts: bool,
}

struct Pass<'a> {
    converter: &'a Converter,
    by_hand: &'a [String],
    out: String,
    open: Vec<Open>,
    line: Vec<Piece>,
}

impl Pass<'_> {
    fn converts(&self) -> bool {
        self.open.last().is_none_or(|open| open.converts)
    }

    fn text(&mut self, text: &str) {
        let piece = if self.converts() && !self.is_by_hand(text) { Piece::Text } else { Piece::Seen };
        self.line.push(piece(text.to_string()));
    }

    /// Whether a text is one of those written by hand, or begins with one, as the title of a page does.
    fn is_by_hand(&self, text: &str) -> bool {
        let text = text.trim();
        let begins = |words: &String| {
            text.strip_prefix(words.as_str()).is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with('·'))
        };
        self.by_hand.iter().any(begins)
    }

    fn tag(&mut self, piece: &str, tag: &Tag<'_>, after: &str) {
        if !INLINE.contains(&tag.name) {
            self.end_of_line();
        }
        if tag.closes {
            if let Some(at) = self.open.iter().rposition(|open| open.name == tag.name) {
                self.open.truncate(at);
            }
            self.line.push(Piece::Kept(piece.to_string()));
            return;
        }
        let converts = self.converts() && self.is_converted(tag, after);
        // The name of a language stands in that language; so does what is quoted.
        let names_language = tag.get("hreflang").is_some();
        let written = self.rewritten(piece, tag, converts && !names_language);
        self.line.push(Piece::Kept(written));
        if !EMPTY.contains(&tag.name) && !piece.ends_with("/>") {
            self.open.push(Open {
                name: tag.name.to_string(),
                converts: converts && !(names_language && tag.get("lang").is_some()),
            });
        }
    }

    fn is_converted(&self, tag: &Tag<'_>, after: &str) -> bool {
        let chinese = match tag.get("lang") {
            None => true,
            // The tree itself; below it, this tag means words written so by hand.
            Some("zh-Hant") => tag.name == "html",
            Some(language) => language == "zh" || language == "zh-Hans",
        };
        let quoted = || {
            let end = after.find("</blockquote").unwrap_or(after.len());
            tag.name == "blockquote" && cites(&after[..end])
        };
        chinese && tag.get("translate") != Some("no") && !AS_THEY_ARE.contains(&tag.name) && !quoted()
    }

    /// A tag with its readable attributes converted and its language told as it is now.
    fn rewritten(&self, piece: &str, tag: &Tag<'_>, converts: bool) -> String {
        let mut out = String::with_capacity(piece.len());
        let mut at = 0;
        let meta = tag.get("name").or(tag.get("property")).unwrap_or_default();
        for (key, value, start) in &tag.attributes {
            let is_read = READ.contains(key) || (tag.name == "meta" && *key == "content" && READ_META.contains(&meta));
            let new = if *key == "lang" && converts && matches!(*value, "zh-Hans" | "zh") {
                "zh-Hant".to_string()
            } else if is_read && converts && !self.is_by_hand(value) {
                self.converter.text(value)
            } else {
                continue;
            };
            out.push_str(&piece[at..*start]);
            out.push_str(&new);
            at = start + value.len();
        }
        out.push_str(&piece[at..]);
        if tag.name == "blockquote" && !converts && self.converts() && tag.get("lang").is_none() {
            let end = out.len() - 1;
            out.insert_str(end, " lang=zh-Hans");
        }
        out
    }

    /// Converts what has come together since the last end of a block, so that a title is whole when it is looked for.
    fn end_of_line(&mut self) {
        let pieces = std::mem::take(&mut self.line);
        let read = |piece: &Piece| match piece {
            Piece::Text(text) | Piece::Seen(text) => text.clone(),
            Piece::Kept(_) => String::new(),
        };
        if !pieces.iter().any(|piece| matches!(piece, Piece::Text(_))) {
            self.out.extend(pieces.into_iter().map(|piece| match piece {
                Piece::Kept(text) | Piece::Seen(text) | Piece::Text(text) => text,
            }));
            return;
        }
        let line: String = pieces.iter().map(read).collect();
        let stays = kept(&line);
        let mut from = 0;
        for piece in pieces {
            match piece {
                Piece::Kept(text) => self.out.push_str(&text),
                Piece::Seen(text) => {
                    from += text.len();
                    self.out.push_str(&text);
                }
                Piece::Text(text) => {
                    let to = from + text.len();
                    let inside = stays.iter().filter(|range| range.start < to && range.end > from);
                    let own: Vec<_> =
                        inside.map(|range| range.start.max(from) - from..range.end.min(to) - from).collect();
                    self.out.push_str(&self.converter.around(&text, &own));
                    from = to;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
