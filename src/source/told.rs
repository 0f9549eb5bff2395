//! What readers of a site's files are told of how they were read.
//!
//! In: the files. Out: one quiet line for each encoding that is not UTF-8 and one for characters that were put right, however many files
//! there are. What cannot be read, or in two ways, is a problem of the file itself: `Source::encoding_problem`.

use super::decode::Encoding;
use super::{Source, SourceSet};
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

/// The notes on how the files were read.
pub fn told(set: &SourceSet) -> Diagnostics {
    let mut diags = Diagnostics::new();
    for encoding in [Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be] {
        let files: Vec<&Source> =
            set.iter().filter(|s| s.reading.encoding == encoding && s.encoding_problem().is_none()).collect();
        let name = encoding.name();
        let text = match files.len().saturating_sub(1) {
            0 => text! { zh: "按 {name} 读出", en: "read as {name}" },
            1 => text! { zh: "按 {name} 读出，另有 1 个文件也是", en: "read as {name}, as was 1 other file" },
            more => {
                text! { zh: "按 {name} 读出，另有 {more} 个文件也是", en: "read as {name}, as were {more} other files" }
            }
        };
        diags.append(note(&files, Diagnostic::nowhere(&rules::CONVERTED, text)));
    }
    let files: Vec<&Source> = set.iter().filter(|s| s.reading.accidents > 0).collect();
    let count: usize = files.iter().map(|s| s.reading.accidents).sum();
    let text = match (files.len(), count) {
        (0 | 1, 1) => text! {
            zh: "有 1 个看不见的多余字符（如零宽空格、不换行空格），已按没有它处理",
            en: "1 invisible character that means nothing here (such as a zero-width or no-break space) was put right"
        },
        (0 | 1, _) => text! {
            zh: "有 {count} 个看不见的多余字符（如零宽空格、不换行空格），已按没有它们处理",
            en: "{count} invisible characters that mean nothing here (such as zero-width or no-break spaces) were put right"
        },
        (many, _) => text! {
            zh: "这里和别处共 {many} 个文件里有 {count} 个看不见的多余字符（如零宽空格、不换行空格），已按没有它们处理",
            en: "{count} invisible characters that mean nothing (such as zero-width or no-break spaces) were put right in this and other files, {many} in all"
        },
    };
    diags.append(note(&files, Diagnostic::nowhere(&rules::INVISIBLE, text)));
    diags
}

/// The note at the first of the files, with the others beside it; none without files.
fn note(files: &[&Source], note: Diagnostic) -> Diagnostics {
    let Some((first, others)) = files.split_first() else { return Diagnostics::new() };
    let note = Diagnostic { place: Some(Place::file(&first.path)), ..note };
    let note = note.help(text! {
        zh: "不必处理：发布的页面一律是 UTF-8，也没有这些字符",
        en: "nothing need be done: what is published is UTF-8 and without such characters"
    });
    let also = |note: Diagnostic, source: &&Source| {
        note.related(Place::file(&source.path), text! { zh: "这个文件也是", en: "this file too" })
    };
    [others.iter().fold(note, also)].into_iter().collect()
}
