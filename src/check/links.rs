//! Links and pictures that lead nowhere.
//!
//! In: the links of one text. Out: L101 to L105. Addresses outside the site are not asked: a check needs no network.

use crate::base::diag::{Diagnostic, Diagnostics, nearest};
use crate::base::place::Place;
use crate::base::rules;
use crate::site::field::FieldValue;
use crate::site::link::{self, Target};
use crate::site::{Entry, LanguageId, Site, Text};
use crate::text;

/// Checks the links of a text, in its body and in its fields.
pub(super) fn check(site: &Site, _entry: &Entry, language: LanguageId, text: &Text, diags: &mut Diagnostics) {
    let document = &text.document;
    for fact in &document.links {
        one(site, text, language, &fact.target, document.place(&fact.range), diags);
    }
    for field in text.fields.values().filter(|f| !f.inherited) {
        match &field.value {
            FieldValue::File(file) => one(site, text, language, file, field.place.clone(), diags),
            FieldValue::Records(records) => {
                for entry in records.iter().flat_map(|r| r.values()).filter(|f| !f.inherited) {
                    if let FieldValue::File(file) = &entry.value {
                        one(site, text, language, file, entry.place.clone(), diags);
                    }
                }
            }
            FieldValue::Text(_)
            | FieldValue::Day(_)
            | FieldValue::Moment(_)
            | FieldValue::Number(_)
            | FieldValue::Boolean(_)
            | FieldValue::Place(_)
            | FieldValue::Choice(_)
            | FieldValue::List(_)
            | FieldValue::Choices(_)
            | FieldValue::Repeat(_) => {}
        }
    }
}

fn one(site: &Site, text: &Text, language: LanguageId, target: &str, place: Place, diags: &mut Diagnostics) {
    match link::resolve(site, text.folder(), target, language) {
        Target::Outside(url) if !link::is_safe_url(&url) => diags.push(
            Diagnostic::new(
                &rules::LINK_SCHEME,
                place,
                text! { zh: "这种地址不能用：`{target}`", en: "this kind of address is not allowed: `{target}`" },
            )
            .help(text! {
                zh: "改成 `https:`、`mailto:` 或 `tel:` 开头的地址",
                en: "use an address that begins with `https:`, `mailto:` or `tel:`"
            }),
        ),
        Target::Outside(_) | Target::File(_) => {}
        Target::Anchor(anchor) => {
            if !anchor.is_empty() {
                let ids: Vec<&str> = text.document.headings.iter().map(|h| h.id.as_str()).collect();
                anchor_exists(&anchor, &ids, place, diags);
            }
        }
        Target::Page { page, anchor: Some(anchor) } if !anchor.is_empty() => {
            let ids: Vec<&str> = site
                .text_of(&site.pages[page])
                .map_or_else(Vec::new, |t| t.document.headings.iter().map(|h| h.id.as_str()).collect());
            anchor_exists(&anchor, &ids, place, diags);
        }
        Target::Page { .. } => {}
        Target::Held => {
            let text = text! { zh: "链接的页面现在不发布：`{target}`", en: "this link leads to a page that is not published now: `{target}`" };
            diags.push(Diagnostic::new(&rules::LINK_HELD_BACK, place, text));
        }
        Target::Escapes => {
            let text = text! { zh: "路径跑出了 `content/`：`{target}`", en: "this path leaves `content/`: `{target}`" };
            diags.push(Diagnostic::new(&rules::LINK_OUTSIDE, place, text));
        }
        Target::Broken { nearest } => diags.push(
            Diagnostic::new(
                &rules::BROKEN_LINK,
                place,
                text! { zh: "没有这个页面或文件：`{target}`", en: "this leads to no page or file: `{target}`" },
            )
            .help_if(nearest, |n| text! { zh: "是不是要写 `{n}`？", en: "did you mean `{n}`?" }),
        ),
    }
}

fn anchor_exists(anchor: &str, ids: &[&str], place: Place, diags: &mut Diagnostics) {
    if ids.contains(&anchor) || anchor == "top" || anchor == "main" {
        return;
    }
    let all = ids.iter().map(|id| format!("#{id}")).collect::<Vec<_>>().join(" ");
    let near = nearest(anchor, ids.iter().copied());
    let found = Diagnostic::new(
        &rules::BROKEN_ANCHOR,
        place,
        text! { zh: "那一页没有锚点 `#{anchor}`", en: "that page has no anchor `#{anchor}`" },
    )
    .help_if(near, |n| text! { zh: "是不是要写 `#{n}`？", en: "did you mean `#{n}`?" });
    let shown = (!all.is_empty()).then_some(all);
    diags.push(found.help_if(shown, |all| text! { zh: "那一页的锚点有：{all}", en: "its anchors are: {all}" }));
}
