use super::*;

fn long(key: &str) -> (String, String, String) {
    let day = Day::parse("2026-11-28").expect("a day");
    let text = day_text(day, &Language::of_key(key));
    (text.text, text.weekday, text.month_text)
}

fn three(a: &str, b: &str, c: &str) -> (String, String, String) {
    (a.to_string(), b.to_string(), c.to_string())
}

#[test]
fn chinese_and_english_are_our_own() {
    assert_eq!(long("zh"), three("2026年11月28日", "星期六", "11月"));
    assert_eq!(long("zh-Hant"), long("zh"));
    assert_eq!(long("en"), three("28 November 2026", "Saturday", "Nov"));
}

#[test]
fn others_come_from_cldr() {
    assert_eq!(long("ug"), three("2026 28-نويابىر", "شەنبە", "نويابىر"));
    assert_eq!(long("mn"), three("2026\u{202f}оны арван нэгдүгээр сарын 28", "Бямба", "11-р сар"));
    assert_eq!(long("ru"), three("28 ноября 2026\u{202f}г.", "суббота", "нояб."));
}

#[test]
fn a_language_that_nobody_knows_gets_the_plain_form() {
    assert_eq!(long("bo"), three("2026-11-28", "", "11"));
    assert_eq!(long("xx"), three("2026-11-28", "", "11"));
}
