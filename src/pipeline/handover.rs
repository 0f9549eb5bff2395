//! Everything for the print shop: the files of all sheets, or of some, each with its job ticket.
//!
//! In: a project, which sheets are wanted, and what is remembered. Out: a `Build` whose files lie side by side in one folder.
//! Makes no sheet that the store has, and takes nothing away: sheets that are not wanted this time stay as they are.

use std::sync::atomic::Ordering;

use serde_json::{Map, Value};

use super::sheets::{Facts, Job};
use super::shop::{self, Shop};
use super::{Batch, Bench, Build, Means, Outcome, Project, Summary, assemble, roomy, strings};
use crate::base::diag::{Diagnostic, Diagnostics, Failure, nearest};
use crate::base::fingerprint::Hash;
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::base::rules;
use crate::output::JobRecord;
use crate::plan::{self, SheetPlan};
use crate::print::order::Known;
use crate::print::ticket::{self, FileNote, Ticket};
use crate::site::Site;
use crate::text;
use crate::translation::Tracking;

/// Makes the files for the print shop.
pub fn handover(project: &Project, batch: Batch<'_>, means: &Means<'_>) -> Result<Build, Failure> {
    roomy(|| inside(project, batch, means))
}

fn inside(project: &Project, batch: Batch<'_>, means: &Means<'_>) -> Result<Build, Failure> {
    let mut diagnostics = project.problems.clone();
    let site = assemble(project, &mut diagnostics);
    let strings = strings(project, &mut diagnostics);
    let tracking = Tracking::default();
    let bench = Bench::new(project, &site, &tracking, means);
    let shop = Shop::open(project, &mut diagnostics)?;
    let all = plan::sheets(&site, &shop.formats.keys().cloned().collect(), &mut diagnostics);
    let covered = |path: &SourcePath| batch.paths.is_empty() || batch.paths.iter().any(|wanted| covers(wanted, path));
    let own = |d: &Diagnostic| {
        d.place.as_ref().is_none_or(|place| !place.path.as_str().starts_with("content/") || covered(&place.path))
    };
    let mut diagnostics: Diagnostics = diagnostics.into_iter().filter(|d| own(d)).collect();
    let (chosen, others): (Vec<SheetPlan>, Vec<SheetPlan>) =
        all.into_iter().partition(|sheet| is_wanted(&site, sheet, batch) && is_printed(project, &shop, sheet, batch));
    if chosen.is_empty() {
        none_wanted(&site, &shop, batch, &mut diagnostics);
    }
    let mut records = Vec::new();
    if !diagnostics.has_errors() {
        let pictures = shop::picture_table(&site);
        let known = Known { site: &site, pictures: &pictures, strings: &strings };
        let what = text! { zh: "印刷文件", en: "files for print" };
        records = bench
            .parallel(&chosen, &what, |sheet| one(&bench, &shop, &known, sheet, batch.wanted.profile).map(Some))?;
        crate::print::Kit::forget_old();
        // What was made earlier and is not asked for now stays where it is.
        records.extend(others.iter().filter_map(|sheet| means.memo.standing(&id(sheet)).cloned()));
        if !records.is_empty() {
            records.push(sums(&bench, &records)?);
        }
    }
    for record in &records {
        diagnostics.append(record.diagnostics.clone());
    }
    diagnostics.sort();
    let summary = Summary {
        posters: chosen.len(),
        made: bench.made.load(Ordering::Relaxed),
        jobs: records.len(),
        ..Summary::default()
    };
    Ok(Build { diagnostics, records, beside: Vec::new(), summary })
}

/// The checksums of all files of the folder, as `sha256sum -c SHA256SUMS` reads them: a shop that gets hundreds looks at all in one go.
fn sums(bench: &Bench<'_>, records: &[JobRecord]) -> Result<JobRecord, Failure> {
    let notes = records.iter().filter_map(|record| serde_json::from_str::<Vec<FileNote>>(&record.facts).ok());
    let mut notes: Vec<FileNote> = notes.flatten().collect();
    notes.sort_by(|a, b| a.name.cmp(&b.name));
    let lines: Vec<String> = notes.iter().map(|note| format!("{}  {}\n", note.sha256, note.name)).collect();
    let text = lines.concat();
    let mut hash = Hash::new();
    hash.text("sums").text(&text);
    bench.run("sums".to_string(), hash.finish(), || Outcome {
        files: vec![(SitePath::from("SHA256SUMS"), text.into_bytes())],
        ..Outcome::default()
    })
}

fn id(sheet: &SheetPlan) -> String {
    format!("print {}", sheet.name)
}

/// Whether a file is the wanted one or lies in the wanted folder.
fn covers(wanted: &SourcePath, path: &SourcePath) -> bool {
    let inner = path.as_str().strip_prefix(wanted.as_str());
    inner.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || wanted.as_str().is_empty())
}

fn is_wanted(site: &Site, sheet: &SheetPlan, batch: Batch<'_>) -> bool {
    let texts = || site.entries[sheet.entry].texts.iter().flatten();
    let of_page = batch.paths.is_empty()
        || batch.paths.iter().any(|wanted| texts().any(|text| covers(wanted, &text.document.path)));
    let of_format = batch.wanted.format.is_none_or(|format| sheet.format.eq_ignore_ascii_case(format));
    let of_language = batch.wanted.language.is_none_or(|language| match sheet.languages.as_slice() {
        [only] => site.languages[*only].key.eq_ignore_ascii_case(language),
        _ => language.eq_ignore_ascii_case("both"),
    });
    of_page && of_format && of_language
}

/// Whether a sheet is for paper: what is made for reading on screen is handed over only if that is asked for.
fn is_printed(project: &Project, shop: &Shop, sheet: &SheetPlan, batch: Batch<'_>) -> bool {
    const READING: &str = "screen";
    let asked = batch.wanted.profile;
    let own = shop.profile(project, sheet, None, &mut Diagnostics::new());
    asked.is_some() || own.is_none_or(|profile| profile.id != READING)
}

/// Says why nothing is to be made: a format that does not exist, or pages without such sheets.
fn none_wanted(site: &Site, shop: &Shop, batch: Batch<'_>, diagnostics: &mut Diagnostics) {
    if let Some(format) = batch.wanted.format
        && !shop.formats.keys().any(|known| known.eq_ignore_ascii_case(format))
    {
        let all = shop.formats.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let near = nearest(format, shop.formats.keys().map(String::as_str));
        let told = Diagnostic::nowhere(
            &rules::UNKNOWN_FORMAT,
            text! { zh: "没有纸张规格 `{format}`", en: "there is no paper format `{format}`" },
        );
        diagnostics.push(
            told.help_if(near, |n| text! { zh: "是不是要写 `{n}`？", en: "did you mean `{n}`?" })
                .help(text! { zh: "现有规格：{all}", en: "the formats there are: {all}" }),
        );
        return;
    }
    let keys: Vec<&str> = site.languages.iter().map(|l| l.key.as_str()).chain(["both"]).collect();
    let keys = keys.join(", ");
    let text = text! { zh: "这里没有要做的海报", en: "there is no such sheet to be made here" };
    let told = match batch.paths {
        [path, ..] => Diagnostic::new(&rules::NO_POSTER, Place::file(path), text),
        [] => Diagnostic::nowhere(&rules::NO_POSTER, text),
    };
    diagnostics.push(told.help_if(
        batch.wanted.language,
        |_| text! { zh: "语言可以写：{keys}", en: "languages to choose from: {keys}" },
    ));
}

/// A sheet's file with its ticket.
fn one(
    bench: &Bench<'_>,
    shop: &Shop,
    known: &Known<'_>,
    sheet: &SheetPlan,
    profile: Option<&str>,
) -> Result<JobRecord, Failure> {
    let job = Job::of(bench, shop, known, sheet, profile);
    let ticket = draft(bench.site, shop, sheet, &job);
    let mut hash = Hash::new();
    hash.text("print").add(job.fingerprint).value(
        &ticket
            .as_ref()
            .map_or(Value::Null, |ticket| serde_json::to_value(ticket).expect("plain data always has a JSON form")),
    );
    let mut failure = None;
    let record = bench.run(id(sheet), hash.finish(), || {
        files(bench, shop, sheet, job, ticket).unwrap_or_else(|error| {
            failure = Some(error);
            Outcome::default()
        })
    });
    failure.map_or(record, Err)
}

/// What is known of a sheet before it is made.
fn draft(site: &Site, shop: &Shop, sheet: &SheetPlan, job: &Job<'_>) -> Option<Ticket> {
    let profile = job.profile?;
    let format = shop.format(site, sheet);
    let entry = &site.entries[sheet.entry];
    let by_key = |text: &dyn Fn(usize) -> Option<String>| -> Value {
        let texts = sheet.languages.iter().filter_map(|l| Some((site.languages[*l].key.clone(), text(*l)?.into())));
        Value::Object(texts.collect::<Map<String, Value>>())
    };
    let page = |language: usize| job.contents.data.get("page")?.get(&site.languages[language].key);
    let said = |name: &'static str| {
        move |language: usize| page(language)?.get(name)?.as_str().map(str::to_string).filter(|text| !text.is_empty())
    };
    let first = sheet.languages.first().copied().unwrap_or(0);
    Some(Ticket {
        ticket: ticket::VERSION,
        sheet: sheet.name.clone(),
        name: ticket::by_language(sheet.title.as_ref().unwrap_or(&format.name)),
        title: by_key(&said("title")),
        languages: sheet.languages.iter().map(|l| site.languages[*l].key.clone()).collect(),
        address: site.address(&site.pages[entry.pages[first]].path),
        issuer: by_key(&said("issuer")),
        trim_mm: [0.0; 2],
        bleed_mm: if profile.bleed { format.bleed_mm } else { 0.0 },
        media_mm: [0.0; 2],
        drawn_at: format.drawn_at,
        pages: 0,
        sides: 1,
        copies: sheet.copies,
        profile: ticket::profile(profile),
        paper: ticket::by_language(&format.paper),
        folds_mm: format.folds_mm,
        binding: ticket::binding(sheet.pages),
        inks: Value::Null,
        fonts: Vec::new(),
        files: Vec::new(),
    })
}

/// The file from the store or newly made, and its ticket as record and page.
fn files(
    bench: &Bench<'_>,
    shop: &Shop,
    sheet: &SheetPlan,
    job: Job<'_>,
    ticket: Option<Ticket>,
) -> Result<Outcome, Failure> {
    let profile = job.profile;
    let source = job.contents.source.clone();
    let made = bench.recalled(job.fingerprint, || job.outcome(bench.site, shop))?;
    let mut outcome = Outcome { diagnostics: made.diagnostics, ..Outcome::default() };
    let facts = serde_json::from_str::<Facts>(&made.facts).ok();
    let (Some(mut ticket), Some(profile), Some(facts)) = (ticket, profile, facts) else { return Ok(outcome) };
    let taken = |path: &SitePath| made.files.iter().find(|(name, _)| name == path).map(|(_, bytes)| bytes.clone());
    let Some(pdf) = taken(&facts.pdf) else { return Ok(outcome) };
    let name = format!("{}.pdf", sheet.name);
    ticket.trim_mm = facts.trim_mm;
    ticket.media_mm = facts.media_mm;
    ticket.pages = facts.pages;
    ticket.sides = if facts.pages > 1 { 2 } else { 1 };
    ticket.inks = ticket::inks(&facts.inventory);
    ticket.fonts = facts.inventory.fonts.into_iter().collect();
    ticket.files = vec![FileNote::of(name.clone(), &pdf)];
    outcome.facts = serde_json::to_string(&ticket.files).expect("plain data always has a JSON form");
    let page = ticket::Sheet {
        ticket: &ticket,
        preview: taken(&facts.preview.src),
        format: &shop.format(bench.site, sheet),
        profile,
        source,
        day: bench.site.entries[sheet.entry]
            .original()
            .and_then(|text| crate::site::field::day(&text.fields, "date"))
            .unwrap_or(bench.site.today),
    };
    let (page, problems) = ticket::page(&shop.kit, page);
    outcome.diagnostics.append(problems);
    outcome.files.push((SitePath::from(name), pdf));
    outcome.files.push((SitePath::from(format!("{}.ticket.json", sheet.name)), ticket::record(&ticket)));
    outcome.files.extend(page.map(|bytes| (SitePath::from(format!("{}.ticket.pdf", sheet.name)), bytes)));
    Ok(outcome)
}
