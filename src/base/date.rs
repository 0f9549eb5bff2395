//! Days and times as the office writes them, and how both languages say them.
//!
//! In: `2026-11-28` or `2026-11-28 19:30`. Out: values that compare, and their forms for page and poster.
//! Never asks the clock; `today` is always passed in. All times are those of China (UTC+8, no summer time since 1992).

use jiff::civil::{Date, DateTime, Weekday};
use serde::Serialize;

/// Hours that China's civil time is ahead of UTC (State Council notice of 1949; one zone for the whole country).
pub const CHINA_OFFSET_HOURS: i8 = 8;

/// A day of the civil calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Day(pub Date);

/// A day and a time of day, to the minute, in China.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Moment(pub DateTime);

/// A day as templates and sheets show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayText {
    /// `2026-11-28`.
    pub iso: String,
    /// `2026年11月28日` or `28 November 2026`.
    pub text: String,
    /// `星期六` or `Saturday`.
    pub weekday: String,
    /// `2026年11月28日（星期六）` or `Saturday, 28 November 2026`.
    pub long: String,
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
    /// `11月` or `Nov`.
    pub month_text: String,
}

/// A moment as templates and sheets show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MomentText {
    /// `2026-11-28T19:30:00+08:00`.
    pub iso: String,
    /// The day.
    pub day: DayText,
    /// `19:30`.
    pub time: String,
}

/// The months in English, in order.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// Reads `2026-11-28`; none if it is not written so or there is no such day.
    pub fn parse(text: &str) -> Option<Day> {
        let mut parts = text.trim().splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return None;
        }
        Some(Day(Date::new(number(year)?, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?).ok()?))
    }

    /// Its forms; Chinese when `chinese`, English otherwise.
    pub fn say(self, chinese: bool) -> DayText {
        let Day(d) = self;
        let month = MONTHS[usize::from(d.month().unsigned_abs() - 1)];
        let weekday = weekday(d.weekday(), chinese);
        let text = if chinese {
            format!("{}年{}月{}日", d.year(), d.month(), d.day())
        } else {
            format!("{} {month} {}", d.day(), d.year())
        };
        DayText {
            iso: d.to_string(),
            long: if chinese { format!("{text}（{weekday}）") } else { format!("{weekday}, {text}") },
            text,
            weekday: weekday.to_string(),
            year: d.year(),
            month: d.month(),
            day: d.day(),
            month_text: if chinese { format!("{}月", d.month()) } else { month[..3].to_string() },
        }
    }
}

impl Moment {
    /// Reads `2026-11-28 19:30` (also with `T` and with seconds, which must be `00`).
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        let (day, time) = text.split_once(['T', ' '])?;
        let Day(day) = Day::parse(day)?;
        let mut parts = time.trim().split(':');
        let (hour, minute) = (parts.next()?, parts.next()?);
        if parts.next().is_some_and(|seconds| seconds != "00") || parts.next().is_some() || minute.len() != 2 {
            return None;
        }
        let time = jiff::civil::Time::new(i8::try_from(number(hour)?).ok()?, i8::try_from(number(minute)?).ok()?, 0, 0);
        Some(Moment(day.to_datetime(time.ok()?)))
    }

    /// The day it falls on.
    pub fn day(self) -> Day {
        Day(self.0.date())
    }

    /// Its forms; Chinese when `chinese`, English otherwise.
    pub fn say(self, chinese: bool) -> MomentText {
        MomentText {
            iso: format!("{}T{:02}:{:02}:00+0{CHINA_OFFSET_HOURS}:00", self.0.date(), self.0.hour(), self.0.minute()),
            day: self.day().say(chinese),
            time: format!("{}:{:02}", self.0.hour(), self.0.minute()),
        }
    }

    /// The same moment in UTC, as calendars write it: `20261128T113000Z`.
    pub fn utc_compact(self) -> String {
        let back = jiff::Span::new().hours(i64::from(CHINA_OFFSET_HOURS));
        let utc = self.0.checked_sub(back).unwrap_or(self.0);
        format!("{:04}{:02}{:02}T{:02}{:02}00Z", utc.year(), utc.month(), utc.day(), utc.hour(), utc.minute())
    }
}

fn number(text: &str) -> Option<i16> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) { None } else { text.parse().ok() }
}

/// `星期六` or `Saturday`.
pub fn weekday(day: Weekday, chinese: bool) -> &'static str {
    let (zh, en) = match day {
        Weekday::Monday => ("星期一", "Monday"),
        Weekday::Tuesday => ("星期二", "Tuesday"),
        Weekday::Wednesday => ("星期三", "Wednesday"),
        Weekday::Thursday => ("星期四", "Thursday"),
        Weekday::Friday => ("星期五", "Friday"),
        Weekday::Saturday => ("星期六", "Saturday"),
        Weekday::Sunday => ("星期日", "Sunday"),
    };
    if chinese { zh } else { en }
}
