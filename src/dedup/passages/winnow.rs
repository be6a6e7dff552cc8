//! Words to a few windows of them, such that equal passages have one in common.
//!
//! This is winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local
//! algorithms for document fingerprinting", SIGMOD 2003). Of every
//! [`RANGE`] windows in a row the one with the least hash is chosen, the last of
//! equals. As `RANGE` windows are as many words as a passage has at least, and
//! the choice depends on nothing but them, a passage brings its own wherever it
//! stands. On text one window in thirteen is chosen.

use super::Word;

/// Words in a window.
pub const WINDOW: usize = 25;

/// Windows of which one is chosen.
pub const RANGE: usize = WINDOW + 1;

/// A window that is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Hash of its words, in order.
    pub hash: u64,
    /// The first of them.
    pub word: u32,
}

/// Chooses windows, in order; a text of fewer words than a passage has none.
pub fn winnow(words: &[Word]) -> Vec<Chosen> {
    let mut chosen = Vec::with_capacity(words.len() / 12);
    let mut hashes = [u64::MAX; RANGE];
    let mut least = Chosen {
        hash: u64::MAX,
        word: 0,
    };
    for (word, hash) in (0_u32..).zip(windows(words)) {
        if let Some(slot) = hashes.get_mut(word as usize % RANGE) {
            *slot = hash;
        }
        let first = (word as usize + 1).checked_sub(RANGE);
        let is_new = if hash <= least.hash {
            least = Chosen { hash, word };
            true
        } else if first.is_some_and(|first| first > least.word as usize) {
            least = last_least(&hashes, word);
            true
        } else {
            first == Some(0)
        };
        if is_new && first.is_some() {
            chosen.push(least);
        }
    }
    chosen
}

/// The least of the windows up to `last`, the last of equals.
fn last_least(hashes: &[u64; RANGE], last: u32) -> Chosen {
    let at = |word: u32| hashes.get(word as usize % RANGE).copied();
    (0_u32..)
        .take(RANGE)
        .map(|back| last.saturating_sub(back))
        .map(|word| Chosen {
            hash: at(word).unwrap_or(u64::MAX),
            word,
        })
        .min_by_key(|chosen| chosen.hash)
        .unwrap_or(Chosen {
            hash: u64::MAX,
            word: last,
        })
}

/// The hash of each window, rolled on from the one before.
fn windows(words: &[Word]) -> impl Iterator<Item = u64> {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    #[expect(clippy::cast_possible_truncation, reason = "a few")]
    const LEAVING: u64 = FACTOR.wrapping_pow(WINDOW as u32);
    let mut rolled = 0_u64;
    let mut leaving = words.iter();
    words.iter().enumerate().filter_map(move |(at, word)| {
        rolled = rolled.wrapping_mul(FACTOR).wrapping_add(word.0);
        if at >= WINDOW {
            let left = leaving.next().map_or(0, |word| word.0);
            rolled = rolled.wrapping_sub(left.wrapping_mul(LEAVING));
        }
        (at + 1 >= WINDOW).then(|| scatter(rolled))
    })
}

/// Lets every bit have a say in which hash is least.
fn scatter(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dedup::passages::LEAST;

    fn text(words: impl IntoIterator<Item = u64>) -> Vec<Word> {
        let hash = |word: u64| Word::whole(word.wrapping_mul(0xA24B_AED4_963E_E407));
        words.into_iter().map(hash).collect()
    }

    #[test]
    fn a_passage_has_one_and_less_has_none() {
        assert_eq!(winnow(&[]), []);
        assert_eq!(winnow(&text(0..49)), []);
        assert_eq!(winnow(&text(0..50)).len(), 1);
    }

    #[test]
    fn one_in_thirteen_is_chosen() {
        let chosen = winnow(&text(0..100_000)).len();
        assert!((7_000..8_500).contains(&chosen), "{chosen}");
    }

    proptest! {
        #[test]
        fn every_range_has_its_least(words in proptest::collection::vec(0_u64..3, 0..200)) {
            let words = text(words);
            let hashes: Vec<u64> = windows(&words).collect();
            for (at, window) in words.windows(WINDOW).enumerate() {
                prop_assert_eq!(hashes[at], windows(window).next().unwrap());
            }
            let mut expected: Vec<usize> = hashes
                .windows(RANGE)
                .enumerate()
                .map(|(from, range)| from + (0..RANGE).rev().min_by_key(|&at| range[at]).unwrap())
                .collect();
            expected.dedup();
            let chosen: Vec<usize> = winnow(&words).iter().map(|chosen| chosen.word as usize).collect();
            prop_assert_eq!(chosen, expected);
        }

        #[test]
        fn a_passage_brings_its_own(
            passage in proptest::collection::vec(0_u64..4, LEAST..LEAST + 20),
            before in proptest::collection::vec(0_u64..4, 0..60),
            after in proptest::collection::vec(0_u64..4, 0..60),
        ) {
            let start = u32::try_from(before.len()).unwrap();
            let whole = text([before, passage.clone(), after].concat());
            for own in winnow(&text(passage)) {
                let there = Chosen { word: own.word + start, ..own };
                prop_assert!(winnow(&whole).contains(&there));
            }
        }
    }
}
