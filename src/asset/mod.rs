//! Files that pages use: pictures, stylesheet, script, icon.
//!
//! In: the theme's `assets/` and the content's pictures. Out: bytes under names that change with their content, so that browsers
//! may keep them for ever. Does not know pages.

pub mod files;
pub mod picture;

use std::collections::BTreeMap;

use crate::base::fingerprint::Fingerprint;
use crate::base::path::SitePath;

/// The theme's assets as they are published.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The files.
    pub files: Vec<(SitePath, Vec<u8>)>,
    /// Published names by name in the theme: `site.css` is `assets/site-1a2b3c4d.css`.
    pub names: BTreeMap<String, SitePath>,
}

/// Publishes the theme's assets: styles are minified and their `url(…)` lead to the published names.
pub fn publish(assets: &[(&str, Vec<u8>)]) -> Assets {
    let mut published = Assets::default();
    let is_style = |name: &str| name.ends_with(".css");
    for (name, bytes) in assets.iter().filter(|(name, _)| !is_style(name)) {
        add(&mut published, name, bytes.clone());
    }
    for (name, bytes) in assets.iter().filter(|(name, _)| is_style(name)) {
        let mut style = String::from_utf8_lossy(bytes).into_owned();
        for (other, path) in &published.names {
            for quoted in [format!("url(\"{other}\")"), format!("url('{other}')"), format!("url({other})")] {
                style = style.replace(&quoted, &format!("url({})", path.file_name()));
            }
        }
        add(&mut published, name, minify_css(&style).into_bytes());
    }
    published
}

fn add(published: &mut Assets, name: &str, bytes: Vec<u8>) {
    let path = hashed_name("assets", name, Fingerprint::of(&bytes));
    published.names.insert(name.to_string(), path.clone());
    published.files.push((path, bytes));
}

/// `folder/stem-1a2b3c4d.extension`.
pub fn hashed_name(folder: &str, name: &str, fingerprint: Fingerprint) -> SitePath {
    let name = name.rsplit('/').next().unwrap_or(name);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    SitePath::from(format!("{folder}/{stem}-{}.{extension}", fingerprint.short(8)))
}

#[cfg(feature = "minify")]
fn minify_css(style: &str) -> String {
    let cfg = minify_html::Cfg { minify_css: true, keep_closing_tags: true, ..minify_html::Cfg::default() };
    let page = minify_html::minify(format!("<style>{style}</style>").as_bytes(), &cfg);
    let page = String::from_utf8_lossy(&page);
    let inner = page.strip_prefix("<style>").and_then(|p| p.strip_suffix("</style>"));
    inner.unwrap_or(style).to_string()
}

#[cfg(not(feature = "minify"))]
fn minify_css(style: &str) -> String {
    style.to_string()
}
