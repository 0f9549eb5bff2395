//! Dates and times as people type them in running text, Chinese and English.
//!
//! In: a text and the part of it to look at. Out: what was found, with its place: dates, the weekdays and lunar dates typed beside
//! them, times that no clock shows. Understands no Markdown beyond stepping over `*`, `_`, `~` and the bar between two cells, and
//! judges no date.

mod chinese;
mod clock;
mod english;
mod numeric;
mod tail;

use std::ops::Range;

use jiff::civil::Weekday;

use super::lunar::{self, LunarDay};
use crate::base::bytes::{ByteSet, any_three};
use crate::base::date::Day;

/// Something found in a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Dates that belong together, with what is said of them.
    Dates(Group),
    /// A time that no clock shows, such as 25:00.
    NoTime(Range<usize>),
}

/// Dates that belong together: one, or a range such as `11月28日至29日（星期六至星期日）`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The dates, in order.
    pub dates: Vec<TypedDate>,
    /// Weekdays typed beside them, with the index of their date.
    pub weekdays: Vec<(usize, TypedWeekday)>,
    /// Lunar dates typed beside them, with the index of their date.
    pub lunars: Vec<(usize, TypedLunar)>,
}

/// What is known of the year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// It is typed.
    Given(i16),
    /// Nothing is typed: the page decides.
    Open,
    /// A word or a short form stands for it (去年, 同年, 26年): nobody can be sure.
    Unsure,
}

/// A date as typed; it need not exist.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedDate {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its year.
    pub year: Year,
    /// Its month; 13 may be typed.
    pub month: u32,
    /// Its day; 32 may be typed.
    pub day: u32,
    /// Whether it may be something else than a date if there is no such day: a number with dots, a period such as 2月30日内.
    pub doubtful: bool,
}

/// A weekday as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedWeekday {
    /// Where it stands.
    pub range: Range<usize>,
    /// Which one.
    pub weekday: Weekday,
}

/// A lunar date as typed; it need not exist.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedLunar {
    /// Where it stands.
    pub range: Range<usize>,
    /// The civil year in which its lunar year begins, if a number is typed.
    pub year: Option<i16>,
    /// The place of its year in the cycle of sixty, if such a name is typed.
    pub cycle: Option<usize>,
    /// The place of its animal among the twelve, if one is typed.
    pub animal: Option<usize>,
    /// Its month.
    pub month: u32,
    /// Whether a leap month is typed.
    pub leap: bool,
    /// Its day.
    pub day: u32,
}

/// The bytes that may belong to a date or time: marks between numbers, capitals of months, and the last bytes of 月, ： and 点, which
/// are much rarer in Chinese text than their first ones.
const SIGNS: ByteSet = ByteSet::of(b"-/.:ADFJMNOS\x88\x9A\xB9");

/// Whether a line may hold a date or time: there is none without a digit but for the months, 正月初五 and the like.
fn may_hold(line: &[u8]) -> bool {
    any_three(line, |a, b, c| a.is_ascii_digit() | ((a == 0xE6) & (b == 0x9C) & (c == 0x88)))
}

/// All that is found in a part of a text. One pass over its bytes; only those that may belong to a date are looked at closely.
pub fn find(text: &str, part: Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let Some(text) = text.get(..part.end) else { return found };
    let bytes = text.as_bytes();
    let (mut at, mut done) = (part.start, part.start);
    let mut line_end = part.start;
    while at < bytes.len() {
        if at >= line_end {
            let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |before| before + 1);
            line_end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
            if !may_hold(&bytes[start..line_end]) {
                at = line_end;
                continue;
            }
        }
        at = SIGNS.find(&bytes[..line_end], at);
        let Some(sign) = bytes[..line_end].get(at) else { continue };
        // Where the character begins whose last byte this is.
        let ends = |c: &str| bytes[done..=at].ends_with(c.as_bytes()).then(|| at + 1 - c.len());
        let group = match sign {
            b'-' | b'/' | b'.' => numeric::around(text, done, at),
            b'A' | b'D' | b'F' | b'J' | b'M' | b'N' | b'O' | b'S' => english::around(text, done, at),
            0x88 => ends("月").and_then(|month| chinese::around(text, done, month)),
            _ => {
                let mark = if *sign == b':' { Some(at) } else { ends("：").or_else(|| ends("点")) };
                found.extend(mark.and_then(|mark| clock::around(text, part.start, mark)).map(Found::NoTime));
                None
            }
        };
        at += 1;
        if let Some((group, end)) = group {
            at = end.max(at);
            done = at;
            if !group.dates.is_empty() {
                found.push(Found::Dates(group));
            }
        }
    }
    found
}

impl TypedDate {
    /// The day, in a year.
    pub fn in_year(&self, year: i16) -> Option<Day> {
        let (month, day) = (i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?);
        jiff::civil::Date::new(year, month, day).ok().map(Day)
    }

    /// Whether no year has such a day; of a given year, whether that one has none.
    pub fn is_impossible(&self) -> bool {
        match self.year {
            Year::Given(year) => self.in_year(year).is_none(),
            // 2000 was a leap year.
            Year::Open | Year::Unsure => self.in_year(2000).is_none(),
        }
    }
}

impl TypedLunar {
    /// Whether this is a way to write a lunar date.
    pub fn means(&self, day: LunarDay) -> bool {
        u32::from(day.month) == self.month
            && u32::from(day.day) == self.day
            && day.leap == self.leap
            && self.year.is_none_or(|year| year == day.year)
            && self.cycle.is_none_or(|at| i32::from(day.year - 1984).rem_euclid(60) == i32::try_from(at).unwrap_or(-1))
            && self.animal.is_none_or(|at| i32::from(day.year - 1984).rem_euclid(12) == i32::try_from(at).unwrap_or(-1))
    }

    /// The lunar date, in the year that it names, else in the lunar year of `near`.
    pub fn day(&self, near: Day) -> Option<LunarDay> {
        let this_year = lunar::of(near).map_or(near.0.year(), |l| l.year);
        let fits = |year: &i16| {
            let at = i32::from(*year) - 1984;
            self.cycle.is_none_or(|c| usize::try_from(at.rem_euclid(60)) == Ok(c))
                && self.animal.is_none_or(|a| usize::try_from(at.rem_euclid(12)) == Ok(a))
        };
        // The nearest year of that name, later ones first.
        let nearest = || (0..60).flat_map(|n| [this_year + n, this_year - n]).find(fits);
        let year = self.year.or_else(nearest)?;
        let day = LunarDay {
            year,
            month: u8::try_from(self.month).ok()?,
            leap: self.leap,
            day: u8::try_from(self.day).ok()?,
        };
        fits(&year).then_some(day)
    }
}

/// A lunar date that makes up a whole text, such as 农历十月二十.
pub fn lunar_alone(text: &str) -> Option<TypedLunar> {
    chinese::lunar_at(text, 0, true).filter(|l| l.range.end == text.len())
}

/// The dates that make up a whole text.
pub fn dates_alone(text: &str) -> Option<Group> {
    let found = find(text, 0..text.len());
    let [Found::Dates(group)] = found.as_slice() else { return None };
    let ends = group.dates.iter().map(|d| &d.range);
    let ends =
        ends.chain(group.weekdays.iter().map(|(_, w)| &w.range)).chain(group.lunars.iter().map(|(_, l)| &l.range));
    let (start, end) = ends.fold((text.len(), 0), |(s, e), r| (s.min(r.start), e.max(r.end)));
    let is_filling = |c: char| c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')' | ',' | '，');
    let alone = text[..start].chars().all(is_filling) && text[end..].chars().all(is_filling);
    alone.then(|| group.clone())
}

/// The character before a place.
fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at a place.
fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Skips up to three spaces forward.
fn skip_spaces(text: &str, mut at: usize) -> usize {
    for _ in 0..3 {
        match after(text, at).filter(|c| is_space(*c)) {
            Some(c) => at += c.len_utf8(),
            None => break,
        }
    }
    at
}

/// Skips up to three spaces backward.
fn skip_spaces_back(text: &str, from: usize, mut at: usize) -> usize {
    for _ in 0..3 {
        match before(text, at).filter(|c| is_space(*c) && at > from) {
            Some(c) => at -= c.len_utf8(),
            None => break,
        }
    }
    at
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{3000}')
}

/// Whether this joins two dates or weekdays into a range or a list.
fn is_joint(c: char) -> bool {
    matches!(c, '至' | '到' | '—' | '–' | '-' | '~' | '～' | '－' | '─' | '、' | '和' | '及' | '与')
}
