//! Runs a story: builds its site in every way that must come to the same, and compares with what the story says.
//!
//! In: a story. Out: what does not hold, one text each; with `UPDATE=1` the story's results are written anew instead.
//!
//! Each step is built cold on one thread, in memory, with nothing remembered: that is the truth. Then as `pufa build` does it, on
//! four threads, with the memory of the steps before, into a folder: same problems, same bytes. Then once more: no job may run,
//! no file may change, the same problems are told again. Where there are errors nothing is published, and `pufa check` is run
//! twice instead. Besides what a story says, the laws of `laws` hold for every page of every story.
//! Longer than other files: every kind of block that a story can have is compared here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use pufa::base::date::Day;
use pufa::base::diag::{Diagnostics, Severity};
use pufa::output::{self, Changes, Claim, Discard, Memo, Memory, Outcome, Stage, Store};
use pufa::pipeline::{self, Build, Means, Options, Project, Summary};
use pufa::report::{self, Problem};
use pufa::source::memory;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::compare::{lines, missing_part, plain_name, problems_like, shown, summary, told, unquoted, whole};
use crate::story::{Expected, Run, Step, Story, What};

static ONE: LazyLock<ThreadPool> = LazyLock::new(|| pool(1));
static FOUR: LazyLock<ThreadPool> = LazyLock::new(|| pool(4));

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("the machine gives threads")
}

/// The settings of a story that does not speak of them.
const SETTINGS: &str = "title = \"津城普法\"\nbase_url = \"https://pufa.example.org/\"\n";

/// Files by path.
type Files = BTreeMap<String, Vec<u8>>;

/// What a step came to.
struct Result {
    problems: Vec<Problem>,
    files: Files,
    summary: Summary,
    made: usize,
    changes: Changes,
    /// Files beside the content as the build leaves them.
    beside: Files,
}

/// Runs a story; gives what does not hold.
pub fn run(story: &Story, update: bool) -> Vec<String> {
    let mut teller = Teller { story, faults: Vec::new(), rewrites: Vec::new() };
    let root = crate::scratch(&story.name.replace('/', "-"));
    let mut site = Files::new();
    let mut foreign = Files::new();
    let mut call = Run::default();
    for (number, step) in story.steps.iter().enumerate() {
        change(&mut site, step);
        call = step.run.clone().unwrap_or(call);
        let sources = sources(&site, &call);
        for (path, bytes) in &step.foreign {
            let file = root.join("site/public").join(path);
            fs::create_dir_all(file.parent().expect("below public")).expect("folder");
            fs::write(&file, bytes).expect("file");
            foreign.insert(path.clone(), bytes.clone());
        }
        let Some(result) = every_way(&mut teller, &root, number, &sources, &call, &foreign) else { continue };
        if !result.problems.iter().any(|p| p.severity == Severity::Error) {
            crate::laws::check(&result.files, &mut |fault| teller.fault(number, &fault));
        }
        site.extend(result.beside.clone());
        for expected in &step.expected {
            teller.compare(expected, &result, update);
        }
        if !result.problems.is_empty() && !step.expected.iter().any(|e| e.what == What::Problems) {
            let found: Vec<String> = result.problems.iter().map(|p| told(p, &[])).collect();
            teller.fault(number, &format!("there are problems that the story does not speak of:\n{}", found.concat()));
        }
    }
    let _ = fs::remove_dir_all(&root);
    if update { teller.rewrite() } else { teller.faults }
}

fn change(site: &mut Files, step: &Step) {
    for (path, bytes) in &step.changes {
        match bytes {
            Some(bytes) => site.insert(path.clone(), bytes.clone()),
            None => site.remove(path),
        };
    }
}

/// The project of a step: what the story says, plain settings, and kinds without sheets where the story is not about them.
fn sources(site: &Files, run: &Run) -> Files {
    let mut all = site.clone();
    all.entry("pufa.toml".to_string()).or_insert_with(|| SETTINGS.as_bytes().to_vec());
    if all.keys().any(|path| path.starts_with("themes/")) {
        return all;
    }
    for (path, text) in kinds_without_sheets(&run.posters) {
        all.entry(path).or_insert_with(|| text.into_bytes());
    }
    all
}

/// Kind files that take the sheets from all kinds of the theme but these.
pub fn kinds_without_sheets(but: &[String]) -> Vec<(String, String)> {
    let with_sheets = KINDS.iter().filter(|(name, text)| text.contains("[[posters]]") && !but.contains(name));
    with_sheets.map(|(name, text)| (format!("theme/kinds/{name}.toml"), without_sheets(text))).collect()
}

/// The kinds of the theme, by name.
static KINDS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let folder = crate::repository().join("themes/jincheng/kinds");
    let files = fs::read_dir(folder).expect("the theme has kinds").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    files.map(|path| (name(&path), fs::read_to_string(&path).expect("text"))).collect()
});

fn without_sheets(kind: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in kind.lines() {
        if line.starts_with('[') {
            inside = line == "[[posters]]";
        }
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

fn project(sources: &Files, run: &Run) -> Project {
    let set = memory::set(sources.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let today = Day::parse(&run.today).expect("the story names a day");
    Project::of(set, Options { base_url: run.base_url.clone(), drafts: run.drafts, today })
}

fn problems(project: &Project, diagnostics: &Diagnostics) -> Vec<Problem> {
    report::problems(diagnostics, &|path| project.text_of(path))
}

/// Builds a step in every way; none if they differ, which has then been told.
fn every_way(
    teller: &mut Teller<'_>,
    root: &Path,
    number: usize,
    sources: &Files,
    run: &Run,
    foreign: &Files,
) -> Option<Result> {
    let cold = ONE.install(|| cold(&root.join(format!("cold-{number}")), sources, run));
    let as_told = |problems: &[Problem]| problems.iter().map(whole).collect::<Vec<_>>();
    let told = as_told(&cold.problems);
    let mut same = |other: &[Problem], when: &str| {
        let other = as_told(other);
        if told != other {
            teller.fault(
                number,
                &format!("{when} other problems are told:\n{}instead of\n{}", other.concat(), told.concat()),
            );
        }
    };
    if cold.problems.iter().any(|p| p.severity == Severity::Error) {
        let (first, made, failed) = FOUR.install(|| checked(&root.join("check"), sources, run));
        same(&first, "when checked,");
        let (again, again_made, _) = FOUR.install(|| checked(&root.join("check"), sources, run));
        same(&again, "when checked once more,");
        // A job that failed is tried again: the machine may have been short of something.
        if again_made > failed {
            teller.fault(
                number,
                &format!("{again_made} jobs run when nothing has changed since the last check, and {failed} failed"),
            );
        }
        return Some(Result { made, beside: Files::new(), ..cold });
    }
    let home = root.join("site");
    let built = FOUR.install(|| built(&home, sources, run));
    let Some(changes) = built.changes else {
        // Refused because of what lies in the output folder: only these problems are new.
        return Some(Result { problems: built.problems, made: built.made, beside: Files::new(), ..cold });
    };
    same(&built.problems, "when built into the folder,");
    let mut stands = folder(&home.join("public"));
    stands.remove(".pufa-manifest");
    for (path, bytes) in foreign {
        if !cold.files.contains_key(path) && stands.remove(path).as_ref() != Some(bytes) {
            teller.fault(number, &format!("`{path}`, which is not pufa's, was touched"));
        }
    }
    for fault in differences(&stands, &cold.files) {
        teller.fault(number, &format!("in the folder {fault} than in a cold build"));
    }
    let mut sources = sources.clone();
    sources.extend(cold.beside.clone());
    let again = FOUR.install(|| self::built(&home, &sources, run));
    let when = "when built once more,";
    let told_again = as_told(&again.problems);
    // What was done to a file beside the content is done: a note of it is not told again.
    let is_done = |p: &Problem| !cold.beside.is_empty() && p.severity == Severity::Note;
    let lasting = cold.problems.iter().filter(|p| !is_done(p) || told_again.contains(&whole(p)));
    if told_again != lasting.map(whole).collect::<Vec<_>>() {
        teller.fault(number, &format!("{when} other problems are told:\n{}", told_again.concat()));
    }
    if again.made != 0 {
        teller.fault(number, &format!("{when} {} jobs run", again.made));
    }
    if again.beside > 0 {
        teller.fault(number, &format!("{when} {} files beside the content change", again.beside));
    }
    if again.changes.as_ref().is_none_or(|c| !c.changed.is_empty() || !c.removed.is_empty()) {
        teller.fault(number, &format!("{when} files change: {:?}", again.changes));
    }
    Some(Result { made: built.made, changes, ..cold })
}

/// A build that knows nothing of the past, in memory.
fn cold(root: &Path, sources: &Files, run: &Run) -> Result {
    let project = project(sources, run);
    let sink = Memory::default();
    let store = Store::open(root).expect("a folder for the store");
    let Build { diagnostics, records, beside, summary } =
        pipeline::build(&project, &Means { memo: &Memo::empty(), store: &store, sink: &sink, progress: &|_| {} })
            .expect("the machine does its part");
    let wanted: BTreeSet<String> =
        records.iter().flat_map(|r| &r.written).map(|written| written.path.to_string()).collect();
    let files = sink.into_files().into_iter().map(|(path, bytes)| (path.to_string(), bytes));
    let files = files.filter(|(path, _)| wanted.contains(path)).collect();
    let made = summary.made;
    let beside = beside.into_iter().map(|file| (file.path.to_string(), file.text().into_bytes())).collect();
    Result { problems: problems(&project, &diagnostics), files, summary, made, changes: Changes::default(), beside }
}

/// What `pufa check` does; its problems, how many jobs ran, and how many failed.
fn checked(root: &Path, sources: &Files, run: &Run) -> (Vec<Problem>, usize, usize) {
    let project = project(sources, run);
    let memo = Memo::load_dry(root);
    let store = Store::open(root).expect("a folder for the store");
    let build = pipeline::build(&project, &Means { memo: &memo, store: &store, sink: &Discard, progress: &|_| {} })
        .expect("the machine does its part");
    let failed = build.records.iter().filter(|record| record.diagnostics.has_errors()).count();
    memo.save_dry(root, build.records).expect("the memory is kept");
    (problems(&project, &build.diagnostics), build.summary.made, failed)
}

struct Built {
    problems: Vec<Problem>,
    made: usize,
    /// None if publication was refused.
    changes: Option<Changes>,
    /// How many files beside the content the build would write.
    beside: usize,
}

/// What `pufa build` does.
fn built(root: &Path, sources: &Files, run: &Run) -> Built {
    let project = project(sources, run);
    let claim = Claim::take(root, &root.join("public"), &|| Ok(())).expect("the folder is free");
    let memo = Memo::load(&claim);
    let store = Store::open(root).expect("a folder for the store");
    let stage = Stage::new(&claim).expect("a folder for the stage");
    let mut build = pipeline::build(&project, &Means { memo: &memo, store: &store, sink: &stage, progress: &|_| {} })
        .expect("the machine does its part");
    let mut changes = None;
    if !build.diagnostics.has_errors() {
        match output::publish(&stage, &memo, build.records).expect("the machine does its part") {
            Outcome::Published(done, _) => changes = Some(done),
            Outcome::Refused(refused) => build.diagnostics.append(refused),
        }
    }
    let beside = build.beside.len();
    Built { problems: problems(&project, &build.diagnostics), made: build.summary.made, changes, beside }
}

/// All files below a folder.
fn folder(top: &Path) -> Files {
    let files = walkdir::WalkDir::new(top).into_iter().flatten().filter(|e| e.file_type().is_file());
    let path = |e: &walkdir::DirEntry| e.path().strip_prefix(top).expect("below").to_string_lossy().replace('\\', "/");
    files.map(|e| (path(&e), fs::read(e.path()).expect("a file"))).collect()
}

fn differences(one: &Files, other: &Files) -> Vec<String> {
    let paths: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let kind = |path: &&String| match (one.get(*path), other.get(*path)) {
        (Some(a), Some(b)) if a == b => None,
        (Some(_), Some(_)) => Some(format!("`{path}` has other bytes")),
        (Some(_), None) => Some(format!("there is `{path}` more")),
        (None, _) => Some(format!("`{path}` is missing rather")),
    };
    paths.iter().filter_map(kind).collect()
}

/// Compares with the story and tells the differences.
struct Teller<'a> {
    story: &'a Story,
    faults: Vec<String>,
    rewrites: Vec<(usize, usize, String)>,
}

impl Teller<'_> {
    fn fault(&mut self, step: usize, text: &str) {
        let name = &self.story.name;
        let step = if self.story.steps.len() > 1 { format!(" (step {})", step + 1) } else { String::new() };
        self.faults.push(format!("tests/cases/{name}.md{step}: {text}\n"));
    }

    fn at(&mut self, expected: &Expected, text: &str) {
        let fault = format!("tests/cases/{}.md:{}: {text}\n", self.story.name, expected.from + 1);
        self.faults.push(fault);
    }

    /// Compares a whole block with what is so; with `update` the block becomes what is so.
    fn whole(&mut self, expected: &Expected, is: &str, update: bool) {
        if expected.text == is {
            return;
        }
        if update {
            self.rewrites.push((expected.from, expected.to, is.to_string()));
        } else {
            self.at(expected, &format!("expected\n{}but it is\n{is}", expected.text));
        }
    }

    fn compare(&mut self, expected: &Expected, result: &Result, update: bool) {
        let text = |path: &str| {
            let bytes = result.beside.get(path).or_else(|| result.files.get(path));
            bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        };
        match &expected.what {
            What::Problems => {
                let is = problems_like(&expected.text, &result.problems);
                self.whole(expected, &is, update);
            }
            What::Files => {
                let all: BTreeSet<String> = result.files.keys().map(|path| plain_name(path)).collect();
                self.whole(expected, &lines(&all), update);
            }
            What::SomeFiles | What::NoFiles => {
                let wanted = expected.what == What::SomeFiles;
                for path in expected.text.lines() {
                    if result.files.keys().any(|p| plain_name(p) == path) != wanted {
                        self.at(expected, &format!("`{path}` is {}there", if wanted { "not " } else { "" }));
                    }
                }
            }
            What::Summary => self.whole(expected, &summary(&result.summary), update),
            What::Jobs => self.whole(expected, &format!("{}\n", result.made), update),
            What::Changed => {
                let changed = result.changes.changed.iter().map(|path| format!("+ {}", plain_name(path.as_str())));
                let removed = result.changes.removed.iter().map(|path| format!("- {}", plain_name(path.as_str())));
                self.whole(expected, &lines(&changed.chain(removed).collect()), update);
            }
            What::Whole(path) => match text(path) {
                Some(text) => self.whole(expected, &format!("{}\n", text.replace('\r', "").trim_end()), update),
                None => self.at(expected, "this file is not made"),
            },
            What::Parts(path) => match text(path) {
                Some(text) => {
                    let (text, parts) = (unquoted(&text), unquoted(&expected.text));
                    if let Some(missing) = missing_part(&text, &parts) {
                        self.at(
                            expected,
                            &format!("`{missing}` is not there, or not in this order, in\n{}", shown(&text)),
                        );
                    }
                }
                None => self.at(expected, "this file is not made"),
            },
            What::NoParts(path) => match text(path) {
                Some(text) => {
                    let (text, parts) = (unquoted(&text), unquoted(&expected.text));
                    for part in parts.lines().filter(|part| !part.is_empty() && text.contains(part)) {
                        self.at(expected, &format!("`{part}` is there"));
                    }
                }
                None => self.at(expected, "this file is not made"),
            },
            What::Look(pattern) => {
                let like: Vec<&String> = result.files.keys().filter(|path| plain_name(path) == *pattern).collect();
                match like.as_slice() {
                    [path] => {
                        for fault in crate::look::differences(path, &result.files[*path], &expected.text) {
                            self.at(expected, &fault);
                        }
                    }
                    [] => self.at(expected, "this file is not made"),
                    _ => self.at(expected, &format!("these files are meant alike: {like:?}")),
                }
            }
        }
    }

    /// Writes down what is so; what cannot be written down remains a fault.
    fn rewrite(mut self) -> Vec<String> {
        if self.rewrites.is_empty() {
            return self.faults;
        }
        let mut lines = self.story.lines.clone();
        self.rewrites.sort();
        for (from, to, text) in self.rewrites.iter().rev() {
            lines.splice(from + 1..*to, text.lines().map(str::to_string));
        }
        fs::write(&self.story.path, lines.join("\n") + "\n").expect("the story can be written");
        self.faults
    }
}
