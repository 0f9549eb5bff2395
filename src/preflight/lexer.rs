//! Cuts a content stream or a CMap into operands and operators.
//!
//! In: bytes. Out: operations with their operands, one after the other, until the bytes end; whatever cannot be read is passed over.
//! Knows no operator but `BI`, whose picture stands in the stream itself. Never fails and never nests deeper than a limit.

use super::geometry::sane;

/// Arrays in arrays beyond this are passed over.
const DEEPEST: usize = 32;

/// Operands beyond this before an operator are dropped: no operator takes more, and arrays count once.
const MOST_OPERANDS: usize = 512;

/// What stands before an operator.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Operand>),
    Table(Vec<(Vec<u8>, Operand)>),
    Bool(bool),
    Null,
}

impl Operand {
    pub(super) fn number(&self) -> Option<f64> {
        if let Operand::Number(n) = self { Some(*n) } else { None }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Operand::Name(name) = self { Some(name) } else { None }
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        if let Operand::Text(text) = self { Some(text) } else { None }
    }
}

/// An operator with what stood before it.
pub(super) struct Operation<'b> {
    pub(super) operator: &'b [u8],
}

/// Reads operations one by one; the operands are kept in one list that is used again.
pub(super) struct Lexer<'b> {
    bytes: &'b [u8],
    at: usize,
    pub(super) operands: Vec<Operand>,
}

impl<'b> Lexer<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Lexer { bytes, at: 0, operands: Vec::new() }
    }

    /// The next operator; its operands are in `operands`.
    pub(super) fn operation(&mut self) -> Option<Operation<'b>> {
        self.operands.clear();
        loop {
            match self.token(0)? {
                Token::Operand(operand) => {
                    if self.operands.len() < MOST_OPERANDS {
                        self.operands.push(operand);
                    }
                }
                Token::Word(b"BI") => {
                    self.inline_picture();
                    return Some(Operation { operator: b"BI" });
                }
                Token::Word(operator) => return Some(Operation { operator }),
                Token::Stray => {}
            }
        }
    }

    /// The operands as numbers, if there are as many at the end.
    pub(super) fn numbers<const N: usize>(&self) -> Option<[f64; N]> {
        let from = self.operands.len().checked_sub(N)?;
        let mut numbers = [0.0; N];
        for (number, operand) in numbers.iter_mut().zip(&self.operands[from..]) {
            *number = operand.number()?;
        }
        Some(numbers)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    while self.peek().is_some_and(|b| b != b'\n' && b != b'\r') {
                        self.at += 1;
                    }
                }
                _ if is_space(byte) => self.at += 1,
                _ => break,
            }
        }
    }

    fn token(&mut self, depth: usize) -> Option<Token<'b>> {
        self.skip_space();
        let byte = self.peek()?;
        let start = self.at;
        self.at += 1;
        let operand = match byte {
            b'/' => Operand::Name(self.name()),
            b'(' => Operand::Text(self.literal()),
            b'<' if self.peek() == Some(b'<') => {
                self.at += 1;
                return Some(self.table(depth));
            }
            b'<' => Operand::Text(self.hexadecimal()),
            b'[' => return Some(self.array(depth)),
            b'>' if self.peek() == Some(b'>') => {
                self.at += 1;
                return Some(Token::Word(b">>"));
            }
            b']' => return Some(Token::Word(b"]")),
            b'>' | b')' | b'{' | b'}' => return Some(Token::Stray),
            _ => {
                while self.peek().is_some_and(is_regular) {
                    self.at += 1;
                }
                return Some(word(&self.bytes[start..self.at]));
            }
        };
        Some(Token::Operand(operand))
    }

    fn array(&mut self, depth: usize) -> Token<'b> {
        let mut items = Vec::new();
        if depth >= DEEPEST {
            return Token::Stray;
        }
        while let Some(token) = self.token(depth + 1) {
            match token {
                Token::Operand(item) => items.push(item),
                Token::Word(b"]") => break,
                Token::Word(_) | Token::Stray => {}
            }
        }
        Token::Operand(Operand::Array(items))
    }

    fn table(&mut self, depth: usize) -> Token<'b> {
        let (mut entries, mut key) = (Vec::new(), None);
        if depth >= DEEPEST {
            return Token::Stray;
        }
        while let Some(token) = self.token(depth + 1) {
            match (token, key.take()) {
                (Token::Operand(Operand::Name(name)), None) => key = Some(name),
                (Token::Operand(value), Some(name)) => entries.push((name, value)),
                (Token::Word(b">>"), _) => break,
                (Token::Operand(_) | Token::Word(_) | Token::Stray, _) => {}
            }
        }
        Token::Operand(Operand::Table(entries))
    }

    fn name(&mut self) -> Vec<u8> {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let raw = &self.bytes[start..self.at];
        if !raw.contains(&b'#') {
            return raw.to_vec();
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let [first, after @ ..] = rest {
            let code = match after {
                [high, low, ..] if *first == b'#' => digit(*high).zip(digit(*low)),
                _ => None,
            };
            let (byte, used) = code.map_or((*first, 1), |(high, low)| (high * 16 + low, 3));
            name.push(byte);
            rest = &rest[used..];
        }
        name
    }

    fn literal(&mut self) -> Vec<u8> {
        let (mut text, mut open) = (Vec::new(), 1);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' if self.peek() == Some(b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                text.push(u8::try_from(code & 0xFF).unwrap_or(0));
            }
            other => text.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let (mut text, mut half) = (Vec::new(), None);
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(value) = digit(byte) else { continue };
            half = match half {
                None => Some(value * 16),
                Some(high) => {
                    text.push(high + value);
                    None
                }
            };
        }
        text.extend(half);
        text
    }

    /// What stands between `BI` and `EI`: its table becomes the operand, its bytes are passed over.
    fn inline_picture(&mut self) {
        let (mut entries, mut key) = (Vec::new(), None);
        loop {
            match (self.token(0), key.take()) {
                (Some(Token::Operand(Operand::Name(name))), None) => key = Some(name),
                (Some(Token::Operand(value)), Some(name)) => entries.push((name, value)),
                (Some(Token::Word(b"ID")) | None, _) => break,
                (Some(Token::Operand(_) | Token::Word(_) | Token::Stray), _) => {}
            }
        }
        self.operands = vec![Operand::Table(entries)];
        let start = (self.at + 1).min(self.bytes.len());
        let end = memchr::memmem::find_iter(&self.bytes[start..], b"EI").map(|at| start + at).find(|at| {
            let before = at.checked_sub(1).and_then(|b| self.bytes.get(b)).is_none_or(|b| is_space(*b));
            let after = self.bytes.get(at + 2).is_none_or(|b| is_space(*b) || *b == b'Q');
            // Bytes of a picture may say EI too; what follows the real one is readable.
            let rest = &self.bytes[(at + 2).min(self.bytes.len())..];
            before && after && rest.iter().take(8).all(|b| b.is_ascii() && (*b >= b' ' || is_space(*b)))
        });
        let end = end.unwrap_or(self.bytes.len());
        self.at = (end + 2).min(self.bytes.len());
    }
}

enum Token<'b> {
    Operand(Operand),
    Word(&'b [u8]),
    Stray,
}

fn word(bytes: &[u8]) -> Token<'_> {
    match bytes {
        b"true" => Token::Operand(Operand::Bool(true)),
        b"false" => Token::Operand(Operand::Bool(false)),
        b"null" => Token::Operand(Operand::Null),
        [b'+' | b'-' | b'.' | b'0'..=b'9', ..] => Token::Operand(Operand::Number(number(bytes))),
        _ => Token::Word(bytes),
    }
}

/// A number as PDF writes them, without exponents; what follows a second sign is dropped, as other readers do.
fn number(bytes: &[u8]) -> f64 {
    let (mut value, mut place, mut negative) = (0.0_f64, 0.0_f64, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'-' if at == 0 => negative = true,
            b'+' if at == 0 => {}
            b'-' if value == 0.0 && place == 0.0 => {}
            b'.' if place == 0.0 => place = 1.0,
            b'0'..=b'9' => {
                let digit = f64::from(byte - b'0');
                if place > 0.0 {
                    place /= 10.0;
                    value += digit * place;
                } else {
                    value = value * 10.0 + digit;
                }
            }
            _ => break,
        }
    }
    sane(if negative { -value } else { value })
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
