//! The first words of a text, for cards, feeds and search results.
//!
//! In: the first paragraphs as plain text. Out: whole sentences that fit, else as many whole words as fit and an ellipsis.
//! Measures by display width, so that a Chinese and an English summary take the same room; never ends inside a word, a number,
//! a title in book marks or a quotation.

use super::tree::{Block, BlockKind, Inline, InlineKind, plain};
use crate::base::cjk::{column, columns, is_cjk_punctuation, is_spaceless};

/// Most half characters of a summary: 120 Han characters, two to four lines of a card.
pub(super) const COLUMNS: usize = 240;

/// A first paragraph that ends in a colon and is not wider than this only says to whom the text is addressed.
const SALUTATION_COLUMNS: usize = 80;

/// The summary of a text: of its first paragraph, or of the second where the first is a salutation.
pub(super) fn of(blocks: &[Block]) -> String {
    let mut paragraphs = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) if !is_lone_picture(inlines) => {
            Some(plain(inlines).trim().to_string()).filter(|text| !text.is_empty())
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Alert(..)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Definitions(_)
        | BlockKind::Rule
        | BlockKind::Html(_)
        | BlockKind::Footnote { .. } => None,
    });
    let first = paragraphs.next().unwrap_or_default();
    let is_salutation = first.ends_with(['：', ':']) && columns(&first) <= SALUTATION_COLUMNS;
    let text = if is_salutation { paragraphs.next().unwrap_or(first) } else { first };
    cut(&text, COLUMNS)
}

fn is_lone_picture(inlines: &[Inline]) -> bool {
    matches!(inlines, [Inline { kind: InlineKind::Picture { .. }, .. }])
}

/// How good a place is to end at, the best last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    /// After a word or a Han character.
    Word,
    /// After a comma.
    Clause,
    /// After a sentence.
    Sentence,
}

/// The text itself if it is at most `most` half characters wide; else cut after a sentence where one ends in the last two thirds,
/// else after a clause in the last half, else after a word, with `…`.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut width = 0;
    let fits = text.chars().map(column).all(|column| {
        width += column;
        width <= most
    });
    if fits {
        return text.to_string();
    }
    let mut best: [Option<(usize, usize)>; 3] = [None; 3];
    endings(text, most, |at, width, ending| best[ending as usize] = Some((at, width)));
    let [word, clause, sentence] = best;
    if let Some((at, _)) = sentence.filter(|(_, width)| width * 3 >= most) {
        return text[..at].to_string();
    }
    let end = clause.filter(|(_, width)| width * 2 >= most).or(word).map_or_else(|| forced(text, most), |(at, _)| at);
    let kept = text[..end].trim_end_matches(|c: char| c.is_whitespace() || "，、；：,;:—".contains(c));
    format!("{kept}…")
}

/// Where a text without any place to end at (one endless word or title) must end all the same.
fn forced(text: &str, most: usize) -> usize {
    let mut width = 0;
    let past = |c: char| {
        width += column(c);
        width > most
    };
    text.find(past).unwrap_or(text.len())
}

/// The places within `most` half characters at which the text may end, outside of titles and quotations, with the width up to there.
fn endings(text: &str, most: usize, mut found: impl FnMut(usize, usize, Ending)) {
    let mut open: Vec<char> = Vec::new();
    let mut width = 0;
    let mut chars = text.char_indices().peekable();
    let mut said = false;
    while let Some((at, c)) = chars.next() {
        width += column(c);
        if width > most {
            break;
        }
        if let Some(closing) = closing_of(c) {
            open.push(closing);
        } else if open.last() == Some(&c) {
            open.pop();
        }
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        let is_end = match c {
            '。' | '！' | '？' | '…' | '!' | '?' => true,
            '.' => after == ' ',
            _ => false,
        };
        // What was said in quotation marks ends with them: `他说：“不行。”`
        said = is_end || (said && matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '"'));
        if !open.is_empty() || closes(after) {
            continue;
        }
        let ending = if said && !matches!(after, '…' | '！' | '？') {
            Ending::Sentence
        } else if matches!(c, '，' | '；' | '、' | '：') || (matches!(c, ',' | ';' | ':') && after == ' ') {
            Ending::Clause
        } else if ends_word(c, after) {
            Ending::Word
        } else {
            continue;
        };
        found(at + c.len_utf8(), width, ending);
    }
}

/// Whether a word or number is whole after `c`: `WTO` before 以后 is, `12` before 份 is not.
fn ends_word(c: char, after: char) -> bool {
    if is_spaceless(c) {
        !numbered(c, after)
    } else if is_spaceless(after) {
        !c.is_numeric()
    } else {
        c == ' ' || after == ' '
    }
}

/// Whether a number goes on from `c` to `after`: `第十` `二` `条`.
fn numbered(c: char, after: char) -> bool {
    let digit = |c: char| {
        let numerals = matches!(c, '第' | '零' | '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九');
        c.is_ascii_digit() || numerals || matches!(c, '十' | '百' | '千' | '万' | '亿')
    };
    digit(c) && (digit(after) || matches!(after, '条' | '款' | '项' | '号' | '年' | '月' | '日' | '元'))
}

/// The mark that closes what `c` opens.
fn closing_of(c: char) -> Option<char> {
    Some(match c {
        '《' => '》',
        '〈' => '〉',
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '（' => '）',
        '【' => '】',
        '(' => ')',
        '[' => ']',
        _ => return None,
    })
}

/// Marks that cannot begin what follows, so nothing ends before them.
fn closes(c: char) -> bool {
    (is_cjk_punctuation(c) && closing_of(c).is_none()) || matches!(c, '”' | '’' | '…' | '—' | ')' | ']' | '"' | '%')
}

#[cfg(test)]
mod tests;
