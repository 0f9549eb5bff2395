//! Two kinds of path that must not be mixed: where something comes from and where it goes.
//!
//! In: strings with `/` between the parts. Out: `SourcePath` (a file of the project) and `SitePath` (a file of the site).
//! Does not touch the disk; joining with a root is the business of the I/O modules.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A file of the project, relative to its root, with `/` between the parts: `content/notices/fair.md`.
///
/// Files of the embedded theme have paths of the same form, as if they lay in the project: `themes/jincheng/web/page.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// A file of the finished site, relative to its root, without a leading slash: `en/notices/fair.html`.
///
/// As a link it is used with a relative prefix; as an output it is joined to the output folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

macro_rules! path_type {
    ($name:ident) => {
        impl $name {
            /// The path as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The folder the file lies in, without a closing slash; empty at the root.
            pub fn folder(&self) -> &str {
                self.0.rfind('/').map_or("", |i| &self.0[..i])
            }

            /// The last part.
            pub fn file_name(&self) -> &str {
                self.0.rfind('/').map_or(&*self.0, |i| &self.0[i + 1..])
            }

            /// What stands after the last dot of the file name, in lower case; empty without a dot.
            pub fn extension(&self) -> String {
                self.file_name().rsplit_once('.').map_or(String::new(), |(_, e)| e.to_ascii_lowercase())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name(Arc::from(text))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                $name(Arc::from(text))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok($name::from(String::deserialize(deserializer)?))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    };
}

path_type!(SourcePath);
path_type!(SitePath);

impl SitePath {
    /// The relative prefix that leads from this file to the site's root: empty, `../`, `../../` …
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The path as it stands in an address: `index.html` at the end is left out.
    pub fn as_url_path(&self) -> &str {
        match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        }
    }
}

/// `path` taken from the folder `base`, with `.` and `..` worked out; none if it would leave the root.
///
/// A leading `/` starts at the root. An empty result is the root itself.
pub fn resolve(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    let base = if path.starts_with('/') { "" } else { base };
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
