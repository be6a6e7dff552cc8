//! Two sorted sets to what they have in common.

/// How many elements two sorted sets share.
pub(super) fn shared(left: &[u32], right: &[u32]) -> usize {
    shared_if(left, right, 0).unwrap_or(0)
}

/// How many elements two sorted sets share, unless it is seen on the way that
/// they are fewer than `least`.
pub(super) fn shared_if(left: &[u32], right: &[u32], least: usize) -> Option<usize> {
    // Each step waits for the one before it, so the halves are gone through at
    // once, which takes little longer than one of them.
    let middle = left.len() / 2;
    let (low, high) = left.split_at(middle);
    let place = high.first().map_or(right.len(), |&first| {
        right.partition_point(|&element| element < first)
    });
    let (right_low, right_high) = right.split_at(place);
    let (mut low, mut high) = (Merge::new(low, right_low), Merge::new(high, right_high));
    let mut steps = 0_u32;
    while low.step() && high.step() {
        steps += 1;
        if steps.is_multiple_of(STRIDE) && low.most() + high.most() < least {
            return None;
        }
    }
    while low.step() {}
    while high.step() {}
    Some(low.shared + high.shared)
}

/// Steps between two looks at what can still come of it.
const STRIDE: u32 = 16;

/// Two sorted sets on their way past each other.
struct Merge<'s> {
    left: &'s [u32],
    right: &'s [u32],
    at: [usize; 2],
    shared: usize,
}

impl<'s> Merge<'s> {
    const fn new(left: &'s [u32], right: &'s [u32]) -> Self {
        Self {
            left,
            right,
            at: [0; 2],
            shared: 0,
        }
    }

    /// The most that can come to be shared.
    fn most(&self) -> usize {
        let [left, right] = self.at;
        self.shared + (self.left.len() - left).min(self.right.len() - right)
    }

    /// Goes on by the lesser element, or by one that both have; `false` at the end
    /// of either.
    #[inline]
    fn step(&mut self) -> bool {
        let [left, right] = self.at;
        let (Some(x), Some(y)) = (self.left.get(left), self.right.get(right)) else {
            return false;
        };
        // Neither outcome is foreseeable: both sides step without a branch.
        self.shared += usize::from(x == y);
        self.at = [left + usize::from(x <= y), right + usize::from(y <= x)];
        true
    }
}

/// How alike two sorted sets are.
pub(super) fn jaccard_of(left: &[u32], right: &[u32]) -> f64 {
    jaccard(shared(left, right), left.len(), right.len())
}

/// How alike two sets are that share so many elements, from 0 to 1: the part of
/// all elements that both have.
pub(super) fn jaccard(shared: usize, left: usize, right: usize) -> f64 {
    let union = left + right - shared;
    if union == 0 {
        0.0
    } else {
        ratio(shared, union)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a text has fewer than 2^52 shingles"
)]
/// A part of a whole, from 0 to 1.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shared_elements_are_counted() {
        for (left, right, expected) in [
            (&[][..], &[][..], 0),
            (&[1], &[], 0),
            (&[1, 2, 3], &[2, 3, 4], 2),
            (&[1, 5, 9], &[2, 6, 10], 0),
            (&[0, u32::MAX], &[u32::MAX], 1),
        ] {
            assert_eq!(shared(left, right), expected);
            assert_eq!(shared(right, left), expected);
        }
    }

    proptest! {
        #[test]
        fn shared_elements_are_those_of_both(
            left in proptest::collection::btree_set(0_u32..200, 0..90),
            right in proptest::collection::btree_set(0_u32..300, 0..90),
        ) {
            let [sorted, other] = [&left, &right].map(|set| set.iter().copied().collect::<Vec<_>>());
            let expected = left.intersection(&right).count();
            prop_assert_eq!(shared(&sorted, &other), expected);
            for least in 0..=expected {
                prop_assert_eq!(shared_if(&sorted, &other, least), Some(expected));
            }
            for least in expected + 1..100 {
                prop_assert!(shared_if(&sorted, &other, least).is_none_or(|found| found == expected));
            }
        }
    }
}
