//! Sets of shingles to pairs of texts that may be similar.

use super::Workers;
use super::bands::Bands;
pub use super::crowds::Crowds;
pub use super::meeting::Meeting;
use super::meeting::scatter;
use super::signatures::Signatures;
use crate::model::Sketch;

/// Two texts, the lower number first.
pub type Pair = (u32, u32);

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
    let mut sorted = 0;
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
        if pairs.len() > 2 * sorted {
            sort(&mut pairs);
            sorted = pairs.len();
        }
    }
    sort(&mut pairs);
    pairs
}

/// Sorts pairs, each once.
fn sort(pairs: &mut Vec<Pair>) {
    pairs.sort_unstable_by_key(|pair| u64::from(pair.0) << 32 | u64::from(pair.1));
    pairs.dedup();
}

#[cfg(test)]
mod tests {
    use super::super::crowds::NEIGHBOURS;
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
