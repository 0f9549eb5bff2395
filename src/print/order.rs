//! What a sheet says: the page's fields and text as `data.json`.
//!
//! In: a planned sheet, the site, the pictures. Out: the data, the pictures it names, and where each string is written.
//! Reads no bytes, so that a sheet whose data is known need not be made again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::tree::{self, PictureRef};
use super::{TextPlace, qr};
use crate::asset::files::PictureTable;
use crate::base::date::Day;
use crate::base::lang::Language;
use crate::base::localdate;
use crate::base::place::Place;
use crate::document::tree::{Block, BlockKind};
use crate::plan::SheetPlan;
use crate::site::field::{self, FieldValue, Fields};
use crate::site::link::{self, Target};
use crate::site::values::{self, Spoken};
use crate::site::{EntryId, LanguageId, Site, Text};
use crate::theme::kind::{Field, FieldType, With};
use crate::theme::strings::{Arg, Strings};

/// What a sheet is made from.
pub struct Contents {
    /// `data.json` without `press`.
    pub data: Value,
    /// The pictures it names: path in the data, path under `content/`.
    pub pictures: Vec<(String, String)>,
    /// Its title.
    pub title: String,
    /// The tag of its first language.
    pub language_tag: String,
    /// Where problems of the whole sheet are shown: the title.
    pub source: Place,
    /// Where each string is written.
    pub texts: Vec<TextPlace>,
}

/// What is known besides the sheet.
pub struct Known<'a> {
    /// The site.
    pub site: &'a Site,
    /// The pictures of the site.
    pub pictures: &'a PictureTable,
    /// The words of the interface.
    pub strings: &'a Strings,
}

/// The contents of a planned sheet.
pub fn contents(known: &Known<'_>, sheet: &SheetPlan) -> Contents {
    let site = known.site;
    let entry = &site.entries[sheet.entry];
    let mut filler = Filler { known, pictures: Vec::new(), texts: Vec::new() };
    let mut page = Map::new();
    let mut title = String::new();
    let mut source = Place::file(&site.config.path);
    for (at, language) in sheet.languages.iter().enumerate() {
        let Some(text) = &entry.texts[*language] else { continue };
        if at == 0 {
            title.clone_from(&site.pages[entry.pages[*language]].title);
            source = text.fields.get("title").map_or_else(|| Place::file(&text.document.path), |f| f.place.clone());
        }
        let mut value = filler.page(sheet, sheet.entry, *language, text);
        if sheet.with.contains(&With::Chapters) {
            value["chapters"] = filler.chapters(sheet, *language);
        }
        page.insert(site.languages[*language].key.clone(), value);
    }
    for language in &site.languages {
        page.entry(language.key.clone()).or_insert(Value::Null);
    }
    let first = sheet.languages.first().copied().unwrap_or(0);
    let target = &site.pages[entry.pages[first]];
    let code = qr::code(&site.address(&target.path));
    let data = json!({
        "languages": sheet.languages.iter().map(|l| site.languages[*l].key.as_str()).collect::<Vec<_>>(),
        "qr": {
            "size": code.size,
            "path": code.outlines,
            "url": site.address(&target.path),
            "label": filler.by_language(|l| filler_text(known, l, "sheet-scan", &[])),
        },
        "printed": filler.by_language(|l| {
            let date = localdate::day_text(site.today, l).text;
            filler_text(known, l, "sheet-printed", &[("date", Arg::Text(date.into()))])
        }),
        "site": {
            "title": filler.by_language(|l| site.config.title.get(&l.key).to_string()),
            "issuer": filler.by_language(|l| site.config.issuer.get(&l.key).to_string()),
            "host": site.config.host(),
            "contacts": site.config.contacts.iter().map(|c| json!({
                "number": c.number,
                "name": filler.by_language(|l| c.name.get(&l.key).to_string()),
                "use": filler.by_language(|l| c.usage.get(&l.key).to_string()),
            })).collect::<Vec<_>>(),
        },
        "terms": if sheet.with.contains(&With::Terms) { terms(site, sheet) } else { json!([]) },
        "page": page,
    });
    Contents {
        data,
        pictures: filler.pictures,
        title,
        language_tag: site.languages[first].tag.clone(),
        source,
        texts: filler.texts,
    }
}

fn filler_text(known: &Known<'_>, language: &Language, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    known.strings.get(&language.key, key, args).unwrap_or_default()
}

struct Filler<'a> {
    known: &'a Known<'a>,
    pictures: Vec<(String, String)>,
    texts: Vec<TextPlace>,
}

impl Filler<'_> {
    fn by_language(&self, text: impl Fn(&Language) -> String) -> Value {
        self.known.site.languages.iter().map(|l| (l.key.clone(), Value::from(text(l)))).collect::<Map<_, _>>().into()
    }

    /// The pages of the folder whose own page the sheet is made of, in their order.
    fn chapters(&mut self, sheet: &SheetPlan, language: LanguageId) -> Value {
        let site = self.known.site;
        let chapters = chapters_of(site, sheet.entry).filter_map(|entry| {
            let text = site.entries[entry].texts[language].as_ref()?;
            let mut chapter = self.page(sheet, entry, language, text);
            let page = &site.pages[site.entries[entry].pages[language]];
            chapter["address"] = json!(site.address(&page.path));
            // The same in every language, so that a chapter finds its translation.
            chapter["id"] = json!(site.entries[entry].base);
            Some(chapter)
        });
        let mut chapters: Vec<Value> = chapters.collect();
        for (number, chapter) in (1..).zip(&mut chapters) {
            chapter["number"] = json!(number);
        }
        Value::Array(chapters)
    }

    fn page(&mut self, sheet: &SheetPlan, entry: EntryId, language: LanguageId, text: &Text) -> Value {
        let site = self.known.site;
        let entry = &site.entries[entry];
        let lang = &site.languages[language];
        let page = &site.pages[entry.pages[language]];
        let kind = site.kind_of(entry);
        let own = |name: &str| field::text(&text.fields, name);
        let mut fields = values::Showing::new(site, kind, Spoken { text: lang, page: lang }, &|_| None)
            .all(&kind.fields, &text.fields);
        fields.values_mut().for_each(flatten_moments);
        self.picture_fields(&kind.fields, &text.fields, text.folder(), language, &mut fields);
        self.places(text, &text.fields);
        let body = text.document.body..text.document.text.len();
        self.texts
            .push(TextPlace { text: text.document.text[body.clone()].to_string(), place: text.document.place(&body) });
        // What is read on the web only is cut where room is short; a sheet of many pages has room.
        let (nodes, more) = self.body(text, language, sheet.pages.most().is_some());
        json!({
            // A `|` in the title says where a line may end; only sheets use it.
            "title": own("title").unwrap_or(&page.title),
            "summary": page.summary,
            "issuer": own("issuer").unwrap_or_else(|| site.config.issuer.get(&lang.key)),
            "contact": own("contact").unwrap_or_default(),
            "date": field::day(&text.fields, "date").map(|d: Day| json!(localdate::day_text(d, lang))),
            "fields": fields,
            "body": nodes,
            "more": more,
        })
    }

    /// The text up to a line `<!-- more -->`, and whether there is more: what follows is read on the web.
    fn body(&mut self, text: &Text, language: LanguageId, short: bool) -> (Value, bool) {
        let known = self.known;
        let site = known.site;
        let pictures = &mut self.pictures;
        let mut picture = |target: &str| shown(known, pictures, text.folder(), target, language);
        let address = |target: &str| match link::resolve(site, text.folder(), target, language) {
            Target::Page { page, .. } => Some(site.address(&site.pages[page].path)),
            Target::Outside(url) => Some(url),
            Target::Anchor(_) | Target::File(_) | Target::Held | Target::Escapes | Target::Broken { .. } => None,
        };
        let title = field::text(&text.fields, "title").unwrap_or_default();
        let blocks = text.document.blocks_below(&title.replace('|', ""));
        let is_cut = |b: &&Block| short && matches!(&b.kind, BlockKind::Html(html) if is_more(html));
        let cut = blocks.iter().position(|b| is_cut(&b));
        let blocks = &blocks[..cut.unwrap_or(blocks.len())];
        (tree::body(blocks, &mut picture, &address), cut.is_some())
    }

    /// Pictures named in fields, as `{src, w, h, alt, focus}` in place of nothing.
    fn picture_fields(
        &mut self,
        known: &[Field],
        fields: &Fields,
        folder: &str,
        language: LanguageId,
        shown_fields: &mut Map<String, Value>,
    ) {
        for field in known {
            let Some(entry) = fields.get(&field.name) else { continue };
            match (&entry.value, field.kind) {
                (FieldValue::File(target), FieldType::Picture) => {
                    let Some(picture) = shown(self.known, &mut self.pictures, folder, target, language) else {
                        continue;
                    };
                    let alt = field::text(fields, &format!("{}_alt", field.name)).unwrap_or_default();
                    let focus = match fields.get(&format!("{}_focus", field.name)).map(|f| &f.value) {
                        Some(FieldValue::Choice(word)) => focus(word),
                        Some(_) | None => CENTRE,
                    };
                    let value =
                        json!({ "src": picture.src, "w": picture.w, "h": picture.h, "alt": alt, "focus": focus });
                    shown_fields.insert(field.name.clone(), value);
                }
                (FieldValue::Records(records), _) => {
                    let Some(Value::Array(values)) = shown_fields.get_mut(&field.name) else { continue };
                    let mut values = std::mem::take(values);
                    for (record, value) in records.iter().zip(&mut values) {
                        if let Value::Object(value) = value {
                            self.picture_fields(&field.records, record, folder, language, value);
                        }
                    }
                    shown_fields.insert(field.name.clone(), Value::Array(values));
                }
                _ => {}
            }
        }
    }

    fn places(&mut self, page: &Text, fields: &Fields) {
        for entry in fields.values() {
            match &entry.value {
                FieldValue::Text(text) => {
                    self.texts.push(TextPlace { text: text.clone(), place: inside_quotes(page, &entry.place, text) });
                }
                FieldValue::List(texts) => {
                    self.texts.push(TextPlace { text: texts.join("\n"), place: entry.place.clone() });
                }
                FieldValue::Records(records) => records.iter().for_each(|record| self.places(page, record)),
                FieldValue::Day(_)
                | FieldValue::Moment(_)
                | FieldValue::Number(_)
                | FieldValue::Boolean(_)
                | FieldValue::Place(_)
                | FieldValue::File(_)
                | FieldValue::Choice(_)
                | FieldValue::Choices(_)
                | FieldValue::Repeat(_) => {}
            }
        }
    }
}

/// The middle of a picture.
const CENTRE: [f64; 2] = [0.5, 0.5];

/// What of a picture must stay in sight when it is cut, as parts of its width and height: the words of `picture_focus`.
///
/// A third from the edge: in the lower part of a picture people stand with their faces there, not at its very edge.
fn focus(word: &str) -> [f64; 2] {
    let between = |low: &str, high: &str| {
        if word.contains(low) {
            0.3
        } else if word.contains(high) {
            0.7
        } else {
            0.5
        }
    };
    [between("left", "right"), between("top", "bottom")]
}

/// A picture of the site as the data names it; it is then among the pictures of the sheet.
fn shown(
    known: &Known<'_>,
    pictures: &mut Vec<(String, String)>,
    folder: &str,
    target: &str,
    language: LanguageId,
) -> Option<PictureRef> {
    let Target::File(path) = link::resolve(known.site, folder, target, language) else { return None };
    let files = known.pictures.get(&path)?;
    let extension = match files.src.extension().as_str() {
        "png" => "png",
        "svg" => "svg",
        _ => "jpg",
    };
    let named = pictures.iter().find(|(_, p)| *p == path).map(|(name, _)| name.clone());
    let src = named.unwrap_or_else(|| {
        let name = format!("/assets/{}.{extension}", pictures.len() + 1);
        pictures.push((name.clone(), path.clone()));
        name
    });
    Some(PictureRef { src, w: files.width, h: files.height })
}

/// The entries of the folder whose own page an entry is, in their order.
fn chapters_of(site: &Site, entry: EntryId) -> impl Iterator<Item = EntryId> + '_ {
    let section = site.sections.values().find(|section| section.entry == entry && site.entries[entry].is_index());
    section.into_iter().flat_map(|section| section.entries.iter().copied())
}

/// The terms that stand in the texts of a sheet and its chapters and have an explanation, in the order of the term base.
fn terms(site: &Site, sheet: &SheetPlan) -> Value {
    let mut found: BTreeSet<usize> = BTreeSet::new();
    for entry in std::iter::once(sheet.entry).chain(chapters_of(site, sheet.entry)) {
        for language in &sheet.languages {
            let Some(text) = &site.entries[entry].texts[*language] else { continue };
            let (key, typed) = (&site.languages[*language].key, &text.document.text);
            found.extend(site.terms.in_text(key, typed).map(|found| found.term));
        }
    }
    let shown = found.into_iter().map(|term| &site.terms.list[term]).filter(|term| !term.explain.is_empty());
    let shown = shown.map(|term| {
        let words: BTreeMap<&String, &String> = term.words.iter().map(|(key, said)| (key, &said.official)).collect();
        json!({ "id": term.id, "kind": term.kind.name(), "words": words, "explain": term.explain, "pinyin": term.pinyin })
    });
    shown.collect()
}

/// The place of a text without the quotation marks around it, where it is written just as it reads; else the whole place.
fn inside_quotes(page: &Text, place: &Place, text: &str) -> Place {
    let typed = page.document.text.get(place.start..place.end).filter(|_| place.path == page.document.path);
    match typed.and_then(|typed| typed.find(text)) {
        Some(at) => Place::new(&place.path, place.start + at..place.start + at + text.len()),
        None => place.clone(),
    }
}

/// The comment that ends what is printed.
fn is_more(html: &str) -> bool {
    html.trim().strip_prefix("<!--").and_then(|h| h.strip_suffix("-->")).is_some_and(|h| h.trim() == "more")
}

/// Sheets get a moment as `{iso, date, long, weekday, lunar, time}`.
fn flatten_moments(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let (Some(day), Some(time), Some(iso)) = (map.get("day"), map.get("time"), map.get("iso"))
                && day.is_object()
            {
                *value = json!({ "iso": iso, "date": day["text"], "long": day["long"], "weekday": day["weekday"], "lunar": day["lunar"], "time": time });
            } else {
                map.values_mut().for_each(flatten_moments);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(flatten_moments),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
