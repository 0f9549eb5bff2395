//! The general list of words and readings, unpacked.
//!
//! In: `data/words.bin`, made by `scripts/make-pinyin`. Out: look-up of words with weight and reading, and of characters.
//! Unpacked once, at the first Han character: some milliseconds. Does not choose between words.
//!
//! Format, deflated: the sum of all frequencies (u32, little endian), then seven parts, each with its length (u32) before it:
//!
//! - syllables in order, one a line;
//! - characters in order, each as the distance from the one before;
//! - the usual syllable of each character;
//! - for each word in order a byte: characters shared with the word before (high half) and further ones (low half);
//! - the further ones: the first as its distance from the character it replaces, if there is one, all others as from U+3000;
//! - for each word a byte: four times the natural logarithm of its frequency, and 128 if it may stand before 地;
//! - for each word that is not read like its characters: the distance from the one before, and its syllables.
//!
//! Numbers are seven bits a byte, lowest first, the last byte below 128.

use std::io::Read as _;
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;

/// The packed list.
const PACKED: &[u8] = include_bytes!("data/words.bin");

/// Quarters in which weights are counted.
const QUARTERS: f64 = 4.0;

/// Distances of characters start here.
const BASE: u32 = 0x3000;

/// The list.
pub(super) struct Store {
    syllables: Vec<String>,
    characters: Vec<char>,
    usual: Vec<u16>,
    /// All words, one behind the other.
    text: String,
    words: Vec<Word>,
    /// Words with a reading of their own, in order, and where it begins among the readings.
    special: Vec<(u32, u32)>,
    readings: Vec<u16>,
    /// Four times the natural logarithm of the sum of all frequencies.
    pub(super) total: i32,
}

#[derive(Clone, Copy)]
struct Word {
    start: u32,
    bytes: u8,
    weight: u8,
}

/// The list; unpacked at the first call.
pub(super) fn store() -> &'static Store {
    static STORE: LazyLock<Store> = LazyLock::new(|| Store::unpack(PACKED).expect("the list is part of the program"));
    &STORE
}

impl Store {
    fn unpack(packed: &[u8]) -> Option<Store> {
        let mut raw = Vec::with_capacity(packed.len() * 2);
        ZlibDecoder::new(packed).read_to_end(&mut raw).ok()?;
        let (total, mut rest) = raw.split_first_chunk::<4>()?;
        let total = f64::from(u32::from_le_bytes(*total)).ln();
        let mut parts = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let (part, next) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            parts.push(part);
            rest = next;
        }
        let [syllables, gaps, usual, heads, tails, weights, special]: [&[u8]; 7] = parts.try_into().ok()?;
        let mut code = 0;
        let characters = numbers(gaps).map(|gap| {
            code += gap;
            char::from_u32(code)
        });
        let (text, words, lengths) = words(heads, tails, weights)?;
        let (special, readings) = readings(special, &lengths)?;
        Some(Store {
            syllables: std::str::from_utf8(syllables).ok()?.lines().map(str::to_string).collect(),
            characters: characters.collect::<Option<_>>()?,
            usual: numbers(usual).map(|n| u16::try_from(n).ok()).collect::<Option<_>>()?,
            text,
            words,
            special,
            readings,
            #[expect(clippy::cast_possible_truncation, reason = "the logarithm of a u32 is below 23")]
            total: (total * QUARTERS).round() as i32,
        })
    }

    /// The words that `text` begins with, shortest first, with their number.
    pub(super) fn beginning<'s, 't>(&'s self, text: &'t str) -> impl Iterator<Item = (&'t str, usize)> + use<'s, 't> {
        let mut from = 0;
        let ends = text.char_indices().map(move |(at, c)| &text[..at + c.len_utf8()]);
        let found = ends.map_while(move |part| {
            from += self.words[from..].partition_point(|word| self.word(*word) < part);
            let next = self.words.get(from).map(|word| self.word(*word)).filter(|next| next.starts_with(part))?;
            Some((part, (next == part).then_some(from)))
        });
        found.filter_map(|(part, number)| Some((part, number?)))
    }

    fn word(&self, word: Word) -> &str {
        &self.text[word.start as usize..word.start as usize + usize::from(word.bytes)]
    }

    /// How common a word is, on the scale of [`Store::total`].
    pub(super) fn weight(&self, word: usize) -> i32 {
        i32::from(self.words[word].weight & 127)
    }

    /// Whether a word may stand before 地: adverbs, adjectives, idioms.
    pub(super) fn is_adverbial(&self, word: usize) -> bool {
        self.words[word].weight & 128 != 0
    }

    /// The syllables of a word that is not read like its characters.
    pub(super) fn reading(&self, word: usize) -> Option<Vec<&str>> {
        let at = self.special.binary_search_by_key(&u32::try_from(word).ok()?, |(word, _)| *word).ok()?;
        let start = self.special[at].1 as usize;
        let count = self.word(self.words[word]).chars().count();
        let reading = self.readings[start..start + count].iter();
        Some(reading.map(|syllable| self.syllables[usize::from(*syllable)].as_str()).collect())
    }

    /// The usual reading of a character.
    pub(super) fn usual(&self, c: char) -> Option<&str> {
        let at = self.characters.binary_search(&c).ok()?;
        Some(&self.syllables[usize::from(self.usual[at])])
    }

    /// Whether there is such a syllable.
    pub(super) fn is_syllable(&self, letters: &str) -> bool {
        self.syllables.binary_search_by(|syllable| syllable.as_str().cmp(letters)).is_ok()
    }

    /// How many words and characters there are.
    #[cfg(test)]
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.words.len(), self.characters.len())
    }
}

/// Text, words, and the length of each in characters.
fn words(heads: &[u8], tails: &[u8], weights: &[u8]) -> Option<(String, Vec<Word>, Vec<u8>)> {
    // A word has three bytes a character and two characters in the mean.
    let mut text = String::with_capacity(heads.len() * 8);
    let mut words = Vec::with_capacity(heads.len());
    let mut lengths = Vec::with_capacity(heads.len());
    let mut tails = numbers(tails);
    let mut last: Vec<char> = Vec::new();
    for (head, weight) in heads.iter().zip(weights) {
        let (shared, further) = (usize::from(head >> 4), head & 15);
        let mut base = last.get(shared).map_or(BASE, |c| u32::from(*c));
        last.truncate(shared);
        for _ in 0..further {
            last.push(char::from_u32(base + tails.next()?)?);
            base = BASE;
        }
        let start = text.len();
        text.extend(&last);
        let bytes = u8::try_from(text.len() - start).ok()?;
        words.push(Word { start: u32::try_from(start).ok()?, bytes, weight: *weight });
        lengths.push(u8::try_from(last.len()).ok()?);
    }
    Some((text, words, lengths))
}

fn readings(part: &[u8], lengths: &[u8]) -> Option<(Vec<(u32, u32)>, Vec<u16>)> {
    let mut special = Vec::new();
    let mut readings = Vec::new();
    let mut word = 0;
    let mut numbers = numbers(part);
    while let Some(distance) = numbers.next() {
        word += distance;
        special.push((word, u32::try_from(readings.len()).ok()?));
        for _ in 0..*lengths.get(word as usize)? {
            readings.push(u16::try_from(numbers.next()?).ok()?);
        }
    }
    Some((special, readings))
}

/// Numbers of seven bits a byte.
fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let mut rest = bytes.iter();
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = u32::from(*rest.next()?);
            number |= (byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
            shift += 7;
        }
    })
}
