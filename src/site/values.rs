//! Fields as templates and sheets show them.
//!
//! In: typed values. Out: JSON: dates with their forms, places with names, choices with names. Does not know pages.

use serde_json::{Map, Value, json};

use super::Site;
use super::field::{FieldEntry, FieldValue, Fields};
use crate::base::lang::Language;
use crate::base::localdate;
use crate::theme::kind::Field;

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

/// All fields of a text, by name, in the order of the kind.
pub fn all(site: &Site, known: &[Field], fields: &Fields, spoken: Spoken<'_>, file: FileOf<'_>) -> Map<String, Value> {
    known
        .iter()
        .filter_map(|field| Some((field.name.clone(), one(site, field, fields.get(&field.name)?, spoken, file))))
        .collect()
}

/// One field.
pub fn one(site: &Site, field: &Field, entry: &FieldEntry, spoken: Spoken<'_>, file: FileOf<'_>) -> Value {
    let choice = |id: &String| {
        let name = field.names.get(id).map(|n| n.get(&spoken.text.key)).filter(|n| !n.is_empty()).unwrap_or(id);
        json!({ "id": id, "name": name })
    };
    match &entry.value {
        FieldValue::Text(text) => Value::from(text.as_str()),
        FieldValue::Day(day) => json!(localdate::day_text(*day, spoken.page)),
        FieldValue::Moment(moment) => json!(localdate::moment_text(*moment, spoken.page)),
        FieldValue::Number(n) => number(*n),
        FieldValue::Boolean(b) => Value::from(*b),
        FieldValue::Place(place) => {
            let (name, address) = site.places.say(place, &spoken.text.key);
            json!({ "name": name, "address": address })
        }
        FieldValue::File(typed) => file(typed).map_or(Value::Null, Value::from),
        FieldValue::Choice(id) => choice(id),
        FieldValue::List(texts) => json!(texts),
        FieldValue::Choices(ids) => Value::Array(ids.iter().map(choice).collect()),
        FieldValue::Records(records) => {
            records.iter().map(|r| Value::Object(all(site, &field.records, r, spoken, file))).collect()
        }
    }
}

/// A whole number without a point.
#[allow(clippy::cast_possible_truncation, reason = "checked to be whole and small just before")]
fn number(n: f64) -> Value {
    if n.fract() == 0.0 && n.abs() < 1e15 { Value::from(n as i64) } else { Value::from(n) }
}
