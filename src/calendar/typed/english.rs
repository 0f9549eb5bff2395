//! `Saturday, 28 November 2026`, `28–29 Nov. 2026`, `November 28, 2026 (Saturday)` in running text.
//!
//! In: a text and the place of a capital that may begin a month. Out: the dates around it.

use jiff::civil::Weekday;

use super::{Group, TypedDate, TypedWeekday, Year, after, before, is_joint, tail};
use crate::base::date::MONTHS;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

/// The dates around the month that may begin at `at`, and where they end.
pub(super) fn around(text: &str, from: usize, at: usize) -> Option<(Group, usize)> {
    if before(text, at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let (month, month_end) = month_at(text, at)?;
    let (days, start, end) = match days_in_front(text, from, at) {
        Some((days, start)) => (days, start, month_end),
        None => {
            let (days, end) = days_behind(text, month_end)?;
            (days, at, end)
        }
    };
    let (year, end) = match year_behind(text, end) {
        Some((year, end)) => (Year::Given(year), end),
        None => (Year::Open, end),
    };
    let last = days.len() - 1;
    let dates = days.iter().enumerate().map(|(i, day)| TypedDate {
        range: if days.len() == 1 { start..end } else { day.1..if i == last { end } else { day.2 } },
        year,
        month,
        day: day.0,
        doubtful: false,
    });
    let mut group = Group { dates: dates.collect(), ..Group::default() };
    weekday_in_front(text, from, start, &mut group);
    let end = if group.weekdays.is_empty() { tail::read(text, end, &mut group, 0) } else { end };
    Some((group, end))
}

fn month_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let word = text[at..].split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let month = MONTHS.iter().position(|m| *m == word || m[..3] == *word || (word == "Sept" && *m == "September"))?;
    let mut end = at + word.len();
    if word.len() < 5 && word != MONTHS[month] && text[end..].starts_with('.') {
        end += 1;
    }
    Some((u32::try_from(month).ok()? + 1, end))
}

/// A day of the month with its place.
type DayAt = (u32, usize, usize);

/// `28 `, `28th `, `28–29 `, `28 to 29 ` in front of a month; gives where the first begins.
fn days_in_front(text: &str, from: usize, at: usize) -> Option<(Vec<DayAt>, usize)> {
    let last = day_ending(text, from, text[from..at].strip_suffix([' ', '\u{A0}']).map(|h| from + h.len())?)?;
    let head = &text[from..last.1];
    let joint = ["–", "—", "-", " to ", " and ", " – "].iter().find(|j| head.ends_with(**j));
    if let Some(first) = joint.and_then(|j| day_ending(text, from, last.1 - j.len())).filter(|first| first.0 < last.0) {
        return Some((vec![first, last], first.1));
    }
    Some((vec![last], last.1))
}

/// The day whose number ends at `end`, with or without `th`.
fn day_ending(text: &str, from: usize, end: usize) -> Option<DayAt> {
    let head = text.get(from..end)?;
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|e| head.strip_suffix(e)).unwrap_or(head);
    let digits = bare.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let start = from + bare.len() - digits;
    let inside = before(text, start).is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | ':' | ',' | '-'));
    let joined = before(text, start) == Some('-') && before(text, start - 1).is_some_and(|c| c.is_ascii_digit());
    let day = bare[bare.len() - digits..].parse().ok().filter(|d| (1..=31).contains(d))?;
    ((1..=2).contains(&digits) && (!inside || joined)).then_some((day, start, end))
}

/// ` 28`, ` 28th`, ` 28–29` behind a month.
fn days_behind(text: &str, end: usize) -> Option<(Vec<DayAt>, usize)> {
    let first = day_beginning(text, end + text.get(end..)?.strip_prefix([' ', '\u{A0}']).map(|_| 1)?)?;
    let joint = ["–", "—", "-", " to "].iter().find(|j| text[first.2..].starts_with(**j));
    if let Some(second) = joint.and_then(|j| day_beginning(text, first.2 + j.len())).filter(|s| s.0 > first.0) {
        return Some((vec![first, second], second.2));
    }
    Some((vec![first], first.2))
}

fn day_beginning(text: &str, at: usize) -> Option<DayAt> {
    let rest = text.get(at..)?;
    let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let day = rest[..digits].parse().ok().filter(|d| (1..=31).contains(d) && digits <= 2)?;
    let mut end = at + digits;
    if ["st", "nd", "rd", "th"].iter().any(|e| text[end..].starts_with(e)) {
        end += 2;
    }
    // A time, a number with a point, a name.
    let next = after(text, end);
    let more = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '/'))
        || (matches!(next, Some('.' | ',')) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit()));
    (!more).then_some((day, at, end))
}

/// ` 2026` or `, 2026`.
fn year_behind(text: &str, end: usize) -> Option<(i16, usize)> {
    let rest = text.get(end..)?;
    let rest = rest.strip_prefix(", ").or_else(|| rest.strip_prefix([' ', '\u{A0}']))?;
    let at = text.len() - rest.len();
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let year = rest[..digits].parse().ok().filter(|y| digits == 4 && (1000..=2999).contains(y))?;
    Some((year, at + digits))
}

/// The weekday that begins at a place, in full or short, and where it ends.
pub(super) fn weekday_at(text: &str, at: usize) -> Option<(Weekday, usize)> {
    let rest = text.get(at..)?;
    let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let (_, weekday) = WEEKDAYS.iter().find(|(name, _)| is_short(name, word))?;
    let end = at + word.len();
    let dot = word.len() < 6 && text[end..].starts_with('.') && !text[end..].starts_with("..");
    Some((*weekday, if dot { end + 1 } else { end }))
}

/// Whether a word is this weekday, or its first three to five letters.
fn is_short(name: &str, word: &str) -> bool {
    name == word || ((3..=5).contains(&word.len()) && name.starts_with(word))
}

/// `Saturday, 28 November`, `Sat 28 Nov`: a weekday in front of a date.
fn weekday_in_front(text: &str, from: usize, start: usize, group: &mut Group) {
    let head = text[from..start].trim_end_matches(['*', '_']);
    let Some(head) = head.strip_suffix(' ') else { return };
    let head = head.trim_end_matches(['*', '_']);
    let head = head.strip_suffix(',').unwrap_or(head).trim_end_matches(['*', '_']);
    let bare = head.strip_suffix('.').unwrap_or(head);
    let word = bare.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let Some((_, weekday)) = WEEKDAYS.iter().find(|(name, _)| is_short(name, word)) else { return };
    let begin = from + bare.len() - word.len();
    let earlier = text[from..begin].trim_end();
    let listed = earlier.ends_with(is_joint)
        || ["to", "and", "or", "every", "each"].iter().any(|w| earlier.to_ascii_lowercase().ends_with(w));
    if group.dates.len() == 1 && !listed {
        group.weekdays.push((0, TypedWeekday { range: begin..from + head.len(), weekday: *weekday }));
    }
}
