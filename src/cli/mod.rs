//! The command line: the only part of the program that talks to people on a terminal.
//!
//! In: the arguments as typed. Out: an exit code: 0 done, 1 there are problems, 2 it could not be done.
//! Asks the environment for the locale. Does no work of its own; each command is one file here and calls the library.

pub mod args;
pub mod booklet;
pub mod build;
pub mod clock;
pub mod date;
pub mod explain;
pub mod fix;
pub mod form;
pub mod help;
pub mod i18n;
pub mod import;
pub mod init;
pub mod new;
pub mod poster;
pub mod preflight;
pub mod print;
pub mod progress;
pub mod serve;
pub mod speech;
pub mod terminal;
pub mod wrap;

#[cfg(test)]
mod tests;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::panic;
use std::path::Path;
use std::process::ExitCode;

use self::args::{Request, Task};
use self::terminal::Terminal;
use crate::base::diag::Failure;
use crate::pipeline;
use crate::text;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Done, and nothing to complain of.
    Clean,
    /// There are problems in the content.
    Problems,
}

/// Exit code of a command that could not be carried out.
const COULD_NOT: u8 = 2;

/// Does what the arguments ask for; the first is the program's name.
pub fn run(args: Vec<OsString>) -> ExitCode {
    panic::set_hook(Box::new(|info| {
        // A file made to do harm may bring other people's readers down; it is then told as one that cannot be read.
        if std::thread::current().name() == Some(pipeline::READING) {
            return;
        }
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        let message = info.payload_as_str().unwrap_or_default();
        let version = env!("CARGO_PKG_VERSION");
        let _ = writeln!(
            io::stderr(),
            "\npufa {version} 自己出了错，请把下面这一行和所用的文件报告给开发者（please report this line):\n{place}: {message}\n\
             pufa itself is at fault here, not your files. Nothing under the output folder is half-written."
        );
    }));
    let variable = |name: &str| env::var(name).ok();
    let request = match args::read(args, &variable) {
        Ok(request) => request,
        Err(instead) => {
            let done = if instead.wrong {
                io::stderr().write_all(instead.text.as_bytes())
            } else {
                io::stdout().write_all(instead.text.as_bytes())
            };
            // A reader that has gone away is no fault of ours.
            let _ = done;
            return if instead.wrong { ExitCode::from(COULD_NOT) } else { ExitCode::SUCCESS };
        }
    };
    let terminal = Terminal::new(&request, root_of(&request.task), &variable);
    match panic::catch_unwind(|| carry_out(&request, &terminal)) {
        Ok(Ok(Status::Clean)) => ExitCode::SUCCESS,
        Ok(Ok(Status::Problems)) => ExitCode::FAILURE,
        Ok(Err(failure)) => {
            terminal.failure(&failure);
            ExitCode::from(COULD_NOT)
        }
        Err(_) => ExitCode::from(COULD_NOT),
    }
}

fn carry_out(request: &Request, terminal: &Terminal) -> Result<Status, Failure> {
    match &request.task {
        Task::Build(make) => {
            threads(make.jobs)?;
            pipeline::roomy(|| build::build(make, terminal))
        }
        Task::Check(make) => {
            threads(make.jobs)?;
            pipeline::roomy(|| build::check(make, terminal))
        }
        Task::Date(request) => date::date(request, terminal),
        Task::Fix(request) => fix::fix(request, terminal),
        Task::Explain(code) => explain::explain(code.as_deref(), terminal),
        Task::Serve(request) => {
            threads(request.make.jobs)?;
            serve::serve(request, terminal)
        }
        Task::New(request) => new::new(request, terminal),
        Task::Import(request) => import::import(request, terminal),
        Task::Init(folder) => init::init(folder, terminal),
        Task::Poster(request) => poster::poster(request, terminal),
        Task::Preflight(request) => {
            threads(request.jobs)?;
            preflight::preflight(request, terminal)
        }
        Task::Booklet(request) => booklet::booklet(request, terminal),
        Task::Print(request) => {
            threads(request.make.jobs)?;
            print::print(request, terminal)
        }
        Task::I18n(request) => i18n::i18n(request, terminal),
    }
}

/// Sets how many threads do the work.
fn threads(jobs: Option<usize>) -> Result<(), Failure> {
    let Some(jobs) = jobs else { return Ok(()) };
    rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global().map_err(|error| {
        Failure::plain(text! { zh: "不能启动 {jobs} 个线程：{error}", en: "cannot start {jobs} threads: {error}" })
    })
}

/// The folder that paths of problems are shown from.
fn root_of(task: &Task) -> &Path {
    match task {
        Task::Build(make) | Task::Check(make) => &make.root,
        Task::Serve(serve) => &serve.make.root,
        Task::New(new) => &new.root,
        Task::Fix(fix) => &fix.root,
        Task::Import(import) => &import.root,
        Task::Poster(poster) => &poster.page.root,
        Task::Preflight(preflight) if preflight.all => &preflight.root,
        Task::Booklet(booklet) => &booklet.page.root,
        Task::Print(print) => &print.make.root,
        Task::I18n(i18n) => &i18n.root,
        Task::Preflight(_) | Task::Init(_) | Task::Date(_) | Task::Explain(_) => Path::new("."),
    }
}
