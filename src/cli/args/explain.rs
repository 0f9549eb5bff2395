//! The arguments of `pufa explain`.
//!
//! In: what was typed. Out: a code or none. Does not know which codes there are; the rules do.

use clap::Command;

use super::options::positional;
use super::{Speech, sub};

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let code = positional(
        "code",
        s.pick("编号", "CODE"),
        s.pick("例如 F201；不写就列出全部", "such as F201; all of them if not given"),
    )
    .required(false);
    sub(
        "explain",
        s,
        s.pick("pufa explain [编号]", "pufa explain [CODE]"),
        s.pick("解释一个问题编号", "say what a problem's code is about"),
    )
    .arg(code)
}
