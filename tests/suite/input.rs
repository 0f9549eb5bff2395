//! Input as it really comes: laws over encodings, and over the stories of `tests/cases/input`.
//!
//! In: the pages a new site begins with, and those stories. Out: what does not hold. Knows no single file by name.

use std::collections::BTreeMap;

use pufa::base::date::Day;
use pufa::output::{Memo, Memory, Store};
use pufa::pipeline::{self, Means, Options, Project};
use pufa::source::memory;

use crate::bytes;

/// How the same article may be saved.
const FORMS: [&[&str]; 9] = [
    &["utf-8"],
    &["utf-8", "bom", "crlf"],
    &["utf-8", "cr"],
    &["gb18030"],
    &["gb18030", "crlf"],
    &["utf-16le", "bom", "crlf"],
    &["utf-16be", "bom"],
    &["utf-16le", "crlf"],
    &["utf-16be"],
];

type Files = BTreeMap<String, Vec<u8>>;

/// Every file of the site made from these, and the codes of all problems but notes.
fn built(sources: &Files, today: &str, name: &str) -> (Files, Vec<String>) {
    let kinds = crate::harness::kinds_without_sheets(&[]);
    let kinds: Files = kinds.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    let all = kinds.iter().chain(sources);
    let set = memory::set(all.map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let today = Day::parse(today).expect("a day");
    let project = Project::of(set, Options { base_url: None, drafts: false, today });
    let sink = Memory::default();
    let store = Store::open(&crate::scratch(name)).expect("a folder for the store");
    let build =
        pipeline::build(&project, &Means { memo: &Memo::empty(), store: &store, sink: &sink, progress: &|_| {} })
            .expect("the machine does its part");
    let problems = build.diagnostics.iter().filter(|d| d.severity != pufa::base::diag::Severity::Note);
    let problems = problems.map(|d| format!("{} {:?}", d.rule.code, d.place)).collect();
    let files = sink.into_files().into_iter().map(|(path, bytes)| (path.to_string(), bytes)).collect();
    (files, problems)
}

#[test]
fn the_same_article_in_nine_forms_is_the_same_page() {
    let starter: Files = pufa::theme::starter().into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect();
    let saved = |form: &[&str]| -> Files {
        let one = |(path, bytes): (&String, &Vec<u8>)| match std::str::from_utf8(bytes) {
            Ok(text) if path.ends_with(".md") || path.ends_with(".toml") => {
                (path.clone(), bytes::encode(text, form, path))
            }
            _ => (path.clone(), bytes.clone()),
        };
        starter.iter().map(one).collect()
    };
    let mut first: Option<(Files, Vec<String>)> = None;
    for form in FORMS {
        let saved = saved(form);
        assert_eq!(saved == starter, form == ["utf-8"], "{form:?}: other bytes go in");
        let is = built(&saved, "2026-11-23", "input-forms");
        let pages = is.0.keys().filter(|path| path.ends_with(".html")).count();
        assert!(pages > 10, "{form:?}: only {pages} pages");
        let first = first.get_or_insert_with(|| is.clone());
        assert_eq!(is.1.first(), first.1.first(), "{form:?}: other problems");
        for (path, bytes) in &first.0 {
            assert!(is.0.get(path) == Some(bytes), "{form:?}: `{path}` has other bytes");
        }
        assert_eq!(is.0.len(), first.0.len(), "{form:?}");
    }
}

/// What `pufa fix` makes of these sources, and how many files it changes.
fn fixed(sources: &Files, today: &str) -> (Files, usize) {
    let kinds = crate::harness::kinds_without_sheets(&[]);
    let kinds: Files = kinds.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    let set = memory::set(kinds.iter().chain(sources).map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let today = Day::parse(today).expect("a day");
    let project = Project::of(set, Options { base_url: None, drafts: true, today });
    let (site, _) = pipeline::assembled(&project);
    let names = pipeline::names(&project);
    let mut out = sources.clone();
    let mut changed = 0;
    for (path, bytes) in sources {
        let source = project.sources().get(path).expect("it went in");
        if let Some(fixed) = pufa::fix::file(&site, &names, source, bytes) {
            changed += 1;
            out.insert(path.clone(), fixed.bytes);
        }
    }
    (out, changed)
}

#[test]
fn what_fix_writes_builds_to_the_same_bytes_and_is_final() {
    let mut all = 0;
    for story in crate::stories().iter().filter(|story| story.name.starts_with("input/")) {
        let mut sources: Files = Files::new();
        sources.insert("pufa.toml".into(), b"title = \"x\"\nbase_url = \"https://pufa.example.org/\"\n".to_vec());
        for step in &story.steps {
            for (path, bytes) in &step.changes {
                match bytes {
                    Some(bytes) => sources.insert(path.clone(), bytes.clone()),
                    None => sources.remove(path),
                };
            }
            let (after, changed) = fixed(&sources, "2026-11-23");
            all += changed;
            let codes = |problems: Vec<String>| -> Vec<String> {
                let mut codes: Vec<String> = problems.iter().map(|p| p[..4].to_string()).collect();
                codes.sort();
                codes
            };
            let (before_files, before) = built(&sources, "2026-11-23", "input-fix");
            let (after_files, problems) = built(&after, "2026-11-23", "input-fix");
            assert_eq!(codes(before), codes(problems), "{}: other problems", story.name);
            for (path, bytes) in &before_files {
                assert!(after_files.get(path) == Some(bytes), "{}: `{path}` has other bytes", story.name);
            }
            assert_eq!(fixed(&after, "2026-11-23").1, 0, "{}: fixing twice changes more", story.name);
        }
    }
    assert!(all > 30, "only {all} files were changed");
}

/// Inputs in `tests/cases/input`, counted by hand when one is added: pages and data files as clerks save and type them.
const LEAST_INPUTS: usize = 40;

#[test]
fn there_are_as_many_inputs_as_promised_and_each_has_its_result() {
    let stories: Vec<_> = crate::stories().into_iter().filter(|story| story.name.starts_with("input/")).collect();
    let mut count = 0;
    for story in &stories {
        for (number, step) in story.steps.iter().enumerate() {
            count += step.changes.iter().filter(|(_, bytes)| bytes.is_some()).count();
            let says = step.expected.iter().any(|expected| !expected.text.trim().is_empty());
            assert!(says, "{} (step {}): no result stands beside the input", story.name, number + 1);
        }
    }
    println!("{count} inputs in {} stories", stories.len());
    assert!(count >= LEAST_INPUTS, "{count} inputs");
}

#[test]
fn fix_shows_first_writes_when_told_and_keeps_the_original() {
    let root = crate::cli::site("fix");
    let typed = "标题：宪法宣传周开始了\n日期：2026年11月20日\n\n大家好。\n";
    let saved = bytes::encode(typed, &["gb18030", "crlf"], "fix");
    let (file, kept) = (root.join("content/y.md"), root.join("content/y.md.bak"));
    std::fs::write(&file, &saved).expect("a file");
    let fix =
        |more: &[&str]| crate::cli::run(&root, &[&["fix", "--today", "2026-11-23", "--lang", "en"], more].concat());
    // Nobody can be asked in a pipe: the difference is shown and nothing is written.
    for more in [&[][..], &["--dry-run"], &["content/y.md"]] {
        let shown = fix(more);
        assert_eq!(shown.code, 1, "{}", shown.both());
        assert!(
            shown.out.contains("+title = \"宪法宣传周开始了\"") && shown.out.contains("GB18030"),
            "{}",
            shown.both()
        );
        assert!(std::fs::read(&file).expect("the file") == saved && !kept.exists(), "{more:?} wrote");
    }
    let done = fix(&["--yes"]);
    assert_eq!(done.code, 0, "{}", done.both());
    assert!(std::fs::read(&kept).expect("the original is kept") == saved);
    let text = std::fs::read_to_string(&file).expect("UTF-8 now");
    assert_eq!(text, "+++\ntitle = \"宪法宣传周开始了\"\ndate = 2026-11-20\n+++\n\n大家好。\n");
    let again = fix(&["--yes"]);
    assert_eq!(again.code, 0, "{}", again.both());
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), text);
    // A date that could be of any year is left to whoever wrote it.
    std::fs::write(&file, "+++\ntitle = \"甲\"\ndate = \"11月28日\"\n+++\n\n乙。\n").expect("a file");
    let unsure = fix(&["--yes"]);
    assert_eq!(unsure.code, 1, "{}", unsure.both());
    assert!(unsure.both().contains("F114"), "{}", unsure.both());
    assert!(std::fs::read_to_string(&file).expect("the file").contains("11月28日"));
    assert_eq!(fix(&["content/none.md"]).code, 2);
}
