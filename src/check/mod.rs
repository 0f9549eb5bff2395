//! What is said of the content before anything is published.
//!
//! In: the assembled site, and how its translations stand. Out: diagnostics; one rule group per file. Needs no template and no sheet, so a broken link is found
//! even when the theme is broken. Fields are checked while they are read (`site::field`).

mod accessibility;
mod dates;
mod links;
mod markup;
mod parallel;
mod stale;
mod terms;
mod translation;

use rayon::prelude::*;

use crate::base::diag::Diagnostics;
use crate::site::Site;
use crate::translation::Tracking;

/// Runs all checks over all entries.
pub fn check(site: &Site, tracking: &Tracking) -> Diagnostics {
    let found: Vec<Diagnostics> = site
        .entries
        .par_iter()
        .map(|entry| {
            let mut diags = Diagnostics::new();
            translation::check(site, entry, &mut diags);
            parallel::check(site, entry, &mut diags);
            terms::check(site, entry, &mut diags);
            for (language, text) in entry.texts.iter().enumerate() {
                if let Some(text) = text {
                    links::check(site, entry, language, text, &mut diags);
                    accessibility::check(text, &mut diags);
                    markup::check(text, &mut diags);
                    dates::check(text, &mut diags);
                }
            }
            diags
        })
        .collect();
    let mut all = Diagnostics::new();
    stale::check(site, tracking, &mut all);
    translation::further(site, &mut all);
    for diags in found {
        all.append(diags);
    }
    all
}
