//! Rebuilds the crate when the theme changes, because the theme is embedded in the program, and names the program by its sources.
//!
//! What a build remembers holds only for the program that made it. The version would do for releases; between them, a mended
//! writer would go on publishing what the broken one had stored.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    let mut files = vec![PathBuf::from("Cargo.lock"), PathBuf::from("Cargo.toml")];
    list(Path::new("src"), &mut files);
    files.sort();
    let mut hash = DefaultHasher::new();
    for file in &files {
        // A packaged crate may lack a file of these; then it is no part of the name.
        fs::read(file).unwrap_or_default().hash(&mut hash);
    }
    println!("cargo:rustc-env=PUFA_SOURCES={:016x}", hash.finish());
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=Cargo.lock");
    println!("cargo:rerun-if-changed=themes");
    println!("cargo:rerun-if-changed=build.rs");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources stand beside Cargo.toml").flatten() {
        let path = entry.path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}
