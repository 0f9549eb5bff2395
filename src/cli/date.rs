//! `pufa date`: all forms of a day, for people who write notices and for programs.
//!
//! In: days, lunar days or market rules as typed. Out: for one day all its forms, for a list a line a day; the same as JSON.
//! What is typed but is no day is told, and the exit code is 1. Knows no site.

use serde_json::{Value, json};

use super::Status;
use super::args::{Dates, Format};
use super::clock;
use super::speech::Speech;
use super::terminal::Terminal;
use super::wrap;
use crate::base::date::{self, Day};
use crate::base::diag::{Failure, Text};
use crate::calendar::market::Rule;
use crate::calendar::typed::{self, TypedDate, Year};
use crate::calendar::{feast, lunar, numeral};
use crate::text;

/// Days that a rule lists if no last day is given.
const AHEAD: i64 = 60;

/// What was typed, read.
enum Asked {
    /// Days to tell all about.
    Days(Vec<Day>),
    /// Days to list.
    List(Vec<Day>),
}

/// Says all forms of the days asked for.
pub fn date(request: &Dates, terminal: &Terminal) -> Result<Status, Failure> {
    let today = clock::today(request.today)?;
    let mut status = Status::Clean;
    let mut told: Vec<Asked> = Vec::new();
    if request.words.is_empty() {
        told.push(match (request.from, request.to) {
            (None, None) => Asked::Days(vec![today]),
            (from, to) => Asked::List(all(from.unwrap_or(today), to.or(from).unwrap_or(today))),
        });
    }
    for word in &request.words {
        match read(word, request, today) {
            Ok(asked) => told.push(asked),
            Err(why) => {
                terminal.failure(&Failure::plain(why));
                status = Status::Problems;
            }
        }
    }
    match terminal.format {
        Format::Json => {
            let days = told.iter().flat_map(|asked| match asked {
                Asked::Days(days) | Asked::List(days) => days,
            });
            let days: Vec<String> = days.map(|day| json_of(*day).to_string()).collect();
            terminal.print(&format!("[{}]\n", days.join(",\n")));
        }
        Format::Human | Format::Github => {
            let parts = told.iter().flat_map(|asked| match asked {
                Asked::Days(days) => days.iter().map(|day| page(*day, terminal)).collect::<Vec<_>>(),
                Asked::List(days) => vec![list(days, terminal)],
            });
            terminal.print(&parts.collect::<Vec<_>>().join("\n"));
        }
    }
    Ok(status)
}

fn all(from: Day, to: Day) -> Vec<Day> {
    let next = |day: &Day| day.0.tomorrow().ok().map(Day);
    std::iter::successors(Some(from), next).take_while(|day| *day <= to).collect()
}

/// What a word means; else why it means nothing.
fn read(word: &str, request: &Dates, today: Day) -> Result<Asked, Text> {
    let word = word.trim();
    if matches!(word, "今天" | "today") {
        return Ok(Asked::Days(vec![today]));
    }
    if word.contains(['逢', '每', '旬']) {
        let rule = Rule::read(word).map_err(|why| {
            let Text { zh, en } = why;
            text! { zh: "读不懂 `{word}`：{zh}", en: "cannot read `{word}`: {en}" }
        })?;
        let from = request.from.unwrap_or(today);
        let to = request.to.or_else(|| from.0.checked_add(jiff::Span::new().days(AHEAD)).ok().map(Day)).unwrap_or(from);
        return Ok(Asked::List(rule.between(from, to)));
    }
    if let Some(day) = Day::parse(word).or_else(|| compact(word)) {
        return Ok(Asked::Days(vec![day]));
    }
    // 2026年2月30日 is a civil date, whatever is wrong with it.
    let civil_only = word.ends_with(['日', '号']) && !word.contains('历');
    if let Some(typed) = typed::lunar_alone(word).filter(|_| !civil_only) {
        return lunar_day(word, &typed, today).map(|day| Asked::Days(vec![day]));
    }
    let group = typed::dates_alone(word).ok_or_else(|| unreadable(word))?;
    let mut days = Vec::new();
    for date in &group.dates {
        days.push(civil(word, date, today)?);
    }
    for (at, weekday) in &group.weekdays {
        let day = days[*at];
        if day.0.weekday() != weekday.weekday {
            let (zh, en) = (day.say(true), day.say(false));
            return Err(text! {
                zh: "{}是{}，写的是{}", zh.text, zh.weekday, &word[weekday.range.clone()];
                en: "{} is a {}; `{}` is typed", en.text, en.weekday, &word[weekday.range.clone()]
            });
        }
    }
    for (at, typed) in &group.lunars {
        if let Some(right) = lunar::of(days[*at]).filter(|l| !typed.means(*l)) {
            let (zh, en) = (days[*at].say(true).text, days[*at].say(false).text);
            return Err(text! {
                zh: "{zh}是{}，写的是{}", right.say(true), &word[typed.range.clone()];
                en: "{en} is the {} ({}); `{}` is typed", right.say(false), right.say(true), &word[typed.range.clone()]
            });
        }
    }
    Ok(Asked::Days(days))
}

/// `20261128`.
fn compact(word: &str) -> Option<Day> {
    (word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| Day::parse(&format!("{}-{}-{}", &word[..4], &word[4..6], &word[6..])))?
}

fn civil(word: &str, date: &TypedDate, today: Day) -> Result<Day, Text> {
    let year = match date.year {
        Year::Given(year) => year,
        Year::Open | Year::Unsure => today.0.year(),
    };
    date.in_year(year).ok_or_else(|| no_such_day(word))
}

fn no_such_day(word: &str) -> Text {
    text! { zh: "没有 `{word}` 这一天", en: "there is no such day as `{word}`" }
}

fn lunar_day(word: &str, typed: &typed::TypedLunar, today: Day) -> Result<Day, Text> {
    let day = typed.day(today).and_then(|lunar| lunar.civil().map(|day| (lunar, day)));
    match day {
        Some((_, day)) => Ok(day),
        None => {
            let year = typed.day(today).map(|l| l.year);
            let (first, last) = (lunar::FIRST.0.year(), lunar::LAST.0.year() - 1);
            Err(match year {
                Some(year) if (first..=last).contains(&year) => {
                    let (zh, en) = (lunar::cyclic_name(year, true), lunar::cyclic_name(year, false));
                    text! {
                        zh: "{year}年（{zh}年）没有 `{word}` 这一天",
                        en: "there is no `{word}` in the lunar year {year} ({en})"
                    }
                }
                Some(_) | None => text! {
                    zh: "读不懂 `{word}`：农历只到{first}年至{last}年",
                    en: "cannot read `{word}`: lunar years are known from {first} to {last}"
                },
            })
        }
    }
}

/// Why a word is no day: it looks like one that does not exist, or like none.
fn unreadable(word: &str) -> Text {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    if parts.len() == 3 && parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit())) {
        return no_such_day(word);
    }
    text! {
        zh: "读不懂 `{word}`：写成 2026-11-28、2026年11月28日、农历十月二十，或者 农历逢三、八",
        en: "cannot read `{word}`: write 2026-11-28, 28 November 2026, 农历十月二十 (lunar) or 农历逢三、八 (market days)"
    }
}

/// All forms of a day.
struct Forms {
    zh: date::DayText,
    en: date::DayText,
    /// In Chinese numerals.
    formal: String,
    lunar: Option<lunar::LunarDay>,
    feasts: Vec<&'static feast::Feast>,
}

fn forms(day: Day) -> Forms {
    let Day(d) = day;
    let number = |n: i8| numeral::below_hundred(u32::from(n.unsigned_abs()));
    let year = numeral::by_digits(u32::from(d.year().unsigned_abs()));
    Forms {
        zh: day.say(true),
        en: day.say(false),
        formal: format!("{year}年{}月{}日", number(d.month()), number(d.day())),
        lunar: lunar::of(day),
        feasts: feast::of(day).collect(),
    }
}

/// All forms of a day, a line each.
fn page(day: Day, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let f = forms(day);
    let lunar = |chinese: bool| f.lunar.map(|l| (l.say(chinese), l.say_year(chinese)));
    let head = lunar(true).map_or(f.zh.long.clone(), |(lunar, _)| format!("{}{lunar}", f.zh.long));
    let mut rows = vec![(s.pick("中文", "Chinese"), head), (s.pick("英文", "English"), f.en.long.clone())];
    if let Some((_, year)) = lunar(true) {
        rows.push((s.pick("农历年", "Lunar year"), year));
    }
    if let Some((lunar, year)) = lunar(false) {
        rows.push((s.pick("英文农历", "Lunar"), format!("{lunar}, {year}")));
    }
    rows.push((s.pick("汉字", "In characters"), f.formal.clone()));
    rows.push(("ISO", f.zh.iso.clone()));
    for feast in &f.feasts {
        let (name, source) = (&feast.name, &feast.source);
        let said = match s {
            Speech::Zh => format!("{}  {}（{}）", name.zh, name.en, source.zh),
            Speech::En => format!("{}  {} ({})", name.en, name.zh, source.en),
        };
        rows.push((s.pick("节日", "Day"), said));
    }
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(label, value)| vec![label.to_string(), value]).collect();
    wrap::table(&rows, terminal.columns)
}

/// A line a day, in columns.
fn list(days: &[Day], terminal: &Terminal) -> String {
    let s = terminal.speech;
    if days.is_empty() {
        return s.pick("没有这样的日子\n", "there is no such day\n").to_string();
    }
    let chinese = s == Speech::Zh;
    let rows: Vec<Vec<String>> = days
        .iter()
        .map(|day| {
            let text = day.say(chinese);
            let names: Vec<&str> = feast::of(*day).map(|f| s.words(&f.name)).collect();
            let lunar = lunar::of(*day).map(|l| l.say(chinese)).unwrap_or_default();
            vec![text.iso, text.weekday, lunar, names.join(s.pick("、", ", "))]
        })
        .collect();
    wrap::table(&rows, terminal.columns)
}

fn json_of(day: Day) -> Value {
    let f = forms(day);
    let lunar = f.lunar.map(|l| {
        json!({
            "year": l.year, "month": l.month, "leap": l.leap, "day": l.day,
            "zh": l.say(true), "en": l.say(false),
            "year_zh": l.say_year(true), "year_en": l.say_year(false),
        })
    });
    let full = f.lunar.map_or(f.zh.long.clone(), |l| format!("{}{}", f.zh.long, l.say(true)));
    json!({
        "iso": f.zh.iso,
        "zh": { "text": f.zh.text, "weekday": f.zh.weekday, "long": f.zh.long, "full": full, "characters": f.formal },
        "en": { "text": f.en.text, "weekday": f.en.weekday, "long": f.en.long },
        "lunar": lunar,
        "days": f.feasts.iter().map(|feast| json!({
            "zh": feast.name.zh, "en": feast.name.en, "source_zh": feast.source.zh, "source_en": feast.source.en,
        })).collect::<Vec<_>>(),
    })
}
