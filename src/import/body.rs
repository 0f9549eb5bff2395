//! The paragraphs, lists and notes of a document as blocks of the tree.
//!
//! In: the XML of a part, with styles and numbering. Out: blocks, in the order of the text. What stands in a paragraph is read by `run`.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::loss::{Losses, shortened};
use super::numbering::{Label, Numbering};
use super::package::Package;
use super::picture::Pictures;
use super::run::Fields;
use super::styles::{Face, Style, Styles, attribute, child, is_centred, is_on, list_of, outline_level, value};
use super::title::Lead;
use super::{Options, Relations, table};
use crate::base::cjk::is_cjk;
use crate::base::diag::Text;
use crate::document::loose::{Entry, lists, paragraph};
use crate::document::runs::{self, Look, Piece, Run};
use crate::document::tree::{Block, BlockKind, Heading, plain};
use crate::text;

/// First paragraphs among which a title is looked for.
const LEADS: usize = 6;

/// Reads the parts of a document.
pub(super) struct Reader<'a> {
    pub(super) package: Package<'a>,
    /// The part that is being read, and its relations.
    pub(super) part: String,
    pub(super) links: Relations,
    pub(super) styles: Styles,
    numbering: Numbering,
    pub(super) comments: BTreeMap<String, String>,
    /// What stands for the description of a picture that has none.
    pub(super) alt: String,
    pub(super) pictures: Pictures,
    pub(super) losses: Losses,
    pub(super) fields: Fields,
    /// The first paragraphs of the text.
    pub(super) leads: Vec<Lead>,
    /// Names of notes by kind and number, in the order they are referred to.
    notes: Vec<(String, String)>,
    note_numbers: BTreeMap<(String, String), usize>,
    /// Blocks found inside a paragraph, such as text boxes, to be set after it.
    pub(super) aside: Vec<Block>,
    /// How many text boxes, tables and notes stand around what is being read.
    depth: usize,
}

/// How deep tables and text boxes may stand in each other.
const DEEPEST: usize = 16;

/// Blocks that are being put together, and paragraphs after them that belong to one list.
#[derive(Default)]
struct Level {
    blocks: Vec<Block>,
    entries: Vec<Entry>,
    quote: Vec<Block>,
}

impl Level {
    fn end(&mut self) {
        self.blocks.extend(lists(std::mem::take(&mut self.entries)));
        if !self.quote.is_empty() {
            let inner = std::mem::take(&mut self.quote);
            self.blocks.push(Block { kind: BlockKind::Quote(inner), range: 0..0 });
        }
    }

    fn push(&mut self, block: Block) {
        self.end();
        self.blocks.push(block);
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        package: Package<'a>,
        part: String,
        links: Relations,
        styles: Styles,
        numbering: Numbering,
        comments: BTreeMap<String, String>,
        options: &Options,
    ) -> Self {
        Reader {
            package,
            part,
            links,
            styles,
            numbering,
            comments,
            alt: options.alt.clone(),
            pictures: Pictures::new(&options.stem),
            losses: Losses::default(),
            fields: Fields::default(),
            leads: Vec::new(),
            notes: Vec::new(),
            note_numbers: BTreeMap::new(),
            aside: Vec::new(),
            depth: 0,
        }
    }

    /// The text itself.
    pub(super) fn top(&mut self, body: Node<'_, '_>) -> Result<Vec<Block>, Text> {
        self.blocks(body)
    }

    /// The blocks inside of a node.
    pub(super) fn blocks(&mut self, node: Node<'_, '_>) -> Result<Vec<Block>, Text> {
        if self.depth >= DEEPEST {
            self.losses.here(text! { zh: "套得太深的内容没有带进来", en: "what is nested too deep was left out" });
            return Ok(Vec::new());
        }
        self.depth += 1;
        let mut level = Level::default();
        let walked = self.walk(node, &mut level);
        level.end();
        self.depth -= 1;
        walked.map(|()| level.blocks)
    }

    fn walk(&mut self, node: Node<'_, '_>, level: &mut Level) -> Result<(), Text> {
        for inner in node.children().filter(Node::is_element) {
            match inner.tag_name().name() {
                "p" => self.paragraph(inner, level)?,
                "tbl" => {
                    level.end();
                    let blocks = table::table(self, inner)?;
                    level.blocks.extend(blocks);
                }
                "sdt" => {
                    if let Some(content) = child(inner, "sdtContent") {
                        self.walk(content, level)?;
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.walk(inner, level)?,
                "del" | "moveFrom" => self.losses.revisions.1 += 1,
                "altChunk" => self.losses.here(text! {
                    zh: "嵌入的另一个文件没有带进来",
                    en: "another file that is embedded here was left out"
                }),
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, node: Node<'_, '_>, level: &mut Level) -> Result<(), Text> {
        let properties = child(node, "pPr");
        let style = self.styles.get(properties.and_then(|p| child(p, "pStyle")).and_then(value)).clone();
        self.losses.paragraph += 1;
        if style.is_contents {
            self.losses.everywhere(text! {
                zh: "目录没有带进来：网站自己会列出标题",
                en: "the table of contents was left out: the site lists the headings itself"
            });
            // Its fields must be followed all the same, for they may end here.
            self.fields.skip(node);
            return Ok(());
        }
        let mut runs = self.runs(node, &style)?;
        let label = self.label(properties, &style);
        let aside = std::mem::take(&mut self.aside);
        if !runs::is_blank(&runs) {
            if let Label::Words(words) = &label {
                let gap = if words.chars().next_back().is_some_and(is_cjk) { "" } else { " " };
                let piece = Piece::Text(format!("{words}{gap}"));
                let look = runs.first().map_or_else(Look::default, |run| Look { link: None, ..run.look.clone() });
                runs.insert(0, Run { piece, look, range: 0..0 });
            }
            let outline = properties.and_then(outline_level).or(style.heading).filter(|_| !style.is_title);
            match outline {
                Some(outline) => self.heading(outline, runs, level),
                None => self.text(runs, &label, properties, &style, level),
            }
        }
        if !aside.is_empty() {
            level.end();
            level.blocks.extend(aside);
        }
        Ok(())
    }

    /// What the office program draws before the paragraph.
    fn label(&mut self, properties: Option<Node<'_, '_>>, style: &Style) -> Label {
        let list = properties.and_then(list_of).or_else(|| style.list.clone());
        match list {
            Some((id, depth)) if id != "0" => {
                // A paragraph that names only the level takes the list of its style.
                let id = if id.is_empty() { style.list.clone().map(|(id, _)| id).unwrap_or_default() } else { id };
                self.numbering.next(&id, depth)
            }
            Some(_) | None => Label::Nothing,
        }
    }

    fn heading(&mut self, outline: u8, runs: Vec<Run>, level: &mut Level) {
        let plain_runs = runs.into_iter().map(|mut run| {
            run.look.strong = false;
            run.look.underline = false;
            if run.piece == Piece::Break {
                run.piece = Piece::Text(" ".to_string());
            }
            run
        });
        let inlines = runs::inlines(plain_runs.collect());
        self.losses.heading = plain(&inlines);
        let heading = Heading { level: outline.min(6), id: String::new(), classes: Vec::new(), inlines };
        level.push(Block { kind: BlockKind::Heading(heading), range: 0..0 });
    }

    fn text(
        &mut self,
        runs: Vec<Run>,
        label: &Label,
        properties: Option<Node<'_, '_>>,
        style: &Style,
        level: &mut Level,
    ) {
        let number = match label {
            Label::Dot => None,
            Label::Number(number) => Some(*number),
            Label::Nothing | Label::Words(_) => {
                let lead = self.lead(&runs, properties, style, level);
                let Some(block) = paragraph(runs) else { return };
                if style.is_quote {
                    level.blocks.extend(lists(std::mem::take(&mut level.entries)));
                    level.quote.push(block);
                } else {
                    level.push(block);
                    self.leads.extend(lead);
                }
                return;
            }
        };
        if !level.quote.is_empty() {
            level.end();
        }
        let depth = properties.and_then(list_of).or_else(|| style.list.clone()).map_or(0, |(_, depth)| depth);
        // Styles of lists are lists of their own, one for each level.
        let depth = if depth == 0 { style.list_depth.unwrap_or(0) } else { depth };
        level.entries.push(Entry::new(u8::try_from(depth + 1).unwrap_or(u8::MAX), number, runs, 0..0));
    }

    /// How one of the first paragraphs looks, since it may be the title.
    fn lead(&self, runs: &[Run], properties: Option<Node<'_, '_>>, style: &Style, level: &Level) -> Option<Lead> {
        let open = usize::from(!level.quote.is_empty());
        let block = level.blocks.len() + open;
        if self.depth != 1 || block > LEADS || !level.entries.is_empty() {
            return None;
        }
        let own = properties.and_then(is_centred);
        let text_runs = || runs.iter().filter(|run| matches!(run.piece, Piece::Text(_)));
        Some(Lead {
            block,
            is_title: style.is_title,
            is_centred: own.or(style.is_centred).unwrap_or(false),
            is_strong: text_runs().all(|run| run.look.strong),
            size: self.fields.last_size.or(style.face.size).unwrap_or(0),
        })
    }

    /// The name by which the page refers to a note.
    pub(super) fn note_name(&mut self, kind: &str, id: &str) -> String {
        let key = (kind.to_string(), id.to_string());
        let notes = &mut self.notes;
        let at = *self.note_numbers.entry(key).or_insert_with_key(|key| {
            notes.push(key.clone());
            notes.len() - 1
        });
        (at + 1).to_string()
    }

    /// The texts of the notes that were referred to.
    pub(super) fn notes(&mut self, kind: &str, root: Node<'_, '_>, links: Relations) -> Result<Vec<Block>, Text> {
        let part = std::mem::replace(&mut self.part, format!("word/{kind}s.xml"));
        let links = std::mem::replace(&mut self.links, links);
        let by_id: BTreeMap<&str, Node<'_, '_>> =
            root.children().filter_map(|n| Some((attribute(n, "id")?, n))).collect();
        let mut found = Vec::new();
        // A note may refer to a further one, so the list may grow.
        let mut at = 0;
        while let Some((of, id)) = self.notes.get(at).cloned() {
            at += 1;
            if of != kind {
                continue;
            }
            let blocks = match by_id.get(id.as_str()) {
                Some(node) => self.blocks(*node)?,
                None => Vec::new(),
            };
            found.push(Block { kind: BlockKind::Footnote { name: at.to_string(), blocks }, range: 0..0 });
        }
        self.part = part;
        self.links = links;
        Ok(found)
    }

    /// A comment of a reviewer.
    pub(super) fn comment(&mut self, id: &str) {
        let said = shortened(self.comments.get(id).map_or("", String::as_str));
        self.losses.here(text! { zh: "批注“{said}”没有带进来", en: "the comment “{said}” was left out" });
    }
}

/// Whether run properties hide the text.
pub(super) fn is_hidden(properties: Option<Node<'_, '_>>) -> bool {
    properties.and_then(|p| child(p, "vanish")).is_some_and(is_on)
}

/// How a run looks, by its own properties, its style and the paragraph's.
pub(super) fn face_of(properties: Option<Node<'_, '_>>, styles: &Styles, style: &Style) -> Face {
    let named = properties.and_then(|p| child(p, "rStyle")).and_then(value);
    Face::of(properties).or(styles.face(named)).or(style.face)
}
