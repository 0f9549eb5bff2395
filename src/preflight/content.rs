//! Carries out a page's content stream and writes down what would be printed.
//!
//! In: an open file and a page of it. Out: `Marks`.
//! Draws nothing: clips are rectangles around what they are, and what lies beneath is left in the list. Longer than other files: it is
//! PDF's table of operators, each with what it does.

#![expect(clippy::many_single_char_names, reason = "points of curves as the standard names them")]

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::colour::{Colour, Space};
use super::file::{self, Leaf, Open, number, whole};
use super::font::Font;
use super::geometry::{MM_PER_POINT, Matrix, Outline, Pen, Point, Rect};
use super::lexer::{Lexer, Operand};
use super::marks::{Effect, EffectKind, Line, Mark, Marks, Picture, Shade, Shape, Unread};
use super::state::{Cursor, State};
use super::type_set;

/// Forms in forms beyond this are not followed.
const DEEPEST: usize = 20;

/// Operators of one page; a page of fine drawings has some hundred thousand.
const MOST_OPERATORS: usize = 3_000_000;

/// Operators of one file.
const MOST_OPERATORS_OF_FILE: usize = 12_000_000;

/// Operators that a part counts as: it is unpacked and looked up anew each time.
const PART: usize = 400;

/// States kept by `q`.
const MOST_STATES: usize = 512;

/// Points of one path beyond which only its edges are kept.
const MOST_POINTS: usize = 400_000;

/// Reads pages of one file; fonts are read once.
pub(super) struct Reader<'a> {
    pub(super) open: &'a Open,
    pub(super) fonts: Vec<Font>,
    known_fonts: BTreeMap<FontKey, usize>,
    /// Operators of the page, and of all pages before it.
    operators: usize,
    before: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum FontKey {
    Object(ObjectId),
    /// One that stands in the resources themselves, by its address in memory.
    Direct(usize),
    Missing(Vec<u8>),
}

/// A stream that is being carried out.
pub(super) struct Walk<'r, 'a> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) marks: &'r mut Marks,
    resources: &'a Dictionary,
    pub(super) state: State,
    kept: Vec<State>,
    pub(super) cursor: Cursor,
    pen: Pen,
    /// Where the path stands in the inner space, for operators that go on from there.
    here: Point,
    /// How the path clips once it is painted: whether by counting lines.
    clips: Option<bool>,
    /// For each open tag whether it says what its content is.
    tags: Vec<bool>,
    /// Streams that this one is in.
    inside: Vec<ObjectId>,
    in_cell: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(open: &'a Open) -> Self {
        Reader { open, fonts: Vec::new(), known_fonts: BTreeMap::new(), operators: 0, before: 0 }
    }

    /// What a page prints.
    pub(super) fn page(&mut self, leaf: &'a Leaf) -> Marks {
        let mut marks = Marks::default();
        self.before += std::mem::take(&mut self.operators);
        let (bytes, is_whole) = file::contents(self.open, leaf);
        if !is_whole {
            marks.unread.push(Unread::Damaged);
        }
        let open = self.open;
        let page = open.pdf.get_dictionary(leaf.id).ok();
        if let Some(group) = page.and_then(|page| file::table(page, b"Group", &open.pdf))
            && let Ok(space) = group.get(b"CS")
        {
            let space = Space::of(space, None, &open.pdf);
            marks.effects.push(Effect { kind: EffectKind::Group(space), area: leaf.trimmed() });
        }
        let mut walk = Walk {
            reader: self,
            marks: &mut marks,
            resources: &leaf.resources,
            state: State::new(leaf.frame()),
            kept: Vec::new(),
            cursor: Cursor::start(),
            pen: Pen::default(),
            here: (0.0, 0.0),
            clips: None,
            tags: Vec::new(),
            inside: Vec::new(),
            in_cell: false,
        };
        if let Some(media) = leaf.media {
            walk.state.clip = leaf.area(media);
        }
        walk.run(&bytes);
        marks.unread.sort_unstable();
        marks.unread.dedup();
        marks
    }
}

impl<'a> Walk<'_, 'a> {
    fn run(&mut self, bytes: &[u8]) {
        let mut lexer = Lexer::new(bytes);
        while let Some(operation) = lexer.operation() {
            if self.is_too_much(1) {
                return;
            }
            let operator = operation.operator;
            let known = self.path(operator, &lexer)
                || self.paint(operator)
                || type_set::text(self, operator, &lexer)
                || self.colour(operator, &lexer)
                || self.general(operator, &lexer);
            if !known && operator == b"BI" {
                self.inline_picture(&lexer);
            }
        }
    }

    /// Counts operators; true, and told, if there are more than anybody would print.
    fn is_too_much(&mut self, more: usize) -> bool {
        let reader = &mut *self.reader;
        reader.operators += more;
        let is_too_much =
            reader.operators > MOST_OPERATORS || reader.before + reader.operators > MOST_OPERATORS_OF_FILE;
        if is_too_much {
            self.marks.unread.push(Unread::TooMuch);
        }
        is_too_much
    }

    pub(super) fn is_tagged(&self) -> bool {
        self.tags.iter().any(|tag| *tag)
    }

    pub(super) fn push(&mut self, mark: Mark) {
        if self.in_cell { self.marks.cells.push(mark) } else { self.marks.all.push(mark) }
    }

    /// Operators of the state and of parts.
    fn general(&mut self, operator: &[u8], lexer: &Lexer<'_>) -> bool {
        match operator {
            b"q" => {
                if self.kept.len() < MOST_STATES {
                    self.kept.push(self.state.clone());
                }
            }
            b"Q" => {
                if let Some(state) = self.kept.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = lexer.numbers::<6>() {
                    self.state.matrix = Matrix(matrix).then(&self.state.matrix);
                }
            }
            b"w" => {
                if let Some([width]) = lexer.numbers() {
                    self.state.line_width = width.abs();
                }
            }
            b"gs" => {
                if let Some(table) = self.named(b"ExtGState", lexer).and_then(|o| o.as_dict().ok()) {
                    self.extended(table);
                }
            }
            b"Do" => self.part(lexer),
            b"sh" => self.shade(lexer),
            b"BMC" | b"BDC" => {
                let tag = lexer.operands.first().and_then(Operand::name).unwrap_or_default();
                let says = tag == b"Artifact" || operator == b"BDC" && self.has_number(lexer);
                self.tags.push(says);
            }
            b"EMC" => {
                self.tags.pop();
            }
            _ => return false,
        }
        true
    }

    /// Whether the properties of a tag have an `MCID`, which joins it to the structure.
    fn has_number(&self, lexer: &Lexer<'_>) -> bool {
        match lexer.operands.get(1) {
            Some(Operand::Table(entries)) => entries.iter().any(|(key, _)| key == b"MCID"),
            Some(Operand::Name(name)) => {
                let pdf = &self.reader.open.pdf;
                let table = file::table(self.resources, b"Properties", pdf).and_then(|p| file::table(p, name, pdf));
                table.is_some_and(|table| table.has(b"MCID"))
            }
            _ => false,
        }
    }

    /// The resource of this sort that the last operand names.
    fn named(&self, sort: &[u8], lexer: &Lexer<'_>) -> Option<&'a Object> {
        let name = lexer.operands.last()?.name()?;
        self.resource(sort, name)
    }

    fn resource(&self, sort: &[u8], name: &[u8]) -> Option<&'a Object> {
        let open: &'a Open = self.reader.open;
        let table: &'a Dictionary = file::table(self.resources, sort, &open.pdf)?;
        table.get_deref(name, &open.pdf).ok()
    }

    fn extended(&mut self, table: &Dictionary) {
        let pdf = &self.reader.open.pdf;
        let value = |key: &[u8]| table.get_deref(key, pdf).ok();
        let state = &mut self.state;
        if let Some(width) = value(b"LW").and_then(number) {
            state.line_width = width.abs();
        }
        if let Some(alpha) = value(b"ca").and_then(number) {
            state.fill_alpha = alpha.clamp(0.0, 1.0);
        }
        if let Some(alpha) = value(b"CA").and_then(number) {
            state.stroke_alpha = alpha.clamp(0.0, 1.0);
        }
        if let Some(blend) = value(b"BM") {
            let first = blend.as_array().ok().and_then(|all| all.first()).unwrap_or(blend);
            let name = first.as_name().map(|n| String::from_utf8_lossy(n).into_owned()).ok();
            state.blend = name.filter(|name| name != "Normal" && name != "Compatible");
        }
        if let Some(mask) = value(b"SMask") {
            state.has_soft_mask = mask.as_dict().is_ok();
        }
        let yes = |key: &[u8]| value(key).and_then(|o| o.as_bool().ok());
        if let Some(overprint) = yes(b"OP") {
            state.stroke_overprint = overprint;
            state.fill_overprint = yes(b"op").unwrap_or(overprint);
        }
        if let Some(overprint) = yes(b"op") {
            state.fill_overprint = overprint;
        }
        if let Some(mode) = value(b"OPM").and_then(number) {
            state.keeps_plates = mode > 0.5;
        }
    }

    fn path(&mut self, operator: &[u8], lexer: &Lexer<'_>) -> bool {
        let at = |x: f64, y: f64, walk: &Self| walk.state.matrix.apply((x, y));
        match operator {
            b"m" | b"l" => {
                let Some([x, y]) = lexer.numbers() else { return true };
                let point = at(x, y, self);
                if operator == b"m" {
                    self.pen.move_to(point);
                } else {
                    self.pen.line_to(point);
                }
                self.here = (x, y);
            }
            b"c" | b"v" | b"y" => {
                let points = if operator == b"c" {
                    lexer.numbers::<6>()
                } else {
                    lexer.numbers::<4>().map(|[a, b, c, d]| {
                        let (x, y) = self.here;
                        if operator == b"v" { [x, y, a, b, c, d] } else { [a, b, c, d, c, d] }
                    })
                };
                let Some([a, b, c, d, x, y]) = points else { return true };
                let (one, two, end) = (at(a, b, self), at(c, d, self), at(x, y, self));
                self.pen.curve_to(one, two, end);
                self.here = (x, y);
            }
            b"re" => {
                let Some([x, y, w, h]) = lexer.numbers() else { return true };
                let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)].map(|(x, y)| at(x, y, self));
                self.pen.move_to(corners[0]);
                corners[1..].iter().for_each(|corner| self.pen.line_to(*corner));
                self.pen.close();
                self.here = (x, y);
            }
            b"h" => self.pen.close(),
            b"W" => self.clips = Some(false),
            b"W*" => self.clips = Some(true),
            _ => return false,
        }
        true
    }

    fn paint(&mut self, operator: &[u8]) -> bool {
        let (fills, even_odd, strokes, closes) = match operator {
            b"f" | b"F" => (true, false, false, false),
            b"f*" => (true, true, false, false),
            b"B" => (true, false, true, false),
            b"B*" => (true, true, true, false),
            b"b" => (true, false, true, true),
            b"b*" => (true, true, true, true),
            b"S" => (false, false, true, false),
            b"s" => (false, false, true, true),
            b"n" => (false, false, false, false),
            _ => return false,
        };
        if closes {
            self.pen.close();
        }
        let rings = self.pen.take();
        let outline = Outline { rings, even_odd };
        if let Some(bounds) = outline.bounds() {
            if let Some(area) = self.state.seen(bounds) {
                if fills {
                    self.fill(outline, area);
                }
                if strokes {
                    self.stroke(area);
                }
            }
            if self.clips.is_some() {
                self.state.clip = self.state.clip.clipped(&bounds);
            }
        } else if self.clips.is_some() {
            // A clip of nothing hides everything.
            self.state.clip = Rect { left: 0.0, top: 0.0, right: -1.0, bottom: -1.0 };
        }
        self.clips = None;
        true
    }

    fn stroke(&mut self, area: Rect) {
        let width_pt = self.state.line_width * self.state.matrix.scale() / MM_PER_POINT;
        let line = Line {
            area: area.grown(width_pt * MM_PER_POINT / 2.0),
            width_pt,
            colour: self.state.stroke.clone(),
            overprint: self.state.stroke_overprint,
        };
        self.effects(area, true);
        self.push(Mark::Line(line));
    }

    fn fill(&mut self, outline: Outline, area: Rect) {
        let outline = if outline.points() > MOST_POINTS {
            let Rect { left, top, right, bottom } = area;
            Outline { rings: vec![vec![(left, top), (right, top), (right, bottom), (left, bottom)]], even_odd: false }
        } else {
            outline
        };
        let shape = Shape {
            outline,
            area,
            colour: self.state.fill.clone(),
            overprint: self.state.fill_overprint,
            alpha: self.alpha(),
        };
        self.effects(area, false);
        self.push(Mark::Shape(shape));
    }

    /// How much of what lies beneath is covered: what is mixed otherwise covers only in part.
    pub(super) fn alpha(&self) -> f64 {
        if self.state.has_soft_mask || self.state.blend.is_some() {
            0.5_f64.min(self.state.fill_alpha)
        } else {
            self.state.fill_alpha
        }
    }

    /// Writes down what of transparency is in force for a mark.
    pub(super) fn effects(&mut self, area: Rect, is_stroke: bool) {
        let alpha = if is_stroke { self.state.stroke_alpha } else { self.state.fill_alpha };
        let kinds = [
            (alpha < 1.0).then_some(EffectKind::Alpha),
            self.state.blend.clone().map(EffectKind::Blend),
            self.state.has_soft_mask.then_some(EffectKind::SoftMask),
        ];
        let effects = kinds.into_iter().flatten().map(|kind| Effect { kind, area });
        self.marks.effects.extend(effects);
    }

    fn colour(&mut self, operator: &[u8], lexer: &Lexer<'_>) -> bool {
        let is_stroke = operator.first().is_some_and(u8::is_ascii_uppercase);
        let device = match operator {
            b"g" | b"G" => Some(Space::Gray),
            b"rg" | b"RG" => Some(Space::Rgb),
            b"k" | b"K" => Some(Space::Cmyk),
            b"cs" | b"CS" | b"sc" | b"SC" | b"scn" | b"SCN" => None,
            _ => return false,
        };
        let values: Vec<f64> = lexer.operands.iter().filter_map(Operand::number).collect();
        let colour = match (device, operator) {
            (Some(space), _) => Colour { space, values },
            (None, b"cs" | b"CS") => {
                let Some(name) = lexer.operands.last().and_then(Operand::name) else { return true };
                let pdf = &self.reader.open.pdf;
                let spaces = file::table(self.resources, b"ColorSpace", pdf);
                Space::of(&Object::Name(name.to_vec()), spaces, pdf).first()
            }
            (None, _) => {
                self.state.set_colour(is_stroke, values);
                if let Some(Operand::Name(name)) = lexer.operands.last() {
                    let name = name.clone();
                    self.pattern(&name, is_stroke);
                }
                return true;
            }
        };
        *(if is_stroke { &mut self.state.stroke } else { &mut self.state.fill }) = colour;
        true
    }

    /// A pattern as a colour: its cell is read once, a run of colours by its space.
    fn pattern(&mut self, name: &[u8], is_stroke: bool) {
        let colour = if is_stroke { &mut self.state.stroke } else { &mut self.state.fill };
        *colour = Colour { space: Space::Pattern, values: Vec::new() };
        match self.resource(b"Pattern", name) {
            Some(Object::Stream(stream)) => {
                let id = self.id_of(b"Pattern", name);
                let was = std::mem::replace(&mut self.in_cell, true);
                self.form(stream, id);
                self.in_cell = was;
            }
            Some(Object::Dictionary(table)) => {
                let pdf = &self.reader.open.pdf;
                if let Some(space) = file::table(table, b"Shading", pdf).and_then(|s| s.get(b"ColorSpace").ok()) {
                    let space = Space::of(space, file::table(self.resources, b"ColorSpace", pdf), pdf);
                    self.marks.cells.push(Mark::Shade(Shade { area: self.state.clip, space }));
                }
            }
            _ => self.marks.unread.push(Unread::Missing),
        }
    }

    fn shade(&mut self, lexer: &Lexer<'_>) {
        let pdf = &self.reader.open.pdf;
        let table = match self.named(b"Shading", lexer) {
            Some(Object::Dictionary(table)) => table,
            Some(Object::Stream(stream)) => &stream.dict,
            _ => return self.marks.unread.push(Unread::Missing),
        };
        let spaces = file::table(self.resources, b"ColorSpace", pdf);
        let space = table.get(b"ColorSpace").map_or(Space::Unknown, |s| Space::of(s, spaces, pdf));
        let area = self.state.clip;
        self.effects(area, false);
        self.push(Mark::Shade(Shade { area, space }));
    }

    fn id_of(&self, sort: &[u8], name: &[u8]) -> Option<ObjectId> {
        let table = file::table(self.resources, sort, &self.reader.open.pdf)?;
        table.get(name).ok()?.as_reference().ok()
    }

    /// A picture or a part by its name.
    fn part(&mut self, lexer: &Lexer<'_>) {
        let Some(name) = lexer.operands.last().and_then(Operand::name) else { return };
        let Some(Object::Stream(stream)) = self.resource(b"XObject", name) else {
            return self.marks.unread.push(Unread::Missing);
        };
        let id = self.id_of(b"XObject", name);
        let pdf = &self.reader.open.pdf;
        match file::name(&stream.dict, b"Subtype", pdf) {
            Some(b"Image") => self.picture(&stream.dict, id),
            _ => self.form(stream, id),
        }
    }

    fn form(&mut self, stream: &'a Stream, id: Option<ObjectId>) {
        if id.is_some_and(|id| self.inside.contains(&id)) {
            return self.marks.unread.push(Unread::Loop);
        }
        if self.inside.len() >= DEEPEST {
            return self.marks.unread.push(Unread::TooMuch);
        }
        if self.is_too_much(PART) {
            return;
        }
        let open: &'a Open = self.reader.open;
        let pdf = &open.pdf;
        let dict = &stream.dict;
        let mut state = self.state.clone();
        if let Some(matrix) = dict.get_deref(b"Matrix", pdf).ok().and_then(|m| file::numbers::<6>(m, pdf)) {
            state.matrix = Matrix(matrix).then(&state.matrix);
        }
        if let Some(area) = dict.get_deref(b"BBox", pdf).ok().and_then(|b| file::numbers::<4>(b, pdf)) {
            let around = state.matrix.around(area);
            state.clip = around.map_or(state.clip, |around| state.clip.clipped(&around));
        }
        if let Some(group) = file::table(dict, b"Group", pdf)
            && let Ok(space) = group.get(b"CS")
        {
            let space = Space::of(space, file::table(self.resources, b"ColorSpace", pdf), pdf);
            self.marks.effects.push(Effect { kind: EffectKind::Group(space), area: state.clip });
        }
        let Ok(bytes) = stream.get_plain_content_with_limit(32 << 20) else {
            return self.marks.unread.push(Unread::Damaged);
        };
        let mut inside = self.inside.clone();
        inside.push(id.unwrap_or((0, 0)));
        let mut walk = Walk {
            resources: file::table(dict, b"Resources", pdf).unwrap_or(self.resources),
            reader: self.reader,
            marks: self.marks,
            state,
            kept: Vec::new(),
            cursor: Cursor::start(),
            pen: Pen::default(),
            here: (0.0, 0.0),
            clips: None,
            tags: self.tags.clone(),
            inside,
            in_cell: self.in_cell,
        };
        walk.run(&bytes);
    }

    fn picture(&mut self, dict: &Dictionary, id: Option<ObjectId>) {
        let pdf = &self.reader.open.pdf;
        let count = |key: &[u8]| dict.get_deref(key, pdf).ok().and_then(number).map_or(0, whole);
        let spaces = file::table(self.resources, b"ColorSpace", pdf);
        let is_stencil = dict.get_deref(b"ImageMask", pdf).ok().and_then(|o| o.as_bool().ok()).unwrap_or(false);
        let space = match dict.get(b"ColorSpace") {
            Ok(space) => Space::of(space, spaces, pdf),
            Err(_) if is_stencil => self.state.fill.space.clone(),
            Err(_) => Space::Unknown,
        };
        let picture = Picture {
            area: Rect::EVERYWHERE,
            id,
            width: count(b"Width"),
            height: count(b"Height"),
            ppi: (0.0, 0.0),
            space,
            bits: if is_stencil { 1 } else { count(b"BitsPerComponent") },
            has_soft_mask: dict.get_deref(b"SMask", pdf).is_ok_and(|o| o.as_stream().is_ok()),
            is_stencil,
            is_tagged: self.is_tagged(),
        };
        self.place(picture);
    }

    fn inline_picture(&mut self, lexer: &Lexer<'_>) {
        let Some(Operand::Table(entries)) = lexer.operands.first() else { return };
        let get =
            |short: &[u8], long: &[u8]| entries.iter().find(|(key, _)| key == short || key == long).map(|(_, v)| v);
        let count = |short: &[u8], long: &[u8]| get(short, long).and_then(Operand::number).map_or(0, whole);
        let is_stencil = matches!(get(b"IM", b"ImageMask"), Some(Operand::Bool(true)));
        let pdf = &self.reader.open.pdf;
        let spaces = file::table(self.resources, b"ColorSpace", pdf);
        let space = match get(b"CS", b"ColorSpace") {
            Some(Operand::Name(name)) => Space::of(&Object::Name(name.clone()), spaces, pdf),
            Some(Operand::Array(items)) => {
                let base = items.get(1).and_then(Operand::name).unwrap_or_default();
                Space::of(&Object::Name(base.to_vec()), spaces, pdf)
            }
            _ if is_stencil => self.state.fill.space.clone(),
            _ => Space::Unknown,
        };
        let picture = Picture {
            area: Rect::EVERYWHERE,
            id: None,
            width: count(b"W", b"Width"),
            height: count(b"H", b"Height"),
            ppi: (0.0, 0.0),
            space,
            bits: if is_stencil { 1 } else { count(b"BPC", b"BitsPerComponent") },
            has_soft_mask: false,
            is_stencil,
            is_tagged: self.is_tagged(),
        };
        self.place(picture);
    }

    /// Puts a picture where the state says: on the unit square.
    fn place(&mut self, picture: Picture) {
        let matrix = self.state.matrix;
        let Some(area) = matrix.around([0.0, 0.0, 1.0, 1.0]).and_then(|area| self.state.seen(area)) else { return };
        #[expect(clippy::cast_precision_loss, reason = "pixels are counted below 2^32")]
        let ppi = |pixels: usize, mm: f64| if mm > 0.0 { pixels as f64 / (mm / 25.4) } else { 0.0 };
        let ppi = (ppi(picture.width, matrix.across()), ppi(picture.height, matrix.along()));
        self.effects(area, false);
        if picture.has_soft_mask {
            self.marks.effects.push(Effect { kind: EffectKind::SoftMask, area });
        }
        self.push(Mark::Picture(Picture { area, ppi, ..picture }));
    }

    /// The font of this name, read if it was not yet.
    pub(super) fn font(&mut self, name: &[u8]) -> usize {
        let open: &'a Open = self.reader.open;
        let fonts = file::table(self.resources, b"Font", &open.pdf);
        let found = fonts.and_then(|fonts| fonts.get(name).ok());
        let table = found.and_then(|o| open.pdf.dereference(o).ok()).and_then(|(_, o)| o.as_dict().ok());
        let key = match (found, table) {
            (Some(Object::Reference(id)), Some(_)) => FontKey::Object(*id),
            (_, Some(table)) => FontKey::Direct(std::ptr::from_ref(table).addr()),
            (_, None) => FontKey::Missing(name.to_vec()),
        };
        let reader = &mut *self.reader;
        *reader.known_fonts.entry(key).or_insert_with(|| {
            let font =
                table.map_or_else(|| Font::unknown(&String::from_utf8_lossy(name)), |t| Font::read(t, &open.pdf));
            reader.fonts.push(font);
            reader.fonts.len() - 1
        })
    }
}
