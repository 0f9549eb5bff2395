//! Problems and results on the terminal. This module does I/O.
//!
//! In: problems, texts, failures. Out: lines for people, JSON, or the notes that GitHub reads.
//! Results go to standard output, failures and progress to standard error. A reader that goes away early is no fault.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::args::{Format, Request};
use super::speech::Speech;
use super::wrap;
use crate::base::diag::{Diagnostic, Diagnostics, Failure, Severity, Text};
use crate::base::path::SourcePath;
use crate::base::place::{Place, line_column};
use crate::report::{self, Problem, TextOf};

/// Columns a drawn line may have; longer lines of a file are shown around the marked place.
const WIDTH: usize = 120;

/// Columns of a terminal that nobody can ask, such as a file.
const COLUMNS: usize = 80;

/// Problems of one rule in one file that are drawn one by one.
const ALIKE: usize = 10;

/// How to talk.
#[derive(Clone, Debug)]
pub struct Terminal {
    /// In which language.
    pub speech: Speech,
    /// How problems are shown.
    pub format: Format,
    /// Columns of a line.
    pub columns: usize,
    color: bool,
    root: PathBuf,
}

impl Terminal {
    /// A terminal for a request about the project at `root`.
    pub fn new(request: &Request, root: &Path, variable: &dyn Fn(&str) -> Option<String>) -> Terminal {
        let wanted = || {
            let set = |name: &str| variable(name).is_some_and(|v| !v.is_empty());
            let dumb = variable("TERM").is_some_and(|term| term == "dumb");
            set("CLICOLOR_FORCE") || (io::stdout().is_terminal() && !set("NO_COLOR") && !dumb)
        };
        let color = request.color.unwrap_or_else(wanted);
        Terminal { speech: request.speech, format: request.format, columns: columns(), color, root: root.to_path_buf() }
    }

    /// Writes lines to standard output.
    pub fn print(&self, text: &str) {
        write_all(io::stdout().lock(), text);
    }

    /// Writes sentences to standard output, in lines that fit.
    pub fn say(&self, text: &str) {
        self.print(&wrap::wrap(text, self.columns));
    }

    /// Writes a note that is no result: to standard error if programs read the results.
    pub fn note(&self, text: &str) {
        match self.format {
            Format::Human => self.say(text),
            Format::Json | Format::Github => write_all(io::stderr().lock(), text),
        }
    }

    /// Writes words that are no result to standard error, in lines that fit.
    pub fn aside(&self, text: &str) {
        write_all(io::stderr().lock(), &wrap::wrap(text, self.columns));
    }

    /// Says that the machine would not do something.
    pub fn failure(&self, failure: &Failure) {
        let word = self.paint("1;31", self.speech.pick("错误", "error"));
        let said = describe(failure, self.speech);
        write_all(io::stderr().lock(), &format!("{word}{}{said}\n", self.speech.pick("：", ": ")));
    }

    /// The problems as text, in the format asked for; JSON is the caller's, because it holds the summary too.
    pub fn draw(&self, diagnostics: &Diagnostics, text_of: &TextOf<'_>) -> String {
        match self.format {
            Format::Human => self.draw_all(diagnostics, text_of),
            Format::Github => report::problems(diagnostics, text_of).iter().map(|p| self.github(p)).collect(),
            Format::Json => String::new(),
        }
    }

    /// All problems for people; of one rule in one file the first ones, and how many more.
    fn draw_all(&self, diagnostics: &Diagnostics, text_of: &TextOf<'_>) -> String {
        let mut seen: BTreeMap<(&str, Option<&SourcePath>), usize> = BTreeMap::new();
        let mut text = String::new();
        for diagnostic in diagnostics {
            if diagnostic.severity == Severity::Note {
                text.push_str(&self.note_line(diagnostic, text_of));
                continue;
            }
            let count = seen.entry((diagnostic.rule.code, diagnostic.place.as_ref().map(|p| &p.path))).or_default();
            *count += 1;
            if *count <= ALIKE {
                text.push_str(&self.human(diagnostic, text_of));
                text.push_str("\n\n");
            }
        }
        for ((code, path), count) in seen.into_iter().filter(|(_, count)| *count > ALIKE) {
            let more = count - ALIKE;
            let path = path.map(|path| self.shown(path));
            let (zh, en) = path.map_or((String::new(), String::new()), |p| (format!("{p} "), format!(" in {p}")));
            text.push_str(&self.speech.pick(
                format!("{zh}另有 {more} 处 {code}（--format json 列出全部）\n\n"),
                format!("{more} more {code}{en} (--format json lists them all)\n\n"),
            ));
        }
        text
    }

    /// A note in one line: it asks nobody to do anything.
    fn note_line(&self, diagnostic: &Diagnostic, text_of: &TextOf<'_>) -> String {
        let s = self.speech;
        let word = self.paint("1;32", s.severity(diagnostic.severity));
        let at = diagnostic.place.as_ref().map_or(String::new(), |place| {
            let line =
                text_of(&place.path).filter(|_| place.start > 0).map(|text| line_column(&text, place.start).line);
            let line = line.map_or(String::new(), |line| format!(":{line}"));
            format!("{}{line}{}", self.shown(&place.path), s.pick("：", ": "))
        });
        format!("{word}[{}]{}{at}{}\n", diagnostic.rule.code, s.pick("：", ": "), s.say(&diagnostic.text))
    }

    /// One problem for people.
    pub fn human(&self, diagnostic: &Diagnostic, text_of: &TextOf<'_>) -> String {
        let s = self.speech;
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let level = level.with_name(s.severity(diagnostic.severity));
        let title = level.primary_title(s.say(&diagnostic.text)).id(diagnostic.rule.code);
        let mut group = Group::with_title(title);
        if let Some(place) = &diagnostic.place {
            group = self.show(group, place, diagnostic.label.as_ref(), text_of);
        }
        for help in &diagnostic.helps {
            group = group.element(Level::HELP.with_name(s.pick("建议", "help")).message(s.say(help)));
        }
        let mut groups = vec![group];
        for (place, text) in &diagnostic.related {
            let title = Level::NOTE.with_name(s.pick("另见", "see also")).secondary_title(s.say(text));
            groups.push(self.show(Group::with_title(title), place, None, text_of));
        }
        let renderer = if self.color { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Unicode).term_width(WIDTH).render(&groups)
    }

    fn show<'a>(&self, group: Group<'a>, place: &Place, label: Option<&'a Text>, text_of: &TextOf<'_>) -> Group<'a> {
        let path = self.shown(&place.path);
        match text_of(&place.path) {
            Some(text) if place.end > 0 => {
                let range = place.range_in(&text);
                let label = label.map(|label| self.speech.say(label));
                let annotation = AnnotationKind::Primary.span(range).label(label);
                group.element(Snippet::source(text.to_string()).line_start(1).path(path).annotation(annotation))
            }
            Some(_) | None => {
                let group = group.element(Origin::path(path));
                match label {
                    Some(label) => group.element(Level::NOTE.no_name().message(self.speech.say(label))),
                    None => group,
                }
            }
        }
    }

    /// One problem as a note that GitHub puts beside the line.
    fn github(&self, problem: &Problem) -> String {
        let kind = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let plain = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
        let property = |text: &str| plain(text).replace(':', "%3A").replace(',', "%2C");
        let at = problem.spot.as_ref().map_or(String::new(), |spot| {
            format!(
                "file={},line={},col={},endLine={},endColumn={},",
                property(&self.shown(&spot.path)),
                spot.start.line,
                spot.start.column,
                spot.end.line,
                spot.end.column
            )
        });
        let title = property(&format!("{} {}", problem.code, problem.name));
        let lines = std::iter::once(&problem.message).chain(&problem.label).chain(&problem.helps);
        let message: Vec<&str> = lines.map(|text| self.speech.say(text)).collect();
        format!("::{kind} {at}title={title}::{}\n", plain(&message.join("\n")))
    }

    /// A path of the project as it is reached from here.
    pub fn shown(&self, path: &SourcePath) -> String {
        let plain = self.root.as_os_str().is_empty() || self.root == Path::new(".");
        if plain { path.to_string() } else { self.root.join(path.as_str()).display().to_string() }
    }

    /// Text in a colour, if colours are used; `code` as in the escape sequence.
    pub fn paint(&self, code: &str, text: &str) -> String {
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_string() }
    }
}

/// How many columns standard output has.
pub fn columns() -> usize {
    let size = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    size.map_or(COLUMNS, |(width, _)| usize::from(width.0))
}

/// A failure in one line.
pub fn describe(failure: &Failure, speech: Speech) -> String {
    let mut said = speech.say(&failure.doing).to_string();
    if let Some(path) = &failure.path {
        said.push_str(&format!("{}`{}`", speech.pick("", " "), path.display()));
    }
    if let Some(source) = &failure.source {
        said.push_str(speech.pick("：", ": "));
        said.push_str(&reason(source, speech));
    }
    said
}

/// What the machine said: the common reasons in both languages, the rest as it came.
fn reason(error: &io::Error, speech: Speech) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => Some(("没有这个文件或文件夹", "no such file or folder")),
        io::ErrorKind::PermissionDenied => Some(("没有权限", "permission denied")),
        io::ErrorKind::StorageFull => Some(("磁盘已满", "the disk is full")),
        io::ErrorKind::ReadOnlyFilesystem => Some(("磁盘是只读的", "the disk is read-only")),
        io::ErrorKind::NotADirectory => Some(("路径中间有一个文件", "a file stands where a folder is needed")),
        io::ErrorKind::IsADirectory => Some(("这里是一个文件夹", "a folder stands here")),
        io::ErrorKind::AlreadyExists => Some(("已经存在", "it exists already")),
        _ => None,
    };
    known.map_or_else(|| error.to_string(), |(zh, en)| speech.pick(zh, en).to_string())
}

/// Writes everything, or nothing more once the reader has gone.
fn write_all(mut stream: impl Write, text: &str) {
    // A closed pipe means that somebody has seen enough; any other refusal cannot be reported anywhere else.
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
