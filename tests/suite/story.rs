//! A story: a Markdown file that says in prose what happens, and in fenced blocks with which files and with what result.
//!
//! In: `tests/cases/…/x.md`. Out: steps, each with the files it changes and the results it expects. Builds nothing.
//!
//! Blocks that are files: ```` ```toml pufa.toml ````, ```` ```md content/notices/x.md ````, ```` ```html theme/web/page.html ````.
//! A story without `pufa.toml` gets a plain one. Special files:
//! ```` ```picture content/x.jpg ```` is painted (`1200x800 orientation 6`), ```` ```hex content/x.md ```` holds bytes as digits,
//! ```` ```foreign public/CNAME ```` lies in the output folder before pufa comes.
//! ```` ```md content/x.md as gb18030 crlf ```` is saved in another form: `utf-8`, `gb18030`, `big5`, `utf-16le`, `utf-16be`, with `bom`,
//! `crlf` or `cr`; `escaped` turns `\u{200B}` into the character; an `edit` likewise.
//! ```` ```toml run ```` says how pufa is called: `today`, `drafts`, `base_url`, and `posters`, the kinds whose sheets are made.
//!
//! Blocks that are results: `problems` (all of them: code, file, line, columns; indented lines are parts of the message or its
//! advice), `files` (all of them; `files some`, `files not`), `summary`, `jobs` (how many ran), `changed` (files written anew or
//! removed), ```` ```html public/x.html ```` (parts that occur in this order, `[...]` stands for anything),
//! ```` ```html public/x.html not ```` (parts that do not occur), ```` ```text public/robots.txt whole ```` (the whole file) and
//! ```` ```look public/x.jpg ```` (facts of a picture or a sheet), ```` ```beside addresses.txt ```` (a whole file that the build
//! keeps beside the content; it is there in the next step).
//!
//! ```` ```edit content/x.md ```` and ```` ```delete content/x.md ```` begin the next step: another build of the changed site.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pufa::source::disk::BESIDE;

/// The day of every story that does not name another.
const TODAY: &str = "2026-11-23";

/// A story.
pub struct Story {
    /// Where it is written.
    pub path: PathBuf,
    /// Its path below the cases, without ending.
    pub name: String,
    /// Its lines.
    pub lines: Vec<String>,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

/// One build: what is different from the one before, and what comes of it.
#[derive(Default)]
pub struct Step {
    /// Files of the project: new bytes, or none for a file that goes.
    pub changes: Vec<(String, Option<Vec<u8>>)>,
    /// Files of others in the output folder.
    pub foreign: BTreeMap<String, Vec<u8>>,
    /// How pufa is called from here on.
    pub run: Option<Run>,
    /// What is expected.
    pub expected: Vec<Expected>,
}

/// How pufa is called.
#[derive(Clone)]
pub struct Run {
    /// The day.
    pub today: String,
    /// `--drafts`.
    pub drafts: bool,
    /// `--base-url`.
    pub base_url: Option<String>,
    /// The kinds whose sheets are made.
    pub posters: Vec<String>,
}

/// An expected result.
pub struct Expected {
    /// What it is.
    pub what: What,
    /// The lines of the block, without the fences.
    pub text: String,
    /// Index of the opening fence among the story's lines.
    pub from: usize,
    /// Index of the closing fence.
    pub to: usize,
}

/// The kinds of results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// All problems.
    Problems,
    /// All files.
    Files,
    /// Files that are there, among others.
    SomeFiles,
    /// Files that are not there.
    NoFiles,
    /// The numbers of the last lines.
    Summary,
    /// How many jobs ran.
    Jobs,
    /// Files written anew or removed.
    Changed,
    /// Parts of a file.
    Parts(String),
    /// What a file does not have.
    NoParts(String),
    /// A whole file.
    Whole(String),
    /// Facts of a picture, sheet or page.
    Look(String),
}

impl Default for Run {
    fn default() -> Self {
        Run { today: TODAY.to_string(), drafts: false, base_url: None, posters: Vec::new() }
    }
}

impl Story {
    /// Reads a story; one that cannot be understood is a fault of the suite.
    pub fn read(path: &Path) -> Story {
        let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let lines: Vec<String> = text.lines().map(str::to_string).collect();
        let cases = crate::repository().join("tests/cases");
        let name = path.strip_prefix(cases).unwrap_or(path).with_extension("").to_string_lossy().replace('\\', "/");
        assert!(text.starts_with("# "), "{name}: a story begins with its title");
        let mut story = Story { path: path.to_path_buf(), name, lines, steps: vec![Step::default()] };
        let mut at = 0;
        while at < story.lines.len() {
            match fence(&story.lines[at]) {
                Some((marks, info)) => at = story.block(at, marks, &info),
                None => at += 1,
            }
        }
        story
    }

    /// Takes in the block that opens at line `from`; gives the line after it.
    fn block(&mut self, from: usize, marks: usize, info: &str) -> usize {
        let close = "`".repeat(marks);
        let place = format!("{}.md:{}", self.name, from + 1);
        let length = self.lines[from + 1..].iter().position(|line| line.trim_end() == close);
        let to = from + 1 + length.unwrap_or_else(|| panic!("{place}: this block has no end"));
        let mut text = self.lines[from + 1..to].join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        // A path with a space is written with `%20`.
        let words: Vec<String> = info.split_whitespace().map(|word| word.replace("%20", " ")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let expected = |what| Expected { what, text: text.clone(), from, to };
        let is_public = |path: &str| path.starts_with("public/");
        let site = |path: &str| path.trim_start_matches("public/").to_string();
        match words.as_slice() {
            ["problems"] => self.expect(expected(What::Problems)),
            ["files"] => self.expect(expected(What::Files)),
            ["files", "some"] => self.expect(expected(What::SomeFiles)),
            ["files", "not"] => self.expect(expected(What::NoFiles)),
            ["summary"] => self.expect(expected(What::Summary)),
            ["jobs"] => self.expect(expected(What::Jobs)),
            ["changed"] => self.expect(expected(What::Changed)),
            ["look", path] if is_public(path) => self.expect(expected(What::Look(site(path)))),
            ["toml", "run"] => {
                let run = run_of(&text, &place);
                self.changing().run = Some(run);
            }
            ["foreign", path] if is_public(path) => {
                let path = site(path);
                self.changing().foreign.insert(path, text.into_bytes());
            }
            ["beside", path] => self.expect(expected(What::Whole((*path).to_string()))),
            ["edit", path] => self.changing().changes.push(((*path).to_string(), Some(text.into_bytes()))),
            ["edit", path, "as", how @ ..] => {
                let bytes = crate::bytes::encode(&text, how, &place);
                self.changing().changes.push(((*path).to_string(), Some(bytes)));
            }
            ["delete", path] => self.changing().changes.push(((*path).to_string(), None)),
            ["picture", path] => {
                let bytes = crate::look::paint(path, &text, &place);
                self.changing().changes.push(((*path).to_string(), Some(bytes)));
            }
            ["hex", path] => self.changing().changes.push(((*path).to_string(), Some(hex(&text, &place)))),
            [_, path] if is_public(path) => self.expect(expected(What::Parts(site(path)))),
            [_, path, "not"] if is_public(path) => self.expect(expected(What::NoParts(site(path)))),
            [_, path, "whole"] if is_public(path) => self.expect(expected(What::Whole(site(path)))),
            [_, path, how @ ..] if is_source(path) && matches!(how, [] | ["as", _, ..]) => {
                assert!(self.steps.len() == 1 && self.steps[0].expected.is_empty(), "{place}: later files are `edit`s");
                let bytes = crate::bytes::encode(&text, how.get(1..).unwrap_or_default(), &place);
                self.steps[0].changes.push(((*path).to_string(), Some(bytes)));
            }
            _ => panic!("{place}: nobody knows what to do with a block `{info}`"),
        }
        to + 1
    }

    fn expect(&mut self, expected: Expected) {
        self.steps.last_mut().expect("there is a first step").expected.push(expected);
    }

    /// The step that takes changes: the last one, unless it has results already.
    fn changing(&mut self) -> &mut Step {
        if self.steps.last().is_some_and(|step| !step.expected.is_empty()) {
            self.steps.push(Step::default());
        }
        self.steps.last_mut().expect("there is a first step")
    }
}

fn is_source(path: &str) -> bool {
    path == "pufa.toml"
        || BESIDE.contains(&path)
        || ["content/", "theme/", "themes/"].iter().any(|folder| path.starts_with(folder))
}

/// The number of marks and the words of a line that opens a block.
fn fence(line: &str) -> Option<(usize, String)> {
    let marks = line.len() - line.trim_start_matches('`').len();
    (marks >= 3).then(|| (marks, line[marks..].trim().to_string()))
}

fn run_of(text: &str, place: &str) -> Run {
    let table: toml::Table = text.parse().unwrap_or_else(|e| panic!("{place}: {e}"));
    let mut run = Run::default();
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("today", toml::Value::String(day)) => run.today.clone_from(day),
            ("drafts", toml::Value::Boolean(drafts)) => run.drafts = *drafts,
            ("base_url", toml::Value::String(url)) => run.base_url = Some(url.clone()),
            ("posters", toml::Value::Array(kinds)) => {
                run.posters = kinds.iter().map(|k| k.as_str().expect("kinds are words").to_string()).collect();
            }
            _ => panic!("{place}: nobody knows what to do with `{key}`"),
        }
    }
    run
}

fn hex(text: &str, place: &str) -> Vec<u8> {
    let digits: String = text.split_whitespace().collect();
    let pairs = (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16));
    pairs.collect::<Result<_, _>>().unwrap_or_else(|e| panic!("{place}: {e}"))
}
