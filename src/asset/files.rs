//! Pictures as pages use them: which files there are of each, and how large they are.
//!
//! In: what the picture jobs made. Out: look-up by the source's path under `content/`. Makes no picture.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::path::SitePath;

/// The files made of one picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureFiles {
    /// The file for `src`.
    pub src: SitePath,
    /// Sizes in the format of `src`, by width.
    pub srcset: Vec<(SitePath, u32)>,
    /// Sizes as WebP, by width.
    pub webp: Vec<(SitePath, u32)>,
    /// Width of `src` in pixels.
    pub width: u32,
    /// Height of `src` in pixels.
    pub height: u32,
}

/// The files of all pictures, by path under `content/`.
#[derive(Clone, Debug, Default)]
pub struct PictureTable(pub BTreeMap<String, PictureFiles>);

impl PictureTable {
    /// The files of a picture.
    pub fn get(&self, path: &str) -> Option<&PictureFiles> {
        self.0.get(path)
    }
}
