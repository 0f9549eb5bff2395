//! The arguments of `pufa fix`.
//!
//! In: what was typed. Out: a `Fix`. Does not look whether the files exist; `cli::fix` does.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{ArgMatches, Command};

use super::options::{flag, positional, root_option, today_option};
use super::{Given, Speech, sub};
use crate::base::date::Day;

/// `fix`.
#[derive(Clone, Debug)]
pub struct Fix {
    /// The site's folder.
    pub root: PathBuf,
    /// Files and folders; the whole site if there are none.
    pub files: Vec<PathBuf>,
    /// Whether to write without asking.
    pub yes: bool,
    /// Whether only to show.
    pub dry_run: bool,
    /// Instead of the clock's day.
    pub today: Option<Day>,
}

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>, sub: &ArgMatches) -> Fix {
    Fix {
        root: given.root(),
        files: sub.get_many::<PathBuf>("files").into_iter().flatten().cloned().collect(),
        yes: sub.get_flag("yes"),
        dry_run: sub.get_flag("dry-run"),
        today: given.today(),
    }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let files = positional(
        "files",
        s.pick("文件", "FILES"),
        s.pick("文件或文件夹；不写就是整个网站", "files or folders; the whole site if not given"),
    )
    .required(false)
    .num_args(0..)
    .value_parser(ValueParser::path_buf());
    let about = s.pick(
        "把文件改成规范的写法（UTF-8、字段名、日期）：先看改动，再问",
        "rewrite files in the usual form (UTF-8, names of fields, dates): shows the changes and asks",
    );
    sub("fix", s, s.pick("pufa fix [文件…] [选项]", "pufa fix [FILES…] [OPTIONS]"), about).args([
        files,
        flag("yes", s.pick("不问，直接改写", "write without asking")),
        flag("dry-run", s.pick("只看，不改写", "only show, write nothing")).conflicts_with("yes"),
        root_option(s),
        today_option(s),
    ])
}
