//! Text and addresses as HTML and XML want them.
//!
//! In: any text. Out: text that cannot break out of where it stands, with no mark that is not needed.
//! Does not know elements.

/// Adds text with `&`, `<` and `>` escaped.
pub fn push_text(out: &mut String, text: &str) {
    push_escaped(out, text, memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes()));
}

/// Adds ` name=value`, with quotation marks only where HTML wants them.
pub fn push_attribute(out: &mut String, name: &str, value: &str) {
    push_attribute_of(out, name, &[value]);
}

/// Adds ` name=value`, the value in parts.
pub fn push_attribute_of(out: &mut String, name: &str, parts: &[&str]) {
    out.push(' ');
    out.push_str(name);
    let bare =
        |b: u8| !matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 12 | b'"' | b'\'' | b'=' | b'<' | b'>' | b'`' | b'&');
    match parts.iter().rfind(|part| !part.is_empty()) {
        None => out.push_str("=\"\""),
        Some(last) if !last.ends_with('/') && parts.iter().all(|part| part.bytes().all(bare)) => {
            out.push('=');
            out.extend(parts.iter().copied());
        }
        Some(_) => {
            out.push_str("=\"");
            for part in parts {
                push_escaped(out, part, memchr::memchr3_iter(b'&', b'"', b'<', part.as_bytes()));
            }
            out.push('"');
        }
    }
}

/// Adds text with an entity in place of each mark at `places`.
fn push_escaped(out: &mut String, text: &str, places: impl Iterator<Item = usize>) {
    let mut from = 0;
    for at in places {
        out.push_str(&text[from..at]);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        from = at + 1;
    }
    out.push_str(&text[from..]);
}
