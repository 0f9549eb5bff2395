//! What is printed fits eighty columns, and the table of translations has no column for what nobody translates.
//!
//! In: the finished binary and small sites. Out: lines that are too wide. Knows nothing of a real terminal: the output of a test is a pipe.

use unicode_width::UnicodeWidthStr as _;

use super::{PAGE, SETTINGS, put, run, scratch, site, with};

/// Columns of an output that is no terminal.
const COLUMNS: usize = 80;

fn fits(text: &str, what: &str) {
    for line in text.lines() {
        assert!(line.width() <= COLUMNS, "{what}: {} columns\n{line}", line.width());
        assert!(!line.trim_start().starts_with(['，', '。', '、', '；', '：', '）', '》']), "{what}: {line}");
        assert!(!line.ends_with(['（', '《', '“']), "{what}: {line}");
    }
}

#[test]
fn sentences_fit_eighty_columns_in_both_languages() {
    let folder = scratch("cli-lines");
    let rules: Vec<_> = pufa::base::rules::all().collect();
    for (at, speech) in ["zh", "en"].into_iter().enumerate() {
        let list = run(&folder, &["explain", "--lang", speech]).out;
        fits(&list, "explain");
        let begun = list.lines().filter(|line| !line.starts_with(' ')).count();
        assert!(begun == rules.len() && list.lines().count() > begun, "a line a rule, and some go on:\n{list}");
        for rule in rules.iter().skip(at).step_by(8) {
            let page = run(&folder, &["explain", rule.code, "--lang", speech]).out;
            // The example stands as it would be typed.
            let words: Vec<&str> = page.lines().filter(|line| !line.starts_with("    ")).collect();
            fits(&words.join("\n"), rule.code);
        }
        for command in [
            "build",
            "check",
            "serve",
            "new",
            "import",
            "init",
            "poster",
            "booklet",
            "print",
            "preflight",
            "fix",
            "i18n",
            "date",
            "explain",
            "",
        ] {
            let words: Vec<&str> =
                [command, "--help", "--lang", speech].into_iter().filter(|w| !w.is_empty()).collect();
            fits(&run(&folder, &words).out, command);
        }
        fits(&run(&folder, &["init", "site", "--lang", speech]).out, "init");
        std::fs::remove_dir_all(folder.join("site")).expect("it has been made");
        // The whole year has days with several names.
        let year = ["date", "--from", "2026-01-01", "--to", "2026-12-31", "--lang", speech];
        fits(&run(&folder, &year).out, "date");
        for day in ["2026-12-04", "2027-02-06", "2026-05-01"] {
            fits(&run(&folder, &["date", day, "--lang", speech]).out, day);
        }
    }
}

#[test]
fn a_generated_language_is_no_gap() {
    let root = site("generated");
    put(&root, "pufa.toml", &format!("{SETTINGS}languages = [\"zh\", \"en\"]\n\n[traditional]\nenabled = true\n"));
    put(&root, "content/x.en.md", "+++\ntitle = \"First page\"\n+++\n\nGood day to all.\n");
    put(&root, "content/y.md", &PAGE.replace("第一页", "第二页"));
    put(&root, "content/y.en.md", "+++\ntitle = \"Second page\"\n+++\n\nGood day to all.\n");
    put(&root, "content/y.zh-Hant.md", "+++\ntitle = \"第二頁\"\n+++\n\n大家好。\n");
    let table = run(&root, &with(&["i18n"]));
    assert_eq!(table.code, 0, "{}", table.both());
    let head = table.out.lines().next().unwrap_or_default();
    assert_eq!(head, "page  title   中文      English", "{}", table.both());
    assert!(table.out.contains("2 pages: 2 done\n"), "{}", table.both());
    let json = run(&root, &with(&["i18n", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap_or_else(|e| panic!("{e}: {}", json.both()));
    assert_eq!((&json["languages"], &json["missing"]), (&serde_json::json!(["zh", "en"]), &0.into()), "{json}");
    // What somebody has to write is still missing.
    std::fs::remove_file(root.join("content/y.en.md")).expect("it is there");
    let gap = run(&root, &with(&["i18n"]));
    assert!(gap.code == 1 && gap.out.contains("2 pages: 1 done, 1 missing\n"), "{}", gap.both());
}
