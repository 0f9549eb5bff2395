//! `pufa new`: begins a page of a kind. This module does I/O.
//!
//! In: a kind and a title. Out: a file for each language of the site, with every field of the kind explained.
//! Never writes over a file. The new page is a draft, because what it holds at first is made up.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Status;
use super::args::New;
use super::clock;
use super::form::{self, Form};
use super::terminal::Terminal;
use crate::base::date::Day;
use crate::base::diag::{Diagnostics, Failure, nearest};
use crate::base::lang::Language;
use crate::output::claim::make_folder;
use crate::pipeline::{Options, Project};
use crate::site::url;
use crate::text;
use crate::theme::kind::Kind;

/// Begins a page.
pub fn new(request: &New, terminal: &Terminal) -> Result<Status, Failure> {
    let today = clock::today(request.today)?;
    let project = Project::load(&request.root, Options { base_url: None, drafts: true, today })?;
    let kind = kind_of(&project, &request.kind)?;
    let words = request.english.as_deref().unwrap_or(&request.title);
    let slug = slug_of(request.slug.as_deref(), words, kind, &project)?;
    let base = base_of(kind, &slug, today);
    let files: Vec<(&Language, PathBuf)> = project
        .config
        .languages
        .iter()
        .enumerate()
        .map(|(index, language)| {
            let ending = if index == 0 { ".md".to_string() } else { format!(".{}.md", language.key) };
            (language, below(&request.root, &format!("content/{base}{ending}")))
        })
        .collect();
    if let Some((_, there)) = files.iter().find(|(_, file)| file.exists()) {
        let there = there.display();
        return Err(Failure::plain(text! {
            zh: "已经有 `{there}`，没有改动它；用 --slug 另起一个文件名",
            en: "`{there}` exists and was left as it is; choose another file name with --slug"
        }));
    }
    let original = project.config.default_language();
    for (language, file) in &files {
        let is_original = *language == original;
        let title = if is_original {
            Some(&*request.title)
        } else {
            request.english.as_deref().filter(|_| language.key == "en")
        };
        let form = Form { kind, language, is_original, title, date: None, today };
        create(file, &form::text(&form))?;
    }
    show(&files, terminal);
    Ok(Status::Clean)
}

fn show(files: &[(&Language, PathBuf)], terminal: &Terminal) {
    let s = terminal.speech;
    for (_, file) in files {
        terminal.print(&format!("{}\n", file.display()));
    }
    terminal.say(s.pick(
        "现在是草稿：把“待填”的地方写好，删去 `draft = true` 那一行，就会发布。\n写的时候用 pufa serve --drafts 看效果。\n",
        "It is a draft: replace what says “to be filled in” and take out the line `draft = true`, then it is published.\nSee it while writing with pufa serve --drafts.\n",
    ));
}

pub(super) fn kind_of<'a>(project: &'a Project, typed: &str) -> Result<&'a Kind, Failure> {
    let kinds = &project.theme.kinds;
    let named = |kind: &&Kind| ["zh", "en"].iter().any(|key| kind.name.get(key).eq_ignore_ascii_case(typed));
    if let Some(kind) = kinds.get(typed).or_else(|| kinds.values().find(named)) {
        return Ok(kind);
    }
    let all: Vec<String> = kinds.values().map(|kind| kind.id.clone()).collect();
    let (zh, en) = nearest(typed, all.iter().map(String::as_str)).map_or((String::new(), String::new()), |near| {
        (format!("是不是 `{near}`？"), format!("did you mean `{near}`? "))
    });
    let (list_zh, list_en) = (names(kinds.values(), "zh"), names(kinds.values(), "en"));
    Err(Failure::plain(text! {
        zh: "没有类别 `{typed}`。{zh}现有类别：{list_zh}",
        en: "there is no kind `{typed}`; {en}the kinds are {list_en}"
    }))
}

fn names<'a>(kinds: impl Iterator<Item = &'a Kind>, key: &str) -> String {
    kinds.map(|kind| format!("{} ({})", kind.id, kind.name.get(key))).collect::<Vec<_>>().join(", ")
}

/// The name in the file name: as typed, or from the English title, or from the pinyin of the title.
pub(super) fn slug_of(typed: Option<&str>, title: &str, kind: &Kind, project: &Project) -> Result<String, Failure> {
    if let Some(slug) = typed {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if slug.chars().all(fits) && !slug.starts_with('-') {
            return Ok(slug.to_string());
        }
        return Err(Failure::plain(text! {
            zh: "文件名 `{slug}` 只能用小写英文字母、数字和连字符",
            en: "the file name `{slug}` may hold lower-case letters, digits and hyphens only"
        }));
    }
    // A reading that cannot be used is told by `check`; here it only has no effect.
    let pinyin = url::pinyin(&project.config, &mut Diagnostics::new());
    let slug = form::slug(&pinyin, title);
    Ok(if slug.is_empty() { kind.id.clone() } else { slug })
}

/// A file of the project as it is reached from here.
pub(super) fn below(root: &Path, path: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(path) } else { root.join(path) }
}

/// The path below `content/`, without its ending.
pub(super) fn base_of(kind: &Kind, slug: &str, today: Day) -> String {
    match (&kind.folder, kind.index, kind.id.as_str()) {
        (_, _, "home") => "_index".to_string(),
        (Some(folder), true, _) => format!("{folder}/_index"),
        (None, true, _) => format!("{slug}/_index"),
        (folder, false, _) => {
            let name = kind.new_file.replace("{date}", &today.0.to_string()).replace("{slug}", slug);
            folder.as_ref().map_or(name.clone(), |folder| format!("{folder}/{name}"))
        }
    }
}

pub(super) fn create(file: &Path, text: &str) -> Result<(), Failure> {
    make_folder(file.parent().unwrap_or(Path::new("")))?;
    let made = File::create_new(file).and_then(|mut file| file.write_all(text.as_bytes()));
    made.map_err(|e: io::Error| Failure::io(text! { zh: "新建文件", en: "making a file" }, file, e))
}
