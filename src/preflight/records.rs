//! What a file says of itself: standard, output intent, title, locks, scripts, annotations.
//!
//! In: the file's dictionaries. Out: P224 for PDF/X-4, P225 for the document's side of PDF/UA-1, P226, P227, P228.
//! Looks at what is written there; whether the pages keep it is for the other rules.

use std::collections::BTreeSet;
use std::io::Read as _;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::demands::Demands;
use super::file::{self, Open};
use super::finding::{Finding, Findings};
use super::{Nature, Rect};
use crate::base::diag::{Severity, Text};
use crate::base::rules;
use crate::print::profile::Standard;
use crate::text;

/// Actions in actions that are followed.
const DEEPEST: usize = 24;

/// What a file says it is for.
pub(super) fn nature(open: &Open) -> Nature {
    let xmp = metadata(&open.pdf);
    if !intents(&open.pdf).is_empty() || xmp.contains("GTS_PDFXVersion") {
        Nature::Press
    } else if xmp.contains("pdfuaid:part") {
        Nature::Accessible
    } else {
        Nature::Plain
    }
}

pub(super) fn check(open: &Open, demands: &Demands, findings: &mut Findings) {
    let pdf = &open.pdf;
    if pdf.was_encrypted() || pdf.is_encrypted() {
        let text = text! { zh: "文件加了密，或限制了打印和修改", en: "the file is encrypted, or restricts printing and changes" };
        findings.push(Finding::new(&rules::PDF_ENCRYPTED, text));
    }
    scripts(open, demands, findings);
    if demands.is_press() {
        annotations(open, findings);
    }
    match demands.profile.standard {
        Standard::X4 => x4(pdf, findings),
        Standard::Ua1 => ua1(pdf, findings),
        Standard::Plain => {}
    }
}

/// The metadata of the document as XML; empty if there is none.
fn metadata(pdf: &Document) -> String {
    let stream = pdf.catalog().ok().and_then(|c| c.get_deref(b"Metadata", pdf).ok()?.as_stream().ok());
    stream.map(|stream| String::from_utf8_lossy(&file::content(stream)).into_owned()).unwrap_or_default()
}

/// The value of a property of the metadata, written as an element or as an attribute.
fn property(xmp: &str, name: &str) -> Option<String> {
    let (_, local) = name.split_once(':')?;
    let document = roxmltree::Document::parse(xmp.trim_matches(['\u{FEFF}', '\0', ' ', '\n', '\r'])).ok()?;
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        if node.tag_name().name() == local {
            let words: String = node.descendants().filter_map(|n| if n.is_text() { n.text() } else { None }).collect();
            return Some(words.trim().to_string()).filter(|words| !words.is_empty());
        }
        if let Some(attribute) = node.attributes().find(|a| a.name() == local) {
            return Some(attribute.value().to_string());
        }
    }
    None
}

fn info(pdf: &Document) -> Option<&Dictionary> {
    pdf.dereference(pdf.trailer.get(b"Info").ok()?).ok()?.1.as_dict().ok()
}

fn title(pdf: &Document, xmp: &str) -> Option<String> {
    let written = info(pdf).and_then(|info| file::words(info, b"Title", pdf)).filter(|t| !t.trim().is_empty());
    written.or_else(|| property(xmp, "dc:title"))
}

/// The output intents of the kind that PDF/X has.
fn intents(pdf: &Document) -> Vec<&Dictionary> {
    let all = pdf.catalog().ok().and_then(|c| c.get_deref(b"OutputIntents", pdf).ok()?.as_array().ok());
    let all = all.map_or(&[][..], Vec::as_slice).iter();
    all.filter_map(|o| pdf.dereference(o).ok()?.1.as_dict().ok())
        .filter(|intent| file::name(intent, b"S", pdf) == Some(b"GTS_PDFX".as_slice()))
        .collect()
}

fn x4(pdf: &Document, findings: &mut Findings) {
    let mut lacks = |sort: &str, text: Text| findings.push(Finding::new(&rules::PDF_X, text).sort(sort, 0.0));
    let xmp = metadata(pdf);
    match property(&xmp, "pdfxid:GTS_PDFXVersion") {
        None => lacks(
            "version",
            text! { zh: "元数据里没有写 PDF/X-4（GTS_PDFXVersion）", en: "the metadata does not name PDF/X-4 (GTS_PDFXVersion)" },
        ),
        Some(version) if !version.starts_with("PDF/X-4") => {
            lacks(
                "version",
                text! { zh: "元数据写的是 {version}，应为 PDF/X-4", en: "the metadata says {version}, expected PDF/X-4" },
            );
        }
        Some(_) => {}
    }
    match intents(pdf).first() {
        None => lacks("intent", text! { zh: "没有输出意图（OutputIntents）", en: "there is no output intent" }),
        Some(intent) => {
            if let Some(text) = wrong_profile(pdf, intent) {
                lacks("intent", text);
            }
        }
    }
    let trapped = info(pdf).and_then(|info| info.get_deref(b"Trapped", pdf).ok()?.as_name().ok());
    let trapped = trapped.is_some_and(|t| t == b"True" || t == b"False")
        || property(&xmp, "pdf:Trapped").is_some_and(|t| t == "True" || t == "False");
    if !trapped {
        lacks("trapped", text! { zh: "没有写是否做过补漏白（Trapped）", en: "it does not say whether it is trapped" });
    }
    let has_id = pdf.trailer.get_deref(b"ID", pdf).and_then(Object::as_array).is_ok_and(|id| id.len() == 2);
    if !has_id {
        lacks("id", text! { zh: "没有文件编号（ID）", en: "the file has no ID" });
    }
    if title(pdf, &xmp).is_none() {
        lacks("title", text! { zh: "没有标题", en: "there is no title" });
    }
    // 1.6 is what the standard is written on; readers of 1.7 files look for things that it forbids.
    if pdf.version.as_str() > "1.6" {
        let version = &pdf.version;
        lacks(
            "pdf",
            text! { zh: "文件版本是 PDF {version}，应不高于 1.6", en: "the file is PDF {version}, expected 1.6 at most" },
        );
    }
    let is_lzw = |o: &Object| match o {
        Object::Name(name) => name == b"LZWDecode",
        Object::Array(names) => names.iter().any(|n| n.as_name().is_ok_and(|n| n == b"LZWDecode")),
        _ => false,
    };
    let streams = pdf.objects.values().filter_map(|o| o.as_stream().ok());
    if streams.filter_map(|s| s.dict.get(b"Filter").ok()).any(is_lzw) {
        lacks("lzw", text! { zh: "用了 LZW 压缩，PDF/X 不许用", en: "there is LZW compression, which PDF/X forbids" });
    }
}

/// What is wrong with the profile of an output intent.
fn wrong_profile(pdf: &Document, intent: &Dictionary) -> Option<Text> {
    if intent.get_deref(b"OutputConditionIdentifier", pdf).and_then(Object::as_str).is_err() {
        return Some(text! {
            zh: "输出意图没有写印刷条件（OutputConditionIdentifier）",
            en: "the output intent does not name its printing condition"
        });
    }
    let Ok(Object::Stream(profile)) = intent.get_deref(b"DestOutputProfile", pdf) else {
        return Some(text! {
            zh: "输出意图没有带 ICC 特性文件",
            en: "the output intent has no ICC profile"
        });
    };
    let parts = profile.dict.get_deref(b"N", pdf).ok().and_then(file::number).unwrap_or(0.0);
    let head = head(profile)?;
    let (class, space) =
        (String::from_utf8_lossy(&head[12..16]).into_owned(), String::from_utf8_lossy(&head[16..20]).into_owned());
    if class != "prtr" || (parts - 4.0).abs() > 0.1 || space != "CMYK" {
        return Some(text! {
            zh: "输出意图的特性文件是 {class}/{space}，应为四色印刷机的（prtr/CMYK）",
            en: "the profile of the output intent is {class}/{space}, expected that of a press with four inks (prtr/CMYK)"
        });
    }
    None
}

/// The first bytes of a profile; all of it need not be unpacked for them.
fn head(profile: &lopdf::Stream) -> Option<[u8; 20]> {
    let mut head = [0; 20];
    let is_flate = profile.filters().is_ok_and(|filters| filters == [b"FlateDecode"]);
    if is_flate && !profile.dict.has(b"DecodeParms") {
        flate2::read::ZlibDecoder::new(&profile.content[..]).read_exact(&mut head).ok()?;
    } else {
        head.copy_from_slice(file::content(profile).get(..20)?);
    }
    Some(head)
}

fn ua1(pdf: &Document, findings: &mut Findings) {
    let mut lacks = |sort: &str, text: Text| findings.push(Finding::new(&rules::PDF_UA, text).sort(sort, 0.0));
    let Ok(catalog) = pdf.catalog() else { return };
    let xmp = metadata(pdf);
    if property(&xmp, "pdfuaid:part").as_deref() != Some("1") {
        lacks(
            "part",
            text! { zh: "元数据里没有写 PDF/UA-1（pdfuaid:part）", en: "the metadata does not name PDF/UA-1 (pdfuaid:part)" },
        );
    }
    if property(&xmp, "dc:title").is_none() {
        lacks("title", text! { zh: "元数据里没有标题（dc:title）", en: "the metadata has no title (dc:title)" });
    }
    if file::words(catalog, b"Lang", pdf).is_none_or(|lang| lang.trim().is_empty()) {
        lacks("lang", text! { zh: "没有写语言（Lang）", en: "it does not say its language (Lang)" });
    }
    let yes = |table: Option<&Dictionary>, key: &[u8]| {
        table.and_then(|t| t.get_deref(key, pdf).ok()?.as_bool().ok()).unwrap_or(false)
    };
    if !yes(file::table(catalog, b"ViewerPreferences", pdf), b"DisplayDocTitle") {
        lacks(
            "display",
            text! { zh: "窗口不显示标题（DisplayDocTitle）", en: "windows do not show its title (DisplayDocTitle)" },
        );
    }
    if !yes(file::table(catalog, b"MarkInfo", pdf), b"Marked") {
        lacks("marked", text! { zh: "没有打标签（MarkInfo）", en: "it is not tagged (MarkInfo)" });
    }
    match file::table(catalog, b"StructTreeRoot", pdf) {
        None => {
            lacks("tree", text! { zh: "没有内容结构（StructTreeRoot）", en: "it has no structure (StructTreeRoot)" });
        }
        Some(root) => {
            let without = super::structure::without_words(pdf, root);
            if without > 0 {
                lacks(
                    "alt",
                    text! { zh: "有 {without} 张图片没有替代文字（Alt）", en: "{without} pictures have no alternative text (Alt)" },
                );
            }
        }
    }
}

fn annotations(open: &Open, findings: &mut Findings) {
    let pdf = &open.pdf;
    for (at, leaf) in open.pages.iter().enumerate() {
        let Ok(page) = pdf.get_dictionary(leaf.id) else { continue };
        let all = page.get_deref(b"Annots", pdf).ok().and_then(|o| o.as_array().ok()).map_or(&[][..], Vec::as_slice);
        for annotation in all.iter().filter_map(|o| pdf.dereference(o).ok()?.1.as_dict().ok()) {
            let kind = file::name(annotation, b"Subtype", pdf).unwrap_or_default();
            if kind == b"PrinterMark" || kind == b"TrapNet" {
                continue;
            }
            let edges = annotation.get_deref(b"Rect", pdf).ok().and_then(|o| file::numbers::<4>(o, pdf));
            let area = edges.map(|[a, b, c, d]| leaf.area([a.min(c), b.min(d), a.max(c), b.max(d)]));
            if area.is_some_and(|area| area.shared(&leaf.bled()).is_none()) {
                continue;
            }
            let kind = String::from_utf8_lossy(kind);
            let text =
                text! { zh: "版面里有批注、链接或表单（{kind}）", en: "there is an annotation on the page ({kind})" };
            let nowhere = Rect { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
            let finding = Finding::new(&rules::PDF_ANNOTATION, text).sort(&kind, 0.0);
            findings.push(finding.at(at + 1, area.unwrap_or(nowhere)));
        }
    }
}

/// Scripts, and whatever starts by itself.
fn scripts(open: &Open, demands: &Demands, findings: &mut Findings) {
    let pdf = &open.pdf;
    let Ok(catalog) = pdf.catalog() else { return };
    let severity = if demands.is_press() { Severity::Error } else { Severity::Warning };
    let names = file::table(catalog, b"Names", pdf);
    let mut has_script = names.is_some_and(|names| names.has(b"JavaScript"));
    let mut seen = BTreeSet::new();
    for key in [b"OpenAction".as_slice(), b"AA"] {
        has_script |= catalog.get(key).is_ok_and(|action| runs(pdf, action, 0, &mut seen));
    }
    for leaf in &open.pages {
        let Ok(page) = pdf.get_dictionary(leaf.id) else { continue };
        has_script |= page.get(b"AA").is_ok_and(|action| runs(pdf, action, 0, &mut seen));
    }
    if has_script {
        let text = text! { zh: "里面有脚本（JavaScript）或自动执行的动作", en: "it has scripts (JavaScript) or actions that run by themselves" };
        findings.push(Finding::new(&rules::PDF_SCRIPT, text).severity(severity));
    }
}

/// Whether an action, or one that follows it, is a script or starts a program.
fn runs(pdf: &Document, action: &Object, depth: usize, seen: &mut BTreeSet<ObjectId>) -> bool {
    if let Ok(id) = action.as_reference()
        && !seen.insert(id)
    {
        return false;
    }
    let Ok((_, action)) = pdf.dereference(action) else { return false };
    if depth > DEEPEST {
        return false;
    }
    match action {
        Object::Dictionary(table) => {
            let kind = file::name(table, b"S", pdf).unwrap_or_default();
            matches!(kind, b"JavaScript" | b"Launch" | b"Rendition")
                || table.iter().filter(|(key, _)| *key != b"D").any(|(_, inner)| runs(pdf, inner, depth + 1, seen))
        }
        Object::Array(items) => items.iter().any(|inner| runs(pdf, inner, depth + 1, seen)),
        _ => false,
    }
}
