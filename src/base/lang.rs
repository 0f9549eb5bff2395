//! The languages a site is written in.
//!
//! In: keys such as `zh` and `en` from the settings. Out: tags, names, direction.
//! Does not translate: words of the interface stand in the theme's string files.

use serde::Serialize;

/// A language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Language {
    /// As it stands in file names and settings: `zh`, `en`.
    pub key: String,
    /// BCP 47 tag for `lang` and `hreflang`: `zh-Hans`, `en`.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// Writing direction: `ltr` or `rtl`.
    pub dir: String,
}

impl Language {
    /// The language of this key.
    ///
    /// `zh` is Simplified Chinese (`zh-Hans`); a key that is not in the table is its own tag and name.
    pub fn of_key(key: &str) -> Self {
        let (tag, name, dir) = match key {
            "zh" => ("zh-Hans", "中文", "ltr"),
            "zh-Hant" => ("zh-Hant", "繁體中文", "ltr"),
            "en" => ("en", "English", "ltr"),
            "ug" => ("ug", "ئۇيغۇرچە", "rtl"),
            "bo" => ("bo", "བོད་སྐད་", "ltr"),
            "mn" => ("mn", "Монгол", "ltr"),
            other => (other, other, "ltr"),
        };
        Language { key: key.to_string(), tag: tag.to_string(), name: name.to_string(), dir: dir.to_string() }
    }

    /// Whether text in this language is written with Han characters and without spaces between words.
    pub fn is_chinese(&self) -> bool {
        self.key == "zh" || self.key.starts_with("zh-")
    }

    /// The first folder of its pages: empty for the default language, else the key in lower case and a slash.
    pub fn prefix(&self, is_default: bool) -> String {
        if is_default { String::new() } else { format!("{}/", self.key.to_ascii_lowercase()) }
    }
}

/// Whether a key is one of the languages that are known by name.
pub fn is_known(key: &str) -> bool {
    Language::of_key(key).name != key
}

/// Whether a word can be the key of a language: letters, digits and hyphens, two characters or more.
pub fn is_key(word: &str) -> bool {
    word.len() >= 2
        && word.len() <= 12
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && word.as_bytes()[0].is_ascii_lowercase()
}
