//! The order of the house: which room of `src` may know which, what a file says of itself, which rule has a story.
//!
//! In: the text of `src` and of the stories. Out: each breach with its file. Reads text only; what the compiler or clippy can say
//! is left to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use pufa::base::rules;

use crate::repository;
use crate::story::What;

/// Most lines of a file whose header does not say why it is longer.
const LINES: usize = 500;

/// Most lines of a file in any case.
const MOST_LINES: usize = 700;

/// Most lines of a function.
const FUNCTION_LINES: usize = 90;

/// The rooms of `src` and which others each may know. What is not listed knows nothing and is known to nobody.
const ROOMS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("calendar", &["base"]),
    ("pinyin", &["base"]),
    ("source", &["base"]),
    ("document", &["base", "source"]),
    ("import", &["base", "document"]),
    ("theme", &["base", "source", "document"]),
    ("site", &["base", "calendar", "pinyin", "source", "document", "theme"]),
    ("translation", &["base", "source", "document", "theme", "site"]),
    ("check", &["base", "calendar", "source", "document", "theme", "site", "translation"]),
    ("plan", &["base", "source", "document", "theme", "site"]),
    ("fix", &["base", "source", "document", "theme", "site"]),
    ("write", &["base", "source", "document", "theme", "site", "plan"]),
    ("asset", &["base", "source", "document", "theme", "site", "plan"]),
    (
        "web",
        &["base", "calendar", "pinyin", "source", "document", "theme", "site", "translation", "plan", "write", "asset"],
    ),
    ("preflight", &["base", "print"]),
    ("print", &["base", "calendar", "source", "document", "theme", "site", "plan", "write", "asset"]),
    ("output", &["base"]),
    ("report", &["base"]),
    (
        "pipeline",
        &[
            "base",
            "calendar",
            "pinyin",
            "source",
            "document",
            "theme",
            "site",
            "translation",
            "check",
            "plan",
            "write",
            "asset",
            "web",
            "print",
            "preflight",
            "output",
            "report",
        ],
    ),
    ("serve", EVERYTHING),
    ("watch", EVERYTHING),
    ("cli", EVERYTHING),
];

const EVERYTHING: &[&str] = &[
    "base",
    "calendar",
    "pinyin",
    "source",
    "document",
    "import",
    "theme",
    "site",
    "fix",
    "translation",
    "check",
    "plan",
    "write",
    "asset",
    "web",
    "print",
    "preflight",
    "output",
    "report",
    "pipeline",
    "serve",
    "watch",
    "cli",
];

/// What touches the machine, and which words in a file's header allow it.
const MACHINE: &[(&str, &str)] = &[
    ("std::fs", "does I/O"),
    ("walkdir::", "does I/O"),
    ("std::net", "does I/O"),
    ("std::env", "environment"),
    ("Timestamp::now", "clock"),
];

/// Why faults of other people's PDFs have no story.
const FOREIGN: &str = "pufa makes no such PDF: `preflight.py` of the judges makes them and asks for this code";

/// Rules without a story, and where else they are shown.
const WITHOUT_STORY: &[(&str, &str)] = &[
    ("C105", "a folder without settings is no project: `cli.rs` runs the program in one"),
    ("P106", "only `pufa poster` tells it: `cli.rs`"),
    ("P108", "which system fonts there are differs by machine: `cli.rs` names one that no machine has"),
    ("P130", "only `pufa poster --tile` tells it: `cli/sheets.rs`"),
    ("P131", "only `pufa booklet` tells it: `cli/sheets.rs`"),
    ("P132", "only `pufa booklet` tells it: `cli/sheets.rs`"),
    ("P201", FOREIGN),
    ("P202", FOREIGN),
    ("P203", FOREIGN),
    ("P205", FOREIGN),
    ("P206", FOREIGN),
    ("P208", FOREIGN),
    ("P217", FOREIGN),
    ("P218", FOREIGN),
    ("P220", "no layout can be given another code: unit tests of `preflight`"),
    ("P221", FOREIGN),
    ("P223", FOREIGN),
    ("P224", FOREIGN),
    ("P225", FOREIGN),
    ("P226", FOREIGN),
    ("P227", FOREIGN),
    ("P228", FOREIGN),
    ("P229", "pufa counts pages before it writes them: unit tests of `preflight`"),
    ("P230", FOREIGN),
    ("P231", FOREIGN),
    ("P233", FOREIGN),
    ("X102", "a safety net below S101, told when everything is written: unit tests of `output`"),
];

struct File {
    path: String,
    text: String,
}

impl File {
    fn header(&self) -> String {
        self.text.lines().take_while(|line| line.starts_with("//!")).collect::<Vec<_>>().join("\n")
    }

    /// The lines that are code, with their numbers.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn room(&self) -> &str {
        let inner = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs")
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs") || self.path.contains("/tests/")
    }
}

/// The files below a folder of the repository with this ending.
fn files(folder: &str, ending: &str) -> Vec<File> {
    let walk = walkdir::WalkDir::new(repository().join(folder)).sort_by_file_name().into_iter().flatten();
    walk.filter(|e| e.file_type().is_file() && e.path().to_string_lossy().ends_with(ending))
        .map(|e| File {
            path: e.path().strip_prefix(repository()).expect("below").to_string_lossy().replace('\\', "/"),
            text: fs::read_to_string(e.path()).expect("sources are text"),
        })
        .collect()
}

fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn rooms_know_only_those_they_may() {
    let rooms: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut found = Vec::new();
    for file in files("src", ".rs").iter().filter(|f| !matches!(f.room(), "lib" | "main")) {
        let Some(may) = rooms.get(file.room()) else {
            found.push(format!("{}: `{}` is no room of the list in tidy.rs", file.path, file.room()));
            continue;
        };
        for (number, line) in file.code() {
            for (at, mark) in line.match_indices("crate::") {
                let other: String =
                    line[at + mark.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if rooms.contains_key(other.as_str()) && other != file.room() && !may.contains(&other.as_str()) {
                    found.push(format!("{}:{number}: `{}` may not know `{other}`", file.path, file.room()));
                }
            }
        }
    }
    none(found);
}

#[test]
fn only_some_files_touch_the_machine() {
    let mut found = Vec::new();
    for file in files("src", ".rs").iter().filter(|f| !f.is_test()) {
        for (mark, word) in MACHINE {
            for (number, line) in file.code().filter(|(_, line)| line.contains(mark)) {
                if !file.header().contains(word) {
                    found.push(format!(
                        "{}:{number}: `{}` where the header does not say “{word}”",
                        file.path,
                        line.trim()
                    ));
                }
            }
        }
    }
    none(found);
}

#[test]
fn files_say_what_they_are_and_are_short() {
    let mut found = Vec::new();
    for file in files("src", ".rs").iter().chain(&files("tests", ".rs")).filter(|f| !f.is_test()) {
        let (path, lines) = (&file.path, file.text.lines().count());
        if !file.text.starts_with("//! ") {
            found.push(format!("{path}: the first line does not say what the file is"));
        }
        let header = file.header();
        let says_why =
            ["Longer than", "longer than", "Long because", "long because"].iter().any(|words| header.contains(words));
        if lines > MOST_LINES || (lines > LINES && !says_why) {
            found
                .push(format!("{path}: {lines} lines, and the header does not say why (“Longer than other files: …”)"));
        }
        for (number, line) in file.text.lines().enumerate() {
            for word in ["TO", "FIX", "XX"].iter().zip(["DO", "ME", "X"]).map(|(a, b)| format!("{a}{b}")) {
                if line.contains(&word) {
                    found.push(format!("{path}:{}: {word} belongs into an issue", number + 1));
                }
            }
        }
    }
    none(found);
}

#[test]
fn functions_are_short() {
    let mut found = Vec::new();
    for file in files("src", ".rs").iter().chain(&files("tests", ".rs")) {
        let mut open: Vec<(usize, usize, String)> = Vec::new();
        for (number, line) in file.text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let is_function =
                line.trim_start().split(['(', '<']).next().is_some_and(|l| l.split(' ').any(|word| word == "fn"));
            if is_function && !line.trim_start().starts_with("//") {
                open.push((indent, number, line.trim().to_string()));
            }
            if line.trim() == "}" && open.last().is_some_and(|(outer, _, _)| *outer == indent) {
                let (_, from, name) = open.pop().expect("it was there a moment ago");
                if number - from > FUNCTION_LINES {
                    found.push(format!("{}:{}: {} lines: {name}", file.path, from + 1, number - from));
                }
            }
        }
    }
    none(found);
}

#[test]
fn every_rule_has_a_story() {
    let told: BTreeSet<String> = crate::stories()
        .iter()
        .flat_map(|story| &story.steps)
        .flat_map(|step| &step.expected)
        .filter(|expected| expected.what == What::Problems)
        .flat_map(|expected| expected.text.lines().filter(|line| !line.starts_with(' ')))
        .filter_map(|line| line.split(' ').next().map(str::to_string))
        .collect();
    let mut found = Vec::new();
    for rule in rules::all() {
        let excused = WITHOUT_STORY.iter().any(|(code, _)| *code == rule.code);
        match (told.contains(rule.code), excused) {
            (false, false) => found.push(format!("{} {}: no story shows it", rule.code, rule.name)),
            (true, true) => found.push(format!("{} {}: it has a story and needs no excuse", rule.code, rule.name)),
            (true, false) | (false, true) => {}
        }
    }
    none(found);
}

#[test]
fn every_rule_is_explained_once_and_in_both_languages() {
    let mut found = Vec::new();
    let mut codes = BTreeSet::new();
    let mut names = BTreeSet::new();
    for rule in rules::all() {
        if !codes.insert(rule.code) || !names.insert(rule.name) {
            found.push(format!("{} {}: code or name is given twice", rule.code, rule.name));
        }
        for words in [rule.what, rule.why, rule.fix] {
            let is_chinese = words.zh.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
            let is_english = words.en.chars().any(|c| c.is_ascii_alphabetic())
                && !words.en.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
            if !is_chinese || !is_english {
                found.push(format!("{}: `{}` / `{}`", rule.code, words.zh, words.en));
            }
        }
    }
    none(found);
}
