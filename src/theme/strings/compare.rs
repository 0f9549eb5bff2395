//! What the string files of different languages owe one another.
//!
//! In: their texts. Out: the messages of a file with what they name, and problems: texts that one language has and another lacks, values
//! that one language fills in and another does not. Does not fill anything in.

use std::collections::{BTreeMap, BTreeSet};

use super::StringFile;
use crate::base::diag::{Diagnostic, Diagnostics, nearest};
use crate::base::lang::{self, Language};
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

/// A message of a string file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// Where its key stands.
    pub place: Place,
    /// The values that are filled in, without `$`.
    pub args: BTreeSet<String>,
    /// Other messages that its text is made with.
    pub uses: BTreeSet<String>,
}

/// The messages of each language by key; of a key that stands twice, the last, which is the one that holds.
pub(super) type Messages = BTreeMap<String, BTreeMap<String, Message>>;

/// Languages that must have every text: the theme's own two. Others may be begun with one text and grow.
const WHOLE: [&str; 2] = ["zh", "en"];

/// Texts of a message that a problem lists by name, at most, before the rest is a number.
const NAMED: usize = 12;

/// Reads the messages of all files.
pub(super) fn messages(files: &[StringFile]) -> Messages {
    let mut all = Messages::new();
    for file in files {
        let known = all.entry(file.language.clone()).or_default();
        let keys = keys(&file.text);
        for (at, (key, start)) in keys.iter().enumerate() {
            let end = keys.get(at + 1).map_or(file.text.len(), |(_, next)| *next);
            let (args, uses) = named(&file.text[start + key.len()..end]);
            let place = Place::new(&file.path, *start..start + key.len());
            known.insert((*key).to_string(), Message { place, args, uses });
        }
    }
    all
}

/// The message keys of a file with their offsets: in Fluent an identifier in the first column begins a message, and nothing else does.
fn keys(source: &str) -> Vec<(&str, usize)> {
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

/// The values and messages that a text names inside its braces. Lines of comment, which begin with `#`, name nothing.
fn named(text: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut args, mut uses) = (BTreeSet::new(), BTreeSet::new());
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        for (at, _) in line.match_indices('$') {
            let name: String = line[at + 1..].chars().take_while(|c| is_name(*c)).collect();
            if !name.is_empty() && (line[..at].contains('{') || line.starts_with(' ')) {
                args.insert(name);
            }
        }
        for inner in line.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(inner, _)| inner.trim()) {
            let name = inner.split('.').next().unwrap_or(inner);
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_name) {
                uses.insert(name.to_string());
            }
        }
    }
    (args, uses)
}

/// Tells what the languages lack, each compared with those that must be whole.
pub(super) fn report(files: &[StringFile], all: &Messages, languages: &[Language], diags: &mut Diagnostics) {
    let whole: Vec<&str> = WHOLE.into_iter().filter(|key| all.contains_key(*key)).collect();
    let wanted: BTreeSet<&String> = whole.iter().flat_map(|key| all[*key].keys()).collect();
    for (language, known) in all {
        let missing: Vec<&str> =
            wanted.iter().filter(|key| !known.contains_key(**key)).map(|key| key.as_str()).collect();
        let Some(file) = files.iter().find(|file| file.language == *language) else { continue };
        if whole.contains(&language.as_str()) {
            for key in &missing {
                missing_text(key, file, known, all, diags);
            }
        } else if !missing.is_empty() && languages.iter().any(|l| l.key == *language) {
            incomplete(&missing, file, language, diags);
        }
        arguments(language, known, all, &whole, diags);
    }
}

fn missing_text(
    key: &str,
    file: &StringFile,
    known: &BTreeMap<String, Message>,
    all: &Messages,
    diags: &mut Diagnostics,
) {
    let Some(there) = all.values().find_map(|other| other.get(key)) else { return };
    let alone = known.keys().map(String::as_str).filter(|k| all.values().any(|other| !other.contains_key(*k)));
    let near = nearest(key, alone);
    diags.push(
        Diagnostic::new(
            &rules::STRING_MISSING,
            Place::file(&file.path),
            text! { zh: "缺少界面文字 `{key}`", en: "the interface text `{key}` is missing" },
        )
        .related(there.place.clone(), text! { zh: "另一种语言里有", en: "it stands here in another language" })
        .help_if(near, |near| text! { zh: "是不是 `{near}` 写错了？", en: "is `{near}` misspelt?" }),
    );
}

/// One problem for all texts that a further language lacks.
fn incomplete(missing: &[&str], file: &StringFile, language: &str, diags: &mut Diagnostics) {
    let count = missing.len();
    let named = missing.iter().take(NAMED).map(|key| format!("`{key}`")).collect::<Vec<_>>();
    let (zh, en) = (named.join("、"), named.join(", "));
    let more = if count > NAMED { ("……", " …") } else { ("", "") };
    let stand_in = lang::stand_ins(language).next().map_or_else(|| Language::of_key("en"), Language::of_key);
    let (zh_name, en_name) = (stand_in.chinese_name(), stand_in.english_name());
    let all = missing.join(" ");
    diags.push(
        Diagnostic::new(
            &rules::STRINGS_INCOMPLETE,
            Place::file(&file.path),
            text! {
                zh: "缺少 {count} 条界面文字，现在用{zh_name}代替：{zh}{}", more.0;
                en: "{count} interface texts are missing, {en_name} stands in: {en}{}", more.1
            },
        )
        .help(text! { zh: "要补的有：{all}", en: "to be added: {all}" }),
    );
}

/// Values that a text fills in and its fellow in another language does not.
fn arguments(
    language: &str,
    known: &BTreeMap<String, Message>,
    all: &Messages,
    whole: &[&str],
    diags: &mut Diagnostics,
) {
    // Each pair of the theme's own two is compared once, from both sides.
    let Some(fellow) = whole.iter().find(|key| **key != language) else { return };
    for (key, message) in known {
        let Some(other) = all[*fellow].get(key) else { continue };
        for arg in message.args.difference(&other.args) {
            let unused = other.args.difference(&message.args).map(String::as_str);
            let near = nearest(arg, unused);
            diags.push(
                Diagnostic::new(
                    &rules::STRING_ARGUMENTS,
                    message.place.clone(),
                    text! {
                        zh: "`{key}` 里填入了 `${arg}`，另一种语言的没有",
                        en: "`{key}` fills in `${arg}`, its fellow in another language does not"
                    },
                )
                .related(other.place.clone(), text! { zh: "另一种语言的这一条", en: "its fellow" })
                .help_if(near, |near| text! { zh: "是不是要写 `${near}`？", en: "did you mean `${near}`?" }),
            );
        }
        // What a further language leaves out is told at its own file; of the theme's two each is looked at in its turn.
        if !whole.contains(&language) {
            for arg in other.args.difference(&message.args) {
                let lacks = text! { zh: "`{key}` 没有填入 `${arg}`", en: "`{key}` does not fill in `${arg}`" };
                diags.push(
                    Diagnostic::new(&rules::STRING_ARGUMENTS, message.place.clone(), lacks)
                        .related(other.place.clone(), text! { zh: "另一种语言的这一条", en: "its fellow" }),
                );
            }
        }
    }
}

/// Tells of texts that nothing asks for.
pub(super) fn report_unused(
    all: &Messages,
    is_named: &dyn Fn(&str) -> bool,
    is_looked_at: &dyn Fn(&Place) -> bool,
    diags: &mut Diagnostics,
) {
    for known in all.values() {
        let inner: BTreeSet<&String> = known.values().flat_map(|message| &message.uses).collect();
        for (key, message) in known {
            if is_named(key) || inner.contains(key) || !is_looked_at(&message.place) {
                continue;
            }
            diags.push(
                Diagnostic::new(
                    &rules::STRING_UNUSED,
                    message.place.clone(),
                    text! { zh: "没有地方用到界面文字 `{key}`", en: "nothing uses the interface text `{key}`" },
                )
                .help(text! {
                    zh: "删去这一条；模板里用 `t(key=\"{key}\")` 取它",
                    en: "take it out; a template asks for it by `t(key=\"{key}\")`"
                }),
            );
        }
    }
}
