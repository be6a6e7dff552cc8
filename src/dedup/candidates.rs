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
    // A few bands at a time, so that pairs met in many bands are held once. Most
    // that are met again were the last of their kind to be met, and are known by
    // that.
    let mut pairs: Vec<Pair> = Vec::new();
    let mut last: Vec<Pair> = vec![(0, 0); 1 << 16];
    let numbers: Vec<usize> = (0..bands.bands).collect();
    for numbers in numbers.chunks(16) {
        let met = workers.map(numbers.len(), |at| {
            numbers
                .get(at)
                .map(|&band| signatures.meet(band))
                .unwrap_or_default()
        });
        for pair in met.into_iter().flatten() {
            let kind = scatter(u64::from(pair.0) << 32 | u64::from(pair.1)) >> 48;
            if let Some(last) = last.get_mut(usize::try_from(kind).unwrap_or(0))
                && *last != pair
            {
                *last = pair;
                pairs.push(pair);
            }
        }
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

    /// Where a signature stands in the band number `at`, which is told apart from
    /// those of other sets of bands by `from`, the number of the first band of
    /// its own.
    #[inline]
    fn place_of(signature: &[u32], bands: Bands, at: usize, from: usize) -> u64 {
        let start = at * bands.rows;
        let rows = signature.get(start..start + bands.rows);
        let rows = rows.unwrap_or_default().iter();
        let hash = rows.fold(0, |key, &slot| scatter(key ^ u64::from(slot)));
        let band = ((at + from) as u64) << Self::HASH;
        band | hash >> (u64::BITS - Self::HASH)
    }

    /// The band number `at` of a signature, at its place.
    #[inline]
    fn new(text: u32, signature: &[u32], bands: Bands, at: usize, place: u64) -> Self {
        let after = (at + 1) * bands.rows;
        // A byte of each of four slots tells neighbours apart well enough.
        let order = |[a, b, c, d]: [u32; 4]| {
            u32::from_be_bytes([a, b, c, d].map(|slot| slot.to_le_bytes()[0]))
        };
        let rest = signature.get(after..).unwrap_or_default();
        let order = rest.first_chunk().map_or_else(
            || {
                let mut slots = rest.iter().chain(signature.iter().cycle());
                order(std::array::from_fn(|_| {
                    slots.next().copied().unwrap_or_default()
                }))
            },
            |slots| order(*slots),
        );
        let order = u128::from(order);
        Self(u128::from(place) << 64 | order << 32 | u128::from(text))
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
        let mut signature = vec![0; bands.bands * bands.rows];
        sketch.sketch(shingles, &mut signature);
        meetings.extend((0..bands.bands).map(|at| {
            let place = Self::place_of(&signature, bands, at, from);
            Self::new(text, &signature, bands, at, place)
        }));
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
        let width = (bands.bands * bands.rows).max(1);
        let chunks = chunks(&texts);
        let slots = workers.map(chunks.len(), |at| {
            let texts = chunks.get(at).copied().unwrap_or_default();
            let mut slots = vec![0; texts.len() * width];
            for ((_, shingles), signature) in texts.iter().zip(slots.chunks_exact_mut(width)) {
                sketch.sketch(shingles, signature);
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
        let signatures = self.slots.chunks_exact(width);
        let places: Vec<u64> = signatures
            .clone()
            .map(|signature| Meeting::place_of(signature, self.bands, band, 0))
            .collect();
        let mut seen = Seen::new(places.len());
        for &place in &places {
            seen.note(place);
        }
        // Nobody else is where most texts are: these need not be sorted.
        let mut meetings: Vec<Meeting> = places
            .iter()
            .zip(self.texts.iter().zip(signatures))
            .filter(|&(&place, _)| seen.is_twice(place))
            .map(|(&place, (&text, signature))| {
                Meeting::new(text, signature, self.bands, band, place)
            })
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

/// Which places may have been seen twice: all that have, and one in eight of the
/// others.
struct Seen {
    once: Vec<u64>,
    twice: Vec<u64>,
    shift: u32,
}

impl Seen {
    fn new(places: usize) -> Self {
        let bits = (places.max(8) as u64 * 8).next_power_of_two().ilog2();
        Self {
            once: vec![0; 1 << (bits - 6)],
            twice: vec![0; 1 << (bits - 6)],
            shift: u64::BITS - bits,
        }
    }

    #[inline]
    fn bit(&self, place: u64) -> (usize, u64) {
        let at = place.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift;
        ((at / 64) as usize, 1 << (at % 64))
    }

    fn note(&mut self, place: u64) {
        let (word, bit) = self.bit(place);
        if let Some((once, twice)) = self.once.get_mut(word).zip(self.twice.get_mut(word)) {
            *twice |= *once & bit;
            *once |= bit;
        }
    }

    fn is_twice(&self, place: u64) -> bool {
        let (word, bit) = self.bit(place);
        self.twice.get(word).is_some_and(|twice| twice & bit != 0)
    }
}

/// Spreads a key; rows are combined in turn.
#[inline]
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

        fn sketch(&self, shingles: &[u32], signature: &mut [u32]) {
            signature.fill(u32::MAX);
            for (slot, &shingle) in signature.iter_mut().zip(shingles) {
                *slot = shingle;
            }
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
