//! Rebuilds the crate when the theme changes, because the theme is embedded in the program.

fn main() {
    println!("cargo:rerun-if-changed=themes");
    println!("cargo:rerun-if-changed=build.rs");
}
