//! The words of a text as numbers.

use super::lexicon::hash;
use crate::clean::measure::lower;
use crate::model::eight;

/// The words of a text as sums, in place of what `sums` held.
pub(super) fn sums(text: &str, sums: &mut Vec<u32>) {
    sums.clear();
    if text.is_ascii() {
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            let gap = eight::until(eight::alphanumeric(eight::eight(rest, 0)));
            if gap > 0 {
                rest = rest.get(gap..).unwrap_or_default();
                continue;
            }
            let (sum, length) = sum(rest);
            sums.push(sum);
            rest = rest.get(length..).unwrap_or_default();
        }
        return;
    }
    let found = text
        .split(|c: char| lower(c).is_none())
        .filter(|word| !word.is_empty());
    sums.extend(found.map(|word| {
        if word.is_ascii() {
            sum(word.as_bytes()).0
        } else {
            hash(word.to_lowercase().as_bytes())
        }
    }));
}

/// The word that a text begins with as a sum that is the same in capitals, and
/// its length.
fn sum(text: &[u8]) -> (u32, usize) {
    let (mut sum, mut at) = (0_u64, 0);
    loop {
        let eight = eight::eight(text, at);
        let letters = eight::until(!eight::alphanumeric(eight) & eight::HIGH);
        at += letters;
        let lower = eight | eight::each(b' ');
        let lower = if letters == 8 {
            lower
        } else {
            eight::first(lower, letters)
        };
        sum = (sum.rotate_left(23) ^ lower).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        if letters < 8 {
            return (low(sum >> 32), at);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a half is enough")]
fn low(sum: u64) -> u32 {
    sum as u32
}
