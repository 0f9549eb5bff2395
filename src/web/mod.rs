//! The site's pages and feeds.
//!
//! In: the assembled site. Out: HTML, Atom, iCalendar and sitemap as text. Does not write files.

pub mod calendar;
pub mod context;
pub mod direction;
pub mod facets;
pub mod glossary;
pub mod minify;
mod parallel;
pub mod render;
pub mod shared;
pub mod sitemap;
pub mod template;
pub mod traditional;
