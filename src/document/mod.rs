//! One Markdown file, read: front matter with places, and the tree of its text.
//!
//! In: one source. Out: a `Document`; what cannot be read becomes a diagnostic, never a failure.
//! Knows nothing of other files: links are kept as typed for `site` to resolve.

pub mod tree;
