//! The lunar calendar of China (农历, GB/T 33661-2017), for the lunar years 1900 to 2100.
//!
//! In: civil days. Out: lunar dates, their names in both languages, and back. The days come from `icu_calendar`, whose tables
//! hold each month of these years; `tests/judges/lunar.py` compares every day with tables that are neither ours nor theirs.
//! Says nothing outside these years: there the crate only approximates.

use icu_calendar::cal::ChineseTraditional;
use jiff::civil::{Date, date};

use super::numeral::{below_hundred, ordinal};
use crate::base::date::Day;

/// The first day known: the first of the lunar year 1900.
pub const FIRST: Day = Day(date(1900, 1, 31));

/// The last day known: the last of the lunar year 2100.
pub const LAST: Day = Day(date(2101, 1, 28));

/// A day of the lunar calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct LunarDay {
    /// The civil year in which the lunar year begins.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// Whether this is the leap month that follows the month of this number.
    pub leap: bool,
    /// 1 to 30.
    pub day: u8,
}

/// The lunar date of a day; none outside the years known.
pub fn of(day: Day) -> Option<LunarDay> {
    if !(FIRST..=LAST).contains(&day) {
        return None;
    }
    let Day(d) = day;
    let iso = icu_calendar::Date::try_new_iso(i32::from(d.year()), d.month().unsigned_abs(), d.day().unsigned_abs());
    let lunar = iso.ok()?.to_calendar(ChineseTraditional::new());
    let month = lunar.month().to_input();
    Some(LunarDay {
        year: i16::try_from(lunar.cyclic_year().related_iso).ok()?,
        month: month.number(),
        leap: month.is_leap(),
        day: lunar.day_of_month().0,
    })
}

const STEMS: [(&str, &str); 10] = [
    ("甲", "Jia"),
    ("乙", "Yi"),
    ("丙", "Bing"),
    ("丁", "Ding"),
    ("戊", "Wu"),
    ("己", "Ji"),
    ("庚", "Geng"),
    ("辛", "Xin"),
    ("壬", "Ren"),
    ("癸", "Gui"),
];

/// Branch, its reading, and its animal in both languages.
const BRANCHES: [(&str, &str, &str, &str); 12] = [
    ("子", "zi", "鼠", "Rat"),
    ("丑", "chou", "牛", "Ox"),
    ("寅", "yin", "虎", "Tiger"),
    ("卯", "mao", "兔", "Rabbit"),
    ("辰", "chen", "龙", "Dragon"),
    ("巳", "si", "蛇", "Snake"),
    ("午", "wu", "马", "Horse"),
    ("未", "wei", "羊", "Goat"),
    ("申", "shen", "猴", "Monkey"),
    ("酉", "you", "鸡", "Rooster"),
    ("戌", "xu", "狗", "Dog"),
    ("亥", "hai", "猪", "Pig"),
];

/// The place of a year in the cycle of sixty: 0 is 甲子, as 1984 was.
fn cycle(year: i16) -> usize {
    usize::try_from((i32::from(year) - 1984).rem_euclid(60)).unwrap_or(0)
}

/// `丙午` or `Bingwu`.
pub fn cyclic_name(year: i16, chinese: bool) -> String {
    let ((stem, stem_en), (branch, branch_en, ..)) = (STEMS[cycle(year) % 10], BRANCHES[cycle(year) % 12]);
    if chinese { format!("{stem}{branch}") } else { format!("{stem_en}{branch_en}") }
}

/// `马` or `Horse`.
pub fn animal(year: i16, chinese: bool) -> &'static str {
    let (_, _, zh, en) = BRANCHES[cycle(year) % 12];
    if chinese { zh } else { en }
}

/// The place in the cycle of sixty that two characters name: `丙午` is 42.
pub fn cycle_of(stem: char, branch: char) -> Option<usize> {
    let stem = STEMS.iter().position(|(zh, _)| zh.starts_with(stem))?;
    let branch = BRANCHES.iter().position(|(zh, ..)| zh.starts_with(branch))?;
    (0..60).find(|at| at % 10 == stem && at % 12 == branch)
}

/// The place of an animal among the twelve: `马` is 6.
pub fn animal_of(c: char) -> Option<usize> {
    BRANCHES.iter().position(|(_, _, zh, _)| zh.starts_with(c))
}

/// The name of a month: `正月`, `二月` … `十月`, `十一月`, `十二月`, as the almanacs of the observatories print them
/// (冬月 and 腊月 are read, but not written).
pub fn month_name(month: u8, leap: bool) -> String {
    let name = if month == 1 { "正".to_string() } else { below_hundred(u32::from(month)) };
    format!("{}{name}月", if leap { "闰" } else { "" })
}

/// The name of a day: `初一` … `初十`, `十一` … `二十`, `廿一` … `三十`.
pub fn day_name(day: u8) -> String {
    match day {
        1..=10 => format!("初{}", below_hundred(u32::from(day))),
        21..=29 => format!("廿{}", below_hundred(u32::from(day - 20))),
        _ => below_hundred(u32::from(day)),
    }
}

impl LunarDay {
    /// `农历十月二十` or `20th day of the 10th lunar month`.
    pub fn say(self, chinese: bool) -> String {
        if chinese {
            return format!("农历{}{}", month_name(self.month, self.leap), day_name(self.day));
        }
        let leap = if self.leap { "leap " } else { "" };
        format!("{} day of the {leap}{} lunar month", ordinal(self.day), ordinal(self.month))
    }

    /// `丙午年（马年）` or `year of the Horse (Bingwu)`.
    pub fn say_year(self, chinese: bool) -> String {
        let (name, animal) = (cyclic_name(self.year, chinese), animal(self.year, chinese));
        if chinese { format!("{name}年（{animal}年）") } else { format!("year of the {animal} ({name})") }
    }

    /// The civil day; none if the month or the day does not exist in that year, or the year is not known.
    pub fn civil(self) -> Option<Day> {
        let last = LAST.0;
        // No lunar year begins before 21 January or lasts more than 385 days.
        let mut at = Date::new(self.year, 1, 20).ok()?;
        // As many days as surely lie before it: 29 for each full month.
        at = at.checked_add(jiff::Span::new().days(29 * i64::from(self.month.saturating_sub(1)))).ok()?;
        for _ in 0..120 {
            if at > last {
                return None;
            }
            if of(Day(at)) == Some(self) {
                return Some(Day(at));
            }
            at = at.tomorrow().ok()?;
        }
        None
    }
}
