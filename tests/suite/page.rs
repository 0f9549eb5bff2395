//! A finished page, read by a reader of our own that knows nothing of pufa.
//!
//! In: HTML. Out: its start tags with their attributes, and the facts that a browser or a search engine would take from it.
//! Reads what the writers of this project write; it is no parser for whatever stands on the web.

/// A start tag.
#[derive(Debug)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its attributes in the order written, entities resolved.
    pub attributes: Vec<(String, String)>,
    /// The text up to the next tag.
    pub text: String,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// All start tags of a page. What stands inside scripts, styles and titles is text.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with("!--") {
            rest = rest.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = tag_end(rest);
        let (inside, after) = (&rest[..end], rest.get(end + 1..).unwrap_or(""));
        let name_end = inside.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inside.len());
        let name = inside[..name_end].to_ascii_lowercase();
        let is_raw = matches!(name.as_str(), "script" | "style" | "title" | "textarea");
        let close = if is_raw { after.find(&format!("</{name}")) } else { after.find('<') };
        let text = resolved(&after[..close.unwrap_or(after.len())]);
        found.push(Tag { name, attributes: attributes(&inside[name_end..]), text });
        rest = if is_raw { close.map_or("", |at| &after[at..]) } else { after };
    }
    found
}

/// The words of the first element of this name, without the tags in it.
fn words_of(html: &str, name: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("<{name}"))?;
    let (inside, _) = rest.split_once(&format!("</{name}"))?;
    let (_, inside) = inside.split_once('>')?;
    let pieces = inside.split('<').enumerate().map(|(at, piece)| match piece.split_once('>') {
        Some((_, text)) if at > 0 => text,
        Some(_) | None => piece,
    });
    Some(resolved(pieces.collect::<String>().trim()))
}

/// What a browser or a search engine takes from a page, as `key value`.
pub fn facts(html: &str) -> Vec<(&'static str, String)> {
    let tags = tags(html);
    let first = |name: &str| tags.iter().find(|tag| tag.name == name);
    let links = |rel: &str| -> Vec<&Tag> {
        tags.iter().filter(|tag| tag.name == "link" && tag.get("rel") == Some(rel)).collect()
    };
    let address = |rel: &str| links(rel).first().and_then(|tag| tag.get("href")).unwrap_or("none").to_string();
    let languages: Vec<String> = links("alternate")
        .iter()
        .filter_map(|tag| Some(format!("{} {}", tag.get("hreflang")?, tag.get("href")?)))
        .collect();
    let heading = first("h1");
    vec![
        ("language", first("html").and_then(|tag| tag.get("lang")).unwrap_or("none").to_string()),
        ("title", first("title").map_or_else(|| "none".to_string(), |tag| tag.text.trim().to_string())),
        ("heading", words_of(html, "h1").unwrap_or_else(|| "none".to_string())),
        ("heading-language", heading.and_then(|tag| tag.get("lang")).unwrap_or("none").to_string()),
        ("canonical", address("canonical")),
        ("next", address("next")),
        ("previous", address("prev")),
        ("translations", if languages.is_empty() { "none".to_string() } else { languages.join(", ") }),
        (
            "robots",
            tags.iter()
                .find(|tag| tag.name == "meta" && tag.get("name") == Some("robots"))
                .and_then(|tag| tag.get("content"))
                .unwrap_or("none")
                .to_string(),
        ),
    ]
}

/// Where a start tag ends, minding quotes.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') if tag[..at].trim_end().ends_with('=') => quote = Some(c),
            (None, '>') => return at,
            _ => {}
        }
    }
    tag.len()
}

fn attributes(inside: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = inside;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let key = key.to_ascii_lowercase();
        let Some(after) = after.trim_start().strip_prefix('=') else {
            found.push((key, String::new()));
            rest = after;
            continue;
        };
        let after = after.trim_start();
        let (value, next) = match after.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_at(after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len())),
        };
        found.push((key, resolved(value)));
        rest = next;
    }
}

/// Text with the entities resolved that our writers use.
pub fn resolved(text: &str) -> String {
    let marks = [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    marks.iter().fold(text.to_string(), |text, (entity, mark)| text.replace(entity, mark))
}
