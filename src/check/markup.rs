//! Markdown that will not come out as its writer thinks.
//!
//! In: the facts of one text. Out: M101 to M103, M110, M111.

use std::collections::BTreeSet;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::rules;
use crate::document::Document;
use crate::site::Text;
use crate::site::field;
use crate::text;

/// Checks headings of level one, raw HTML and footnotes.
pub(super) fn check(text: &Text, diags: &mut Diagnostics) {
    let document = &text.document;
    let repeated = usize::from(document.repeats(field::text(&text.fields, "title").unwrap_or_default()));
    for heading in document.headings.iter().skip(repeated).filter(|h| h.level == 1) {
        let title = &heading.title;
        diags.push(
            Diagnostic::new(
                &rules::SECOND_TITLE,
                document.place(&heading.range),
                text! { zh: "正文里有一级标题“{title}”，按二级显示", en: "the text has a level-one heading “{title}”, shown as level two" },
            )
            .help(text! { zh: "正文标题从 `##` 写起", en: "begin headings in the text at `##`" }),
        );
    }
    pasted(document, diags);
    let told: BTreeSet<usize> = document.pasted.left_out.iter().map(|(range, _)| range.start).collect();
    for range in document.html.iter().filter(|range| !told.contains(&range.start)) {
        diags.push(Diagnostic::new(
            &rules::RAW_HTML,
            document.place(range),
            text! { zh: "正文里有 HTML 代码，只保留安全的一部分，海报上不印", en: "HTML in the text: only what is safe is kept, and none of it is printed on sheets" },
        ));
    }
    for (name, range) in &document.footnote_refs {
        if !document.footnotes.contains(name) {
            diags.push(Diagnostic::new(
                &rules::FOOTNOTE_MISSING,
                document.place(range),
                text! { zh: "没有写脚注 `[^{name}]`", en: "the footnote `[^{name}]` is not written" },
            ));
        }
    }
}

/// What was read from HTML: told once for a text, but for what is missing now.
fn pasted(document: &Document, diags: &mut Diagnostics) {
    for (range, name) in &document.pasted.left_out {
        diags.push(Diagnostic::new(
            &rules::RAW_HTML,
            document.place(range),
            text! { zh: "这里的 `{name}` 去掉了，不会发布", en: "`{name}` here is left out and never published" },
        ));
    }
    for range in &document.pasted.lost_pictures {
        diags.push(
            Diagnostic::new(
                &rules::PASTED_PICTURE,
                document.place(range),
                text! { zh: "粘贴来的图片没有跟过来", en: "a pasted picture did not come along" },
            )
            .help(text! {
                zh: "把图片另存到页面旁边，写 `![图里有什么](文件名.jpg)`",
                en: "save the picture beside the page and write `![what it shows](name.jpg)`"
            }),
        );
    }
    let mut tidied = document.pasted.tidied.clone();
    tidied.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut places = Vec::new();
    for range in tidied {
        // A mark within a line that was tidied counts with its line.
        if places.last().is_none_or(|last: &std::ops::Range<usize>| last.end < range.end) {
            places.push(range);
        }
    }
    if let Some(first) = places.first() {
        let count = places.len();
        diags.push(Diagnostic::new(
            &rules::PASTED,
            document.place(first),
            text! { zh: "粘贴来的内容已经整理（{count} 处）", en: "what was pasted here was tidied (places: {count})" },
        ));
    }
}
