//! Texts that were written elsewhere, brought in: .docx files of Word, WPS and LibreOffice.
//!
//! In: the bytes of a file. Out: its title, its text as the tree, its pictures, and a list of what could not be kept, each with its place.
//! Writes nothing and knows no kind of page; fonts, sizes and colours are left behind without a word, because the site has its own.

mod body;
mod loss;
mod numbering;
mod package;
mod picture;
mod run;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod title;

use std::collections::BTreeMap;

use roxmltree::Node;

use self::body::Reader;
use self::numbering::Numbering;
use self::package::{Package, broken, xml};
use self::styles::{Styles, attribute, child, children};
use crate::base::diag::Text;
use crate::document::tree::Block;
use crate::text;

pub use self::loss::Loss;
pub use self::picture::Picture;

/// A document that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Its title; empty if it has none.
    pub title: String,
    /// The day it says it was written, if it surely does: year, month, day.
    pub date: Option<(i16, i8, i8)>,
    /// Its text below the title.
    pub blocks: Vec<Block>,
    /// Its pictures, by the names that the text uses.
    pub pictures: Vec<Picture>,
    /// What could not be kept, in the order of the text.
    pub losses: Vec<Loss>,
}

/// Where a relation of a part leads.
#[derive(Clone, Debug)]
struct Relation {
    /// The last word of its type: `image`, `hyperlink`.
    kind: String,
    target: String,
    is_outside: bool,
}

type Relations = BTreeMap<String, Relation>;

/// What the reader is told besides the file.
#[derive(Clone, Debug)]
pub struct Options {
    /// What stands for the description of a picture that has none.
    pub alt: String,
    /// What the names of pictures begin with.
    pub stem: String,
}

/// Reads a .docx file.
pub fn docx(bytes: &[u8], options: &Options) -> Result<Import, Text> {
    let mut package = Package::open(bytes)?;
    let top = relations(&mut package, "_rels/.rels")?;
    let target =
        top.values().find(|r| r.kind == "officeDocument").map(|r| r.target.trim_start_matches('/').to_string());
    let main = target.unwrap_or_else(|| "word/document.xml".to_string());
    let Some(text) = package.text(&main)? else {
        return Err(text! {
            zh: "文件里没有正文，不是 Word 文档；请用 Word 或 WPS 打开，另存为 .docx",
            en: "the file has no text part, so it is no Word document; open it in Word or WPS and save it as .docx"
        });
    };
    let document = xml(&text, &main)?;
    let Some(body) = child(document.root_element(), "body") else { return Err(broken(&main)) };
    let links = relations(&mut package, &relations_of(&main))?;

    let part = |package: &mut Package<'_>, kind: &str, default: &str| -> Result<Option<(String, String)>, Text> {
        let name = links.values().find(|r| r.kind == kind && !r.is_outside).map(|r| beside(&main, &r.target));
        let name = name.unwrap_or_else(|| beside(&main, default));
        Ok(package.text(&name)?.map(|text| (name, text)))
    };
    let styles = match part(&mut package, "styles", "styles.xml")? {
        Some((name, text)) => Styles::read(xml(&text, &name)?.root_element()),
        None => Styles::default(),
    };
    let numbering = match part(&mut package, "numbering", "numbering.xml")? {
        Some((name, text)) => Numbering::read(xml(&text, &name)?.root_element()),
        None => Numbering::default(),
    };
    let footnotes = part(&mut package, "footnotes", "footnotes.xml")?;
    let endnotes = part(&mut package, "endnotes", "endnotes.xml")?;
    let comments = match part(&mut package, "comments", "comments.xml")? {
        Some((name, text)) => comments(xml(&text, &name)?.root_element()),
        None => BTreeMap::new(),
    };

    let mut reader = Reader::new(package, main.clone(), links.clone(), styles, numbering, comments, options);
    let mut blocks = reader.top(body)?;
    for (kind, part) in [("footnote", &footnotes), ("endnote", &endnotes)] {
        let Some((name, text)) = part else { continue };
        let notes = xml(text, name)?;
        let links = relations(&mut reader.package, &relations_of(name))?;
        blocks.extend(reader.notes(kind, notes.root_element(), links)?);
    }
    for (zh, en, kind) in [("页眉", "header", "header"), ("页脚", "footer", "footer")] {
        for relation in links.values().filter(|r| r.kind == kind && !r.is_outside) {
            let name = beside(&main, &relation.target);
            let Some(text) = reader.package.text(&name)? else { continue };
            reader.losses.margin(zh, en, &letters(xml(&text, &name)?.root_element()));
        }
    }
    let properties = reader.package.text("docProps/core.xml")?;
    let named = match &properties {
        Some(text) => {
            xml(text, "docProps/core.xml")?.descendants().find(|n| n.tag_name().name() == "title").map(letters)
        }
        None => None,
    };
    let (title, blocks) = title::split(blocks, &reader.leads, named.as_deref().unwrap_or_default());
    let date = title::date(&blocks);
    Ok(Import { title, date, blocks, pictures: reader.pictures.all, losses: reader.losses.all() })
}

/// The relations that a part names.
fn relations(package: &mut Package<'_>, name: &str) -> Result<Relations, Text> {
    let Some(text) = package.text(name)? else { return Ok(Relations::new()) };
    let document = xml(&text, name)?;
    let one = |node: Node<'_, '_>| {
        let kind = attribute(node, "Type")?.rsplit('/').next().unwrap_or_default().to_string();
        let is_outside = attribute(node, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
        let relation = Relation { kind, target: attribute(node, "Target")?.to_string(), is_outside };
        Some((attribute(node, "Id")?.to_string(), relation))
    };
    Ok(children(document.root_element(), "Relationship").filter_map(one).collect())
}

/// The part that holds the relations of a part.
fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// The part that `target` names in a part.
fn beside(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_string();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => {
                folders.pop();
            }
            "." | "" => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}

/// All letters below a node, those of paragraphs set apart.
fn letters(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    for inner in node.descendants() {
        match inner.tag_name().name() {
            "t" | "title" => out.push_str(inner.text().unwrap_or_default()),
            "p" | "tab" | "br" if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_string()
}

/// What reviewers wrote, by number.
fn comments(root: Node<'_, '_>) -> BTreeMap<String, String> {
    children(root, "comment").filter_map(|node| Some((attribute(node, "id")?.to_string(), letters(node)))).collect()
}
