//! Two rows of words to what they say alike, in the same order.
//!
//! What stands at both ends is matched first, then three words, or one, that
//! each side has just once, as far as they come in the same order on both; what
//! lies between is gone through again in the same way ("patience" comparison).
//! Takes time in the order of the words and of the depth of what lies between.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::passages::Word;

/// Words that stand on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// The first of them on the left.
    pub left: usize,
    /// The first of them on the right.
    pub right: usize,
    /// How many they are.
    pub count: usize,
}

/// The fewest words that are told as said on both sides, where they are not all
/// there is.
const LEAST: usize = 2;

/// What two rows of words have in common, in order.
///
/// ```
/// # use tamis::dedup::{align::{Run, align}, passages::Word};
/// let words = |numbers: &[u64]| -> Vec<Word> { numbers.iter().map(|&n| Word::whole(2 * n)).collect() };
/// let runs = align(&words(&[1, 2, 3, 4, 5]), &words(&[1, 2, 9, 4, 5, 6]));
/// assert_eq!(runs, [Run { left: 0, right: 0, count: 2 }, Run { left: 3, right: 3, count: 2 }]);
/// ```
pub fn align(left: &[Word], right: &[Word]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut waiting = vec![(0..left.len(), 0..right.len())];
    while let Some((in_left, in_right)) = waiting.pop() {
        let part = |words: &'_ [Word], range: &Range<usize>| -> Vec<Word> {
            words.get(range.clone()).unwrap_or_default().to_vec()
        };
        let (a, b) = (part(left, &in_left), part(right, &in_right));
        let ahead = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let shorter = a.len().min(b.len()) - ahead;
        let behind = a.iter().rev().zip(b.iter().rev());
        let behind = behind.take(shorter).take_while(|(a, b)| a == b).count();
        let mut add = |left, right, count| {
            if count > 0 {
                runs.push(Run { left, right, count });
            }
        };
        add(in_left.start, in_right.start, ahead);
        add(in_left.end - behind, in_right.end - behind, behind);
        let rest_of = |range: &Range<usize>| range.start + ahead..range.end - behind;
        let (in_left, in_right) = (rest_of(&in_left), rest_of(&in_right));
        let (a, b) = (part(left, &in_left), part(right, &in_right));
        let anchors = [3, 1].into_iter().map(|width| anchors(&a, &b, width));
        let Some(anchors) = anchors.into_iter().find(|found| !found.is_empty()) else {
            continue;
        };
        // From each anchor up to the next.
        let starts = std::iter::once((0, 0)).chain(anchors.iter().copied());
        let ends = anchors.iter().copied().chain([(a.len(), b.len())]);
        for (start, end) in starts.zip(ends) {
            let (l, r) = (in_left.start, in_right.start);
            waiting.push((l + start.0..l + end.0, r + start.1..r + end.1));
        }
    }
    runs.sort_unstable();
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last)
                if last.left + last.count == run.left && last.right + last.count == run.right =>
            {
                last.count += run.count;
            }
            _ => joined.push(run),
        }
    }
    joined.retain(|run| run.count >= LEAST.min(left.len()).min(right.len()));
    joined
}

/// Where the windows of so many words begin that each side has once, as many as
/// come in the same order.
fn anchors(left: &[Word], right: &[Word], width: usize) -> Vec<(usize, usize)> {
    let mut places: FxHashMap<&[Word], [Option<Option<usize>>; 2]> = FxHashMap::default();
    for (side, words) in [left, right].into_iter().enumerate() {
        for (at, window) in words.windows(width).enumerate() {
            if let Some(place) = places.entry(window).or_default().get_mut(side) {
                *place = Some(if place.is_none() { Some(at) } else { None });
            }
        }
    }
    let once =
        left.windows(width)
            .enumerate()
            .filter_map(|(at, window)| match places.get(window) {
                Some([Some(Some(_)), Some(Some(other))]) => Some((at, *other)),
                _ => None,
            });
    ascending(&once.collect::<Vec<_>>())
}

/// The longest part of these pairs in which the second of them ascend; the first
/// do so already.
fn ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair that ends such a part with the least second, and
    // for each pair the one before it in its part.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |at: &usize| pairs.get(*at).map(|pair| pair.1);
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| second(end) < Some(pair.1));
        before.push(
            length
                .checked_sub(1)
                .and_then(|last| ends.get(last))
                .copied(),
        );
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut part = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(this) = at {
        part.extend(pairs.get(this));
        at = before.get(this).copied().flatten();
    }
    part.reverse();
    part
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(numbers: &[u64]) -> Vec<Word> {
        numbers
            .iter()
            .map(|&number| Word::whole(2 * number))
            .collect()
    }

    #[test]
    fn runs_are_found() {
        let check = |left: &[u64], right: &[u64], expected: &[(usize, usize, usize)]| {
            let runs = align(&words(left), &words(right));
            let runs: Vec<_> = runs
                .iter()
                .map(|run| (run.left, run.right, run.count))
                .collect();
            assert_eq!(runs, expected, "{left:?} {right:?}");
        };
        check(&[], &[], &[]);
        check(&[1], &[1], &[(0, 0, 1)]);
        check(&[1, 2, 3], &[4, 5], &[]);
        check(&[7, 1, 2, 8], &[1, 2], &[(1, 0, 2)]);
        check(
            &[1, 1, 1, 5, 5, 1],
            &[1, 1, 5, 5, 1],
            &[(0, 0, 2), (3, 2, 3)],
        );
        // What changed places is in order on one side only.
        check(&[1, 2, 3, 4, 5, 6, 7], &[4, 5, 6, 7, 1, 2, 3], &[(3, 0, 4)]);
    }

    proptest! {
        #[test]
        fn runs_are_the_same_on_both_sides(left in proptest::collection::vec(0_u64..12, 0..60), right in proptest::collection::vec(0_u64..12, 0..60)) {
            let (left, right) = (words(&left), words(&right));
            let (mut l, mut r) = (0, 0);
            for run in align(&left, &right) {
                prop_assert!(run.left >= l && run.right >= r && run.count > 0);
                (l, r) = (run.left + run.count, run.right + run.count);
                prop_assert_eq!(&left[run.left..l], &right[run.right..r]);
            }
        }
    }
}
