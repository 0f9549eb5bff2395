//! The public collection of emphasis beside Chinese, Japanese and Korean marks: what we make of it is what it says.
//!
//! In: a checkout of `tats-u/markdown-cjk-friendly`, named by the variable `PUFA_CJK_FRIENDLY`; without it there is nothing to compare
//! with. Its npm packages hold no cases, and the cases are not ours to copy, so this is run by hand when `document::cjk` changes.

use std::fs;
use std::path::Path;

use super::commonmark::{bare, write_blocks};
use crate::document::markdown;

const MARKDOWN_IT: &str = "packages/markdown-it-cjk-friendly/test/__snapshots__/markdownIt.spec.ts.snap";
const STRIKE: &str = "packages/micromark-extension-cjk-friendly-gfm-strikethrough/test/__snapshots__/micromarkStrikethrough.spec.ts.snap";

/// File of cases, file of results, and the words in the title of its result.
const CASES: &[(&str, &str, &str)] = &[
    ("testcases/strong.md", MARKDOWN_IT, "around Kana/Han"),
    ("testcases/korean.md", MARKDOWN_IT, "around Korean"),
    ("testcases/pseudo-emoji.md", MARKDOWN_IT, "around pseudo-emoji"),
    ("testcases/underscore-cjk-punct.md", MARKDOWN_IT, "process underscores"),
    ("testcases/non-bmp.md", MARKDOWN_IT, "non-BMP punctuation"),
    ("testcases/gfm-strikethrough.md", STRIKE, "Compatible with CJK"),
];

/// The result of this title: a template literal with a quoted string.
fn result(snapshots: &str, title: &str) -> String {
    let at = snapshots.find(title).unwrap_or_else(|| panic!("no result {title}"));
    let body = snapshots[at..].split_once("= `").expect("a template literal").1;
    let body = body.split_once("\n`;").expect("its end").0;
    body.trim().trim_matches('"').replace("\\`", "`").replace("\\\\", "\\").replace("\\\"", "\"")
}

#[test]
fn the_public_collection_agrees() {
    let Ok(root) = std::env::var("PUFA_CJK_FRIENDLY") else { return };
    let read = |path: &str| fs::read_to_string(Path::new(&root).join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut faults = Vec::new();
    for (cases, results, title) in CASES {
        let text = read(cases);
        let expected = result(&read(results), title);
        let paragraphs = |html: &str| bare(html).split("</p>").map(str::to_string).collect::<Vec<_>>();
        let mut html = String::new();
        write_blocks(&markdown::parse(&text, 0), false, &mut html);
        let (ours, theirs) = (paragraphs(&html), paragraphs(&expected));
        assert_eq!(ours.len(), theirs.len(), "{cases}");
        let agreed = ours.iter().zip(&theirs).filter(|(ours, theirs)| ours == theirs).count();
        println!("{cases}: {} of {} agree", agreed - 1, ours.len() - 1);
        for (ours, theirs) in ours.iter().zip(&theirs).filter(|(ours, theirs)| ours != theirs) {
            faults.push(format!("{cases}\n  should be {theirs}\n  and is    {ours}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
