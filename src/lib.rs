//! pufa: from Markdown to a bilingual site and print-ready sheets.
//!
//! ```text
//!  content/ themes/ pufa.toml                                                        public/  *.pdf
//!      │                                                                                 ▲
//!   source ──► document ──► site ──► check ──► plan ──► web · print · asset ──► output ──┘
//! ```
//! Each word is a folder below; `pipeline` is the only module that knows them all.

pub mod base;
pub mod document;
pub mod output;
