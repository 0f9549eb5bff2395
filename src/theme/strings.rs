//! The words of the interface, by language: Fluent files of the theme.
//!
//! In: the text of `strings/*.ftl`. Out: texts by key, and a problem for each key that one language has and another lacks.
//! Does not know where a text is used; a key that is nowhere is for the caller to report.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::base::diag::{Diagnostic, Diagnostics, nearest};
use crate::base::fingerprint::{Fingerprint, Hash};
use crate::base::lang::Language;
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

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
    fingerprint: Fingerprint,
}

struct Bundle {
    /// Texts without anything to fill in, ready.
    fixed: BTreeMap<String, Arc<str>>,
    fluent: FluentBundle<FluentResource>,
}

impl Strings {
    /// Reads the files: language key, path, text. Later files of a language override entries of earlier ones.
    pub fn new(files: &[(&str, SourcePath, Arc<str>)], diags: &mut Diagnostics) -> Strings {
        let mut hash = Hash::new();
        let mut resources: BTreeMap<&str, Vec<FluentResource>> = BTreeMap::new();
        let mut keys: BTreeMap<&str, BTreeMap<&str, Place>> = BTreeMap::new();
        for (language, path, source) in files {
            hash.text(language).text(source);
            resources.entry(language).or_default().push(parse(path, source, diags));
            let known = keys.entry(language).or_default();
            for (key, at) in message_keys(source) {
                known.entry(key).or_insert_with(|| Place::new(path, at..at + key.len()));
            }
        }
        report_missing(files, &keys, diags);
        let languages = resources.into_iter().map(|(language, resources)| {
            let names: Vec<String> = keys[language].keys().map(ToString::to_string).collect();
            (language.to_string(), Bundle::new(language, resources, &names))
        });
        Strings { languages: languages.collect(), fingerprint: hash.finish() }
    }

    /// The text of `key` in a language, filled in; none if there is no such text or a value it needs is missing.
    pub fn get(&self, language: &str, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let bundle = self.languages.get(language)?;
        match bundle.fixed.get(key) {
            Some(text) => Some(text.to_string()),
            None => bundle.format(key, args).ok(),
        }
    }

    /// The text of a key that has nothing to fill in.
    pub fn fixed(&self, language: &str, key: &str) -> Option<&Arc<str>> {
        self.languages.get(language)?.fixed.get(key)
    }

    /// As [`Strings::get`], with the reason why not, in English.
    pub fn explain(&self, language: &str, key: &str, args: &[(&str, Arg<'_>)]) -> Result<String, String> {
        let bundle = self.languages.get(language).ok_or_else(|| format!("no texts for the language `{language}`"))?;
        match bundle.fixed.get(key) {
            Some(text) => Ok(text.to_string()),
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

    /// The languages there are texts for.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// What all texts are, as one value.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl Bundle {
    fn new(language: &str, resources: Vec<FluentResource>, keys: &[String]) -> Bundle {
        let id: LanguageIdentifier = Language::of_key(language).tag.parse().unwrap_or_default();
        let mut fluent = FluentBundle::new_concurrent(vec![id]);
        // Isolating marks are invisible characters that would end up in titles and search.
        fluent.set_use_isolating(false);
        for resource in resources {
            fluent.add_resource_overriding(resource);
        }
        let mut bundle = Bundle { fixed: BTreeMap::new(), fluent };
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

/// The message keys of a file with their offsets: in Fluent an identifier in the first column begins a message, and nothing else does.
fn message_keys(source: &str) -> Vec<(&str, usize)> {
    let mut keys = Vec::new();
    let mut offset = 0;
    for line in source.split_inclusive('\n') {
        let length = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
        let is_message =
            line.starts_with(|c: char| c.is_ascii_alphabetic()) && line[length..].trim_start().starts_with('=');
        if is_message {
            keys.push((&line[..length], offset));
        }
        offset += line.len();
    }
    keys
}

fn report_missing(
    files: &[(&str, SourcePath, Arc<str>)],
    keys: &BTreeMap<&str, BTreeMap<&str, Place>>,
    diags: &mut Diagnostics,
) {
    let all: BTreeSet<&str> = keys.values().flat_map(|known| known.keys().copied()).collect();
    for (language, known) in keys {
        let Some((_, path, _)) = files.iter().find(|(l, ..)| l == language) else { continue };
        for key in all.iter().filter(|key| !known.contains_key(*key)) {
            let Some(there) = keys.values().find_map(|other| other.get(key)) else { continue };
            let near =
                nearest(key, known.keys().copied().filter(|k| keys.values().any(|other| !other.contains_key(k))));
            diags.push(
                Diagnostic::new(
                    &rules::STRING_MISSING,
                    Place::file(path),
                    text! { zh: "缺少界面文字 `{key}`", en: "the interface text `{key}` is missing" },
                )
                .related(there.clone(), text! { zh: "另一种语言里有", en: "it stands here in another language" })
                .help_if(near, |near| text! { zh: "是不是 `{near}` 写错了？", en: "is `{near}` misspelt?" }),
            );
        }
    }
}

#[cfg(test)]
mod tests;
