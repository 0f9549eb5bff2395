//! What was typed, as it was meant.
//!
//! In: the arguments. Out: a `Request`, or the text to show instead (help, version, what is wrong with the arguments), in the speech asked for.
//! Does not look at files: whether a folder exists is found out by whoever uses it. The options of a command stand in its own file here.

pub mod booklet;
pub mod build;
mod complaint;
pub mod date;
mod explain;
pub mod fix;
pub mod i18n;
pub mod import;
mod init;
pub mod new;
pub mod one_page;
mod options;
pub mod poster;
pub mod preflight;
pub mod print;
pub mod serve;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};

pub use self::booklet::Booklet;
pub use self::build::Make;
pub use self::date::Dates;
pub use self::fix::Fix;
pub use self::i18n::I18n;
pub use self::import::Import;
pub use self::new::New;
pub use self::one_page::OnePage;
pub use self::poster::Poster;
pub use self::preflight::Preflight;
pub use self::print::Print;
pub use self::serve::Serve;
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
    /// Judge PDF files.
    Preflight(Preflight),
    /// Make a booklet.
    Booklet(Booklet),
    /// Make everything for the print shop.
    Print(Print),
    /// Show or confirm translations.
    I18n(I18n),
    /// Say all forms of a day.
    Date(Dates),
    /// Rewrite files as pufa would have them.
    Fix(Fix),
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
    let matches = command(speech).try_get_matches_from(args).map_err(|error| complaint::instead(&error, speech))?;
    let Some((name, sub)) = matches.subcommand() else {
        return Err(Instead { text: command(speech).render_help().to_string(), wrong: false });
    };
    let format = sub.try_get_one::<Format>("problems").ok().flatten().or(matches.get_one("format")).copied();
    let format = preflight::telling(sub).or(format);
    Ok(Request {
        task: task(name, sub),
        speech,
        format: format.unwrap_or(Format::Human),
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
    let given = Given(sub);
    match name {
        "build" => Task::Build(build::task(&given, sub)),
        "check" => Task::Check(build::task(&given, sub)),
        "serve" => Task::Serve(serve::task(&given, sub)),
        "new" => Task::New(new::task(&given)),
        "import" => Task::Import(import::task(&given)),
        "init" => Task::Init(given.needed_path("dir")),
        "preflight" => Task::Preflight(preflight::task(&given, sub)),
        "poster" => Task::Poster(poster::task(&given, sub)),
        "booklet" => Task::Booklet(booklet::task(&given, sub)),
        "print" => Task::Print(print::task(&given, sub)),
        "i18n" => Task::I18n(i18n::task(&given, sub)),
        "date" => Task::Date(date::task(&given, sub)),
        "fix" => Task::Fix(fix::task(&given, sub)),
        "explain" => Task::Explain(given.text("code")),
        other => unreachable!("clap knows no command `{other}`"),
    }
}

/// What was given to a command. An option that the command does not have is one that was not given.
struct Given<'a>(&'a ArgMatches);

/// Why an argument cannot be missing.
const NEEDED: &str = "clap has seen to it that this argument is there";

impl Given<'_> {
    fn text(&self, id: &str) -> Option<String> {
        self.0.try_get_one::<String>(id).ok().flatten().cloned()
    }

    fn texts(&self, id: &str) -> Vec<String> {
        self.0.get_many::<String>(id).into_iter().flatten().cloned().collect()
    }

    fn path(&self, id: &str) -> Option<PathBuf> {
        self.0.try_get_one::<PathBuf>(id).ok().flatten().cloned()
    }

    fn needed(&self, id: &str) -> String {
        self.text(id).expect(NEEDED)
    }

    fn needed_path(&self, id: &str) -> PathBuf {
        self.path(id).expect(NEEDED)
    }

    fn root(&self) -> PathBuf {
        self.path("root").unwrap_or_else(|| PathBuf::from("."))
    }

    fn today(&self) -> Option<Day> {
        self.0.try_get_one::<Day>("today").ok().flatten().copied()
    }
}

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
        .arg(options::speech_option(s))
        .arg(options::color_option(s))
        .arg(options::format_option(s, "format"))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(s.pick("显示版本", "show the version")),
        );
    let subs = [
        build::build(s),
        build::check(s),
        serve::command(s),
        new::command(s),
        import::command(s),
        init::command(s),
        poster::command(s),
        preflight::command(s),
        booklet::command(s),
        print::command(s),
        fix::command(s),
        i18n::command(s),
        date::command(s),
        explain::command(s),
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

/// A command with what all share.
fn sub(name: &'static str, s: Speech, usage: &'static str, about: &'static str) -> Command {
    styled(Command::new(name), s, usage).about(about)
}
