//! The theme's web templates: read once, made small, filled in for each page.
//!
//! In: the files of `web/` and plain data. Out: pages; problems of a template carry its own line, also though it was made small.
//! Nothing can be fetched from inside a template: what it shows is what the context holds, and so is what a page depends on.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use crate::base::date::Day;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::fingerprint::{Fingerprint, Hash};
use crate::base::lang::Language;
use crate::base::localdate::{self, Form};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::text;
use crate::theme::strings::{Arg, Strings};
use crate::web::minify::{self, Minified};
use crate::write::html;

mod uses;

use uses::Uses;

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

/// All templates of the theme. Shared by threads.
pub struct Templates {
    files: BTreeMap<String, File>,
    /// One engine for each language, so that `t` knows which language it speaks, inside of components too.
    engines: BTreeMap<String, Tera>,
    /// All texts in quotation marks in them: the keys they ask for are among these.
    quoted: BTreeSet<String>,
    /// What was wrong when they were read; then nothing can be made.
    broken: Diagnostics,
}

struct File {
    path: SourcePath,
    small: Minified,
    fingerprint: Fingerprint,
    facets: BTreeSet<String>,
}

impl Templates {
    /// Reads all templates for these languages; mistakes go to `diags` with their place in the file as it was written.
    pub fn new(
        files: &[TemplateFile],
        strings: &Arc<Strings>,
        languages: &[Language],
        diags: &mut Diagnostics,
    ) -> Templates {
        let uses: BTreeMap<&str, Uses> = files.iter().map(|f| (f.name.as_str(), uses::of(&f.source))).collect();
        let quoted = files.iter().flat_map(|file| uses::literals(&file.source)).collect();
        let mut templates =
            Templates { files: BTreeMap::new(), engines: BTreeMap::new(), quoted, broken: Diagnostics::new() };
        for TemplateFile { name, path, source } in files {
            let small = if is_html(name) { minify::template(source) } else { Minified::unchanged(source) };
            let closure = uses::closure(name, &uses);
            let mut hash = Hash::new();
            hash.add(strings.fingerprint());
            for file in files.iter().filter(|file| closure.contains(file.name.as_str())) {
                hash.text(&file.name).text(&file.source);
            }
            let facets = closure.iter().flat_map(|name| uses[name].implicit.iter().cloned()).collect();
            templates
                .files
                .insert(name.clone(), File { path: path.clone(), small, fingerprint: hash.finish(), facets });
        }
        templates.check_keys(files, strings, diags);
        match templates.engine(strings) {
            Ok(engine) => {
                for (name, file) in &mut templates.files {
                    if let Ok(variables) = engine.get_template_variables(name) {
                        file.facets.extend(variables.into_iter().map(str::to_string));
                    }
                }
                for language in languages {
                    let mut own = engine.clone();
                    own.register_function("t", words(&language.key, strings));
                    own.register_function("date", date(language));
                    templates.engines.insert(language.key.clone(), own);
                }
            }
            Err(found) => {
                diags.append(found.clone());
                templates.broken = found;
            }
        }
        templates
    }

    /// A page as bytes. `source` is what the page is made from; a problem names it beside the template.
    pub fn render(
        &self,
        name: &str,
        context: &Context,
        language: &str,
        source: &Place,
    ) -> Result<Vec<u8>, Diagnostics> {
        if self.broken.has_errors() {
            return Err(self.broken.clone());
        }
        let Some(engine) = self.engines.get(language) else {
            return Err(self.problem(name, &format!("there are no texts for the language `{language}`"), source));
        };
        let mut out = Vec::with_capacity(expected_length(context));
        match engine.render_to(name, context, &mut out) {
            Ok(()) => Ok(out),
            Err(error) => Err(self.found(&error, name, Some(source))),
        }
    }

    /// Whether some template may ask for the text of this key: it stands in one in quotation marks, whole or with its last words left
    /// open (`"alert-" ~ kind`).
    pub fn names(&self, key: &str) -> bool {
        let open = |(at, _): (usize, char)| self.quoted.contains(&key[..=at]);
        self.quoted.contains(key) || key.char_indices().filter(|(_, c)| *c == '-').any(open)
    }

    /// Whether there is a template of this name.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// What a page made with this template depends on besides its context: the file, all it extends, includes and uses, and the words.
    pub fn fingerprint(&self, name: &str) -> Fingerprint {
        self.files.get(name).map_or(Fingerprint::default(), |file| file.fingerprint)
    }

    /// The top-level names of the context that a template may look at, with those of all it extends, includes and uses.
    pub fn facets(&self, name: &str) -> Option<BTreeSet<String>> {
        self.files.get(name).map(|file| file.facets.clone())
    }

    /// Whether a template may look at this name of the context, or all it extends, includes and uses; so does one that is not there.
    pub fn looks_at(&self, template: &str, name: &str) -> bool {
        self.files.get(template).is_none_or(|file| file.facets.contains(name))
    }

    /// Texts that templates ask for by a key that is nowhere.
    fn check_keys(&self, files: &[TemplateFile], strings: &Strings, diags: &mut Diagnostics) {
        for TemplateFile { path, source, .. } in files {
            for (at, key) in uses::keys(source) {
                let Err(near) = strings.has(key) else { continue };
                let words = text! { zh: "没有界面文字 `{key}`", en: "there is no interface text `{key}`" };
                let place = Place::new(path, at..at + key.len());
                diags.push(
                    Diagnostic::new(&rules::TEMPLATE, place, words)
                        .help_if(near, |near| text! { zh: "是不是要写 `{near}`？", en: "did you mean `{near}`?" }),
                );
            }
        }
    }

    /// An engine with all templates, or everything that is wrong with them.
    fn engine(&self, strings: &Arc<Strings>) -> Result<Tera, Diagnostics> {
        let mut engine = new_engine();
        engine.register_function("t", words("", strings));
        let all = self.files.iter().map(|(name, file)| (name.as_str(), file.small.text.as_str()));
        let Err(error) = engine.add_raw_templates(all.clone()) else { return Ok(engine) };
        // Together they stop at the first mistake; alone each file shows its own.
        let mut found = Diagnostics::new();
        for (name, text) in all {
            match new_engine().add_raw_template(name, text) {
                Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => {
                    found.append(self.found(&error, name, None));
                }
                // A reference to another file is one to nowhere here.
                Err(_) | Ok(()) => {}
            }
        }
        Err(if found.is_empty() { self.found(&error, "", None) } else { found })
    }

    /// What Tera said, at its places in the theme's files.
    fn found(&self, error: &tera::Error, name: &str, source: Option<&Place>) -> Diagnostics {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = report.span().range.clone();
                self.at(report.filename(), range, report.message(), source)
            }
            ErrorKind::Msg(message) => self.reported(message, name, source),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                self.at(tpl, 0..0, &error.to_string(), source)
            }
            ErrorKind::MissingParent { current, .. } => self.at(current, 0..0, &error.to_string(), source),
            other => self.at(name, 0..0, &other.to_string(), source),
        }
    }

    /// Problems that Tera has already drawn as text: several, each with `--> file:line:column`.
    fn reported(&self, message: &str, name: &str, source: Option<&Place>) -> Diagnostics {
        let mut all = Diagnostics::new();
        let mut said = "";
        for line in message.lines() {
            if let Some(words) = line.strip_prefix("error: ") {
                said = words;
            } else if let Some((_, place)) = line.split_once("--> ") {
                let mut parts = place.rsplitn(3, ':');
                let column = parts.next().and_then(|c| c.trim().parse::<usize>().ok());
                let line = parts.next().and_then(|l| l.parse::<usize>().ok());
                if let (Some(column), Some(line), Some(file)) = (column, line, parts.next()) {
                    let text = self.files.get(file).map_or("", |f| &f.small.text);
                    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
                    let inside: usize = text[before..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
                    let start = before + inside;
                    let name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '.');
                    let length: usize = text[start..].chars().take_while(name).map(char::len_utf8).sum();
                    all.append(self.at(file, start..start + length, said, source));
                }
            }
        }
        if all.is_empty() {
            all = self.at(name, 0..0, message, source);
        }
        all
    }

    fn at(&self, name: &str, range: std::ops::Range<usize>, message: &str, source: Option<&Place>) -> Diagnostics {
        let mut all = Diagnostics::new();
        let words = text! { zh: "模板有误：{message}", en: "the template is wrong: {message}" };
        let found = match self.files.get(name) {
            Some(file) => {
                let start = file.small.origin(range.start);
                let end = if range.is_empty() { start } else { file.small.origin(range.end - 1) + 1 };
                Diagnostic::new(&rules::TEMPLATE, Place::new(&file.path, start..end.max(start)), words)
            }
            None if name.is_empty() => Diagnostic::nowhere(&rules::TEMPLATE, words),
            None => Diagnostic::nowhere(
                &rules::TEMPLATE,
                text! { zh: "没有模板 `{name}`：{message}", en: "there is no template `{name}`: {message}" },
            ),
        };
        all.push(match source {
            Some(source) => found.related(source.clone(), text! { zh: "生成这一页时", en: "while this page was made" }),
            None => found,
        });
        all
    }

    fn problem(&self, name: &str, message: &str, source: &Place) -> Diagnostics {
        self.at(name, 0..0, message, Some(source))
    }
}

fn is_html(name: &str) -> bool {
    name.ends_with(".html")
}

fn new_engine() -> Tera {
    let mut engine = Tera::new();
    // Tera's own `safe` copies the text; an article of 30 KB is only marked here.
    engine.register_filter("safe", |value: Value, _: Kwargs, _: &State| -> Value { value.mark_safe() });
    // For texts of fields, which the writer of articles does not see.
    engine.register_filter("whole", |text: &str, _: Kwargs, _: &State| -> Value {
        Value::normal_string(&html::whole(text)).mark_safe()
    });
    engine.register_function("t", |_: Kwargs, _: &State| -> TeraResult<Value> { Ok(Value::none()) });
    engine.register_function("date", |_: Kwargs, _: &State| -> TeraResult<Value> { Ok(Value::none()) });
    engine
}

/// The function `t(key="…", …)` of one language.
fn words(
    language: &str,
    strings: &Arc<Strings>,
) -> impl Fn(Kwargs, &State) -> TeraResult<Value> + Send + Sync + 'static {
    let language = language.to_string();
    let strings = Arc::clone(strings);
    let fixed: HashMap<String, Value> = strings
        .all_fixed()
        .filter(|(of, ..)| *of == language)
        .map(|(_, key, text)| (key.to_string(), Value::normal_string(text)))
        .collect();
    move |kwargs: Kwargs, _: &State| {
        let key: &str = kwargs.must_get("key")?;
        if let Some(text) = fixed.get(key) {
            return Ok(text.clone());
        }
        let mut args: Vec<(&str, Arg<'_>)> = Vec::new();
        for (name, value) in kwargs.iter() {
            let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
            let arg = match value.as_f64_lossy() {
                Some(number) => Arg::Number(number),
                None => Arg::Text(value.to_string().into()),
            };
            args.push((name, arg));
        }
        match strings.explain(&language, key, &args) {
            Ok(text) => Ok(Value::normal_string(&text)),
            Err(reason) => Err(tera::Error::message(reason)),
        }
    }
}

/// The function `date(day="2026-11-28", form="weekday")` of one language.
fn date(language: &Language) -> impl Fn(Kwargs, &State) -> TeraResult<Value> + Send + Sync + 'static {
    let language = language.clone();
    move |kwargs: Kwargs, _: &State| {
        let typed: &str = kwargs.must_get("day")?;
        let name = kwargs.get::<&str>("form")?.unwrap_or("long");
        let day = Day::parse(typed)
            .ok_or_else(|| tera::Error::message(format!("`{typed}` is no day: expected 2026-11-28")))?;
        let form = Form::of_name(name).ok_or_else(|| {
            tera::Error::message(format!("no form `{name}`: expected long, full, weekday, month or iso"))
        })?;
        Ok(Value::normal_string(&localdate::say(day, form, &language)))
    }
}

/// Numbers of any of Tera's kinds.
trait Lossy {
    fn as_f64_lossy(&self) -> Option<f64>;
}

impl Lossy for Value {
    fn as_f64_lossy(&self) -> Option<f64> {
        if let Some(number) = self.as_i64().and_then(|n| i32::try_from(n).ok()) {
            return Some(f64::from(number));
        }
        self.as_f64()
    }
}

/// How long a page will be, so that its buffer is made once: its article and a shell of 8 KB.
fn expected_length(context: &Context) -> usize {
    const SHELL: usize = 8 * 1024;
    SHELL + context.get("content").and_then(|content| content.as_str()).map_or(0, str::len)
}

#[cfg(test)]
mod tests;
