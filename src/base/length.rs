//! How long a text is for its readers.
//!
//! In: any text, Chinese, Western or mixed. Out: Han characters, words, minutes. Knows no Markdown: marks are taken out before.

use std::ops::AddAssign;

use super::cjk::{is_cjk_punctuation, is_spaceless};

/// Han characters a minute, of a calm reader of seventy. Our choice: half of the 500 that students read.
const HAN_A_MINUTE: usize = 250;

/// Words a minute, of the same reader. Our choice: three quarters of the 238 that adults of all ages read silently
/// (Brysbaert 2019, a review of 190 studies).
const WORDS_A_MINUTE: usize = 180;

/// What a text is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Characters that are read one by one: Han, and kana or Yi where they occur.
    pub han: usize,
    /// Words of all other scripts; a number is a word.
    pub words: usize,
}

impl Length {
    /// Characters and words of a text: `3月15日WTO规则` is four characters and three words.
    ///
    /// Looks at bytes: every page is counted in every build, and nearly all of it is ASCII or the common Han characters.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut length = Length::default();
        let (mut inside, mut at) = (false, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii_alphanumeric() {
                length.words += usize::from(!inside);
                inside = true;
                at += 1;
            } else if byte.is_ascii() {
                inside = inside && joins(bytes[at - 1], char::from(byte), &text[at + 1..]);
                at += 1;
            } else if is_common_han(byte, bytes[at + 1]) {
                length.han += 1;
                inside = false;
                at += 3;
            } else {
                let c = text[at..].chars().next().unwrap_or('\u{FFFD}');
                at += c.len_utf8();
                if is_spaceless(c) {
                    length.han += 1;
                    inside = false;
                } else if is_cjk_punctuation(c) {
                    // Asked before `is_alphanumeric`, whose tables are slow to look through for these.
                    inside = false;
                } else if c.is_alphanumeric() {
                    length.words += usize::from(!inside);
                    inside = true;
                } else if !is_combining(c) {
                    inside = inside && joins(b' ', c, &text[at..]);
                }
            }
        }
        length
    }

    /// Both together.
    pub fn total(self) -> usize {
        self.han + self.words
    }

    /// Whether a reader meets more Han characters than words.
    pub fn is_chinese(self) -> bool {
        self.han > self.words
    }

    /// Minutes of reading, begun ones counted whole; 0 without text.
    pub fn minutes(self) -> usize {
        (self.han * WORDS_A_MINUTE + self.words * HAN_A_MINUTE).div_ceil(HAN_A_MINUTE * WORDS_A_MINUTE)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.han += other.han;
        self.words += other.words;
    }
}

/// Whether a mark after a letter or digit holds a word or number together: `don’t`, `e-mail`, `1,250.50`, `19:30`, `pufa.toml`.
fn joins(before: u8, mark: char, rest: &str) -> bool {
    let after = rest.chars().next().unwrap_or(' ');
    match mark {
        ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
        '\'' | '’' | '-' | '.' | '_' | '@' => after.is_alphanumeric() && !is_spaceless(after),
        _ => false,
    }
}

/// Whether a character of UTF-8 that begins with these two bytes is one of U+4E00 to U+9FFF: three bytes, `E4 B8 80` to `E9 BF BF`.
fn is_common_han(first: u8, second: u8) -> bool {
    matches!(first, 0xE5..=0xE9) || (first == 0xE4 && second >= 0xB8)
}

/// Marks set over or under the letter before them, as in decomposed pinyin.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests;
