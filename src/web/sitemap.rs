//! What search engines ask for: `sitemap.xml` and `robots.txt`.
//!
//! In: addresses with their translations. Out: text. Stand-ins for missing translations are no pages of their own and are not listed.

use super::facets::AlternateFacet;
use crate::write::html::push_text;

/// One page of the sitemap.
pub struct Location {
    /// Its address.
    pub url: String,
    /// When it was last changed: `2026-11-28`.
    pub changed: Option<String>,
    /// Its translations, itself included; empty without any.
    pub alternates: Vec<AlternateFacet>,
}

/// The sitemap of these pages.
pub fn sitemap(locations: &[Location]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for location in locations {
        out.push_str("<url><loc>");
        push_text(&mut out, &location.url);
        out.push_str("</loc>");
        if let Some(changed) = &location.changed {
            out.push_str("<lastmod>");
            out.push_str(changed);
            out.push_str("</lastmod>");
        }
        for alternate in &location.alternates {
            out.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
            out.push_str(&alternate.hreflang);
            out.push_str("\" href=\"");
            push_text(&mut out, &alternate.url);
            out.push_str("\"/>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// Everything may be read; the sitemap is named.
pub fn robots(base_url: &str) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n")
}
