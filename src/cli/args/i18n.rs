//! The arguments of `pufa i18n`.
//!
//! In: what was typed. Out: an `I18n`. Does not look which pages a pattern means; `cli::i18n` does.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::options::{flag, format_option, positional, root_option, today_option};
use super::{Given, Speech, sub};
use crate::base::date::Day;

/// `i18n`.
#[derive(Clone, Debug)]
pub struct I18n {
    /// The site's folder.
    pub root: PathBuf,
    /// Whether to confirm rather than show.
    pub accept: bool,
    /// The pages, as typed.
    pub pages: Vec<String>,
    /// Whether all pages are meant.
    pub all: bool,
    /// Instead of the clock's day.
    pub today: Option<Day>,
}

/// The word after `i18n` that confirms.
const ACCEPT: &str = "accept";

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>, sub: &ArgMatches) -> I18n {
    let mut pages = given.texts("pages");
    let accept = pages.first().is_some_and(|first| first == ACCEPT);
    pages.drain(..usize::from(accept));
    I18n { root: given.root(), accept, pages, all: sub.get_flag("all"), today: given.today() }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let pages = positional(
        "pages",
        s.pick("页面", "PAGE"),
        s.pick(
            "文件、文件夹或 notices/* 这样的写法；前面写 accept 就是确认",
            "a file, a folder, or a pattern such as notices/*; with accept before it, it is confirmed",
        ),
    )
    .required(false)
    .num_args(0..);
    let all = flag("all", s.pick("accept 时：确认全部译文", "with accept: confirm all translations"));
    let about = s.pick(
        "译文做了没有、跟上了没有；pufa i18n accept 页面 确认译文已经跟上原文",
        "which translations are done, missing or behind; pufa i18n accept PAGE confirms them",
    );
    sub("i18n", s, s.pick("pufa i18n [accept] [页面…] [选项]", "pufa i18n [accept] [PAGE…] [OPTIONS]"), about)
        .args([pages, all, root_option(s), today_option(s)])
        .arg(format_option(s, "problems"))
}
