//! What has become of blocks, and which characters differ.

use super::{Part, What, parts, steps};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::document::passage::hash;
use crate::translation::book::Line;
use crate::translation::piece::Piece;

/// What became of `old` by `new`, each a list of words: `~` changed, `+` new, `-` removed, `>` moved.
fn told(old: &[&str], new: &[&str]) -> String {
    let of = |text: &&str| hash("paragraph", text.as_bytes());
    let olds: Vec<Line<'_>> = old.iter().map(|text| Line { hash: of(text), word: "paragraph", text }).collect();
    let place = Place::file(&SourcePath::from("x"));
    let piece = |text: &&str| Piece {
        word: "paragraph".to_string(),
        hash: of(text),
        text: (*text).to_string(),
        place: place.clone(),
    };
    let news: Vec<Piece> = new.iter().map(piece).collect();
    let one = |step: &super::Step| match step.what {
        What::Changed => format!("~{}", step.new.unwrap_or(99)),
        What::New => format!("+{}", step.new.unwrap_or(99)),
        What::Removed => format!("-{}", step.old.unwrap_or(99)),
        What::Moved => format!(">{}", step.new.unwrap_or(99)),
    };
    steps(&olds, &news).iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_block_has_its_own_fate() {
    assert_eq!(told(&["一", "二", "三"], &["一", "二", "三"]), "");
    assert_eq!(told(&["一", "二", "三"], &["一", "贰", "三"]), "~1");
    assert_eq!(told(&["一", "二", "三"], &["一", "三"]), "-1");
    assert_eq!(told(&["一", "三"], &["一", "二", "三"]), "+1");
    assert_eq!(told(&["一", "二", "三"], &["三", "一", "二"]), ">0");
    assert_eq!(told(&["一", "二", "三"], &["二", "三", "一"]), ">2");
    assert_eq!(told(&[], &["一"]), "+0");
    assert_eq!(told(&["一"], &[]), "-0");
}

#[test]
fn of_two_new_blocks_the_one_that_is_like_the_old_is_the_changed_one() {
    assert_eq!(
        told(&["前", "请在明天上午到大厅来。", "后"], &["前", "完全是别的话题", "请在后天上午到大厅来。", "后"]),
        "+1 ~2"
    );
    assert_eq!(
        told(&["前", "请在明天上午到大厅来。", "全然不同的一句", "后"], &["前", "请在明天下午到大厅来。", "后"]),
        "~1 -2"
    );
}

#[test]
fn the_same_block_twice_is_two_blocks() {
    assert_eq!(told(&["一", "一", "二"], &["一", "二"]), "-1");
    assert_eq!(told(&["一", "二"], &["一", "一", "二"]), "+1");
}

#[test]
fn differences_are_characters_in_chinese_and_words_in_english() {
    let shown = |old: &str, new: &str| {
        let part = |part: Part| match part {
            Part::Same(text) => text,
            Part::Gone(text) if text.is_empty() => String::new(),
            Part::Come(text) if text.is_empty() => String::new(),
            Part::Gone(text) => format!("[-{text}-]"),
            Part::Come(text) => format!("{{+{text}+}}"),
        };
        parts(old, new).into_iter().map(part).collect::<String>()
    };
    assert_eq!(shown("夜里回家路上有灯", "夜里回家路上有路灯"), "夜里回家路上有{+路+}灯");
    assert_eq!(shown("call 12345 now", "call 12348 now"), "call [-12345-]{+12348+} now");
    assert_eq!(shown("a", "a"), "a");
    assert_eq!(shown("", "新"), "{+新+}");
}
