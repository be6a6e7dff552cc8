//! The windows of the documents so far, and where they stood.

use rustc_hash::FxHashMap;

use super::Place;

/// Places held for a window: the first, and the first in other contexts.
///
/// A line that stands in every page and is shorter than a passage has as many
/// contexts as pages, and would have to be held against all of them. Beyond the
/// eighth a passage is missed if no other window of it is told apart from them.
pub const CONTEXTS: usize = 8;

/// Chosen windows by their hashes.
///
/// Most are there once, and the rest is held apart so that they stay small.
#[derive(Debug, Default)]
pub struct Seen {
    first: FxHashMap<u64, Place>,
    contexts: FxHashMap<u64, Vec<Place>>,
}

impl Seen {
    /// Where a window stood, in order.
    pub fn places(&self, hash: u64) -> &[Place] {
        self.contexts.get(&hash).map_or_else(
            || self.first.get(&hash).map_or(&[], std::slice::from_ref),
            Vec::as_slice,
        )
    }

    /// Adds a place where a window stands, unless there are enough.
    pub fn add(&mut self, hash: u64, place: Place) {
        use std::collections::hash_map::Entry;
        match self.first.entry(hash) {
            Entry::Vacant(entry) => {
                entry.insert(place);
            }
            Entry::Occupied(first) => {
                let first = *first.get();
                let places = self.contexts.entry(hash).or_insert_with(|| vec![first]);
                if places.len() < CONTEXTS {
                    places.push(place);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_in_order_and_end() {
        let place = |document| Place { document, word: 7 };
        let mut seen = Seen::default();
        for document in 0..100 {
            seen.add(1, place(document));
        }
        seen.add(2, place(5));
        assert_eq!(seen.places(0), []);
        assert_eq!(seen.places(2), [place(5)]);
        let expected: Vec<Place> = (0..8).map(place).collect();
        assert_eq!(seen.places(1), expected);
    }
}
