//! Stands in for `sheets` in a program without the feature `print`: there are no sheets.

use std::sync::Arc;

use super::{Asked, Batch, Bench, Build, Means, OnProgress, Project, Wanted};
use crate::asset::files::PictureTable;
use crate::base::diag::{Diagnostics, Failure};
use crate::base::path::SourcePath;
use crate::output::JobRecord;
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

/// This program makes no sheet of a page.
pub fn finished(
    _: &Project,
    _: &SourcePath,
    _: Wanted<'_>,
    _: &Finish,
    _: OnProgress<'_>,
) -> Result<(Vec<(String, Vec<u8>)>, Diagnostics), Failure> {
    Err(without())
}

/// This program makes no sheets.
pub fn handover(_: &Project, _: Batch<'_>, _: &Means<'_>) -> Result<Build, Failure> {
    Err(without())
}

/// Says that this program makes no sheets.
pub fn needs_sheets() -> Result<(), Failure> {
    Err(without())
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
    Err(without())
}

/// What to say where a sheet is asked for.
fn without() -> Failure {
    Failure::plain(text! {
        zh: "这个程序编译时没有带印刷功能（print），不能做海报、小册子，也不能检查 PDF；网页照常生成。请换用完整的 pufa",
        en: "this program was built without the feature `print`: it makes pages, but no posters or booklets, and judges no PDF. Use the full pufa for these"
    })
}
