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
/// of the rest of their signatures, where those most alike stand together.
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

/// Signatures of the texts that have shingles, one after the other.
struct Signatures {
    texts: Vec<u32>,
    slots: Vec<u32>,
    rows: usize,
    width: usize,
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
            rows: bands.rows,
            width,
        }
    }

    /// The slots of a signature from `start` on.
    fn from(&self, signature: usize, start: usize) -> &[u32] {
        let range = signature * self.width + start..(signature + 1) * self.width;
        self.slots.get(range).unwrap_or_default()
    }

    /// Pairs the texts that agree in a band.
    fn meet(&self, band: usize) -> Vec<Pair> {
        let start = band * self.rows;
        let mut order: Vec<(u64, usize)> = (0..self.texts.len())
            .map(|signature| {
                let rows = self.from(signature, start).iter().take(self.rows);
                (
                    rows.fold(0, |key, &slot| scatter(key ^ u64::from(slot))),
                    signature,
                )
            })
            .collect();
        order.sort_unstable();
        let mut pairs = Vec::new();
        for crowd in order.chunk_by_mut(|left, right| left.0 == right.0) {
            let reach = if crowd.len() > CROWD {
                // Signatures stand in the order of their texts: ties fall alike.
                let after = start + self.rows;
                crowd
                    .sort_by(|left, right| self.from(left.1, after).cmp(self.from(right.1, after)));
                NEIGHBOURS
            } else {
                crowd.len()
            };
            for (at, left) in crowd.iter().enumerate() {
                for right in crowd.iter().skip(at + 1).take(reach) {
                    if let (Some(&left), Some(&right)) =
                        (self.texts.get(left.1), self.texts.get(right.1))
                    {
                        pairs.push((left.min(right), left.max(right)));
                    }
                }
            }
        }
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
