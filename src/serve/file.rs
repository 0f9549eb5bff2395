//! Which file an address stands for, and of what kind it is.
//!
//! In: the path of a request. Out: a path below the site's folder, a redirect, or nothing; the kind of a file by its ending.
//! Does not read files, so that a request can never be answered from outside the folder.

/// What the path of a request stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A file below the site's folder.
    File(String),
    /// The same with the site's own path before it.
    Moved(String),
    /// Nothing that could exist.
    Nothing,
}

/// Reads the path of a request to a site that stands at `base` (`/` or `/sub/`).
pub(super) fn asked(path: &str, base: &str) -> Asked {
    let Some(path) = decode(path) else { return Asked::Nothing };
    let Some(inner) = path.strip_prefix(base) else {
        let bare = base.trim_end_matches('/');
        return if path == "/" || path == bare { Asked::Moved(base.to_string()) } else { Asked::Nothing };
    };
    let folder = inner.is_empty() || inner.ends_with('/');
    let inner = inner.trim_end_matches('/');
    let fits = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
    if !inner.is_empty() && !inner.split('/').all(fits) {
        return Asked::Nothing;
    }
    Asked::File(match (inner.is_empty(), folder) {
        (true, _) => "index.html".to_string(),
        (false, true) => format!("{inner}/index.html"),
        (false, false) => inner.to_string(),
    })
}

/// `%E6%B3%95` as the character it stands for; none if that is not text.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digits = after.get(..2).and_then(|d| std::str::from_utf8(d).ok())?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The media type of a file, by its ending.
pub(super) fn media_type(path: &str) -> &'static str {
    match path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "xml" => "application/xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "txt" | "md" | "csv" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "otf" => "font/otf",
        "ttf" => "font/ttf",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
