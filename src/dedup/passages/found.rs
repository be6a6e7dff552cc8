//! Passages of a document to those that lie in no other.

use std::ops::Range;

use super::{Passage, Place, seen};

/// The passages of one document, in about the order of their words.
#[derive(Default)]
pub(super) struct Found {
    passages: Vec<Passage>,
    /// Where the last of them ends.
    pub(super) end: usize,
}

impl Found {
    /// The last few: what lies further back is no longer met.
    fn last(&self) -> impl Iterator<Item = &Passage> {
        self.passages.iter().rev().take(seen::PLACES)
    }

    /// Whether all these words lie in one of them.
    pub(super) fn covers(&self, words: &Range<usize>) -> bool {
        words.end <= self.end
            && self
                .last()
                .any(|passage| passage.words.start <= words.start && words.end <= passage.words.end)
    }

    /// Whether one of them says that the word at `at` is the one at `before`.
    pub(super) fn has(&self, at: usize, before: Place) -> bool {
        self.last().any(|passage| {
            passage.of.document == before.document
                && passage.words.contains(&at)
                && at - passage.words.start + passage.of.word as usize == before.word as usize
        })
    }

    pub(super) fn add(&mut self, passage: Passage) {
        if !self.covers(&passage.words) {
            self.end = self.end.max(passage.words.end);
            self.passages.push(passage);
        }
    }

    /// Those that lie in no other, in order.
    pub(super) fn outermost(mut self) -> Vec<Passage> {
        self.passages
            .sort_by_key(|passage| (passage.words.start, usize::MAX - passage.words.end));
        let mut end = 0;
        self.passages.retain(|passage| {
            let outer = passage.words.end > end;
            end = end.max(passage.words.end);
            outer
        });
        self.passages
    }
}
