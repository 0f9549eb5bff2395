//! What readers with screen readers need.
//!
//! In: the facts of one text. Out: A101 for pictures without words, A102 for skipped heading levels.

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::rules;
use crate::site::Text;
use crate::text;

/// Checks pictures and headings.
pub(super) fn check(text: &Text, diags: &mut Diagnostics) {
    let document = &text.document;
    for picture in document.links.iter().filter(|l| l.picture && !l.has_words) {
        let target = &picture.target;
        diags.push(
            Diagnostic::new(
                &rules::NO_ALT,
                document.place(&picture.range),
                text! { zh: "图片 `{target}` 没有文字说明", en: "the picture `{target}` has no text that says what it shows" },
            )
            .help(text! { zh: "写成 `![图里有什么]({target})`", en: "write `![what it shows]({target})`" }),
        );
    }
    // The title is level one; text that begins at level one is shown one level lower.
    let mut before = 1;
    for heading in &document.headings {
        let level = heading.level.max(2);
        if level > before + 1 {
            let (marks, right) = ("#".repeat(usize::from(heading.level)), "#".repeat(usize::from(before) + 1));
            diags.push(
                Diagnostic::new(
                    &rules::HEADING_SKIPPED,
                    document.place(&heading.range),
                    text! { zh: "标题跳级：`{marks}` 前面没有 `{right}`", en: "a heading skips a level: `{marks}` without `{right}` before it" },
                )
                .help(text! { zh: "改用 `{right}`", en: "use `{right}`" }),
            );
        }
        before = level;
    }
}
