//! Days and times as people type them: `2026年11月28日（星期六）晚上7点半`, `2026/11/28 19：30`, `二〇二六年十一月二十八日`.
//!
//! In: the text of one date. Out: the day, the time and the weekday that were meant, or what is unclear about it. Full-width digits and
//! signs count as plain ones. Never guesses: no year, or an hour that may be morning or evening, is unclear.
//! Does not look for dates in running text and does not judge the weekday; whoever asks has its place.

use std::ops::Range;

use jiff::civil::{Date, Time, Weekday};

use super::date::{Day, Moment};

/// A date as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The day.
    pub day: Day,
    /// The time of day, if one was typed.
    pub time: Option<Time>,
    /// The weekday, if one was typed, with the bytes it stands in.
    pub weekday: Option<(Weekday, Range<usize>)>,
}

/// Why a date cannot be read in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// It is not written as any date we know.
    NoDate,
    /// The year is missing.
    NoYear {
        /// The month.
        month: i8,
        /// The day of the month.
        day: i8,
        /// The time, if one was typed.
        time: Option<Time>,
    },
    /// The year has two digits.
    ShortYear(i16),
    /// There is no such day.
    NoSuchDay,
    /// There is no such time.
    NoSuchTime,
    /// An hour from 1 to 12 that may be before or after noon.
    HalfOfDay {
        /// The day.
        day: Day,
        /// The hour as typed.
        hour: i8,
        /// The minute.
        minute: i8,
    },
    /// An hour that is not in the part of the day named with it.
    WrongPart {
        /// The part of the day as typed.
        part: String,
        /// The hour as typed.
        hour: i8,
    },
    /// Two times, from and until, where one is wanted.
    Span,
}

impl Typed {
    /// Day and time together, if a time was typed.
    pub fn moment(&self) -> Option<Moment> {
        self.time.map(|time| Moment(self.day.0.to_datetime(time)))
    }
}

/// Reads a date, with or without a time.
pub fn read(text: &str) -> Result<Typed, Unclear> {
    let chars = text.char_indices().map(|(at, c)| (at, plain(c))).collect();
    let mut reader = Reader { chars, at: 0, length: text.len() };
    let day = reader.date();
    let (day, partial) = match day {
        Ok(day) => (Some(day), None),
        Err(Unclear::NoYear { month, day, .. }) => (None, Some((month, day))),
        Err(unclear) => return Err(unclear),
    };
    let weekday = reader.weekday();
    reader.separators();
    let clock = if reader.is_done() { None } else { Some(reader.clock()?) };
    reader.spaces();
    if !reader.is_done() {
        return Err(if reader.is_span() { Unclear::Span } else { Unclear::NoDate });
    }
    if let Some((month, day)) = partial {
        // Whether the time is clear is asked when there is a day.
        let time = clock.and_then(|clock| clock.time(Day(Date::ZERO)).ok());
        return Err(Unclear::NoYear { month, day, time });
    }
    let day = day.ok_or(Unclear::NoDate)?;
    let time = clock.map(|clock| clock.time(day)).transpose()?;
    Ok(Typed { day, time, weekday })
}

/// Full-width digits, letters and signs as plain ones; every dash and every space as one.
pub fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{3000}' | '\u{A0}' | '\t' => ' ',
        c => c,
    }
}

/// The number that Chinese numerals say: `二〇二六`, `十一`, `廿八`; none if they say none.
pub fn chinese_number(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    let tens = |c: char| match c {
        '十' => Some(10),
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    };
    let Some(at) = text.find(|c| tens(c).is_some()) else {
        const MOST_DIGITS: usize = 6;
        let digits: Option<Vec<i64>> = text.chars().map(chinese_digit).collect();
        return digits.filter(|d| d.len() <= MOST_DIGITS).map(|d| d.iter().fold(0, |sum, digit| sum * 10 + digit));
    };
    let ten = text[at..].chars().next()?;
    let (before, after) = (&text[..at], &text[at + ten.len_utf8()..]);
    let one = |text: &str| {
        let mut chars = text.chars();
        chars.next().and_then(chinese_digit).filter(|digit| *digit > 0 && chars.next().is_none())
    };
    let times = if before.is_empty() { 1 } else { one(before).filter(|_| ten == '十')? };
    let ones = if after.is_empty() { 0 } else { one(after)? };
    Some(tens(ten)? * times + ones)
}

fn chinese_digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' | '○' | 'O' | 'o' | '0' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn is_chinese_numeral(c: char) -> bool {
    matches!(c, '十' | '廿' | '卅') || (!c.is_ascii() && chinese_digit(c).is_some())
}

/// Parts of the day, and which hours on the clock face they hold: the first and last as typed, and how many are added.
///
/// What is in no row is unclear: `晚上12点` may be the end of this day or the beginning of the next.
const PARTS: &[(&[&str], &[(i8, i8, i8)])] = &[
    (&["凌晨"], &[(0, 6, 0)]),
    (&["早上", "早晨", "清晨", "清早", "早"], &[(4, 11, 0)]),
    (&["上午", "午前"], &[(1, 11, 0)]),
    (&["中午", "正午"], &[(11, 13, 0), (1, 2, 12)]),
    (&["下午", "午后"], &[(1, 11, 12), (13, 18, 0)]),
    (&["傍晚"], &[(4, 8, 12), (16, 20, 0)]),
    (&["晚上", "晚间", "夜里", "夜间", "今晚", "当晚", "晚"], &[(5, 11, 12), (17, 23, 0)]),
    (&["am", "a.m."], &[(1, 11, 0), (12, 12, -12)]),
    (&["pm", "p.m."], &[(12, 12, 0), (1, 11, 12)]),
];

/// A time as typed, before the part of the day is worked in.
struct Clock {
    part: Option<(String, usize)>,
    hour: i8,
    minute: i8,
    /// Whether it was typed with a colon, which means 24 hours.
    colon: bool,
}

impl Clock {
    fn time(self, day: Day) -> Result<Time, Unclear> {
        let Clock { part, hour, minute, colon } = self;
        let exact = |hour: i8| Time::new(hour, minute, 0, 0).map_err(|_| Unclear::NoSuchTime);
        let Some((part, row)) = part else {
            let is_half = !colon && (1..=12).contains(&hour);
            return if is_half { Err(Unclear::HalfOfDay { day, hour, minute }) } else { exact(hour) };
        };
        let fits = PARTS[row].1.iter().find(|(first, last, _)| (*first..=*last).contains(&hour));
        let (_, _, added) = fits.ok_or(Unclear::WrongPart { part, hour })?;
        exact(hour + added)
    }
}

struct Reader {
    /// The characters as plain ones, with their bytes.
    chars: Vec<(usize, char)>,
    at: usize,
    length: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).map(|(_, c)| *c)
    }

    fn byte(&self) -> usize {
        self.chars.get(self.at).map_or(self.length, |(at, _)| *at)
    }

    fn is_done(&self) -> bool {
        self.at >= self.chars.len()
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| wanted(*c))?;
        self.at += 1;
        Some(c)
    }

    fn spaces(&mut self) {
        while self.take(|c| c == ' ').is_some() {}
    }

    /// The word, if it stands here, in any case.
    fn word(&mut self, word: &str) -> bool {
        let here = self.chars[self.at.min(self.chars.len())..].iter().map(|(_, c)| c.to_ascii_lowercase());
        let stands = here.take(word.chars().count()).eq(word.chars().map(|c| c.to_ascii_lowercase()));
        if stands {
            self.at += word.chars().count();
        }
        stands
    }

    /// A number and how many digits it has; Chinese numerals too.
    fn number(&mut self) -> Option<(i64, usize)> {
        const MOST_DIGITS: usize = 8;
        self.spaces();
        let start = self.at;
        while self.take(|c| c.is_ascii_digit()).is_some() {}
        let digits: String = self.chars[start..self.at].iter().map(|(_, c)| *c).collect();
        if !digits.is_empty() {
            return digits.parse().ok().filter(|_| digits.len() <= MOST_DIGITS).map(|number| (number, digits.len()));
        }
        while self.take(is_chinese_numeral).is_some() {}
        // `二OO六年` is typed with letters by those who do not find 〇.
        while self.at > start && self.take(|c| is_chinese_numeral(c) || matches!(c, 'O' | 'o' | '0')).is_some() {}
        let numerals: String = self.chars[start..self.at].iter().map(|(_, c)| *c).collect();
        chinese_number(&numerals).map(|number| (number, numerals.chars().count()))
    }

    fn date(&mut self) -> Result<Day, Unclear> {
        let (first, digits) = self.number().ok_or(Unclear::NoDate)?;
        self.spaces();
        let unit = self.take(|c| matches!(c, '年' | '-' | '/' | '.' | '月')).ok_or(Unclear::NoDate)?;
        if unit == '月' {
            let (day, _) = self.number().ok_or(Unclear::NoDate)?;
            self.take(|c| matches!(c, '日' | '号'));
            return Err(no_year(first, day));
        }
        let (month, _) = self.number().ok_or(Unclear::NoDate)?;
        self.spaces();
        let second = if unit == '年' { '月' } else { unit };
        if self.take(|c| c == second).is_none() {
            // `11-28` and `11/28` are a month and a day.
            return Err(if unit != '年' && digits <= 2 { no_year(first, month) } else { Unclear::NoDate });
        }
        let (day, _) = self.number().ok_or(Unclear::NoDate)?;
        if unit == '年' {
            self.spaces();
            self.take(|c| matches!(c, '日' | '号')).ok_or(Unclear::NoDate)?;
        }
        match (digits, i16::try_from(first)) {
            (4, Ok(year)) => civil(year, month, day),
            (2, Ok(year)) if unit == '年' => Err(Unclear::ShortYear(year)),
            _ => Err(Unclear::NoDate),
        }
    }

    /// `（星期六）`, `周六`, `(Sat)`, `（六）`.
    fn weekday(&mut self) -> Option<(Weekday, Range<usize>)> {
        let before = self.at;
        self.spaces();
        let bracket = self.take(|c| matches!(c, '(' | '[' | '【' | '〔')).is_some();
        let start = self.byte();
        let named = ["星期", "礼拜", "周"].iter().any(|word| self.word(word));
        let found = if named || bracket {
            self.take(|c| "一二三四五六日天".contains(c))
                .and_then(|c| "一二三四五六日天".find(c))
                .map(|at| at / '一'.len_utf8())
        } else {
            None
        };
        let found = found.or_else(|| if named { None } else { self.english_weekday() });
        let end = self.byte();
        let closed = !bracket || self.take(|c| matches!(c, ')' | ']' | '】' | '〕')).is_some();
        match found.and_then(|at| i8::try_from(at.min(6)).ok()).filter(|_| closed) {
            Some(at) => Weekday::from_monday_zero_offset(at).ok().map(|weekday| (weekday, start..end)),
            None => {
                self.at = before;
                None
            }
        }
    }

    fn english_weekday(&mut self) -> Option<usize> {
        const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let whole = NAMES.iter().position(|name| self.word(name));
        whole.or_else(|| NAMES.iter().position(|name| self.word(&name[..3])))
    }

    /// What may stand between a day and a time.
    fn separators(&mut self) {
        while self.take(|c| matches!(c, ' ' | ',' | 'T')).is_some() {}
    }

    fn part(&mut self) -> Option<(String, usize)> {
        for (row, (words, _)) in PARTS.iter().enumerate() {
            if let Some(word) = words.iter().find(|word| self.word(word)) {
                return Some(((*word).to_string(), row));
            }
        }
        None
    }

    fn clock(&mut self) -> Result<Clock, Unclear> {
        let part = self.part();
        let (hour, _) = self.number().ok_or(Unclear::NoDate)?;
        self.spaces();
        let hour = i8::try_from(hour).map_err(|_| Unclear::NoSuchTime)?;
        let colon = self.take(|c| c == ':').is_some();
        let minute = if colon {
            let (minute, digits) = self.number().filter(|(_, digits)| *digits == 2).ok_or(Unclear::NoDate)?;
            if digits == 2 && self.take(|c| c == ':').is_some() {
                self.number().filter(|(second, digits)| *second == 0 && *digits == 2).ok_or(Unclear::NoDate)?;
            }
            minute
        } else {
            self.take(|c| matches!(c, '点' | '时' | '點')).ok_or(Unclear::NoDate)?;
            self.minutes()
        };
        let minute = i8::try_from(minute).map_err(|_| Unclear::NoSuchTime)?;
        self.spaces();
        let part = part.or_else(|| self.part());
        if minute > 59 || hour > 24 {
            return Err(Unclear::NoSuchTime);
        }
        Ok(Clock { part, hour, minute, colon })
    }

    /// What stands behind `点`.
    fn minutes(&mut self) -> i64 {
        for (word, minute) in [("半", 30), ("一刻", 15), ("三刻", 45), ("钟", 0), ("整", 0)] {
            if self.word(word) {
                return minute;
            }
        }
        let before = self.at;
        match self.number() {
            Some((minute, _)) => {
                self.take(|c| c == '分');
                minute
            }
            None => {
                self.at = before;
                0
            }
        }
    }

    /// Whether a second time follows.
    fn is_span(&self) -> bool {
        self.peek().is_some_and(|c| matches!(c, '-' | '~' | '至' | '到'))
    }
}

fn no_year(month: i64, day: i64) -> Unclear {
    match (i8::try_from(month), i8::try_from(day)) {
        // 2000 had a 29th of February.
        (Ok(month), Ok(day)) if Date::new(2000, month, day).is_ok() => Unclear::NoYear { month, day, time: None },
        _ => Unclear::NoSuchDay,
    }
}

fn civil(year: i16, month: i64, day: i64) -> Result<Day, Unclear> {
    let date = i8::try_from(month).ok().zip(i8::try_from(day).ok()).and_then(|(m, d)| Date::new(year, m, d).ok());
    date.map(Day).ok_or(Unclear::NoSuchDay)
}

#[cfg(test)]
mod tests;
