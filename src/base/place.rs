//! A place in a source file, and how it is said to people: line and column.
//!
//! In: a path and a byte range of the decoded text. Out: lines and columns counted in characters, from 1.
//! Does not read files: whoever prints a place brings the text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::base::path::SourcePath;

/// A byte range in the decoded text of one source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file, relative to the project's root.
    pub path: SourcePath,
    /// First byte.
    pub start: usize,
    /// One past the last byte; equal to `start` for a point.
    pub end: usize,
}

impl Place {
    /// The place of `range` in the file `path`.
    pub fn new(path: &SourcePath, range: Range<usize>) -> Self {
        Place { path: path.clone(), start: range.start, end: range.end.max(range.start) }
    }

    /// The whole file: its very first point.
    pub fn file(path: &SourcePath) -> Self {
        Place::new(path, 0..0)
    }

    /// The byte range, clipped to `text` and moved outwards to character borders, so that slicing cannot fail.
    pub fn range_in(&self, text: &str) -> Range<usize> {
        let mut start = self.start.min(text.len());
        let mut end = self.end.min(text.len()).max(start);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }
}

/// A line and a column, both counted from 1; columns count characters, as office staff do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Line and column of the byte `offset` in `text`; an offset past the end is the end.
pub fn line_column(text: &str, offset: usize) -> LineColumn {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    LineColumn { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}
