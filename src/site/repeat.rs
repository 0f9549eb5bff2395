//! Events and trips that return by a rule: 农历逢三、八.
//!
//! In: the fields of a page, read, with a rule in a field of the type `market-days`. Out: the days of the rule between `start` and
//! `until`, and `start` and `end` moved to the next of them, so that lists, sheets and the home page show what comes next.
//! Only the page that writes the rule is asked; its translations take over what was found.

use crate::base::date::{Day, Moment};
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::calendar::lunar;
use crate::calendar::market::{MOST_DAYS, Rule};
use crate::site::field::{self, FieldValue, Fields};
use crate::text;

/// The days on which something returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// The rule.
    pub rule: Rule,
    /// Its days from the first start to `until`, in order; empty if they could not be worked out.
    pub days: Vec<Day>,
}

/// The days of a page's rule; none if it has no rule.
pub fn of(fields: &Fields) -> Option<&Repeat> {
    fields.values().find_map(|entry| if let FieldValue::Repeat(repeat) = &entry.value { Some(repeat) } else { None })
}

/// Works out the days of the rule, and moves `start` and `end` to the first of them that is not over on `today`, else to the last.
pub(super) fn expand(fields: &mut Fields, today: Day, diags: &mut Diagnostics) {
    let rule = fields.values().find_map(|entry| match &entry.value {
        FieldValue::Repeat(repeat) if !entry.inherited => Some((repeat.rule.clone(), entry.place.clone())),
        _ => None,
    });
    let Some((rule, place)) = rule else { return };
    let Some(start) = field::day(fields, "start") else { return };
    if !rule.has(start) {
        outside(&rule, start, fields, diags);
        return;
    }
    let Some(until) = field::day(fields, "until") else {
        diags.push(
            Diagnostic::new(
                &rules::REPEAT_END,
                place,
                text! { zh: "写了重复的日子，没有写到哪一天为止（`until`）", en: "this repeats, and `until`, the last day, is missing" },
            )
            .help(text! { zh: "补上一行，例如 `until = {}`", ahead(start); en: "add a line such as `until = {}`", ahead(start) }),
        );
        return;
    };
    let mut days = rule.between(start, until);
    if days.len() > MOST_DAYS {
        let (count, place) = (days.len(), fields.get("until").map_or(place, |entry| entry.place.clone()));
        let last = days[MOST_DAYS - 1];
        diags.push(
            Diagnostic::new(
                &rules::REPEAT_END,
                place,
                text! { zh: "重复 {count} 次，最多 {MOST_DAYS} 次", en: "this repeats {count} times, at most {MOST_DAYS} are allowed" },
            )
            .help(text! { zh: "`until` 最晚写 {}", last.0; en: "`until` can be {} at the latest", last.0 }),
        );
        days.truncate(MOST_DAYS);
    }
    let over = |day: &Day| length(fields).map_or(*day, |length| after(*day, length)) < today;
    if let Some(next) = days.iter().find(|day| !over(day)).or(days.last()).copied() {
        let by = days_from(start, next);
        for name in ["start", "end"] {
            if let Some(entry) = fields.get_mut(name) {
                entry.value = moved(&entry.value, by);
            }
        }
    }
    for entry in fields.values_mut() {
        if let FieldValue::Repeat(repeat) = &mut entry.value {
            repeat.days.clone_from(&days);
        }
    }
}

/// `start` is no day of the rule.
fn outside(rule: &Rule, start: Day, fields: &Fields, diags: &mut Diagnostics) {
    let Some(place) = fields.get("start").map(|entry| entry.place.clone()) else { return };
    let rule_place: Option<Place> =
        fields.values().find(|entry| matches!(entry.value, FieldValue::Repeat(_))).map(|entry| entry.place.clone());
    let (zh, en) = (named(start, true), named(start, false));
    let (rule_zh, rule_en) = (rule.say(true), rule.say(false));
    let found = Diagnostic::new(
        &rules::REPEAT_START,
        place,
        text! { zh: "{zh}不在“{rule_zh}”的日子里", en: "{en} is not among the days of the rule: {rule_en}" },
    );
    let next = rule.between(start, Day(start.0.saturating_add(jiff::Span::new().days(40)))).first().copied();
    let found = found.help_if(next, |next| {
        text! { zh: "下一个这样的日子是{}", named(next, true); en: "the next such day is {}", named(next, false) }
    });
    diags.push(match rule_place {
        Some(place) => found.related(place, text! { zh: "规则写在这里", en: "the rule is here" }),
        None => found,
    });
}

/// A day with its lunar date.
fn named(day: Day, chinese: bool) -> String {
    let text = day.say(chinese);
    match lunar::of(day).map(|l| l.say(chinese)) {
        Some(lunar) if chinese => format!("{}（{lunar}）", text.iso),
        Some(lunar) => format!("{} ({lunar})", text.iso),
        None => text.iso,
    }
}

/// Three months on, as an example.
fn ahead(day: Day) -> String {
    day.0.saturating_add(jiff::Span::new().months(3)).to_string()
}

/// Days that something lasts beyond its first.
fn length(fields: &Fields) -> Option<i64> {
    let (start, end) = (field::day(fields, "start")?, field::day(fields, "end")?);
    Some(days_from(start, end).max(0))
}

fn days_from(from: Day, to: Day) -> i64 {
    from.0.until(to.0).map_or(0, |span| i64::from(span.get_days()))
}

fn after(day: Day, days: i64) -> Day {
    Day(day.0.saturating_add(jiff::Span::new().days(days)))
}

/// A moment some days later, at the same time of day.
pub fn moment_after(moment: Moment, days: i64) -> Moment {
    Moment(moment.0.saturating_add(jiff::Span::new().days(days)))
}

fn moved(value: &FieldValue, by: i64) -> FieldValue {
    match value {
        FieldValue::Moment(moment) => FieldValue::Moment(moment_after(*moment, by)),
        FieldValue::Day(day) => FieldValue::Day(after(*day, by)),
        other => other.clone(),
    }
}

impl Repeat {
    /// How many days each day of the rule lies from `start`.
    pub fn offsets(&self, start: Day) -> impl Iterator<Item = (Day, i64)> {
        self.days.iter().map(move |day| (*day, days_from(start, *day)))
    }
}
