//! The theme: kinds, templates, words, styles, print files and fonts, from three layers.
//!
//! In: the project's files. Out: a `Theme`: each file by its name in the theme, the site's own `theme/` before `themes/jincheng/`
//! before the theme inside the program. Does not render anything.

pub mod kind;
pub mod strings;

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use self::kind::Kind;
use crate::base::diag::Diagnostics;
use crate::base::path::SourcePath;
use crate::source::{Source, SourceSet};

/// The theme that comes with the program.
static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/jincheng");

/// Where a project keeps the whole theme, if it has it.
const THEME_FOLDER: &str = "themes/jincheng/";

/// Where a site keeps the files that replace the theme's of the same name.
const OVERRIDE_FOLDER: &str = "theme/";

/// All files of the theme by their names in it: `web/page.html`, `kinds/notice.toml`.
pub struct Theme {
    files: BTreeMap<String, Source>,
    /// The kinds of pages, by id.
    pub kinds: BTreeMap<String, Kind>,
}

/// Brings the layers together and reads the kinds.
pub fn assemble(sources: &SourceSet, diags: &mut Diagnostics) -> Theme {
    let mut files = BTreeMap::new();
    if sources.below(THEME_FOLDER).next().is_none() {
        embedded_files(&EMBEDDED, &mut files);
    } else {
        layer(sources, THEME_FOLDER, &mut files);
    }
    layer(sources, OVERRIDE_FOLDER, &mut files);
    let kinds = kind::read_all(files.iter().filter(|(name, _)| name.starts_with("kinds/")).map(|(_, s)| s), diags);
    Theme { files, kinds }
}

/// The starter content that `pufa init` writes: path below the new site, bytes.
pub fn starter() -> Vec<(String, &'static [u8])> {
    let mut found = Vec::new();
    if let Some(dir) = EMBEDDED.get_dir("starter") {
        collect(dir, &mut found);
    }
    found.into_iter().filter_map(|(name, bytes)| Some((name.strip_prefix("starter/")?.to_string(), bytes))).collect()
}

impl Theme {
    /// The file of this name.
    pub fn get(&self, name: &str) -> Option<&Source> {
        self.files.get(name)
    }

    /// The files below a folder of the theme (named with its closing slash), with their names in the theme, ordered by name.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Source)> {
        self.files
            .range(folder.to_string()..)
            .take_while(move |(name, _)| name.starts_with(folder))
            .map(|(name, source)| (name.as_str(), source))
    }
}

fn layer(sources: &SourceSet, folder: &str, files: &mut BTreeMap<String, Source>) {
    for source in sources.below(folder) {
        if let Some(name) = source.path.as_str().strip_prefix(folder) {
            files.insert(name.to_string(), source.clone());
        }
    }
}

fn embedded_files(dir: &'static Dir<'static>, files: &mut BTreeMap<String, Source>) {
    let mut found = Vec::new();
    collect(dir, &mut found);
    for (name, bytes) in found {
        if !name.starts_with("starter/") {
            let path = SourcePath::from(format!("{THEME_FOLDER}{name}"));
            files.insert(name, Source::of_static(path, bytes));
        }
    }
}

fn collect(dir: &'static Dir<'static>, found: &mut Vec<(String, &'static [u8])>) {
    for file in dir.files() {
        let name: Vec<&str> = file.path().iter().filter_map(|part| part.to_str()).collect();
        found.push((name.join("/"), file.contents()));
    }
    for inner in dir.dirs() {
        collect(inner, found);
    }
}
