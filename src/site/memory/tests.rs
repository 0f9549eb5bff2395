use super::{Memory, Remembered, can_keep, read};
use crate::base::diag::Diagnostics;
use crate::base::path::SourcePath;

fn reading(text: &str) -> (Option<Memory>, Vec<&'static str>) {
    let mut diags = Diagnostics::new();
    let memory = read(&SourcePath::from("addresses.txt"), text, &mut diags);
    (memory, diags.iter().map(|d| d.rule.code).collect())
}

fn remembered(address: &str, seen: &str, former: &[&str]) -> Remembered {
    let former = former.iter().map(ToString::to_string).collect();
    Remembered { address: address.to_string(), seen: seen.to_string(), former, place: None }
}

/// What is remembered, without the places of lines.
fn plain(memory: Option<Memory>) -> Vec<(String, Remembered)> {
    let pages = memory.expect("the text is sound").pages.into_iter();
    pages.map(|(key, found)| (key, Remembered { place: None, ..found })).collect()
}

#[test]
fn what_is_written_is_read_again() {
    let mut memory = Memory::default();
    for (key, page) in [
        ("通知/", remembered("tongzhi/", "", &[])),
        (
            "通知/绿 化 = #（终稿） < 2.md",
            remembered("tongzhi/lvhua.html", "2026-11-20 绿化 # = < 又", &["a/b.html", "c/"]),
        ),
        ("a/b.md/x.md", remembered("a/b-md/x.html", "", &[])),
    ] {
        assert!(can_keep(key), "{key}");
        memory.pages.insert(key.to_string(), page);
    }
    let text = memory.text();
    let (again, problems) = reading(&text);
    assert_eq!(problems, [""; 0], "{text}");
    assert_eq!(again.as_ref().map(Memory::text), Some(text));
    assert_eq!(plain(again), plain(Some(memory)));
}

#[test]
fn names_that_could_not_be_read_again_are_not_kept() {
    for key in ["a.md = b.md", "a/ < b.md", "a\nb.md", "a\\b.md"] {
        assert!(!can_keep(key), "{key}");
    }
}

#[test]
fn lines_are_read_as_people_type_them() {
    let typed =
        "content\\通知\\甲.md＝/tongzhi/jia.html#甲\n\tcontent/通知/甲.md<old/jia.html  \ncontent/通知/=tongzhi/\n";
    let (memory, problems) = reading(typed);
    assert_eq!(problems, [""; 0]);
    let expected = [
        ("通知/".to_string(), remembered("tongzhi/", "", &[])),
        ("通知/甲.md".to_string(), remembered("tongzhi/jia.html", "甲", &["old/jia.html"])),
    ];
    assert_eq!(plain(memory), expected);
}

#[test]
fn what_is_no_line_is_told_and_nothing_is_given() {
    for typed in [
        "content/甲.md",
        "content/甲.md =",
        "content/甲.md = ",
        "content/甲.txt = jia.html",
        "content = jia.html",
        "甲.md = jia.html",
        "content/甲.md = jia/",
        "content/甲/ = jia.html",
        "content/甲.md = ../jia.html",
        "content/甲.md = Jia.html",
        "contentx/甲.md = jia.html",
        "content/甲.md = jia//x.html",
        "content/甲.md = .html",
        "content/甲.md < ",
        "=",
        "<",
        "content/",
        "content/.md",
    ] {
        let (memory, problems) = reading(typed);
        assert!(memory.is_none() && problems == ["S110"], "{typed}: {problems:?}");
    }
}
