//! Words used everywhere: problems, places in files, languages, paths, fingerprints, dates, settings.
//!
//! In: nothing of ours. Out: small value types that every stage speaks. Does no I/O and knows no stage.

pub mod bytes;
pub mod cjk;
pub mod config;
pub mod date;
pub mod diag;
pub mod fingerprint;
pub mod lang;
pub mod length;
pub mod localdate;
pub mod path;
pub mod place;
pub mod rule;
pub mod rules;
pub mod sha256;
pub mod toml;
pub mod typed_date;
pub mod value;
