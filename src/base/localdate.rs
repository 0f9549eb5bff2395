//! Days and times as each language of the site says them.
//!
//! In: a day or moment and a language. Out: its forms for pages. Chinese and English are those of `date`; the others come from
//! Unicode's CLDR by way of ICU4X, compiled in, so that they are the same on every machine. A language that CLDR does not know
//! gets `2026-11-28`: a date that everybody can read. Never asks the clock.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use icu_calendar::{Date, Gregorian};
use icu_datetime::{FixedCalendarDateTimeFormatter, fieldsets};
use icu_locale_core::Locale;

use super::date::{Day, DayText, Moment, MomentText};
use super::lang::Language;

/// How a day is to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Day, month and year: `28 November 2026`.
    Long,
    /// With the day of the week: `Saturday, 28 November 2026`.
    Full,
    /// The day of the week: `Saturday`.
    Weekday,
    /// The month alone, short: `Nov`.
    Month,
    /// `2026-11-28`.
    Iso,
}

impl Form {
    /// The form of this name, as texts and templates give it.
    pub fn of_name(name: &str) -> Option<Form> {
        match name {
            "long" => Some(Form::Long),
            "full" => Some(Form::Full),
            "weekday" => Some(Form::Weekday),
            "month" => Some(Form::Month),
            "iso" => Some(Form::Iso),
            _ => None,
        }
    }
}

/// A day in one form.
pub fn say(day: Day, form: Form, language: &Language) -> String {
    let text = day_text(day, language);
    match form {
        Form::Long => text.text,
        Form::Full => text.long,
        Form::Weekday => text.weekday,
        Form::Month => text.month_text,
        Form::Iso => text.iso,
    }
}

/// All forms of a day.
pub fn day_text(day: Day, language: &Language) -> DayText {
    if language.is_chinese() {
        return day.say(true);
    }
    let english = day.say(false);
    if language.key == "en" {
        return english;
    }
    let words = words_of(&language.tag);
    let date = Date::try_new_gregorian(day.0.year().into(), day.0.month().unsigned_abs(), day.0.day().unsigned_abs());
    match (words.as_deref(), date) {
        (Some(words), Ok(date)) => DayText {
            text: words.long.format(&date).to_string(),
            long: words.whole.format(&date).to_string(),
            weekday: words.weekday.format(&date).to_string(),
            month_text: words.month.format(&date).to_string(),
            ..english
        },
        _ => DayText {
            text: english.iso.clone(),
            long: english.iso.clone(),
            weekday: String::new(),
            month_text: format!("{}", english.month),
            ..english
        },
    }
}

/// All forms of a moment.
pub fn moment_text(moment: Moment, language: &Language) -> MomentText {
    let text = moment.say(language.is_chinese());
    MomentText { day: day_text(moment.day(), language), ..text }
}

/// What ICU needs to say days in one language.
struct Words {
    long: FixedCalendarDateTimeFormatter<Gregorian, fieldsets::YMD>,
    whole: FixedCalendarDateTimeFormatter<Gregorian, fieldsets::YMDE>,
    weekday: FixedCalendarDateTimeFormatter<Gregorian, fieldsets::E>,
    month: FixedCalendarDateTimeFormatter<Gregorian, fieldsets::M>,
}

impl Words {
    fn new(locale: &Locale) -> Option<Words> {
        let long = FixedCalendarDateTimeFormatter::try_new(locale.into(), fieldsets::YMD::long()).ok()?;
        let whole = FixedCalendarDateTimeFormatter::try_new(locale.into(), fieldsets::YMDE::long()).ok()?;
        let weekday = FixedCalendarDateTimeFormatter::try_new(locale.into(), fieldsets::E::long()).ok()?;
        let month = FixedCalendarDateTimeFormatter::try_new(locale.into(), fieldsets::M::medium()).ok()?;
        Some(Words { long, whole, weekday, month })
    }

    /// Whether CLDR has words of its own for the language: without any, ICU writes months as `M11`.
    fn is_known(&self) -> bool {
        let sample = Date::try_new_gregorian(2026, 11, 28).map(|date| self.long.format(&date).to_string());
        sample.is_ok_and(|text| !text.contains("M11"))
    }
}

thread_local! {
    /// Made once for each language and thread: reading a language's tables costs more than writing a thousand dates.
    static KNOWN: RefCell<BTreeMap<String, Option<Rc<Words>>>> = const { RefCell::new(BTreeMap::new()) };
}

fn words_of(tag: &str) -> Option<Rc<Words>> {
    KNOWN.with_borrow_mut(|known| {
        if let Some(words) = known.get(tag) {
            return words.clone();
        }
        let words = tag.parse().ok().and_then(|locale| Words::new(&locale)).filter(Words::is_known).map(Rc::new);
        known.insert(tag.to_string(), words.clone());
        words
    })
}

#[cfg(test)]
mod tests;
