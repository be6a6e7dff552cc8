//! A word to its hash, XXH3 of 64 bits.
//!
//! Of what few words are longer than, eight bytes, the hash is taken in the same
//! steps whatever the length, which nobody can foresee: both of the ways that
//! XXH3 has for so few bytes are gone, and one of the outcomes is taken.

use std::hint::select_unpredictable;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::model::eight::eight;

/// XXH3 with a seed.
#[derive(Clone, Copy)]
pub(super) struct WordHash {
    seed: u64,
    /// What the bytes are mixed with first, of up to three and of up to eight.
    flips: [u64; 2],
}

/// The most bytes that are hashed here.
const SHORT: usize = 8;

impl WordHash {
    pub(super) const fn new(seed: u64) -> Self {
        // Of the secret that the algorithm comes with, the bytes 0 to 3 mixed with
        // 4 to 7, and 8 to 15 with 16 to 23.
        const SECRETS: [u64; 2] = [0x8727_5a9b, 0xc73a_b174_c5ec_d5a2];
        let [first, second] = SECRETS;
        let low = (seed & 0xffff_ffff).swap_bytes();
        Self {
            seed,
            flips: [first.wrapping_add(seed), second.wrapping_sub(seed ^ low)],
        }
    }

    /// The hash of the first bytes of a text, of which there are so many at least.
    #[inline]
    pub(super) fn of(self, text: &[u8], length: usize) -> u64 {
        if length > SHORT || length == 0 {
            return self.of_any(text, length);
        }
        let bytes = eight(text, 0);
        let [up_to_three, up_to_eight] = self.flips;
        select_unpredictable(
            length < 4,
            of_few(bytes, length, up_to_three),
            of_more(bytes, length, up_to_eight),
        )
    }

    #[inline(never)]
    fn of_any(self, text: &[u8], length: usize) -> u64 {
        let word = text.get(..length).unwrap_or_default();
        xxh3_64_with_seed(word, self.seed)
    }
}

/// The hash of one to three bytes.
#[inline]
const fn of_few(bytes: u64, length: usize, flip: u64) -> u64 {
    let (first, middle, last) = (
        bytes & 0xff,
        (bytes >> (8 * (length / 2))) & 0xff,
        bytes.wrapping_shr(bits(length, 1)) & 0xff,
    );
    let all = first << 16 | middle << 24 | last | (length as u64) << 8;
    let mixed = all ^ flip;
    let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0x1656_67b1_9e37_79f9);
    mixed ^ (mixed >> 32)
}

/// The hash of four to eight bytes.
#[inline]
const fn of_more(bytes: u64, length: usize, flip: u64) -> u64 {
    let last = bytes.wrapping_shr(bits(length, 4)) & 0xffff_ffff;
    let mixed = (last.wrapping_add(bytes << 32)) ^ flip;
    let mixed = mixed ^ mixed.rotate_left(49) ^ mixed.rotate_left(24);
    let mixed = mixed.wrapping_mul(0x9fb2_1c65_1e98_df25);
    let mixed = mixed ^ (mixed >> 35).wrapping_add(length as u64);
    let mixed = mixed.wrapping_mul(0x9fb2_1c65_1e98_df25);
    mixed ^ (mixed >> 28)
}

/// The bits before the last bytes of so many.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "of eight bytes at the most"
)]
const fn bits(length: usize, last: usize) -> u32 {
    length.wrapping_sub(last).wrapping_mul(8) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_have_the_hash_of_the_library(text in proptest::collection::vec(any::<u8>(), 0..40), seed in prop_oneof![Just(0), any::<u64>()]) {
            for length in 0..=text.len() {
                let expected = xxh3_64_with_seed(&text[..length], seed);
                prop_assert_eq!(WordHash::new(seed).of(&text, length), expected, "{}", length);
            }
        }
    }
}
