//! Shingles to a `MinHash` signature, by one permutation.
//!
//! One hash throws every shingle into one of the slots, and each slot keeps its
//! least: one pass instead of one for every slot (Li, Owen and Zhang, "One
//! Permutation Hashing", 2012). A slot that stayed empty borrows from a filled
//! one, found by a hash of the slot's own number and of the attempt, so that
//! any two sets look in the same places in the same order (Shrivastava, "Optimal
//! Densification for Fast and Accurate Minwise Hashing", 2017). Thereby two sets
//! agree in a slot with the probability of their Jaccard similarity (Broder,
//! "On the resemblance and containment of documents", 1997), also when they have
//! fewer shingles than there are slots.

use std::hint::select_unpredictable;

use crate::model::Sketch;

/// One-permutation `MinHash` with optimal densification.
#[derive(Debug, Clone, Copy)]
pub struct MinHash;

/// Enough for two rows a band at a similarity of 0.25, see `dedup::bands`.
const SLOTS: u32 = 256;

/// No shingle hashes to it: see [`MinHash::sketch`].
const EMPTY: u32 = u32::MAX;

impl Sketch for MinHash {
    fn name(&self) -> &'static str {
        "minhash-1"
    }

    fn slots(&self) -> usize {
        SLOTS as usize
    }

    fn sketch(&self, shingles: &[u32], signature: &mut [u32]) {
        let mut slots = [EMPTY; SLOTS as usize];
        for &shingle in shingles {
            let [slot, value] = halves(mix(u64::from(shingle)));
            if let Some(least) = slots.get_mut((slot % SLOTS) as usize) {
                *least = value.min(EMPTY - 1).min(*least);
            }
        }
        densify(&slots, signature);
    }
}

/// Fills the first slots, each empty one from one that is filled.
fn densify(filled: &[u32; SLOTS as usize], slots: &mut [u32]) {
    let at = |place: u8| filled.get(usize::from(place)).copied().unwrap_or(EMPTY);
    if filled.iter().all(|&value| value == EMPTY) {
        slots.fill(EMPTY);
        return;
    }
    // Whether a slot is filled is not foreseeable: the first attempts are made
    // whether or not they are needed, and each slot is put down as one that is left,
    // to stay there or be put over.
    let mut left = [0_u8; SLOTS as usize];
    let mut count = 0;
    let rows = slots.iter_mut().zip(filled).zip(&ATTEMPTS);
    for (number, ((slot, &value), [first, second, third, ..])) in (0..=u8::MAX).zip(rows) {
        let attempts = [at(*first), at(*second), at(*third)];
        *slot = attempts.into_iter().fold(value, |slot, attempt| {
            select_unpredictable(slot == EMPTY, attempt, slot)
        });
        if let Some(place) = left.get_mut(count) {
            *place = number;
        }
        count += usize::from(*slot == EMPTY);
    }
    for &number in left.iter().take(count) {
        let known = ATTEMPTS.get(usize::from(number)).into_iter().flatten();
        let known = known.map(|&place| at(place));
        let further = (KNOWN as u64 + 1..).map(|attempt| at(place(number.into(), attempt)));
        // Each attempt hits a filled slot with at least one chance in SLOTS.
        let value = known.chain(further).find(|&value| value != EMPTY);
        if let Some(slot) = slots.get_mut(usize::from(number)) {
            *slot = value.unwrap_or(EMPTY);
        }
    }
}

/// Where a slot looks in an attempt.
const fn place(slot: u64, attempt: u64) -> u8 {
    (mix(slot << 32 | attempt) >> 32).to_le_bytes()[0]
}

/// Attempts of which it is known where they look.
const KNOWN: usize = 16;

/// Where each slot looks in its first attempts.
static ATTEMPTS: [[u8; KNOWN]; SLOTS as usize] = {
    let mut attempts = [[0; KNOWN]; SLOTS as usize];
    let mut slot = 0;
    while slot < attempts.len() {
        let mut attempt = 0;
        while attempt < KNOWN {
            #[expect(clippy::indexing_slicing, reason = "checked at compile time")]
            {
                attempts[slot][attempt] = place(slot as u64, attempt as u64 + 1);
            }
            attempt += 1;
        }
        slot += 1;
    }
    attempts
};

/// A bijection that scatters its input (the finaliser of `SplitMix64`; Steele,
/// Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
const fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[expect(clippy::cast_possible_truncation, reason = "cut in two on purpose")]
fn halves(value: u64) -> [u32; 2] {
    [(value >> 32) as u32, value as u32]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn signature(shingles: &[u32]) -> Vec<u32> {
        let mut signature = vec![0; MinHash.slots()];
        MinHash.sketch(shingles, &mut signature);
        signature
    }

    fn agreement(left: &[u32], right: &[u32]) -> f64 {
        let (left, right) = (signature(left), signature(right));
        let equal = left
            .iter()
            .zip(&right)
            .filter(|(left, right)| left == right)
            .count();
        f64::from(u32::try_from(equal).unwrap_or(0)) / f64::from(SLOTS)
    }

    #[test]
    fn slots_agree_as_often_as_sets_are_similar() {
        // Shared, and own to each side; the last have fewer than there are slots.
        for (shared, own) in [(500, 500), (900, 50), (100, 900), (40, 20), (10, 45)] {
            let expected = f64::from(shared) / f64::from(shared + 2 * own);
            let mean = (0..50_u32)
                .map(|round| {
                    let at = |from: u32, count: u32| {
                        (from..from + count)
                            .map(move |n| halves(mix(u64::from(n) << 20 | u64::from(round)))[1])
                    };
                    let left: Vec<u32> = at(0, shared).chain(at(10_000, own)).collect();
                    let right: Vec<u32> = at(0, shared).chain(at(20_000, own)).collect();
                    agreement(&left, &right)
                })
                .sum::<f64>()
                / 50.0;
            assert!(
                (mean - expected).abs() < 0.03,
                "{shared} shared, {own} own: {mean} for {expected}"
            );
        }
    }

    #[test]
    fn an_empty_set_has_an_empty_signature() {
        assert_eq!(signature(&[]), [EMPTY; SLOTS as usize]);
        assert!(signature(&[7]).iter().all(|&value| value != EMPTY));
    }

    proptest! {
        #[test]
        fn the_order_of_shingles_does_not_matter(mut shingles in proptest::collection::vec(any::<u32>(), 0..500)) {
            let before = signature(&shingles);
            shingles.reverse();
            prop_assert_eq!(signature(&shingles), before);
        }
    }
}
