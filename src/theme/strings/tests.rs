use super::*;

fn file(language: &str, path: &str, text: &str) -> StringFile {
    StringFile { language: language.to_string(), path: SourcePath::from(path), text: Arc::from(text) }
}

fn read(zh: &str, en: &str) -> (Strings, Vec<String>) {
    let mut diags = Diagnostics::new();
    let files = [file("zh", "strings/zh.ftl", zh), file("en", "strings/en.ftl", en)];
    let strings = Strings::new(&files, &[Language::of_key("zh"), Language::of_key("en")], &mut diags);
    let codes = diags.iter().map(|d| {
        let place = d.place.as_ref().map_or(String::new(), |p| format!("{}:{}-{}", p.path, p.start, p.end));
        format!("{} {place} {}", d.rule.code, d.text.en)
    });
    (strings, codes.collect())
}

#[test]
fn texts_are_filled_in_with_plurals() {
    let (strings, problems) =
        read("a = 共{ $n }篇\nb = 首页\n", "a = { $n ->\n    [one] One item\n   *[other] { $n } items\n}\nb = Home\n");
    assert_eq!(problems, Vec::<String>::new());
    let one = [("n", Arg::Number(1.0))];
    assert_eq!(strings.get("en", "a", &one).as_deref(), Some("One item"));
    assert_eq!(strings.get("en", "a", &[("n", Arg::Number(1234.0))]).as_deref(), Some("1234 items"));
    assert_eq!(strings.get("zh", "a", &one).as_deref(), Some("共1篇"));
    assert_eq!(strings.fixed("zh", "b").map(|t| &**t), Some("首页"));
    assert_eq!(strings.fixed("zh", "a"), None);
    assert_eq!(strings.get("en", "a", &[]), None);
    assert_eq!(strings.explain("en", "zzz", &[]).unwrap_err(), "no text `zzz`");
    let texts = [("n", Arg::Text("三".into()))];
    assert_eq!(strings.get("zh", "a", &texts).as_deref(), Some("共三篇"));
}

#[test]
fn missing_and_broken_entries_are_reported() {
    let (_, problems) = read("home = 首页\nread-more = 更多\n", "home = Home\nred-more = More\n");
    assert_eq!(
        problems,
        [
            "K102 strings/en.ftl:0-0 the interface text `read-more` is missing",
            "K102 strings/zh.ftl:0-0 the interface text `red-more` is missing",
        ]
    );
    let (_, problems) = read("read more = 更多\nhome = 首页\n", "home = Home\n");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("K103 strings/zh.ftl:0-18 "), "{problems:?}");
}

#[test]
fn a_language_without_a_text_gets_it_in_english_then_chinese() {
    let mut diags = Diagnostics::new();
    let files = [
        file("zh", "strings/zh.ftl", "a = 甲\nb = 乙\nn = { $n }篇\nonly = 只有中文\n"),
        file("en", "strings/en.ftl", "a = A\nb = B\nn = { $n ->\n    [one] One item\n   *[other] { $n } items\n}\n"),
        file("bo", "theme/strings/bo/a.ftl", "a = ཀ\n"),
        file("ug", "theme/strings/ug.ftl", "a = ئا\n"),
    ];
    let languages = ["zh", "en", "bo", "ug", "zh-Hant"].map(Language::of_key);
    let strings = Strings::new(&files, &languages, &mut diags);
    let text = |language, key| strings.get(language, key, &[("n", Arg::Number(1.0))]).unwrap_or_default();
    assert_eq!(
        [text("bo", "a"), text("bo", "b"), text("bo", "n"), text("bo", "only")],
        ["ཀ", "B", "One item", "只有中文"]
    );
    assert_eq!([text("ug", "a"), text("ug", "b")], ["ئا", "\u{2066}B\u{2069}"]);
    assert_eq!([text("zh-Hant", "a"), text("zh-Hant", "n")], ["甲", "1篇"]);
    let told: Vec<&str> = diags.iter().map(|d| d.rule.code).collect();
    assert_eq!(told, ["K112", "K102", "K112"]);
}

#[test]
fn dates_are_said_as_the_language_says_them() {
    let text = "a = { DATE($day) }\nb = { DATE($day, form: \"weekday\") }\nc = { DATE($day, form: \"long ago\") }\n";
    let (strings, problems) = read(text, text);
    assert_eq!(problems, Vec::<String>::new());
    let day = [("day", Arg::Text("2026-11-28".into()))];
    assert_eq!(strings.get("zh", "a", &day).as_deref(), Some("2026年11月28日"));
    assert_eq!(strings.get("en", "b", &day).as_deref(), Some("Saturday"));
}

#[test]
fn a_value_that_only_one_language_fills_in_is_told_of() {
    let (_, problems) = read("a = { $page }页共{ $pages }页\n", "a = Page { $page }\n");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("K111 strings/zh.ftl:0-1 `a` fills in `$pages`"), "{problems:?}");
    let (_, same) =
        read("a = { $n }份\n", "a = { $n ->\n    [one] One copy\n   *[other] { $n } copies\n}\n# $x\nb = B\n");
    assert_eq!(same.len(), 1, "only that `b` is missing: {same:?}");
}
