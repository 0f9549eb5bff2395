//! Files that pages use: pictures, stylesheet, script, icon.
pub mod files;
