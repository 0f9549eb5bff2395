//! Dates in running text: weekdays and lunar dates that do not fit, days and times that do not exist.
//!
//! In: one text, its fields, and what `calendar::typed` finds in them. Out: D101 to D104. Code, addresses and HTML are left out. Where
//! the year is not typed, the page's own date says it, and only if it can say so for certain.

use std::ops::Range;

use jiff::civil::Weekday;

use crate::base::date::{self, Day};
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::rules;
use crate::calendar::lunar;
use crate::calendar::numeral::ordinal;
use crate::calendar::typed::{self, Found, Group, TypedDate, TypedLunar, TypedWeekday, Year};
use crate::document::tree::{Block, BlockKind, Inline, InlineKind};
use crate::site::Text;
use crate::site::field::{self, FieldValue, Fields};
use crate::text;

/// Days around the page's own date within which a date without a year is surely the nearest one: a quarter of a year.
const SURE: i64 = 92;

/// The year from which on the Gregorian calendar is China's: weekdays before it are not judged.
const GREGORIAN_SINCE: i16 = 1912;

/// Checks the dates of a text and of its fields.
pub(super) fn check(text: &Text, diags: &mut Diagnostics) {
    let own = field::day(&text.fields, "start").or_else(|| field::day(&text.fields, "date"));
    let mut found = Vec::new();
    let document = &text.document;
    one(text, own, document.body..document.text.len(), &mut found);
    if !found.is_empty() {
        // Seldom needed, so the tree is made only now.
        let mut words = Vec::new();
        blocks(&document.blocks(), &mut words);
        found.retain(|(range, _)| words.iter().any(|w| w.start <= range.start && range.start < w.end));
    }
    of_fields(text, &text.fields, own, &mut found);
    found.into_iter().for_each(|(_, diagnostic)| diags.push(diagnostic));
}

type Problems = Vec<(Range<usize>, Diagnostic)>;

fn of_fields(text: &Text, fields: &Fields, own: Option<Day>, found: &mut Problems) {
    for entry in fields.values().filter(|f| !f.inherited && f.place.path == text.document.path) {
        match &entry.value {
            // A day may be typed with its weekday behind it.
            FieldValue::Text(_) | FieldValue::List(_) | FieldValue::Day(_) | FieldValue::Moment(_) => {
                one(text, own, entry.place.start..entry.place.end, found);
            }
            FieldValue::Records(records) => records.iter().for_each(|r| of_fields(text, r, own, found)),
            FieldValue::Number(_)
            | FieldValue::Boolean(_)
            | FieldValue::Place(_)
            | FieldValue::File(_)
            | FieldValue::Choice(_)
            | FieldValue::Choices(_)
            | FieldValue::Repeat(_) => {}
        }
    }
}

/// Checks a part of the file.
fn one(text: &Text, own: Option<Day>, part: Range<usize>, found: &mut Problems) {
    let from = part.start;
    for thing in typed::find(&text.document.text, part) {
        match thing {
            Found::NoTime(range) => no_time(text, range, found),
            Found::Dates(group) => judge(text, &group, &Known { own, from }, found),
        }
    }
}

/// What helps to know the year of a date.
struct Known {
    /// The page's own date.
    own: Option<Day>,
    /// Where the text begins that may name a year.
    from: usize,
}

fn judge(text: &Text, group: &Group, known: &Known, found: &mut Problems) {
    for date in group.dates.iter().filter(|d| d.is_impossible() && !d.doubtful) {
        no_such_date(text, date, found);
    }
    for (at, weekday) in &group.weekdays {
        let Some(date) = group.dates.get(*at) else { continue };
        let days = meant(date, known.own);
        let fits = |day: &Day| day.0.weekday() == weekday.weekday || day.0.year() < GREGORIAN_SINCE;
        if let Some(day) = days.first()
            && !days.iter().any(fits)
            && !in_named_year(text, date, known).any(|day| fits(&day))
        {
            wrong_weekday(text, *day, weekday, found);
        }
    }
    for (at, lunar) in &group.lunars {
        let Some(date) = group.dates.get(*at) else { continue };
        let days = meant(date, known.own);
        let fits = |day: &Day| lunar::of(*day).is_none_or(|l| lunar.means(l));
        if let Some(day) = days.first()
            && let Some(right) = lunar::of(*day)
            && !days.iter().any(fits)
            && !in_named_year(text, date, known).any(|day| fits(&day))
        {
            wrong_lunar(text, *day, right, lunar, found);
        }
    }
}

/// The day in the years that are named before it: in its paragraph (2025年办过第一次，11月28日；去年), in the heading above, in the
/// title; the last year named anywhere, for a story may be of that year; and the next year, of which notices of December speak.
/// Asked only before something is called wrong.
fn in_named_year(text: &Text, date: &TypedDate, known: &Known) -> impl Iterator<Item = Day> {
    let head =
        text.document.text.get(known.from..date.range.start).filter(|_| date.year == Year::Open).unwrap_or_default();
    let paragraph = head.rsplit("\n\n").next().unwrap_or_default();
    let heading = head.lines().rfind(|line| line.starts_with('#')).unwrap_or_default();
    let title = field::text(&text.fields, "title").unwrap_or_default();
    let mut years: Vec<i16> = [paragraph, heading, title].into_iter().flat_map(years_in).collect();
    if let Some(own) = known.own {
        let year = own.0.year();
        let named = || years_in(head).filter(|year| (GREGORIAN_SINCE..=2100).contains(year));
        years.extend(named().last().into_iter().chain(named().filter(|later| *later == year + 1)));
        for (word, by) in [("去年", -1), ("上年", -1), ("前年", -2), ("明年", 1), ("last year", -1), ("next year", 1)]
        {
            if paragraph.contains(word) {
                years.push(year + by);
            }
        }
    }
    years.into_iter().filter_map(|year| date.in_year(year)).collect::<Vec<_>>().into_iter()
}

/// The numbers of four digits in a text.
fn years_in(text: &str) -> impl Iterator<Item = i16> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 4).filter_map(|n| n.parse().ok())
}

/// The days that a date may mean, the likeliest first; none if nobody can be sure.
fn meant(date: &TypedDate, own: Option<Day>) -> Vec<Day> {
    match (date.year, own) {
        (Year::Given(year), _) => date.in_year(year).into_iter().collect(),
        (Year::Open, Some(own)) => {
            let year = own.0.year();
            let mut days: Vec<Day> = [year, year + 1, year - 1].iter().filter_map(|y| date.in_year(*y)).collect();
            let away = |day: &Day| own.0.until(day.0).map_or(i64::MAX, |span| i64::from(span.get_days()).abs());
            days.sort_by_key(away);
            let sure = days.first().is_some_and(|day| away(day) <= SURE);
            days.truncate(if sure { 1 } else { 2 });
            days
        }
        (Year::Open, None) | (Year::Unsure, _) => Vec::new(),
    }
}

fn typed_at<'a>(text: &'a Text, range: &Range<usize>) -> &'a str {
    text.document.text.get(range.clone()).unwrap_or_default()
}

fn wrong_weekday(text: &Text, day: Day, typed: &TypedWeekday, found: &mut Problems) {
    let (zh, en) = (day.say(true), day.say(false));
    let word = typed_at(text, &typed.range);
    let right = like(word, day.0.weekday());
    let diagnostic = Diagnostic::new(
        &rules::WRONG_WEEKDAY,
        text.document.place(&typed.range),
        text! {
            zh: "{}是{}，这里写的是“{word}”", zh.text, zh.weekday;
            en: "{} is a {}, not “{word}”", en.text, en.weekday
        },
    );
    let other = nearest(day, typed.weekday).map(|day| (day.say(true).long, day.say(false).long));
    let diagnostic = diagnostic.help(text! { zh: "写成“{right}”", en: "write “{right}”" });
    let diagnostic = diagnostic.help_if(other, |(zh, en)| {
        text! { zh: "如果写错的是日期：最近的一个是{zh}", en: "if the date is what is wrong: the nearest one is {en}" }
    });
    found.push((typed.range.clone(), diagnostic));
}

/// The right weekday in the form of the word that was typed: 周五 becomes 周六, `Fri.` becomes `Sat.`
fn like(typed: &str, weekday: Weekday) -> String {
    let (zh, en) = (date::weekday(weekday, true), date::weekday(weekday, false));
    let of_week = zh.trim_start_matches("星期");
    if typed.is_ascii() {
        let letters = typed.trim_end_matches('.').len();
        let dot = if typed.ends_with('.') { "." } else { "" };
        return if letters < 6 { format!("{}{dot}", &en[..letters.min(en.len())]) } else { en.to_string() };
    }
    let head: String = typed.chars().take(typed.chars().count().saturating_sub(1)).collect();
    format!("{head}{of_week}")
}

/// The day of this weekday nearest to a day.
fn nearest(day: Day, weekday: Weekday) -> Option<Day> {
    [-1, 1, -2, 2, -3, 3]
        .into_iter()
        .filter_map(|by| day.0.checked_add(jiff::Span::new().days(by)).ok())
        .find(|d| d.weekday() == weekday)
        .map(Day)
}

fn wrong_lunar(text: &Text, day: Day, right: lunar::LunarDay, typed: &TypedLunar, found: &mut Problems) {
    let (zh, en) = (day.say(true).text, day.say(false).text);
    let word = typed_at(text, &typed.range);
    let year = if typed.cycle.is_some() || typed.animal.is_some() || typed.year.is_some() {
        right.say_year(true)
    } else {
        String::new()
    };
    let (lunar_zh, lunar_en) = (right.say(true), right.say(false));
    let lunar_zh = format!("{year}{lunar_zh}");
    let diagnostic = Diagnostic::new(
        &rules::WRONG_LUNAR,
        text.document.place(&typed.range),
        text! {
            zh: "{zh}是{lunar_zh}，这里写的是“{word}”",
            en: "{en} is the {lunar_en} ({lunar_zh}), not “{word}”"
        },
    );
    found.push((typed.range.clone(), diagnostic.help(text! { zh: "写成“{lunar_zh}”", en: "write “{lunar_zh}”" })));
}

fn no_such_date(text: &Text, date: &TypedDate, found: &mut Problems) {
    let word = typed_at(text, &date.range);
    let diagnostic = Diagnostic::new(
        &rules::NO_SUCH_DATE,
        text.document.place(&date.range),
        text! { zh: "没有“{word}”这一天", en: "there is no such day as “{word}”" },
    );
    let year = if let Year::Given(year) = date.year { year } else { 2000 };
    let last = i8::try_from(date.month).ok().and_then(|month| jiff::civil::Date::new(year, month, 1).ok());
    let last = last.map(|first| (first.month(), first.days_in_month()));
    found.push((
        date.range.clone(),
        diagnostic.help_if(last, |(month, days)| {
            let name = date::MONTHS[usize::from(month.unsigned_abs()).saturating_sub(1).min(11)];
            let last = ordinal(days.unsigned_abs());
            text! { zh: "{month}月最后一天是{days}日", en: "the last day of {name} is the {last}" }
        }),
    ));
}

fn no_time(text: &Text, range: Range<usize>, found: &mut Problems) {
    let word = typed_at(text, &range);
    let diagnostic = Diagnostic::new(
        &rules::NO_SUCH_TIME,
        text.document.place(&range),
        text! { zh: "没有“{word}”这个时刻", en: "there is no such time as “{word}”" },
    );
    found.push((
        range.clone(),
        diagnostic.help(text! {
            zh: "时刻从 0:00 到 24:00；半夜一点写成次日1:00",
            en: "times run from 0:00 to 24:00; one in the night is 1:00 of the next day"
        }),
    ));
}

/// The places of all words that readers see.
fn blocks(all: &[Block], words: &mut Vec<Range<usize>>) {
    for block in all {
        match &block.kind {
            BlockKind::Paragraph(text) => inlines(text, words),
            BlockKind::Heading(heading) => inlines(&heading.inlines, words),
            BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, words)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote { blocks: inner, .. } => {
                blocks(inner, words);
            }
            BlockKind::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| inlines(cell, words));
            }
            BlockKind::Definitions(list) => {
                for definition in list {
                    inlines(&definition.term, words);
                    definition.texts.iter().for_each(|text| blocks(text, words));
                }
            }
            BlockKind::Code { .. } | BlockKind::Html(_) | BlockKind::Rule => {}
        }
    }
}

fn inlines(all: &[Inline], words: &mut Vec<Range<usize>>) {
    for inline in all {
        match &inline.kind {
            InlineKind::Text(_) => words.push(inline.range.clone()),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Mark(_, inner)
            | InlineKind::Link { inlines: inner, .. }
            | InlineKind::Picture { alt: inner, .. } => inlines(inner, words),
            InlineKind::Code(_)
            | InlineKind::SoftBreak
            | InlineKind::HardBreak
            | InlineKind::Html(_)
            | InlineKind::Ruby(_)
            | InlineKind::FootnoteRef(_) => {}
        }
    }
}
