//! `pufa import`: makes a page of a .docx file. This module does I/O.
//!
//! In: a document, a kind or a folder. Out: a Markdown file with the fields of the kind, pictures beside it; what could not be kept is
//! said on standard error. Never writes over a file. The new page is a draft, because somebody must look at it first.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::Status;
use super::args::Import as Request;
use super::clock;
use super::form::{self, Form};
use super::new::{base_of, below, create, kind_of, slug_of};
use super::speech::Speech;
use super::terminal::Terminal;
use crate::base::date::Day;
use crate::base::diag::{Failure, Text};
use crate::base::lang::Language;
use crate::import::{self, Import, Loss};
use crate::output::claim::make_folder;
use crate::pipeline::{Options, Project};
use crate::text;
use crate::theme::kind::Kind;
use crate::write::markdown::markdown;

/// Largest document that is read, in bytes. Larger ones are full of pictures that no page can show.
const LARGEST: u64 = 200 << 20;

/// Brings in a document.
pub fn import(request: &Request, terminal: &Terminal) -> Result<Status, Failure> {
    let today = clock::today(request.today)?;
    let project = Project::load(&request.root, Options { base_url: None, drafts: true, today })?;
    let languages = &project.config.languages;
    let language = match &request.language {
        None => project.config.default_language(),
        Some(key) => {
            languages.iter().find(|language| language.key == *key).ok_or_else(|| no_language(key, languages))?
        }
    };
    let is_original = language == project.config.default_language();
    let target = Target::of(request.to.as_deref(), &request.root)?;
    let kind = match &request.kind {
        Some(typed) => kind_of(&project, typed)?,
        None => target
            .folder()
            .and_then(|folder| kind_at(&project, folder))
            .map_or_else(|| kind_of(&project, "page"), Ok)?,
    };
    let bytes = read(&request.file)?;
    let options = import::Options {
        alt: if language.is_chinese() {
            "（待填：图里有什么）"
        } else {
            "[to be filled in: what the picture shows]"
        }
        .to_string(),
        stem: if is_original { "picture".to_string() } else { format!("picture-{}", language.key) },
    };
    let document = import::docx(&bytes, &options).map_err(|why| refused(&request.file, &why))?;
    let title = match document.title.as_str() {
        "" => request.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
        title => title.to_string(),
    };
    let slug = slug_of(request.slug.as_deref(), &title, kind, &project)?;
    let base = target.base(kind, &slug, today);
    let ending = if is_original { ".md".to_string() } else { format!(".{}.md", language.key) };
    let files = Files::of(&request.root, &base, &ending, &document)?;

    let date = document.date.and_then(|(year, month, day)| Day::parse(&format!("{year:04}-{month:02}-{day:02}")));
    let form = Form { kind, language, is_original, title: Some(&title), date, today };
    let mut page = form::front(&form);
    if kind_at(&project, folder_of(&base)).is_none_or(|there| there.id != kind.id) && !kind.index {
        page = page.replacen("+++\n", &format!("+++\nkind = \"{}\"\n", kind.id), 1);
    }
    page.push('\n');
    page.push_str(&markdown(&document.blocks));
    files.write(&page, &document)?;
    tell(&files, &document.losses, is_original, terminal);
    Ok(Status::Clean)
}

/// Where the page goes, as typed.
enum Target {
    /// Where pages of the kind go.
    Anywhere,
    /// A folder below `content/`.
    Folder(String),
    /// A file below `content/`, without its ending.
    File(String),
}

impl Target {
    fn of(typed: Option<&str>, root: &Path) -> Result<Target, Failure> {
        let Some(typed) = typed else { return Ok(Target::Anywhere) };
        let slashes = typed.replace('\\', "/");
        let root = root.to_string_lossy().replace('\\', "/");
        let inside = slashes.strip_prefix(&format!("{}/", root.trim_end_matches('/'))).unwrap_or(&slashes);
        let inside = inside.trim_start_matches("./").trim_end_matches('/');
        let path = if inside == "content" { Some("") } else { inside.strip_prefix("content/") };
        let steps = |path: &&str| path.split('/').all(|step| step != ".." && step != ".") && !path.contains(':');
        let Some(path) = path.filter(steps) else {
            return Err(Failure::plain(text! {
                zh: "`{typed}` 不在 content/ 下面；写成 content/notices 或 content/notices/名字.md",
                en: "`{typed}` is not below content/; write content/notices or content/notices/name.md"
            }));
        };
        Ok(match path.strip_suffix(".md") {
            Some(file) => Target::File(file.to_string()),
            None => Target::Folder(path.to_string()),
        })
    }

    fn folder(&self) -> Option<&str> {
        match self {
            Target::Anywhere => None,
            Target::Folder(folder) => Some(folder),
            Target::File(file) => Some(folder_of(file)),
        }
    }

    /// The page's path below `content/`, without its ending.
    fn base(&self, kind: &Kind, slug: &str, today: Day) -> String {
        match self {
            Target::Anywhere => base_of(kind, slug, today),
            Target::Folder(folder) => {
                let name = kind.new_file.replace("{date}", &today.0.to_string()).replace("{slug}", slug);
                let name = if kind.index { "_index" } else { &name };
                if folder.is_empty() { name.to_string() } else { format!("{folder}/{name}") }
            }
            // `x.en.md` is the page `x`; its language is said by `--language`.
            Target::File(file) => {
                let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
                let name = name.split_once('.').map_or(name, |(name, _)| name);
                if folder.is_empty() { name.to_string() } else { format!("{folder}/{name}") }
            }
        }
    }
}

fn folder_of(base: &str) -> &str {
    base.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The kind of pages in this folder; none if there is no kind of its own.
fn kind_at<'a>(project: &'a Project, folder: &str) -> Option<&'a Kind> {
    let holds = |own: &str| {
        !own.is_empty() && (folder == own || folder.strip_prefix(own).is_some_and(|rest| rest.starts_with('/')))
    };
    let kinds = project.theme.kinds.values().filter(|kind| !kind.index && kind.folder.as_deref().is_some_and(holds));
    let found = kinds.max_by_key(|kind| kind.folder.as_ref().map_or(0, String::len));
    found.or_else(|| project.theme.kinds.get("page"))
}

/// The files that will be written.
struct Files {
    page: PathBuf,
    /// Pictures that are not there already.
    pictures: Vec<(PathBuf, usize)>,
}

impl Files {
    /// Finds out where everything goes, and that nothing stands there.
    fn of(root: &Path, base: &str, ending: &str, document: &Import) -> Result<Files, Failure> {
        let name = base.rsplit('/').next().unwrap_or(base);
        let is_folder = matches!(name, "index" | "_index");
        let flat = below(root, &format!("content/{base}{ending}"));
        let original = below(root, &format!("content/{base}.md"));
        let bundle = below(root, &format!("content/{base}/index{ending}"));
        let has_bundle = below(root, &format!("content/{base}/index.md")).exists();
        let makes_bundle = !is_folder && (has_bundle || !document.pictures.is_empty());
        let page = if makes_bundle { bundle.clone() } else { flat.clone() };
        if let Some(there) = [&flat, &bundle].into_iter().find(|file| file.exists()) {
            return Err(taken(there));
        }
        if makes_bundle && original.exists() {
            let (original, into) = (original.display(), below(root, &format!("content/{base}/index.md")));
            let into = into.display();
            return Err(Failure::plain(text! {
                zh: "这一页有图片，要放进文件夹，可是已经有 `{original}`；先把它改名为 `{into}`",
                en: "this page has pictures and needs a folder, but there is `{original}`; first rename it to `{into}`"
            }));
        }
        let folder = page.parent().unwrap_or(Path::new("")).to_path_buf();
        let mut pictures = Vec::new();
        for (at, picture) in document.pictures.iter().enumerate() {
            let file = folder.join(&picture.name);
            match fs::read(&file) {
                Ok(bytes) if bytes == picture.bytes => {}
                Ok(_) => return Err(taken(&file)),
                Err(_) => pictures.push((file, at)),
            }
        }
        Ok(Files { page, pictures })
    }

    fn write(&self, page: &str, document: &Import) -> Result<(), Failure> {
        make_folder(self.page.parent().unwrap_or(Path::new("")))?;
        for (file, at) in &self.pictures {
            let made = File::create_new(file).and_then(|mut f| f.write_all(&document.pictures[*at].bytes));
            made.map_err(|e| Failure::io(text! { zh: "新建文件", en: "making a file" }, file, e))?;
        }
        create(&self.page, page)
    }
}

fn taken(file: &Path) -> Failure {
    let there = file.display();
    Failure::plain(text! {
        zh: "已经有 `{there}`，没有改动它；用 --slug 或 --to 另起一个名字",
        en: "`{there}` exists and was left as it is; choose another name with --slug or --to"
    })
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let doing = || text! { zh: "读取文件", en: "reading" };
    let size = fs::metadata(file).map_err(|e| Failure::io(doing(), file, e))?.len();
    if size > LARGEST {
        let (mb, most) = (size >> 20, LARGEST >> 20);
        return Err(Failure::plain(text! {
            zh: "文件有 {mb} MB，超过 {most} MB；先在 Word 里压缩图片",
            en: "the file has {mb} MB, more than {most} MB; compress its pictures in Word first"
        }));
    }
    fs::read(file).map_err(|e| Failure::io(doing(), file, e))
}

fn refused(file: &Path, why: &Text) -> Failure {
    let file = file.display();
    Failure::plain(Text {
        zh: format!("没有导入 `{file}`：{}", why.zh),
        en: format!("`{file}` was not imported: {}", why.en),
    })
}

fn no_language(key: &str, languages: &[Language]) -> Failure {
    let all = languages.iter().map(|language| language.key.as_str()).collect::<Vec<_>>().join(", ");
    Failure::plain(
        text! { zh: "网站没有语言 `{key}`；有：{all}", en: "the site has no language `{key}`; it has {all}" },
    )
}

/// Files to standard output, what was lost to standard error.
fn tell(files: &Files, losses: &[Loss], is_draft: bool, terminal: &Terminal) {
    let s = terminal.speech;
    let mut lines = format!("{}\n", files.page.display());
    for (file, _) in &files.pictures {
        lines.push_str(&format!("{}\n", file.display()));
    }
    terminal.print(&lines);
    terminal.aside(&lost(losses, s));
    if is_draft {
        terminal.aside(s.pick(
            "现在是草稿：看一遍，把“待填”的地方写好，删去 `draft = true` 那一行，就会发布。\n",
            "It is a draft: read it through, replace what says “to be filled in” and take out the line `draft = true`, then it is published.\n",
        ));
    }
}

fn lost(losses: &[Loss], s: Speech) -> String {
    if losses.is_empty() {
        return s.pick("全部内容都带进来了。\n", "Everything was brought in.\n").to_string();
    }
    let mut out = s.pick(
        format!("有 {} 处和原来不一样：\n", losses.len()),
        format!("Not as in the original ({}):\n", losses.len()),
    );
    for loss in losses {
        let place = s.say(&loss.place);
        let colon = if place.is_empty() { "" } else { s.pick("：", ": ") };
        out.push_str(&format!("  {place}{colon}{}\n", s.say(&loss.what)));
    }
    out
}
