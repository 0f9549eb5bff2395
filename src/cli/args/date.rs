//! The arguments of `pufa date`.
//!
//! In: what was typed. Out: `Dates`. Does not read the words as dates; `cli::date` does.

use clap::{ArgMatches, Command};

use super::options::{day_option, format_option, positional, today_option};
use super::{Given, Speech, sub};
use crate::base::date::Day;

/// `date`.
#[derive(Clone, Debug)]
pub struct Dates {
    /// Days, lunar days or rules as typed; today if there are none.
    pub words: Vec<String>,
    /// The first day of a list.
    pub from: Option<Day>,
    /// The last day of a list.
    pub to: Option<Day>,
    /// Instead of the clock's day.
    pub today: Option<Day>,
}

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>, sub: &ArgMatches) -> Dates {
    Dates {
        words: given.texts("date"),
        from: sub.get_one::<Day>("from").copied(),
        to: sub.get_one::<Day>("to").copied(),
        today: given.today(),
    }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let words = positional(
        "date",
        s.pick("日期", "DATE"),
        s.pick(
            "2026-11-28、11月28日、农历十月二十、农历逢三、八等；不写就是今天",
            "2026-11-28, 28 November, 农历十月二十 (lunar), 农历逢三、八 (market days); today if not given",
        ),
    )
    .required(false)
    .num_args(0..);
    let about = s.pick(
        "日期的各种写法：星期、农历、中文、英文；不存在的日期退出码为 1",
        "all forms of a date: weekday, lunar, Chinese, English; exit code 1 if there is no such day",
    );
    let from = day_option(s, "from").help(s.pick("列出从这一天起的日子", "list the days from this one"));
    let to = day_option(s, "to").help(s.pick("列到这一天为止", "list the days up to this one"));
    sub("date", s, s.pick("pufa date [日期]… [选项]", "pufa date [DATE]… [OPTIONS]"), about)
        .args([words, from, to, today_option(s)])
        .arg(
            format_option(s, "problems")
                .value_name("human|json")
                .help(s.pick("给人看还是给程序看", "for people or for programs")),
        )
}
