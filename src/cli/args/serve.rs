//! The arguments of `pufa serve`.
//!
//! In: what was typed. Out: a `Serve`. Does not look whether the port is free; `serve` does.

use clap::{ArgMatches, Command};

use super::build::{self, Make};
use super::options::{drafts_option, flag, jobs_option, number, option, root_option, today_option};
use super::{Given, Speech, sub};

/// `serve`.
#[derive(Clone, Debug)]
pub struct Serve {
    /// The site's folder, drafts, day and threads.
    pub make: Make,
    /// The port to begin with.
    pub port: u16,
    /// Whether to open the browser.
    pub open: bool,
}

/// The port tried first.
const DEFAULT_PORT: u16 = 4000;

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>, sub: &ArgMatches) -> Serve {
    Serve {
        make: build::task(given, sub),
        port: sub.get_one::<u16>("port").copied().unwrap_or(DEFAULT_PORT),
        open: sub.get_flag("open"),
    }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let port = option("port", s.pick("端口", "N"), s.pick("从这个端口试起 [4000]", "the port to try first [4000]"))
        .value_parser(number::<u16>(s, 0, u16::MAX));
    let open = flag("open", s.pick("打开浏览器", "open the browser"));
    let about =
        s.pick("在浏览器里边改边看，只有本机能打开", "see the site in the browser while writing; this machine only");
    sub("serve", s, s.pick("pufa serve [选项]", "pufa serve [OPTIONS]"), about).args([
        root_option(s),
        port,
        open,
        drafts_option(s),
        today_option(s),
        jobs_option(s),
    ])
}
