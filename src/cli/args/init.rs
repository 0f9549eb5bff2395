//! The arguments of `pufa init`.
//!
//! In: what was typed. Out: a folder. Does not look whether it is empty; `cli::init` does.

use clap::Command;
use clap::builder::ValueParser;

use super::options::positional;
use super::{Speech, sub};

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let dir = positional("dir", s.pick("文件夹", "DIR"), s.pick("新网站的文件夹", "the folder of the new site"))
        .value_parser(ValueParser::path_buf());
    sub("init", s, s.pick("pufa init 文件夹", "pufa init DIR"), s.pick("新建一个网站", "begin a site")).arg(dir)
}
