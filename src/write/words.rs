//! Words that the writers add to a text, in its language.
//!
//! In: the words of the interface. Out: titles of alerts, labels for screen readers. Adds nothing that a reader of the source would miss.

use crate::base::lang::Language;
use crate::document::tree::AlertKind;
use crate::theme::strings::Strings;

/// Words the writer adds to a text: titles of alerts, labels for screen readers.
#[derive(Clone, Debug)]
pub struct Words {
    alerts: [String; 5],
    /// Name of the section of footnotes.
    pub(super) footnotes: String,
    /// Label of the link from a footnote to the text.
    pub(super) back: String,
    /// Label of a table, before its number.
    pub(super) table: String,
    /// Label of a task that is done.
    pub(super) done: String,
    /// Label of a task that is not.
    pub(super) open: String,
    /// Label of the explanations at the end of a text.
    pub(super) glosses: String,
    /// The way from an explanation to the glossary.
    pub(super) glossary: String,
    /// The way back from an explanation.
    pub(super) close: String,
}

impl Words {
    /// The words of a language: those of the theme where it has them, else our own in Chinese or English.
    ///
    /// Keys: `alert-note` … `alert-caution`, `footnotes`, `footnote-back`, `table`, `task-done`, `task-open`,
    /// `glosses`, `gloss-more`, `gloss-close`.
    pub fn of(strings: &Strings, lang: &Language) -> Self {
        let word = |key: &str, zh: &str, en: &str| {
            let own = if lang.is_chinese() { zh } else { en };
            strings.get(&lang.key, key, &[]).unwrap_or_else(|| own.to_string())
        };
        Words {
            alerts: [
                word("alert-note", "说明", "Note"),
                word("alert-tip", "提示", "Tip"),
                word("alert-important", "重要", "Important"),
                word("alert-warning", "注意", "Warning"),
                word("alert-caution", "警告", "Caution"),
            ],
            footnotes: word("footnotes", "注释", "Notes"),
            back: word("footnote-back", "回到正文", "Back to the text"),
            table: word("table", "表格", "Table"),
            done: word("task-done", "已完成", "Done"),
            open: word("task-open", "未完成", "To do"),
            glosses: word("glosses", "词语解释", "Words explained"),
            glossary: word("gloss-more", "词汇表", "Glossary"),
            close: word("gloss-close", "关闭", "Close"),
        }
    }

    /// The title of an alert.
    pub(super) fn alert(&self, kind: AlertKind) -> &str {
        match kind {
            AlertKind::Note => &self.alerts[0],
            AlertKind::Tip => &self.alerts[1],
            AlertKind::Important => &self.alerts[2],
            AlertKind::Warning => &self.alerts[3],
            AlertKind::Caution => &self.alerts[4],
        }
    }
}
