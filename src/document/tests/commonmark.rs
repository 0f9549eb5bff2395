//! The examples of the CommonMark specification: text without Chinese means what it meant before we mended Chinese emphasis.
//!
//! In: `spec.txt`, named by the variable `PUFA_COMMONMARK`, which `scripts/test` sets; without it there is nothing to compare with.
//! The specification is under CC-BY-SA and therefore not in the repository; it comes from npm.

use std::borrow::Cow;
use std::fmt::Write;

use crate::base::cjk as char_class;
use crate::document::cjk;
use crate::document::markdown;
use crate::document::tree::{Block, BlockKind, Inline, InlineKind, plain};

/// Examples of 0.31.2 that we mean to read otherwise, with the reason.
const OTHERWISE: &[(usize, &str)] = &[];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut found = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line != format!("{fence} example") {
            continue;
        }
        let mut part = |end: &str| {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
            text.iter().fold(String::new(), |text, line| text + line + "\n").replace('→', "\t")
        };
        let markdown = part(".");
        let html = part(&fence);
        found.push(Example { number: found.len() + 1, markdown, html });
    }
    found
}

#[test]
fn commonmark_without_chinese_is_as_before() {
    let Ok(path) = std::env::var("PUFA_COMMONMARK") else { return };
    let spec = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let examples = examples(&spec);
    assert_eq!(examples.len(), 652, "the examples of CommonMark 0.31.2");
    let mut faults = Vec::new();
    let mut compared = 0;
    for Example { number, markdown, html } in &examples {
        if markdown.chars().any(char_class::is_cjk) {
            continue;
        }
        compared += 1;
        if let (Cow::Owned(mended), _) = cjk::mend(markdown) {
            faults.push(format!("example {number} was changed: {markdown:?} became {mended:?}"));
        }
        let mut ours = String::new();
        write_blocks(&markdown::parse_with_html(markdown), false, &mut ours);
        let same = bare(&ours) == bare(html);
        match OTHERWISE.iter().find(|(n, _)| n == number) {
            None if !same => {
                faults.push(format!("example {number}: {markdown:?}\n  should be {html:?}\n  and is    {ours:?}"));
            }
            Some((_, why)) if same => {
                faults.push(format!("example {number} is as in the specification, remove it from the list ({why})"));
            }
            None | Some(_) => {}
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    println!("{compared} examples of CommonMark mean what they meant, but for {}", OTHERWISE.len());
}

/// HTML without the line breaks beside tags, which mean nothing; those inside `<pre>` stand beside no tag but its own.
pub(super) fn bare(html: &str) -> String {
    html.trim().replace(">\n", ">").replace("\n<", "<").replace(" />", ">")
}

/// The HTML of the specification, in which a paragraph of a tight list has no tags.
pub(super) fn write_blocks(blocks: &[Block], tight: bool, out: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) if tight => write_inlines(inlines, out),
            BlockKind::Paragraph(inlines) => wrap("p", out, |out| write_inlines(inlines, out)),
            BlockKind::Heading(heading) => {
                wrap(&format!("h{}", heading.level), out, |out| write_inlines(&heading.inlines, out));
            }
            BlockKind::List { start: Some(start), tight, items } => {
                match start {
                    1 => out.push_str("<ol>"),
                    start => write!(out, "<ol start=\"{start}\">").expect("a string takes all"),
                }
                for item in items {
                    wrap("li", out, |out| write_blocks(&item.blocks, *tight, out));
                }
                out.push_str("</ol>");
            }
            BlockKind::List { start: None, tight, items } => wrap("ul", out, |out| {
                for item in items {
                    wrap("li", out, |out| write_blocks(&item.blocks, *tight, out));
                }
            }),
            BlockKind::Quote(blocks) => wrap("blockquote", out, |out| write_blocks(blocks, false, out)),
            BlockKind::Code { language, text } => {
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{}\"", escaped(language))
                };
                write!(out, "<pre><code{class}>{}</code></pre>", escaped(text)).expect("a string takes all");
            }
            BlockKind::Rule => out.push_str("<hr>"),
            BlockKind::Html(html) => out.push_str(html),
            BlockKind::Alert(..) | BlockKind::Table(_) | BlockKind::Definitions(_) | BlockKind::Footnote { .. } => {
                write!(out, "[not CommonMark: {:?}]", block.kind).expect("a string takes all");
            }
        }
        if !out.ends_with('\n') {
            out.push('\n');
        }
    }
}

fn write_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(&escaped(text)),
            InlineKind::Emphasis(inner) => wrap("em", out, |out| write_inlines(inner, out)),
            InlineKind::Strong(inner) => wrap("strong", out, |out| write_inlines(inner, out)),
            InlineKind::Code(text) => wrap("code", out, |out| out.push_str(&escaped(text))),
            InlineKind::Link { target, title, inlines } => {
                write!(out, "<a href=\"{}\"{}>", address(target), titled(title)).expect("a string takes all");
                write_inlines(inlines, out);
                out.push_str("</a>");
            }
            InlineKind::Picture { target, title, alt } => {
                let alt = escaped(&plain(alt));
                write!(out, "<img src=\"{}\" alt=\"{alt}\"{}>", address(target), titled(title))
                    .expect("a string takes all");
            }
            InlineKind::SoftBreak => out.push('\n'),
            InlineKind::HardBreak => out.push_str("<br>\n"),
            InlineKind::Html(html) => out.push_str(html),
            InlineKind::Strike(inner) => wrap("del", out, |out| write_inlines(inner, out)),
            InlineKind::Mark(..) | InlineKind::FootnoteRef(_) | InlineKind::Ruby(_) => {
                write!(out, "[not CommonMark: {:?}]", inline.kind).expect("a string takes all");
            }
        }
    }
}

fn wrap(tag: &str, out: &mut String, inside: impl FnOnce(&mut String)) {
    write!(out, "<{tag}>").expect("a string takes all");
    inside(out);
    write!(out, "</{tag}>").expect("a string takes all");
}

fn titled(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// An address as the specification's examples write it: what is not allowed in one becomes `%XX`.
fn address(target: &str) -> String {
    let mut out = String::new();
    for byte in target.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ if b"!*'();:@=+$,/?#%".contains(&byte) => out.push(char::from(byte)),
            _ => write!(out, "%{byte:02X}").expect("a string takes all"),
        }
    }
    out
}
