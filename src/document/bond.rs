//! What must not be broken at the end of a line: short titles of laws, numbers of articles, dates, amounts.
//!
//! In: running text. Out: where such a piece begins and ends, for writers to put an element or a box around it. Adds no character,
//! so that copied text is what was typed. Looks for `《`, `第` and digits only, and not into code.

use super::tree::{Inline, InlineKind, plain};
use crate::base::bytes::{ByteSet, any_three};
use crate::base::cjk::{column, columns, is_han};

/// How much room there is for pieces that are not broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Widest piece, in half characters.
    most: usize,
    /// Whether the ends of longer titles are held together. Not in boxes of a sheet: what stands between them would be filled out
    /// to the measure of the line, and they would not.
    ends: bool,
}

/// A line of a page. A phone of 320 pixels has 14 Han characters in a paragraph and 10 in a list in a box, with the theme's type;
/// wider pieces would leave lines half empty.
pub const LINE: Room = Room { most: 16, ends: true };

/// The cell of a table: three columns fit on that phone.
pub const CELL: Room = Room { most: 10, ends: true };

/// A line of a sheet.
pub const SHEET: Room = Room { most: 16, ends: false };

/// The cell of a table on a sheet.
pub const SHEET_CELL: Room = Room { most: 10, ends: false };

/// How many characters keep to the marks at both ends of a title that is too long to be held together.
const KEPT: usize = 2;

/// A piece that belongs together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bond {
    /// Where it begins: which inline, and at which byte of its text (0 for one that is no text).
    pub from: (usize, usize),
    /// Where it ends.
    pub to: (usize, usize),
}

/// A place in running text where a piece begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which inline.
    pub index: usize,
    /// The byte of its text.
    pub at: usize,
    /// The piece, where it begins; none where it ends.
    pub begins: Option<Bond>,
}

/// The beginnings and ends of the pieces among inlines that stand side by side, ascending. A piece ends
/// before the next begins, and fits the room.
pub fn marks(inlines: &[Inline], room: Room) -> Vec<Mark> {
    let mark = |(index, at): (usize, usize), begins| Mark { index, at, begins };
    bonds(inlines, room).into_iter().flat_map(|bond| [mark(bond.from, Some(bond)), mark(bond.to, None)]).collect()
}

impl Bond {
    /// Whether a gap belongs before the piece and after it: there Han meets Latin, and a box would keep the gap from being drawn.
    pub fn gaps(self, inlines: &[Inline]) -> (bool, bool) {
        let text = |index: usize| inlines.get(index).map_or_else(String::new, |i| plain(std::slice::from_ref(i)));
        let (first, last) = (text(self.from.0), text(self.to.0));
        let outside = |side: Option<char>, further: &dyn Fn() -> Option<char>| side.or_else(further);
        let before = outside(first.get(..self.from.1).and_then(|t| t.chars().next_back()), &|| {
            self.from.0.checked_sub(1).and_then(|index| text(index).chars().next_back())
        });
        let after =
            outside(last.get(self.to.1..).and_then(|t| t.chars().next()), &|| text(self.to.0 + 1).chars().next());
        let begins = first.get(self.from.1..).and_then(|t| t.chars().next());
        let ends = last.get(..self.to.1).and_then(|t| t.chars().next_back());
        (needs_gap(before, begins), needs_gap(ends, after))
    }
}

/// The pieces among inlines that stand side by side, ascending, none within another.
fn bonds(inlines: &[Inline], room: Room) -> Vec<Bond> {
    let mut found = Vec::new();
    if !inlines.iter().any(|inline| matches!(&inline.kind, InlineKind::Text(text) if may_hold(text))) {
        return found;
    }
    let mut finder = Finder { inlines, room, found: &mut found };
    let mut at = (0, 0);
    while let Some(next) = finder.next(at) {
        at = next;
    }
    found
}

/// Whether it is worth while to look: a digit, `《` or `第` by their bytes.
fn may_hold(text: &str) -> bool {
    any_three(text.as_bytes(), |a, b, c| {
        a.is_ascii_digit()
            | ((a == 0xE3) & (b == 0x80) & (c == 0x8A))
            | ((a == 0xE7) & (b == 0xAC) & (c == 0xAC))
            | ((a == 0xEF) & (b == 0xBC) & (0x90..=0x99).contains(&c))
    })
}

/// First bytes of what `first_sign` looks for.
const BEGINS: ByteSet = ByteSet::of(b"\xE3\xE7\xEF").and(b'0', b'9');

/// Where `《`, `第` or a digit stands first.
fn first_sign(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at = BEGINS.find(bytes, at);
        match bytes[at..] {
            [] => return None,
            [b'0'..=b'9', ..] | [0xE3, 0x80, 0x8A, ..] | [0xE7, 0xAC, 0xAC, ..] | [0xEF, 0xBC, 0x90..=0x99, ..] => {
                return Some(at);
            }
            _ => at += 1,
        }
    }
}

struct Finder<'a> {
    inlines: &'a [Inline],
    room: Room,
    found: &'a mut Vec<Bond>,
}

impl Finder<'_> {
    /// Looks at what begins at `at`; gives where to look next.
    fn next(&mut self, at: (usize, usize)) -> Option<(usize, usize)> {
        let (index, start) = at;
        let InlineKind::Text(text) = &self.inlines.get(index)?.kind else { return Some((index + 1, 0)) };
        let rest = &text[start..];
        let Some(begin) = first_sign(rest) else { return Some((index + 1, 0)) };
        let (begin, rest) = (start + begin, &rest[begin..]);
        if rest.starts_with('《') {
            return Some(self.title(index, begin));
        }
        let inside_word = text[..begin].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let length = if inside_word { 0 } else { quantity(rest, self.room.most) };
        if length > 0 {
            self.found.push(Bond { from: (index, begin), to: (index, begin + length) });
            return Some((index, begin + length));
        }
        // On to the end of the number or word.
        let passed = rest.find(|c: char| !(c.is_ascii_alphanumeric() || is_digit(c))).unwrap_or(rest.len());
        Some((index, begin + passed.max(rest.chars().next().map_or(1, char::len_utf8))))
    }

    /// A title that opens at `begin` of text `index`.
    fn title(&mut self, index: usize, begin: usize) -> (usize, usize) {
        let mark = '《'.len_utf8();
        let mut width = 0;
        for (at, inline) in self.inlines.iter().enumerate().skip(index) {
            match &inline.kind {
                InlineKind::Text(text) => {
                    let from = if at == index { begin + mark } else { 0 };
                    match text[from..].find(['《', '》']) {
                        Some(end) if text[from + end..].starts_with('》') => {
                            let end = from + end;
                            width += columns(&text[from..end]) + 4;
                            let bond = Bond { from: (index, begin), to: (at, end + mark) };
                            if width <= self.room.most {
                                self.found.push(bond);
                            } else if at == index && self.room.ends {
                                self.long(index, begin, &text[begin..end + mark]);
                            }
                            return bond.to;
                        }
                        // Another title opens in this one, or this one is not closed.
                        Some(end) => return (at, from + end),
                        None => width += columns(&text[from..]),
                    }
                }
                InlineKind::Emphasis(_)
                | InlineKind::Strong(_)
                | InlineKind::Strike(_)
                | InlineKind::Mark(..)
                | InlineKind::Link { .. }
                | InlineKind::Ruby(_) => {
                    width += columns(&plain(std::slice::from_ref(inline)));
                }
                InlineKind::Code(_)
                | InlineKind::Picture { .. }
                | InlineKind::SoftBreak
                | InlineKind::HardBreak
                | InlineKind::Html(_)
                | InlineKind::FootnoteRef(_) => break,
            }
            if width > self.room.most {
                break;
            }
        }
        (index, begin + mark)
    }

    /// A long title may be broken, but not beside its marks nor so that one character stands alone.
    fn long(&mut self, index: usize, begin: usize, title: &str) {
        let head = title.char_indices().nth(KEPT + 1).map_or(title.len(), |(at, _)| at);
        let tail = title.char_indices().rev().nth(KEPT).map_or(0, |(at, _)| at);
        if head <= tail {
            self.found.push(Bond { from: (index, begin), to: (index, begin + head) });
            self.found.push(Bond { from: (index, begin + tail), to: (index, begin + title.len()) });
        }
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Numerals between 第 and what is counted.
fn is_numeral(c: char) -> bool {
    is_digit(c) || "零〇○一二三四五六七八九十百千万两".contains(c)
}

/// The bytes of an article number, date, time or amount at the beginning; 0 if there is none or it is too wide.
fn quantity(text: &str, most: usize) -> usize {
    let mut end = 0;
    if let Some(rest) = text.strip_prefix('第') {
        let numeral = rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
        let unit = rest[numeral..].chars().next().filter(|c| numeral > 0 && ORDINALS.contains(*c));
        end = unit.map_or(0, |unit| '第'.len_utf8() + numeral + unit.len_utf8());
        if end > 0 && text[end..].starts_with("之") {
            // `第一百二十条之一`
            let after = &text[end + '之'.len_utf8()..];
            end += after.chars().next().filter(|c| is_numeral(*c)).map_or(0, |c| '之'.len_utf8() + c.len_utf8());
        }
    } else {
        // `2026年11月28日19时30分` is several, as many as fit.
        while let Some(one) = counted(&text[end..]) {
            if columns(&text[..end + one]) > most {
                break;
            }
            end += one;
        }
    }
    if columns(&text[..end]) <= most { end } else { 0 }
}

/// What is numbered by 第.
const ORDINALS: &str = "条款项章节编目号届次场期批页回个季年册卷版名位站课讲";

/// What is counted, the longer before the shorter that begin alike.
const UNITS: &[&str] = &[
    "年度",
    "年",
    "月份",
    "月",
    "日",
    "号楼",
    "号",
    "时",
    "点",
    "分钟",
    "分",
    "秒",
    "小时",
    "周岁",
    "周年",
    "周",
    "岁",
    "天",
    "个工作日",
    "个月",
    "个小时",
    "个",
    "亿元",
    "万元",
    "元",
    "万人",
    "万",
    "亿",
    "人次",
    "人",
    "名",
    "位",
    "户",
    "家",
    "件",
    "起",
    "次",
    "项",
    "条",
    "款",
    "种",
    "类",
    "处",
    "份",
    "张",
    "本",
    "页",
    "册",
    "场",
    "期",
    "届",
    "级",
    "层",
    "楼",
    "室",
    "栋",
    "单元",
    "路",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "平方米",
    "立方米",
    "米",
    "吨",
    "公斤",
    "千克",
    "克",
    "斤",
    "亩",
    "公顷",
    "度",
    "倍",
    "％",
    "‰",
    "℃",
];

/// The bytes of one number with its unit: `28日`, `1,250.5元`, `5 万元`.
fn counted(text: &str) -> Option<usize> {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        if is_digit(c) || (at > 0 && matches!(c, '.' | ',' | ':' | '：') && after.is_some_and(is_digit)) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    if end == 0 {
        return None;
    }
    let space = usize::from(text[end..].starts_with(' '));
    let rest = &text[end + space..];
    // All begin with a character of three bytes, which is compared at once; most numbers have no unit.
    let first = rest.as_bytes().first_chunk::<3>()?;
    let unit = UNITS.iter().find(|unit| unit.as_bytes().first_chunk() == Some(first) && rest.starts_with(**unit))?;
    Some(end + space + unit.len())
}

/// Whether a Latin letter or digit stands right after a Han character, or the other way round.
fn needs_gap(before: Option<char>, after: Option<char>) -> bool {
    let latin = |c: char| c.is_alphanumeric() && column(c) == 1;
    match (before, after) {
        (Some(before), Some(after)) => (is_han(before) && latin(after)) || (latin(before) && is_han(after)),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
