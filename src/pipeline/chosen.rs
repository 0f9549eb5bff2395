//! Which of a page's sheets somebody means.
//!
//! In: the page and what is wanted. Out: the plans of its sheets, those that fit; or the problem that there is none.

use std::collections::BTreeMap;

use super::Wanted;
use crate::base::diag::{Diagnostic, Diagnostics, Text, nearest};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::plan::{self, SheetPlan};
use crate::print::Format;
use crate::site::{EntryId, Site};
use crate::text;
use crate::theme::kind::Pages;

/// The sheets of an entry that are wanted.
pub(super) fn chosen(
    site: &Site,
    formats: &BTreeMap<String, Format>,
    entry: EntryId,
    wanted: Wanted<'_>,
    path: &SourcePath,
    diagnostics: &mut Diagnostics,
) -> Vec<SheetPlan> {
    let all = plan::sheets(site, &formats.keys().cloned().collect(), diagnostics);
    let mut plans: Vec<SheetPlan> = all.into_iter().filter(|s| s.entry == entry).collect();
    let mut none = |text: Text, help: Option<Text>| {
        let found = Diagnostic::new(&rules::NO_POSTER, Place::file(path), text);
        diagnostics.push(help.into_iter().fold(found, Diagnostic::help));
        Vec::new()
    };
    if plans.is_empty() {
        let name = site.kind_of(&site.entries[entry]).name.clone();
        let (zh, en) = (name.get("zh"), name.get("en"));
        return none(text! { zh: "“{zh}”这一类页面没有海报", en: "pages of the kind “{en}” have no poster" }, None);
    }
    if wanted.booklet && !only_books(&mut plans) {
        diagnostics.push(no_booklet(path));
        return Vec::new();
    }
    if let Some(language) = wanted.language {
        plans.retain(|plan| is_in(site, plan, language));
        if plans.is_empty() {
            let keys: Vec<&str> = site.languages.iter().map(|l| l.key.as_str()).chain(["both"]).collect();
            let all = keys.join(", ");
            return none(
                text! { zh: "这一页没有语言为 `{language}` 的海报", en: "this page has no poster in `{language}`" },
                Some(text! { zh: "可以写：{all}", en: "choose one of: {all}" }),
            );
        }
    }
    if let Some(template) = wanted.template {
        plans.retain(|plan| plan.template == template);
        if plans.is_empty() {
            let text =
                text! { zh: "这一页没有版式 `{template}`", en: "this page has no sheet of the layout `{template}`" };
            return none(text, None);
        }
    }
    match wanted.format {
        Some(format) => of_format(plans, formats, format, diagnostics),
        None => plans,
    }
}

/// Whether a sheet is in a language, or `both`.
fn is_in(site: &Site, plan: &SheetPlan, language: &str) -> bool {
    match plan.languages.as_slice() {
        [only] => site.languages[*only].key.eq_ignore_ascii_case(language),
        _ => language.eq_ignore_ascii_case("both"),
    }
}

/// The sheets in a format; one that the page does not have of its own accord is made of the sheet that comes nearest to it.
fn of_format(
    mut plans: Vec<SheetPlan>,
    formats: &BTreeMap<String, Format>,
    format: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<SheetPlan> {
    let Some(known) = formats.keys().find(|f| f.eq_ignore_ascii_case(format)) else {
        diagnostics.push(unknown_format(formats, format));
        return Vec::new();
    };
    if plans.iter().any(|p| p.format == *known) {
        plans.retain(|p| p.format == *known);
        return plans;
    }
    // The sheet of the same true size, drawn at another scale; else the first that is made for such paper, of fixed or of free length.
    let free = |format: &str| formats.get(format).is_some_and(|f| f.width_mm.is_none());
    let true_size = |format: &str| formats.get(format).map(Format::true_size_mm);
    let alike = plans.iter().find(|p| true_size(&p.format) == true_size(known));
    let made_for = || plans.iter().find(|p| free(&p.format) == free(known));
    let Some(first) = alike.or_else(made_for).or(plans.first()).cloned() else { return plans };
    plans.retain(|p| p.template == first.template && p.format == first.format);
    for plan in &mut plans {
        plan.name = plan.name.replace(&plan.format.to_ascii_lowercase(), &known.to_ascii_lowercase());
        plan.format.clone_from(known);
    }
    plans
}

fn unknown_format(formats: &BTreeMap<String, Format>, format: &str) -> Diagnostic {
    let all = formats.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    let near = nearest(format, formats.keys().map(String::as_str));
    let found = Diagnostic::nowhere(
        &rules::UNKNOWN_FORMAT,
        text! { zh: "没有纸张规格 `{format}`", en: "there is no paper format `{format}`" },
    );
    found
        .help_if(near, |n| text! { zh: "是不是要写 `{n}`？", en: "did you mean `{n}`?" })
        .help(text! { zh: "现有规格：{all}", en: "the formats there are: {all}" })
}

/// Leaves sheets of several pages; whether there are any.
fn only_books(plans: &mut Vec<SheetPlan>) -> bool {
    plans.retain(|plan| matches!(plan.pages, Pages::Many | Pages::Fours));
    !plans.is_empty()
}

fn no_booklet(path: &SourcePath) -> Diagnostic {
    let found = Diagnostic::new(
        &rules::NO_BOOKLET,
        Place::file(path),
        text! { zh: "这一页没有多页的册子", en: "this page has no sheet of several pages" },
    );
    found.help(text! {
        zh: "小册子写读本的 `_index.md`；一页的海报用 `pufa poster`",
        en: "for a booklet name its `_index.md`; for sheets of one page there is `pufa poster`"
    })
}
