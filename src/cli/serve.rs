//! `pufa serve`: builds, shows, and builds again whenever something changes. This module does I/O.
//!
//! In: the site's folder. Out: a preview on the loopback address and lines about each build, until the program is stopped.
//! The preview is built with the site's own address, so that a sheet printed from it has the right QR code.

use std::time::{Instant, SystemTime};

use super::Status;
use super::args::Serve;
use super::build::{counts, found, held_back, seconds};
use super::clock;
use super::progress::Meter;
use super::terminal::{Terminal, describe};
use crate::base::diag::{Diagnostics, Failure, Text};
use crate::base::path::SourcePath;
use crate::output::claim::FOLDER;
use crate::output::{self, Claim, Memo, Outcome, Stage, Store};
use crate::pipeline::{self, Means, Options, Project};
use crate::report::{self, Problem};
use crate::serve::{self, Server, Show, State};
use crate::text;
use crate::watch::Watch;

/// Shows the site until the program is stopped.
pub fn serve(request: &Serve, terminal: &Terminal) -> Result<Status, Failure> {
    let s = terminal.speech;
    let root = &request.make.root;
    let folder = root.join(FOLDER).join("serve");
    // What is watched must be watched before it is read, or a change in between would be missed.
    let mut watch = Watch::begin(root)?;
    let first = load(request)?;
    let listener = serve::bind(request.port)?;
    let claim = Claim::take(root, &folder, &|| {
        Err(Failure::plain(text! {
            zh: "这个网站已经有一个 pufa serve 在运行",
            en: "pufa serve is running for this site already"
        }))
    })?;
    let show = Show {
        folder,
        base_path: first.config.base_path(),
        languages: first.config.languages.iter().skip(1).map(|l| l.key.to_ascii_lowercase()).collect(),
        speech: s.key(),
    };
    let address = |port: u16| format!("http://127.0.0.1:{port}{}", show.base_path);
    let (server, url) = {
        let server = Server::start(listener, show.clone())?;
        let url = address(server.port);
        (server, url)
    };
    if request.port != 0 && server.port != request.port {
        let (wanted, port) = (request.port, server.port);
        terminal.print(
            &s.pick(
                format!("端口 {wanted} 已被占用，改用 {port}\n"),
                format!("port {wanted} is taken; using {port}\n"),
            ),
        );
    }
    let bold = terminal.paint("1", &url);
    terminal.say(&s.pick(format!("预览：{bold}（按 Ctrl-C 结束）\n"), format!("preview: {bold} (Ctrl-C to stop)\n")));
    if request.open && open::that_detached(&url).is_err() {
        terminal.say(
            s.pick("打不开浏览器，请自己打开上面的网址\n", "cannot open a browser; open the address above yourself\n"),
        );
    }
    let mut keeper = Keeper { store: Store::open(root)?, memo: Memo::load(&claim), claim, shown: 0, begun: begun() };
    keeper.turn(Ok(first), &server, terminal);
    keeper.store.prune();
    while watch.wait() {
        keeper.turn(load(request), &server, terminal);
    }
    Ok(Status::Clean)
}

fn load(request: &Serve) -> Result<Project, Failure> {
    let make = &request.make;
    Project::load(&make.root, Options { base_url: None, drafts: make.drafts, today: clock::today(make.today)? })
}

/// What lasts from build to build.
struct Keeper {
    claim: Claim,
    memo: Memo,
    store: Store,
    /// How often the folder has changed.
    shown: usize,
    /// When the program began: versions of two runs must differ.
    begun: u128,
}

fn begun() -> u128 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_millis())
}

impl Keeper {
    /// One build, told to the terminal and to every open page. A failure is told and the next change awaited.
    fn turn(&mut self, project: Result<Project, Failure>, server: &Server, terminal: &Terminal) {
        let problems = match project.and_then(|project| self.build(&project, terminal)) {
            Ok(problems) => problems,
            Err(failure) => {
                terminal.failure(&failure);
                vec![of_failure(&failure)]
            }
        };
        server.tell(State { version: format!("{}-{}", self.begun, self.shown), problems });
    }

    fn build(&mut self, project: &Project, terminal: &Terminal) -> Result<Vec<Problem>, Failure> {
        let s = terminal.speech;
        let begun = Instant::now();
        let stage = Stage::new(&self.claim)?;
        let mut build = {
            let meter = Meter::new(s);
            let progress = |progress| meter.show(&progress);
            let means = Means { memo: &self.memo, store: &self.store, sink: &stage, progress: &progress };
            pipeline::build(project, &means)?
        };
        let mut line = None;
        if !build.diagnostics.has_errors() {
            match output::publish(&stage, &self.memo, std::mem::take(&mut build.records))? {
                Outcome::Published(changes, memo) => {
                    let (changed, removed) = (changes.changed.len(), changes.removed.len());
                    self.shown += usize::from(changed + removed > 0 || self.shown == 0);
                    self.memo = memo;
                    let files = s.count(changed, "个文件有变化", "file changed", "files changed");
                    let took = seconds(begun.elapsed());
                    line = Some(s.pick(format!("{files}，用时 {took} 秒"), format!("{files} in {took} s")));
                }
                Outcome::Refused(problems) => build.diagnostics.append(problems),
            }
        }
        let text_of = |path: &SourcePath| project.text_of(path);
        terminal.print(&terminal.draw(&build.diagnostics, &text_of));
        let mut lines = if self.shown <= 1 { held_back(&build.summary, terminal) } else { Vec::new() };
        lines.extend(self.verdict(&build.diagnostics, terminal));
        lines.extend(line);
        terminal.say(&(lines.join("\n") + "\n"));
        Ok(report::problems(&build.diagnostics, &text_of))
    }

    /// How many problems, and what that means for the preview.
    fn verdict(&self, diagnostics: &Diagnostics, terminal: &Terminal) -> Option<String> {
        let s = terminal.speech;
        let (errors, warnings) = counts(diagnostics);
        let found = (errors + warnings > 0).then(|| found(errors, warnings, terminal))?;
        let stays = s.pick("；预览停在上一次正确的样子", "; the preview stays as it last was right");
        Some(if errors > 0 { found + stays } else { found })
    }
}

/// A failure as the panel shows it.
fn of_failure(failure: &Failure) -> Problem {
    let say = |speech| describe(failure, speech);
    Problem {
        code: "",
        name: "failure",
        severity: crate::base::diag::Severity::Error,
        spot: None,
        message: Text { zh: say(super::speech::Speech::Zh), en: say(super::speech::Speech::En) },
        label: None,
        helps: Vec::new(),
        related: Vec::new(),
    }
}
