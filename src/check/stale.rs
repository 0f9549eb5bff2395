//! Translations that are behind their originals.
//!
//! In: the site and the state of every translation. Out: T110 at the first block of the translation that must follow, T112 at a line of
//! the memory that cannot be read. How grave T110 is, the settings say.

use crate::base::diag::{Diagnostic, Diagnostics, Text};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::site::Site;
use crate::text;
use crate::translation::change::What;
use crate::translation::table::block_name;
use crate::translation::{Change, State, Tracking, TranslationId};

/// The file that the states come from.
const MEMORY: &str = "translations.txt";

/// Changes that are named one by one.
const NAMED: usize = 5;

/// Tells of every translation that is behind, and of what of the memory could not be read.
pub(super) fn check(site: &Site, tracking: &Tracking, diags: &mut Diagnostics) {
    for (id, state) in tracking.stale() {
        diags.push(stale(site, id, state));
    }
    let memory = SourcePath::from(MEMORY);
    for range in &tracking.unread {
        let text = text! { zh: "这一行读不懂", en: "this line cannot be read" };
        diags.push(Diagnostic::new(&rules::TRANSLATION_MEMORY, Place::new(&memory, range.clone()), text).help(text! {
            zh: "删去这一行；读懂之前，程序不改动这个文件",
            en: "delete the line; until all can be read, pufa leaves the file as it is"
        }));
    }
}

fn stale(site: &Site, (entry, language): TranslationId, state: &State) -> Diagnostic {
    let entry = &site.entries[entry];
    let (behind, blocks) = (state.changes.len(), state.blocks);
    let day = state.confirmed.map_or(String::new(), |day| day.0.to_string());
    let (mut zh, mut en): (Vec<String>, Vec<String>) =
        state.changes.iter().take(NAMED).map(named).map(|text| (text.zh, text.en)).unzip();
    if let Some(more) = behind.checked_sub(NAMED).filter(|more| *more > 0) {
        zh.push(format!("另有 {more} 块"));
        en.push(format!("{more} more"));
    }
    let (zh, en) = (zh.join("、"), en.join(", "));
    let file = entry.texts[language].as_ref().map_or_else(|| SourcePath::from(""), |text| text.document.path.clone());
    let place = state
        .changes
        .iter()
        .find_map(|change| change.counterpart.as_ref())
        .map_or_else(|| Place::file(&file), |counterpart| counterpart.place.clone());
    let base = &entry.base;
    let mut problem = Diagnostic::new(
        &rules::STALE_TRANSLATION,
        place,
        text! {
            zh: "译文落后于原文：{day} 确认以后，原文 {blocks} 块里有 {behind} 块不同（{zh}）",
            en: "this translation is behind its original: {behind} of {blocks} blocks differ since it was confirmed on {day} ({en})"
        },
    )
    .severity(site.config.stale);
    if let Some(place) = state.changes.iter().find_map(|change| change.place.clone()) {
        problem = problem.related(place, text! { zh: "原文改在这里", en: "the original has changed here" });
    }
    if state.edited {
        problem = problem.help(text! {
            zh: "译文在那以后也改过；如果已经跟上，运行 `pufa i18n accept {base}`",
            en: "the translation has been edited since, too; if it is up to date, run `pufa i18n accept {base}`"
        });
    }
    problem.help(text! {
        zh: "改了什么，看 `pufa i18n {base}`；改好译文以后，运行 `pufa i18n accept {base}`",
        en: "`pufa i18n {base}` shows what has changed; once the translation is mended, run `pufa i18n accept {base}`"
    })
}

/// `block 4 (paragraph) changed`.
fn named(change: &Change) -> Text {
    let Text { zh, en } = block_name(&change.word);
    let number = change.number;
    match change.what {
        What::Changed => text! { zh: "第 {number} 块（{zh}）改了", en: "block {number} ({en}) changed" },
        What::New => text! { zh: "第 {number} 块（{zh}）是新的", en: "block {number} ({en}) is new" },
        What::Removed => text! { zh: "原第 {number} 块（{zh}）删了", en: "former block {number} ({en}) is gone" },
        What::Moved => text! { zh: "第 {number} 块（{zh}）移动过", en: "block {number} ({en}) was moved" },
    }
}
