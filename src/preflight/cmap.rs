//! CMaps: how the bytes of a text become codes, and codes become characters or glyphs.
//!
//! In: a CMap stream, `ToUnicode` or an `Encoding`. Out: the lengths of codes and what each stands for.
//! Knows none of the predefined CMaps but by their names (`font` does); ranges are kept as ranges.

use super::lexer::{Lexer, Operand};

/// Entries beyond this are dropped: no font has as many glyphs.
const MOST: usize = 70_000;

/// What codes of a range stand for: the first one, then counting up.
#[derive(Clone, Debug)]
struct Range {
    from: u32,
    to: u32,
    target: Target,
}

#[derive(Clone, Debug)]
enum Target {
    /// A glyph.
    Glyph(u32),
    /// UTF-16; its last unit counts up.
    Text(Vec<u16>),
}

/// A CMap.
#[derive(Clone, Debug, Default)]
pub(super) struct CMap {
    ranges: Vec<Range>,
    /// Lengths of codes in bytes with the first and last of each.
    lengths: Vec<(usize, u32, u32)>,
}

impl CMap {
    pub(super) fn read(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut lexer = Lexer::new(bytes);
        while let Some(operation) = lexer.operation() {
            match operation.operator {
                b"endcodespacerange" => {
                    for pair in lexer.operands.chunks_exact(2) {
                        if let (Some(from), Some(to)) = (pair[0].text(), pair[1].text())
                            && (1..=4).contains(&from.len())
                        {
                            map.lengths.push((from.len(), code(from), code(to)));
                        }
                    }
                }
                b"endbfchar" => lexer.operands.chunks_exact(2).for_each(|pair| map.add(&pair[0], &pair[0], &pair[1])),
                b"endbfrange" => {
                    lexer.operands.chunks_exact(3).for_each(|three| map.add(&three[0], &three[1], &three[2]));
                }
                b"endcidchar" => lexer.operands.chunks_exact(2).for_each(|pair| map.add(&pair[0], &pair[0], &pair[1])),
                b"endcidrange" => {
                    lexer.operands.chunks_exact(3).for_each(|three| map.add(&three[0], &three[1], &three[2]));
                }
                _ => {}
            }
        }
        map.ranges.sort_by_key(|range| range.from);
        map
    }

    fn add(&mut self, from: &Operand, to: &Operand, target: &Operand) {
        let (Some(from), Some(to)) = (from.text().map(code), to.text().map(code)) else { return };
        if self.ranges.len() >= MOST {
            return;
        }
        match target {
            Operand::Text(text) => self.ranges.push(Range { from, to, target: Target::Text(units(text)) }),
            Operand::Number(glyph) => {
                let glyph = u32::try_from(super::file::whole(*glyph)).unwrap_or(0);
                self.ranges.push(Range { from, to, target: Target::Glyph(glyph) });
            }
            Operand::Array(items) => {
                for (code, item) in (from..=to).zip(items) {
                    if let Some(text) = item.text() {
                        self.ranges.push(Range { from: code, to: code, target: Target::Text(units(text)) });
                    }
                }
            }
            _ => {}
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    fn find(&self, code: u32) -> Option<&Range> {
        let after = self.ranges.partition_point(|range| range.from <= code);
        self.ranges[..after].iter().rev().take(4).find(|range| code <= range.to)
    }

    /// The characters of a code; none where the map has nothing or what is no text.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let range = self.find(code)?;
        let Target::Text(units) = &range.target else { return None };
        let mut units = units.clone();
        let last = units.last_mut()?;
        *last = last.wrapping_add(u16::try_from(code - range.from).ok()?);
        let text = String::from_utf16(&units).ok()?;
        // A NUL, the replacement character and what is no character say that the maker did not know either.
        let known = |c: char| !matches!(c, '\0' | '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}');
        (!text.is_empty() && text.chars().all(known)).then_some(text)
    }

    /// The glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let range = self.find(code)?;
        if let Target::Glyph(first) = range.target { first.checked_add(code - range.from) } else { None }
    }

    /// The length of the next code of a text whose codes have these lengths.
    pub(super) fn length(&self, bytes: &[u8]) -> Option<usize> {
        if self.lengths.is_empty() {
            return None;
        }
        let fits = |(length, from, to): &&(usize, u32, u32)| {
            bytes.get(..*length).is_some_and(|bytes| (*from..=*to).contains(&code(bytes)))
        };
        let least = self.lengths.iter().map(|(length, ..)| *length).min();
        self.lengths.iter().find(fits).map(|(length, ..)| *length).or(least)
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    // A single byte is a character too, as some makers write.
    if let [only] = bytes {
        return vec![u16::from(*only)];
    }
    bytes.chunks_exact(2).take(32).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()
}
