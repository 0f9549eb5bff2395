//! The words of the interface, by language: Fluent files of the theme.
//!
//! In: the text of `strings/*.ftl` and `strings/<language>/*.ftl`. Out: texts by key, and problems: a key that one language has and
//! another lacks, a value that only one fills in, a key that nothing uses. A language that lacks a text gets it in English, then
//! Chinese. Does not know where a text is used; a key that is nowhere is for the caller to report.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use self::compare::Messages;
use crate::base::date::Day;
use crate::base::diag::{Diagnostic, Diagnostics, nearest};
use crate::base::fingerprint::{Fingerprint, Hash};
use crate::base::lang::{self, Language};
use crate::base::localdate::{self, Form};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

mod compare;

/// Texts that the program itself asks for; all others are asked for by templates.
pub const ASKED_BY_PROGRAM: &[&str] = &[
    "alert-caution",
    "alert-important",
    "alert-note",
    "alert-tip",
    "alert-warning",
    "audience",
    "footnote-back",
    "footnotes",
    "gloss-close",
    "gloss-more",
    "glosses",
    "home",
    "not-found",
    "poster-preview",
    "posters",
    "sheet-printed",
    "sheet-scan",
    "table",
    "task-done",
    "task-open",
    "topics",
];

/// A file of texts.
#[derive(Clone, Debug)]
pub struct StringFile {
    /// The key of its language.
    pub language: String,
    /// Where it lies.
    pub path: SourcePath,
    /// What it says.
    pub text: Arc<str>,
}

/// A value that is filled into a text.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A number; whole numbers are written without a decimal point, and decide plural forms.
    Number(f64),
}

/// All texts of the interface. Shared by threads.
pub struct Strings {
    languages: BTreeMap<String, Bundle>,
    messages: Messages,
    fingerprint: Fingerprint,
}

struct Bundle {
    /// Texts without anything to fill in, ready; those that stand in for missing ones too.
    fixed: BTreeMap<String, Arc<str>>,
    fluent: FluentBundle<FluentResource>,
    /// Whether texts of other languages need marks around them to keep their direction.
    rtl: bool,
}

impl Strings {
    /// Reads the files; later ones of a language override entries of earlier ones. `languages` are those of the site: each of them
    /// can be asked for afterwards, whether it has a file or not.
    pub fn new(files: &[StringFile], languages: &[Language], diags: &mut Diagnostics) -> Strings {
        let mut hash = Hash::new();
        let mut resources: BTreeMap<&str, Vec<FluentResource>> = BTreeMap::new();
        for StringFile { language, path, text } in files {
            hash.text(language).text(text);
            resources.entry(language).or_default().push(parse(path, text, diags));
        }
        for language in languages {
            hash.text(&language.key);
            resources.entry(&language.key).or_default();
        }
        let messages = compare::messages(files);
        compare::report(files, &messages, languages, diags);
        let none = BTreeMap::new();
        let bundles = resources.into_iter().map(|(language, resources)| {
            let names = messages.get(language).unwrap_or(&none).keys();
            (language.to_string(), Bundle::new(language, resources, names))
        });
        let mut strings = Strings { languages: bundles.collect(), messages, fingerprint: hash.finish() };
        strings.stand_in();
        strings
    }

    /// Gives each language the fixed texts that it lacks.
    fn stand_in(&mut self) {
        let own: BTreeMap<String, BTreeMap<String, Arc<str>>> =
            self.languages.iter().map(|(language, bundle)| (language.clone(), bundle.fixed.clone())).collect();
        for (language, bundle) in &mut self.languages {
            for other in lang::stand_ins(language).filter(|other| other != language) {
                for (key, text) in own.get(other).into_iter().flatten() {
                    if !bundle.fixed.contains_key(key) && !bundle.fluent.has_message(key) {
                        let text = if bundle.rtl { Arc::from(isolated(text)) } else { text.clone() };
                        bundle.fixed.insert(key.clone(), text);
                    }
                }
            }
        }
    }

    /// The text of `key` in a language, filled in; none if there is no such text or a value it needs is missing.
    pub fn get(&self, language: &str, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        self.explain(language, key, args).ok()
    }

    /// The text of a key that has nothing to fill in.
    pub fn fixed(&self, language: &str, key: &str) -> Option<&Arc<str>> {
        self.languages.get(language)?.fixed.get(key)
    }

    /// As [`Strings::get`], with the reason why not, in English.
    pub fn explain(&self, language: &str, key: &str, args: &[(&str, Arg<'_>)]) -> Result<String, String> {
        let bundle = self.languages.get(language).ok_or_else(|| format!("no texts for the language `{language}`"))?;
        if let Some(text) = bundle.fixed.get(key) {
            return Ok(text.to_string());
        }
        if bundle.fluent.has_message(key) {
            return bundle.format(key, args);
        }
        // Plural forms are those of the language that stands in, so it is asked itself.
        let others = lang::stand_ins(language).filter_map(|other| self.languages.get(other));
        match others.into_iter().find(|other| other.fluent.has_message(key)) {
            Some(other) => other.format(key, args).map(|text| if bundle.rtl { isolated(&text) } else { text }),
            None => bundle.format(key, args),
        }
    }

    /// The keys whose texts have nothing to fill in, with them.
    pub fn all_fixed(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.languages.iter().flat_map(|(language, bundle)| {
            bundle.fixed.iter().map(move |(key, text)| (language.as_str(), key.as_str(), &**text))
        })
    }

    /// Whether a language has a text of this key; if not, the nearest key there is.
    pub fn has(&self, key: &str) -> Result<(), Option<&str>> {
        if self.languages.values().any(|bundle| bundle.fluent.has_message(key)) {
            return Ok(());
        }
        Err(nearest(key, self.languages.values().flat_map(|bundle| bundle.fixed.keys().map(String::as_str))))
    }

    /// Tells of texts that nothing asks for: neither the program nor what `is_named` knows of. Only those at places that
    /// `is_looked_at` are told of.
    pub fn report_unused(
        &self,
        is_named: &dyn Fn(&str) -> bool,
        is_looked_at: &dyn Fn(&Place) -> bool,
        diags: &mut Diagnostics,
    ) {
        let is_named = |key: &str| ASKED_BY_PROGRAM.contains(&key) || is_named(key);
        compare::report_unused(&self.messages, &is_named, is_looked_at, diags);
    }

    /// What all texts are, as one value.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl Bundle {
    fn new<'k>(language: &str, resources: Vec<FluentResource>, keys: impl Iterator<Item = &'k String>) -> Bundle {
        let language = Language::of_key(language);
        let id: LanguageIdentifier = language.tag.parse().unwrap_or_default();
        let rtl = language.is_rtl();
        let mut fluent = FluentBundle::new_concurrent(vec![id]);
        // Isolating marks are invisible characters that would end up in titles and search; only where the text runs from right to
        // left would a Chinese name without them pull the words around it out of order.
        fluent.set_use_isolating(rtl);
        // The name cannot be taken: the bundle is new.
        let _ = fluent.add_function("DATE", move |values, named| date(&language, values, named));
        for resource in resources {
            fluent.add_resource_overriding(resource);
        }
        let mut bundle = Bundle { fixed: BTreeMap::new(), fluent, rtl };
        for key in keys {
            if let Ok(text) = bundle.format(key, &[]) {
                bundle.fixed.insert(key.clone(), Arc::from(text));
            }
        }
        bundle
    }

    fn format(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Result<String, String> {
        let message = self.fluent.get_message(key);
        let pattern = message.as_ref().and_then(fluent_bundle::FluentMessage::value);
        let Some(pattern) = pattern else { return Err(self.unknown(key)) };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(
                *name,
                match arg {
                    Arg::Text(text) => FluentValue::String(Cow::Borrowed(text.as_ref())),
                    Arg::Number(number) => FluentValue::from(*number),
                },
            );
        }
        let mut errors = Vec::new();
        let text = self.fluent.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(format!("text `{key}`: {error}")),
        }
    }

    fn unknown(&self, key: &str) -> String {
        match nearest(key, self.fixed.keys().map(String::as_str)) {
            Some(near) => format!("no text `{key}`; did you mean `{near}`?"),
            None => format!("no text `{key}`"),
        }
    }
}

fn parse(path: &SourcePath, source: &str, diags: &mut Diagnostics) -> FluentResource {
    match FluentResource::try_new(source.to_string()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                // A point at the end of a line says more when the whole line is underlined.
                let at = error.pos.start.min(source.len());
                let start = source[..floor(source, at)].rfind('\n').map_or(0, |i| i + 1);
                let end = source[floor(source, at)..].find('\n').map_or(source.len(), |i| floor(source, at) + i);
                let reason = error.kind.to_string();
                diags.push(
                    Diagnostic::new(
                        &rules::STRING_SYNTAX,
                        Place::new(path, start..end),
                        text! { zh: "界面文字的写法有误：{reason}", en: "this is no interface text: {reason}" },
                    )
                    .help(text! {
                        zh: "写成 `名字 = 文字`；名字用小写字母和连字符",
                        en: "write `name = text`; names are lower-case letters and hyphens"
                    }),
                );
            }
            resource
        }
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Words from left to right inside of words from right to left.
fn isolated(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}

/// `{ DATE($day, form: "weekday") }` in a text: a day, given as `2026-11-28`, as the language says it.
fn date<'v>(language: &Language, values: &[FluentValue<'v>], named: &FluentArgs<'_>) -> FluentValue<'v> {
    let form = match named.get("form") {
        Some(FluentValue::String(name)) => Form::of_name(name),
        Some(_) => None,
        None => Some(Form::Long),
    };
    let day = match values.first() {
        Some(FluentValue::String(iso)) => Day::parse(iso),
        Some(_) | None => None,
    };
    match (day, form) {
        (Some(day), Some(form)) => FluentValue::String(Cow::Owned(localdate::say(day, form, language))),
        _ => FluentValue::Error,
    }
}

#[cfg(test)]
mod tests;
