//! Days that return by a rule: market days such as 农历逢三、八, days of the month, days of the week.
//!
//! In: a rule as offices write it. Out: the days it means, between two civil days, and its name in both languages.
//! Reads Chinese only: the rule is typed once, on the Chinese page, and its translation takes it over.

use jiff::civil::Weekday;

use super::lunar;
use super::numeral::{self, below_hundred, ordinal};
use crate::base::date::{self, Day};
use crate::base::diag::Text;
use crate::text;

/// Most days that a rule may give: two years of every third day. A list longer than that is a mistake, not an invitation.
pub const MOST_DAYS: usize = 250;

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    cycle: Cycle,
    /// In the order of the calendar, each once.
    days: Vec<u8>,
}

/// What a rule counts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cycle {
    /// The last digit of the day of the lunar month; 0 for 十: `农历逢三、八`.
    LunarDigit,
    /// The last digit of the day of the civil month: `公历逢三、八`.
    CivilDigit,
    /// The day of the lunar month: `农历每月初五、十五`.
    LunarDay,
    /// The day of the civil month: `公历每月5日、15日`.
    CivilDay,
    /// The day of the week, 1 for Monday: `每周六`.
    Week,
}

const LUNAR: [&str; 4] = ["农历", "阴历", "旧历", "夏历"];
const CIVIL: [&str; 4] = ["公历", "阳历", "新历", "西历"];
const WEEK: [&str; 3] = ["每星期", "每礼拜", "每周"];

impl Rule {
    /// Reads a rule, or says what is missing.
    pub fn read(typed: &str) -> Result<Rule, Text> {
        let whole: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        if let Some(days) = WEEK.iter().find_map(|w| whole.strip_prefix(w)) {
            return weekly(days);
        }
        let after = |words: &[&str]| words.iter().find_map(|w| whole.strip_prefix(w)).map(str::to_string);
        let (lunar, text) = match (after(&LUNAR), after(&CIVIL)) {
            (Some(rest), _) => (Some(true), rest),
            (None, Some(rest)) => (Some(false), rest),
            (None, None) => (None, whole.clone()),
        };
        let text =
            text.trim_start_matches("每旬").trim_start_matches("旬").trim_end_matches("赶集").trim_end_matches("赶场");
        let (digits, text) = match (text.strip_prefix('逢'), text.strip_prefix("每月")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => match rest.strip_prefix('逢') {
                Some(rest) => (true, rest),
                None => (false, rest),
            },
            // 每旬三、八 is 逢三、八 in other words.
            (None, None) if whole.contains('旬') => (true, text),
            (None, None) => return Err(unreadable()),
        };
        let by_name = text.contains('初') || text.contains('廿');
        let days = if digits && !by_name { last_digits(text) } else { days_of_month(text) }.ok_or_else(unreadable)?;
        let lunar = match lunar {
            Some(lunar) => lunar,
            None if by_name => true,
            None => return Err(which_calendar(&whole)),
        };
        let cycle = match (digits && !by_name, lunar) {
            (true, true) => Cycle::LunarDigit,
            (true, false) => Cycle::CivilDigit,
            (false, true) => Cycle::LunarDay,
            (false, false) => Cycle::CivilDay,
        };
        if cycle == Cycle::LunarDay && days.iter().any(|d| *d > 30) {
            return Err(text! { zh: "农历的月没有三十一", en: "a lunar month has no 31st day" });
        }
        Ok(Rule { cycle, days })
    }

    /// Whether it counts by the lunar calendar.
    pub fn is_lunar(&self) -> bool {
        matches!(self.cycle, Cycle::LunarDigit | Cycle::LunarDay)
    }

    /// Whether a day is one of the rule's.
    pub fn has(&self, day: Day) -> bool {
        let of_month = day.0.day().unsigned_abs();
        let lunar = || lunar::of(day).map(|l| l.day);
        match self.cycle {
            Cycle::LunarDigit => lunar().is_some_and(|d| self.days.contains(&(d % 10))),
            // 31 ends in 1 as well.
            Cycle::CivilDigit => self.days.contains(&(of_month % 10)),
            Cycle::LunarDay => lunar().is_some_and(|d| self.days.contains(&d)),
            Cycle::CivilDay => self.days.contains(&of_month),
            Cycle::Week => self.days.contains(&day.0.weekday().to_monday_one_offset().unsigned_abs()),
        }
    }

    /// The days of the rule from one day to another, both included.
    pub fn between(&self, from: Day, to: Day) -> Vec<Day> {
        let mut days = Vec::new();
        let mut at = from;
        while at <= to {
            if self.has(at) {
                days.push(at);
            }
            let Ok(next) = at.0.tomorrow() else { break };
            at = Day(next);
        }
        days
    }

    /// The rule in words: `农历逢三、八`, `days of the lunar month that end in 3 or 8`.
    pub fn say(&self, chinese: bool) -> String {
        if chinese { self.say_chinese() } else { self.say_english() }
    }

    fn say_chinese(&self) -> String {
        let join = |word: &dyn Fn(u8) -> String| self.days.iter().map(|d| word(*d)).collect::<Vec<_>>().join("、");
        let digit = |d: u8| below_hundred(if d == 0 { 10 } else { u32::from(d) });
        match self.cycle {
            Cycle::LunarDigit => format!("农历逢{}", join(&digit)),
            Cycle::CivilDigit => format!("公历逢{}", join(&digit)),
            Cycle::LunarDay => format!("农历每月{}", join(&lunar::day_name)),
            Cycle::CivilDay => format!("每月{}", join(&|d| format!("{d}日"))),
            Cycle::Week => {
                format!("每周{}", join(&|d| date::weekday(weekday(d), true).trim_start_matches("星期").to_string()))
            }
        }
    }

    fn say_english(&self) -> String {
        let list = |word: &dyn Fn(u8) -> String, last: &str| {
            let words: Vec<String> = self.days.iter().map(|d| word(*d)).collect();
            match words.split_last() {
                Some((end, before)) if !before.is_empty() => format!("{} {last} {end}", before.join(", ")),
                Some((end, _)) => end.clone(),
                None => String::new(),
            }
        };
        let digit = |d: u8| d.to_string();
        match self.cycle {
            Cycle::LunarDigit => format!("days of the lunar month that end in {}", list(&digit, "or")),
            Cycle::CivilDigit => format!("days of the month that end in {}", list(&digit, "or")),
            Cycle::LunarDay => format!("the {} of each lunar month", list(&ordinal, "and")),
            Cycle::CivilDay => format!("the {} of each month", list(&ordinal, "and")),
            Cycle::Week => format!("every {}", list(&|d| date::weekday(weekday(d), false).to_string(), "and")),
        }
    }
}

fn unreadable() -> Text {
    text! {
        zh: "应写成“农历逢三、八”“公历逢二、五、八”“农历每月初五、十五”“每月5日、20日”（公历）或“每周六”",
        en: "expected such as 农历逢三、八 (lunar days ending in 3 or 8), 公历逢二、五、八, 农历每月初五、十五, 公历每月5日、20日 or 每周六 (every Saturday)"
    }
}

fn which_calendar(typed: &str) -> Text {
    text! {
        zh: "没有写是农历还是公历：写成“农历{typed}”或“公历{typed}”",
        en: "it does not say which calendar: write 农历{typed} (lunar) or 公历{typed} (civil)"
    }
}

fn weekday(number: u8) -> Weekday {
    Weekday::from_monday_one_offset(i8::try_from(number).unwrap_or(1)).unwrap_or(Weekday::Monday)
}

/// Whether this stands between the days of a rule.
fn is_separator(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '和' | '与' | '及' | '或' | '/' | '逢')
}

fn in_order(mut days: Vec<u8>) -> Option<Vec<u8>> {
    // 十 is written last though it is kept as 0.
    days.sort_by_key(|d| if *d == 0 { 10 } else { *d });
    days.dedup();
    (!days.is_empty()).then_some(days)
}

/// The digits of `三、八`, `三逢八`, `二五八`, `3、8`, `五、十`; of 单 the odd ones, of 双 the even ones.
fn last_digits(text: &str) -> Option<Vec<u8>> {
    match text.trim_end_matches(['日', '号', '天']) {
        "单" => return Some(vec![1, 3, 5, 7, 9]),
        "双" => return Some(vec![2, 4, 6, 8, 0]),
        _ => {}
    }
    let mut days = Vec::new();
    for part in text.trim_end_matches(['日', '号', '的']).split(is_separator).filter(|p| !p.is_empty()) {
        let part = part.trim_end_matches(['日', '号']);
        if part == "10" {
            days.push(0);
            continue;
        }
        for c in part.chars() {
            days.push(if c == '十' { 0 } else { u8::try_from(numeral::digit(c)?).ok()? });
        }
    }
    in_order(days)
}

/// The days of `初五、十五、廿五`, `5日、15日`, `五日`.
fn days_of_month(text: &str) -> Option<Vec<u8>> {
    let mut days = Vec::new();
    for part in text.split(is_separator).filter(|p| !p.is_empty()) {
        let part = part.trim_start_matches('初').trim_end_matches(['日', '号']);
        days.push(u8::try_from(numeral::read(part)?).ok().filter(|d| (1..=31).contains(d))?);
    }
    in_order(days)
}

fn weekly(text: &str) -> Result<Rule, Text> {
    let mut days = Vec::new();
    for part in text.split(|c| is_separator(c) || c == '周').filter(|p| !p.is_empty()) {
        for c in part.trim_start_matches("星期").trim_start_matches("礼拜").chars() {
            days.push(match c {
                '日' | '天' => 7,
                c => numeral::digit(c)
                    .and_then(|d| u8::try_from(d).ok())
                    .filter(|d| (1..=7).contains(d))
                    .ok_or_else(unreadable)?,
            });
        }
    }
    days.sort_unstable();
    days.dedup();
    if days.is_empty() { Err(unreadable()) } else { Ok(Rule { cycle: Cycle::Week, days }) }
}
