//! The windows of the documents so far, and where they stood.

use rustc_hash::FxHashMap;

use super::winnow::WINDOW;
use super::{Place, Word};

/// Places held for a window: the first, and the first in other contexts.
///
/// A line that stands in every page and is shorter than a passage has as many
/// contexts as pages, and would have to be held against all of them. Beyond the
/// eighth a window is told apart by what stands beside it.
pub const CONTEXTS: usize = 8;

/// Places held against one at the most: by the window, and by either side of it.
pub const PLACES: usize = 3 * CONTEXTS;

/// Words beside a window that tell it from the same one elsewhere: the words of a
/// passage that are not of the window stand before or behind it, and so many of
/// them on one side at least.
const SIDE: usize = WINDOW.div_ceil(2);

/// A window of a document.
#[derive(Debug, Clone, Copy)]
pub struct Window<'w> {
    /// The words of the document.
    pub words: &'w [Word],
    /// The first of the window.
    pub at: usize,
    /// Hash of its words.
    pub hash: u64,
}

impl Window<'_> {
    /// The window with the words before it, and with those behind it, as numbers.
    fn sides(&self) -> impl Iterator<Item = u64> {
        let end = self.at + WINDOW;
        let before = self.at.checked_sub(SIDE).map(|from| from..self.at);
        let sides = [before, Some(end..end + SIDE)].into_iter().zip([1, 2]);
        sides.filter_map(|(side, salt)| {
            let words = self.words.get(side?)?;
            let mix = |sum: u64, word: &Word| (sum.rotate_left(23) ^ word.0).wrapping_mul(FACTOR);
            Some(words.iter().fold(self.hash ^ salt, mix))
        })
    }
}

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Chosen windows by their hashes.
///
/// Most are there once, and the rest is held apart so that they stay small.
#[derive(Debug, Default)]
pub struct Seen {
    first: FxHashMap<u64, Place>,
    contexts: FxHashMap<u64, Vec<Place>>,
}

impl Seen {
    /// Where a window stood, and where it is one of many also where it stood with the
    /// same words before or behind it.
    pub fn places(&self, window: Window<'_>) -> Vec<Place> {
        let mut places = self.held(window.hash).to_vec();
        if places.len() == CONTEXTS {
            for side in window.sides() {
                places.extend(self.held(side));
            }
        }
        places
    }

    /// Adds a place where a window stands, unless there are enough of them.
    pub fn add(&mut self, window: Window<'_>, place: Place) {
        if self.held(window.hash).len() < CONTEXTS {
            self.hold(window.hash, place);
            return;
        }
        for side in window.sides() {
            if self.held(side).len() < CONTEXTS {
                self.hold(side, place);
            }
        }
    }

    fn held(&self, key: u64) -> &[Place] {
        self.contexts.get(&key).map_or_else(
            || self.first.get(&key).map_or(&[], std::slice::from_ref),
            Vec::as_slice,
        )
    }

    fn hold(&mut self, key: u64, place: Place) {
        use std::collections::hash_map::Entry;
        match self.first.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(place);
            }
            Entry::Occupied(first) => {
                let first = *first.get();
                let contexts = self.contexts.entry(key).or_insert_with(|| vec![first]);
                contexts.push(place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A window between words that say where it stands, or are the same anywhere.
    fn window(before: u64, behind: u64) -> Vec<Word> {
        let side = |word| vec![Word::whole(word); SIDE];
        [
            side(before << 1),
            vec![Word::whole(1 << 9); WINDOW],
            side(behind << 1),
        ]
        .concat()
    }

    #[test]
    fn places_come_in_order_and_end() {
        let place = |document| Place { document, word: 7 };
        let mut seen = Seen::default();
        let places = |seen: &Seen, before, behind| {
            let words = window(before, behind);
            seen.places(Window {
                words: &words,
                at: SIDE,
                hash: 5,
            })
        };
        for document in 0..100 {
            let words = window(document.into(), 200);
            let window = Window {
                words: &words,
                at: SIDE,
                hash: 5,
            };
            seen.add(window, place(document));
        }
        assert_eq!(places(&Seen::default(), 1, 1), []);
        let first: Vec<Place> = (0..8).map(place).collect();
        assert_eq!(places(&seen, 300, 300), first);
        // The same words before it, and behind it those of the first that followed.
        let beside = std::iter::once(50).chain(8..16).map(place);
        let expected: Vec<Place> = first.iter().copied().chain(beside).collect();
        assert_eq!(places(&seen, 50, 200), expected);
    }
}
