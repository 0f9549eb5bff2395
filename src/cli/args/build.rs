//! The arguments of `pufa build` and `pufa check`, which `serve` shares.
//!
//! In: what was typed. Out: a `Make`. Does not look whether the folder exists; `cli::build` does.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::options::{
    base_url_option, drafts_option, format_option, jobs_option, output_option, root_option, today_option,
};
use super::{Given, Speech, sub};
use crate::base::date::Day;

/// `build` and `check`.
#[derive(Clone, Debug)]
pub struct Make {
    /// The site's folder.
    pub root: PathBuf,
    /// Where the site goes; `public` in the root if not said.
    pub output: Option<PathBuf>,
    /// Instead of the address in the settings.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Instead of the clock's day.
    pub today: Option<Day>,
    /// How many threads; as many as the machine has if not said.
    pub jobs: Option<usize>,
}

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>, sub: &ArgMatches) -> Make {
    Make {
        root: given.root(),
        output: given.path("output"),
        base_url: given.text("base-url"),
        drafts: sub.get_flag("drafts"),
        today: given.today(),
        jobs: sub.get_one::<usize>("jobs").copied(),
    }
}

/// `build` with its help.
pub(super) fn build(s: Speech) -> Command {
    sub(
        "build",
        s,
        s.pick("pufa build [选项]", "pufa build [OPTIONS]"),
        s.pick("生成网站和海报", "make the site and the posters"),
    )
    .args([root_option(s), output_option(s), base_url_option(s), drafts_option(s), today_option(s), jobs_option(s)])
    .arg(format_option(s, "problems"))
}

/// `check` with its help.
pub(super) fn check(s: Speech) -> Command {
    let about = s.pick(
        "只检查，不写文件；没有问题退出码为 0，有问题为 1",
        "find problems and write nothing; exit code 0 if there are none, 1 if there are",
    );
    sub("check", s, s.pick("pufa check [选项]", "pufa check [OPTIONS]"), about)
        .args([root_option(s), base_url_option(s), drafts_option(s), today_option(s), jobs_option(s)])
        .arg(format_option(s, "problems"))
}
