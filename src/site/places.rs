//! The places of a site: `content/places.toml`, so that page, poster and calendar agree on name and address.
//!
//! In: the file's text. Out: names and addresses by id, in each language. Does not check addresses.

use std::collections::BTreeMap;

use crate::base::config::Localized;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::path::SourcePath;
use crate::base::place;
use crate::base::rules;
use crate::base::toml;
use crate::text;

/// A place as a page names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceRef {
    /// By its id in `places.toml`.
    Known(String),
    /// By its name in words.
    Named(String),
}

/// A place of the site.
#[derive(Clone, Debug)]
pub struct Venue {
    /// Its name.
    pub name: Localized,
    /// Where it is.
    pub address: Localized,
}

/// All places, by id.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeMap<String, Venue>);

impl Places {
    /// The place of this id.
    pub fn get(&self, id: &str) -> Option<&Venue> {
        self.0.get(id)
    }

    /// All ids, ordered.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The name and address of a place in a language; no address for a place named in words.
    pub fn say(&self, place: &PlaceRef, key: &str) -> (String, Option<String>) {
        match place {
            PlaceRef::Named(name) => (name.clone(), None),
            PlaceRef::Known(id) => match self.get(id) {
                Some(venue) => {
                    let address = venue.address.get(key);
                    (venue.name.get(key).to_string(), (!address.is_empty()).then(|| address.to_string()))
                }
                None => (id.clone(), None),
            },
        }
    }
}

/// Reads `content/places.toml`.
pub fn read(path: &SourcePath, source: &str, diags: &mut Diagnostics) -> Places {
    let (table, errors) = toml::read(source);
    for error in errors {
        diags.push(Diagnostic::new(&rules::CONFIG_SYNTAX, place::Place::new(path, error.range), error.text));
    }
    let mut places = BTreeMap::new();
    for entry in &table.entries {
        let here = place::Place::new(path, entry.key_range.clone());
        let name = entry.value.table().and_then(|t| t.get("name")).and_then(Localized::of);
        let Some(name) = name.filter(|n| !n.is_empty()) else {
            let id = &entry.key;
            diags.push(
                Diagnostic::new(
                    &rules::SETTING_TYPE,
                    here,
                    text! { zh: "地点 `{id}` 缺少名称", en: "the place `{id}` has no name" },
                )
                .help(text! {
                    zh: "写成 `name = {{ zh = \"…\", en = \"…\" }}`",
                    en: "write `name = {{ zh = \"…\", en = \"…\" }}`"
                }),
            );
            continue;
        };
        let address = entry.value.table().and_then(|t| t.get("address")).and_then(Localized::of).unwrap_or_default();
        places.insert(entry.key.clone(), Venue { name, address });
    }
    Places(places)
}
