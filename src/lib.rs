//! pufa: from Markdown to a bilingual site and print-ready sheets.
//!
//! ```text
//!  content/ themes/ pufa.toml                                                        public/  *.pdf
//!      │                                                                                 ▲
//!   source ──► document ──► site ──► check ──► plan ──► web · print · asset ──► output ──┘
//! ```
//! Each word is a folder below; `pipeline` is the only module that knows them all.

pub mod base;
pub mod source;
pub mod document;
pub mod theme;
pub mod site;
pub mod check;
pub mod plan;
pub mod asset;
pub mod write;
pub mod web;
#[cfg(feature = "print")]
pub mod print;
pub mod output;
pub mod pipeline;
pub mod report;
pub mod watch;
pub mod serve;
pub mod cli;
