//! The order of words as dictionaries have it, and the letter or number of strokes under which a word stands.
//!
//! In: words, the language, for Chinese whether by pinyin or by strokes. Out: comparisons and groups, from ICU's tables.
//! Does not know which reading a character has in a word: where the tables err, the caller names the reading. The tables of strokes
//! count some parts as they are printed in Taiwan (艹 and 辶 with four, 礻 with five); there, too, the caller knows better.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

use super::store::store;
use crate::base::cjk::is_han;
use crate::base::lang::Language;

/// Marks the beginning of a group in the Chinese tables of CLDR: the contraction U+FDD0 with a letter (pinyin) or with
/// U+2800 and the number of strokes (CLDR, `zh.xml`, as ICU's alphabetic index uses them).
const INDEX: char = '\u{FDD0}';

/// Strokes are counted from the character U+2800 on.
const STROKES: u32 = 0x2800;

/// No character of the tables has more strokes (U+9F98 has 48, some of the extensions 64).
const MOST_STROKES: u32 = 64;

/// By what Chinese words are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChineseOrder {
    /// By reading.
    Pinyin,
    /// By the number of strokes.
    Stroke,
}

/// Under what a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Digits and marks, which come before all letters.
    Other,
    /// A letter, in upper case.
    Letter(char),
    /// A number of strokes.
    Strokes(u32),
}

/// Compares words of one language.
pub struct Words {
    collator: CollatorBorrowed<'static>,
    chinese: Option<ChineseOrder>,
}

impl Words {
    /// The order of a language; `order` matters for Chinese only. A language without tables is sorted as all languages are together.
    pub fn of(language: &Language, order: ChineseOrder) -> Words {
        let chinese = language.is_chinese().then_some(order);
        let tag = match chinese {
            Some(ChineseOrder::Pinyin) => "zh-u-co-pinyin",
            Some(ChineseOrder::Stroke) => "zh-u-co-stroke",
            None => language.key.as_str(),
        };
        let locale = Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN);
        let collator = Collator::try_new((&locale).into(), CollatorOptions::default())
            .or_else(|_| Collator::try_new(Locale::UNKNOWN.into(), CollatorOptions::default()))
            .expect("the tables of the root language are compiled in");
        Words { collator, chinese }
    }

    /// Which word comes first.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b).then_with(|| a.cmp(b))
    }

    /// Under what a word stands.
    pub fn group(&self, word: &str) -> Group {
        let Some(first) = word.chars().find(|c| c.is_alphanumeric()) else { return Group::Other };
        match self.chinese.filter(|_| is_han(first)) {
            Some(ChineseOrder::Pinyin) => self.letter(first).map_or(Group::Other, Group::Letter),
            Some(ChineseOrder::Stroke) => self.strokes(first).map_or(Group::Other, Group::Strokes),
            None if first.is_alphabetic() => {
                // `É` stands under E, where its language does not give it a place of its own.
                let plain = ('A'..='Z').rev().find(|letter| self.begins(&letter.to_string(), first));
                Group::Letter(plain.filter(|_| first.is_lowercase() || first.is_uppercase()).unwrap_or(first))
            }
            None => Group::Other,
        }
    }

    /// The word as it is to be compared where its characters are read as `reading` says (`chang jiang`, tone marks or not):
    /// a character that the tables read otherwise is replaced by one that they read so.
    pub fn read_as(&self, word: &str, reading: &str) -> String {
        let syllables: Vec<String> =
            reading.split(|c: char| !c.is_alphabetic()).filter(|s| !s.is_empty()).map(toneless).collect();
        let han = word.chars().filter(|c| is_han(*c)).count();
        if self.chinese != Some(ChineseOrder::Pinyin) || han != syllables.len() {
            return word.to_string();
        }
        let mut syllables = syllables.iter();
        let read = |c: char| match is_han(c).then(|| syllables.next()).flatten() {
            Some(syllable) if !self.agrees(c, syllable) => self.stand_in(syllable).unwrap_or(c),
            Some(_) | None => c,
        };
        word.chars().map(read).collect()
    }

    /// Whether a word that begins with `first` does not stand before `letter`.
    fn begins(&self, letter: &str, first: char) -> bool {
        let shown = first.to_uppercase().to_string();
        self.collator.compare(&shown, letter) != Ordering::Less
    }

    fn letter(&self, han: char) -> Option<char> {
        let han = han.to_string();
        ('A'..='Z').rev().find(|letter| self.collator.compare(&han, &format!("{INDEX}{letter}")) != Ordering::Less)
    }

    fn strokes(&self, han: char) -> Option<u32> {
        let han = han.to_string();
        let begin = |strokes: u32| char::from_u32(STROKES + strokes).map(|mark| format!("{INDEX}{mark}"));
        (1..=MOST_STROKES)
            .rev()
            .find(|n| begin(*n).is_some_and(|begin| self.collator.compare(&han, &begin) != Ordering::Less))
    }

    /// Whether the tables read a character so, as far as they can be asked: by its letter.
    fn agrees(&self, han: char, syllable: &str) -> bool {
        let plain = store().usual(han).unwrap_or_default();
        same_syllable(plain, syllable) && self.letter(han) == syllable.chars().next().map(|c| c.to_ascii_uppercase())
    }

    fn stand_in(&self, syllable: &str) -> Option<char> {
        ('\u{4E00}'..='\u{9FA5}').find(|c| self.agrees(*c, syllable))
    }
}

fn same_syllable(a: &str, b: &str) -> bool {
    let flat = |s: &str| s.replace(['ü', 'v'], "u:");
    flat(a) == flat(b)
}

/// A syllable in lower case without its tone.
fn toneless(syllable: &str) -> String {
    syllable.to_lowercase().chars().map(plain_vowel).collect()
}

/// The vowel below a tone mark (GB/T 16159-2012 writes four marks over six vowels).
fn plain_vowel(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'ü',
        other => other,
    }
}

#[cfg(test)]
mod tests;
