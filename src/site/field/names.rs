//! Keys as they were meant: `标题` is `title`.
//!
//! In: a table of front matter and the fields it may have. Out: the table with the fields' own names. A key counts if exactly one field
//! is called so: by its name, its label in Chinese or English, or the `also` of its kind. Tables with the right keys are not copied.

use std::borrow::Cow;

use crate::base::value::{Entry, Table};
use crate::document::front::loose;
use crate::theme::kind::Field;

/// A table with the fields' own names, and the entries that say again what another one says, each with its field.
pub fn resolve<'t>(table: &'t Table, known: &[Field]) -> (Cow<'t, Table>, Vec<(Entry, String)>) {
    let is_name = |key: &str| known.iter().any(|field| field.name == key);
    if table.entries.iter().all(|entry| is_name(&entry.key)) {
        return (Cow::Borrowed(table), Vec::new());
    }
    let mut resolved = Table::default();
    let mut twice = Vec::new();
    for entry in &table.entries {
        let name = match called(&entry.key, known).as_slice() {
            [field] if !is_name(&entry.key) => field.name.clone(),
            _ => entry.key.clone(),
        };
        if name != entry.key && (table.get(&name).is_some() || resolved.get(&name).is_some()) {
            twice.push((entry.clone(), name));
        } else {
            resolved.entries.push(Entry { key: name, ..entry.clone() });
        }
    }
    (Cow::Owned(resolved), twice)
}

/// The fields that a key may mean.
pub fn called<'f>(key: &str, known: &'f [Field]) -> Vec<&'f Field> {
    let wanted = normal(key);
    known.iter().filter(|field| field.typed_names().any(|name| normal(name) == wanted)).collect()
}

fn normal(name: &str) -> String {
    loose::key(name).unwrap_or_else(|| name.to_string()).to_lowercase()
}
