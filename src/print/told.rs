//! What a layout has to say to the clerk about the sheet it made: metadata `(zh: "…", en: "…")` with the label `<told>`.
//!
//! In: a laid-out document. Out: P140, a note at the page's title, for each such word.
//! Does not judge: what must not be printed is an error of another rule.

use typst::foundations::{Dict, Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::rules;
use crate::text;

use super::Order;

/// Adds a note for each thing that the layout tells.
pub(super) fn tell(document: &PagedDocument, order: &Order, diags: &mut Diagnostics) {
    let Some(label) = Label::new(PicoStr::constant("told")) else { return };
    for found in document.introspector().query(&Selector::Label(label)) {
        let Some(Value::Dict(words)) = found.to_packed::<MetadataElem>().map(|metadata| &metadata.value) else {
            continue;
        };
        let (zh, en) = (word(words, "zh"), word(words, "en"));
        diags.push(Diagnostic::new(&rules::SHEET_TOLD, order.source.clone(), text! { zh: "{zh}", en: "{en}" }));
    }
}

fn word(words: &Dict, language: &str) -> String {
    match words.get(language) {
        Ok(Value::Str(text)) => text.to_string(),
        Ok(_) | Err(_) => String::new(),
    }
}
