//! Content can never panic the program: thousands of damaged files, always the same ones.
//!
//! In: pages of every kind, damaged at random from a fixed seed. Out: nothing but problems. Sheets are not made here: laying out is
//! slow, and what reaches the layout engine is data, never text of its language.

use std::fmt::Write as _;
use std::panic;

use pufa::base::date::Day;
use pufa::output::{Memo, Memory, Store};
use pufa::pipeline::{self, Means, Options, Project};
use pufa::report;
use pufa::source::memory;

/// Rounds, and damaged files in each.
const ROUNDS: u64 = 70;
const FILES: usize = 40;

/// A small generator (xorshift64*, Vigna 2016): enough for choosing, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).expect("31 bits fit") % most.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// What is put in: marks that mean something to some reader on the way, and characters of unequal length.
const SCRAPS: &[&str] = &[
    "+++\n",
    "---\n",
    "\"",
    "'",
    "[[",
    "]]",
    "[",
    "]",
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "= ",
    "=\n",
    "\n",
    "\n\n",
    "\r",
    "\t",
    "\0",
    "**",
    "*",
    "~~",
    "~",
    "_",
    "`",
    "```\n",
    "> ",
    "> [!NOTE]\n",
    "- [ ] ",
    "1. ",
    "| a | b |\n|---|---|\n| c |",
    "[^1]",
    "[^1]: ",
    "](",
    "](../../",
    "](#",
    "](%",
    "](x.md#%E4%B8",
    "![",
    "![](",
    "<",
    "</",
    "<b",
    "<script>",
    "<!--",
    "-->",
    "&#x110000;",
    "&amp",
    ": ",
    "\n: ",
    "{#",
    "{#a .b}",
    "《",
    "》",
    "，",
    "。",
    "“",
    "”",
    "　",
    "\u{200B}",
    "\u{FEFF}",
    "\u{10A7F}",
    "é",
    "e\u{301}",
    "𰻝",
    "🇨🇳",
    "\u{202E}",
    "9999-99-99",
    "2026-02-30",
    "-1",
    "99999999999999999999",
    "1e999",
    "nan",
    "true",
    "null",
    "\\",
    "\\u{0}",
    "#",
    "###### ",
    "date = ",
    "title = ",
    "start = \"",
    "aliases = [\"..\"]",
    "slug = \"",
    "kind = \"event\"\n",
    "picture = \"a.png\"\n",
    "weight = nan\n",
    "expires = 0000-00-00\n",
    "<!-- more -->",
];

/// The pages that are damaged: those a new site begins with, and one with everything Markdown has.
fn pages() -> Vec<(String, String)> {
    let starter = pufa::theme::starter().into_iter().filter(|(path, _)| path.ends_with(".md"));
    let mut pages: Vec<(String, String)> =
        starter.map(|(path, bytes)| (path, String::from_utf8_lossy(bytes).into_owned())).collect();
    let all = "---\ntitle: 全部\ndate: 2026-11-20\naliases: [old.html]\n---\n\n## 标题 {#a .b}\n\n**《甲》**乙~~丙~~`丁`[戊](help.md#a)![己](a.png)[^1]\n\n\
               - [x] 庚\n  1. 辛\n\n| 壬 | 癸 |\n|:-:|--:|\n| 1 | 2 |\n\n> [!TIP]\n> 子\n\n丑\n: 寅\n\n<div onclick=x>卯<b>辰</div>\n\n[^1]: 巳\n\n```rust\nfn\n```\n";
    pages.push(("content/all.md".to_string(), all.to_string()));
    pages
}

fn damage(text: &str, dice: &mut Dice) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=dice.below(5) {
        let at = dice.below(characters.len() + 1);
        match dice.below(5) {
            0 | 1 => {
                let scrap: Vec<char> = dice.pick(SCRAPS).chars().collect();
                characters.splice(at..at, scrap);
            }
            2 => {
                let end = (at + dice.below(30)).min(characters.len());
                characters.drain(at..end);
            }
            3 => {
                let end = (at + dice.below(60)).min(characters.len());
                let copy: Vec<char> = characters[at..end].to_vec();
                let to = dice.below(characters.len() + 1);
                characters.splice(to..to, copy);
            }
            _ => characters.truncate(at),
        }
    }
    characters.into_iter().collect()
}

#[test]
fn damaged_content_never_panics() {
    let pages = pages();
    let scratch = crate::scratch("mutation");
    let kinds = crate::harness::kinds_without_sheets(&[]);
    let quiet = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let mut found = String::new();
    for round in 0..ROUNDS {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (round + 1));
        let mut files: Vec<(String, String)> = kinds.clone();
        files.push((
            "pufa.toml".to_string(),
            "title = \"津\"\nbase_url = \"https://x.example/\"\nlanguages = [\"zh\", \"en\"]\npage_size = 5\n"
                .to_string(),
        ));
        for number in 0..FILES {
            let (path, text) = &pages[dice.below(pages.len())];
            let path = if number % 3 == 0 {
                path.clone()
            } else {
                path.replace(".md", &format!("-{number}.md")).replace(".en-", "-en-")
            };
            files.push((path, damage(text, &mut dice)));
        }
        let built = panic::catch_unwind(|| build(&files, &scratch));
        if let Err(payload) = built {
            let words = payload
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string));
            let _ = writeln!(found, "round {round}: {}", words.unwrap_or_default());
            let culprits = files.iter().filter(|(path, _)| path.starts_with("content/")).filter(|file| {
                let alone: Vec<_> =
                    files.iter().filter(|(p, _)| !p.starts_with("content/")).chain([*file]).cloned().collect();
                panic::catch_unwind(|| build(&alone, &scratch)).is_err()
            });
            culprits.for_each(|(path, text)| {
                let _ = writeln!(found, "{path}:\n{text}\n");
            });
        }
    }
    panic::set_hook(quiet);
    assert!(found.is_empty(), "{found}");
}

fn build(files: &[(String, String)], scratch: &std::path::Path) {
    let set = memory::set(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())));
    let today = Day::parse("2026-11-23").expect("a day");
    let project = Project::of(set, Options { base_url: None, drafts: true, today });
    let store = Store::open(scratch).expect("a folder for the store");
    let built = pipeline::build(
        &project,
        &Means { memo: &Memo::empty(), store: &store, sink: &Memory::default(), progress: &|_| {} },
    );
    let built = built.unwrap_or_else(|failure| panic!("content is never a failure of the machine: {failure:?}"));
    // Every place can be shown: no problem points into the middle of a character or past the end of its file.
    let problems = report::problems(&built.diagnostics, &|path| project.text_of(path));
    for problem in problems {
        assert!(
            problem.spot.is_none_or(|spot| spot.start.line > 0 && spot.end.line >= spot.start.line),
            "{}",
            problem.code
        );
    }
}
