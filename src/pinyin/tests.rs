use std::collections::{BTreeMap, BTreeSet};

use super::own::{lines, own};
use super::store::store;
use super::{Pinyin, Spelling, cut};

/// Titles and what they are, set down by hand.
const TITLES: &str = include_str!("tests/titles.txt");

fn taught(words: &[(&str, &str)]) -> Pinyin {
    let spelling = |(word, typed): &(&str, &str)| Some((word.to_string(), Spelling::read(word, typed)?));
    Pinyin::with(words.iter().map(spelling).collect::<Option<BTreeMap<_, _>>>().expect("these are readings"))
}

fn slug(pinyin: &Pinyin, text: &str) -> String {
    pinyin.words(text).join("-")
}

#[test]
fn titles_are_read_as_people_read_them() {
    let pinyin = Pinyin::default();
    let pairs = TITLES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pairs: Vec<(&str, &str)> = pairs.map(|line| line.split_once(' ').expect("title and pinyin")).collect();
    assert!(pairs.len() >= 120, "{} titles", pairs.len());
    let wrong: Vec<String> = pairs
        .iter()
        .map(|(title, expected)| (title, expected, slug(&pinyin, title)))
        .filter(|(_, expected, is)| *expected != is)
        .map(|(title, expected, is)| format!("{title}: {expected} is wanted, it is {is}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_site_teaches_words_and_readings() {
    let pinyin = taught(&[("单立人", "Shàn Lì rén"), ("白水洋", "bai shui yang")]);
    assert_eq!(slug(&pinyin, "访调解员单立人"), "fang-tiaojieyuan-shanliren");
    assert_eq!(slug(&pinyin, "白水洋法庭"), "baishuiyang-fating");
    // What the site says wins over both lists, in the middle of a longer word as well.
    let pinyin = taught(&[("城广", "cheng-guang"), ("会", "kuai")]);
    assert_eq!(slug(&pinyin, "津城广场"), "jin-cheng-guang-chang");
    // A single character is read so where it stands alone.
    assert_eq!(slug(&pinyin, "“会”"), "kuai");
    assert_eq!(slug(&pinyin, "会议"), "huiyi");
}

#[test]
fn readings_have_a_form() {
    assert!(Spelling::read("津市", "jin shi").is_some());
    assert!(Spelling::read("绿化", "lǜ huà").is_some());
    for (word, typed) in [
        ("津市", "jin"),
        ("津市", "jin shi shi"),
        ("津市", ""),
        ("津市", "jin xyz"),
        ("Jin", "j i n"),
        ("津市", "jin--shi"),
        ("", ""),
    ] {
        assert_eq!(Spelling::read(word, typed), None, "{word} {typed}");
    }
}

#[test]
fn what_is_not_chinese_stays_or_parts() {
    let pinyin = Pinyin::default();
    for (text, expected) in [
        ("What a landlord can't do", "what-a-landlord-cant-do"),
        ("２０２６年Ａ４纸", "2026-nian-a4-zhi"),
        ("《宪法》（修正案）", "xianfa-xiuzhengan"),
        ("あ", "u3042"),
        ("𠀀", "he"),
        ("！？ — ", ""),
        ("", ""),
    ] {
        assert_eq!(slug(&pinyin, text), expected, "{text}");
    }
}

#[test]
fn any_text_gives_plain_letters() {
    let pinyin = Pinyin::default();
    // Every Han character of the first planes, in one run and alone: no panic, ASCII only.
    let han: Vec<char> = ('\u{2E80}'..='\u{323AF}').filter(|c| crate::base::cjk::is_han(*c)).collect();
    for run in han.chunks(997) {
        let words = pinyin.words(&run.iter().collect::<String>());
        let good =
            |word: &String| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        assert!(words.iter().all(good), "{words:?}");
    }
}

#[test]
fn our_own_list_is_sound() {
    let mut seen = BTreeSet::new();
    for (word, typed) in lines() {
        assert!(seen.insert(word), "{word} stands twice");
        let spelling = Spelling::read(word, typed);
        assert!(spelling.is_some(), "{word} {typed}");
        let count = word.chars().count();
        assert!(count <= cut::OWN_LONGEST, "{word} is longer than any word is looked for");
        if count == 1 {
            let usual = store().usual(word.chars().next().expect("one"));
            assert_eq!(usual, Some(typed), "{word}: data/words.bin must be made anew");
        } else {
            assert_eq!(own().get(word), spelling.as_ref(), "{word}");
        }
    }
}

#[test]
fn the_general_list_is_whole() {
    let (words, characters) = store().counts();
    assert!(words > 120_000 && characters > 41_000, "{words} words, {characters} characters");
    assert_eq!(store().beginning("中华人民共和国").map(|(word, _)| word).last(), Some("中华人民共和国"));
    assert_eq!(store().beginning("银行").map(|(word, _)| word).collect::<Vec<_>>(), ["银", "银行"]);
}
