//! Words with their spelling as people write them: our own list, and what a site teaches.
//!
//! In: `津城 jin cheng`, `三调联动 san tiao-lian dong`. Out: spellings: letters of each word. A hyphen parts words, a space does not.
//! Does not judge where a word stands in a text; `cut` does.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::store::store;
use crate::base::cjk;

/// The list itself. It is parsed at first need: 1300 lines, a fraction of a millisecond.
const LIST: &str = include_str!("words.txt");

/// How a word is spelt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling(Vec<String>);

impl Spelling {
    /// Reads the syllables of `word`: as many as it has characters, parted by spaces within a word and by hyphens between words.
    ///
    /// Tones may be written; ü may be `v`. None if the number does not fit or something is no Chinese syllable.
    pub fn read(word: &str, typed: &str) -> Option<Spelling> {
        let mut count = 0;
        let mut words = Vec::new();
        for part in typed.trim().split('-') {
            let mut letters = String::new();
            for syllable in part.split_whitespace() {
                let syllable: String = syllable.chars().map(plain).collect::<Option<_>>()?;
                if !store().is_syllable(&syllable) {
                    return None;
                }
                letters.push_str(&syllable);
                count += 1;
            }
            if letters.is_empty() {
                return None;
            }
            words.push(letters);
        }
        (count == word.chars().count() && word.chars().all(cjk::is_han)).then_some(Spelling(words))
    }

    /// Its words.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.0.iter().cloned()
    }
}

/// A letter without its tone, in lower case; none if no Chinese syllable has it.
fn plain(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        _ => return None,
    })
}

/// Our own words of two characters and more.
pub(super) fn own() -> &'static HashMap<&'static str, Spelling> {
    static OWN: LazyLock<HashMap<&str, Spelling>> = LazyLock::new(|| {
        let lines = LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let words = lines.filter_map(|line| line.split_once(' ')).filter(|(word, _)| word.chars().nth(1).is_some());
        words.map(|(word, reading)| (word, as_listed(reading))).collect()
    });
    &OWN
}

/// A spelling of our own list, whose form a unit test proves.
fn as_listed(reading: &str) -> Spelling {
    Spelling(reading.split('-').map(|part| part.replace(' ', "")).collect())
}

/// The lines of our own list, for the test that proves them.
#[cfg(test)]
pub(super) fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(|line| line.split_once(' '))
}
