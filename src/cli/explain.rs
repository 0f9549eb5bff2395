//! `pufa explain`: what a rule checks, why it matters, how to put it right.
//!
//! In: a code or a rule's name. Out: its text; all codes in one list without a code.
//! The texts stand in `base::rules`.

use super::Status;
use super::terminal::Terminal;
use super::wrap;
use crate::base::diag::{Failure, nearest};
use crate::base::rule::Rule;
use crate::base::rules;
use crate::text;

/// Explains one rule, or lists all.
pub fn explain(code: Option<&str>, terminal: &Terminal) -> Result<Status, Failure> {
    let s = terminal.speech;
    match code.map(|code| (code, rules::by_code(code))) {
        None => {
            let row = |rule: &Rule| vec![rule.code.to_string(), s.words(&rule.what).to_string()];
            let rows: Vec<Vec<String>> = rules::all().map(row).collect();
            terminal.print(&wrap::table(&rows, terminal.columns));
            Ok(Status::Clean)
        }
        Some((_, Some(rule))) => {
            terminal.print(&page(rule, terminal));
            Ok(Status::Clean)
        }
        Some((code, None)) => {
            let upper = code.to_ascii_uppercase();
            let names = rules::all().flat_map(|rule| [rule.code, rule.name]);
            let near = nearest(&upper, names.clone()).or_else(|| nearest(code, names));
            let (zh, en) = near.map_or((String::new(), String::new()), |near| {
                (format!("，是不是 `{near}`？"), format!("; did you mean `{near}`?"))
            });
            Err(Failure::plain(text! { zh: "没有编号 `{code}`{zh}", en: "there is no code `{code}`{en}" }))
        }
    }
}

fn page(rule: &Rule, terminal: &Terminal) -> String {
    let s = terminal.speech;
    let strong = |text: &str| terminal.paint("1", text);
    // The example stays as it would be typed.
    let example = rule.example.lines().fold(String::new(), |all, line| all + "    " + line + "\n");
    let head = format!("{} {} ({})", rule.code, rule.name, s.severity(rule.severity));
    let lines = |text: &str| wrap::hanging(&format!("  {text}"), terminal.columns, 2);
    let part = |zh, en, text: &str| format!("{}\n{}\n\n", strong(s.pick(zh, en)), lines(text));
    format!(
        "{}\n\n{}{}{}\n{example}\n{}",
        strong(&head),
        part("检查什么", "What it checks", s.words(&rule.what)),
        part("为什么要紧", "Why it matters", s.words(&rule.why)),
        strong(s.pick("例子", "Example")),
        part("怎么改", "How to put it right", s.words(&rule.fix)),
    )
    .trim_end()
    .to_string()
        + "\n"
}
