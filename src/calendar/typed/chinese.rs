//! `2026年11月28日`, `11月28日至29日`, `二〇二六年十一月二十八日`, `农历十月二十` in running text.
//!
//! In: a text and the place of 月. Out: the dates around it. A date in Chinese numerals whose year is not typed in four digits may be
//! one of another calendar (光绪三十一年二月三十日) and is left alone.

use super::{Group, TypedDate, TypedLunar, Year, after, before, is_joint, skip_spaces, skip_spaces_back, tail};
use crate::calendar::{lunar, numeral};

const LUNAR: [&str; 4] = ["农历", "阴历", "旧历", "夏历"];
const CIVIL: [&str; 4] = ["公历", "阳历", "新历", "西历"];

/// Most days in a list such as `1、8、15、22日`.
const LIST: usize = 8;

/// A number as typed.
struct Number {
    value: u32,
    start: usize,
    end: usize,
    /// Whether it is in Chinese characters.
    chinese: bool,
    /// How many characters it has.
    length: usize,
}

/// The dates around the 月 at `at`, and where they end; no dates if there is only a lunar one.
pub(super) fn around(text: &str, from: usize, at: usize) -> Option<(Group, usize)> {
    if let Some(lunar) = lunar_around(text, from, at) {
        return Some(after_lunar(text, lunar));
    }
    let month = number_before(text, from, skip_spaces_back(text, from, at))?;
    let mut start = month.start;
    let year_mark = skip_spaces_back(text, from, start);
    let mut unsure = false;
    let mut year_typed = false;
    if text[from..year_mark].ends_with('年') {
        let mark = year_mark - '年'.len_utf8();
        match number_before(text, from, skip_spaces_back(text, from, mark)).filter(|y| y.length == 4) {
            Some(year) => {
                start = year.start;
                year_typed = true;
            }
            None => unsure = !text[from..mark].ends_with(['今', '本']),
        }
    }
    if month.chinese && !year_typed {
        return None;
    }
    if is_part_of_more(before(text, start)) {
        return None;
    }
    let (mut dates, end) = dates_at(text, start, None)?;
    if unsure {
        dates.iter_mut().for_each(|d| d.year = Year::Unsure);
    }
    let mut group = Group { dates, ..Group::default() };
    tail::weekday_in_front(text, from, start, &mut group);
    let end = tail::read(text, end, &mut group, 0);
    Some((group, end))
}

fn is_part_of_more(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '·' | '第'))
}

/// A lunar date, and the civil one that may stand beside it: 农历十月二十（11月28日）.
fn after_lunar(text: &str, lunar: TypedLunar) -> (Group, usize) {
    let end = lunar.range.end;
    let mut at = skip_spaces(text, end);
    let mut beside = false;
    while let Some(c) = after(text, at).filter(|c| matches!(c, '（' | '(' | '，' | ',' | '/' | '即' | ' ' | '*')) {
        beside |= matches!(c, '（' | '(' | '/' | '即');
        at += c.len_utf8();
    }
    if let Some(word) = CIVIL.iter().find(|w| text[at..].starts_with(**w)) {
        beside = true;
        at = skip_spaces(text, at + word.len());
    }
    let Some((dates, after_dates)) = dates_at(text, at, None).filter(|(dates, _)| beside && dates.len() == 1) else {
        return (Group::default(), end);
    };
    let mut group = Group { dates, lunars: vec![(0, lunar)], ..Group::default() };
    let end = tail::read(text, after_dates, &mut group, 1);
    (group, end)
}

/// The dates that begin at `at`; `like` is the date before, whose year and month they may share.
pub(super) fn dates_at(text: &str, at: usize, like: Option<&TypedDate>) -> Option<(Vec<TypedDate>, usize)> {
    let first = number_at(text, at)?;
    let mut year = Year::Open;
    let mut month = first;
    let mut mark_at = skip_spaces(text, month.end);
    if after(text, mark_at) == Some('年') {
        year = match month.length {
            4 => Year::Given(i16::try_from(month.value).ok()?),
            _ => Year::Unsure,
        };
        month = number_at(text, skip_spaces(text, mark_at + '年'.len_utf8()))?;
        mark_at = skip_spaces(text, month.end);
    } else if let Some(like) = like {
        year = like.year;
    }
    match after(text, mark_at)? {
        '月' => days_at(text, at, mark_at + '月'.len_utf8(), year, &month, like),
        '日' | '号' if like.is_some() && year != Year::Unsure => {
            let like = like?;
            let end = mark_at + '日'.len_utf8();
            let date = TypedDate { range: at..end, year, month: like.month, day: month.value, doubtful: like.doubtful };
            Some((vec![date], end))
        }
        _ => None,
    }
}

/// The days after a month: `28日`, `28、29日`, `28-29日`.
fn days_at(
    text: &str,
    start: usize,
    at: usize,
    year: Year,
    month: &Number,
    like: Option<&TypedDate>,
) -> Option<(Vec<TypedDate>, usize)> {
    let mut days: Vec<Number> = Vec::new();
    let mut at = skip_spaces(text, at);
    let end = loop {
        let day = number_at(text, at).filter(|d| d.length <= 3 && d.chinese == month.chinese)?;
        at = skip_spaces(text, day.end);
        days.push(day);
        match after(text, at)? {
            '日' | '号' => break at + '日'.len_utf8(),
            c if is_joint(c) && days.len() < LIST => at = skip_spaces(text, at + c.len_utf8()),
            _ => return None,
        }
    };
    if month.length > 3 || (!month.chinese && (month.length > 2 || days.iter().any(|d| d.length > 2))) {
        return None;
    }
    // 2月30日内, 3月31日前 may be a period of months and days.
    let period = year == Year::Open && after(text, end).is_some_and(|c| matches!(c, '内' | '以' | '之' | '期'));
    let year = match (year, like) {
        // From 30 December to 2 January: the year is the next one.
        (Year::Given(y), Some(like)) if like.year == year && month.value < like.month => Year::Given(y + 1),
        _ => year,
    };
    let last = days.len() - 1;
    let dates = days.iter().enumerate().map(|(i, d)| TypedDate {
        range: if i == 0 { start } else { d.start }..if i == last { end } else { d.end },
        year,
        month: month.value,
        day: d.value,
        doubtful: period,
    });
    Some((dates.collect(), end))
}

/// The lunar date that holds the 月 at `at`.
fn lunar_around(text: &str, from: usize, at: usize) -> Option<TypedLunar> {
    let head = &text[from..at];
    // The furthest a prefix can stand before 月: 农历二〇二六年（丙午年）闰十二.
    let near = head.char_indices().rev().nth(18).map_or(0, |(i, _)| i);
    if let Some(start) = LUNAR.iter().filter_map(|w| head[near..].rfind(w)).max() {
        return lunar_at(text, from + near + start, false).filter(|l| l.range.end > at);
    }
    let mut start = at;
    let c = before(text, start).filter(|_| start > from)?;
    if matches!(c, '正' | '冬' | '腊') {
        start -= c.len_utf8();
    } else {
        start = number_before(text, from, start).filter(|n| n.chinese)?.start;
    }
    if start > from && before(text, start) == Some('闰') {
        start -= '闰'.len_utf8();
    }
    lunar_at(text, start, false).filter(|l| l.range.end > at)
}

/// The lunar date that begins at `at`; without a word such as 农历 before it, only if nothing else is written so
/// (正月, 腊月, 初五, 廿一), or if it is `known` to be one.
pub(super) fn lunar_at(text: &str, at: usize, known: bool) -> Option<TypedLunar> {
    let start = at;
    let mut at = at;
    let mut certain = known;
    if let Some(word) = LUNAR.iter().find(|w| text[at..].starts_with(**w)) {
        certain = true;
        at = skip_spaces(text, at + word.len());
    }
    let mut lunar =
        TypedLunar { range: start..at, year: None, cycle: None, animal: None, month: 0, leap: false, day: 0 };
    at = lunar_year(text, at, &mut lunar);
    // 2026年农历十月二十, as it is typed alone.
    if let Some(word) = LUNAR.iter().find(|w| known && text[at..].starts_with(**w)) {
        at = skip_spaces(text, at + word.len());
    }
    if after(text, at) == Some('闰') {
        lunar.leap = true;
        certain = true;
        at += '闰'.len_utf8();
    }
    let c = after(text, at)?;
    let of_name = match c {
        '正' => Some(1),
        '冬' => Some(11),
        '腊' => Some(12),
        _ => None,
    };
    lunar.month = match of_name {
        Some(month) => {
            certain = true;
            at += c.len_utf8();
            month
        }
        None => {
            let number = number_at(text, at)?;
            at = number.end;
            number.value
        }
    };
    at = skip_spaces(text, at);
    at += after(text, at).filter(|c| *c == '月')?.len_utf8();
    at = skip_spaces(text, at);
    let first = after(text, at)?;
    let by_name = matches!(first, '初' | '廿' | '卅');
    if first == '初' {
        at += first.len_utf8();
    }
    let day = number_at(text, at)?;
    lunar.day = day.value;
    at = day.end;
    if after(text, at) == Some('日') && certain {
        at += '日'.len_utf8();
    }
    lunar.range = start..at;
    let sound = (1..=12).contains(&lunar.month) && (1..=30).contains(&lunar.day) && day.length <= 3;
    (sound && (certain || by_name)).then_some(lunar)
}

/// A year before a lunar month: `2026年`, `丙午年`, `马年`, `丙午马年`, `丙午（马）年`; gives where it ends.
fn lunar_year(text: &str, at: usize, lunar: &mut TypedLunar) -> usize {
    let past = |end: usize| skip_spaces(text, end + '年'.len_utf8());
    if let Some(number) = number_at(text, at).filter(|n| n.length == 4)
        && after(text, number.end) == Some('年')
    {
        lunar.year = i16::try_from(number.value).ok();
        return lunar_year_name(text, past(number.end), lunar);
    }
    lunar_year_name(text, at, lunar)
}

fn lunar_year_name(text: &str, at: usize, lunar: &mut TypedLunar) -> usize {
    let chars: Vec<char> = text[at..].chars().filter(|c| !matches!(c, '（' | '(')).take(4).collect();
    let cycle = match chars.as_slice() {
        [stem, branch, ..] => lunar::cycle_of(*stem, *branch),
        _ => None,
    };
    let animal = chars.get(if cycle.is_some() { 2 } else { 0 }).and_then(|c| lunar::animal_of(*c));
    if cycle.is_none() && animal.is_none() {
        return at;
    }
    // The name ends with 年, within a few characters.
    let end =
        text[at..].char_indices().take(7).filter(|(_, c)| *c == '年').map(|(i, _)| at + i + '年'.len_utf8()).next();
    let Some(mut end) = end else { return at };
    lunar.cycle = cycle;
    lunar.animal = animal;
    // 丙午年（马年）
    let rest = &text[end..];
    if let Some(inner) = rest.strip_prefix(['（', '(']) {
        let mut inner_chars = inner.chars();
        if let (Some(c), Some('年'), Some('）' | ')')) = (inner_chars.next(), inner_chars.next(), inner_chars.next())
            && let Some(a) = lunar::animal_of(c)
        {
            lunar.animal = Some(a);
            end = text.len() - inner_chars.as_str().len();
        }
    }
    skip_spaces(text, end)
}

/// The number that begins at `at`: up to four digits, or Chinese numerals.
fn number_at(text: &str, at: usize) -> Option<Number> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let chinese = numeral::is_chinese(first);
    let belongs = |c: &char| if chinese { numeral::is_chinese(*c) } else { is_digit(*c) };
    let typed: String = rest.chars().take_while(belongs).take(5).collect();
    number(&typed, at, at + typed.len(), chinese)
}

/// The number that ends at `at`.
fn number_before(text: &str, from: usize, at: usize) -> Option<Number> {
    let head = text.get(from..at)?;
    let last = head.chars().next_back()?;
    let chinese = numeral::is_chinese(last);
    let belongs = |c: &char| if chinese { numeral::is_chinese(*c) } else { is_digit(*c) };
    let length: usize = head.chars().rev().take_while(belongs).take(5).map(char::len_utf8).sum();
    number(&text[at - length..at], at - length, at, chinese)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn number(typed: &str, start: usize, end: usize, chinese: bool) -> Option<Number> {
    let length = typed.chars().count();
    let by_digits = || typed.chars().try_fold(0, |n, c| Some(n * 10 + numeral::digit(c)?));
    let value = match length {
        0 | 5.. => return None,
        4 => by_digits()?,
        _ if chinese => numeral::read(typed)?,
        _ => by_digits()?,
    };
    Some(Number { value, start, end, chinese, length })
}
