//! The arguments of `pufa new`.
//!
//! In: what was typed. Out: a `New`. Does not know which kinds there are; the theme does.

use std::path::PathBuf;

use clap::Command;

use super::options::{option, positional, root_option, today_option};
use super::{Given, Speech, sub};
use crate::base::date::Day;

/// `new`.
#[derive(Clone, Debug)]
pub struct New {
    /// The site's folder.
    pub root: PathBuf,
    /// The kind of page.
    pub kind: String,
    /// Its title in the site's first language.
    pub title: String,
    /// Its title in English.
    pub english: Option<String>,
    /// Instead of a file name made from the title.
    pub slug: Option<String>,
    /// Instead of the clock's day.
    pub today: Option<Day>,
}

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>) -> New {
    New {
        root: given.root(),
        kind: given.needed("kind"),
        title: given.needed("title"),
        english: given.text("english"),
        slug: given.text("slug"),
        today: given.today(),
    }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let kind = positional(
        "kind",
        s.pick("类别", "KIND"),
        s.pick("页面的类别：notice、event、slogan 等", "the kind of page: notice, event, slogan and so on"),
    );
    let title = positional("title", s.pick("标题", "TITLE"), s.pick("标题", "its title"));
    let english = option("english", s.pick("标题", "TITLE"), s.pick("英文标题", "its title in English"));
    let slug = option(
        "slug",
        s.pick("名字", "NAME"),
        s.pick("文件名，不写就从标题的拼音来", "the file's name; made from the title if not given"),
    );
    let usage = s.pick("pufa new 类别 标题 [选项]", "pufa new KIND TITLE [OPTIONS]");
    sub("new", s, usage, s.pick("按类别新建一页，每种语言一个文件", "begin a page of a kind, a file for each language"))
        .args([kind, title, english, slug, root_option(s), today_option(s)])
}
