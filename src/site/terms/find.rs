//! Finds terms in running text, and says whether a translation has one of their renderings.
//!
//! In: the forms of all terms of a language; a text. Out: where they stand, the longest first. One automaton for all forms: a text is
//! read once however many terms there are. Does not know Markdown beyond the targets of links.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// A term that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of the term.
    pub term: usize,
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
}

/// Finds the forms of all terms of one language.
pub(super) struct Finder {
    automaton: Option<AhoCorasick>,
    /// The term of each form, and the form.
    forms: Vec<(usize, String)>,
    chinese: bool,
}

impl Finder {
    /// For Chinese: words stand without spaces, and a title in 《》 is one word.
    pub(super) fn chinese(forms: Vec<(usize, String)>) -> Finder {
        Finder { automaton: automaton(&forms), forms, chinese: true }
    }

    /// For languages that write spaces: whole words only, with the plural of the last one, in any case where the form has
    /// small letters.
    pub(super) fn spaced(forms: Vec<(usize, String)>) -> Finder {
        let mut all = Vec::new();
        for (term, form) in forms {
            let curly = form.contains('\'').then(|| form.replace('\'', "’"));
            let straight = form.contains('’').then(|| form.replace('’', "'"));
            for form in [Some(form), curly, straight].into_iter().flatten() {
                if let Some(root) = form.strip_suffix('y').filter(|root| !root.ends_with(['a', 'e', 'o', 'u'])) {
                    all.push((term, format!("{root}ies")));
                }
                all.push((term, format!("{form}s")));
                all.push((term, form));
            }
        }
        Finder { automaton: automaton(&all), forms: all, chinese: false }
    }

    /// What stands in `text`, in order.
    pub(super) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        found.filter_map(move |hit| {
            let (term, form) = &self.forms[hit.pattern().as_usize()];
            let range = hit.range();
            let fits = if self.chinese { in_chinese(text, &range) } else { in_words(text, &range, form) };
            fits.then_some(Found { term: *term, range })
        })
    }
}

fn automaton(forms: &[(usize, String)]) -> Option<AhoCorasick> {
    if forms.is_empty() {
        return None;
    }
    let words = forms.iter().map(|(_, form)| form);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(words).ok()
}

/// Whether a Chinese word stands there as itself: not as a part of a title in 《》, and not in the target of a link.
fn in_chinese(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    if line.rfind("](").is_some_and(|at| !line[at..].contains(')')) {
        return false;
    }
    let open = before.rfind('《').filter(|at| !before[*at..].contains('》'));
    match open {
        Some(at) if after.contains('》') => {
            before[at + '《'.len_utf8()..].trim_start_matches('*').is_empty()
                && after.trim_start_matches('*').starts_with(['》', '（'])
        }
        Some(_) | None => true,
    }
}

/// Whether a form stands there as whole words, with capitals where the form has them.
fn in_words(text: &str, range: &Range<usize>, form: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    let apart = !text[..range.start].ends_with(letter) && !text[range.end..].starts_with(letter);
    let capitals = form.bytes().zip(text[range.clone()].bytes()).all(|(f, t)| !f.is_ascii_uppercase() || f == t);
    apart && capitals
}

/// A text as its words' stems in small letters, one space before, between and after: plurals, possessives, hyphens, articles and
/// the spelling with `z` make no difference.
pub(super) fn stems(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    let word = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '’');
    for word in text.split(word).filter(|w| !w.is_empty()) {
        let stem = stem(word);
        if !stem.is_empty() && !["the", "a", "an"].contains(&stem.as_str()) {
            out.push_str(&stem);
            out.push(' ');
        }
    }
    out
}

fn stem(word: &str) -> String {
    // The plural of an abbreviation, such as IOUs.
    let word = word.strip_suffix('s').filter(|root| root.chars().all(char::is_uppercase)).unwrap_or(word);
    let lower = word.to_lowercase().replace('’', "'");
    let bare = lower.trim_matches('\'');
    let bare = bare.strip_suffix("'s").unwrap_or(bare);
    let root = if let Some(root) = bare.strip_suffix("ies").filter(|root| root.len() > 1) {
        format!("{root}y")
    } else if let Some(root) =
        ["sses", "shes", "ches", "xes"].iter().find_map(|end| bare.strip_suffix(end).map(|_| &bare[..bare.len() - 2]))
    {
        root.to_string()
    } else if bare.len() > 3 && !["ss", "us", "is"].iter().any(|end| bare.ends_with(end)) {
        bare.strip_suffix('s').unwrap_or(bare).to_string()
    } else {
        bare.to_string()
    };
    root.replace("iz", "is")
}

/// Fewest letters of a rendering that may be found with other spaces than its own: `noticeboard` for `notice board`.
const COMPACT: usize = 9;

/// Most words between the parts of a rendering that shares its last word with others: “people’s, administrative and judicial mediation”.
const SHARED: usize = 6;

/// Whether a text says one of the renderings, both as `stems` gives them.
pub(super) fn says(text: &str, renderings: &[String]) -> bool {
    if renderings.iter().any(|rendering| text.contains(rendering.as_str())) {
        return true;
    }
    let flat = |s: &str| s.replace(' ', "");
    let whole = flat(text);
    renderings.iter().any(|rendering| {
        let compact = flat(rendering);
        compact.len() >= COMPACT && whole.contains(&compact) || shares(text, rendering)
    })
}

/// Whether the rendering stands in an enumeration whose members share the last word.
fn shares(text: &str, rendering: &str) -> bool {
    let Some((first, last)) = rendering.trim_end().rsplit_once(' ').filter(|(first, _)| !first.is_empty()) else {
        return false;
    };
    let first = format!("{first} ");
    text.match_indices(&first).any(|(at, _)| {
        let mut joined = false;
        for word in text[at + first.len()..].split(' ').take(SHARED) {
            if word == last {
                return joined;
            }
            joined |= word == "and" || word == "or";
        }
        false
    })
}
