//! Carries out the operators of colours, pictures and parts.
//!
//! In: an operator and its operands, with what the page's resources name. Out: pictures, runs of colours, and whatever parts print.
//! Follows parts in parts up to a limit and never one in itself.

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::colour::{Colour, Space};
use super::content::{FontKey, Walk};
use super::file::{self, Open, number, whole};
use super::font::Font;
use super::geometry::{Matrix, Rect};
use super::lexer::{Lexer, Operand};
use super::marks::{Effect, EffectKind, Mark, Picture, Shade, Unread};

/// Forms in forms beyond this are not followed.
const DEEPEST: usize = 20;

/// Operators that a part counts as: it is unpacked and looked up anew each time.
const PART: usize = 400;

impl<'a> Walk<'_, 'a> {
    pub(super) fn colour(&mut self, operator: &[u8], lexer: &Lexer<'_>) -> bool {
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

    pub(super) fn shade(&mut self, lexer: &Lexer<'_>) {
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
    pub(super) fn part(&mut self, lexer: &Lexer<'_>) {
        let Some(name) = lexer.operands.last().and_then(Operand::name) else { return };
        let Some(Object::Stream(stream)) = self.resource(b"XObject", name) else {
            return self.marks.unread.push(Unread::Missing);
        };
        let id = self.id_of(b"XObject", name);
        let pdf = &self.reader.open.pdf;
        self.marks.has_layers |= stream.dict.has(b"OC");
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
            state.is_clip_exact &= state.matrix.keeps_upright();
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
        let resources = file::table(dict, b"Resources", pdf).unwrap_or(self.resources);
        let (tags, in_cell) = (self.tags.clone(), self.in_cell);
        let mut walk = Walk::new(self.reader, self.marks, resources, state);
        (walk.tags, walk.inside, walk.in_cell) = (tags, inside, in_cell);
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
            matrix: self.state.matrix,
            is_exact: false,
        };
        self.place(picture);
    }

    pub(super) fn inline_picture(&mut self, lexer: &Lexer<'_>) {
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
            matrix: self.state.matrix,
            is_exact: false,
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
        let is_exact = self.state.is_clip_exact && self.alpha() >= 1.0 && !picture.has_soft_mask && !picture.is_stencil;
        self.push(Mark::Picture(Picture { area, ppi, is_exact, ..picture }));
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
