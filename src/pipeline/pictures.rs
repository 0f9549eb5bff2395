//! The files of one picture, as the outcome of a job.
//!
//! In: a picture's bytes. Out: its sizes under their names, and the facts that pages need. The work on pixels is `asset::picture`.

use super::Outcome;
use crate::asset::files::PictureFiles;
use crate::asset::picture;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::path::SitePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::pinyin::Pinyin;
use crate::site::url;
use crate::source::Source;

/// The name of a picture at `path` in the names of its files.
pub(super) fn stem(pinyin: &Pinyin, path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    url::part(pinyin, name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// The files of a picture in all its sizes; what cannot be used is a problem at the file.
pub(super) fn outcome(source: &Source, stem: &str, bytes: &[u8]) -> Outcome {
    let variants = match picture::make(&source.path.extension(), bytes) {
        Ok(variants) => variants,
        Err(text) => {
            let found = Diagnostic::new(&rules::PICTURE, Place::file(&source.path), text);
            return Outcome { diagnostics: [found].into_iter().collect(), ..Outcome::default() };
        }
    };
    let mut files = Vec::new();
    let mut facts = PictureFiles { src: SitePath::from(""), srcset: Vec::new(), webp: Vec::new(), width: 0, height: 0 };
    for variant in variants {
        let name = format!("assets/{stem}-{}-{}.{}", source.fingerprint.short(8), variant.width, variant.extension);
        let target = SitePath::from(name);
        if variant.extension == "webp" {
            facts.webp.push((target.clone(), variant.width));
        } else {
            facts.src = target.clone();
            (facts.width, facts.height) = (variant.width, variant.height);
            if matches!(variant.extension, "jpg" | "png") {
                facts.srcset.push((target.clone(), variant.width));
            }
        }
        files.push((target, variant.bytes));
    }
    let facts = serde_json::to_string(&facts).expect("plain data always has a JSON form");
    Outcome { files, diagnostics: Diagnostics::new(), facts }
}
