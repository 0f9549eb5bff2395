//! Two things that would be written to one file.
//!
//! In: the plan. Out: S101 at the file that comes second, with the first beside it. Pictures and the theme's files are not looked at:
//! their names have a fingerprint. Says it before anything is made, so that `check` knows it too.

use std::collections::{BTreeMap, BTreeSet};

use super::{PageJob, SheetPlan, downloads, path, pictures};
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::path::SitePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::site::{Entry, EntryId, PageId, Site, url};
use crate::text;

/// Tells of every path that two things of the plan want; of two files only once. Paths that differ by case are one.
pub fn clashes(site: &Site, sheets: &[SheetPlan], jobs: &[PageJob], diags: &mut Diagnostics) {
    let pictures = pictures(site);
    let downloads = downloads(site);
    let files = downloads.difference(&pictures).filter_map(|file| {
        let source = site.files.get(file)?;
        Some((url::file_path(&site.pinyin, file), Some(Place::file(&source.path))))
    });
    let pages = jobs.iter().map(|job| (path(site, sheets, job), place(site, sheets, job)));
    let sheets = sheets.iter().map(|s| (SitePath::from(format!("posters/{}.pdf", s.name)), place_of(site, s.entry)));
    let mut first: BTreeMap<String, Option<Place>> = BTreeMap::new();
    let mut told: BTreeSet<(Place, Option<Place>)> = BTreeSet::new();
    for (path, place) in pages.chain(sheets).chain(files) {
        let folded = path.as_str().to_ascii_lowercase();
        let Some(before) = first.get(&folded).cloned() else {
            first.insert(folded, place);
            continue;
        };
        // What pufa makes of its own accord has no place; the file of the two is the one to be renamed.
        let (here, there) = if place.is_some() { (place, before) } else { (before, None) };
        if let Some(here) = here
            && told.insert((here.clone(), there.clone()))
        {
            diags.push(clash(here, there, &path));
        }
    }
}

fn clash(here: Place, there: Option<Place>, path: &SitePath) -> Diagnostic {
    let file = here.path.clone();
    match there {
        Some(there) => {
            let other = there.path.clone();
            let text = text! { zh: "`{file}` 与 `{other}` 的网址都是 `{path}`", en: "`{file}` and `{other}` both get the address `{path}`" };
            Diagnostic::new(&rules::SAME_PATH, here, text)
                .related(there, text! { zh: "另一个文件", en: "the other file" })
        }
        None => {
            let text = text! {
                zh: "`{file}` 的网址 `{path}` 是网站自己要用的",
                en: "`{file}` gets the address `{path}`, which the site needs itself"
            };
            Diagnostic::new(&rules::SAME_PATH, here, text)
        }
    }
}

/// Where what a job is made from is written.
fn place(site: &Site, sheets: &[SheetPlan], job: &PageJob) -> Option<Place> {
    match job {
        PageJob::Entry(page) | PageJob::List(page, _) => place_of_page(site, *page),
        PageJob::Poster(sheet, _) => place_of(site, sheets[*sheet].entry),
        PageJob::Redirect(page, _) => {
            let text = site.text_of(&site.pages[*page])?;
            text.fields.get("aliases").map(|field| field.place.clone())
        }
        PageJob::Posters(_)
        | PageJob::NotFound(_)
        | PageJob::Feed(_)
        | PageJob::Calendar(_)
        | PageJob::Topics(..)
        | PageJob::Topic(..)
        | PageJob::TopicFeed(..)
        | PageJob::Sitemap
        | PageJob::Robots => None,
    }
}

/// The file of a page's own language, else that of its entry.
fn place_of_page(site: &Site, page: PageId) -> Option<Place> {
    let page = &site.pages[page];
    let own = site.entries[page.entry].texts[page.language].as_ref();
    own.map(|text| Place::file(&text.document.path)).or_else(|| place_of(site, page.entry))
}

/// The file of an entry; for a folder without a page of its own, the first file in it.
fn place_of(site: &Site, entry: EntryId) -> Option<Place> {
    let own = |entry: &Entry| entry.original().map(|text| Place::file(&text.document.path));
    let entry = &site.entries[entry];
    let folder = entry.base.strip_suffix("_index").filter(|folder| !folder.is_empty());
    own(entry).or_else(|| site.entries.iter().filter(|e| e.base.starts_with(folder.unwrap_or("\0"))).find_map(own))
}
