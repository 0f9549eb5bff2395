//! What of a document could not be kept, told so that its writer can look for it.
//!
//! In: what was lost while reading, and where the reader stands. Out: a list in the order of the text, each thing once.

use crate::base::diag::Text;
use crate::text;

/// Something that is not in the page, or not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Where: the paragraph, and the heading above it. Empty for what belongs to the whole document.
    pub place: Text,
    /// What, and what became of it.
    pub what: Text,
}

/// Losses that are told one by one; nobody reads further.
const TOLD: usize = 300;

/// Characters of a lost text that are shown.
const SHOWN: usize = 40;

/// What has been lost so far, and where the reader stands.
#[derive(Default)]
pub(super) struct Losses {
    all: Vec<Loss>,
    /// Paragraphs read so far.
    pub(super) paragraph: usize,
    /// The last heading.
    pub(super) heading: String,
    /// Losses that are no longer told one by one.
    more: usize,
    /// Insertions of reviewers that were taken, deletions that were dropped.
    pub(super) revisions: (usize, usize),
}

impl Losses {
    /// Something was lost in this paragraph.
    pub(super) fn here(&mut self, what: Text) {
        let (n, heading) = (self.paragraph.max(1), shortened(&self.heading));
        let place = if heading.is_empty() {
            text! { zh: "第 {n} 段", en: "paragraph {n}" }
        } else {
            text! { zh: "第 {n} 段（“{heading}”下面）", en: "paragraph {n} (below “{heading}”)" }
        };
        let loss = Loss { place, what };
        if self.all.len() >= TOLD {
            self.more += 1;
            return;
        }
        // Two of a kind in one paragraph are told once.
        if !self.all.iter().rev().take_while(|l| l.place == loss.place).any(|l| *l == loss) {
            self.all.push(loss);
        }
    }

    /// Something of the whole document was lost.
    pub(super) fn everywhere(&mut self, what: Text) {
        let place = Text { zh: String::new(), en: String::new() };
        let loss = Loss { place, what };
        if self.all.len() < TOLD + TOLD && !self.all.contains(&loss) {
            self.all.push(loss);
        }
    }

    /// A header or footer, unless it only counts pages.
    pub(super) fn margin(&mut self, zh: &str, en: &str, letters: &str) {
        let says = letters.chars().any(|c| c.is_alphabetic() && !matches!(c, '第' | '页' | '共'));
        if says {
            let shown = shortened(letters);
            self.everywhere(text! { zh: "{zh}“{shown}”没有带进来", en: "the {en} “{shown}” was left out" });
        }
    }

    /// All of them.
    pub(super) fn all(mut self) -> Vec<Loss> {
        let more = self.more;
        if more > 0 {
            self.everywhere(text! { zh: "另有 {more} 处没有一一列出", en: "{more} more are not listed" });
        }
        let (inserted, deleted) = self.revisions;
        if inserted + deleted > 0 {
            self.everywhere(text! {
                zh: "文件里有修订：插入的 {inserted} 处已经采用，删除的 {deleted} 处已经去掉",
                en: "the file has tracked changes: insertions taken: {inserted}, deletions dropped: {deleted}"
            });
        }
        self.all
    }
}

/// The beginning of a text, on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    line.chars().take(SHOWN).collect::<String>() + "…"
}
