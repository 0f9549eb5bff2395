//! From a project to outputs and diagnostics: calls the stages in order, and is the only module that knows them all.
//!
//! In: a project (files, settings, today), what the last run made, and a sink. Out: a `Build`. `build`, `check` and `serve` differ
//! only in what they do with it. Facts are recomputed each time; work whose fingerprint is known is skipped, its problems replayed.
//! Longer than other files: the order of all stages is told in one place.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::asset;
use crate::asset::files::{PictureFiles, PictureTable};
use crate::base::config::{self, Config};
use crate::base::date::Day;
use crate::base::diag::{Diagnostic, Diagnostics, Failure, Text};
use crate::base::fingerprint::{Fingerprint, Hash};
use crate::base::lang::Language;
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::base::rules;
use crate::check;
use crate::document::front::Names;
use crate::document::{self, Document};
use crate::output::{Beside, JobRecord, Memo, Sink, Store, Stored, Written};
use crate::plan::{self, PageJob};
use crate::site::memory::{self, Memory};
use crate::site::{self, EntryId, LanguageId, Site, url};
use crate::source::{self, Content, Source, SourceSet, disk};
use crate::text;
use crate::theme::strings::{StringFile, Strings};
use crate::theme::{self, Theme};
use crate::translation::{self, Tracking};
use crate::web::context::{AssetNames, Contexts};
use crate::web::facets::{PosterCard, PosterFacet};
use crate::web::glossary;
use crate::web::render::{Prepared, Renderer};
use crate::web::shared::Shared;
use crate::web::template::{TemplateFile, Templates};
use crate::write::html::Words;
use crate::write::traditional::Converter;

#[cfg(feature = "print")]
mod chosen;
#[cfg(feature = "print")]
mod finishing;
#[cfg(feature = "print")]
mod handover;
#[cfg(feature = "print")]
mod judged;
mod pictures;
#[cfg(feature = "print")]
mod sheets;
#[cfg(not(feature = "print"))]
#[path = "pipeline/no_sheets.rs"]
mod sheets;
#[cfg(feature = "print")]
mod shop;
mod told;
mod translations;
mod wanted;

#[cfg(feature = "print")]
pub use self::finishing::finished;
#[cfg(feature = "print")]
pub use self::handover::handover;
#[cfg(feature = "print")]
pub use self::judged::{READING, needs_sheets, preflight};
#[cfg(not(feature = "print"))]
pub use self::sheets::{READING, finished, handover, needs_sheets, preflight};
#[cfg(feature = "print")]
pub use self::shop::{Orders, Shop, orders};
pub use self::translations::{Confirmed, accept, translations};
pub use self::wanted::{Asked, Batch, Wanted};

/// The file beside the content that says what translations were made from.
const TRANSLATIONS: &str = "translations.txt";

/// What the run is told from outside.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address to use instead of the one in the settings, already checked.
    pub base_url: Option<String>,
    /// Whether drafts and pages of later days are published.
    pub drafts: bool,
    /// The day of the run.
    pub today: Day,
}

/// A site before it is built: files, settings, theme.
pub struct Project {
    /// The settings.
    pub config: Config,
    /// The theme.
    pub theme: Theme,
    sources: SourceSet,
    options: Options,
    problems: Diagnostics,
}

/// The result of a build: always complete, even when there are errors.
pub struct Build {
    /// All problems, in order.
    pub diagnostics: Diagnostics,
    /// All jobs with the files they made.
    pub records: Vec<JobRecord>,
    /// Files beside the content as they should be once this build is published; those that need no change are left out.
    pub beside: Vec<Beside>,
    /// Numbers for the last line.
    pub summary: Summary,
}

/// Numbers of a build.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Pages with a text, in all languages.
    pub pages: usize,
    /// Sheets.
    pub posters: usize,
    /// Jobs that ran.
    pub made: usize,
    /// Jobs in all.
    pub jobs: usize,
    /// Pages held back until their date.
    pub scheduled: Vec<(SourcePath, Day)>,
    /// Pages past their `expires`.
    pub expired: Vec<SourcePath>,
}

/// How far a build is.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Jobs finished.
    pub done: usize,
    /// Jobs in all, of this kind.
    pub total: usize,
    /// What is being made.
    pub what: Text,
}

/// Told of progress, from any thread.
pub type OnProgress<'a> = &'a (dyn Fn(Progress) + Sync);

/// What a run works with, beside the project.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// What the last run made.
    pub memo: &'a Memo,
    /// Bytes of pictures and sheets by fingerprint.
    pub store: &'a Store,
    /// Where finished files go.
    pub sink: &'a dyn Sink,
    /// Whom to tell how far it is.
    pub progress: OnProgress<'a>,
}

impl Project {
    /// Reads the project at `root`; a folder without `pufa.toml` is a failure of the call, not of the content.
    pub fn load(root: &Path, options: Options) -> Result<Project, Failure> {
        if !root.join(disk::SETTINGS).is_file() {
            return Err(Failure {
                doing: text! {
                    zh: "这个文件夹里没有 pufa.toml，不是一个网站（见 pufa explain C105）",
                    en: "this folder has no pufa.toml, so it is no site (see pufa explain C105)"
                },
                path: Some(root.to_path_buf()),
                source: None,
            });
        }
        Ok(Project::of(disk::read(root)?, options))
    }

    /// A project of these files.
    pub fn of(sources: SourceSet, options: Options) -> Project {
        // Pages say it themselves, when they are read.
        let is_page = |s: &&Source| s.path.as_str().starts_with("content/") && s.path.extension() == "md";
        let mut problems: Diagnostics =
            sources.iter().filter(|s| !is_page(s)).filter_map(Source::encoding_problem).collect();
        problems.append(source::told::told(&sources));
        let path = SourcePath::from(disk::SETTINGS);
        let settings = sources.text(disk::SETTINGS).cloned().unwrap_or_else(|| Arc::from(""));
        let mut config = config::read(&path, &settings, &mut problems);
        if let Some(base_url) = &options.base_url {
            config.base_url.clone_from(base_url);
        }
        let theme = theme::assemble(&sources, &mut problems);
        Project { config, theme, sources, options, problems }
    }

    /// What is remembered of translations.
    fn memory(&self) -> Arc<str> {
        self.sources.text(TRANSLATIONS).cloned().unwrap_or_default()
    }

    /// The files of the project.
    pub fn sources(&self) -> &SourceSet {
        &self.sources
    }

    /// The text of a file of the project or of its theme, for drawing problems.
    pub fn text_of(&self, path: &SourcePath) -> Option<Arc<str>> {
        if let Some(text) = self.sources.text(path.as_str()) {
            return Some(text.clone());
        }
        let name = path.as_str().strip_prefix("themes/jincheng/")?;
        match &self.theme.get(name)?.content {
            Content::Text(text) | Content::Undecodable { text, .. } => Some(text.clone()),
            Content::Bytes(_) | Content::Static(_) | Content::OnDisk(_) => None,
        }
    }
}

/// The site put together, with the problems of its files and fields; nothing is made.
pub fn assembled(project: &Project) -> (Site, Diagnostics) {
    let mut diagnostics = project.problems.clone();
    let site = assemble(project, &mut diagnostics);
    (site, diagnostics)
}

/// Builds the project.
///
/// Finished files go to `sink` as they come; whether they are published is for the caller to decide once it has the diagnostics.
pub fn build(project: &Project, means: &Means<'_>) -> Result<Build, Failure> {
    roomy(|| build_inside(project, means))
}

/// Stack of each working thread: layout walks deep trees by recursion, and pages are reserved, not used.
const STACK: usize = 64 << 20;

/// The name of threads that have such a stack.
const ROOMY: &str = "pufa, roomy";

/// Runs `work` on as many threads as the caller has, with room for deep recursion; at once if it is called on one of these.
///
/// A command that does all its work in here needs less memory: a thread uses again what it has freed, others do not.
pub fn roomy<T: Send>(work: impl FnOnce() -> Result<T, Failure> + Send) -> Result<T, Failure> {
    if std::thread::current().name() == Some(ROOMY) {
        return work();
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(rayon::current_num_threads()).stack_size(STACK);
    match pool.thread_name(|_| ROOMY.to_string()).build() {
        Ok(pool) => pool.install(work),
        Err(error) => {
            Err(Failure::plain(text! { zh: "不能启动工作线程：{error}", en: "cannot start working threads: {error}" }))
        }
    }
}

fn build_inside(project: &Project, means: &Means<'_>) -> Result<Build, Failure> {
    let mut diagnostics = project.problems.clone();
    let site = assemble(project, &mut diagnostics);
    let tracking = translation::track(&site, &project.memory(), !project.options.drafts);
    diagnostics.append(check::check(&site, &tracking));
    let bench = Bench::new(project, &site, &tracking, means);
    let strings = Arc::new(strings(project, &mut diagnostics));
    let mut records = Vec::new();
    let assets = bench.assets(&mut records)?;
    let pictures = bench.pictures(&mut records)?;
    bench.downloads(&mut records)?;
    let sheets = sheets::make(&bench, &pictures, &strings, &mut records, &mut diagnostics)?;
    bench.pages(&assets, &pictures, &strings, &sheets, &mut records, &mut diagnostics)?;
    let mut seen = HashSet::new();
    records.retain(|record| seen.insert(record.id.clone()));
    told::append(&mut diagnostics, &records);
    diagnostics.sort();
    let summary = summary(&site, &sheets, &bench, &records);
    let mut beside = beside(project, &site);
    beside.extend(tracking.file.map(|file| Beside::new(TRANSLATIONS, file)));
    Ok(Build { diagnostics, records, beside, summary })
}

/// The files beside the content that differ from what they should be. A preview with drafts publishes nothing to be remembered.
fn beside(project: &Project, site: &Site) -> Vec<Beside> {
    let addresses = site.memory.as_ref().filter(|_| !project.options.drafts).map(Memory::text);
    let stands = project.sources.text(memory::FILE);
    let addresses = addresses.filter(|text| stands.is_none_or(|stands| **stands != **text));
    addresses.map(|text| Beside::new(memory::FILE, text)).into_iter().collect()
}

/// What `addresses.txt` remembers: nothing if there is none; none if something in it is not understood.
fn remembered(project: &Project, diagnostics: &mut Diagnostics) -> Option<Memory> {
    let path = SourcePath::from(memory::FILE);
    project.sources.text(memory::FILE).map_or(Some(Memory::default()), |text| memory::read(&path, text, diagnostics))
}

fn assemble(project: &Project, diagnostics: &mut Diagnostics) -> Site {
    let is_page = |s: &&Source| s.path.extension() == "md";
    let content: Vec<&Source> = project.sources.below("content/").collect();
    let names = names(project);
    let documents: Vec<Arc<Document>> =
        content.par_iter().filter(|s| is_page(s)).map(|s| Arc::new(document::read(s, &names))).collect();
    let input = site::Input {
        config: project.config.clone(),
        kinds: &project.theme.kinds,
        documents,
        files: content.iter().filter(|s| !is_page(s)).map(|s| (*s).clone()).collect(),
        today: project.options.today,
        drafts: project.options.drafts,
        memory: remembered(project, diagnostics),
    };
    site::assemble(input, diagnostics)
}

/// What the fields of all kinds are called.
pub fn names(project: &Project) -> Names {
    let fields = project.theme.kinds.values().flat_map(|kind| &kind.fields);
    Names::of(fields.flat_map(|field| field.typed_names().map(|name| (name, field.name.as_str()))))
}

/// The words of the interface: `strings/ug.ftl`, and the files of a folder `strings/ug/`.
fn strings(project: &Project, diagnostics: &mut Diagnostics) -> Strings {
    let languages = &project.config.languages;
    let mut files = Vec::new();
    for (name, source) in project.theme.below("strings/") {
        let inner = name.strip_prefix("strings/").and_then(|n| n.strip_suffix(".ftl"));
        if let (Some(inner), Content::Text(text)) = (inner, &source.content) {
            let language = inner.split('/').next().unwrap_or(inner).to_string();
            files.push(StringFile { language, path: source.path.clone(), text: text.clone() });
        }
    }
    // A file that cannot be read has been told of already.
    let has_file = |l: &&Language| {
        let own = [format!("strings/{}.ftl", l.key), format!("strings/{}/", l.key)];
        own.iter().any(|name| project.theme.below(name).next().is_some())
    };
    for language in languages.iter().filter(|l| l.from.is_none() && !has_file(l)) {
        let (key, zh_name, en_name) = (&language.key, language.chinese_name(), language.english_name());
        let found = Diagnostic::new(
            &rules::STRINGS_INCOMPLETE,
            Place::file(&project.config.path),
            text! { zh: "没有{zh_name}的界面文字，现在用别的语言代替", en: "there are no interface texts in {en_name}: another language stands in" },
        );
        diagnostics.push(found.help(text! {
            zh: "写在 `theme/strings/{key}.ftl`，一行一条：`home = …`",
            en: "write them in `theme/strings/{key}.ftl`, an entry a line: `home = …`"
        }));
    }
    Strings::new(&files, languages, diagnostics)
}

/// Tells of texts that no template and no part of the program asks for.
///
/// A site's own templates may well do without some texts of the theme; then only the site's own files are looked at.
fn unused_strings(project: &Project, templates: &Templates, strings: &Strings, diagnostics: &mut Diagnostics) {
    let own = |place: &Place| place.path.as_str().starts_with("theme/");
    let is_changed = project.theme.below("web/").any(|(_, source)| source.path.as_str().starts_with("theme/"));
    strings.report_unused(&|key| templates.names(key), &|place| !is_changed || own(place), diagnostics);
}

fn summary(site: &Site, sheets: &sheets::Made, bench: &Bench<'_>, records: &[JobRecord]) -> Summary {
    let texts = site.entries.iter().flat_map(|e| e.texts.iter().flatten());
    let expired = texts.clone().filter(|t| site.is_expired(&t.fields)).map(|t| t.document.path.clone());
    Summary {
        pages: texts.clone().count(),
        posters: sheets.count(),
        made: bench.made.load(Ordering::Relaxed),
        jobs: records.len(),
        scheduled: site.scheduled.clone(),
        expired: expired.collect(),
    }
}

/// Everything jobs need.
struct Bench<'a> {
    project: &'a Project,
    site: &'a Site,
    tracking: &'a Tracking,
    memo: &'a Memo,
    store: &'a Store,
    sink: &'a dyn Sink,
    progress: OnProgress<'a>,
    made: AtomicUsize,
}

/// What an expensive job made, before it is put: file names with bytes, problems, facts.
#[derive(Default)]
struct Outcome {
    files: Vec<(SitePath, Vec<u8>)>,
    diagnostics: Diagnostics,
    facts: String,
}

/// The name under which the facts stand among the stored parts.
const FACTS: &str = "facts";

impl<'a> Bench<'a> {
    fn new(project: &'a Project, site: &'a Site, tracking: &'a Tracking, means: &Means<'a>) -> Bench<'a> {
        let Means { memo, store, sink, progress } = *means;
        Bench { project, site, tracking, memo, store, sink, progress, made: AtomicUsize::new(0) }
    }

    /// Runs a cheap job unless its files stand as it would make them.
    fn run(&self, id: String, fingerprint: Fingerprint, make: impl FnOnce() -> Outcome) -> Result<JobRecord, Failure> {
        let fingerprint = self.versioned(fingerprint);
        if let Some(record) = self.memo.fresh(&id, fingerprint) {
            return Ok(record.clone());
        }
        self.made.fetch_add(1, Ordering::Relaxed);
        self.put(id, fingerprint, make())
    }

    /// Runs an expensive job unless its files stand or its result is in the store.
    fn run_stored(
        &self,
        id: String,
        fingerprint: Fingerprint,
        make: impl FnOnce() -> Outcome,
    ) -> Result<JobRecord, Failure> {
        let fingerprint = self.versioned(fingerprint);
        if let Some(record) = self.memo.fresh(&id, fingerprint) {
            self.store.keep(fingerprint);
            return Ok(record.clone());
        }
        if let Some(stored) = self.store.get(fingerprint) {
            return self.put(id, fingerprint, from_store(stored));
        }
        self.made.fetch_add(1, Ordering::Relaxed);
        let result = make();
        self.keep(fingerprint, &result)?;
        self.put(id, fingerprint, result)
    }

    /// What an expensive job made, from the store or anew; puts nothing. Only files for the print shop are made in this way.
    #[cfg(feature = "print")]
    fn recalled(&self, fingerprint: Fingerprint, make: impl FnOnce() -> Outcome) -> Result<Outcome, Failure> {
        let fingerprint = self.versioned(fingerprint);
        if let Some(stored) = self.store.get(fingerprint) {
            return Ok(from_store(stored));
        }
        self.made.fetch_add(1, Ordering::Relaxed);
        let result = make();
        self.keep(fingerprint, &result)?;
        Ok(result)
    }

    /// Keeps a result in the store. What failed is tried again next time: the machine may have been short of memory.
    fn keep(&self, fingerprint: Fingerprint, result: &Outcome) -> Result<(), Failure> {
        if result.diagnostics.has_errors() {
            return Ok(());
        }
        let facts = (FACTS.to_string(), result.facts.clone().into_bytes());
        let files = result.files.iter().map(|(path, bytes)| (path.to_string(), bytes.clone()));
        let stored =
            Stored { parts: [facts].into_iter().chain(files).collect(), diagnostics: result.diagnostics.clone() };
        self.store.put(fingerprint, &stored)
    }

    fn put(&self, id: String, fingerprint: Fingerprint, result: Outcome) -> Result<JobRecord, Failure> {
        let written: Result<Vec<Written>, Failure> =
            result.files.iter().map(|(path, bytes)| self.sink.put(path, bytes)).collect();
        Ok(JobRecord { id, fingerprint, written: written?, diagnostics: result.diagnostics, facts: result.facts })
    }

    /// A program made from other sources makes everything anew.
    fn versioned(&self, fingerprint: Fingerprint) -> Fingerprint {
        let mut hash = Hash::new();
        hash.text(env!("PUFA_SOURCES")).add(fingerprint);
        hash.finish()
    }

    /// Runs jobs in parallel, with progress.
    fn parallel<T: Sync>(
        &self,
        items: &[T],
        what: &Text,
        job: impl Fn(&T) -> Result<Option<JobRecord>, Failure> + Sync,
    ) -> Result<Vec<JobRecord>, Failure> {
        let done = AtomicUsize::new(0);
        let records: Result<Vec<Option<JobRecord>>, Failure> = items
            .par_iter()
            .map(|item| {
                let record = job(item);
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                (self.progress)(Progress { done, total: items.len(), what: what.clone() });
                record
            })
            .collect();
        Ok(records?.into_iter().flatten().collect())
    }

    fn assets(&self, records: &mut Vec<JobRecord>) -> Result<AssetNames, Failure> {
        let mut files = Vec::new();
        for (name, source) in self.project.theme.below("assets/") {
            files.push((name.strip_prefix("assets/").unwrap_or(name), bytes_of(source)?.to_vec()));
        }
        let published = asset::publish(&files);
        for (path, bytes) in published.files {
            let fingerprint = Fingerprint::of(&bytes);
            let id = format!("asset {path}");
            records.push(self.run(id, fingerprint, || Outcome { files: vec![(path, bytes)], ..Outcome::default() })?);
        }
        let name = |name: &str| published.names.get(name).map(ToString::to_string);
        Ok(AssetNames {
            css: name("site.css").unwrap_or_default(),
            js: name("site.js"),
            favicon: name("favicon.svg").unwrap_or_default(),
        })
    }

    fn pictures(&self, records: &mut Vec<JobRecord>) -> Result<PictureTable, Failure> {
        let paths: Vec<String> = plan::pictures(self.site).into_iter().collect();
        let what = text! { zh: "图片", en: "pictures" };
        let made = self.parallel(&paths, &what, |path| {
            let Some(source) = self.site.files.get(path) else { return Ok(None) };
            let id = format!("picture {path}");
            let mut hash = Hash::new();
            let stem = pictures::stem(&self.site.pinyin, path);
            hash.text("picture").text(path).text(&stem).add(source.fingerprint);
            let bytes = || bytes_of(source);
            let mut failure = None;
            let record = self.run_stored(id, hash.finish(), || match bytes() {
                Ok(bytes) => pictures::outcome(source, &stem, &bytes),
                Err(error) => {
                    failure = Some(error);
                    Outcome::default()
                }
            });
            failure.map_or(record.map(Some), Err)
        })?;
        let table = made.iter().filter_map(|record| {
            let path = record.id.strip_prefix("picture ")?;
            Some((path.to_string(), serde_json::from_str::<PictureFiles>(&record.facts).ok()?))
        });
        let table = PictureTable(table.collect());
        records.extend(made);
        Ok(table)
    }

    fn downloads(&self, records: &mut Vec<JobRecord>) -> Result<(), Failure> {
        let pictures = plan::pictures(self.site);
        for path in plan::downloads(self.site).difference(&pictures) {
            let Some(source) = self.site.files.get(path) else { continue };
            let bytes = bytes_of(source)?;
            let target = url::file_path(&self.site.pinyin, path);
            let mut hash = Hash::new();
            hash.text(target.as_str()).add(source.fingerprint);
            let record = self.run(format!("file {path}"), hash.finish(), || Outcome {
                files: vec![(target, bytes.to_vec())],
                ..Outcome::default()
            })?;
            records.push(record);
        }
        Ok(())
    }

    fn pages(
        &self,
        assets: &AssetNames,
        pictures: &PictureTable,
        strings: &Arc<Strings>,
        sheets: &sheets::Made,
        records: &mut Vec<JobRecord>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Failure> {
        let site = self.site;
        let keys: Vec<String> = site.languages.iter().map(|l| l.key.clone()).collect();
        let templates = Templates::new(&templates(&self.project.theme), strings, &site.languages, diagnostics);
        unused_strings(self.project, &templates, strings, diagnostics);
        let words: Vec<Words> = site.languages.iter().map(|l| Words::of(strings, l)).collect();
        let home_names: Vec<String> =
            keys.iter().map(|key| strings.get(key, "home", &[]).unwrap_or_else(|| "/".to_string())).collect();
        let poster = |index: usize, language: LanguageId| -> Option<PosterFacet> {
            sheets.facet(index, language, site, strings, pictures, assets, &home_names)
        };
        let by_entry = plan::sheets_by_entry(&sheets.plans);
        let cards = |entry: EntryId, language: LanguageId| -> Vec<PosterCard> {
            let indices = by_entry.get(&entry).map_or(&[][..], Vec::as_slice);
            let of = |language: LanguageId| -> Vec<PosterCard> {
                let own = indices.iter().filter(|i| plan::poster_languages(&sheets.plans[**i]).contains(&language));
                own.filter_map(|i| sheets.card(*i, language, site, strings)).collect()
            };
            let own = of(language);
            // A converted page has the sheets of the page it is made from.
            if own.is_empty() { site.source_of(language).map_or(own, of) } else { own }
        };
        let contexts = Contexts {
            site,
            tracking: self.tracking,
            pictures,
            assets,
            posters: &cards,
            has_posters: !sheets.plans.is_empty(),
            announces: plan::announces(site),
            glossary: glossary::glossary(site),
            home_names: &home_names,
        };
        let shared = Shared::of(&contexts);
        let converter = site.config.traditional.and_then(Converter::new);
        let renderer = Renderer {
            converter: converter.as_ref(),
            by_hand: by_hand(site),
            contexts,
            shared,
            templates: &templates,
            strings,
            words: &words,
            sheets: &sheets.plans,
            poster: &poster,
        };
        let jobs = plan::pages(site, &sheets.plans);
        plan::clashes(site, &sheets.plans, &jobs, diagnostics);
        let what = text! { zh: "网页", en: "pages" };
        let made = self.parallel(&jobs, &what, |job: &PageJob| {
            let Some(prepared) = renderer.prepare(job) else { return Ok(None) };
            let (id, fingerprint) = (prepared.id.clone(), prepared.fingerprint);
            self.run(id, fingerprint, || page_result(&renderer, prepared)).map(Some)
        })?;
        records.extend(made);
        Ok(())
    }
}

/// Titles and summaries of pages that are written by hand in a language which the program converts to.
fn by_hand(site: &Site) -> Vec<String> {
    let is_own = |page: &&site::Page| site.source_of(page.language).is_some() && page.text == Some(page.language);
    let words = site.pages.iter().filter(is_own).flat_map(|page| [page.title.clone(), page.summary.clone()]);
    words.filter(|words| !words.is_empty()).collect()
}

fn page_result(renderer: &Renderer<'_>, prepared: Prepared) -> Outcome {
    let path = prepared.path.clone();
    match renderer.make(prepared) {
        Ok(bytes) => Outcome { files: vec![(path, bytes)], ..Outcome::default() },
        Err(diagnostics) => Outcome { diagnostics, ..Outcome::default() },
    }
}

fn from_store(stored: Stored) -> Outcome {
    let mut result = Outcome { diagnostics: stored.diagnostics, ..Outcome::default() };
    for (name, bytes) in stored.parts {
        if name == FACTS {
            result.facts = String::from_utf8(bytes).unwrap_or_default();
        } else {
            result.files.push((SitePath::from(name), bytes));
        }
    }
    result
}

fn bytes_of(source: &Source) -> Result<Arc<[u8]>, Failure> {
    source.bytes().map_err(|error| {
        Failure::io(text! { zh: "读取文件", en: "reading a file" }, Path::new(source.path.as_str()), error)
    })
}

fn templates(theme: &Theme) -> Vec<TemplateFile> {
    let files = theme.below("web/").filter_map(|(name, source)| match &source.content {
        Content::Text(text) => Some(TemplateFile {
            name: name.strip_prefix("web/").unwrap_or(name).to_string(),
            path: source.path.clone(),
            source: text.clone(),
        }),
        Content::Undecodable { .. } | Content::Bytes(_) | Content::Static(_) | Content::OnDisk(_) => None,
    });
    files.collect()
}
