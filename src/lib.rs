//! pufa: from Markdown to a bilingual site and print-ready sheets.
//!
//! ```text
//!  content/ themes/ pufa.toml                                                        public/  *.pdf
//!      │                                                                                 ▲
//!   source ──► document ──► site ──► check ──► plan ──► web · print · asset ──► output ──┘
//! ```
//! Each word is a folder below; `pipeline` is the only module that knows them all. Beside the stream stand what several stages
//! ask (`base`, `theme`, `pinyin`, `calendar`, `translation`), what turns other files into ours (`import`, `fix`), and the edge
//! (`watch`, `serve`, `cli`).

pub mod asset;
pub mod base;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod document;
pub mod fix;
pub mod import;
pub mod output;
pub mod pinyin;
pub mod pipeline;
pub mod plan;
#[cfg(feature = "print")]
pub mod preflight;
#[cfg(feature = "print")]
pub mod print;
pub mod report;
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
pub mod translation;
pub mod watch;
pub mod web;
pub mod write;
