//! Rebuilds the crate when the theme changes, because the theme is embedded, and tells the program which sources it was made from,
//! so that what an earlier program remembered is not taken for its own, and which theme is in it.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    for path in ["themes", "src", "Cargo.lock", "build.rs"] {
        println!("cargo:rerun-if-changed={path}");
    }
    println!("cargo:rustc-env=PUFA_SOURCES={}", hash(&["Cargo.lock", "src"]));
    println!("cargo:rustc-env=PUFA_THEME={}", hash(&["themes"]));
}

/// A hash of files and of all files below folders.
fn hash(paths: &[&str]) -> String {
    let mut files = Vec::new();
    for path in paths.iter().map(Path::new) {
        if path.is_dir() {
            collect(path, &mut files);
        } else {
            files.push(path.to_path_buf());
        }
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        file.hash(&mut hasher);
        fs::read(file).unwrap_or_default().hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
