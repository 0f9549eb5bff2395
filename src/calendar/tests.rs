//! Unit tests of calendars: names, rules, and what is a date in a text.

use super::lunar::{self, LunarDay};
use super::market::Rule;
use super::typed::{self, Found, Year};
use super::{feast, numeral};
use crate::base::date::Day;

fn day(iso: &str) -> Day {
    Day::parse(iso).expect("a day")
}

fn lunar_text(iso: &str) -> String {
    let l = lunar::of(day(iso)).expect("a known day");
    format!("{} {}", lunar::cyclic_name(l.year, true), l.say(true))
}

#[test]
fn lunar_dates_have_their_names() {
    assert_eq!(lunar_text("2026-11-28"), "丙午 农历十月二十");
    assert_eq!(lunar_text("2026-02-17"), "丙午 农历正月初一");
    assert_eq!(lunar_text("2027-02-06"), "丁未 农历正月初一");
    assert_eq!(lunar_text("2027-02-05"), "丙午 农历十二月廿九");
    assert_eq!(lunar_text("2025-07-25"), "乙巳 农历闰六月初一");
    assert_eq!(lunar_text("2033-12-22"), "癸丑 农历闰十一月初一");
    let leap = lunar::of(day("2025-07-25")).expect("a known day");
    assert_eq!(leap.say(false), "1st day of the leap 6th lunar month");
    assert_eq!(leap.say_year(false), "year of the Snake (Yisi)");
    assert_eq!(lunar::of(day("1900-01-30")), None);
    assert_eq!(lunar::of(day("2101-01-29")), None);
}

#[test]
fn lunar_dates_lead_back_to_their_days() {
    let mut at = lunar::FIRST;
    while at <= lunar::LAST {
        let l = lunar::of(at).expect("a known day");
        assert_eq!(l.civil(), Some(at));
        at = Day(at.0.checked_add(jiff::Span::new().days(17)).expect("a day"));
    }
    assert_eq!(LunarDay { year: 2026, month: 6, leap: true, day: 1 }.civil(), None);
    assert_eq!(LunarDay { year: 1800, month: 6, leap: false, day: 1 }.civil(), None);
}

#[test]
fn chinese_numbers() {
    for n in 1..100 {
        assert_eq!(numeral::read(&numeral::below_hundred(n)), Some(n));
    }
    assert_eq!(numeral::read("廿八"), Some(28));
    assert_eq!(numeral::read("２８"), Some(28));
    assert_eq!(numeral::read("十十"), None);
    assert_eq!(numeral::by_digits(2026), "二〇二六");
    assert_eq!(
        [1, 2, 3, 11, 12, 13, 21, 22, 23].map(numeral::ordinal).join(" "),
        "1st 2nd 3rd 11th 12th 13th 21st 22nd 23rd"
    );
}

/// The days of a rule in a month, as one line.
fn market(rule: &str) -> String {
    let rule = Rule::read(rule).expect("a rule");
    let days = rule.between(day("2026-12-01"), day("2026-12-31"));
    let days: Vec<String> = days.iter().map(|d| d.0.day().to_string()).collect();
    format!("{} | {} | {}", rule.say(true), rule.say(false), days.join(" "))
}

#[test]
fn market_days() {
    let lunar38 = "农历逢三、八 | days of the lunar month that end in 3 or 8 | 1 6 11 16 21 26 31";
    for typed in ["农历逢三、八", "农历逢三八", "阴历逢3、8", "农历每月逢三逢八", "农历每旬三、八", "农历 逢 三，八"]
    {
        assert_eq!(market(typed), lunar38, "{typed}");
    }
    assert_eq!(market("公历逢二、五、八").split(" | ").last(), Some("2 5 8 12 15 18 22 25 28"));
    assert_eq!(market("公历逢五、十").split(" | ").last(), Some("5 10 15 20 25 30"));
    assert_eq!(market("农历每月初五、十五"), "农历每月初五、十五 | the 5th and 15th of each lunar month | 13 23");
    assert_eq!(market("公历每月5日、20日"), "每月5日、20日 | the 5th and 20th of each month | 5 20");
    assert_eq!(market("每周六、日"), "每周六、日 | every Saturday and Sunday | 5 6 12 13 19 20 26 27");
    assert_eq!(market("公历逢双").split(" | ").next(), Some("公历逢二、四、六、八、十"));
    for typed in ["逢三、八", "农历", "有空就来", "农历逢", "每周八", "农历每月三十一", "农历每月"]
    {
        assert!(Rule::read(typed).is_err(), "{typed}");
    }
}

#[test]
fn days_with_a_name() {
    let names = |iso: &str| feast::of(day(iso)).map(|f| f.name.zh).collect::<Vec<_>>().join(" ");
    assert_eq!(names("2026-12-04"), "国家宪法日 宪法宣传周");
    assert_eq!(names("2027-02-05"), "除夕");
    assert_eq!(names("2026-06-19"), "端午节");
    assert_eq!(names("2026-05-17"), "全国助残日");
    assert_eq!(names("2026-11-28"), "");
}

/// What is found, as one line: dates, then `=` weekdays and lunar dates with the number of their date.
fn found(text: &str) -> String {
    let mut lines = Vec::new();
    for found in typed::find(text, 0..text.len()) {
        match found {
            Found::NoTime(range) => lines.push(format!("time {}", &text[range])),
            Found::Dates(group) => {
                let mut line = String::new();
                for date in &group.dates {
                    let year = match date.year {
                        Year::Given(year) => year.to_string(),
                        Year::Open => "·".to_string(),
                        Year::Unsure => "?".to_string(),
                    };
                    let wrong = if date.is_impossible() && !date.doubtful { "!" } else { "" };
                    line += &format!("{year}-{}-{}{wrong} ", date.month, date.day);
                }
                for (at, weekday) in &group.weekdays {
                    line += &format!("={at}:{} ", &text[weekday.range.clone()]);
                }
                for (at, lunar) in &group.lunars {
                    line += &format!("={at}:{} ", &text[lunar.range.clone()]);
                }
                lines.push(line.trim_end().to_string());
            }
        }
    }
    lines.join("; ")
}

#[test]
fn chinese_dates_in_a_text() {
    for (text, expected) in [
        ("定于2026年11月28日（星期五）晚上举行", "2026-11-28 =0:星期五"),
        ("２０２６年１１月２８日（周六）", "2026-11-28 =0:周六"),
        ("二〇二六年十一月二十八日，星期六，", "2026-11-28 =0:星期六"),
        ("11月28日（五）", "·-11-28 =0:五"),
        ("**11月28日**（星期五）", "·-11-28 =0:星期五"),
        ("11月28日星期六上午9:00", "·-11-28 =0:星期六"),
        ("11月28日周六晚上", "·-11-28 =0:周六"),
        ("11月28日周三强同志", "·-11-28"),
        ("11月28日起每周一", "·-11-28"),
        ("11月28日，周一至周五休息", "·-11-28"),
        ("11月28日，周五、节日休息", "·-11-28"),
        ("11月28日至29日（星期六至星期日）", "·-11-28 ·-11-29 =0:星期六 =1:星期日"),
        ("11月28日（星期六）至29日（星期日）", "·-11-28 ·-11-29 =0:星期六 =1:星期日"),
        ("11月28日、29日（六、日）", "·-11-28 ·-11-29 =0:六 =1:日"),
        ("11月28-29日（周六、周日）", "·-11-28 ·-11-29 =0:周六 =1:周日"),
        ("2026年12月30日—1月2日（周六）", "2026-12-30 2027-1-2"),
        ("2025年11月28日（星期五）、12月5日（星期五）", "2025-11-28 2025-12-5 =0:星期五 =1:星期五"),
        ("星期五（11月28日）", "·-11-28 =0:星期五"),
        ("周一至周五（11月28日）", "·-11-28"),
        ("| 11月28日 | 星期五 |", "·-11-28 =0:星期五"),
        ("| 11月28日 | 星期五晚 |", "·-11-28"),
        ("2026年11月28日（星期六）农历十月二十", "2026-11-28 =0:星期六 =0:农历十月二十"),
        ("2026年11月28日（农历十月廿一，星期六）", "2026-11-28 =0:星期六 =0:农历十月廿一"),
        ("2026年2月17日（正月初一）", "2026-2-17 =0:正月初一"),
        ("农历丙午年十月二十（公历11月28日，星期六）", "·-11-28 =0:星期六 =0:农历丙午年十月二十"),
        ("腊月二十三过小年", ""),
        ("去年11月28日（星期五）", "?-11-28 =0:星期五"),
        ("今年11月28日（星期五）", "·-11-28 =0:星期五"),
        ("光绪三十一年二月三十日", ""),
        ("2026年2月30日", "2026-2-30!"),
        ("11月31日", "·-11-31!"),
        ("13月1日", "·-13-1!"),
        ("满2月30日内", "·-2-30"),
        ("2·30 事件，第3.13月1日版，1978年以来", ""),
        ("2026-02-30", "2026-2-30!"),
        ("2026-11-28（周五）", "2026-11-28 =0:周五"),
        ("v2026.02.30 2026.13.1 /2026/02/30/ 2026.2.30", "2026-2-30"),
        ("（2026）13号、第13号月报", ""),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn english_dates_in_a_text() {
    for (text, expected) in [
        ("on Friday, 28 November 2026, in", "2026-11-28 =0:Friday"),
        ("28 November 2026 (Friday)", "2026-11-28 =0:Friday"),
        ("Fri. 28 Nov at six", "·-11-28 =0:Fri."),
        ("Sunday 20 December, 14:00", "·-12-20 =0:Sunday"),
        ("**Friday**, November 28th, 2026", "2026-11-28 =0:Friday"),
        ("28–29 November 2026 (Saturday–Sunday)", "2026-11-28 2026-11-29 =0:Saturday =1:Sunday"),
        ("28 to 29 November", "·-11-28 ·-11-29"),
        ("Monday to Friday, 4 December", "·-12-4"),
        ("From 1 to 7 December", "·-12-1 ·-12-7"),
        ("31 November 2026", "2026-11-31!"),
        ("February 30", "·-2-30!"),
        ("You May 31 times, in May 2026, No. 40 March", "·-5-31"),
        ("Marching 30 February", "·-2-30!"),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn times_that_no_clock_shows() {
    for (text, expected) in [
        ("晚上25:00", "time 25:00"),
        ("11月28日19:75", "·-11-28; time 19:75"),
        ("19:30-25:00", "time 25:00"),
        ("from 25:00 until", "time 25:00"),
        ("晚上25点", "time 25点"),
        ("比分98:76，比例1:50，19:30至24:00，24:00", ""),
        ("时间：9：60", "time 9：60"),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn no_text_can_crash_it() {
    let text = "（周六）二〇二六年十一月28日（五、日）—29日|星期一\n农历闰十月廿一（即11月30日，Sat.\u{A0}28\u{A0}Nov., 2026-02-3０ 25：6１点 光绪元年1-2月卅日、号 Sept. 31st–May 5th é25:00";
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (i, start) in ends.iter().enumerate() {
        for end in &ends[i..] {
            for found in typed::find(text, *start..*end) {
                if let Found::Dates(group) = found {
                    assert!(group.dates.iter().all(|d| text.get(d.range.clone()).is_some()));
                    assert!(
                        group
                            .weekdays
                            .iter()
                            .all(|(at, w)| *at < group.dates.len() && text.get(w.range.clone()).is_some())
                    );
                    assert!(
                        group
                            .lunars
                            .iter()
                            .all(|(at, l)| *at < group.dates.len() && text.get(l.range.clone()).is_some())
                    );
                }
            }
            // What is typed on the command line.
            let _ = (
                typed::lunar_alone(&text[*start..*end]),
                typed::dates_alone(&text[*start..*end]),
                Rule::read(&text[*start..*end]),
            );
        }
    }
}
