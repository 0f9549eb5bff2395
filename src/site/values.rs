//! Fields as templates and sheets show them.
//!
//! In: typed values. Out: JSON: dates with their forms, places with names, choices with names. Does not know pages.

use serde_json::{Map, Value, json};

use super::Site;
use super::field::{FieldEntry, FieldValue, Fields};
use super::repeat::Repeat;
use crate::base::date::{Day, Moment};
use crate::base::lang::{self, Language};
use crate::base::localdate;
use crate::calendar::{self, FullDay, FullMoment, Saying};
use crate::theme::kind::{Field, Kind};

/// What a file named in a field leads to: a path of the site, if it is published.
pub type FileOf<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The languages a page speaks.
#[derive(Clone, Copy)]
pub struct Spoken<'a> {
    /// That of its text: names of places and choices are in it.
    pub text: &'a Language,
    /// That of the page around the text: days and times stand among its words.
    pub page: &'a Language,
}

/// How fields are shown.
pub struct Showing<'a> {
    site: &'a Site,
    spoken: Spoken<'a>,
    file: FileOf<'a>,
    dates: Saying,
}

impl<'a> Showing<'a> {
    /// Fields of a page of this kind; the kind says in which languages dates are told with their lunar date.
    pub fn new(site: &'a Site, kind: &Kind, spoken: Spoken<'a>, file: FileOf<'a>) -> Self {
        let page = spoken.page;
        let chinese = page.is_chinese();
        let lunar = kind.lunar.iter().any(|key| *key == page.key || (chinese && lang::is_chinese(key)));
        Showing { site, spoken, file, dates: Saying { chinese, lunar } }
    }

    fn day(&self, day: Day, how: Saying) -> FullDay {
        FullDay { civil: localdate::day_text(day, self.spoken.page), ..calendar::say(day, how) }
    }

    fn moment(&self, moment: Moment) -> FullMoment {
        FullMoment { day: self.day(moment.day(), self.dates), ..calendar::say_moment(moment, self.dates) }
    }

    /// All fields of a text, by name, in the order of the kind.
    pub fn all(&self, known: &[Field], fields: &Fields) -> Map<String, Value> {
        known.iter().filter_map(|field| Some((field.name.clone(), self.one(field, fields.get(&field.name)?)))).collect()
    }

    /// One field.
    pub fn one(&self, field: &Field, entry: &FieldEntry) -> Value {
        let key = &self.spoken.text.key;
        let choice = |id: &String| {
            let name = field.names.get(id).map(|n| n.get(key)).filter(|n| !n.is_empty()).unwrap_or(id);
            json!({ "id": id, "name": name })
        };
        match &entry.value {
            FieldValue::Text(text) => Value::from(text.as_str()),
            FieldValue::Day(day) => json!(self.day(*day, self.dates)),
            FieldValue::Moment(moment) => json!(self.moment(*moment)),
            FieldValue::Number(n) => number(*n),
            FieldValue::Boolean(b) => Value::from(*b),
            FieldValue::Place(place) => {
                let (name, address) = self.site.places.say(place, key);
                json!({ "name": name, "address": address })
            }
            FieldValue::File(typed) => (self.file)(typed).map_or(Value::Null, Value::from),
            FieldValue::Choice(id) => choice(id),
            FieldValue::List(texts) => json!(texts),
            FieldValue::Choices(ids) => Value::Array(ids.iter().map(choice).collect()),
            FieldValue::Repeat(repeat) => self.repeat(repeat),
            FieldValue::Records(records) => {
                records.iter().map(|r| Value::Object(self.all(&field.records, r))).collect()
            }
        }
    }

    /// The days of a rule, those to come and those that are over; a lunar rule always with lunar dates.
    fn repeat(&self, repeat: &Repeat) -> Value {
        let how = Saying { lunar: self.dates.lunar || repeat.rule.is_lunar(), ..self.dates };
        let (coming, past): (Vec<_>, Vec<_>) = repeat.days.iter().partition(|day| **day >= self.site.today);
        let say = |days: Vec<&Day>| days.into_iter().map(|day| self.day(*day, how)).collect::<Vec<_>>();
        json!({ "rule": repeat.rule.say(how.chinese), "coming": say(coming), "past": say(past) })
    }
}

/// A whole number without a point.
#[allow(clippy::cast_possible_truncation, reason = "checked to be whole and small just before")]
fn number(n: f64) -> Value {
    if n.fract() == 0.0 && n.abs() < 1e15 { Value::from(n as i64) } else { Value::from(n) }
}
