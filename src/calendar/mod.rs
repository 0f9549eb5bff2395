//! Calendars: lunar dates, market days, days with a name, and dates as people type them in running text.
//!
//! In: days of the civil calendar, texts. Out: what the day is called, the days of a rule, the dates that stand in a text.
//! Never asks what day it is, and judges no page: `check::dates` says what is wrong with a date in a text.

pub mod feast;
pub mod lunar;
pub mod market;
pub mod numeral;
pub mod typed;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::base::date::{Day, DayText, Moment, MomentText};

/// A day as templates and sheets show it, with its lunar date where the kind of page asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FullDay {
    /// Its civil forms.
    #[serde(flatten)]
    pub civil: DayText,
    /// `农历十月二十` or `20th day of the 10th lunar month`; empty where it is not asked for or not known.
    pub lunar: String,
}

/// A moment as templates and sheets show it, with the lunar date of its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FullMoment {
    /// `2026-11-28T19:30:00+08:00`.
    pub iso: String,
    /// The day.
    pub day: FullDay,
    /// `19:30`.
    pub time: String,
}

/// How a date is said.
#[derive(Clone, Copy, Debug)]
pub struct Saying {
    /// In Chinese; in English otherwise.
    pub chinese: bool,
    /// With its lunar date.
    pub lunar: bool,
}

/// The forms of a day.
pub fn say(day: Day, how: Saying) -> FullDay {
    let lunar = if how.lunar { lunar::of(day).map(|l| l.say(how.chinese)) } else { None };
    FullDay { civil: day.say(how.chinese), lunar: lunar.unwrap_or_default() }
}

/// The forms of a moment.
pub fn say_moment(moment: Moment, how: Saying) -> FullMoment {
    let MomentText { iso, time, .. } = moment.say(how.chinese);
    FullMoment { iso, day: say(moment.day(), how), time }
}
