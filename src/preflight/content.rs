//! Carries out a page's content stream and writes down what would be printed.
//!
//! In: an open file and a page of it. Out: `Marks`.
//! Draws nothing: clips are rectangles around what they are, and what lies beneath is left in the list. Operators of text are in
//! `type_set`, those of colours, pictures and parts in `parts`.

#![expect(clippy::many_single_char_names, reason = "points of curves as the standard names them")]

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::colour::Space;
use super::file::{self, Leaf, Open, number};
use super::font::Font;
use super::geometry::{MM_PER_POINT, Matrix, Outline, Pen, Point, Rect};
use super::lexer::{Lexer, Operand};
use super::marks::{Effect, EffectKind, Line, Mark, Marks, Shape, Unread};
use super::state::{Cursor, State};
use super::type_set;

/// Operators of one page; a page of fine drawings has some hundred thousand.
const MOST_OPERATORS: usize = 3_000_000;

/// Operators of one file.
const MOST_OPERATORS_OF_FILE: usize = 12_000_000;

/// States kept by `q`.
const MOST_STATES: usize = 512;

/// Points of one path beyond which only its edges are kept.
const MOST_POINTS: usize = 400_000;

/// Reads pages of one file; fonts are read once.
pub(super) struct Reader<'a> {
    pub(super) open: &'a Open,
    pub(super) fonts: Vec<Font>,
    pub(super) known_fonts: BTreeMap<FontKey, usize>,
    /// Operators of the page, and of all pages before it.
    operators: usize,
    before: usize,
}

/// How a font is known again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FontKey {
    Object(ObjectId),
    /// One that stands in the resources themselves, by its address in memory.
    Direct(usize),
    Missing(Vec<u8>),
}

/// A stream that is being carried out.
pub(super) struct Walk<'r, 'a> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) marks: &'r mut Marks,
    pub(super) resources: &'a Dictionary,
    pub(super) state: State,
    kept: Vec<State>,
    pub(super) cursor: Cursor,
    pen: Pen,
    /// Where the path stands in the inner space, for operators that go on from there.
    here: Point,
    /// How the path clips once it is painted: whether by counting lines.
    clips: Option<bool>,
    /// For each open tag whether it says what its content is.
    pub(super) tags: Vec<bool>,
    /// Streams that this one is in.
    pub(super) inside: Vec<ObjectId>,
    pub(super) in_cell: bool,
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
        let mut walk = Walk::new(self, &mut marks, &leaf.resources, State::new(leaf.frame()));
        if let Some(media) = leaf.media {
            walk.state.clip = leaf.area(media);
        }
        walk.run(&bytes);
        marks.unread.sort_unstable();
        marks.unread.dedup();
        marks
    }
}

impl<'r, 'a> Walk<'r, 'a> {
    /// The beginning of a stream.
    pub(super) fn new(
        reader: &'r mut Reader<'a>,
        marks: &'r mut Marks,
        resources: &'a Dictionary,
        state: State,
    ) -> Self {
        Walk {
            reader,
            marks,
            resources,
            state,
            kept: Vec::new(),
            cursor: Cursor::start(),
            pen: Pen::default(),
            here: (0.0, 0.0),
            clips: None,
            tags: Vec::new(),
            inside: Vec::new(),
            in_cell: false,
        }
    }

    /// Carries out a stream.
    pub(super) fn run(&mut self, bytes: &[u8]) {
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
    pub(super) fn is_too_much(&mut self, more: usize) -> bool {
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
            b"d" => {
                let gaps = lexer.operands.first();
                self.state.is_dashed = matches!(gaps, Some(Operand::Array(gaps)) if !gaps.is_empty());
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
                self.marks.has_layers |= tag == b"OC";
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
    pub(super) fn named(&self, sort: &[u8], lexer: &Lexer<'_>) -> Option<&'a Object> {
        let name = lexer.operands.last()?.name()?;
        self.resource(sort, name)
    }

    pub(super) fn resource(&self, sort: &[u8], name: &[u8]) -> Option<&'a Object> {
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
        if let Some(Object::Array(dash)) = value(b"D") {
            state.is_dashed = dash.first().and_then(|gaps| gaps.as_array().ok()).is_some_and(|gaps| !gaps.is_empty());
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
        let is_upright = self.clips.is_some() && outline.is_upright();
        if let Some(bounds) = outline.bounds() {
            if let Some(area) = self.state.seen(bounds) {
                let course = strokes.then(|| outline.clone());
                if fills {
                    self.fill(outline, area);
                }
                if let Some(course) = course {
                    self.stroke(course, area);
                }
            }
            if self.clips.is_some() {
                self.state.clip = self.state.clip.clipped(&bounds);
                self.state.is_clip_exact &= is_upright;
            }
        } else if self.clips.is_some() {
            // A clip of nothing hides everything.
            self.state.clip = Rect { left: 0.0, top: 0.0, right: -1.0, bottom: -1.0 };
        }
        self.clips = None;
        true
    }

    fn stroke(&mut self, course: Outline, area: Rect) {
        let state = &self.state;
        let width_pt = state.line_width * state.matrix.scale() / MM_PER_POINT;
        let is_mixed = state.has_soft_mask || state.blend.is_some() || state.stroke_alpha < 1.0;
        let line = Line {
            area: area.grown(width_pt * MM_PER_POINT / 2.0),
            course,
            width_pt,
            colour: state.stroke.clone(),
            overprint: state.stroke_overprint,
            is_exact: state.is_clip_exact && !state.is_dashed && !is_mixed,
        };
        self.effects(area, true);
        self.push(Mark::Line(line));
    }

    fn fill(&mut self, outline: Outline, area: Rect) {
        let is_kept = outline.points() <= MOST_POINTS;
        let outline = if is_kept {
            outline
        } else {
            let Rect { left, top, right, bottom } = area;
            Outline { rings: vec![vec![(left, top), (right, top), (right, bottom), (left, bottom)]], even_odd: false }
        };
        let shape = Shape {
            outline,
            area,
            colour: self.state.fill.clone(),
            overprint: self.state.fill_overprint,
            alpha: self.alpha(),
            is_exact: is_kept && self.state.is_clip_exact && self.alpha() >= 1.0,
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
}
