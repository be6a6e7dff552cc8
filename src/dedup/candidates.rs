//! Sets of shingles to pairs of texts that may be similar.

use super::bands::Bands;
use super::{Workers, chunks};
use crate::model::Sketch;

/// Two texts, the lower number first.
pub type Pair = (u32, u32);

/// Texts that agree in a band, of which all pairs are taken.
const CROWD: usize = 64;

/// How many that come after it each member of a larger crowd is paired with.
const NEIGHBOURS: usize = 8;

/// Guesses which texts are similar; what has no shingles is similar to nothing.
///
/// The work is linear in the number of texts whatever they say: in a crowd of
/// more than 64 that agree in a band, only neighbours are paired, in the order
/// of the slots that follow, where those most alike stand together.
pub fn candidates(
    texts: &[&[u32]],
    sketch: &dyn Sketch,
    bands: Bands,
    workers: &impl Workers,
) -> Vec<Pair> {
    let signatures = Signatures::of(texts, sketch, bands, workers);
    // A few bands at a time, so that pairs met in many bands are held once.
    let mut pairs: Vec<Pair> = Vec::new();
    let numbers: Vec<usize> = (0..bands.bands).collect();
    for numbers in numbers.chunks(16) {
        let met = workers.map(numbers.len(), |at| {
            numbers
                .get(at)
                .map(|&band| signatures.meet(band))
                .unwrap_or_default()
        });
        pairs.extend(met.into_iter().flatten());
        pairs.sort_unstable();
        pairs.dedup();
    }
    pairs
}

/// A text in a band of its signature. In order, those that agree in the band
/// follow each other, and of them those that agree in the slots after it.
///
/// It is 9 bits of band, 55 of the hash of its rows, 32 of the slots that follow
/// and 32 of the text. Hashes that agree by chance cost a guess that is measured
/// in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting(u128);

impl Meeting {
    /// Bits of the hash of a band's rows.
    const HASH: u32 = 55;

    /// The band number `at` of a signature, which is told apart from those of
    /// other sets of bands by `from`, the number of the first band of its own.
    fn new(text: u32, signature: &[u32], bands: Bands, at: usize, from: usize) -> Self {
        let start = at * bands.rows;
        let rows = signature.iter().skip(start).take(bands.rows);
        let hash = rows.fold(0, |key, &slot| scatter(key ^ u64::from(slot)));
        // A byte of each of four slots tells neighbours apart well enough.
        let after = signature.iter().cycle().skip(start + bands.rows).take(4);
        let order = after.fold(0, |order, &slot| order << 8 | u128::from(slot & 0xff));
        let band = ((at + from) as u128) << Self::HASH;
        let place = band | u128::from(hash >> (u64::BITS - Self::HASH));
        Self(place << 64 | order << 32 | u128::from(text))
    }

    /// All bands of a text that has these shingles, appended to `meetings`.
    pub fn of(
        text: u32,
        shingles: &[u32],
        sketch: &dyn Sketch,
        (bands, from): (Bands, usize),
        meetings: &mut Vec<Self>,
    ) {
        if shingles.is_empty() {
            return;
        }
        let mut signature = Vec::with_capacity(sketch.slots());
        sketch.sketch(shingles, &mut signature);
        signature.resize(bands.bands * bands.rows, 0);
        meetings.extend((0..bands.bands).map(|at| Self::new(text, &signature, bands, at, from)));
    }

    /// As it is put away.
    pub const fn bits(self) -> u128 {
        self.0
    }

    /// As it was put away.
    pub const fn from_bits(bits: u128) -> Self {
        Self(bits)
    }

    const fn place(self) -> u128 {
        self.0 >> 64
    }

    #[expect(clippy::cast_possible_truncation, reason = "the low half")]
    const fn text(self) -> u32 {
        self.0 as u32
    }
}

/// Meetings in order to pairs.
#[derive(Debug, Default)]
pub struct Crowds {
    place: u128,
    /// The texts of the crowd so far, or the last of them where it is large.
    texts: Vec<u32>,
    is_large: bool,
}

impl Crowds {
    /// Takes the next meeting; what has become known is appended to `pairs`.
    pub fn push(&mut self, meeting: Meeting, pairs: &mut Vec<Pair>) {
        if meeting.place() != self.place {
            self.finish(pairs);
            self.place = meeting.place();
        }
        if self.texts.len() == CROWD && !self.is_large {
            self.is_large = true;
            pair(&self.texts, NEIGHBOURS, pairs);
        }
        self.texts.push(meeting.text());
        if self.is_large {
            let before = self.texts.len().saturating_sub(NEIGHBOURS + 1);
            self.texts.drain(..before);
            if let Some((&last, before)) = self.texts.split_last() {
                pairs.extend(before.iter().map(|&text| (text.min(last), text.max(last))));
            }
        }
    }

    /// Ends the crowd.
    pub fn finish(&mut self, pairs: &mut Vec<Pair>) {
        if !self.is_large {
            pair(&self.texts, CROWD, pairs);
        }
        self.texts.clear();
        self.is_large = false;
    }
}

/// Pairs each text with so many that come after it.
fn pair(texts: &[u32], reach: usize, pairs: &mut Vec<Pair>) {
    for (at, &left) in texts.iter().enumerate() {
        let after = texts.iter().skip(at + 1).take(reach);
        pairs.extend(after.map(|&right| (left.min(right), left.max(right))));
    }
}

/// Signatures of the texts that have shingles, one after the other.
struct Signatures {
    texts: Vec<u32>,
    slots: Vec<u32>,
    bands: Bands,
}

impl Signatures {
    fn of(texts: &[&[u32]], sketch: &dyn Sketch, bands: Bands, workers: &impl Workers) -> Self {
        let texts: Vec<(u32, &[u32])> = (0_u32..)
            .zip(texts.iter().copied())
            .filter(|text| !text.1.is_empty())
            .collect();
        let width = bands.bands * bands.rows;
        let chunks = chunks(&texts);
        let slots = workers.map(chunks.len(), |at| {
            let texts = chunks.get(at).copied().unwrap_or_default();
            let mut slots = Vec::with_capacity(texts.len() * width);
            let mut signature = Vec::with_capacity(sketch.slots());
            for (_, shingles) in texts {
                signature.clear();
                sketch.sketch(shingles, &mut signature);
                signature.resize(width, 0);
                slots.extend_from_slice(&signature);
            }
            slots
        });
        Self {
            slots: slots.concat(),
            texts: texts.into_iter().map(|text| text.0).collect(),
            bands,
        }
    }

    /// Pairs the texts that agree in a band.
    fn meet(&self, band: usize) -> Vec<Pair> {
        let width = (self.bands.bands * self.bands.rows).max(1);
        let signatures = self.texts.iter().zip(self.slots.chunks_exact(width));
        let mut meetings: Vec<Meeting> = signatures
            .map(|(&text, signature)| Meeting::new(text, signature, self.bands, band, 0))
            .collect();
        meetings.sort_unstable();
        let (mut crowds, mut pairs) = (Crowds::default(), Vec::new());
        for meeting in meetings {
            crowds.push(meeting, &mut pairs);
        }
        crowds.finish(&mut pairs);
        pairs
    }
}

/// Spreads a key; rows are combined in turn.
fn scatter(key: u64) -> u64 {
    (key ^ (key >> 32))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedup::InTurn;

    /// Takes the least shingles themselves for a signature.
    #[derive(Debug)]
    struct Least;

    impl Sketch for Least {
        fn name(&self) -> &'static str {
            "least"
        }

        fn slots(&self) -> usize {
            4
        }

        fn sketch(&self, shingles: &[u32], signature: &mut Vec<u32>) {
            let end = signature.len() + self.slots();
            signature.extend(shingles.iter().take(self.slots()));
            signature.resize(end, u32::MAX);
        }
    }

    const BANDS: Bands = Bands { bands: 2, rows: 2 };

    #[test]
    fn one_band_in_common_is_enough() {
        let texts: [&[u32]; 6] = [
            &[1, 2, 3, 4],
            &[5, 6, 7, 8],
            &[1, 2, 7, 9],
            &[0, 6, 7, 8],
            &[],
            &[],
        ];
        assert_eq!(candidates(&texts, &Least, BANDS, &InTurn), [(0, 2), (1, 3)]);
    }

    #[test]
    fn a_crowd_is_paired_with_its_neighbours_only() {
        // All agree in the first band, and in the second two by two.
        let count = 10_000;
        let texts: Vec<[u32; 4]> = (0..count)
            .map(|text| [1, 2, 10 + text % (count / 2), 10_000 + text % (count / 2)])
            .collect();
        let texts: Vec<&[u32]> = texts.iter().map(<[u32; 4]>::as_slice).collect();
        let pairs = candidates(&texts, &Least, BANDS, &InTurn);
        assert!(
            pairs.len() <= texts.len() * (NEIGHBOURS + 1),
            "{}",
            pairs.len()
        );
        assert!((0..count / 2).all(|text| pairs.binary_search(&(text, text + count / 2)).is_ok()));
    }
}
