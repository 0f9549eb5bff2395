//! What a character is for Chinese typesetting: Han, wide punctuation, or something else.
//!
//! In: characters. Out: yes or no, or a width. Ranges are those of Unicode 16's blocks and East Asian Width.

/// Whether this is a Han character (ideographs of all planes, 〇 and 々).
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}' | '\u{3005}' | '\u{3007}' | '\u{2E80}'..='\u{2FDF}')
}

/// Whether this is punctuation of Chinese text, wide by nature or by use beside Han characters.
pub fn is_cjk_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}')
}

/// Whether this belongs to East Asian text: Han, kana, bopomofo, Yi, Hangul, wide forms and their punctuation.
///
/// Emoji are not among it, though they are as wide; signs in a circle or square such as ㊗ and 🈂 are.
pub fn is_cjk(c: char) -> bool {
    // The first of them all is U+1100; Latin letters need not be asked of each range.
    if c < '\u{1100}' {
        return false;
    }
    is_han(c)
        || is_cjk_punctuation(c)
        || is_kana(c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{3100}'..='\u{33FF}' | '\u{A000}'..='\u{A4CF}' | '\u{4DC0}'..='\u{4DFF}'
            | '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{FF00}'..='\u{FFEF}')
        || is_squared(c)
}

/// Hiragana and katakana with their supplements.
fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{1AFF0}'..='\u{1B16F}')
}

/// Enclosed ideographs, but for those that show as emoji by themselves (Unicode's `emoji-data.txt`, Emoji_Presentation).
fn is_squared(c: char) -> bool {
    matches!(c, '\u{1F200}'..='\u{1F2FF}')
        && !matches!(c, '\u{1F201}' | '\u{1F21A}' | '\u{1F22F}' | '\u{1F232}'..='\u{1F236}' | '\u{1F238}'..='\u{1F23A}'
            | '\u{1F250}' | '\u{1F251}')
}

/// Whether this is of a script that writes its characters one by one, without spaces between words.
pub fn is_spaceless(c: char) -> bool {
    is_han(c) || is_kana(c) || matches!(c, '\u{3100}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' | '\u{A000}'..='\u{A4CF}')
}

/// Whether Chinese shares this with Western text: quotation marks, dashes and dots, as wide as what stands around them.
pub fn is_shared(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether a line of Chinese text may end or begin with this character: CJK characters and the marks that Chinese shares.
pub fn is_cjk_side(c: char) -> bool {
    is_cjk(c) || is_shared(c)
}

/// Whether the character alters the look of the one before it: `true` for those of ideographs too.
pub fn is_variation(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether the text holds a Han character.
pub fn has_han(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_han)
}

/// How many half characters wide a text is: a Han character or wide mark has two.
pub fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

/// How many half characters wide this is.
pub fn column(c: char) -> usize {
    if is_variation(c) { 0 } else { 1 + usize::from(is_cjk(c)) }
}
