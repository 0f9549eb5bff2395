//! Fonts of the machine, looked up by family name where the settings name them. This module does I/O and asks the environment.
//!
//! In: family names in any language the font files know. Out: the faces found, under the names asked for.
//! Does not fall back: a name that is not found is a warning, because the sheet will then look different from machine to machine.

use std::path::PathBuf;

use rayon::prelude::*;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontVariations};
use walkdir::WalkDir;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::rules;
use crate::text;

/// Name records 1 (family) and 16 (typographic family) of the OpenType `name` table.
const FAMILY_RECORDS: [u16; 2] = [1, 16];

/// The machine's faces of these families, each with the name it was asked for, ordered by name and file.
pub(super) fn fonts(names: &[String], diags: &mut Diagnostics) -> Vec<(String, Font)> {
    if names.is_empty() {
        return Vec::new();
    }
    let mut files: Vec<PathBuf> = folders()
        .iter()
        .flat_map(|folder| WalkDir::new(folder).follow_links(true).into_iter().filter_map(Result::ok))
        .map(walkdir::DirEntry::into_path)
        .filter(|path| is_font(path))
        .collect();
    files.sort();
    files.dedup();
    let in_file =
        |(i, path): (usize, &PathBuf)| wanted(path, names).into_iter().map(move |(name, face)| (name, i, face));
    let mut found: Vec<(usize, usize, Font)> = files.par_iter().enumerate().flat_map_iter(in_file).collect();
    found.sort_by_key(|(name, file, face)| (*name, *file, face.index()));
    for (i, name) in names.iter().enumerate() {
        if found.iter().all(|(n, _, _)| *n != i) {
            diags.push(not_found(name));
        }
    }
    found.into_iter().map(|(name, _, face)| (names[name].clone(), face)).collect()
}

fn is_font(path: &std::path::Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn wanted(path: &std::path::Path, names: &[String]) -> Vec<(usize, Font)> {
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    Font::iter(Bytes::new(bytes)).filter_map(|face| Some((asked_for(&face, names)?, face))).collect()
}

fn asked_for(face: &Font, names: &[String]) -> Option<usize> {
    let is = |family: &str| names.iter().position(|name| name.eq_ignore_ascii_case(family));
    is(&face.info().family).or_else(|| {
        let instance = face.clone().instantiate(face.info().variant, Abs::pt(10.0), &FontVariations::default());
        let table = instance.ttf().names();
        let records = table.into_iter().filter(|record| FAMILY_RECORDS.contains(&record.name_id));
        records.filter_map(|record| record.to_string()).find_map(|family| is(family.as_str()))
    })
}

/// Where the three systems keep fonts.
fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"]
            .iter()
            .map(PathBuf::from)
            .collect();
    if let Some(home) = std::env::home_dir() {
        folders.extend([".fonts", ".local/share/fonts", "Library/Fonts"].map(|folder| home.join(folder)));
    }
    if let Some(windows) = std::env::var_os("WINDIR") {
        folders.push(PathBuf::from(windows).join("Fonts"));
    }
    if let Some(local) = std::env::var_os("LOCALAPPDATA") {
        folders.push(PathBuf::from(local).join("Microsoft/Windows/Fonts"));
    }
    folders.retain(|folder| folder.is_dir());
    folders
}

fn not_found(name: &str) -> Diagnostic {
    Diagnostic::nowhere(
        &rules::SYSTEM_FONT,
        text! { zh: "这台机器上没有字体“{name}”", en: "this machine has no font `{name}`" },
    )
}
