//! Bytes to text.
//!
//! In: the bytes of a file. Out: its text without byte order mark and with `\n` line ends, or where it stops being UTF-8.
//! Does not guess other encodings.

use std::sync::Arc;

use super::Content;

/// Decodes a text file.
pub fn text(bytes: Vec<u8>) -> Content {
    match String::from_utf8(bytes) {
        Ok(text) => Content::Text(clean(text)),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            Content::Undecodable { offset, text: clean(text) }
        }
    }
}

/// Copies only where there is something to clean.
fn clean(text: String) -> Arc<str> {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    if body.contains('\r') { Arc::from(body.replace("\r\n", "\n").replace('\r', "\n")) } else { Arc::from(body) }
}
