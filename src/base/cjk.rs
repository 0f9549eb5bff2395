//! What a character is for Chinese typesetting: Han, wide punctuation, or something else.
//!
//! In: characters. Out: yes or no. Ranges are those of Unicode 16's blocks and East Asian Width.

/// Whether this is a Han character (ideographs of all planes, 〇 and 々).
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' | '\u{3005}' | '\u{3007}' | '\u{2E80}'..='\u{2FDF}')
}

/// Whether this is punctuation of Chinese text, wide by nature or by use beside Han characters.
pub fn is_cjk_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}

/// Whether this belongs to East Asian text: Han, kana, bopomofo, Hangul, wide forms and their punctuation.
pub fn is_cjk(c: char) -> bool {
    is_han(c)
        || is_cjk_punctuation(c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{3040}'..='\u{30FF}' | '\u{3100}'..='\u{312F}' | '\u{31A0}'..='\u{31FF}'
            | '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}' | '\u{FF00}'..='\u{FFEF}')
}

/// Whether the text holds a Han character.
pub fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

/// How many words a reader meets: each Han character counts as one, each run of other letters and digits as one.
///
/// Looks at bytes: every page is counted in every build, and nearly all of it is ASCII or the common Han characters.
pub fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut words, mut inside, mut at) = (0, false, 0);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii() {
            let letter = byte.is_ascii_alphanumeric();
            words += usize::from(letter && !inside);
            inside = letter || (inside && matches!(byte, b'\'' | b'-'));
            at += 1;
        } else if is_common_han(byte, bytes[at + 1]) {
            words += 1;
            inside = false;
            at += 3;
        } else {
            let c = text[at..].chars().next().unwrap_or('\u{FFFD}');
            at += c.len_utf8();
            if is_han(c) {
                words += 1;
                inside = false;
            } else if is_cjk_punctuation(c) {
                // Asked before `is_alphanumeric`, whose tables are slow to look through for these.
                inside = false;
            } else if c.is_alphanumeric() {
                words += usize::from(!inside);
                inside = true;
            } else if c != '’' {
                inside = false;
            }
        }
    }
    words
}

/// Whether a character of UTF-8 that begins with these two bytes is one of U+4E00 to U+9FFF: three bytes, `E4 B8 80` to `E9 BF BF`.
fn is_common_han(first: u8, second: u8) -> bool {
    matches!(first, 0xE5..=0xE9) || (first == 0xE4 && second >= 0xB8)
}

/// Whether a line of Chinese text may end or begin with this character, so that a line break beside it is no space:
/// CJK characters and the quotation marks, dashes and dots that Chinese shares with Western text.
pub fn is_cjk_side(c: char) -> bool {
    is_cjk(c) || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}
