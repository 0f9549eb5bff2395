//! Times that no clock shows: 25:00, 19:75, 晚上25点.
//!
//! In: a text and the place of a colon or of 点. Out: the place of the time. Scores and ratios look alike, so a time counts only
//! where a day, a part of the day or another time stands before it.

use std::ops::Range;

use super::{before, is_space, skip_spaces_back};

/// Words before a time of day.
const PARTS: [&str; 14] =
    ["上午", "中午", "下午", "晚上", "晚", "早上", "早", "清晨", "傍晚", "凌晨", "夜里", "夜间", "时间", "时间："];

/// Words before a time in English.
const ENGLISH: [&str; 5] = ["at", "from", "until", "till", "to"];

/// The impossible time around the mark at `at`.
pub(super) fn around(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let rest = &text.as_bytes()[at..];
    let mark = if rest[0] == b':' {
        1
    } else if rest.starts_with("：".as_bytes()) || rest.starts_with("点".as_bytes()) {
        3
    } else {
        return None;
    };
    let start = hour_before(text, from, at)?;
    let hour: u32 = text[start..at].parse().ok()?;
    if rest.starts_with("点".as_bytes()) {
        let day_part = PARTS.iter().any(|p| text[from..start].ends_with(p));
        return (hour > 24 && day_part).then(|| start..at + mark);
    }
    let minute = &text.as_bytes()[at + mark..];
    let length = minute.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    if length != 2 || minute.get(2).is_some_and(|b| *b == b':' || b.is_ascii_alphabetic()) {
        return None;
    }
    let end = at + mark + 2;
    let minutes: u32 = text[at + mark..end].parse().ok()?;
    let shown = (hour < 24 && minutes < 60) || (hour == 24 && minutes == 0);
    (!shown && is_time(text, from, start)).then_some(start..end)
}

/// Where the hour before a mark begins: one or two digits and no more.
fn hour_before(text: &str, from: usize, at: usize) -> Option<usize> {
    let digits = text.as_bytes()[from..at].iter().rev().take(3).take_while(|b| b.is_ascii_digit()).count();
    let start = at - digits;
    let inside = match before(text, start) {
        // 1:25:00 is a length of time, 时间：25:00 is not.
        Some(c @ (':' | '：')) => before(text, start - c.len_utf8()).is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '='),
        None => false,
    };
    ((1..=2).contains(&digits) && !inside).then_some(start)
}

/// Whether what stands before says that a time follows.
fn is_time(text: &str, from: usize, start: usize) -> bool {
    let at = skip_spaces_back(text, from, start);
    let head = text[from.min(at)..at].trim_end_matches(['*', '_', '~']);
    if PARTS.iter().any(|p| head.ends_with(p)) {
        return true;
    }
    let word = head.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    if at < start && ENGLISH.iter().any(|e| word.eq_ignore_ascii_case(e)) {
        return true;
    }
    let mut back = head.chars().rev();
    match back.next() {
        Some('日' | '号') => true,
        Some('）' | ')') => back.next().is_some_and(|c| "一二三四五六日天".contains(c)),
        // After another time: 19:30-25:00.
        Some('-' | '–' | '—' | '~' | '～' | '至' | '到') => {
            let head = head.trim_end_matches(|c: char| super::is_joint(c) || is_space(c));
            let tail: Vec<char> = head.chars().rev().take(3).collect();
            matches!(tail.as_slice(), [a, b, ':' | '：'] if a.is_ascii_digit() && b.is_ascii_digit())
        }
        Some(_) | None => false,
    }
}
