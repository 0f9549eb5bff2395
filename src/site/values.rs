//! Fields as templates and sheets show them.
//!
//! In: typed values. Out: JSON: dates with their forms, places with names, choices with names. Does not know pages.

use serde_json::{Map, Value, json};

use super::Site;
use super::field::{FieldEntry, FieldValue, Fields};
use super::repeat::Repeat;
use crate::base::date::Day;
use crate::base::lang::Language;
use crate::calendar::{self, Saying};
use crate::theme::kind::{Field, Kind};

/// What a file named in a field leads to: a path of the site, if it is published.
pub type FileOf<'a> = &'a dyn Fn(&str) -> Option<String>;

/// How fields are shown.
pub struct Showing<'a> {
    site: &'a Site,
    language: &'a Language,
    file: FileOf<'a>,
    dates: Saying,
}

impl<'a> Showing<'a> {
    /// Fields of a page of this kind in a language; the kind says whether dates are told with their lunar date.
    pub fn new(site: &'a Site, kind: &Kind, language: &'a Language, file: FileOf<'a>) -> Self {
        let dates = Saying { chinese: language.is_chinese(), lunar: kind.lunar.contains(&language.key) };
        Showing { site, language, file, dates }
    }

    /// All fields of a text, by name, in the order of the kind.
    pub fn all(&self, known: &[Field], fields: &Fields) -> Map<String, Value> {
        known.iter().filter_map(|field| Some((field.name.clone(), self.one(field, fields.get(&field.name)?)))).collect()
    }

    /// One field.
    pub fn one(&self, field: &Field, entry: &FieldEntry) -> Value {
        let key = &self.language.key;
        let choice = |id: &String| {
            let name = field.names.get(id).map(|n| n.get(key)).filter(|n| !n.is_empty()).unwrap_or(id);
            json!({ "id": id, "name": name })
        };
        match &entry.value {
            FieldValue::Text(text) => Value::from(text.as_str()),
            FieldValue::Day(day) => json!(calendar::say(*day, self.dates)),
            FieldValue::Moment(moment) => json!(calendar::say_moment(*moment, self.dates)),
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
        let say = |days: Vec<&Day>| days.into_iter().map(|day| calendar::say(*day, how)).collect::<Vec<_>>();
        json!({ "rule": repeat.rule.say(how.chinese), "coming": say(coming), "past": say(past) })
    }
}

/// A whole number without a point.
#[allow(clippy::cast_possible_truncation, reason = "checked to be whole and small just before")]
fn number(n: f64) -> Value {
    if n.fract() == 0.0 && n.abs() < 1e15 { Value::from(n as i64) } else { Value::from(n) }
}
