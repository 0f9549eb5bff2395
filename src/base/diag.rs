//! A problem found, as data: which rule, where, in words of both languages, and how to put it right.
//!
//! In: what a stage has seen. Out: `Diagnostics`, sorted and without repeats, the same on any number of threads.
//! Does not print: drawing lines and underlines is the business of `cli::terminal`.

use serde::{Deserialize, Serialize};

use crate::base::place::Place;
use crate::base::rule::Rule;
use crate::base::rules;

/// A message in both languages, formatted where the problem is found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// Makes a [`Text`]: `text! { zh: "没有这个页面：`{target}`", en: "no such page: `{target}`" }`.
#[macro_export]
macro_rules! text {
    (zh: $zh:literal $(, $zarg:expr)* ; en: $en:literal $(, $earg:expr)* $(,)?) => {
        $crate::base::diag::Text { zh: format!($zh $(, $zarg)*), en: format!($en $(, $earg)*) }
    };
    (zh: $zh:literal, en: $en:literal $(,)?) => {
        $crate::base::diag::Text { zh: format!($zh), en: format!($en) }
    };
}

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// Published all the same, but somebody should look.
    Warning,
    /// Nothing is wrong; somebody may want to know what was done. Never decides an exit code.
    Note,
}

/// One problem at one place.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Which kind of problem.
    pub rule: &'static Rule,
    /// How grave it is: what the rule says, unless the settings of the site say otherwise.
    pub severity: Severity,
    /// Where; none only for problems of no file, such as two outputs of one path.
    pub place: Option<Place>,
    /// What is so.
    pub text: Text,
    /// A word at the underlined place: what was found or expected there.
    pub label: Option<Text>,
    /// Other places that belong to the problem, each with a word.
    pub related: Vec<(Place, Text)>,
    /// What to do, most useful first.
    pub helps: Vec<Text>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(rule: &'static Rule, place: Place, text: Text) -> Self {
        Diagnostic { place: Some(place), ..Diagnostic::nowhere(rule, text) }
    }

    /// A problem of no file.
    pub fn nowhere(rule: &'static Rule, text: Text) -> Self {
        let severity = rule.severity;
        Diagnostic { rule, severity, place: None, text, label: None, related: Vec::new(), helps: Vec::new() }
    }

    /// As grave as the settings of the site say.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// With a word at the underlined place.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = Some(label);
        self
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.helps.push(help);
        self
    }

    /// With advice, if there is something to advise.
    #[must_use]
    pub fn help_if<T>(self, value: Option<T>, help: impl FnOnce(T) -> Text) -> Self {
        match value {
            Some(value) => self.help(help(value)),
            None => self,
        }
    }

    /// With another place that belongs to the problem.
    #[must_use]
    pub fn related(mut self, place: Place, text: Text) -> Self {
        self.related.push((place, text));
        self
    }

    /// What problems are ordered by.
    fn key(&self) -> (&Option<Place>, &str, &Text) {
        (&self.place, self.rule.code, &self.text)
    }
}

/// All problems of one stage or one run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.0.append(&mut other.0);
    }

    /// Brings them into the order of files, places and codes, and drops repeats.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| a.key().cmp(&b.key()));
        self.0.dedup_by(|a, b| a.key() == b.key());
    }

    /// Whether none was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether one of them stops publication.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// All, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Diagnostics(iter.into_iter().collect())
    }
}

/// A diagnostic as it is kept between runs: the rule by its code.
#[derive(Serialize, Deserialize)]
struct Kept {
    code: String,
    severity: Severity,
    place: Option<Place>,
    text: Text,
    label: Option<Text>,
    related: Vec<(Place, Text)>,
    helps: Vec<Text>,
}

impl Serialize for Diagnostics {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().cloned().map(|d| Kept {
            code: d.rule.code.to_string(),
            severity: d.severity,
            place: d.place,
            text: d.text,
            label: d.label,
            related: d.related,
            helps: d.helps,
        }))
    }
}

impl<'de> Deserialize<'de> for Diagnostics {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let kept = Vec::<Kept>::deserialize(deserializer)?;
        let mut all = Vec::with_capacity(kept.len());
        for k in kept {
            let rule = rules::by_code(&k.code)
                .ok_or_else(|| serde::de::Error::custom(format!("no rule has the code {}", k.code)))?;
            all.push(Diagnostic {
                rule,
                severity: k.severity,
                place: k.place,
                text: k.text,
                label: k.label,
                related: k.related,
                helps: k.helps,
            });
        }
        Ok(Diagnostics(all))
    }
}

/// The machine would not do something: a file that cannot be read, a full disk. Stops the run (exit code 2).
#[derive(Debug)]
pub struct Failure {
    /// What was being done.
    pub doing: Text,
    /// The file or folder, if there is one.
    pub path: Option<std::path::PathBuf>,
    /// What the machine said.
    pub source: Option<std::io::Error>,
}

impl Failure {
    /// The machine refused `doing` at `path`.
    pub fn io(doing: Text, path: &std::path::Path, source: std::io::Error) -> Self {
        Failure { doing, path: Some(path.to_path_buf()), source: Some(source) }
    }

    /// Something that cannot be done and that is not an I/O error.
    pub fn plain(doing: Text) -> Self {
        Failure { doing, path: None, source: None }
    }
}

/// The candidate nearest to `word` by edit distance, if it is near enough to be meant.
///
/// Near enough: at most a third of the longer word's characters differ, and at least one agrees.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let longer = word.chars().count().max(candidate.chars().count());
        let distance = distance(word, candidate);
        let near = distance * 3 <= longer && distance < longer || (longer <= 4 && distance == 1 && longer > 1);
        if near && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Insertions, deletions, substitutions and swaps of neighbours between two words.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}
