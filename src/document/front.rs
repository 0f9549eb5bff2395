//! Front matter: the fields at the head of a file.
//!
//! In: the text of a file. Out: the fields with their places in that file, and where the body begins.
//! Does not know which fields a page may have; its kind says that.

use std::ops::Range;

use super::yaml;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::base::toml::{self, SyntaxError};
use crate::base::value::{Data, Table, Value};
use crate::text;

/// The fields at the head of a file.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The fields, with byte ranges of the whole file.
    pub table: Table,
    /// The whole block with its fences; empty at the start of a file without front matter.
    pub range: Range<usize>,
    /// Whether all fields could be read, some perhaps with a mistake inside; if not, fields may be missing through no fault of the writer.
    pub whole: bool,
}

/// Splits and reads; gives the front matter and the byte where the body begins.
pub fn read(path: &SourcePath, source: &str, diags: &mut Diagnostics) -> (FrontMatter, usize) {
    let lead = source.len() - source.trim_start_matches(['\n', ' ', '\t']).len();
    let Some(fence) = ["+++", "---"].into_iter().find(|f| opens(&source[lead..], f)) else {
        diags.push(
            Diagnostic::new(
                &rules::NO_FRONT,
                Place::file(path),
                text! { zh: "文件开头没有字段区", en: "the file does not begin with front matter" },
            )
            .help(text! {
                zh: "在最前面加上三行：`+++`、`title = \"标题\"`、`+++`（通知、活动等还要写 `date`）",
                en: "put three lines at the top: `+++`, `title = \"…\"`, `+++` (notices, events and others also need a `date`)"
            }),
        );
        return (FrontMatter::default(), 0);
    };
    let inner_start = lead + source[lead..].find('\n').map_or(source.len() - lead, |i| i + 1);
    let Some((inner_end, body)) = closing(source, inner_start, fence) else {
        let text = text! { zh: "字段区以 `{fence}` 开头，没有找到结尾的 `{fence}`", en: "front matter opens with `{fence}` and never closes" };
        diags.push(Diagnostic::new(&rules::FRONT_UNCLOSED, Place::new(path, lead..lead + fence.len()), text));
        return (FrontMatter { table: Table::default(), range: lead..source.len(), whole: false }, source.len());
    };
    let inner = &source[inner_start..inner_end];
    let (mut table, errors) = if fence == "+++" { toml::read(inner) } else { yaml::read(inner) };
    shift_table(&mut table, inner_start);
    let whole = errors.iter().all(|error| error.contained);
    for SyntaxError { range, text, .. } in errors {
        let place = Place::new(path, range.start + inner_start..range.end + inner_start);
        diags.push(Diagnostic::new(&rules::FRONT_SYNTAX, place, text));
    }
    (FrontMatter { table, range: lead..body, whole }, body)
}

fn opens(text: &str, fence: &str) -> bool {
    text.strip_prefix(fence).is_some_and(|rest| rest.split('\n').next().is_some_and(|l| l.trim().is_empty()))
}

/// Where the closing fence's line begins and where the line after it begins.
fn closing(source: &str, from: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn shift_table(table: &mut Table, by: usize) {
    for entry in &mut table.entries {
        shift(&mut entry.key_range, by);
        shift_value(&mut entry.value, by);
    }
}

fn shift_value(value: &mut Value, by: usize) {
    shift(&mut value.range, by);
    match &mut value.data {
        Data::List(list) => list.iter_mut().for_each(|v| shift_value(v, by)),
        Data::Table(table) => shift_table(table, by),
        Data::Text(_) | Data::Integer(_) | Data::Float(_) | Data::Bool(_) | Data::Date(_) | Data::Empty => {}
    }
}

fn shift(range: &mut Range<usize>, by: usize) {
    range.start += by;
    range.end += by;
}
