//! Text as other programs save it: in other encodings, with marks and other line ends.
//!
//! In: a text and words such as `gb18030 crlf`. Out: its bytes. Encodes by `encoding_rs` and the standard library, not by pufa.

/// The bytes of `text` in this form.
pub fn encode(text: &str, how: &[&str], place: &str) -> Vec<u8> {
    let has = |word: &str| how.contains(&word);
    let known = ["utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "bom", "crlf", "cr", "escaped"];
    for word in how {
        assert!(known.contains(word), "{place}: nobody knows how to save as `{word}`");
    }
    let text = if has("escaped") { unescaped(text, place) } else { text.to_string() };
    let text = match (has("crlf"), has("cr")) {
        (true, _) => text.replace('\n', "\r\n"),
        (_, true) => text.replace('\n', "\r"),
        _ => text,
    };
    let text = if has("bom") { format!("\u{FEFF}{text}") } else { text };
    let in_encoding = |encoding: &'static encoding_rs::Encoding| {
        let (bytes, _, lost) = encoding.encode(&text);
        assert!(!lost, "{place}: {} does not have every character", encoding.name());
        bytes.into_owned()
    };
    if has("gb18030") {
        in_encoding(encoding_rs::GB18030)
    } else if has("big5") {
        in_encoding(encoding_rs::BIG5)
    } else if has("utf-16le") {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    } else if has("utf-16be") {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    } else {
        text.into_bytes()
    }
}

/// `\u{200B}` as the character, so that a story shows what nobody sees.
fn unescaped(text: &str, place: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (digits, rest) = part.split_once('}').unwrap_or_else(|| panic!("{place}: an escape without an end"));
        let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
        out.push(c.unwrap_or_else(|| panic!("{place}: `{digits}` is no character")));
        out.push_str(rest);
    }
    out
}
