//! Front matter: the fields at the head of a file.
//!
//! In: the text of a file. Out: the fields with their places in that file, and where the body begins. TOML and YAML are read strictly
//! first; only what they refuse is read as clerks type it (`loose`), so that well-formed files cost nothing and keep their messages.
//! Does not know which fields a page may have; its kind says that.

pub mod loose;
pub mod quote;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;

use self::loose::Loose;
use super::yaml;
use crate::base::diag::{Diagnostic, Diagnostics, nearest};
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
    /// How it is written.
    pub form: Form,
}

/// How front matter is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Between which lines; none for fields that stand at the top without any.
    pub fence: Option<Fence>,
    /// The comments, if it was read as clerks type it; none if it is TOML or YAML.
    pub loose: Option<Vec<Range<usize>>>,
}

/// The lines around front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fence {
    /// `+++`, as TOML has it.
    Plus,
    /// `---`, as YAML has it.
    Dash,
}

/// What fields are called, in every language and kind: the keys that a block without fences may begin with.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<String, String>);

impl Names {
    /// Names with the fields they mean.
    pub fn of<'a>(names: impl Iterator<Item = (&'a str, &'a str)>) -> Names {
        let typed = |name: &str| loose::key(name).unwrap_or_else(|| name.to_string()).to_lowercase();
        Names(names.map(|(name, field)| (typed(name), field.to_string())).collect())
    }

    /// Whether a key is nearly a known one, and so a slip of the pen.
    fn is_near(&self, key: &str) -> bool {
        nearest(&key.to_lowercase(), self.0.keys().map(String::as_str)).is_some()
    }

    /// The field that a key means.
    fn field(&self, key: &str) -> Option<&str> {
        self.0.get(&key.to_lowercase()).map(String::as_str)
    }
}

/// Splits and reads; gives the front matter and the byte where the body begins.
pub fn read(path: &SourcePath, source: &str, names: &Names, diags: &mut Diagnostics) -> (FrontMatter, usize) {
    let lead = source.len() - source.trim_start_matches(['\n', ' ', '\t']).len();
    let Some((fence, marks)) = FENCES.into_iter().find(|(_, marks)| opens(&source[lead..], marks)) else {
        if let Some(found) = wide_fences(source, lead, names).or_else(|| bare(source, lead, names)) {
            return found;
        }
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
    let Some((inner_end, body)) = closing(source, inner_start, |line| line.trim_end() == marks) else {
        let text = text! { zh: "字段区以 `{marks}` 开头，没有找到结尾的 `{marks}`", en: "front matter opens with `{marks}` and never closes" };
        diags.push(Diagnostic::new(&rules::FRONT_UNCLOSED, Place::new(path, lead..lead + marks.len()), text));
        return (FrontMatter { range: lead..source.len(), ..FrontMatter::default() }, source.len());
    };
    let inner = &source[inner_start..inner_end];
    let (mut table, mut errors) = match fence {
        Fence::Plus => toml::read(inner),
        Fence::Dash => yaml::read(inner),
    };
    let mut form = Form { fence: Some(fence), loose: None };
    if !errors.is_empty() {
        let loose = loose::read(inner);
        // A file that is TOML or YAML but for a mistake keeps the words of those about it.
        if loose.errors.is_empty() || loose.loosened > 0 {
            (table, errors) = (loose.table, loose.errors);
            form.loose = Some(loose.comments.into_iter().map(|range| moved(range, inner_start)).collect());
        }
    }
    shift_table(&mut table, inner_start);
    let whole = errors.iter().all(|error| error.contained);
    for SyntaxError { range, text, .. } in errors {
        let place = Place::new(path, range.start + inner_start..range.end + inner_start);
        diags.push(Diagnostic::new(&rules::FRONT_SYNTAX, place, text));
    }
    (FrontMatter { table, range: lead..body, whole, form }, body)
}

const FENCES: [(Fence, &str); 2] = [(Fence::Plus, "+++"), (Fence::Dash, "---")];

/// Front matter between `＋＋＋` or `——`, as input methods make them of `+++` and `---`; only if all of it can be read and it has a title.
fn wide_fences(source: &str, lead: usize, names: &Names) -> Option<(FrontMatter, usize)> {
    let line = source[lead..].lines().next()?;
    let fence = wide_fence(line)?;
    let start = lead + line.len() + 1;
    let (end, body) = closing(source, start.min(source.len()), |line| wide_fence(line) == Some(fence))?;
    let found = loose_front(source, start..end, names)?;
    Some((FrontMatter { range: lead..body, form: Form { fence: Some(fence), ..found.form }, ..found }, body))
}

fn wide_fence(line: &str) -> Option<Fence> {
    let line = line.trim();
    let all = |marks: &[char], least: usize| line.chars().count() >= least && line.chars().all(|c| marks.contains(&c));
    if all(&['＋', '+'], 3) {
        Some(Fence::Plus)
    } else if all(&['—', '－', '–', '-'], 3) || all(&['—', '－'], 2) {
        Some(Fence::Dash)
    } else {
        None
    }
}

/// Fields at the top without fences: known ones, one a line, down to the first empty line, and a title among them.
fn bare(source: &str, lead: usize, names: &Names) -> Option<(FrontMatter, usize)> {
    let mut end = lead;
    let mut body = None;
    let mut is_list = false;
    for line in source[lead..].split_inclusive('\n') {
        let bare = line.trim_end();
        let is_first = end == lead;
        if !is_first && wide_fence(bare).is_some() {
            // Whoever forgot the first fence may have written the last.
            body = Some(end + line.len());
            break;
        }
        let known = |key: &str| names.field(key).is_some() || (!is_first && names.is_near(key));
        let pair = loose::pair(bare).filter(|pair| known(&pair.key));
        let is_field = pair.as_ref().is_some_and(|pair| !bare[pair.value..].trim().is_empty());
        let is_head = pair.is_some() && !is_field;
        let is_inner = bare.starts_with([' ', '\t']) && loose::pair(bare).is_some();
        if !(is_field || is_head || (is_list && (is_inner || loose::item_mark(bare).is_some()))) {
            break;
        }
        is_list = is_head || (is_list && !is_field);
        end += line.len();
    }
    if end == lead {
        return None;
    }
    let found = loose_front(source, lead..end, names)?;
    Some((found, body.unwrap_or(end)))
}

/// Fields read as clerks type them; none if one cannot be read or there is no title.
fn loose_front(source: &str, range: Range<usize>, names: &Names) -> Option<FrontMatter> {
    let Loose { mut table, comments, errors, .. } = loose::read(source.get(range.clone())?);
    let has_title = table.entries.iter().any(|entry| names.field(&entry.key) == Some("title"));
    if !errors.is_empty() || !has_title {
        return None;
    }
    shift_table(&mut table, range.start);
    let comments = comments.into_iter().map(|comment| moved(comment, range.start)).collect();
    Some(FrontMatter { table, range, whole: true, form: Form { fence: None, loose: Some(comments) } })
}

fn moved(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

fn opens(text: &str, fence: &str) -> bool {
    text.strip_prefix(fence).is_some_and(|rest| rest.split('\n').next().is_some_and(|l| l.trim().is_empty()))
}

/// Where the closing fence's line begins and where the line after it begins.
fn closing(source: &str, from: usize, is_fence: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        if is_fence(line) {
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
