//! The options that commands share, and how options are declared.
//!
//! In: a speech. Out: arguments of clap with their help in it. Does not read what was typed; `args` does.

use clap::builder::{NonEmptyStringValueParser, ValueParser};
use clap::{Arg, ArgAction};

use super::{Format, Speech};
use crate::base::date::Day;

/// An option with a value: `--name VALUE`.
pub(super) fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).value_parser(NonEmptyStringValueParser::new())
}

/// An option without a value.
pub(super) fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// An argument by its place, needed unless said otherwise.
pub(super) fn positional(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).value_name(value).help(help).required(true).value_parser(NonEmptyStringValueParser::new())
}

/// `--root`, of every command that works on a site.
pub(super) fn root_option(s: Speech) -> Arg {
    option("root", s.pick("文件夹", "DIR"), s.pick("网站的文件夹 [当前文件夹]", "the site's folder [the current one]"))
        .value_parser(ValueParser::path_buf())
}

/// `--output`, of what makes a site.
pub(super) fn output_option(s: Speech) -> Arg {
    option(
        "output",
        s.pick("文件夹", "DIR"),
        s.pick("生成到哪里 [网站文件夹里的 public]", "where it goes [public in the site's folder]"),
    )
    .value_parser(ValueParser::path_buf())
}

/// `--base-url`; gives an address that ends with a slash.
pub(super) fn base_url_option(s: Speech) -> Arg {
    let message = s.pick("应以 http:// 或 https:// 开头", "expected an address with http:// or https://");
    let parse = move |text: &str| {
        let ok = ["http://", "https://"].iter().any(|p| text.len() > p.len() && text.starts_with(p));
        if ok { Ok(if text.ends_with('/') { text.to_string() } else { format!("{text}/") }) } else { Err(message) }
    };
    option("base-url", s.pick("网址", "URL"), s.pick("代替设置里的网址", "instead of the address in the settings"))
        .value_parser(parse)
}

/// `--drafts`.
pub(super) fn drafts_option(s: Speech) -> Arg {
    flag("drafts", s.pick("连同草稿", "show drafts too"))
}

/// `--today`.
pub(super) fn today_option(s: Speech) -> Arg {
    day_option(s, "today").help(s.pick("当作今天的日期", "the day to take for today"))
}

/// An option whose value is a day; its help is for the caller to write.
pub(super) fn day_option(s: Speech, name: &'static str) -> Arg {
    let message = s.pick("应写成 2026-11-28 这样的日期", "expected a date such as 2026-11-28");
    option(name, s.pick("日期", "YYYY-MM-DD"), "").value_parser(move |text: &str| Day::parse(text).ok_or(message))
}

/// `--jobs`.
pub(super) fn jobs_option(s: Speech) -> Arg {
    option("jobs", s.pick("个数", "N"), s.pick("同时用几个线程 [全部]", "how many threads [all]"))
        .value_parser(number::<usize>(s, 1, 1024))
}

/// `--lang`, of every command.
pub(super) fn speech_option(s: Speech) -> Arg {
    let message = s.pick("应为 zh 或 en", "expected zh or en");
    option("lang", "zh|en", s.pick("提示用中文还是英文", "talk Chinese or English"))
        .global(true)
        .display_order(800)
        .value_parser(move |text: &str| Speech::of_key(text).map(|_| text.to_string()).ok_or(message))
}

/// `--color`, of every command.
pub(super) fn color_option(s: Speech) -> Arg {
    let message = s.pick("应为 auto、always 或 never", "expected auto, always or never");
    option("color", "auto|always|never", s.pick("颜色", "use colour")).global(true).display_order(801).value_parser(
        move |text: &str| match text {
            "auto" => Ok(None),
            "always" => Ok(Some(true)),
            "never" => Ok(Some(false)),
            _ => Err(message),
        },
    )
}

/// `--format`, how problems are shown; its `id` tells it from a paper format.
pub(super) fn format_option(s: Speech, id: &'static str) -> Arg {
    let message = s.pick("应为 human、json 或 github", "expected human, json or github");
    option(
        "format",
        "human|json|github",
        s.pick("问题的写法：给人看、给程序看、给 GitHub", "how problems are shown: to people, programs or GitHub"),
    )
    .id(id)
    .value_parser(move |text: &str| match text {
        "human" => Ok(Format::Human),
        "json" => Ok(Format::Json),
        "github" => Ok(Format::Github),
        _ => Err(message),
    })
}

/// Reads a whole number from `least` to `most`.
pub(super) fn number<T>(
    s: Speech,
    least: T,
    most: T,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static
where
    T: std::str::FromStr + PartialOrd + std::fmt::Display + Copy + Send + Sync + 'static,
{
    move |text: &str| {
        let fits = text.parse().ok().filter(|n| *n >= least && *n <= most);
        fits.ok_or_else(|| {
            s.pick(format!("应为 {least} 到 {most} 的数字"), format!("expected a number from {least} to {most}"))
        })
    }
}

/// `--format` of a sheet: its paper. Read by the name `paper`, because `format` is how problems are shown.
pub(super) fn paper_option(s: Speech) -> Arg {
    option("format", s.pick("规格", "FORMAT"), s.pick("纸张规格，例如 A2", "the paper format, such as A2")).id("paper")
}

/// `-o`, `--output` of what makes single files.
pub(super) fn file_option(s: Speech) -> Arg {
    option("output", s.pick("文件", "FILE"), s.pick("写到哪个文件", "the file to write"))
        .short('o')
        .value_parser(ValueParser::path_buf())
}

/// Reads a length in millimetres from `least` to `most`.
pub(super) fn millimetres(
    s: Speech,
    least: f64,
    most: f64,
) -> impl Fn(&str) -> Result<f64, String> + Clone + Send + Sync + 'static {
    move |text: &str| {
        let number = text.trim_end_matches("mm").trim().parse::<f64>().ok();
        number.filter(|n| *n >= least && *n <= most).ok_or_else(|| {
            s.pick(
                format!("应为 {least} 到 {most} 毫米之间的数字"),
                format!("expected millimetres from {least} to {most}"),
            )
        })
    }
}

/// `--profile`: the way of printing.
pub(super) fn profile_option(s: Speech) -> Arg {
    option(
        "profile",
        s.pick("方式", "PROFILE"),
        s.pick(
            "输出方式：offset、digital、inkjet、office、screen；不写就用规格自己的",
            "the way of printing: offset, digital, inkjet, office, screen; the format's own if not given",
        ),
    )
}
