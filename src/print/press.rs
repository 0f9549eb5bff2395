//! The press file: Typst's PDF, finished by what print shops look for and Typst does not write.
//!
//! In: a laid-out page. Out: the PDF's bytes, the same for the same order on any machine and day.
//! Does not claim PDF/X: that needs an output intent, which is the print shop's choice.

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream};
use typst::foundations::{Datetime, Smart};
use typst::text::{Lang, Locale};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::base::date::Day;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::fingerprint::Hash;
use crate::base::rules;
use crate::text;

use super::Order;
use super::trouble;
use super::world::SheetWorld;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// The longest side of a page in units: Acrobat's limit of 200 inches (ISO 32000-1, annex C).
const LONGEST: f32 = 14_400.0;

/// Points in a unit of a page that is longer than that.
const USER_UNIT: f32 = 10.0;

/// The press file of a page.
pub(super) fn file(mut document: PagedDocument, world: &SheetWorld<'_>, diags: &mut Diagnostics) -> Option<Vec<u8>> {
    let order = world.desk.order;
    let info = document.info_mut();
    info.title = Some(order.title.as_str().into());
    info.date = Smart::Custom(date(order));
    let language = order.language_tag.split('-').next().unwrap_or_default();
    if let Ok(language) = language.parse::<Lang>() {
        info.locale = Smart::Custom(Locale::new(language, None));
    }
    let options = PdfOptions {
        ident: Smart::Custom(identity(order)),
        creator: Smart::Custom(Some("pufa".to_string())),
        timestamp: None,
        page_ranges: None,
        // 1.6 is what PDF/X-4 allows; nothing of 1.7 is used.
        standards: PdfStandards::new(&[PdfStandard::V_1_6]).expect("one version alone is a possible choice"),
        tagged: true,
        pretty: false,
    };
    let written = typst_pdf::pdf(&document, &options);
    let bytes = match written {
        Ok(bytes) => bytes,
        Err(errors) => {
            trouble::push_all(&errors, world, diags);
            return None;
        }
    };
    let page = document.pages().first()?;
    match finish(&bytes, page, order) {
        Ok(finished) => Some(finished),
        Err(error) => {
            diags.push(Diagnostic::new(
                &rules::SHEET_LAYOUT,
                order.source.clone(),
                text! { zh: "印刷文件收尾时出错（{error}）", en: "the press file could not be finished: {error}" },
            ));
            None
        }
    }
}

/// The page's own date; none if the data has none, for the clock is never asked.
fn date(order: &Order) -> Option<Datetime> {
    let texts = order.data.get("page")?.as_object()?;
    let iso = texts.values().find_map(|text| text.get("date")?.get("iso")?.as_str())?;
    let Day(day) = Day::parse(iso.get(..10)?)?;
    Datetime::from_ymd(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

/// What the file's ID is made of: the same for each making of the same sheet.
fn identity(order: &Order) -> String {
    let mut hash = Hash::new();
    hash.text(&order.template).text(&order.format.id).text(&order.title).value(&order.data);
    hash.finish().to_string()
}

fn finish(bytes: &[u8], page: &Page, order: &Order) -> Result<Vec<u8>, lopdf::Error> {
    let mut pdf = Document::load_mem(bytes)?;
    let only = pdf.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    boxes(pdf.get_dictionary_mut(only)?, page, order);
    enlarge(&mut pdf, only)?;
    let catalog = pdf.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(order.language_tag.as_bytes()));
    // Poppler before 23 takes krilla's `/Suspects false` for a fault; false is what its absence means.
    if let Ok(Object::Dictionary(marks)) = catalog.get_mut(b"MarkInfo") {
        marks.remove(b"Suspects");
    }
    let info = info_dictionary(&mut pdf);
    pdf.get_dictionary_mut(info)?.set("Trapped", Object::Name(b"False".to_vec()));
    grey_to_black(&mut pdf);
    let mut out = Vec::with_capacity(bytes.len() + 1024);
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(9).build();
    pdf.save_with_options(&mut out, options)?;
    Ok(out)
}

/// Media and bleed box around the trim box, each as exact as the format; no annotations.
fn boxes(dictionary: &mut Dictionary, page: &Page, order: &Order) {
    let bleed = order.bleed_mm * POINTS;
    let width = order.format.width_mm.map_or(page.frame.width().to_pt(), |mm| mm * POINTS);
    let height = order.format.height_mm * POINTS;
    let outer = rectangle(0.0, 0.0, width + 2.0 * bleed, height + 2.0 * bleed);
    dictionary.set("MediaBox", outer.clone());
    dictionary.set("CropBox", outer.clone());
    dictionary.set("BleedBox", outer);
    dictionary.set("TrimBox", rectangle(bleed, bleed, bleed + width, bleed + height));
    dictionary.remove(b"Annots");
}

/// Writes a sheet longer than PDF's 200 inches at a tenth of its size, with a user unit of ten points (ISO 32000-1, 14.11.1).
///
/// Programs that do not know user units then show a clean 1:10, which is how print shops ask for banners anyway.
fn enlarge(pdf: &mut Document, page: ObjectId) -> Result<(), lopdf::Error> {
    let media = pdf.get_dictionary(page)?.get(b"MediaBox")?.as_array()?;
    if media.iter().all(|n| n.as_float().is_ok_and(|n| n <= LONGEST)) {
        return Ok(());
    }
    let dictionary = pdf.get_dictionary_mut(page)?;
    for name in ["MediaBox", "CropBox", "BleedBox", "TrimBox"] {
        for number in dictionary.get_mut(name.as_bytes())?.as_array_mut()? {
            *number = Object::Real(number.as_float()? / USER_UNIT);
        }
    }
    dictionary.set("UserUnit", Object::Real(USER_UNIT));
    let mut content = format!("q {0} 0 0 {0} 0 0 cm\n", 1.0 / USER_UNIT).into_bytes();
    content.extend(pdf.get_page_content(page));
    content.extend(b"\nQ");
    let mut stream = Stream::new(Dictionary::new(), content);
    stream.compress()?;
    let stream = pdf.add_object(stream);
    pdf.get_dictionary_mut(page)?.set("Contents", Object::Reference(stream));
    pdf.prune_objects();
    Ok(())
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "PDF's numbers are written from single precision; pages are below 14,400 points"
)]
fn rectangle(left: f64, bottom: f64, right: f64, top: f64) -> Object {
    let numbers = [left, bottom, right, top].map(|n| Object::Real(((n * 1000.0).round() / 1000.0) as f32));
    Object::Array(numbers.to_vec())
}

fn info_dictionary(pdf: &mut Document) -> ObjectId {
    if let Ok(Object::Reference(id)) = pdf.trailer.get(b"Info") {
        return *id;
    }
    let id = pdf.add_object(Dictionary::new());
    pdf.trailer.set("Info", Object::Reference(id));
    id
}

/// Makes greys that are managed by a profile plain DeviceGray, which every press prints with black ink alone.
///
/// Typst writes greys, its default black among them, with a grey ICC profile; Ghostscript separates those on to four plates.
fn grey_to_black(pdf: &mut Document) {
    let profiles: Vec<ObjectId> = pdf
        .objects
        .iter()
        .filter(|(_, object)| {
            let stream = object.as_stream().ok();
            stream.is_some_and(|s| s.dict.get(b"N").and_then(Object::as_i64).is_ok_and(|n| n == 1))
        })
        .map(|(id, _)| *id)
        .collect();
    if profiles.is_empty() {
        return;
    }
    for object in pdf.objects.values_mut() {
        replace_grey(object, &profiles);
    }
    // A profile that nothing names any more is not carried along.
    pdf.prune_objects();
}

fn replace_grey(object: &mut Object, profiles: &[ObjectId]) {
    match object {
        Object::Array(items) => {
            let is_grey = matches!(items.as_slice(), [Object::Name(name), Object::Reference(id)]
                if name == b"ICCBased" && profiles.contains(id));
            if is_grey {
                *object = Object::Name(b"DeviceGray".to_vec());
            } else {
                items.iter_mut().for_each(|item| replace_grey(item, profiles));
            }
        }
        Object::Dictionary(entries) => entries.iter_mut().for_each(|(_, value)| replace_grey(value, profiles)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, value)| replace_grey(value, profiles)),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..)
        | Object::Reference(_) => {}
    }
}
