//! What to say when the arguments cannot be read.
//!
//! In: clap's error. Out: the text to show instead, in words of our own: clap's are English only. Does not end the program.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Instead, Speech};

/// What to show for what clap says.
pub(super) fn instead(error: &clap::Error, s: Speech) -> Instead {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Instead { text: error.render().to_string(), wrong: false }
        }
        _ => Instead { text: complaint(error, s), wrong: true },
    }
}

/// What is wrong with the arguments, in words of our own: clap's are English only.
fn complaint(error: &clap::Error, s: Speech) -> String {
    let get = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(_) | None => String::new(),
    };
    let (arg, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    // Clap writes an option with its value's name: `--today <YYYY-MM-DD>`.
    let name = arg.split(' ').next().unwrap_or_default().to_string();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            s.pick(format!("没有这个选项或多了一个参数：`{arg}`"), format!("there is no option or argument `{arg}`"))
        }
        ErrorKind::InvalidSubcommand => {
            let command = get(ContextKind::InvalidSubcommand);
            s.pick(format!("没有这个命令：`{command}`"), format!("there is no command `{command}`"))
        }
        ErrorKind::MissingRequiredArgument => s.pick(format!("缺少参数：{arg}"), format!("missing: {arg}")),
        ErrorKind::InvalidValue if value.is_empty() => {
            s.pick(format!("`{name}` 后面缺少内容"), format!("`{name}` needs a value"))
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            s.pick(
                format!("`{name}` 的内容 `{value}` 不对：{reason}"),
                format!("`{value}` is no value for `{name}`: {reason}"),
            )
        }
        ErrorKind::ArgumentConflict => {
            let other = get(ContextKind::PriorArg);
            let other = other.split(' ').next().unwrap_or_default();
            if other == name || other.is_empty() {
                s.pick(format!("`{name}` 写了两次"), format!("`{name}` is given twice"))
            } else {
                s.pick(
                    format!("`{name}` 和 `{other}` 不能一起用，请只写一个"),
                    format!("`{name}` and `{other}` cannot be used together: give one of them"),
                )
            }
        }
        ErrorKind::TooManyValues => s.pick(
            format!("`{name}` 后面不写内容，这里多了 `{value}`"),
            format!("`{name}` takes no value, and `{value}` is given"),
        ),
        ErrorKind::InvalidUtf8 => s.pick("参数里有不是文字的字节", "there are bytes that are no text").to_string(),
        _ => s.pick("读不懂这些参数".to_string(), format!("cannot read the arguments ({})", error.kind())),
    };
    let near =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand].into_iter().map(get).find(|n| !n.is_empty());
    let near = near
        .map(|near| s.pick(format!("\n是不是要写 `{near}`？"), format!("\ndid you mean `{near}`?")))
        .unwrap_or_default();
    let more = s.pick("用法见 pufa --help", "see pufa --help");
    format!("{}{what}{near}\n{more}\n", s.pick("错误：", "error: "))
}
