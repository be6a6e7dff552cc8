//! Whether one text stands in another.

use super::overlap::shared_if;
use super::verify::{Text, levelled};

/// The part of a text's shingles that stand in another, from which on it is
/// contained there. A changed word spoils two of them: a lead of forty words may
/// have two that were changed, or end within one.
pub const CONTAINED: f64 = 0.9;

/// Whether nearly all of a text stands in another, and not the other way round.
///
/// All shingles count, those that many texts have too: what is asked is what the
/// reader of the longer one misses.
///
/// ```
/// # use tamis::dedup::{containment::is_contained, verify::Text};
/// let text = |all| Text { all, rare: &[], level: 0 };
/// let (whole, lead): (Vec<u32>, Vec<u32>) = ((0..100).collect(), (0..30).collect());
/// assert!(is_contained(text(&lead), text(&whole)));
/// assert!(!is_contained(text(&whole), text(&lead)));
/// ```
pub fn is_contained(part: Text<'_>, whole: Text<'_>) -> bool {
    let (part, whole) = levelled(part, whole);
    let (part, whole) = (part.all, whole.all);
    // What stands in no more than itself has most of that too.
    if part.is_empty() || part.len() >= whole.len() {
        return false;
    }
    // One fewer than it takes, so that rounding is not asked for.
    let least = part.len() - part.len() / 10 - 1;
    shared_if(part, whole, least)
        .is_some_and(|shared| is_share(shared, part.len()) && !is_share(shared, whole.len()))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a text has fewer than 2^52 shingles"
)]
fn is_share(part: usize, whole: usize) -> bool {
    part as f64 >= CONTAINED * whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two texts with so many shingles in common, and so many of their own.
    fn check(common: u32, own: u32, others: u32, level: u8, expected: bool) {
        let text =
            |from: u32, own: u32| -> Vec<u32> { (0..common).chain(from..from + own).collect() };
        let (part, whole) = (text(1000, own), text(2000, others));
        let text = |all, level| Text {
            all,
            rare: &[],
            level,
        };
        let found = is_contained(text(&part, level), text(&whole, 0));
        assert_eq!(found, expected, "{common} {own} {others}");
    }

    #[test]
    fn the_lesser_is_contained_in_the_greater() {
        check(90, 10, 200, 0, true);
        check(90, 11, 200, 0, false);
        // Two that differ by little are near each other, and neither is more.
        check(90, 0, 10, 0, false);
        check(90, 0, 11, 0, true);
        check(0, 0, 10, 0, false);
        check(0, 0, 0, 0, false);
        check(90, 10, 200, 20, true);
    }
}
