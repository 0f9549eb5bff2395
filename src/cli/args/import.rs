//! The arguments of `pufa import`.
//!
//! In: what was typed. Out: an `Import`. Does not look whether the document exists; `cli::import` does.

use std::path::PathBuf;

use clap::Command;
use clap::builder::ValueParser;

use super::options::{option, positional, root_option, today_option};
use super::{Given, Speech, sub};
use crate::base::date::Day;

/// `import`.
#[derive(Clone, Debug)]
pub struct Import {
    /// The site's folder.
    pub root: PathBuf,
    /// The document.
    pub file: PathBuf,
    /// The kind of page; that of the folder if not said.
    pub kind: Option<String>,
    /// The folder or file under `content/`.
    pub to: Option<String>,
    /// The language of the text; the site's first if not said.
    pub language: Option<String>,
    /// Instead of a file name made from the title.
    pub slug: Option<String>,
    /// Instead of the clock's day.
    pub today: Option<Day>,
}

/// What the arguments ask for.
pub(super) fn task(given: &Given<'_>) -> Import {
    Import {
        root: given.root(),
        file: given.needed_path("file"),
        kind: given.text("kind"),
        to: given.text("to"),
        language: given.text("language"),
        slug: given.text("slug"),
        today: given.today(),
    }
}

/// The command with its help.
pub(super) fn command(s: Speech) -> Command {
    let file =
        positional("file", s.pick("文件", "FILE"), s.pick("Word 或 WPS 的 .docx 文件", "a .docx file of Word or WPS"))
            .value_parser(ValueParser::path_buf());
    let kind = option(
        "kind",
        s.pick("类别", "KIND"),
        s.pick("页面的类别，不写就看 --to 是哪个文件夹", "the kind of page; that of the folder of --to if not given"),
    );
    let to = option(
        "to",
        s.pick("路径", "PATH"),
        s.pick("放到 content/ 下的哪个文件夹，或哪个 .md 文件", "the folder under content/, or the .md file, to write"),
    );
    let language = option(
        "language",
        s.pick("语言", "LANGUAGE"),
        s.pick("正文的语言 [网站的第一种]", "the language of the text [the site's first]"),
    );
    let slug = option(
        "slug",
        s.pick("名字", "NAME"),
        s.pick("文件名，不写就从标题的拼音来", "the file's name; made from the title if not given"),
    );
    let usage = s.pick("pufa import 文件.docx [选项]", "pufa import FILE.docx [OPTIONS]");
    let about = s.pick("把 Word 文件变成一页，图片一起带进来", "make a page of a Word file, pictures and all");
    sub("import", s, usage, about).args([file, kind, to, language, slug, root_option(s), today_option(s)])
}
