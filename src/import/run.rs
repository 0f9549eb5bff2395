//! What stands in a paragraph of a document: text, looks, links, fields, pictures, notes.
//!
//! In: a `w:p`. Out: runs. Fields (page numbers, cross-references, links) may reach over paragraphs, so their state is kept by the reader.

use roxmltree::Node;

use super::body::{Reader, face_of, is_hidden};
use super::styles::{Style, attribute, child, value};
use super::{beside, letters};
use crate::base::diag::Text;
use crate::document::runs::{Look, Piece, Run};
use crate::document::tree::MarkKind;
use crate::text;

/// Fields that have begun and not ended.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// The size of the last text, in half points.
    pub(super) last_size: Option<u32>,
}

struct Field {
    instruction: String,
    has_result: bool,
    link: Option<String>,
}

impl Fields {
    fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => self.open.push(Field { instruction: String::new(), has_result: false, link: None }),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.has_result = true;
                    field.link = link_of(&field.instruction);
                }
            }
            _ => {
                self.open.pop();
            }
        }
    }

    /// Whether what comes now is an instruction and no text.
    fn is_instruction(&self) -> bool {
        self.open.iter().any(|field| !field.has_result)
    }

    fn link(&self) -> Option<String> {
        self.open.iter().rev().find_map(|field| field.link.clone())
    }

    /// Follows the fields of a paragraph whose text is of no interest.
    pub(super) fn skip(&mut self, node: Node<'_, '_>) {
        for mark in node.descendants().filter(|n| n.tag_name().name() == "fldChar") {
            self.mark(attribute(mark, "fldCharType").unwrap_or_default());
        }
    }
}

/// The address in `HYPERLINK "https://…"`; none for a place in the document itself.
fn link_of(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let inside = rest.strip_prefix('"')?;
    let address = inside.split('"').next()?.trim();
    (!address.is_empty()).then(|| address.to_string())
}

/// Whether a page may link there.
fn is_usable(address: &str) -> bool {
    let start = |mark: &str| address.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    ["http://", "https://", "mailto:", "tel:"].into_iter().any(start)
}

impl Reader<'_> {
    /// The runs of a paragraph.
    pub(super) fn runs(&mut self, paragraph: Node<'_, '_>, style: &Style) -> Result<Vec<Run>, Text> {
        let mut out = Vec::new();
        self.fields.last_size = None;
        self.inside(paragraph, style, None, &mut out)?;
        Ok(out)
    }

    fn inside(
        &mut self,
        node: Node<'_, '_>,
        style: &Style,
        link: Option<&str>,
        out: &mut Vec<Run>,
    ) -> Result<(), Text> {
        for inner in node.children().filter(Node::is_element) {
            match inner.tag_name().name() {
                "r" => self.run(inner, style, link, out)?,
                "hyperlink" => {
                    let target = self.target(inner);
                    self.inside(inner, style, target.as_deref().or(link), out)?;
                }
                "ins" | "moveTo" => {
                    self.losses.revisions.0 += 1;
                    self.inside(inner, style, link, out)?;
                }
                "del" | "moveFrom" => self.losses.revisions.1 += 1,
                "fldSimple" => {
                    let address = attribute(inner, "instr").and_then(link_of);
                    let address = address.filter(|address| is_usable(address));
                    self.inside(inner, style, address.as_deref().or(link), out)?;
                }
                "sdt" => {
                    if let Some(content) = child(inner, "sdtContent") {
                        self.inside(content, style, link, out)?;
                    }
                }
                "smartTag" | "customXml" | "bdo" | "dir" => self.inside(inner, style, link, out)?,
                "oMath" | "oMathPara" => {
                    let words = letters(inner);
                    self.losses
                        .here(text! { zh: "公式成了普通文字：{words}", en: "an equation became plain text: {words}" });
                    push_text(words, Look::default(), out);
                }
                "commentRangeStart" | "commentRangeEnd" | "pPr" => {}
                _ => {}
            }
        }
        Ok(())
    }

    /// Where a link leads; none if it leads nowhere that a page may lead.
    fn target(&mut self, node: Node<'_, '_>) -> Option<String> {
        let Some(id) = attribute(node, "id") else {
            if attribute(node, "anchor").is_some_and(|anchor| !anchor.starts_with("_Toc")) {
                self.losses.here(text! {
                    zh: "文件内部的跳转成了普通文字",
                    en: "a link to another place in the file became plain text"
                });
            }
            return None;
        };
        let relation = self.links.get(id)?;
        let mut address = relation.target.trim().to_string();
        if let Some(anchor) = attribute(node, "anchor").filter(|_| !address.contains('#')) {
            address.push('#');
            address.push_str(anchor);
        }
        self.usable(address)
    }

    /// The address, if a page may link there; otherwise it is told.
    fn usable(&mut self, address: String) -> Option<String> {
        if is_usable(&address) {
            return Some(address);
        }
        self.losses.here(text! {
            zh: "链接 `{address}` 只在原来的电脑上有用，成了普通文字",
            en: "the link `{address}` works on the other machine only and became plain text"
        });
        None
    }

    fn run(&mut self, run: Node<'_, '_>, style: &Style, link: Option<&str>, out: &mut Vec<Run>) -> Result<(), Text> {
        let properties = child(run, "rPr");
        if is_hidden(properties) {
            // Fields may begin and end in hidden runs.
            self.fields.skip(run);
            let words = super::loss::shortened(&letters(run));
            if !words.is_empty() {
                self.losses
                    .here(text! { zh: "隐藏的文字“{words}”没有带进来", en: "the hidden text “{words}” was left out" });
            }
            return Ok(());
        }
        let face = face_of(properties, &self.styles, style);
        let script = properties.and_then(|p| child(p, "vertAlign")).and_then(value);
        let look = Look {
            link: link.map(str::to_string),
            strong: face.strong.unwrap_or(false),
            emphasis: face.emphasis.unwrap_or(false),
            underline: properties.and_then(|p| child(p, "u")).is_some_and(|u| value(u).is_some_and(|v| v != "none")),
            strike: face.strike.unwrap_or(false),
            script: match script {
                Some("superscript") => Some(MarkKind::Super),
                Some("subscript") => Some(MarkKind::Sub),
                Some(_) | None => properties.and_then(moved),
            },
        };
        self.fields.last_size = face.size.or(self.fields.last_size);
        self.pieces(run, &look, out)
    }

    /// What a run, or something in it that stands for one, holds.
    fn pieces(&mut self, run: Node<'_, '_>, look: &Look, out: &mut Vec<Run>) -> Result<(), Text> {
        for inner in run.children().filter(Node::is_element) {
            let name = inner.tag_name().name();
            match name {
                "fldChar" => {
                    self.fields.mark(attribute(inner, "fldCharType").unwrap_or_default());
                    continue;
                }
                "instrText" => {
                    if let Some(field) = self.fields.open.last_mut() {
                        field.instruction.push_str(inner.text().unwrap_or_default());
                    }
                    continue;
                }
                _ if self.fields.is_instruction() => continue,
                _ => {}
            }
            let mut look = look.clone();
            if look.link.is_none() {
                look.link = self.fields.link().filter(|address| is_usable(address));
            }
            // A link is seen to be one.
            look.underline &= look.link.is_none();
            match name {
                "t" => push_text(inner.text().unwrap_or_default().to_string(), look, out),
                // A tab that is underlined is a line to write on.
                "tab" | "ptab" => push_text(if look.underline { "\t\t\t\t\t\t" } else { "\t" }.to_string(), look, out),
                "br" if matches!(attribute(inner, "type"), Some("page" | "column")) => {}
                "br" | "cr" => out.push(Run { piece: Piece::Break, look: Look::default(), range: 0..0 }),
                "noBreakHyphen" => push_text("-".to_string(), look, out),
                "sym" => self.symbol(inner, look, out),
                "footnoteReference" | "endnoteReference" => {
                    let kind = name.trim_end_matches("Reference");
                    if let Some(id) = attribute(inner, "id") {
                        let piece = Piece::Note(self.note_name(kind, id));
                        out.push(Run { piece, look: Look::default(), range: 0..0 });
                    }
                }
                "commentReference" => self.comment(attribute(inner, "id").unwrap_or_default()),
                "drawing" | "pict" | "object" => self.drawing(inner, &look, out)?,
                "AlternateContent" => {
                    // The same twice: for programs that know it, and for others.
                    let choice = child(inner, "Choice").or_else(|| child(inner, "Fallback"));
                    if let Some(choice) = choice {
                        self.pieces(choice, &look, out)?;
                    }
                }
                "ruby" => self.ruby(inner, &look, out),
                "r" => self.pieces(inner, &look, out)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Small letters above: they follow in brackets.
    fn ruby(&mut self, node: Node<'_, '_>, look: &Look, out: &mut Vec<Run>) {
        let part = |name: &str| child(node, name).map(letters).unwrap_or_default();
        let (base, reading) = (part("rubyBase"), part("rt"));
        self.losses.here(text! {
            zh: "“{base}”的注音“{reading}”写在了后面的括号里",
            en: "the reading “{reading}” above “{base}” follows it in brackets"
        });
        push_text(format!("{base}（{reading}）"), look.clone(), out);
    }

    fn symbol(&mut self, node: Node<'_, '_>, look: Look, out: &mut Vec<Run>) {
        let font = attribute(node, "font").unwrap_or_default();
        let code = attribute(node, "char").and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or(0);
        let known = symbol_of(font, code & 0xFF);
        let plain = char::from_u32(code).filter(|c| code >= 0x20 && !('\u{E000}'..='\u{F8FF}').contains(c));
        match known.or(plain) {
            Some(c) => push_text(c.to_string(), look, out),
            None => {
                self.losses.here(text! {
                    zh: "字体 {font} 里的一个符号成了 □",
                    en: "a sign of the font {font} became □"
                });
                push_text("□".to_string(), look, out);
            }
        }
    }

    fn drawing(&mut self, node: Node<'_, '_>, look: &Look, out: &mut Vec<Run>) -> Result<(), Text> {
        let description = node.descendants().find(|n| matches!(n.tag_name().name(), "docPr" | "shape"));
        let described =
            |name: &str| description.and_then(|d| attribute(d, name)).map(str::trim).filter(|d| !d.is_empty());
        let alt = described("descr").or_else(|| described("title")).or_else(|| described("alt")).unwrap_or_default();
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut boxes: Vec<Node<'_, '_>> = Vec::new();
        let mut is_known = false;
        let mut waiting: Vec<Node<'_, '_>> = vec![node];
        while let Some(inner) = waiting.pop() {
            let name = inner.tag_name().name();
            // The same twice: for programs that know it, and for others.
            let is_second = name == "Fallback" && inner.parent().is_some_and(|p| child(p, "Choice").is_some());
            if name != "txbxContent" && !is_second {
                let from = waiting.len();
                waiting.extend(inner.children().filter(Node::is_element));
                waiting[from..].reverse();
            }
            if is_second {
                continue;
            }
            match name {
                "blip" | "imagedata" => {
                    is_known = true;
                    self.picture(inner, &alt, look, out)?;
                }
                "srcRect" if inner.attributes().any(|a| a.value() != "0") => self.losses.here(text! {
                    zh: "裁剪过的图片整张带了进来",
                    en: "a cropped picture was brought in whole"
                }),
                "txbxContent" => {
                    is_known = true;
                    boxes.push(inner);
                }
                "chart" => {
                    is_known = true;
                    self.losses.here(text! { zh: "图表没有带进来；请把它另存为图片", en: "a chart was left out; save it as a picture" });
                }
                "relIds" => {
                    is_known = true;
                    self.losses.here(text! {
                        zh: "SmartArt 图形没有带进来；请把它另存为图片",
                        en: "a SmartArt drawing was left out; save it as a picture"
                    });
                }
                "OLEObject" => {
                    is_known = true;
                    let kind = attribute(inner, "ProgID").unwrap_or("OLE");
                    self.losses.here(
                        text! { zh: "嵌入的对象（{kind}）没有带进来", en: "an embedded object ({kind}) was left out" },
                    );
                }
                _ => {}
            }
        }
        for content in boxes {
            self.losses.here(
                text! { zh: "文本框里的文字放在了这一段后面", en: "the text of a text box follows this paragraph" },
            );
            let outer = std::mem::take(&mut self.aside);
            let blocks = self.blocks(content)?;
            self.aside = outer;
            self.aside.extend(blocks);
        }
        if !is_known {
            self.losses.here(text! { zh: "画的图形没有带进来", en: "a drawn shape was left out" });
        }
        Ok(())
    }

    fn picture(&mut self, node: Node<'_, '_>, alt: &str, look: &Look, out: &mut Vec<Run>) -> Result<(), Text> {
        // An embedded object has a picture of itself, which is told of with it.
        if node.ancestors().any(|a| a.tag_name().name() == "object") {
            return Ok(());
        }
        let id = attribute(node, "embed").or_else(|| attribute(node, "id")).or_else(|| attribute(node, "link"));
        let relation = id.and_then(|id| self.links.get(id)).cloned();
        let Some(relation) = relation.filter(|r| !r.is_outside) else {
            self.losses.here(text! {
                zh: "一张图片不在文件里，没有带进来",
                en: "a picture is not in the file itself and was left out"
            });
            return Ok(());
        };
        let part = beside(&self.part, &relation.target);
        let name = match self.pictures.known(&part) {
            Some(name) => name.clone(),
            None => {
                let Some(bytes) = self.package.bytes(&part)? else {
                    self.losses.here(
                        text! { zh: "图片 `{part}` 不在文件里", en: "the picture `{part}` is missing in the file" },
                    );
                    return Ok(());
                };
                match self.pictures.take(&part, bytes) {
                    Ok(name) => name,
                    Err(format) => {
                        self.losses.here(text! {
                            zh: "图片 `{part}` 的格式（{format}）网页不能用；请另存为 PNG 或 JPEG",
                            en: "the format of the picture `{part}` ({format}) is no use on the web; save it as PNG or JPEG"
                        });
                        return Ok(());
                    }
                }
            }
        };
        let mut alt = alt.to_string();
        if alt.is_empty() {
            self.losses.here(text! {
                zh: "图片 {name} 没有说明，请补上图里有什么",
                en: "the picture {name} has no description; say what it shows"
            });
            alt.clone_from(&self.alt);
        }
        let piece = Piece::Picture { target: name, title: String::new(), alt };
        out.push(Run { piece, look: Look { link: look.link.clone(), ..Look::default() }, range: 0..0 });
        Ok(())
    }
}

/// Raised or lowered by hand, as LibreOffice writes it: moved, and of a size of its own.
fn moved(properties: Node<'_, '_>) -> Option<MarkKind> {
    child(properties, "sz")?;
    let half_points: i32 = child(properties, "position").and_then(value)?.parse().ok()?;
    match half_points {
        1.. => Some(MarkKind::Super),
        0 => None,
        _ => Some(MarkKind::Sub),
    }
}

fn push_text(text: String, look: Look, out: &mut Vec<Run>) {
    if !text.is_empty() {
        out.push(Run { piece: Piece::Text(text), look, range: 0..0 });
    }
}

/// What a sign of one of Word's fonts of signs is in Unicode.
fn symbol_of(font: &str, code: u32) -> Option<char> {
    let wingdings = font.to_ascii_lowercase().starts_with("wingdings");
    Some(match (wingdings, code) {
        (true, 0x6C) => '●',
        (true, 0x6E) => '■',
        (true, 0x6F | 0xA8 | 0x71) => '□',
        (true, 0x52 | 0xFE) => '☑',
        (true, 0xFC) => '✓',
        (true, 0xFB | 0xFD) => '✗',
        (true, 0xA7) => '▪',
        (true, 0x75) => '◆',
        (true, 0x76) => '❖',
        (true, 0xD8) => '➢',
        (true, 0xE8 | 0xF0) => '→',
        (true, 0x28) => '☎',
        (true, 0x2A) => '✉',
        (false, 0xB7) => '•',
        (false, 0xB0) => '°',
        (false, 0xB1) => '±',
        (false, 0xB4) => '×',
        (false, 0xB8) => '÷',
        (false, 0xA3) => '≤',
        (false, 0xB3) => '≥',
        (false, 0xB9) => '≠',
        (false, 0xBB) => '≈',
        (false, 0xAE) => '→',
        (false, 0xD6) => '√',
        (false, 0x70) => 'π',
        (false, 0x61) => 'α',
        (false, 0x62) => 'β',
        _ => return None,
    })
    .filter(|_| wingdings || font.eq_ignore_ascii_case("symbol"))
}
