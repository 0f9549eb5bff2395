//! Smaller HTML: the theme's templates are minified once when they are read, so that pages need not be minified one by one.
//!
//! In: a template. Out: the same template without comments and needless space, its Tera tags untouched.
//! Pages themselves are put together from such templates and from compact HTML of our own writer.

/// The template, minified; templates that are not HTML are left as they are.
#[cfg(feature = "minify")]
pub fn template(name: &str, source: &str) -> String {
    if !name.ends_with(".html") {
        return source.to_string();
    }
    let cfg = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        preserve_brace_template_syntax: true,
        ..minify_html::Cfg::default()
    };
    String::from_utf8(minify_html::minify(source.as_bytes(), &cfg)).unwrap_or_else(|_| source.to_string())
}

/// Without the feature `minify` templates are used as they are written.
#[cfg(not(feature = "minify"))]
pub fn template(_name: &str, source: &str) -> String {
    source.to_string()
}
