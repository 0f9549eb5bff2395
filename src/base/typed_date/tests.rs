use super::{Unclear, chinese_number, read};

fn says(text: &str) -> String {
    match read(text) {
        Ok(typed) => {
            let time = typed.time.map_or(String::new(), |t| format!(" {:02}:{:02}", t.hour(), t.minute()));
            let weekday = typed.weekday.map_or(String::new(), |(w, range)| format!(" {w:?} {}", &text[range]));
            format!("{}{time}{weekday}", typed.day.0)
        }
        Err(unclear) => format!("{unclear:?}"),
    }
}

#[test]
fn every_way_to_write_a_day() {
    for text in [
        "2026-11-28",
        "2026/11/28",
        "2026.11.28",
        "2026年11月28日",
        "２０２６年１１月２８日",
        "２０２６－１１－２８",
        "2026—11—28",
        "2026 年 11 月 28 日",
        "2026年11月28号",
        "二〇二六年十一月二十八日",
        "二零二六年十一月二十八日",
        "二○二六年十一月廿八日",
        "二OO六年十一月二十八日",
        "　2026年11月28日　",
    ] {
        let expected = if text.starts_with("二O") { "2006-11-28" } else { "2026-11-28" };
        assert_eq!(says(text), expected, "{text}");
    }
    assert_eq!(says("2026-1-5"), "2026-01-05");
    assert_eq!(says("二〇三〇年一月三十日"), "2030-01-30");
}

#[test]
fn every_way_to_write_a_time() {
    for (time, expected) in [
        ("19:30", "19:30"),
        ("19：30", "19:30"),
        ("１９：３０", "19:30"),
        ("19:30:00", "19:30"),
        ("19点30分", "19:30"),
        ("19点半", "19:30"),
        ("19时30分", "19:30"),
        ("晚上7点半", "19:30"),
        ("晚上七点半", "19:30"),
        ("晚上7:30", "19:30"),
        ("晚上19:30", "19:30"),
        ("晚7点", "19:00"),
        ("下午3点", "15:00"),
        ("下午三点一刻", "15:15"),
        ("下午15时", "15:00"),
        ("上午9时", "09:00"),
        ("上午10:05", "10:05"),
        ("早上8点整", "08:00"),
        ("中午12点", "12:00"),
        ("中午1点", "13:00"),
        ("凌晨2点", "02:00"),
        ("傍晚6点", "18:00"),
        ("下午两点", "14:00"),
        ("7:30 pm", "19:30"),
        ("12 pm", ""),
        ("9:30", "09:30"),
        ("0点", "00:00"),
    ] {
        let is = says(&format!("2026-11-28 {time}"));
        if expected.is_empty() {
            assert_eq!(is, "NoDate", "{time}");
        } else {
            assert_eq!(is, format!("2026-11-28 {expected}"), "{time}");
        }
    }
    assert_eq!(says("2026年11月28日晚上7点半"), "2026-11-28 19:30");
    assert_eq!(says("2026-11-28T19:30:00"), "2026-11-28 19:30");
    assert_eq!(says("2026年11月28日（星期六）晚上7点半"), "2026-11-28 19:30 Saturday 星期六");
}

#[test]
fn weekdays_keep_their_place() {
    for text in ["2026-11-28（星期六）", "2026-11-28 周六", "2026-11-28（礼拜六）", "2026年11月28日(六)"]
    {
        assert!(says(text).starts_with("2026-11-28 Saturday "), "{}", says(text));
    }
    assert_eq!(says("2026-11-29 (Sunday)"), "2026-11-29 Sunday Sunday");
    assert_eq!(says("2026年11月29日星期天10:00"), "2026-11-29 10:00 Sunday 星期天");
    assert_eq!(says("2026年11月29日星期日"), "2026-11-29 Sunday 星期日");
}

#[test]
fn what_is_unclear_is_not_guessed() {
    for (text, expected) in [
        ("11月28日", "NoYear { month: 11, day: 28, time: None }"),
        ("11月28日晚上7点半", "NoYear { month: 11, day: 28, time: Some(19:30:00) }"),
        ("11/28", "NoYear { month: 11, day: 28, time: None }"),
        ("26年11月28日", "ShortYear(26)"),
        ("2026-02-30", "NoSuchDay"),
        ("2026年13月1日", "NoSuchDay"),
        ("2月30日", "NoSuchDay"),
        ("2026-11-28 25:00", "NoSuchTime"),
        ("2026-11-28 19:75", "NoSuchTime"),
        ("2026-11-28 24:00", "NoSuchTime"),
        ("2026-11-28 7点半", "HalfOfDay { day: Day(2026-11-28), hour: 7, minute: 30 }"),
        ("2026-11-28 12点", "HalfOfDay { day: Day(2026-11-28), hour: 12, minute: 0 }"),
        ("2026-11-28 晚上13点", "WrongPart { part: \"晚上\", hour: 13 }"),
        ("2026-11-28 晚上12点", "WrongPart { part: \"晚上\", hour: 12 }"),
        ("2026-11-28 19:30-21:00", "Span"),
        ("2026-11-28 19:30至21:00", "Span"),
    ] {
        assert_eq!(says(text), expected, "{text}");
    }
    for text in [
        "",
        "今天",
        "28/11/2026",
        "2026-11",
        "2026年",
        "2026-11-28 晚",
        "2026-11-28 abc",
        "20261128",
        "2026-11/28",
        "第3场",
    ] {
        assert_eq!(read(text), Err(Unclear::NoDate), "{text}");
    }
}

#[test]
fn numerals() {
    for (text, number) in [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("廿八", 28),
        ("卅", 30),
        ("二〇二六", 2026),
        ("零", 0),
    ] {
        assert_eq!(chinese_number(text), Some(number), "{text}");
    }
    for text in ["", "十十", "廿十", "二廿", "百", "二十零", "许多"] {
        assert_eq!(chinese_number(text), None, "{text}");
    }
}
