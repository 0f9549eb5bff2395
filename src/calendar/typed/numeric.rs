//! `2026-11-28`, `2026/11/28`, `2026.11.28` in running text.
//!
//! In: a text and the place of a hyphen, slash or dot. Out: the date around it. Numbers of versions and documents look alike, so
//! nothing is a date whose month or day could not be one.

use super::{Group, TypedDate, Year, tail};

/// The dates around the mark at `at`, and where they end.
pub(super) fn around(text: &str, from: usize, at: usize) -> Option<(Group, usize)> {
    let bytes = text.as_bytes();
    let start = at.checked_sub(4).filter(|s| *s >= from)?;
    if !bytes[start..at].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let part_of_more = |b: &u8| b.is_ascii_alphanumeric() || b"-/._:#=".contains(b);
    if start > 0 && part_of_more(&bytes[start - 1]) {
        return None;
    }
    let year: i16 = text[start..at].parse().ok().filter(|y| (1900..=2100).contains(y))?;
    let number = |from: usize| {
        let length = bytes[from..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
        (1..=2).contains(&length).then(|| from + length)
    };
    let month_end = number(at + 1)?;
    if bytes.get(month_end) != Some(&bytes[at]) {
        return None;
    }
    let end = number(month_end + 1)?;
    if bytes
        .get(end)
        .is_some_and(|b| part_of_more(b) && (*b != b'.' || bytes.get(end + 1).is_some_and(u8::is_ascii_digit)))
    {
        return None;
    }
    let month: u32 = text[at + 1..month_end].parse().ok().filter(|m| (1..=12).contains(m))?;
    let day: u32 = text[month_end + 1..end].parse().ok().filter(|d| (1..=31).contains(d))?;
    let padded = bytes[at] == b'-' && end - start == "2026-11-28".len();
    let date = TypedDate { range: start..end, year: Year::Given(year), month, day, doubtful: !padded };
    let mut group = Group { dates: vec![date], ..Group::default() };
    let end = tail::read(text, end, &mut group, 0);
    Some((group, end))
}
