//! Which language the program speaks on the terminal.
//!
//! In: `--lang`, else the locale in the environment. Out: a `Speech` that picks from texts written in both.
//! Has nothing to do with the languages of the site.

use crate::base::diag::{Severity, Text};
use crate::base::rule::Words;

/// A language of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Speech {
    /// The language of this key.
    pub fn of_key(key: &str) -> Option<Speech> {
        match key {
            "zh" => Some(Speech::Zh),
            "en" => Some(Speech::En),
            _ => None,
        }
    }

    /// The language of the environment: of `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set.
    ///
    /// A locale that does not say `zh` means English. Without any, Windows speaks Chinese (where offices use it), others English.
    pub fn of_locale(variable: &dyn Fn(&str) -> Option<String>) -> Speech {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
        match locale {
            Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Speech::Zh,
            None if cfg!(windows) => Speech::Zh,
            Some(_) | None => Speech::En,
        }
    }

    /// `zh` or `en`.
    pub fn key(self) -> &'static str {
        match self {
            Speech::Zh => "zh",
            Speech::En => "en",
        }
    }

    /// The one of two texts that is in this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Speech::Zh => zh,
            Speech::En => en,
        }
    }

    /// The text in this language.
    pub fn say(self, text: &Text) -> &str {
        self.pick(&text.zh, &text.en)
    }

    /// The words in this language.
    pub fn words(self, words: &Words) -> &'static str {
        self.pick(words.zh, words.en)
    }

    /// What a severity is called.
    pub fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.pick("错误", "error"),
            Severity::Warning => self.pick("提醒", "warning"),
            Severity::Note => self.pick("说明", "note"),
        }
    }

    /// `1 page`, `2 pages`, `2 个页面`: a number with its noun.
    pub fn count(self, number: usize, zh: &str, one: &str, many: &str) -> String {
        match self {
            Speech::Zh => format!("{number} {zh}"),
            Speech::En => format!("{number} {}", if number == 1 { one } else { many }),
        }
    }
}
