//! Counting and minutes.

use super::*;

#[test]
fn characters_and_words_are_counted_apart() {
    let cases = [
        ("", 0, 0),
        ("遵守《民法典》。", 5, 0),
        ("3月15日WTO规则", 4, 3),
        ("The Civil Code, in force since 2021.", 0, 7),
        ("拨打12348热线", 4, 1),
        ("共1,250.50元，19:30开始", 4, 2),
        ("don’t e-mail it", 0, 3),
        ("他说‘WTO’很重要", 5, 1),
        ("见pufa.toml和a@example.org", 2, 2),
        ("ＷＴＯ规则", 2, 1),
        ("2026-11-28（星期六）", 3, 1),
        ("5～8日，50%", 1, 3),
        ("and/or", 0, 2),
        ("𬱖村二〇二六年", 7, 0),
        ("ji\u{304}n 津", 1, 1),
        ("カタカナ", 4, 0),
        ("대한민국 법", 0, 2),
    ];
    for (text, han, words) in cases {
        assert_eq!(Length::of(text), Length { han, words }, "{text}");
    }
}

#[test]
fn each_has_its_own_speed() {
    let minutes = |han, words| Length { han, words }.minutes();
    assert_eq!(minutes(0, 0), 0);
    assert_eq!(minutes(1, 0), 1);
    assert_eq!(minutes(250, 0), 1);
    assert_eq!(minutes(251, 0), 2);
    assert_eq!(minutes(0, 180), 1);
    assert_eq!(minutes(0, 181), 2);
    assert_eq!(minutes(125, 90), 1);
    assert_eq!(minutes(126, 90), 2);
}

#[test]
fn plain_words_of_any_length_are_counted() {
    for words in 0..700 {
        let text = "ab c ".repeat(words);
        assert_eq!(Length::of(&text), Length { han: 0, words: 2 * words });
        // One character that is not ASCII, and the words are counted one by one.
        assert_eq!(Length::of(&format!("{text}…")), Length { han: 0, words: 2 * words });
    }
}
