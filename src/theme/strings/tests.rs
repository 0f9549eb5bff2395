use super::*;

fn read(zh: &str, en: &str) -> (Strings, Vec<String>) {
    let mut diags = Diagnostics::new();
    let files = [
        ("zh", SourcePath::from("strings/zh.ftl"), Arc::from(zh)),
        ("en", SourcePath::from("strings/en.ftl"), Arc::from(en)),
    ];
    let strings = Strings::new(&files, &mut diags);
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
