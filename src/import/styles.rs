//! What the styles of a document mean: which are headings, which is the title, which are bold.
//!
//! In: `styles.xml`. Out: facts by style, those that a style is based on included. Fonts and sizes are of no interest but to find a title.

use std::collections::BTreeMap;

use roxmltree::Node;

/// What is known of a style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// The level of a heading, from 1.
    pub(super) heading: Option<u8>,
    /// Whether it is the document's title.
    pub(super) is_title: bool,
    /// Whether it is a line of a table of contents.
    pub(super) is_contents: bool,
    /// Whether it is a quotation.
    pub(super) is_quote: bool,
    /// The list and its level.
    pub(super) list: Option<(String, usize)>,
    /// The level that the name of a list's style gives, from 0: `List Bullet 2`.
    pub(super) list_depth: Option<usize>,
    /// Whether paragraphs of it stand in the middle.
    pub(super) is_centred: Option<bool>,
    /// How its characters look.
    pub(super) face: Face,
}

/// How characters look, where it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) strong: Option<bool>,
    pub(super) emphasis: Option<bool>,
    pub(super) strike: Option<bool>,
    /// In half points.
    pub(super) size: Option<u32>,
}

impl Face {
    /// This face where it says something, else the other.
    pub(super) fn or(self, other: Face) -> Face {
        Face {
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            strike: self.strike.or(other.strike),
            size: self.size.or(other.size),
        }
    }

    /// What run properties say.
    pub(super) fn of(properties: Option<Node<'_, '_>>) -> Face {
        let Some(properties) = properties else { return Face::default() };
        let switch = |name: &str| child(properties, name).map(is_on);
        Face {
            strong: switch("b"),
            emphasis: switch("i"),
            strike: switch("strike").or_else(|| switch("dstrike")),
            size: child(properties, "sz").and_then(|n| value(n)?.parse().ok()),
        }
    }
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    pub(super) normal: Style,
}

/// How many styles a style may be based on, one on the other.
const CHAIN: usize = 12;

impl Styles {
    /// Reads the part.
    pub(super) fn read(root: Node<'_, '_>) -> Styles {
        let nodes: BTreeMap<&str, Node<'_, '_>> =
            children(root, "style").filter_map(|n| Some((attribute(n, "styleId")?, n))).collect();
        let mut all = BTreeMap::new();
        let mut normal = Style::default();
        for (id, node) in &nodes {
            let mut style = own(*node);
            let mut base = *node;
            for _ in 0..CHAIN {
                let next = child(base, "basedOn").and_then(value).and_then(|id| nodes.get(id));
                let Some(next) = next else { break };
                base = *next;
                style = style.or(own(base));
            }
            if attribute(*node, "default").is_some_and(|v| v == "1" || v == "true")
                && attribute(*node, "type") == Some("paragraph")
            {
                normal = style.clone();
            }
            all.insert((*id).to_string(), style);
        }
        Styles { all, normal }
    }

    /// The style of this id.
    pub(super) fn get(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.all.get(id)).unwrap_or(&self.normal)
    }

    /// The face of a character style; none if there is no such style.
    pub(super) fn face(&self, id: Option<&str>) -> Face {
        id.and_then(|id| self.all.get(id)).map_or_else(Face::default, |style| style.face)
    }
}

impl Style {
    fn or(self, base: Style) -> Style {
        Style {
            heading: self.heading.or(base.heading),
            is_title: self.is_title || base.is_title,
            is_contents: self.is_contents || base.is_contents,
            is_quote: self.is_quote || base.is_quote,
            list: self.list.or(base.list),
            list_depth: self.list_depth.or(base.list_depth),
            is_centred: self.is_centred.or(base.is_centred),
            face: self.face.or(base.face),
        }
    }
}

/// What a style says itself.
fn own(node: Node<'_, '_>) -> Style {
    let name = child(node, "name").and_then(value).unwrap_or_default().trim().to_lowercase();
    let properties = child(node, "pPr");
    let outline = properties.and_then(outline_level);
    let numbered = ["heading ", "heading", "标题 ", "标题"]
        .iter()
        .find_map(|start| name.strip_prefix(start)?.trim().parse().ok())
        .filter(|level: &u8| (1..=9).contains(level));
    let list_depth = ["list bullet ", "list number ", "列表项目符号 ", "列表编号 "]
        .iter()
        .find_map(|start| name.strip_prefix(start)?.trim().parse::<usize>().ok()?.checked_sub(1));
    Style {
        list_depth,
        heading: numbered.or(outline),
        is_title: matches!(name.as_str(), "title" | "标题" | "文档标题"),
        is_contents: name.starts_with("toc ") || name.starts_with("目录 "),
        is_quote: matches!(name.as_str(), "quote" | "intense quote" | "引用" | "明显引用" | "quotations"),
        list: properties.and_then(list_of),
        is_centred: properties.and_then(is_centred),
        face: Face::of(child(node, "rPr")),
    }
}

/// The level of a heading that paragraph properties give, from 1; a tenth level means text.
pub(super) fn outline_level(properties: Node<'_, '_>) -> Option<u8> {
    let level: u8 = child(properties, "outlineLvl").and_then(value)?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// The list and level that paragraph properties give.
pub(super) fn list_of(properties: Node<'_, '_>) -> Option<(String, usize)> {
    let list = child(properties, "numPr")?;
    let id = child(list, "numId").and_then(value).unwrap_or_default();
    let level = child(list, "ilvl").and_then(value).and_then(|n| n.parse().ok()).unwrap_or(0);
    Some((id.to_string(), level))
}

/// Whether paragraph properties set text in the middle.
pub(super) fn is_centred(properties: Node<'_, '_>) -> Option<bool> {
    child(properties, "jc").and_then(value).map(|value| value == "center")
}

/// The first child element of this name, whatever its namespace.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|n| n.is_element() && n.tag_name().name() == name)
}

/// All child elements of this name.
pub(super) fn children<'a, 'i>(node: Node<'a, 'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |n| n.is_element() && n.tag_name().name() == name)
}

/// An attribute by its name, whatever its namespace.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value())
}

/// The attribute `val`.
pub(super) fn value<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "val")
}

/// Whether a switch such as `<w:b/>` is on.
pub(super) fn is_on(node: Node<'_, '_>) -> bool {
    !matches!(value(node), Some("0" | "false" | "off" | "none"))
}
