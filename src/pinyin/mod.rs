//! Chinese in Latin letters, by words: 欢乐津城广场活动 is `huanle jincheng guangchang huodong`.
//!
//! In: a text and the readings a site teaches. Out: its words in plain letters without tones, as the Chinese spelling rules
//! (GB/T 16159) write them: letters of a word together, words apart, ü as v. The general list of words is unpacked when the first
//! Han character comes; a text without any costs nothing. Cannot know how a person is called: 单 in a name is for the site to teach.

pub mod collate;
mod context;
mod cut;
mod own;
mod store;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::cut::Token;
pub use self::own::Spelling;
use self::own::own;
use self::store::store;
use crate::base::cjk;

/// Turns Chinese into Latin letters.
#[derive(Clone, Debug, Default)]
pub struct Pinyin {
    /// What the site teaches: words with their spelling; a single character is read so where it stands alone.
    site: BTreeMap<String, Spelling>,
    /// Characters of the longest word the site teaches.
    longest: usize,
}

impl Pinyin {
    /// With the words that a site teaches.
    pub fn with(site: BTreeMap<String, Spelling>) -> Pinyin {
        let longest = site.keys().map(|word| word.chars().count()).max().unwrap_or(0);
        Pinyin { site, longest }
    }

    /// The words of a text in lower-case ASCII: Chinese by its words, Latin words and numbers as they stand, all else as a gap.
    ///
    /// Full-width letters and digits are plain ones. An apostrophe does not part a word. Letters of other scripts and Han characters
    /// without a reading are told by their number (`u3042`), so that different names stay different.
    pub fn words(&self, text: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut latin = String::new();
        let mut han = String::new();
        for c in text.chars().map(narrow) {
            if cjk::is_han(c) {
                words.extend(taken(&mut latin));
                han.push(c);
                continue;
            }
            if !han.is_empty() {
                self.read(&std::mem::take(&mut han), &mut words);
            }
            if c.is_ascii_alphanumeric() || c == '_' {
                latin.push(c.to_ascii_lowercase());
            } else if c != '\'' && c != '’' {
                words.extend(taken(&mut latin));
                if c.is_alphanumeric() {
                    words.push(number(c));
                }
            }
        }
        if !han.is_empty() {
            self.read(&han, &mut words);
        }
        words.extend(taken(&mut latin));
        words
    }

    /// Reads a run of Han characters.
    fn read(&self, han: &str, words: &mut Vec<String>) {
        let tokens = cut::cut(self, han);
        for (at, token) in tokens.iter().enumerate() {
            // 着 belongs to its verb.
            if token.text == "着" && at > 0 {
                words.last_mut().expect("a word was read before").push_str(&letters(token));
                continue;
            }
            if let Some(spelling) = &token.spelling {
                words.extend(spelling.words());
                continue;
            }
            let before = at.checked_sub(1).map(|before| &tokens[before]);
            if let Some(reading) = context::alone(before, token.text, tokens.get(at + 1)) {
                words.push(reading.to_string());
                continue;
            }
            words.push(letters(token));
        }
    }
}

/// The letters of a word of the general list, or of a character that stands alone.
fn letters(token: &Token<'_>) -> String {
    let store = store();
    if let Some(reading) = token.entry.and_then(|entry| store.reading(entry)) {
        return reading.concat();
    }
    token.text.chars().map(|c| store.usual(c).map_or_else(|| number(c), str::to_string)).collect()
}

/// The plain form of a full-width letter, digit or mark.
fn narrow(c: char) -> char {
    /// From a full-width form to its ASCII character (Unicode, Halfwidth and Fullwidth Forms).
    const WIDER: u32 = 0xFEE0;
    if ('！'..='～').contains(&c) { char::from_u32(u32::from(c) - WIDER).unwrap_or(c) } else { c }
}

fn number(c: char) -> String {
    format!("u{:x}", u32::from(c))
}

fn taken(word: &mut String) -> Option<String> {
    (!word.is_empty()).then(|| std::mem::take(word))
}
