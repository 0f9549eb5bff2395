//! What makes a PDF a PDF/X-4 (ISO 15930-7): the output intent, and metadata that say so.
//!
//! In: a PDF, its title and date, the colour profile. Out: the same with what the standard asks of the file as a whole.
//! Does not look at pages: boxes are set by `press`, colours are the theme's doing and `preflight`'s to check.

use lopdf::{Dictionary, Document, Object, Stream};

use super::About;
use crate::base::date::Day;
use crate::base::fingerprint::Hash;

/// Where printing conditions are registered (ISO 15930-7, 6.2.2).
const REGISTRY: &str = "http://www.color.org";

/// A colour profile as it is put into files.
pub(super) struct Intent<'a> {
    /// The profile's bytes, deflated.
    pub(super) deflated: &'a [u8],
    /// The name of its condition in the registry; empty if it has none.
    pub(super) condition: &'a str,
    /// What the profile calls itself.
    pub(super) description: String,
}

/// Adds output intent, metadata and information.
pub(super) fn declare(pdf: &mut Document, about: &About<'_>, intent: &Intent<'_>) -> Result<(), lopdf::Error> {
    let mut profile = Dictionary::new();
    profile.set("N", 4);
    profile.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    let profile = pdf.add_object(Stream::new(profile, intent.deflated.to_vec()).with_compression(false));
    let mut entry = Dictionary::new();
    entry.set("Type", Object::Name(b"OutputIntent".to_vec()));
    entry.set("S", Object::Name(b"GTS_PDFX".to_vec()));
    let condition = if intent.condition.is_empty() { "Custom" } else { intent.condition };
    entry.set("OutputConditionIdentifier", Object::string_literal(condition));
    entry.set("Info", Object::string_literal(intent.description.as_str()));
    if !intent.condition.is_empty() {
        entry.set("RegistryName", Object::string_literal(REGISTRY));
    }
    entry.set("DestOutputProfile", Object::Reference(profile));
    let intents = pdf.add_object(Object::Array(vec![Object::Dictionary(entry)]));
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", Object::Name(b"Metadata".to_vec()));
    dictionary.set("Subtype", Object::Name(b"XML".to_vec()));
    // Metadata are left readable for programs that look for them without reading PDF.
    let metadata = pdf.add_object(Stream::new(dictionary, xmp(about).into_bytes()).with_compression(false));
    let catalog = pdf.catalog_mut()?;
    catalog.set("OutputIntents", Object::Reference(intents));
    catalog.set("Metadata", Object::Reference(metadata));
    Ok(())
}

/// The metadata packet (ISO 16684-1).
fn xmp(about: &About<'_>) -> String {
    let title = escape(about.title);
    let Day(date) = about.day;
    let id = document_id(about);
    let producer = about.producer;
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
        <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
        <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
        xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\
        <dc:format>application/pdf</dc:format>\
        <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
        <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
        <pdf:Producer>{producer}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>\
        <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\
        <xmp:CreatorTool>pufa</xmp:CreatorTool><xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate>\
        <xmp:ModifyDate>{date}T00:00:00Z</xmp:ModifyDate><xmp:MetadataDate>{date}T00:00:00Z</xmp:MetadataDate>\
        <xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{id}</xmpMM:InstanceID>\
        <xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>\
        </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
        language = escape(about.language_tag),
    )
}

/// An identifier in the form of a UUID, the same for the same sheet (RFC 9562, version 8: its bits are the maker's).
fn document_id(about: &About<'_>) -> String {
    let mut hash = Hash::new();
    hash.text(&about.identity);
    let hex: String = hash.finish().to_string().chars().filter(char::is_ascii_hexdigit).collect();
    let hex = format!("{hex:0<32}").to_ascii_lowercase();
    format!("{}-{}-8{}-8{}-{}", &hex[..8], &hex[8..12], &hex[12..15], &hex[15..18], &hex[18..30])
}

/// A day as PDF writes it.
pub(super) fn pdf_date(Day(day): Day) -> String {
    format!("D:{}000000Z", day.to_string().replace('-', ""))
}

fn escape(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    clean.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
