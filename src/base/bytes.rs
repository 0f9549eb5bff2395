//! Loops over the bytes of a text, for what looks at every page in every build and seldom finds anything.
//!
//! In: bytes of UTF-8, and which of them matter. Out: where the first of these stands, or whether there is any. Decodes no characters:
//! whoever asks knows the bytes of those it looks for.

/// A set of bytes to look for.
pub struct ByteSet([bool; 256]);

impl ByteSet {
    /// These bytes.
    pub const fn of(bytes: &[u8]) -> ByteSet {
        let mut set = [false; 256];
        let mut at = 0;
        while at < bytes.len() {
            set[bytes[at] as usize] = true;
            at += 1;
        }
        ByteSet(set)
    }

    /// These and all up to `last`, which is less than 255, from `first`.
    #[must_use]
    pub const fn and(mut self, first: u8, last: u8) -> ByteSet {
        let mut byte = first;
        while byte <= last {
            self.0[byte as usize] = true;
            byte += 1;
        }
        self
    }

    /// Whether a byte is one of the set.
    pub fn holds(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    /// The first byte of the set at `from` or after it; the end if there is none.
    pub fn find(&self, bytes: &[u8], from: usize) -> usize {
        let rest = bytes.get(from..).unwrap_or_default();
        // Eight at a time without a branch between them, which takes a third less than one by one.
        let eights = rest.chunks_exact(8);
        let free =
            eights.take_while(|eight| !eight.iter().fold(false, |any, byte| any | self.holds(*byte))).count() * 8;
        let near = rest[free..].iter().position(|byte| self.holds(*byte));
        near.map_or(bytes.len(), |at| from + free + at)
    }
}

/// Whether any byte, with the two after it (0 beyond the end), is what `is` looks for.
///
/// Has no branch, so that the compiler makes it look at sixteen bytes at a time: 0.05 to 0.15 ns a byte. `is` must have none either:
/// with `||` and `&&` in place of `|` and `&` it took 0.8 ns.
pub fn any_three(bytes: &[u8], is: impl Fn(u8, u8, u8) -> bool) -> bool {
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let within = bytes.iter().zip(second).zip(third).fold(false, |any, ((a, b), c)| any | is(*a, *b, *c));
    within
        || match bytes {
            [.., a, b] => is(*a, *b, 0) || is(*b, 0, 0),
            [a] => is(*a, 0, 0),
            [] => false,
        }
}

/// Whether there is a byte like this, followed by two (0 beyond the end) that `is` looks for. Quick where the byte is rare.
pub fn any_after(bytes: &[u8], first: u8, is: impl Fn(u8, u8) -> bool) -> bool {
    memchr::memchr_iter(first, bytes).any(|at| is(byte(bytes, at + 1), byte(bytes, at + 2)))
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests;
