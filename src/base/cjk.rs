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
pub fn count_words(text: &str) -> usize {
    let mut words = 0;
    let mut inside = false;
    for c in text.chars() {
        if is_han(c) {
            words += 1;
            inside = false;
        } else if is_cjk_punctuation(c) {
            // Asked before `is_alphanumeric`, whose tables are slow to look through for these.
            inside = false;
        } else if c.is_alphanumeric() {
            words += usize::from(!inside);
            inside = true;
        } else if c != '\'' && c != '’' && c != '-' {
            inside = false;
        }
    }
    words
}

/// Whether a line of Chinese text may end or begin with this character, so that a line break beside it is no space:
/// CJK characters and the quotation marks, dashes and dots that Chinese shares with Western text.
pub fn is_cjk_side(c: char) -> bool {
    is_cjk(c) || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}
