//! The pages of the manual that are made from the program: one for each rule, and the tables of fields.
//!
//! In: the rules of `pufa::base::rules` and the kinds of the theme inside the program. Out: `docs/problems/*.md`, whole, and what stands
//! between two marks in `docs/zh/fields.md` and `docs/en/fields.md`. `UPDATE=1` rewrites them; otherwise a difference is a failure.
//! Does not touch the prose around the marks, which is written by hand.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::PathBuf;

use pufa::base::diag::{Diagnostics, Severity};
use pufa::base::rule::Rule;
use pufa::base::rules;
use pufa::source::SourceSet;
use pufa::theme;
use pufa::theme::kind::{Field, FieldType, Kind, Order};

/// The lines between which the tables stand.
const MARKS: (&str, &str) = ("<!-- made from the kinds: begin -->", "<!-- made from the kinds: end -->");

#[test]
fn every_rule_has_its_page() {
    let mut wanted: BTreeMap<String, String> =
        rules::all().map(|rule| (format!("{}.md", rule.code), rule_page(rule))).collect();
    wanted.insert("README.md".to_string(), contents());
    let folder = docs().join("problems");
    let there = fs::read_dir(&folder).expect("docs/problems is part of the repository");
    for entry in there {
        let name = entry.expect("a folder that opens can be listed").file_name().to_string_lossy().into_owned();
        if !wanted.contains_key(&name) {
            assert!(updating(), "docs/problems/{name} is the page of no rule; {HOW}");
            fs::remove_file(folder.join(&name)).expect("a page of no rule can be removed");
        }
    }
    for (name, text) in wanted {
        keep(&format!("problems/{name}"), &text);
    }
}

#[test]
fn the_tables_of_fields_are_those_of_the_kinds() {
    let mut diags = Diagnostics::new();
    let kinds = theme::assemble(&SourceSet::default(), &mut diags).kinds;
    assert!(diags.is_empty(), "the theme inside the program has problems: {diags:?}");
    for key in ["zh", "en"] {
        let name = format!("{key}/fields.md");
        let text = fs::read_to_string(docs().join(&name)).expect("the page of fields is part of the repository");
        let (head, rest) = text.split_once(MARKS.0).expect("the page has the first mark");
        let (_, foot) = rest.split_once(MARKS.1).expect("the page has the second mark");
        let tables = tables(&kinds, key);
        keep(&name, &format!("{head}{}\n\n{tables}\n{}{foot}", MARKS.0, MARKS.1));
    }
}

/// What to do when a page differs.
const HOW: &str = "run the suite once with UPDATE=1 and read the difference";

fn docs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn updating() -> bool {
    env::var("UPDATE").is_ok_and(|value| value == "1")
}

/// Writes the file, or fails if it is not so already.
fn keep(name: &str, text: &str) {
    let file = docs().join(name);
    let there = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    if there == text {
        return;
    }
    assert!(updating(), "docs/{name} is not what the program says; {HOW}");
    fs::write(&file, text).expect("a page of the manual can be written");
}

fn grave(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("错误：不改正就不发布。", "Error: nothing is published while it stands."),
        Severity::Warning => {
            ("提醒：照样发布，但应该看一看。", "Warning: published all the same, but somebody should look.")
        }
        Severity::Note => {
            ("说明：没有问题，只是告诉您程序做了什么。", "Note: nothing is wrong; it only says what was done.")
        }
    }
}

fn rule_page(rule: &Rule) -> String {
    let Rule { code, name, severity, what, why, fix, example } = rule;
    let (grave_zh, grave_en) = grave(*severity);
    format!(
        "# {code} {name}\n\n{grave_zh}\n\n## 检查什么\n\n{}\n\n## 为什么要紧\n\n{}\n\n## 例子\n\n```text\n{example}\n```\n\n## 怎么改\n\n{}\n\n\
         ---\n\n{grave_en}\n\n## What it checks\n\n{}\n\n## Why it matters\n\n{}\n\n## Example\n\n```text\n{example}\n```\n\n## How to put it right\n\n{}\n",
        what.zh, why.zh, fix.zh, what.en, why.en, fix.en
    )
}

fn contents() -> String {
    let mut text = String::from(
        "# 问题编号 · Codes of problems\n\n\
         `pufa check` 和 `pufa build` 报告的每个问题都有一个编号；`pufa explain 编号` 显示的就是这里的内容。这些页面由程序生成，请不要手改。\n\n\
         Every problem that `pufa check` and `pufa build` report has a code; `pufa explain CODE` shows what stands here. These pages are made from the program; do not edit them by hand.\n",
    );
    for (letter, zh, en) in AREAS {
        let mut own = rules::all().filter(|rule| rule.code.starts_with(letter)).peekable();
        if own.peek().is_none() {
            continue;
        }
        text.push_str(&format!("\n## {letter} · {zh} · {en}\n\n| | 检查什么 | What it checks |\n|---|---|---|\n"));
        for rule in own {
            let (zh, en) = (cell(rule.what.zh), cell(rule.what.en));
            text.push_str(&format!("| [{0}]({0}.md) | {zh} | {en} |\n", rule.code));
        }
    }
    let known = |rule: &&Rule| !AREAS.iter().any(|(letter, ..)| rule.code.starts_with(letter));
    assert_eq!(rules::all().find(known).map(|rule| rule.code), None, "AREAS lacks the letter of this rule");
    text
}

/// The letters of the codes, in the order a writer meets them.
const AREAS: [(&str, &str, &str); 12] = [
    ("F", "页首字段", "front matter"),
    ("M", "正文写法", "Markdown"),
    ("D", "日期", "dates"),
    ("L", "链接", "links"),
    ("A", "无障碍", "accessibility"),
    ("T", "译文", "translation"),
    ("S", "网站", "the site"),
    ("P", "海报和印刷", "posters and print"),
    ("C", "设置", "settings"),
    ("K", "主题：类别和界面文字", "the theme: kinds and words"),
    ("W", "网页模板", "web templates"),
    ("X", "输出文件夹", "the output folder"),
];

fn tables(kinds: &BTreeMap<String, Kind>, key: &str) -> String {
    // A page has the common fields and no other.
    let common = &kinds["page"].fields;
    let zh = key == "zh";
    let heading = if zh { "## 各类页面都有的字段" } else { "## Fields that all kinds have" };
    let mut text = format!("{heading}\n\n{}", table(common.iter(), key));
    for kind in kinds.values() {
        let same = |field: &&Field| common.iter().any(|c| format!("{c:?}") == format!("{field:?}"));
        let mut own = kind.fields.iter().filter(|field| !same(field)).peekable();
        text.push_str(&format!("\n## {} `{}`\n\n{}\n", kind.name.get(key), kind.id, about(kind, zh)));
        if own.peek().is_some() {
            text.push_str(&format!("\n{}", table(own, key)));
        }
    }
    text
}

/// Where pages of a kind stand, how they are listed and which sheets they have.
fn about(kind: &Kind, zh: bool) -> String {
    let folder = match (kind.folder.as_deref(), kind.index) {
        (Some(""), _) => "`content/_index.md`".to_string(),
        (Some(folder), true) => format!("`content/{folder}/_index.md`"),
        (Some(folder), false) => format!("`content/{folder}/`"),
        (None, true) if zh => "没有专属类别的文件夹里的 `_index.md`".to_string(),
        (None, true) => "`_index.md` of any other folder".to_string(),
        (None, false) if zh => "其他文件夹里的页面".to_string(),
        (None, false) => "pages in any other folder".to_string(),
    };
    let (order_zh, order_en) = match kind.order {
        Order::Date => ("按 `date`，新的在前", "by `date`, newest first"),
        Order::Start => ("将要开始的在前，已经结束的在后", "what is still to come first, then what is over"),
        Order::Weight => ("按 `weight`，小的在前", "by `weight`, small numbers first"),
        Order::Title => ("按标题", "by title"),
    };
    let sheets: Vec<String> =
        kind.posters.iter().map(|p| format!("`print/{}.typ` ({})", p.template, p.formats.join(", "))).collect();
    let mut lines = if zh {
        vec![format!("- 位置：{folder}"), format!("- 网页模板：`web/{}`", kind.template)]
    } else {
        vec![format!("- Place: {folder}"), format!("- Web template: `web/{}`", kind.template)]
    };
    if !kind.index {
        lines.push(if zh { format!("- 列表次序：{order_zh}") } else { format!("- Order in lists: {order_en}") });
    }
    if !sheets.is_empty() {
        let sheets = sheets.join(if zh { "、" } else { ", " });
        lines.push(if zh { format!("- 海报：{sheets}") } else { format!("- Posters: {sheets}") });
    }
    lines.join("\n")
}

fn table<'a>(fields: impl Iterator<Item = &'a Field>, key: &str) -> String {
    let mut text = String::from(if key == "zh" {
        "| 字段 | 名称 | 内容 | 必写 | 译文 | 说明 |\n|---|---|---|---|---|---|\n"
    } else {
        "| Field | Label | Holds | Needed | Translation | What to write |\n|---|---|---|---|---|---|\n"
    });
    for field in fields {
        row(field, "", key, &mut text);
    }
    text
}

fn row(field: &Field, before: &str, key: &str, text: &mut String) {
    let zh = key == "zh";
    let name = format!("{before}{}", field.name);
    let needed = match (field.required, zh) {
        (true, true) => "是",
        (true, false) => "yes",
        (false, _) => "",
    };
    let shared = match (field.shared, zh) {
        (true, true) => "沿用原文",
        (true, false) => "taken over",
        (false, true) => "另写",
        (false, false) => "its own",
    };
    let help = help(field, key);
    text.push_str(&format!(
        "| `{name}` | {} | {} | {needed} | {shared} | {help} |\n",
        cell(field.label.get(key)),
        holds(field, key)
    ));
    for inner in &field.records {
        row(inner, &format!("{name}."), key, text);
    }
}

/// What a field holds, with its limits.
fn holds(field: &Field, key: &str) -> String {
    let zh = key == "zh";
    let (word_zh, word_en) = match field.kind {
        FieldType::Text => ("文字", "text"),
        FieldType::Date => ("日期", "date"),
        FieldType::DateTime => ("日期和时间", "date and time"),
        FieldType::Number => ("数字", "number"),
        FieldType::Boolean => ("true 或 false", "true or false"),
        FieldType::Place => ("地点", "place"),
        FieldType::Picture => ("图片", "picture"),
        FieldType::File => ("文件", "file"),
        FieldType::Choice => ("选项", "choice"),
        FieldType::List => ("列表", "list"),
        FieldType::MarketDays => ("重复的日子", "days that return"),
        FieldType::Records => ("若干组", "records"),
    };
    let mut text = (if zh { word_zh } else { word_en }).to_string();
    if let Some(min) = field.min.get(key) {
        text.push_str(&if zh { format!("，至少 {min} 字") } else { format!(", at least {min} characters") });
    }
    if let Some(max) = field.max.get(key) {
        text.push_str(&if zh { format!("，至多 {max} 字") } else { format!(", at most {max} characters") });
    }
    if let Some(after) = &field.after {
        text.push_str(&if zh { format!("，不早于 `{after}`") } else { format!(", not before `{after}`") });
    }
    text
}

fn help(field: &Field, key: &str) -> String {
    let zh = key == "zh";
    let mut parts = vec![field.help.get(key).to_string()];
    if !field.choices.is_empty() {
        let choices: Vec<String> = field
            .choices
            .iter()
            .map(|id| match field.names.get(id) {
                Some(name) if zh => format!("`{id}`（{}）", name.get(key)),
                Some(name) => format!("`{id}` ({})", name.get(key)),
                None => format!("`{id}`"),
            })
            .collect();
        parts.push(choices.join(if zh { "、" } else { ", " }));
    }
    let example = field.example.get(key);
    if !example.is_empty() && field.choices.is_empty() && !field.help.get(key).contains(example) {
        parts.push(if zh { format!("例如 `{example}`") } else { format!("such as `{example}`") });
    }
    parts.retain(|part| !part.is_empty());
    cell(&parts.join(if zh { "；" } else { "; " }))
}

/// A text fit for a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
