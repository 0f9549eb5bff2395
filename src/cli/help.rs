//! The help text of a command, in columns that are right for Chinese too.
//!
//! In: a command with its options. Out: its help. Clap's own takes a Han character for one column and has English headings.

use clap::{Arg, Command};

use super::speech::Speech;
use super::{terminal, wrap};

/// The help of a command; `globals` are options it shares with all others.
pub fn page(command: &Command, globals: &[Arg], s: Speech) -> String {
    let own: Vec<&Arg> = command.get_arguments().collect();
    let shared = globals.iter().filter(|arg| own.iter().all(|o| o.get_id() != arg.get_id()));
    let (places, mut options): (Vec<&Arg>, Vec<&Arg>) =
        own.iter().copied().chain(shared).partition(|a| a.is_positional());
    options.sort_by_key(|arg| arg.get_display_order());
    let row =
        |arg: &&Arg| vec![format!("  {}", left(arg)), arg.get_help().map(ToString::to_string).unwrap_or_default()];
    let about = |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    let commands = command.get_subcommands().map(|sub| vec![format!("  {}", sub.get_name()), about(sub)]);
    let tables = [
        (s.pick("命令：", "Commands:"), commands.collect::<Vec<_>>()),
        (s.pick("参数：", "Arguments:"), places.iter().map(row).collect()),
        (s.pick("选项：", "Options:"), options.iter().map(row).collect()),
    ];
    let width = terminal::columns();
    let about = wrap::wrap(&about(command), width);
    let mut text = format!("{about}\n\n{} {{usage}}\n", s.pick("用法：", "Usage:"));
    for (heading, rows) in tables {
        if rows.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{heading}\n{}", wrap::table(&rows, width)));
    }
    text.push_str("{after-help}");
    text
}

/// How an argument is typed: `-o, --output <FILE>`.
fn left(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(|names| names.first()).filter(|_| arg.get_action().takes_values());
    let value = value.map(|name| format!("<{name}>")).unwrap_or_default();
    let Some(long) = arg.get_long() else { return value };
    let short = arg.get_short().map_or("    ".to_string(), |c| format!("-{c}, "));
    format!("{short}--{long} {value}").trim_end().to_string()
}
