//! Markdown that will not come out as its writer thinks.
//!
//! In: the facts of one text. Out: M101 to M103.

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::rules;
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
    for range in &document.html {
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
