//! The arguments of `pufa print`.
//!
//! In: what was typed. Out: a `Print`. Does not know which sheets there are; the plan does.

use std::path::PathBuf;

use clap::builder::ValueParser;
use clap::{ArgMatches, Command};

use super::build::{self, Make};
use super::options::{
    base_url_option, drafts_option, jobs_option, option, paper_option, positional, profile_option, root_option,
    today_option,
};
use super::{Given, Speech, sub};

/// `print`.
#[derive(Clone, Debug)]
pub struct Print {
    /// The site's folder, address, drafts, day and threads; `output` is the folder for the files.
    pub make: Make,
    /// The pages, as typed; all if there are none.
    pub pages: Vec<PathBuf>,
    /// Only sheets of this format.
    pub format: Option<String>,
    /// Only sheets in this language, or `both`.
    pub language: Option<String>,
    /// Instead of the profile of each sheet.
    pub profile: Option<String>,
}

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>, sub: &ArgMatches) -> Print {
    Print {
        make: build::task(given, sub),
        pages: sub.get_many::<PathBuf>("pages").into_iter().flatten().cloned().collect(),
        format: given.text("paper"),
        language: given.text("language"),
        profile: given.text("profile"),
    }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let pages = positional(
        "pages",
        s.pick("页面", "PAGE"),
        s.pick("页面的文件或文件夹；不写就是整个网站", "files or folders of pages; the whole site if not given"),
    )
    .required(false)
    .num_args(0..)
    .value_parser(ValueParser::path_buf());
    let output = option(
        "output",
        s.pick("文件夹", "DIR"),
        s.pick("写到哪个文件夹 [网站文件夹里的 print]", "where the files go [print in the site's folder]"),
    )
    .value_parser(ValueParser::path_buf());
    let language = option(
        "language",
        s.pick("语言", "LANGUAGE"),
        s.pick("只要这种语言的：zh、en 或 both", "only those in this language: zh, en or both"),
    );
    let about = s.pick(
        "做出全部印刷文件，每件附工单，放进一个文件夹交给印厂",
        "make all files for print, each with its job ticket, in a folder for the print shop",
    );
    sub("print", s, s.pick("pufa print [页面…] [选项]", "pufa print [PAGE…] [OPTIONS]"), about).args([
        pages,
        output,
        profile_option(s),
        paper_option(s),
        language,
        base_url_option(s),
        drafts_option(s),
        root_option(s),
        today_option(s),
        jobs_option(s),
    ])
}
