//! Carries out the operators of text.
//!
//! In: an operator and its operands. Out: runs of text with the box of each letter.
//! Boxes are made from widths and from what letters commonly reach, not from outlines: good to a tenth of an em.

use super::content::Walk;
use super::geometry::{MM_PER_POINT, Matrix, Rect};
use super::lexer::{Lexer, Operand};
use super::marks::{Mark, Run};

/// Carries out an operator if it is one of text.
pub(super) fn text(walk: &mut Walk<'_, '_>, operator: &[u8], lexer: &Lexer<'_>) -> bool {
    let one = || lexer.numbers::<1>().map(|[n]| n);
    match operator {
        b"BT" => walk.cursor = super::state::Cursor::start(),
        b"ET" => {}
        b"Tc" => walk.state.text.letter_space = one().unwrap_or(0.0),
        b"Tw" => walk.state.text.word_space = one().unwrap_or(0.0),
        b"Tz" => walk.state.text.stretch = one().unwrap_or(100.0) / 100.0,
        b"TL" => walk.state.text.leading = one().unwrap_or(0.0),
        b"Ts" => walk.state.text.rise = one().unwrap_or(0.0),
        b"Tr" => walk.state.text.mode = mode(one().unwrap_or(0.0)),
        b"Tf" => {
            if let (Some(name), Some(size)) = (lexer.operands.first().and_then(Operand::name), one()) {
                walk.state.text.font = Some(walk.font(name));
                walk.state.text.size = size;
            }
        }
        b"Td" | b"TD" => {
            if let Some([x, y]) = lexer.numbers() {
                if operator == b"TD" {
                    walk.state.text.leading = -y;
                }
                walk.cursor.next_line(x, y);
            }
        }
        b"Tm" => {
            if let Some(matrix) = lexer.numbers::<6>() {
                walk.cursor.line = Matrix(matrix);
                walk.cursor.here = walk.cursor.line;
            }
        }
        b"T*" => walk.cursor.next_line(0.0, -walk.state.text.leading),
        b"Tj" => show(walk, &lexer.operands),
        b"'" | b"\"" => {
            if operator == b"\""
                && let [Operand::Number(word), Operand::Number(letter), ..] = lexer.operands[..]
            {
                walk.state.text.word_space = word;
                walk.state.text.letter_space = letter;
            }
            walk.cursor.next_line(0.0, -walk.state.text.leading);
            show(walk, lexer.operands.last().map_or(&[], std::slice::from_ref));
        }
        b"TJ" => {
            if let Some(Operand::Array(items)) = lexer.operands.last() {
                show(walk, items);
            }
        }
        _ => return false,
    }
    true
}

fn mode(number: f64) -> u8 {
    u8::try_from(super::file::whole(number).min(7)).unwrap_or(0)
}

/// Sets a run: texts with moves between them.
fn show(walk: &mut Walk<'_, '_>, items: &[Operand]) {
    let Some(font) = walk.state.text.font else { return };
    let (text, matrix) = (walk.state.text.clone(), walk.state.matrix);
    let mut run = Start::default();
    for item in items {
        match item {
            Operand::Number(back) => {
                let by = -back / 1000.0 * text.size;
                let is_vertical = walk.reader.fonts[font].is_vertical;
                let (x, y) = if is_vertical { (0.0, by) } else { (by * text.stretch, 0.0) };
                walk.cursor.advance(x, y);
                // A gap of a quarter em and more is a space between words for whoever reads the text.
                if by > 0.25 * text.size.abs() && !run.text.ends_with(' ') {
                    run.text.push(' ');
                }
            }
            Operand::Text(bytes) => {
                for glyph in walk.reader.fonts[font].glyphs(bytes) {
                    let here = walk.cursor.here.then(&matrix);
                    let is_vertical = walk.reader.fonts[font].is_vertical;
                    run.add(&glyph, &text, &here, is_vertical);
                    let space = text.letter_space + if glyph.is_space { text.word_space } else { 0.0 };
                    if is_vertical {
                        walk.cursor.advance(0.0, -text.size + space);
                    } else {
                        walk.cursor.advance((glyph.width * text.size + space) * text.stretch, 0.0);
                    }
                }
            }
            _ => {}
        }
    }
    finish(walk, run, font);
}

fn finish(walk: &mut Walk<'_, '_>, run: Start, font: usize) {
    let Some(area) = run.area.and_then(|area| walk.state.seen(area)) else { return };
    let (text, matrix) = (&walk.state.text, walk.cursor.here.then(&walk.state.matrix));
    let (fills, strokes) = (matches!(text.mode, 0 | 2 | 4 | 6), matches!(text.mode, 1 | 2 | 5 | 6));
    let clip = walk.state.clip;
    let letters = run.letters.into_iter().filter(|(_, area)| area.shared(&clip).is_some()).collect();
    let made = Run {
        text: run.text,
        area,
        letters,
        size_pt: text.size.abs() * matrix.along() / MM_PER_POINT,
        fill: fills.then(|| walk.state.fill.clone()),
        stroke: strokes.then(|| walk.state.stroke.clone()),
        font,
        missing: run.missing,
        unknown: run.unknown,
        is_tagged: walk.is_tagged(),
        is_hidden: !fills && !strokes,
        overprint: walk.state.fill_overprint,
        alpha: walk.alpha(),
    };
    if !made.is_hidden {
        walk.effects(area, false);
    }
    walk.push(Mark::Text(made));
}

/// A run that is being set.
#[derive(Default)]
struct Start {
    text: String,
    area: Option<Rect>,
    letters: Vec<(char, Rect)>,
    missing: Vec<String>,
    unknown: usize,
}

impl Start {
    fn add(&mut self, glyph: &super::font::Glyph, text: &super::state::TextState, here: &Matrix, is_vertical: bool) {
        let shown = glyph.text.as_deref().unwrap_or("\u{FFFD}");
        self.text.push_str(shown);
        if glyph.text.is_none() && glyph.width > 0.0 {
            self.unknown += 1;
        }
        if glyph.is_missing {
            self.missing.push(glyph.text.clone().unwrap_or_default());
        }
        let first = shown.chars().next().unwrap_or('\u{FFFD}');
        if first.is_whitespace() || first.is_control() || text.size == 0.0 {
            return;
        }
        let (low, high) = reach(first);
        let width = glyph.width * text.size * text.stretch;
        let (left, lift) = if is_vertical { (-width / 2.0, -text.size) } else { (0.0, 0.0) };
        let (begins, ends) = side(first);
        let (bottom, top) = (low * text.size + text.rise + lift, high * text.size + text.rise + lift);
        let Some(area) = here.around([left + begins * width, bottom, left + ends * width, top]) else { return };
        self.area = Some(self.area.map_or(area, |all| all.with(&area)));
        self.letters.push((first, area));
    }
}

/// Where in its width a mark of Chinese punctuation stands: opening ones fill the right half of their square, closing ones the left,
/// and may hang out of the text by the half that is empty.
fn side(c: char) -> (f64, f64) {
    match c {
        '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '［' | '｛' => (0.5, 1.0),
        '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '］' | '｝' | '，' | '。' | '、' | '；' | '：' | '！'
        | '？' => (0.0, 0.5),
        _ => (0.0, 1.0),
    }
}

/// How far below and above the line a letter commonly reaches, in ems.
fn reach(c: char) -> (f64, f64) {
    match c {
        'a' | 'c' | 'e' | 'm' | 'n' | 'o' | 'r' | 's' | 'u' | 'v' | 'w' | 'x' | 'z' => (0.0, 0.5),
        'g' | 'p' | 'q' | 'y' => (-0.2, 0.5),
        'j' => (-0.2, 0.7),
        '.' | '…' => (0.0, 0.1),
        ',' => (-0.12, 0.1),
        '-' | '–' | '—' | '·' | '•' | '→' => (0.2, 0.42),
        'Q' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' | ';' => (-0.15, 0.74),
        '\u{21}'..='\u{24F}' => (0.0, 0.72),
        '，' | '。' | '、' => (-0.1, 0.25),
        '；' | '：' => (-0.05, 0.6),
        // Han and whatever else fills its square.
        _ => (-0.07, 0.83),
    }
}
