//! What was typed, as it was meant.
//!
//! In: the arguments. Out: a `Request`, or the text to show instead (help, version, what is wrong with the arguments), in the speech asked for.
//! Does not look at files: whether a folder exists is found out by whoever uses it.
//! Longer than other files: every option of every command is declared in one table.

pub mod fix;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, ValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::help;
use super::speech::Speech;
use crate::base::date::Day;

/// What to do.
#[derive(Clone, Debug)]
pub enum Task {
    /// Make the site.
    Build(Make),
    /// Find the problems.
    Check(Make),
    /// Show the site and follow changes.
    Serve(Serve),
    /// Begin a page.
    New(New),
    /// Bring in a document.
    Import(Import),
    /// Begin a site.
    Init(PathBuf),
    /// Make a sheet.
    Poster(Poster),
    /// Show or confirm translations.
    I18n(I18n),
    /// Say all forms of a day.
    Date(Dates),
    /// Rewrite files as pufa would have them.
    Fix(fix::Fix),
    /// Say what a rule is about; all rules without a code.
    Explain(Option<String>),
}

/// A task and how to talk about it.
#[derive(Clone, Debug)]
pub struct Request {
    /// What to do.
    pub task: Task,
    /// In which language to talk.
    pub speech: Speech,
    /// How to show problems.
    pub format: Format,
    /// Whether to use colour; none means: if it is a terminal.
    pub color: Option<bool>,
}

/// How problems are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For the checks of GitHub.
    Github,
}

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

/// `poster`.
#[derive(Clone, Debug)]
pub struct Poster {
    /// The site's folder.
    pub root: PathBuf,
    /// The page.
    pub file: PathBuf,
    /// The paper format; the first of the kind if not said.
    pub format: Option<String>,
    /// The language or languages on it.
    pub language: Option<String>,
    /// Where it goes.
    pub output: Option<PathBuf>,
    /// Instead of the clock's day.
    pub today: Option<Day>,
}

/// `i18n`.
#[derive(Clone, Debug)]
pub struct I18n {
    /// The site's folder.
    pub root: PathBuf,
    /// Whether to confirm rather than show.
    pub accept: bool,
    /// The pages, as typed.
    pub pages: Vec<String>,
    /// Whether all pages are meant.
    pub all: bool,
    /// Instead of the clock's day.
    pub today: Option<Day>,
}

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

/// Something to show instead of working.
#[derive(Clone, Debug)]
pub struct Instead {
    /// The text.
    pub text: String,
    /// Whether the arguments were wrong.
    pub wrong: bool,
}

/// Reads the arguments; the first is the program's name.
pub fn read(args: Vec<OsString>, variable: &dyn Fn(&str) -> Option<String>) -> Result<Request, Instead> {
    // The speech must be known before the arguments can be read, because help and complaints are in it.
    let speech = typed_speech(&args).unwrap_or_else(|| Speech::of_locale(variable));
    let matches = command(speech).try_get_matches_from(args).map_err(|error| instead(&error, speech))?;
    let Some((name, sub)) = matches.subcommand() else {
        return Err(Instead { text: command(speech).render_help().to_string(), wrong: false });
    };
    let format = sub.try_get_one::<Format>("problems").ok().flatten().or(matches.get_one("format"));
    Ok(Request {
        task: task(name, sub),
        speech,
        format: format.copied().unwrap_or(Format::Human),
        color: sub.get_one::<Option<bool>>("color").copied().flatten(),
    })
}

fn typed_speech(args: &[OsString]) -> Option<Speech> {
    let mut words = args.iter().skip(1).filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().and_then(Speech::of_key);
        }
        if let Some(key) = word.strip_prefix("--lang=") {
            return Speech::of_key(key);
        }
    }
    None
}

fn task(name: &str, sub: &ArgMatches) -> Task {
    let text = |id: &str| sub.get_one::<String>(id).cloned();
    let path = |id: &str| sub.get_one::<PathBuf>(id).cloned();
    let root = || path("root").unwrap_or_else(|| PathBuf::from("."));
    let today = || sub.get_one::<Day>("today").copied();
    let needed = "clap has seen to it that this argument is there";
    let make = || Make {
        root: root(),
        output: sub.try_get_one::<PathBuf>("output").ok().flatten().cloned(),
        base_url: sub.try_get_one::<String>("base-url").ok().flatten().cloned(),
        drafts: sub.get_flag("drafts"),
        today: today(),
        jobs: sub.get_one::<usize>("jobs").copied(),
    };
    match name {
        "build" => Task::Build(make()),
        "check" => Task::Check(make()),
        "serve" => Task::Serve(Serve {
            make: make(),
            port: sub.get_one::<u16>("port").copied().unwrap_or(DEFAULT_PORT),
            open: sub.get_flag("open"),
        }),
        "new" => Task::New(New {
            root: root(),
            kind: text("kind").expect(needed),
            title: text("title").expect(needed),
            english: text("english"),
            slug: text("slug"),
            today: today(),
        }),
        "import" => Task::Import(Import {
            root: root(),
            file: path("file").expect(needed),
            kind: text("kind"),
            to: text("to"),
            language: text("language"),
            slug: text("slug"),
            today: today(),
        }),
        "init" => Task::Init(path("dir").expect(needed)),
        "poster" => Task::Poster(Poster {
            root: root(),
            file: path("file").expect(needed),
            format: text("paper"),
            language: text("language"),
            output: path("output"),
            today: today(),
        }),
        "i18n" => {
            let mut pages: Vec<String> = sub.get_many("pages").into_iter().flatten().cloned().collect();
            let accept = pages.first().is_some_and(|first| first == ACCEPT);
            pages.drain(..usize::from(accept));
            Task::I18n(I18n { root: root(), accept, pages, all: sub.get_flag("all"), today: today() })
        }
        "date" => Task::Date(Dates {
            words: sub.get_many::<String>("date").map(|words| words.cloned().collect()).unwrap_or_default(),
            from: sub.get_one::<Day>("from").copied(),
            to: sub.get_one::<Day>("to").copied(),
            today: today(),
        }),
        "fix" => Task::Fix(fix::task(sub, root(), today())),
        "explain" => Task::Explain(text("code")),
        other => unreachable!("clap knows no command `{other}`"),
    }
}

/// The word after `i18n` that confirms.
const ACCEPT: &str = "accept";

/// The port tried first.
const DEFAULT_PORT: u16 = 4000;

/// The command line, with its help in one speech.
fn command(s: Speech) -> Command {
    let about = s.pick(
        "普法网站和海报，一次写成：Markdown 进，中英双语网站和可付印的海报出。",
        "Public legal education from one source: Markdown in, a bilingual site and print-ready posters out.",
    );
    let after = s.pick(
        "第一次用：\n  pufa init 我的网站     新建一个网站\n  pufa serve            在浏览器里边改边看\n  pufa build            生成到 public/",
        "First steps:\n  pufa init my-site     begin a site\n  pufa serve            see it in the browser while writing\n  pufa build            make it, into public/",
    );
    let root = styled(Command::new("pufa"), s, s.pick("pufa [选项] 命令", "pufa [OPTIONS] COMMAND"))
        .about(about)
        .after_help(after)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(speech_option(s))
        .arg(color_option(s))
        .arg(format_option(s, "format"))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(s.pick("显示版本", "show the version")),
        );
    let subs = [
        build(s),
        check(s),
        serve(s),
        new(s),
        import(s),
        init(s),
        poster(s),
        fix::command(s),
        i18n(s),
        date(s),
        explain(s),
    ];
    let globals: Vec<Arg> = root.get_arguments().filter(|arg| arg.is_global_set()).cloned().collect();
    let subs = subs.into_iter().map(|sub| {
        let page = help::page(&sub, &globals, s);
        sub.help_template(page)
    });
    let root = subs.fold(root, Command::subcommand);
    let page = help::page(&root, &[], s);
    root.help_template(page)
}

/// What all commands share: help in the right speech.
fn styled(command: Command, s: Speech, usage: &'static str) -> Command {
    let help = Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help);
    command
        .override_usage(usage)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(help.display_order(900).help(s.pick("显示说明", "show this help")))
}

fn sub(name: &'static str, s: Speech, usage: &'static str, about: &'static str) -> Command {
    styled(Command::new(name), s, usage).about(about)
}

fn build(s: Speech) -> Command {
    sub(
        "build",
        s,
        s.pick("pufa build [选项]", "pufa build [OPTIONS]"),
        s.pick("生成网站和海报", "make the site and the posters"),
    )
    .args([root_option(s), output_option(s), base_url_option(s), drafts_option(s), today_option(s), jobs_option(s)])
    .arg(format_option(s, "problems"))
}

fn check(s: Speech) -> Command {
    let about = s.pick(
        "只检查，不写文件；没有问题退出码为 0，有问题为 1",
        "find problems and write nothing; exit code 0 if there are none, 1 if there are",
    );
    sub("check", s, s.pick("pufa check [选项]", "pufa check [OPTIONS]"), about)
        .args([root_option(s), base_url_option(s), drafts_option(s), today_option(s), jobs_option(s)])
        .arg(format_option(s, "problems"))
}

fn serve(s: Speech) -> Command {
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

fn new(s: Speech) -> Command {
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

fn import(s: Speech) -> Command {
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

fn init(s: Speech) -> Command {
    let dir = positional("dir", s.pick("文件夹", "DIR"), s.pick("新网站的文件夹", "the folder of the new site"))
        .value_parser(ValueParser::path_buf());
    sub("init", s, s.pick("pufa init 文件夹", "pufa init DIR"), s.pick("新建一个网站", "begin a site")).arg(dir)
}

fn poster(s: Speech) -> Command {
    let file = positional("file", s.pick("文件", "FILE"), s.pick("页面的 Markdown 文件", "the page's Markdown file"))
        .value_parser(ValueParser::path_buf());
    let paper = option(
        "format",
        s.pick("规格", "FORMAT"),
        s.pick("纸张规格，例如 A2；不写就用第一种", "the paper, such as A2; the first of the kind if not given"),
    )
    .id("paper");
    let language = option(
        "language",
        s.pick("语言", "LANGUAGE"),
        s.pick("海报上的语言：zh、en 或 both", "the language on it: zh, en or both"),
    );
    let output = option("output", s.pick("文件", "FILE"), s.pick("写到哪个文件", "the file to write"))
        .short('o')
        .value_parser(ValueParser::path_buf());
    let usage = s.pick("pufa poster 文件.md [选项]", "pufa poster FILE.md [OPTIONS]");
    sub("poster", s, usage, s.pick("把一页做成可付印的 PDF", "make the print-ready PDF of a page")).args([
        file,
        paper,
        language,
        output,
        root_option(s),
        today_option(s),
    ])
}

fn i18n(s: Speech) -> Command {
    let pages = positional(
        "pages",
        s.pick("页面", "PAGE"),
        s.pick(
            "文件、文件夹或 notices/* 这样的写法；前面写 accept 就是确认",
            "a file, a folder, or a pattern such as notices/*; with accept before it, it is confirmed",
        ),
    )
    .required(false)
    .num_args(0..);
    let all = flag("all", s.pick("accept 时：确认全部译文", "with accept: confirm all translations"));
    let about = s.pick(
        "译文做了没有、跟上了没有；pufa i18n accept 页面 确认译文已经跟上原文",
        "which translations are done, missing or behind; pufa i18n accept PAGE confirms them",
    );
    sub("i18n", s, s.pick("pufa i18n [accept] [页面…] [选项]", "pufa i18n [accept] [PAGE…] [OPTIONS]"), about)
        .args([pages, all, root_option(s), today_option(s)])
        .arg(format_option(s, "problems"))
}

fn date(s: Speech) -> Command {
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

fn explain(s: Speech) -> Command {
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

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).value_parser(NonEmptyStringValueParser::new())
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn positional(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).value_name(value).help(help).required(true).value_parser(NonEmptyStringValueParser::new())
}

fn root_option(s: Speech) -> Arg {
    option("root", s.pick("文件夹", "DIR"), s.pick("网站的文件夹 [当前文件夹]", "the site's folder [the current one]"))
        .value_parser(ValueParser::path_buf())
}

fn output_option(s: Speech) -> Arg {
    option(
        "output",
        s.pick("文件夹", "DIR"),
        s.pick("生成到哪里 [网站文件夹里的 public]", "where it goes [public in the site's folder]"),
    )
    .value_parser(ValueParser::path_buf())
}

fn base_url_option(s: Speech) -> Arg {
    let message = s.pick("应以 http:// 或 https:// 开头", "expected an address with http:// or https://");
    let parse = move |text: &str| {
        let ok = ["http://", "https://"].iter().any(|p| text.len() > p.len() && text.starts_with(p));
        if ok { Ok(if text.ends_with('/') { text.to_string() } else { format!("{text}/") }) } else { Err(message) }
    };
    option("base-url", s.pick("网址", "URL"), s.pick("代替设置里的网址", "instead of the address in the settings"))
        .value_parser(parse)
}

fn drafts_option(s: Speech) -> Arg {
    flag("drafts", s.pick("连同草稿", "show drafts too"))
}

fn today_option(s: Speech) -> Arg {
    day_option(s, "today").help(s.pick("当作今天的日期", "the day to take for today"))
}

fn day_option(s: Speech, name: &'static str) -> Arg {
    let message = s.pick("应写成 2026-11-28 这样的日期", "expected a date such as 2026-11-28");
    option(name, s.pick("日期", "YYYY-MM-DD"), "").value_parser(move |text: &str| Day::parse(text).ok_or(message))
}

fn jobs_option(s: Speech) -> Arg {
    option("jobs", s.pick("个数", "N"), s.pick("同时用几个线程 [全部]", "how many threads [all]"))
        .value_parser(number::<usize>(s, 1, 1024))
}

fn speech_option(s: Speech) -> Arg {
    let message = s.pick("应为 zh 或 en", "expected zh or en");
    option("lang", "zh|en", s.pick("提示用中文还是英文", "talk Chinese or English"))
        .global(true)
        .display_order(800)
        .value_parser(move |text: &str| Speech::of_key(text).map(|_| text.to_string()).ok_or(message))
}

fn color_option(s: Speech) -> Arg {
    let message = s.pick("应为 auto、always 或 never", "expected auto, always or never");
    option("color", "auto|always|never", s.pick("颜色", "use colour")).global(true).display_order(801).value_parser(
        move |text: &str| match text {
            "auto" => Ok(None),
            "always" => Ok(Some(true)),
            "never" => Ok(Some(false)),
            _ => Err(message),
        },
    )
}

fn format_option(s: Speech, id: &'static str) -> Arg {
    let message = s.pick("应为 human、json 或 github", "expected human, json or github");
    option(
        "format",
        "human|json|github",
        s.pick("问题的写法：给人看、给程序看、给 GitHub", "how problems are shown: to people, programs or GitHub"),
    )
    .id(id)
    .value_parser(move |text: &str| match text {
        "human" => Ok(Format::Human),
        "json" => Ok(Format::Json),
        "github" => Ok(Format::Github),
        _ => Err(message),
    })
}

fn number<T>(s: Speech, least: T, most: T) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static
where
    T: std::str::FromStr + PartialOrd + std::fmt::Display + Copy + Send + Sync + 'static,
{
    move |text: &str| {
        let fits = text.parse().ok().filter(|n| *n >= least && *n <= most);
        fits.ok_or_else(|| {
            s.pick(format!("应为 {least} 到 {most} 的数字"), format!("expected a number from {least} to {most}"))
        })
    }
}

/// What to show for what clap says.
fn instead(error: &clap::Error, s: Speech) -> Instead {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Instead { text: error.render().to_string(), wrong: false }
        }
        _ => Instead { text: complaint(error, s), wrong: true },
    }
}

/// What is wrong with the arguments, in words of our own: clap's are English only.
fn complaint(error: &clap::Error, s: Speech) -> String {
    let get = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(_) | None => String::new(),
    };
    let (arg, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    // Clap writes an option with its value's name: `--today <YYYY-MM-DD>`.
    let name = arg.split(' ').next().unwrap_or_default().to_string();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            s.pick(format!("没有这个选项或多了一个参数：`{arg}`"), format!("there is no option or argument `{arg}`"))
        }
        ErrorKind::InvalidSubcommand => {
            let command = get(ContextKind::InvalidSubcommand);
            s.pick(format!("没有这个命令：`{command}`"), format!("there is no command `{command}`"))
        }
        ErrorKind::MissingRequiredArgument => s.pick(format!("缺少参数：{arg}"), format!("missing: {arg}")),
        ErrorKind::InvalidValue if value.is_empty() => {
            s.pick(format!("`{name}` 后面缺少内容"), format!("`{name}` needs a value"))
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            s.pick(
                format!("`{name}` 的内容 `{value}` 不对：{reason}"),
                format!("`{value}` is no value for `{name}`: {reason}"),
            )
        }
        ErrorKind::ArgumentConflict => s.pick(format!("`{name}` 写了两次"), format!("`{name}` is given twice")),
        ErrorKind::TooManyValues => s.pick(
            format!("`{name}` 后面不写内容，这里多了 `{value}`"),
            format!("`{name}` takes no value, and `{value}` is given"),
        ),
        ErrorKind::InvalidUtf8 => s.pick("参数里有不是文字的字节", "there are bytes that are no text").to_string(),
        _ => s.pick("读不懂这些参数".to_string(), format!("cannot read the arguments ({})", error.kind())),
    };
    let near =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand].into_iter().map(get).find(|n| !n.is_empty());
    let near = near
        .map(|near| s.pick(format!("\n是不是要写 `{near}`？"), format!("\ndid you mean `{near}`?")))
        .unwrap_or_default();
    let more = s.pick("用法见 pufa --help", "see pufa --help");
    format!("{}{what}{near}\n{more}\n", s.pick("错误：", "error: "))
}
