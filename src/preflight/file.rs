//! A PDF as objects: its pages with their boxes, and small questions to its dictionaries.
//!
//! In: bytes of any file. Out: an `Open` file with the pages found, or why it cannot be read.
//! Reads no contents of pages; `content` does.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use super::geometry::{MM_PER_POINT, Matrix, Rect, sane};

/// Bytes that one stream may unpack to: enough for a page of drawings, not enough to fill the memory.
const MOST_BYTES: usize = 96 << 20;

/// Folders of the page tree, one in another, that are followed.
const DEEPEST: usize = 64;

/// Pages that are looked at.
pub(super) const MOST_PAGES: usize = 2000;

/// A file that can be read.
pub(super) struct Open {
    pub(super) pdf: Document,
    pub(super) pages: Vec<Leaf>,
    /// Whether its list of objects had to be made anew.
    pub(super) mended: bool,
}

/// Why a file cannot be read.
pub(super) enum Shut {
    /// It is no PDF, or nothing of it can be understood.
    Damaged(String),
    /// It opens with a password only.
    Locked,
    /// It has no pages.
    Empty,
}

/// A page and its boxes.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) id: ObjectId,
    pub(super) resources: Dictionary,
    /// Boxes as the file gives them, in its units: left, bottom, right, top.
    pub(super) media: Option<[f64; 4]>,
    pub(super) crop: Option<[f64; 4]>,
    pub(super) bleed: Option<[f64; 4]>,
    pub(super) trim: Option<[f64; 4]>,
    pub(super) art: Option<[f64; 4]>,
    /// A quarter turn to the right, so many times.
    pub(super) turns: u8,
    /// Points in a unit.
    pub(super) unit: f64,
}

impl Leaf {
    /// The box that is cut out: what follows if boxes are missing is what the standard says.
    pub(super) fn cut(&self) -> [f64; 4] {
        self.trim.or(self.crop).or(self.media).unwrap_or([0.0, 0.0, 595.276, 841.89])
    }

    /// From units of the page to millimetres from the upper left corner of the trimmed sheet as it is seen.
    pub(super) fn frame(&self) -> Matrix {
        let [left, bottom, right, top] = self.cut();
        let mm = self.unit * MM_PER_POINT;
        let upright = match self.turns {
            1 => [0.0, 1.0, 1.0, 0.0, -bottom, -left],
            2 => [-1.0, 0.0, 0.0, 1.0, right, -bottom],
            3 => [0.0, -1.0, -1.0, 0.0, top, right],
            _ => [1.0, 0.0, 0.0, -1.0, -left, top],
        };
        Matrix(upright.map(|n| n * mm))
    }

    /// A box in millimetres.
    pub(super) fn area(&self, edges: [f64; 4]) -> Rect {
        self.frame().around(edges).unwrap_or(Rect { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 })
    }

    /// The trimmed sheet in millimetres.
    pub(super) fn trimmed(&self) -> Rect {
        self.area(self.cut())
    }

    /// The sheet with its bleed.
    pub(super) fn bled(&self) -> Rect {
        self.area(self.bleed.unwrap_or_else(|| self.cut()))
    }
}

/// Opens a file.
pub(super) fn open(bytes: &[u8]) -> Result<Open, Shut> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_BYTES), ..LoadOptions::default() };
    let pdf = match Document::load_mem_with_options(bytes, options) {
        Ok(pdf) => pdf,
        Err(lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::Unimplemented(_)) => {
            return Err(Shut::Locked);
        }
        Err(error) => return Err(Shut::Damaged(error.to_string())),
    };
    if pdf.is_encrypted() && pdf.encryption_state.is_none() {
        return Err(Shut::Locked);
    }
    let mut pages = Vec::new();
    if let Some(root) = pdf.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok()?.as_reference().ok()) {
        collect(&pdf, root, &Inherited::default(), 0, &mut BTreeSet::new(), &mut pages);
    }
    if pages.is_empty() {
        // A damaged tree: the pages themselves may still be there, in the order of their numbers.
        let lone = pdf.objects.iter().filter(|(_, o)| o.as_dict().is_ok_and(|d| d.has_type(b"Page")));
        pages = lone
            .take(MOST_PAGES)
            .filter_map(|(id, o)| Some(leaf(&pdf, *id, o.as_dict().ok()?, &Inherited::default())))
            .collect();
    }
    if pages.is_empty() {
        return Err(Shut::Empty);
    }
    let mended = pdf.xref_recovery.is_some();
    Ok(Open { pdf, pages, mended })
}

/// What a page has from the folders it is in.
#[derive(Clone, Default)]
struct Inherited {
    resources: Option<Dictionary>,
    media: Option<[f64; 4]>,
    crop: Option<[f64; 4]>,
    rotate: Option<i64>,
}

impl Inherited {
    fn and(&self, node: &Dictionary, pdf: &Document) -> Inherited {
        let number = |key: &[u8]| node.get_deref(key, pdf).ok()?.as_i64().ok();
        Inherited {
            resources: table(node, b"Resources", pdf).cloned().or_else(|| self.resources.clone()),
            media: edges(node, b"MediaBox", pdf).or(self.media),
            crop: edges(node, b"CropBox", pdf).or(self.crop),
            rotate: number(b"Rotate").or(self.rotate),
        }
    }
}

fn collect(
    pdf: &Document,
    id: ObjectId,
    above: &Inherited,
    depth: usize,
    seen: &mut BTreeSet<ObjectId>,
    pages: &mut Vec<Leaf>,
) {
    let Ok(node) = pdf.get_dictionary(id) else { return };
    if depth > DEEPEST || pages.len() >= MOST_PAGES || !seen.insert(id) {
        return;
    }
    match node.get_deref(b"Kids", pdf).and_then(Object::as_array) {
        Ok(kids) => {
            let here = above.and(node, pdf);
            for kid in kids.iter().filter_map(|kid| kid.as_reference().ok()) {
                collect(pdf, kid, &here, depth + 1, seen, pages);
            }
        }
        Err(_) => pages.push(leaf(pdf, id, node, above)),
    }
}

fn leaf(pdf: &Document, id: ObjectId, node: &Dictionary, above: &Inherited) -> Leaf {
    let own = above.and(node, pdf);
    let turns = own.rotate.unwrap_or(0).rem_euclid(360) / 90;
    let unit = node.get_deref(b"UserUnit", pdf).ok().and_then(number).filter(|n| *n > 0.0);
    Leaf {
        id,
        resources: own.resources.unwrap_or_default(),
        media: own.media,
        crop: own.crop,
        bleed: edges(node, b"BleedBox", pdf),
        trim: edges(node, b"TrimBox", pdf),
        art: edges(node, b"ArtBox", pdf),
        turns: u8::try_from(turns).unwrap_or(0),
        unit: unit.unwrap_or(1.0),
    }
}

/// A rectangle of a dictionary, its corners in order; none if it has no area.
fn edges(node: &Dictionary, key: &[u8], pdf: &Document) -> Option<[f64; 4]> {
    let [a, b, c, d] = numbers::<4>(node.get_deref(key, pdf).ok()?, pdf)?;
    let edges = [a.min(c), b.min(d), a.max(c), b.max(d)];
    (edges[2] > edges[0] && edges[3] > edges[1]).then_some(edges)
}

/// An array of exactly so many numbers.
pub(super) fn numbers<const N: usize>(object: &Object, pdf: &Document) -> Option<[f64; N]> {
    let items = object.as_array().ok()?;
    let mut all = [0.0; N];
    if items.len() != N {
        return None;
    }
    for (into, item) in all.iter_mut().zip(items) {
        *into = number(pdf.dereference(item).ok()?.1)?;
    }
    Some(all)
}

/// A number, whichever way it is written.
pub(super) fn number(object: &Object) -> Option<f64> {
    match object {
        #[expect(clippy::cast_precision_loss, reason = "numbers beyond 2^52 are beyond all paper")]
        Object::Integer(n) => Some(sane(*n as f64)),
        Object::Real(n) => Some(sane(f64::from(*n))),
        _ => None,
    }
}

/// A count, of a number that should be one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clipped to what fits")]
pub(super) fn whole(number: f64) -> usize {
    number.clamp(0.0, 4e9) as usize
}

/// A dictionary in a dictionary.
pub(super) fn table<'a>(node: &'a Dictionary, key: &[u8], pdf: &'a Document) -> Option<&'a Dictionary> {
    match node.get_deref(key, pdf).ok()? {
        Object::Dictionary(table) => Some(table),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A text of a dictionary, in whichever of PDF's encodings.
pub(super) fn words(node: &Dictionary, key: &[u8], pdf: &Document) -> Option<String> {
    let object = node.get_deref(key, pdf).ok()?;
    lopdf::decode_text_string(object).ok()
}

/// A name of a dictionary.
pub(super) fn name<'a>(node: &'a Dictionary, key: &[u8], pdf: &'a Document) -> Option<&'a [u8]> {
    node.get_deref(key, pdf).ok()?.as_name().ok()
}

/// The bytes of a stream, unpacked; empty if they cannot be.
pub(super) fn content(stream: &Stream) -> Vec<u8> {
    stream.get_plain_content_with_limit(MOST_BYTES).unwrap_or_default()
}

/// The contents of a page, one after the other, and whether all could be read.
pub(super) fn contents(open: &Open, leaf: &Leaf) -> (Vec<u8>, bool) {
    let Ok(page) = open.pdf.get_dictionary(leaf.id) else { return (Vec::new(), false) };
    let Ok(contents) = page.get_deref(b"Contents", &open.pdf) else { return (Vec::new(), true) };
    let streams: Vec<&Object> = match contents {
        Object::Array(items) => items.iter().collect(),
        other => vec![other],
    };
    let (mut bytes, mut whole) = (Vec::new(), true);
    for stream in streams {
        let stream = open.pdf.dereference(stream).ok().and_then(|(_, o)| o.as_stream().ok());
        let read = stream.and_then(|s| s.get_plain_content_with_limit(MOST_BYTES).ok());
        match read {
            Some(more) if bytes.len() + more.len() <= MOST_BYTES => bytes.extend(more),
            Some(_) | None => whole = false,
        }
        bytes.push(b'\n');
    }
    (bytes, whole)
}
