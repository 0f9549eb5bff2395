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
    /// The key of the language that its pages are converted from, if the program makes them: nobody is expected to translate them.
    pub from: Option<String>,
}

/// What is known of a language by its key.
struct Known {
    key: &'static str,
    tag: &'static str,
    /// In itself, in Chinese, in English.
    names: [&'static str; 3],
    dir: &'static str,
    /// Language and region as the Open Graph protocol writes them.
    og: &'static str,
}

/// Languages that public offices in China publish in, with those of the tree for other Chinese readers.
///
/// Names in themselves as CLDR and the offices' own sites write them. Kazakh is written with Arabic letters in China, hence its tag.
/// `og:locale` knows no tag of a script, so Traditional Chinese goes by a region that writes it.
const KNOWN: &[Known] = &[
    Known { key: "zh", tag: "zh-Hans", names: ["中文", "中文", "Chinese"], dir: "ltr", og: "zh_CN" },
    Known {
        key: "zh-Hant",
        tag: "zh-Hant",
        names: ["繁體中文", "繁体中文", "Traditional Chinese"],
        dir: "ltr",
        og: "zh_HK",
    },
    Known { key: "en", tag: "en", names: ["English", "英文", "English"], dir: "ltr", og: "en_GB" },
    Known { key: "ug", tag: "ug", names: ["ئۇيغۇرچە", "维吾尔文", "Uyghur"], dir: "rtl", og: "ug_CN" },
    Known { key: "bo", tag: "bo", names: ["བོད་སྐད་", "藏文", "Tibetan"], dir: "ltr", og: "bo_CN" },
    Known { key: "mn", tag: "mn", names: ["Монгол", "蒙古文", "Mongolian"], dir: "ltr", og: "mn_CN" },
    Known { key: "kk", tag: "kk-Arab", names: ["قازاقشا", "哈萨克文", "Kazakh"], dir: "rtl", og: "kk_CN" },
    Known { key: "ko", tag: "ko", names: ["한국어", "朝鲜文", "Korean"], dir: "ltr", og: "ko_CN" },
    Known { key: "za", tag: "za", names: ["Vahcuengh", "壮文", "Zhuang"], dir: "ltr", og: "za_CN" },
    Known { key: "ii", tag: "ii", names: ["ꆈꌠꉙ", "彝文", "Yi"], dir: "ltr", og: "ii_CN" },
    Known { key: "ja", tag: "ja", names: ["日本語", "日文", "Japanese"], dir: "ltr", og: "ja_JP" },
    Known { key: "ru", tag: "ru", names: ["Русский", "俄文", "Russian"], dir: "ltr", og: "ru_RU" },
    Known { key: "fr", tag: "fr", names: ["Français", "法文", "French"], dir: "ltr", og: "fr_FR" },
    Known { key: "ar", tag: "ar", names: ["العربية", "阿拉伯文", "Arabic"], dir: "rtl", og: "ar_AR" },
];

/// Languages and scripts written from right to left, for keys that are not in the table (Unicode, `Bidi_Class` of their letters).
const RIGHT_TO_LEFT: &[&str] = &["ar", "fa", "he", "ps", "sd", "ug", "ur", "yi", "arab", "hebr", "thaa", "syrc"];

fn known(key: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.key == key)
}

impl Language {
    /// The language of this key.
    ///
    /// `zh` is Simplified Chinese (`zh-Hans`); a key that is not in the table is its own tag and name, and its script says its direction.
    pub fn of_key(key: &str) -> Self {
        let right_to_left = || key.to_ascii_lowercase().split('-').any(|part| RIGHT_TO_LEFT.contains(&part));
        let (tag, name, dir) = match known(key) {
            Some(known) => (known.tag, known.names[0], known.dir),
            None => (key, key, if right_to_left() { "rtl" } else { "ltr" }),
        };
        Language {
            key: key.to_string(),
            tag: tag.to_string(),
            name: name.to_string(),
            dir: dir.to_string(),
            from: None,
        }
    }

    /// Whether text in this language is written with Han characters and without spaces between words.
    pub fn is_chinese(&self) -> bool {
        is_chinese(&self.key)
    }

    /// Whether it is written from right to left.
    pub fn is_rtl(&self) -> bool {
        self.dir == "rtl"
    }

    /// What it is called in Chinese; its own name if nobody knows.
    pub fn chinese_name(&self) -> &str {
        known(&self.key).map_or(&self.name, |known| known.names[1])
    }

    /// What it is called in English; its own name if nobody knows.
    pub fn english_name(&self) -> &str {
        known(&self.key).map_or(&self.name, |known| known.names[2])
    }

    /// Its name for the Open Graph protocol: `zh_CN`. None for a language that is not in the table: a region must not be guessed.
    pub fn og_locale(&self) -> Option<&'static str> {
        known(&self.key).map(|known| known.og)
    }

    /// The first folder of its pages: empty for the default language, else the key in lower case and a slash.
    pub fn prefix(&self, is_default: bool) -> String {
        if is_default { String::new() } else { format!("{}/", self.key.to_ascii_lowercase()) }
    }
}

/// Whether the language of a key is Chinese, in whichever script.
pub fn is_chinese(key: &str) -> bool {
    key == "zh" || key.starts_with("zh-")
}

/// The languages whose words stand in for a language that lacks them, in this order: English, then Chinese; for Chinese the other way round.
pub fn stand_ins(key: &str) -> impl Iterator<Item = &'static str> {
    let order = if is_chinese(key) { ["zh", "en"] } else { ["en", "zh"] };
    order.into_iter()
}

/// Whether a key is one of the languages that are known by name.
pub fn is_known(key: &str) -> bool {
    known(key).is_some()
}

/// The direction of text with this tag (`ug`, `zh-Hans`).
pub fn direction(tag: &str) -> &'static str {
    let by_tag = KNOWN.iter().find(|known| known.tag == tag).map(|known| known.dir);
    let right_to_left = || tag.to_ascii_lowercase().split('-').any(|part| RIGHT_TO_LEFT.contains(&part));
    by_tag.unwrap_or_else(|| if right_to_left() { "rtl" } else { "ltr" })
}

/// Whether a word can be the key of a language: letters, digits and hyphens, two characters or more.
pub fn is_key(word: &str) -> bool {
    word.len() >= 2
        && word.len() <= 12
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && word.as_bytes()[0].is_ascii_lowercase()
}
