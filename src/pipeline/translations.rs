//! How the translations of a project stand, and their confirmation.
//!
//! In: a project, and pages as somebody has named them. Out: the table of pages and languages, or `translations.txt` as it should be.
//! Makes no page and writes no file.

use std::io::{self, Write};

use super::{Project, TRANSLATIONS, assemble, roomy};
use crate::base::diag::{Diagnostics, Failure};
use crate::base::path::SourcePath;
use crate::output::{Beside, Body};
use crate::site::Site;
use crate::text;
use crate::translation::select::{self, Unknown};
use crate::translation::table::{self, Table};
use crate::translation::{self};

impl Body for translation::file::File {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        translation::file::File::write(self, out)
    }
}

/// What a confirmation came to.
pub struct Confirmed {
    /// The memory as it should be; none if nothing was to be confirmed.
    pub file: Option<Beside>,
    /// The files that were confirmed, with how many blocks their originals have.
    pub files: Vec<(SourcePath, usize)>,
}

/// The table of the pages that `names` mean, or of all pages without names, and how many errors stand in the content.
pub fn translations(project: &Project, names: &[String]) -> Result<(Table, usize), Failure> {
    roomy(|| {
        let (site, errors) = site(project);
        let chosen = select::select(&site, names).map_err(unknown)?;
        let tracking = translation::track(&site, &project.memory(), false);
        if !tracking.unread.is_empty() {
            return Err(unread());
        }
        Ok((table::table(&site, &tracking, &chosen), errors))
    })
}

/// Confirms the translations of the pages that `names` mean; of all pages without names.
pub fn accept(project: &Project, names: &[String]) -> Result<Confirmed, Failure> {
    roomy(|| {
        let (site, _) = site(project);
        let chosen = select::select(&site, names).map_err(unknown)?;
        let accepted = translation::accept(&site, &project.memory(), &chosen).ok_or_else(unread)?;
        let file = |(entry, language): (usize, usize)| {
            site.entries[entry].texts[language].as_ref().map(|text| text.document.path.clone())
        };
        let mut files: Vec<(SourcePath, usize)> =
            accepted.confirmed.iter().filter_map(|(id, state)| Some((file(*id)?, state.blocks))).collect();
        files.sort();
        let file = (!files.is_empty()).then(|| Beside::new(TRANSLATIONS, accepted.file));
        Ok(Confirmed { file, files })
    })
}

fn site(project: &Project) -> (Site, usize) {
    let mut problems = Diagnostics::new();
    let site = assemble(project, &mut problems);
    let errors = project.problems.iter().chain(&problems);
    let count = errors.filter(|d| d.severity == crate::base::diag::Severity::Error).count();
    (site, count)
}

fn unknown(unknown: Unknown) -> Failure {
    let name = unknown.name;
    let (zh, en) = unknown.nearest.map_or((String::new(), String::new()), |near| {
        (format!("，是不是 `{near}`？"), format!("; did you mean `{near}`?"))
    });
    Failure::plain(text! { zh: "没有页面 `{name}`{zh}", en: "there is no page `{name}`{en}" })
}

fn unread() -> Failure {
    Failure::plain(text! {
        zh: "`translations.txt` 里有读不懂的行，先改好它（pufa check 会指出是哪一行；见 pufa explain T112）",
        en: "`translations.txt` has lines that cannot be read; mend it first (pufa check says which; see pufa explain T112)"
    })
}
