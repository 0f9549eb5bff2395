//! Files of sheets: Typst's PDF, finished by what print shops and readers look for and Typst does not write.
//!
//! In: leaves, or a laid-out document for readers of screens. Out: the PDF's bytes, the same for the same order on any machine and day.
//! Does not judge: `preflight` looks at what came out.

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream};
use typst::foundations::{Datetime, Smart};
use typst::layout::Sides;
use typst::model::DocumentInfo;
use typst::text::{Lang, Locale};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::base::date::Day;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::fingerprint::Hash;
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

use super::Order;
use super::kit::Kit;
use super::leaf::{Leaf, Rect};
use super::profile::{Profile, Standard};
use super::trouble;
use super::world::SheetWorld;

mod x4;

use self::x4::Intent;

/// The longest side of a page in units: Acrobat's limit of 200 inches (ISO 32000-1, annex C).
const LONGEST: f32 = 14_400.0;

/// Points in a unit of a page that is longer than that.
const USER_UNIT: f32 = 10.0;

/// What a file says of itself.
struct About<'a> {
    title: &'a str,
    language_tag: &'a str,
    day: Day,
    /// What the file's ID is made of: the same for each making of the same sheet.
    identity: String,
    producer: &'a str,
}

impl<'a> About<'a> {
    fn of(order: &'a Order, what: &str) -> About<'a> {
        let mut hash = Hash::new();
        hash.text(&order.template).text(&order.format.id).text(&order.profile.id).text(&order.title).text(what);
        hash.value(&order.data);
        About {
            title: &order.title,
            language_tag: &order.language_tag,
            day: order.day,
            identity: hash.finish().to_string(),
            producer: "pufa, Typst",
        }
    }

    fn document_info(&self) -> DocumentInfo {
        let Day(day) = self.day;
        let language = self.language_tag.split('-').next().unwrap_or_default().parse::<Lang>().ok();
        DocumentInfo {
            title: Some(self.title.into()),
            date: Smart::Custom(Datetime::from_ymd(
                day.year().into(),
                day.month().unsigned_abs(),
                day.day().unsigned_abs(),
            )),
            locale: language.map_or(Smart::Auto, |language| Smart::Custom(Locale::new(language, None))),
            ..DocumentInfo::default()
        }
    }
}

/// The file of a document for reading: tagged, by PDF/UA-1, with links.
pub(super) fn readable(
    mut document: PagedDocument,
    world: &SheetWorld<'_>,
    diags: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let order = world.desk.order;
    let about = About::of(order, "readable");
    let said = document.info_mut();
    *said = DocumentInfo { author: said.author.clone(), ..about.document_info() };
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard alone is a possible choice");
    let bytes = export(&document, &about, standards, true, world, diags)?;
    finished(order, diags, || {
        let mut pdf = Document::load_mem(&bytes)?;
        tell(&mut pdf, &about)?;
        for page in pdf.page_iter().collect::<Vec<_>>() {
            enlarge(&mut pdf, page)?;
        }
        save(&mut pdf, bytes.len())
    })
}

/// The file of leaves, in the order's profile.
pub(super) fn write(leaves: &[Leaf], world: &SheetWorld<'_>, diags: &mut Diagnostics) -> Option<Vec<u8>> {
    let order = world.desk.order;
    let mut identity = Hash::new();
    for leaf in leaves {
        identity.text(&format!("{:?} {:?} {:?}", leaf.frame.size(), leaf.trim, leaf.bleed));
    }
    let about = About::of(order, &identity.finish().to_string());
    let pages = leaves.iter().zip(1..).map(|(leaf, number)| Page {
        frame: leaf.frame.clone(),
        bleed: Sides::default(),
        fill: Smart::Custom(None),
        numbering: None,
        supplement: typst::foundations::Content::default(),
        number,
    });
    let document = PagedDocument::new(pages.collect(), about.document_info());
    // 1.6 is what PDF/X-4 allows; nothing of 1.7 is used.
    let standards = PdfStandards::new(&[PdfStandard::V_1_6]).expect("one version alone is a possible choice");
    let bytes = export(&document, &about, standards, false, world, diags)?;
    let intent = intent(world.desk.kit, &order.profile, diags);
    if intent.is_none() && order.profile.standard == Standard::X4 {
        return None;
    }
    finished(order, diags, || {
        let mut pdf = Document::load_mem(&bytes)?;
        let pages: Vec<ObjectId> = pdf.page_iter().collect();
        for (page, leaf) in pages.into_iter().zip(leaves) {
            boxes(pdf.get_dictionary_mut(page)?, leaf);
            enlarge(&mut pdf, page)?;
        }
        tell(&mut pdf, &about)?;
        if let Some(intent) = &intent {
            x4::declare(&mut pdf, &about, intent)?;
        }
        grey_to_black(&mut pdf);
        pdf.version = "1.6".to_string();
        save(&mut pdf, bytes.len())
    })
}

fn export(
    document: &PagedDocument,
    about: &About<'_>,
    standards: PdfStandards,
    tagged: bool,
    world: &SheetWorld<'_>,
    diags: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let options = PdfOptions {
        ident: Smart::Custom(about.identity.clone()),
        creator: Smart::Custom(Some("pufa".to_string())),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged,
        pretty: false,
    };
    match typst_pdf::pdf(document, &options) {
        Ok(bytes) => Some(bytes),
        Err(errors) => {
            trouble::push_all(&errors, world, diags);
            None
        }
    }
}

fn finished(
    order: &Order,
    diags: &mut Diagnostics,
    work: impl FnOnce() -> Result<Vec<u8>, lopdf::Error>,
) -> Option<Vec<u8>> {
    match work() {
        Ok(bytes) => Some(bytes),
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

fn save(pdf: &mut Document, length: usize) -> Result<Vec<u8>, lopdf::Error> {
    let mut out = Vec::with_capacity(length + length / 4);
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(6).build();
    pdf.save_with_options(&mut out, options)?;
    Ok(out)
}

/// Language, title, date and the rest of what a file says of itself.
fn tell(pdf: &mut Document, about: &About<'_>) -> Result<(), lopdf::Error> {
    let catalog = pdf.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(about.language_tag.as_bytes()));
    // Poppler before 23 takes krilla's `/Suspects false` for a fault; false is what its absence means.
    if let Ok(Object::Dictionary(marks)) = catalog.get_mut(b"MarkInfo") {
        marks.remove(b"Suspects");
    }
    let id = info_dictionary(pdf);
    let info = pdf.get_dictionary_mut(id)?;
    info.set("Trapped", Object::Name(b"False".to_vec()));
    let date = x4::pdf_date(about.day);
    info.set("CreationDate", Object::string_literal(date.as_str()));
    info.set("ModDate", Object::string_literal(date));
    info.set("Producer", Object::string_literal(about.producer));
    Ok(())
}

/// Media, bleed and trim box; no annotations.
fn boxes(dictionary: &mut Dictionary, leaf: &Leaf) {
    let size = leaf.frame.size();
    let media =
        rectangle(Rect { x: typst::layout::Abs::zero(), y: typst::layout::Abs::zero(), w: size.x, h: size.y }, leaf);
    dictionary.set("MediaBox", media.clone());
    dictionary.set("CropBox", media);
    dictionary.set("BleedBox", rectangle(leaf.bleed, leaf));
    dictionary.set("TrimBox", rectangle(leaf.trim, leaf));
    dictionary.remove(b"ArtBox");
    dictionary.remove(b"Annots");
}

/// A rectangle of a leaf as PDF has it, y upwards.
#[expect(
    clippy::cast_possible_truncation,
    reason = "PDF's numbers are written from single precision; pages are below 14,400 points"
)]
fn rectangle(rect: Rect, leaf: &Leaf) -> Object {
    let height = leaf.frame.height();
    let edges = [rect.x, height - rect.bottom(), rect.right(), height - rect.y];
    Object::Array(edges.map(|n| Object::Real(((n.to_pt() * 1000.0).round() / 1000.0) as f32)).to_vec())
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
        let Ok(numbers) = dictionary.get_mut(name.as_bytes()) else { continue };
        for number in numbers.as_array_mut()? {
            *number = Object::Real(number.as_float()? / USER_UNIT);
        }
    }
    dictionary.remove(b"Annots");
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

/// The profile's colours as they are put into files; a profile that cannot be used is P110.
fn intent<'a>(kit: &'a Kit, profile: &'a Profile, diags: &mut Diagnostics) -> Option<Intent<'a>> {
    if profile.standard != Standard::X4 {
        return None;
    }
    let name = &profile.icc;
    let file = kit.file(&format!("/{name}"));
    let usable = file.filter(|file| is_press_profile(&file.bytes));
    let Some(file) = usable else {
        let place = file.map(|file| Place::file(&file.path));
        let text = text! {
            zh: "`{name}` 不是印刷用的 CMYK 颜色特性文件（ICC）",
            en: "`{name}` is not a colour profile (ICC) of a CMYK press"
        };
        let found = match place {
            Some(place) => Diagnostic::new(&rules::COLOUR_PROFILE, place, text),
            None => Diagnostic::nowhere(
                &rules::COLOUR_PROFILE,
                text! { zh: "主题里没有颜色特性文件 `{name}`", en: "the theme has no colour profile `{name}`" },
            ),
        };
        diags.push(found.help(text! {
            zh: "向印刷厂要一个输出用的 ICC 文件，放进 `theme/icc/`，在 pufa.toml 的 [print] 里写 `icc`",
            en: "ask the print shop for an output profile, put it into `theme/icc/`, and name it as `icc` under [print] in pufa.toml"
        }));
        return None;
    };
    let description = if profile.condition.is_empty() { name.clone() } else { profile.condition.clone() };
    Some(Intent { deflated: file.deflated(), condition: &profile.condition, description })
}

/// Whether bytes are an ICC profile of an output device with four inks (ICC.1:2022, 7.2: class, colour space and signature).
fn is_press_profile(bytes: &[u8]) -> bool {
    let word = |at: usize| bytes.get(at..at + 4).unwrap_or_default();
    word(36) == b"acsp" && word(12) == b"prtr" && word(16) == b"CMYK"
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
