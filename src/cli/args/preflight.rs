//! The arguments of `pufa preflight`.
//!
//! In: what was typed. Out: a `Preflight`. Does not know which profiles and papers there are; the theme does.
//!
//! `--format` means paper with `poster` and the way of telling with `check`; here it may be either, and given twice it is both.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::options::{flag, jobs_option, option, positional, root_option, today_option};
use super::{Format, Given, Speech, sub};
use crate::base::date::Day;

/// `preflight`.
#[derive(Clone, Debug)]
pub struct Preflight {
    /// The site's folder.
    pub root: PathBuf,
    /// PDF files; none with `all`.
    pub files: Vec<PathBuf>,
    /// The profile to judge by; what the file says it is for if not said.
    pub profile: Option<String>,
    /// The paper it is to be on.
    pub paper: Option<String>,
    /// All sheets of the site instead of files.
    pub all: bool,
    /// Instead of the clock's day.
    pub today: Option<Day>,
    /// How many threads.
    pub jobs: Option<usize>,
}

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>, sub: &ArgMatches) -> Preflight {
    Preflight {
        root: given.root(),
        files: sub.get_many::<PathBuf>("files").into_iter().flatten().cloned().collect(),
        profile: given.text("profile"),
        paper: formats(sub).find(|word| way(word).is_none()).map(str::to_string),
        all: sub.get_flag("all"),
        today: given.today(),
        jobs: sub.get_one::<usize>("jobs").copied(),
    }
}

/// How to tell problems, if one of the words of `--format` says so.
pub(super) fn telling(sub: &ArgMatches) -> Option<Format> {
    formats(sub).find_map(way)
}

fn formats(sub: &ArgMatches) -> impl Iterator<Item = &str> {
    sub.try_get_many::<String>("either").ok().flatten().into_iter().flatten().map(String::as_str)
}

fn way(word: &str) -> Option<Format> {
    match word {
        "human" => Some(Format::Human),
        "json" => Some(Format::Json),
        "github" => Some(Format::Github),
        _ => None,
    }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let files =
        positional("files", s.pick("文件", "FILES"), s.pick("PDF 文件，谁做的都行", "PDF files, whoever made them"))
            .required(false)
            .num_args(0..)
            .value_parser(ValueParser::path_buf());
    let profile = option(
        "profile",
        s.pick("输出方式", "PROFILE"),
        s.pick(
            "按哪种输出方式检查：offset、digital、inkjet、office、screen",
            "what to judge by: offset, digital, inkjet, office, screen",
        ),
    );
    let format: Arg = option(
        "format",
        s.pick("规格", "FORMAT"),
        s.pick(
            "应为哪种纸张，例如 A3；或 json、github：给程序看；可以写两次",
            "the paper it should be, such as A3; or json, github: for programs; may be given twice",
        ),
    )
    .id("either")
    .action(ArgAction::Append);
    let all = flag("all", s.pick("检查网站的全部海报", "judge all sheets of the site"));
    let about = s.pick(
        "付印前检查 PDF：出血、字体、颜色、墨量、图片、二维码；有问题退出码为 1，打不开文件为 2",
        "judge PDFs before they are printed: bleed, fonts, colours, ink, pictures, QR codes; exit code 1 if there are problems, 2 if a file cannot be opened",
    );
    let usage = s.pick("pufa preflight 文件.pdf… [选项]", "pufa preflight FILE.pdf… [OPTIONS]");
    sub("preflight", s, usage, about).args([
        files,
        profile,
        format,
        all,
        root_option(s),
        today_option(s),
        jobs_option(s),
    ])
}
