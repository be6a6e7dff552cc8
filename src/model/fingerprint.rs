//! What a document is compared by.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// A string that is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADigest;

/// How fingerprints are made. Only fingerprints of one scheme can be compared,
/// and a scheme never changes its meaning: it gets a successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// The form every text is brought into first.
    pub normal: NormalForm,
    /// Words in a shingle.
    pub words: u8,
    /// Characters in a shingle, in scripts written without spaces.
    pub characters: u8,
    /// Seed of the shingles' hash.
    pub seed: u64,
}

/// A normal form of text, by name and version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum NormalForm {
    /// Described in [`crate::fingerprint::normal`].
    #[serde(rename = "tamis-normal-1")]
    Tamis1,
}

/// One document, reduced to what tells whether another says the same.
///
/// Takes 4 bytes a shingle, about one shingle a word, and some 80 bytes more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// How it was made.
    pub scheme: Scheme,
    /// Equal in documents that are copies of each other: the digest of the
    /// normal form, or of the bytes as they are where [`Self::is_slight`].
    pub exact: Digest,
    /// Words of the text, a character counting as one where words have no
    /// spaces between them.
    pub length: u32,
    /// Hashes of the shingles, sorted, each once.
    pub shingles: Box<[u32]>,
    /// How often the hashes were halved: those below `2^(32 - level)` are left,
    /// see [`Self::sample`].
    #[serde(default)]
    pub level: u8,
}

/// Turns a set of shingles into a fixed number of slots, so that two sets agree
/// in a slot about as often as they are similar (in Jaccard's sense).
pub trait Sketch: fmt::Debug + Sync {
    /// The name on the command line and in stored files.
    fn name(&self) -> &'static str;

    /// Slots in a signature.
    fn slots(&self) -> usize;

    /// Fills `signature` with the first slots of the signature of `shingles`, as
    /// many as it has, up to [`Self::slots`]; they depend on the set alone.
    fn sketch(&self, shingles: &[u32], signature: &mut [u32]);
}

impl Scheme {
    /// The scheme in use unless another is asked for.
    pub const DEFAULT: Self = Self {
        normal: NormalForm::Tamis1,
        words: 2,
        characters: 4,
        seed: 0,
    };
}

impl Default for Scheme {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            normal,
            words,
            characters,
            seed,
        } = self;
        write!(f, "{normal}/{words}w{characters}c/{seed:016x}")
    }
}

impl fmt::Display for NormalForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tamis1 => "tamis-normal-1",
        })
    }
}

impl Fingerprint {
    /// Distinct shingles below which a document says too little to be anybody's
    /// copy: an empty page, `404 Not Found`, one word repeated. Eight are nine
    /// words that do not repeat.
    pub const SLIGHT: usize = 8;

    /// Whether the document is empty or nearly so. Such documents are copies of
    /// each other only when equal byte for byte.
    pub fn is_slight(&self) -> bool {
        self.level == 0 && self.shingles.len() < Self::SLIGHT
    }

    /// Leaves the lesser half of all possible hashes until no more than `most`
    /// shingles are left.
    ///
    /// Which hashes are left depends on the level alone, so that two samples,
    /// the longer one cut to the level of the other, are alike as the whole
    /// sets are, but for chance.
    pub fn sample(&mut self, most: usize) {
        let mut count = self.shingles.len();
        while count > most && self.level < 32 {
            self.level += 1;
            count = below(&self.shingles, self.level).len();
        }
        if count < self.shingles.len() {
            self.shingles = below(&self.shingles, self.level).into();
        }
    }
}

/// The shingles that are left at a level; they are sorted.
pub(crate) fn below(shingles: &[u32], level: u8) -> &[u32] {
    if level == 0 {
        return shingles;
    }
    let end = shingles.partition_point(|&shingle| u64::from(shingle) < 1 << (32 - level.min(32)));
    shingles.get(..end).unwrap_or_default()
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(hex: &str) -> Result<Self, NotADigest> {
        let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return Err(NotADigest);
        }
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let mut digest = [0; 32];
        for (byte, &[high, low]) in digest.iter_mut().zip(pairs) {
            let value = digit(high)
                .zip(digit(low))
                .map(|(high, low)| high * 16 + low);
            *byte = value
                .and_then(|value| u8::try_from(value).ok())
                .ok_or(NotADigest)?;
        }
        Ok(Self(digest))
    }
}

impl fmt::Display for NotADigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected 64 hexadecimal digits")
    }
}

impl std::error::Error for NotADigest {}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hex = String::deserialize(deserializer)?;
        hex.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_read_back_what_they_write() {
        let digest = Digest(std::array::from_fn(|at| {
            u8::try_from(at * 8).unwrap_or(255)
        }));
        let hex = digest.to_string();
        assert_eq!(hex.parse(), Ok(digest));
        assert_eq!(hex.to_uppercase().parse(), Ok(digest));
        assert!(hex.starts_with("0008101820"));
    }

    #[test]
    fn digests_refuse_what_is_not_one() {
        let long = "0".repeat(65);
        for hex in [
            "",
            "00",
            &long,
            &"0".repeat(63),
            &"+1".repeat(32),
            &"é".repeat(32),
        ] {
            assert_eq!(hex.parse::<Digest>(), Err(NotADigest), "{hex}");
        }
    }

    #[test]
    fn samples_are_cut_at_the_same_hashes() {
        let print = |shingles: &[u32]| Fingerprint {
            scheme: Scheme::DEFAULT,
            exact: Digest([0; 32]),
            length: 0,
            shingles: shingles.into(),
            level: 0,
        };
        let spread: Vec<u32> = (0..1000).map(|at| at * 4_294_967).collect();
        let mut sample = print(&spread);
        sample.sample(1000);
        assert_eq!((sample.level, sample.shingles.len()), (0, 1000));
        sample.sample(128);
        assert_eq!((sample.level, sample.shingles.len()), (3, 126));
        assert_eq!(*sample.shingles, *below(&spread, 3));
        // What cannot be told apart by halving ends at nothing, not at no end.
        let mut equal = print(&[0, 0, 0]);
        equal.sample(1);
        assert_eq!((equal.level, equal.shingles.len()), (32, 3));
        assert!(!equal.is_slight());
    }

    #[test]
    fn schemes_differ_in_every_field() {
        let scheme = Scheme::DEFAULT;
        assert_eq!(scheme.to_string(), "tamis-normal-1/2w4c/0000000000000000");
        for other in [
            Scheme { words: 3, ..scheme },
            Scheme {
                characters: 5,
                ..scheme
            },
            Scheme { seed: 1, ..scheme },
        ] {
            assert_ne!(scheme, other);
            assert_ne!(scheme.to_string(), other.to_string());
        }
    }
}
