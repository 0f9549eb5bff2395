//! The order of words against dictionaries and a table of our own.

use super::{ChineseOrder, Group, Words};
use crate::base::lang::Language;

fn sorted(language: &str, order: ChineseOrder, words: &[&str]) -> Vec<String> {
    let collator = Words::of(&Language::of_key(language), order);
    let mut words: Vec<String> = words.iter().map(ToString::to_string).collect();
    words.sort_by(|a, b| collator.compare(a, b));
    words
}

#[test]
fn chinese_words_stand_under_the_letter_of_their_reading() {
    let words = Words::of(&Language::of_key("zh"), ChineseOrder::Pinyin);
    let letters: String = "阿爸才大额发高好家开来马你欧平去人三天为小一在"
        .chars()
        .map(|c| match words.group(&c.to_string()) {
            Group::Letter(letter) => letter,
            Group::Other | Group::Strokes(_) => '?',
        })
        .collect();
    assert_eq!(letters, "ABCDEFGHJKLMNOPQRSTWXYZ");
    assert_eq!(words.group("12348"), Group::Other);
    assert_eq!(words.group("“欢乐津城”"), Group::Letter('H'));
}

#[test]
fn chinese_words_are_sorted_by_reading() {
    let given = ["综治", "普法", "公证", "法律援助", "法治", "信访", "社区", "人民调解", "一票否决", "平安创建"];
    let right = ["法律援助", "法治", "公证", "平安创建", "普法", "人民调解", "社区", "信访", "一票否决", "综治"];
    assert_eq!(sorted("zh", ChineseOrder::Pinyin, &given), right);
}

#[test]
fn by_strokes_few_come_first() {
    let words = Words::of(&Language::of_key("zh"), ChineseOrder::Stroke);
    // Strokes counted by hand.
    for (word, strokes) in [
        ("一", 1),
        ("人", 2),
        ("三", 3),
        ("公", 4),
        ("平", 5),
        ("法", 8),
        ("信", 9),
        ("调", 10),
        ("综", 11),
        ("普", 12),
    ] {
        assert_eq!(words.group(word), Group::Strokes(strokes), "{word}");
    }
    assert_eq!(
        sorted("zh", ChineseOrder::Stroke, &["普法", "法治", "一票否决", "公证", "三调联动"]),
        ["一票否决", "三调联动", "公证", "法治", "普法"]
    );
}

#[test]
fn a_reading_puts_a_word_where_it_belongs() {
    let words = Words::of(&Language::of_key("zh"), ChineseOrder::Pinyin);
    for (word, reading, letter) in [
        ("长江", "cháng jiāng", 'C'),
        ("重庆", "chong qing", 'C'),
        ("长辈", "zhǎng bèi", 'Z'),
        ("重点", "zhòng diǎn", 'Z'),
        ("行长", "háng zhǎng", 'H'),
    ] {
        let key = words.read_as(word, reading);
        assert_eq!(words.group(&key), Group::Letter(letter), "{word} as {key}");
    }
    // One syllable too few: the word stays as it is.
    assert_eq!(words.read_as("长江", "chang"), "长江");
    // A reading that the tables have already changes nothing.
    assert_eq!(words.read_as("普法", "pǔ fǎ"), "普法");
}

#[test]
fn english_words_stand_under_their_letter() {
    let words = Words::of(&Language::of_key("en"), ChineseOrder::Pinyin);
    for (word, letter) in [
        ("Civil Code", 'C'),
        ("legal aid", 'L'),
        ("“one-vote veto”", 'O'),
        ("Édith", 'E'),
        ("zebra", 'Z'),
        ("Zebra", 'Z'),
    ] {
        assert_eq!(words.group(word), Group::Letter(letter), "{word}");
    }
    assert_eq!(words.group("12348 line"), Group::Other);
    assert_eq!(
        sorted("en", ChineseOrder::Pinyin, &["petition", "Paragraph", "legal aid", "Item"]),
        ["Item", "legal aid", "Paragraph", "petition"]
    );
}
