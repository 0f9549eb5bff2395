//! Files as pufa would write them: UTF-8, `\n`, front matter in TOML or YAML with the fields' own names.
//!
//! In: the assembled site, a file and its bytes. Out: the text it should have, which builds to the same pages, or nothing to change. What has
//! several meanings stays as it is; the site's problems say why. Writes nothing to the disk and asks nobody; `cli::fix` does.

mod front;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::rule::Rule;
use crate::base::rules;
use crate::document::front::Names;
use crate::document::{self, Document};
use crate::site::field::{self, FieldValue, Fields, Reading};
use crate::site::{EntryId, LanguageId, Site};
use crate::source::decode::{self, Encoding};
use crate::source::{self, Content, Source, clean};

/// A file that should be written otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// Its text as it is, with `\n`.
    pub before: String,
    /// Its text as it should be.
    pub text: String,
    /// Its bytes as they should be.
    pub bytes: Vec<u8>,
    /// The encoding it has.
    pub encoding: Encoding,
    /// Whether its lines end otherwise, or it begins with a byte order mark.
    pub other_form: bool,
}

/// Problems of writing that are left to people, because they have several meanings or none.
const LEFT: [&Rule; 9] = [
    &rules::ENCODING,
    &rules::FRONT_SYNTAX,
    &rules::FRONT_UNCLOSED,
    &rules::NO_FRONT,
    &rules::DOUBTFUL,
    &rules::FIELD_TWICE,
    &rules::UNCLEAR_DATE,
    &rules::FIELD_TYPE,
    &rules::NO_SUCH_DAY,
];

/// The problems that are left to people, of all the problems of a site.
pub fn left(problems: &Diagnostics) -> Diagnostics {
    let is_left = |problem: &&Diagnostic| LEFT.iter().any(|rule| rule.code == problem.rule.code);
    problems.iter().filter(is_left).cloned().collect()
}

/// What a file should be; none if it is so already or cannot be read in one way.
pub fn file(site: &Site, names: &Names, source: &Source, bytes: &[u8]) -> Option<Fixed> {
    if !source::is_text(&source.path) || source.encoding_problem().is_some() {
        return None;
    }
    let decoded = decode::decode(bytes);
    let before = decode::line_ends(&decoded.text).into_owned();
    let cleaned = if source::is_typed(&source.path) { clean::clean(&before).0.into_owned() } else { before.clone() };
    let text = page(site, source).and_then(|page| page.text(names)).unwrap_or(cleaned);
    let bytes_of = |text: &str| {
        // Where there would be a doubt without it, the mark stays.
        let again = decode::decode(text.as_bytes());
        let mark = if again.doubt.is_some() || again.text != text { "\u{FEFF}" } else { "" };
        format!("{mark}{text}").into_bytes()
    };
    let fixed = bytes_of(&text);
    let other_form = decoded.text != before || bytes.starts_with("\u{FEFF}".as_bytes());
    (fixed != bytes).then_some(Fixed { before, text, bytes: fixed, encoding: decoded.encoding, other_form })
}

/// A page among the site's texts.
struct Page<'a> {
    site: &'a Site,
    source: &'a Source,
    entry: EntryId,
    language: LanguageId,
    document: &'a Document,
}

fn page<'a>(site: &'a Site, source: &'a Source) -> Option<Page<'a>> {
    let inner = source.path.as_str().strip_prefix("content/")?;
    let (entry, language) = site.entry_at(inner)?;
    let document = &site.entries[entry].texts[language].as_ref()?.document;
    Some(Page { site, source, entry, language, document })
}

impl Page<'_> {
    /// The text with its front matter rewritten; none if that is as it should be, or would not mean the same.
    fn text(&self, names: &Names) -> Option<String> {
        let is_front = |problem: &Diagnostic| problem.rule.code.starts_with("F10");
        if self.document.problems.iter().any(is_front) || !matches!(self.source.content, Content::Text(_)) {
            return None;
        }
        let kind = self.site.kind_of(&self.site.entries[self.entry]);
        let text = front::rewritten(self.document, kind)?;
        let again = Source::of_bytes(self.source.path.clone(), text.clone().into_bytes());
        let again = document::read(&again, names);
        // The proof of the pudding: the same fields, the same problems, the same body.
        let body = |document: &Document| document.text[document.body..].trim_start_matches('\n').to_string();
        let (fields, problems) = self.fields(self.document);
        let (fields_again, problems_again) = self.fields(&again);
        let is_same = again.problems.iter().all(|problem| !is_front(problem))
            && problems == problems_again
            && same(&fields, &fields_again)
            && body(self.document) == body(&again);
        is_same.then_some(text)
    }

    /// The fields of a document of this page, and the codes of their problems.
    fn fields(&self, document: &Document) -> (Fields, Vec<&'static str>) {
        let reading = Reading {
            kind: self.site.kind_of(&self.site.entries[self.entry]),
            language: &self.site.languages[self.language],
            original: None,
            places: &self.site.places,
            today: self.site.today,
        };
        let mut problems = Diagnostics::new();
        let fields = field::read(document, &reading, &mut problems);
        let mut codes: Vec<&'static str> = problems.iter().map(|problem| problem.rule.code).collect();
        codes.sort_unstable();
        (fields, codes)
    }
}

/// Whether two pages have the same values, wherever they are written.
fn same(one: &Fields, other: &Fields) -> bool {
    let value = |a: &FieldValue, b: &FieldValue| match (a, b) {
        (FieldValue::Records(a), FieldValue::Records(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (a, b) => a == b,
    };
    one.len() == other.len()
        && one.iter().zip(other).all(|((name, a), (other, b))| name == other && value(&a.value, &b.value))
}
