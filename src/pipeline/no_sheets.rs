//! Stands in for `sheets` in a program without the feature `print`: there are no sheets.

use std::sync::Arc;

use super::{Asked, Batch, Bench, Build, OnProgress, Project, Wanted};
use crate::asset::files::PictureTable;
use crate::base::diag::{Diagnostics, Failure};
use crate::base::path::SourcePath;
use crate::output::{JobRecord, Memo, Sink, Store};
use crate::plan::SheetPlan;
use crate::plan::finish::Finish;
use crate::site::{LanguageId, Site};
use crate::text;
use crate::theme::strings::Strings;
use crate::web::context::AssetNames;
use crate::web::facets::{PosterCard, PosterFacet};

/// No sheets.
#[derive(Default)]
pub(super) struct Made {
    pub(super) plans: Vec<SheetPlan>,
}

impl Made {
    pub(super) fn count(&self) -> usize {
        0
    }

    #[allow(clippy::too_many_arguments, reason = "the same signature as with the feature")]
    pub(super) fn facet(
        &self,
        _: usize,
        _: LanguageId,
        _: &Site,
        _: &Strings,
        _: &PictureTable,
        _: &AssetNames,
        _: &[String],
    ) -> Option<PosterFacet> {
        None
    }

    pub(super) fn card(&self, _: usize, _: LanguageId, _: &Site, _: &Strings) -> Option<PosterCard> {
        None
    }
}

pub(super) fn make(
    _: &Bench<'_>,
    _: &PictureTable,
    _: &Strings,
    _: &mut Vec<JobRecord>,
    _: &mut Diagnostics,
) -> Result<Made, Failure> {
    Ok(Made::default())
}

/// This program prints nothing.
pub fn finished(
    project: &Project,
    path: &SourcePath,
    wanted: Wanted<'_>,
    _: &Finish,
    progress: OnProgress<'_>,
) -> Result<(Vec<(String, Vec<u8>)>, Diagnostics), Failure> {
    poster(project, path, wanted, progress)
}

/// This program prints nothing.
pub fn handover(
    _: &Project,
    _: Batch<'_>,
    _: &Memo,
    _: &Store,
    _: &dyn Sink,
    _: OnProgress<'_>,
) -> Result<Build, Failure> {
    Err(Failure::plain(text! { zh: "这个程序没有编入海报功能", en: "this program was built without posters" }))
}

/// This program prints nothing.
pub fn poster(
    _: &Project,
    _: &SourcePath,
    _: Wanted<'_>,
    _: OnProgress<'_>,
) -> Result<(Vec<(String, Vec<u8>)>, Diagnostics), Failure> {
    Err(Failure::plain(text! { zh: "这个程序没有编入海报功能", en: "this program was built without posters" }))
}

/// No thread has this name.
pub const READING: &str = "";

/// This program judges nothing.
pub fn preflight(
    _: &Project,
    _: &[(SourcePath, Arc<[u8]>)],
    _: Asked<'_>,
    _: OnProgress<'_>,
) -> Result<Diagnostics, Failure> {
    Err(Failure::plain(text! { zh: "这个程序没有编入海报功能", en: "this program was built without posters" }))
}
