//! Cuts a run of Han characters into words.
//!
//! In: the characters, the general list, our own words and those of the site. Out: words in order, each with what is known of it.
//! The cut whose words are together the commonest wins; where two are as common, the one with the longer first word. What the
//! site teaches wins over everything. Does not read the words.

use super::own::Spelling;
use super::store::store;
use super::{Pinyin, own};

/// How common a word of our own list is at least: a thousand occurrences in the sixty million words of the general one, on its scale.
const OWN: i32 = 28;

/// How common a character is that no list knows.
const UNKNOWN: i32 = 0;

/// From this many characters on a word of the general list is parted into its own words: 中华人民共和国 is three.
const LONG: usize = 4;

/// Characters of numbers.
const NUMBERS: &str = "〇零一二三四五六七八九十百千万亿";

/// Characters of the longest word of our own list; a unit test proves it.
pub(super) const OWN_LONGEST: usize = 10;

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// Its characters.
    pub(super) text: &'t str,
    /// Its spelling, if our own list or the site gives it.
    pub(super) spelling: Option<Spelling>,
    /// Its number in the general list.
    pub(super) entry: Option<usize>,
}

impl Token<'_> {
    /// Whether it may stand before 地.
    pub(super) fn is_adverbial(&self) -> bool {
        self.entry.is_some_and(|entry| store().is_adverbial(entry))
    }
}

/// The words of a run.
pub(super) fn cut<'t>(pinyin: &Pinyin, run: &'t str) -> Vec<Token<'t>> {
    let mut tokens = Vec::new();
    for token in numbers_joined(run, best(pinyin, run, None)) {
        part(pinyin, token, &mut tokens);
    }
    tokens
}

/// With the characters of a number as one word: 第一千零四十二 is said in one breath, whatever the lists know of it.
fn numbers_joined<'t>(run: &'t str, tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
    let is_number = |text: &str| text.chars().all(|c| NUMBERS.contains(c));
    let mut joined: Vec<Token<'t>> = Vec::with_capacity(tokens.len());
    let mut start = 0;
    for token in tokens {
        let end = start + token.text.len();
        let held = joined.last_mut().filter(|held| {
            is_number(token.text) && (is_number(held.text) || held.text.strip_prefix('第').is_some_and(is_number))
        });
        match held {
            Some(held) => {
                let text = &run[start - held.text.len()..end];
                *held = Token { text, spelling: None, entry: None };
            }
            None => joined.push(token),
        }
        start = end;
    }
    joined
}

/// A long word as its own words if each of them has at least two characters, else as it is.
fn part<'t>(pinyin: &Pinyin, token: Token<'t>, tokens: &mut Vec<Token<'t>>) {
    if token.entry.is_some() && token.spelling.is_none() && token.text.chars().count() >= LONG {
        let inner = best(pinyin, token.text, Some(token.text));
        if inner.len() > 1 && inner.iter().all(|inner| inner.text.chars().nth(1).is_some()) && same(&token, &inner) {
            for token in inner {
                part(pinyin, token, tokens);
            }
            return;
        }
    }
    tokens.push(token);
}

/// Whether a word is read as its parts are.
fn same(whole: &Token<'_>, parts: &[Token<'_>]) -> bool {
    let letters = |token: &Token<'_>| match &token.spelling {
        Some(spelling) => spelling.words().collect::<String>(),
        None => super::letters(token),
    };
    letters(whole) == parts.iter().map(letters).collect::<String>()
}

/// The commonest cut, without the word `but`.
fn best<'t>(pinyin: &Pinyin, run: &'t str, but: Option<&str>) -> Vec<Token<'t>> {
    let store = store();
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    // For each place the weight of the best cut from there on, and its first word.
    let mut from: Vec<Option<(i32, Token<'t>)>> = vec![None; run.len()];
    for start in starts.into_iter().rev() {
        let rest = &run[start..];
        let mut first: Option<(i32, Token<'t>)> = None;
        candidates(pinyin, rest, &mut |token, weight| {
            if Some(token.text) == but {
                return;
            }
            let after = from.get(start + token.text.len()).and_then(Option::as_ref).map_or(0, |(weight, _)| *weight);
            let weight = weight - store.total + after;
            let wins = first.as_ref().is_none_or(|(best, held)| (*best, held.text.len()) <= (weight, token.text.len()));
            if wins {
                first = Some((weight, token));
            }
        });
        from[start] = first;
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some((_, token)) = from.get_mut(at).and_then(Option::take) {
        at += token.text.len();
        tokens.push(token);
    }
    tokens
}

/// All words that `rest` begins with, each with its weight; the first character at least.
fn candidates<'t>(pinyin: &Pinyin, rest: &'t str, take: &mut dyn FnMut(Token<'t>, i32)) {
    let store = store();
    let single = rest.chars().next().map_or(0, char::len_utf8);
    let mut known = false;
    for (text, entry) in store.beginning(rest) {
        known |= text.len() == single;
        take(Token { text, spelling: None, entry: Some(entry) }, store.weight(entry));
    }
    if !known {
        take(Token { text: &rest[..single], spelling: None, entry: None }, UNKNOWN);
    }
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
    for (count, end) in ends.enumerate().map(|(at, end)| (at + 1, end)) {
        if count > OWN_LONGEST && count > pinyin.longest {
            break;
        }
        let text = &rest[..end];
        let entry = || store.beginning(text).find(|(word, _)| *word == text).map(|(_, entry)| entry);
        if let Some(spelling) = pinyin.site.get(text) {
            // As if nothing else were ever said; a single character only says how it is read where it stands alone.
            let entry = entry();
            let alone = entry.map_or(UNKNOWN, |entry| store.weight(entry));
            let weight = if count == 1 { alone } else { store.total };
            take(Token { text, spelling: Some(spelling.clone()), entry }, weight);
        } else if let Some(spelling) = own().get(text) {
            let entry = entry();
            let weight = entry.map_or(OWN, |entry| store.weight(entry).max(OWN));
            take(Token { text, spelling: Some(spelling.clone()), entry }, weight);
        }
    }
}
