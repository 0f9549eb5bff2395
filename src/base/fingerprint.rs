//! What a value is, in 128 bits: equal fingerprints mean equal work, so the work need not be done again.
//!
//! In: bytes, text, numbers, or anything serializable. Out: a `Fingerprint`.
//! The program's version is not mixed in here; `plan` does that once for every job.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The first 128 bits of a BLAKE3 hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::cut(blake3::hash(bytes))
    }

    /// The fingerprint of a value, as `Hash::value` takes it.
    ///
    /// Maps must have an order of their own (`BTreeMap`), or equal values get unequal fingerprints.
    pub fn of_value<T: Serialize + ?Sized>(value: &T) -> Self {
        let mut hash = Hash::new();
        hash.value(value);
        hash.finish()
    }

    /// Reads the form that `Display` writes.
    pub fn parse(text: &str) -> Option<Self> {
        u128::from_str_radix(text, 16).ok().map(Fingerprint)
    }

    /// The first `n` hexadecimal digits (at most 32), for file names.
    pub fn short(self, n: usize) -> String {
        let mut text = self.to_string();
        text.truncate(n);
        text
    }

    fn cut(hash: blake3::Hash) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&hash.as_bytes()[..16]);
        Fingerprint(u128::from_be_bytes(first))
    }
}

/// A fingerprint in the making: parts are separated by their lengths, so that `ab`+`c` differs from `a`+`bc`.
pub struct Hash {
    hasher: blake3::Hasher,
    /// Parts not yet hashed: most are a few bytes, and the hasher is quick only with many at once.
    pending: Vec<u8>,
}

/// Bytes that wait before they are hashed together.
const PENDING: usize = 16 * 1024;

impl Hash {
    /// Nothing hashed yet.
    pub fn new() -> Self {
        Hash { hasher: blake3::Hasher::new(), pending: Vec::new() }
    }

    /// Adds bytes as one part.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.raw(&(bytes.len() as u64).to_le_bytes()).raw(bytes)
    }

    /// Adds text as one part.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Adds a number.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.raw(&number.to_le_bytes())
    }

    /// Adds another fingerprint.
    pub fn add(&mut self, other: Fingerprint) -> &mut Self {
        self.raw(&other.0.to_le_bytes())
    }

    /// Adds a value by its Postcard form, or by its JSON form where that cannot be: of a map whose length is not known beforehand.
    pub fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> &mut Self {
        let before = self.pending.len();
        if postcard::to_io(value, &mut self.pending).is_err() {
            self.pending.truncate(before);
            let written = serde_json::to_writer(&mut self.pending, value);
            written.expect("plain data always has a JSON form and memory takes every byte");
        }
        self.raw(&[0xff])
    }

    fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        if bytes.len() >= PENDING {
            self.hasher.update(&self.pending).update(bytes);
            self.pending.clear();
            return self;
        }
        self.pending.extend_from_slice(bytes);
        if self.pending.len() >= PENDING {
            self.hasher.update(&self.pending);
            self.pending.clear();
        }
        self
    }

    /// The fingerprint of all parts so far.
    pub fn finish(&self) -> Fingerprint {
        if self.hasher.count() == 0 {
            return Fingerprint::of(&self.pending);
        }
        Fingerprint::cut(self.hasher.clone().update(&self.pending).finalize())
    }
}

impl Default for Hash {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        u128::from_str_radix(&text, 16).map(Fingerprint).map_err(serde::de::Error::custom)
    }
}
