//! Values as people type them: `第12场`, `是`, `横幅`, `2026年11月28日晚上7点半`.
//!
//! In: the text of a value and the field it is for. Out: what it means, if it means one thing; of a date what is unclear, in words.
//! Does not read texts and lists of texts: those are taken as they are.

use crate::base::date::Day;
use crate::base::diag::Text;
use crate::base::typed_date::{Unclear, chinese_number, plain};
use crate::text;
use crate::theme::kind::Field;

/// Words that may follow a number without changing it.
const UNITS: &[&str] =
    &["场", "期", "号", "章", "份", "分钟", "分", "个", "次", "人", "页", "本", "条", "项", "位", "届", "版"];

/// Signs between choices in one text.
pub const BETWEEN: [char; 5] = ['、', '，', ',', '；', ';'];

/// A number: `１２`, `十二`, `第12场`, `200份`.
pub fn number(typed: &str) -> Option<f64> {
    let text: String = typed.trim().chars().map(plain).collect();
    let text = text.strip_prefix('第').unwrap_or(&text).trim();
    let text = UNITS.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim();
    let is_plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
    #[allow(clippy::cast_precision_loss, reason = "numbers of pages and minutes are far below 2^53")]
    let chinese = || chinese_number(text).map(|number| number as f64);
    if is_plain { text.parse().ok() } else { chinese() }
}

/// Yes or no.
pub fn boolean(typed: &str) -> Option<bool> {
    match typed.trim().to_lowercase().as_str() {
        "是" | "对" | "要" | "yes" | "true" => Some(true),
        "否" | "不" | "不是" | "不要" | "no" | "false" => Some(false),
        _ => None,
    }
}

/// The choice that a word means: its id, or what it is called in Chinese or English.
pub fn choice<'f>(field: &'f Field, typed: &str) -> Option<&'f String> {
    let typed = typed.trim();
    let named = |id: &&String| {
        field
            .names
            .get(*id)
            .is_some_and(|name| ["zh", "en"].iter().any(|key| name.get(key).eq_ignore_ascii_case(typed)))
    };
    field.choices.iter().find(|id| *id == typed).or_else(|| field.choices.iter().find(named))
}

/// What is unclear about a date, and what to type instead; none if it is only not written as one, or does not exist.
pub fn unclear(field: &Field, typed: &str, unclear: &Unclear, today: Day) -> Option<(Text, Vec<Text>)> {
    let name = &field.name;
    let at = |day: &str, hour: i8, minute: i8| format!("{day} {hour:02}:{minute:02}");
    Some(match unclear {
        Unclear::NoDate | Unclear::NoSuchDay | Unclear::NoSuchTime => return None,
        Unclear::NoYear { month, day, time } => {
            let date = format!("{}-{month:02}-{day:02}", today.0.year());
            let full = time.map_or(date.clone(), |time| at(&date, time.hour(), time.minute()));
            (
                text! {
                    zh: "`{name}` 写的是 `{typed}`：读出 {month} 月 {day} 日，没有年份",
                    en: "`{name}` is `{typed}`: month {month}, day {day}, and no year"
                },
                vec![
                    text! { zh: "哪一年？如果是今年，写 `{full}`", en: "which year? if it is this one, write `{full}`" },
                ],
            )
        }
        Unclear::ShortYear(year) => (
            text! {
                zh: "`{name}` 写的是 `{typed}`：年份只有两位数字",
                en: "`{name}` is `{typed}`: the year has only two digits"
            },
            vec![text! { zh: "年份写四位，例如 `20{year:02}`", en: "write four digits, such as `20{year:02}`" }],
        ),
        Unclear::HalfOfDay { day, hour, minute } => {
            let next = day.0.tomorrow().unwrap_or(day.0);
            let day = day.0.to_string();
            let (early, late) = if *hour == 12 {
                (at(&day, 12, *minute), at(&next.to_string(), 0, *minute))
            } else {
                (at(&day, *hour, *minute), at(&day, hour + 12, *minute))
            };
            let helps = if *hour == 12 {
                vec![
                    text! { zh: "中午就写 `{early}`", en: "for noon write `{early}`" },
                    text! { zh: "半夜就写 `{late}`", en: "for midnight write `{late}`" },
                ]
            } else {
                vec![
                    text! { zh: "上午就写 `{early}`", en: "for the morning write `{early}`" },
                    text! { zh: "下午、晚上就写 `{late}`", en: "for the afternoon or evening write `{late}`" },
                ]
            };
            (
                text! {
                    zh: "`{name}` 写的是 `{typed}`：{hour} 点是上午还是下午？",
                    en: "`{name}` is `{typed}`: is {hour} o'clock before or after noon?"
                },
                helps,
            )
        }
        Unclear::WrongPart { part, hour } => (
            text! {
                zh: "`{name}` 写的是 `{typed}`：“{part}”和 {hour} 点合不上",
                en: "`{name}` is `{typed}`: “{part}” and {hour} o'clock do not fit together"
            },
            vec![text! {
                zh: "时间按 24 小时写，例如 `2026-11-28 19:30`",
                en: "write the time by the 24-hour clock, such as `2026-11-28 19:30`"
            }],
        ),
        Unclear::Span => (
            text! {
                zh: "`{name}` 写的是 `{typed}`：有两个时间，这里只要一个",
                en: "`{name}` is `{typed}`: there are two times and one is wanted"
            },
            vec![text! {
                zh: "开始和结束分开写，例如 `start` 和 `end`",
                en: "write beginning and end into fields of their own, such as `start` and `end`"
            }],
        ),
    })
}
