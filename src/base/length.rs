//! How long a text is for its readers.
//!
//! In: any text, Chinese, Western or mixed. Out: Han characters, words, minutes. Knows no Markdown: marks are taken out before.

use std::ops::AddAssign;

use super::bytes::{ByteSet, any_three};
use super::cjk::{is_cjk_punctuation, is_spaceless};

/// Han characters a minute, of a calm reader of seventy. Our choice: half of the 500 that students read.
const HAN_A_MINUTE: usize = 250;

/// Words a minute, of the same reader. Our choice: three quarters of the 238 that adults of all ages read silently
/// (Brysbaert 2019, a review of 190 studies).
const WORDS_A_MINUTE: usize = 180;

/// ASCII letters and digits, and the white space and marks that `joins` knows nothing of.
const SIMPLE: ByteSet =
    ByteSet::of(b"+/;<=>?[\\]^`{|}~\x7F").and(0, b'&').and(b'(', b'*').and(b'0', b'9').and(b'A', b'Z').and(b'a', b'z');

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
        let letter = |byte: u8| byte.is_ascii_alphanumeric();
        if text.is_ascii() && !any_three(bytes, |a, b, c| letter(a) & is_joint(b) & letter(c)) {
            return Length { han: 0, words: plain_words(bytes) };
        }
        let mut length = Length::default();
        let (mut inside, mut at) = (false, 0);
        while at < bytes.len() {
            // Letters and what surely ends a word, without a branch for each: most of every Western text.
            while let Some(byte) = bytes.get(at).filter(|byte| SIMPLE.holds(**byte)) {
                let letter = byte.is_ascii_alphanumeric();
                length.words += usize::from(letter && !inside);
                inside = letter;
                at += 1;
            }
            // The common Han characters: most of every Chinese text.
            let first_han = at;
            while let [first, second, _, ..] = bytes[at..]
                && is_common_han(first, second)
            {
                at += 3;
            }
            if at > first_han {
                length.han += (at - first_han) / 3;
                inside = false;
                continue;
            }
            let Some(byte) = bytes.get(at).copied() else { break };
            if byte.is_ascii() {
                inside = inside && joins(bytes[at - 1], char::from(byte), &text[at + 1..]);
                at += 1;
            } else {
                let c = text[at..].chars().next().unwrap_or('\u{FFFD}');
                at += c.len_utf8();
                if is_cjk_punctuation(c) {
                    // Asked first: the tables of `is_alphanumeric` are slow to look through for these.
                    inside = false;
                } else if is_spaceless(c) {
                    length.han += 1;
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

/// The words of ASCII without marks inside of them: one begins at each letter that stands after none.
fn plain_words(bytes: &[u8]) -> usize {
    let letter = |byte: u8| byte.is_ascii_alphanumeric();
    let after = bytes.get(1..).unwrap_or_default();
    // Counted in bytes, of which sixteen are added at once; 255 cannot overflow one.
    let beginnings = bytes.chunks(255).zip(after.chunks(255)).map(|(bytes, after)| {
        let begins = bytes.iter().zip(after).map(|(a, b)| u8::from(!letter(*a) & letter(*b)));
        usize::from(begins.sum::<u8>())
    });
    beginnings.sum::<usize>() + usize::from(bytes.first().is_some_and(|first| letter(*first)))
}

/// Marks of ASCII that `joins` knows.
fn is_joint(byte: u8) -> bool {
    matches!(byte, b'\'' | b',' | b'-' | b'.' | b':' | b'@' | b'_')
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
