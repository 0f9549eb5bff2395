//! The theme's web templates.
//!
//! In: template files and the words of the interface. Out: rendered text, and for each template the fingerprint of all it is made of.
//! Does not know what is in a context; templates can only see what they are given.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Kwargs, State, Tera, Value};

use super::minify;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::fingerprint::{Fingerprint, Hash};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::text;
use crate::theme::strings::{Arg, Strings};

/// A template file.
#[derive(Clone, Debug)]
pub struct TemplateFile {
    /// Its name for other templates: `base.html`.
    pub name: String,
    /// Where it lies.
    pub path: SourcePath,
    /// What it says.
    pub source: Arc<str>,
}

/// All templates, ready to render; shared by threads.
pub struct Templates {
    /// One per language, because `t()` in a component cannot see the page.
    engines: BTreeMap<String, Tera>,
    files: BTreeMap<String, TemplateFile>,
    /// What is drawn with each template, the words included.
    fingerprints: BTreeMap<String, Fingerprint>,
}

impl Templates {
    /// Reads all templates for these languages; mistakes are reported with their place in the file as it was written.
    pub fn new(files: Vec<TemplateFile>, strings: &Arc<Strings>, languages: &[String], diags: &mut Diagnostics) -> Templates {
        let mut engines = BTreeMap::new();
        for (i, language) in languages.iter().enumerate() {
            let mut engine = engine(strings, language);
            let all: Vec<(&str, String)> =
                files.iter().map(|f| (f.name.as_str(), minify::template(&f.name, &f.source))).collect();
            let added = engine.add_raw_templates(all.iter().map(|(n, s)| (*n, s.as_str())));
            if let Err(error) = added
                && i == 0
            {
                // The minified text has other places; the mistake is looked for again in the text as it was written.
                let mut plain = self::engine(strings, language);
                let again = plain.add_raw_templates(files.iter().map(|f| (f.name.as_str(), &*f.source)));
                let error = again.err().unwrap_or(error);
                diags.push(problem(&error, &files, None));
            }
            engines.insert(language.clone(), engine);
        }
        let fingerprints = fingerprints(&files, strings);
        let files = files.into_iter().map(|f| (f.name.clone(), f)).collect();
        Templates { engines, files, fingerprints }
    }

    /// The text of `name` with a context, in a language; `source` is the file the page comes from.
    pub fn render(&self, name: &str, context: &Context, language: &str, source: &Place) -> Result<String, Diagnostics> {
        let Some(engine) = self.engines.get(language).filter(|e| e.contains_template(name)) else {
            let text = text! { zh: "主题里没有模板 `{name}`", en: "the theme has no template `{name}`" };
            return Err([Diagnostic::new(&rules::TEMPLATE, source.clone(), text)].into_iter().collect());
        };
        engine.render(name, context).map_err(|error| {
            // Places are those of the minified text; a second run over the text as written gives the right one.
            let files: Vec<TemplateFile> = self.files.values().cloned().collect();
            let again = self.render_as_written(context, name, engine);
            [problem(again.as_ref().unwrap_or(&error), &files, Some(source))].into_iter().collect()
        })
    }

    /// Everything that decides what a template draws, but for its context.
    pub fn fingerprint(&self, name: &str) -> Fingerprint {
        self.fingerprints.get(name).copied().unwrap_or_default()
    }

    fn render_as_written(&self, context: &Context, name: &str, like: &Tera) -> Option<tera::Error> {
        let mut plain = Tera::new();
        plain.autoescape_on([".html"]);
        plain.register_from(like);
        plain.add_raw_templates(self.files.values().map(|f| (f.name.as_str(), &*f.source))).err().or_else(|| {
            plain.render(name, context).err()
        })
    }
}

fn engine(strings: &Arc<Strings>, language: &str) -> Tera {
    let mut engine = Tera::new();
    engine.autoescape_on([".html"]);
    let strings = strings.clone();
    let language = language.to_string();
    engine.register_function("t", move |kwargs: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
        let key: &str = kwargs.must_get("key")?;
        let args: Vec<(&str, Arg<'_>)> = kwargs
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, value)))
            .filter(|(name, _)| *name != "key")
            .map(|(name, value)| (name, arg(value)))
            .collect();
        strings.explain(&language, key, &args).map_err(tera::Error::message)
    });
    engine
}

fn arg(value: &Value) -> Arg<'_> {
    match (value.as_str(), value.as_number()) {
        (Some(text), _) => Arg::Text(Cow::Borrowed(text)),
        (None, Some(number)) => Arg::Number(number.as_float()),
        (None, None) => Arg::Text(Cow::Owned(value.to_string())),
    }
}

/// A mistake in a template as a problem, at its place in the file; with `source`, the page that was being made is named too.
fn problem(error: &tera::Error, files: &[TemplateFile], source: Option<&Place>) -> Diagnostic {
    let report = match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    };
    let file = report.and_then(|r| files.iter().find(|f| f.name == r.filename()));
    let place = match (report, file) {
        (Some(report), Some(file)) => Place::new(&file.path, report.span().range.clone()),
        _ => source.cloned().or_else(|| files.first().map(|f| Place::file(&f.path))).unwrap_or_else(|| Place::file(&SourcePath::from("themes"))),
    };
    let message = report.map_or_else(|| error.to_string(), |r| r.message().to_string());
    let message = message.lines().next().unwrap_or_default().to_string();
    let found = Diagnostic::new(&rules::TEMPLATE, place, text! { zh: "模板有误：{message}", en: "{message}" });
    match source.filter(|_| file.is_some()) {
        Some(source) => found.related(source.clone(), text! { zh: "正在生成这一页", en: "while making this page" }),
        None => found,
    }
}

/// For each template its own text, that of all templates it extends or includes, all files with components, and the words.
fn fingerprints(files: &[TemplateFile], strings: &Strings) -> BTreeMap<String, Fingerprint> {
    let by_name: BTreeMap<&str, &TemplateFile> = files.iter().map(|f| (f.name.as_str(), f)).collect();
    let with_components: Vec<&str> =
        files.iter().filter(|f| f.source.contains("{% component")).map(|f| f.name.as_str()).collect();
    let mut all = BTreeMap::new();
    for file in files {
        let mut closure: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = with_components.iter().copied().chain([file.name.as_str()]).collect();
        while let Some(name) = open.pop() {
            if closure.insert(name)
                && let Some(file) = by_name.get(name)
            {
                open.extend(names_in(&file.source));
            }
        }
        let mut hash = Hash::new();
        hash.add(strings.fingerprint());
        for name in closure {
            hash.text(name).text(by_name.get(name).map_or("", |f| &f.source));
        }
        all.insert(file.name.clone(), hash.finish());
    }
    all
}

/// The templates that a template extends or includes; Tera wants them as literals.
fn names_in(source: &str) -> impl Iterator<Item = &str> {
    ["extends", "include"].into_iter().flat_map(move |word| {
        source.match_indices(word).filter_map(move |(at, _)| {
            let rest = source[at + word.len()..].trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            rest[1..].split(quote).next()
        })
    })
}
