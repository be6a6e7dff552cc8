//! Entries to distinct texts: exact copies count once from here on.

use super::Entry;
use crate::model::Digest;

/// The distinct texts among documents, numbered in the order of their digests,
/// which no order of the input changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Distinct {
    /// For each text, the first document that has it.
    firsts: Vec<u32>,
    /// For each document, its text.
    texts: Vec<u32>,
}

impl Distinct {
    /// Collapses exact copies.
    pub fn of(entries: &[Entry<'_>]) -> Self {
        let mut order: Vec<(Digest, u32)> = (0_u32..)
            .zip(entries)
            .map(|(document, entry)| (entry.fingerprint.exact, document))
            .collect();
        order.sort_unstable();
        let mut firsts = Vec::new();
        let mut texts = vec![0; entries.len()];
        let groups = order.chunk_by(|left, right| left.0 == right.0);
        for (text, same) in (0_u32..).zip(groups) {
            firsts.extend(same.first().map(|first| first.1));
            for &(_, document) in same {
                if let Some(slot) = texts.get_mut(document as usize) {
                    *slot = text;
                }
            }
        }
        Self { firsts, texts }
    }

    /// For each document, its text.
    pub fn texts(&self) -> &[u32] {
        &self.texts
    }

    /// The text of a document.
    pub fn text(&self, document: u32) -> Option<u32> {
        self.texts.get(document as usize).copied()
    }

    /// The texts of the documents from one on, sorted, each once.
    pub fn of_documents(&self, first: usize) -> Vec<u32> {
        let mut texts = self.texts.get(first..).unwrap_or_default().to_vec();
        texts.sort_unstable();
        texts.dedup();
        texts
    }

    /// For each text, how often its shingles were halved; none where no text's
    /// were.
    pub fn levels(&self, entries: &[Entry<'_>]) -> Vec<u8> {
        let of = |&document: &u32| {
            let entry = entries.get(document as usize);
            entry.map_or(0, |entry| entry.fingerprint.level)
        };
        let levels: Vec<u8> = self.firsts.iter().map(of).collect();
        if levels.iter().all(|&level| level == 0) {
            return Vec::new();
        }
        levels
    }

    /// For each text, its shingles; none where the document is empty or nearly
    /// so, which leaves it without any but exact copies.
    pub fn shingles<'d>(&self, entries: &[Entry<'d>]) -> Vec<&'d [u32]> {
        let of = |&document: &u32| match entries.get(document as usize) {
            Some(entry) if !entry.fingerprint.is_slight() => &*entry.fingerprint.shingles,
            _ => &[],
        };
        self.firsts.iter().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fingerprint, Scheme};

    fn print(exact: u8, shingles: u32) -> Fingerprint {
        Fingerprint {
            scheme: Scheme::DEFAULT,
            exact: Digest([exact; 32]),
            length: shingles,
            shingles: (0..shingles).collect(),
            level: 0,
        }
    }

    #[test]
    fn copies_share_a_text_and_the_slight_have_nothing_to_compare() {
        let prints = [print(9, 20), print(2, 7), print(9, 20), print(5, 8)];
        let entries: Vec<Entry<'_>> = prints
            .iter()
            .map(|fingerprint| Entry::new("", fingerprint))
            .collect();
        let distinct = Distinct::of(&entries);
        assert_eq!(distinct.texts(), [2, 0, 2, 1]);
        let lengths: Vec<usize> = distinct
            .shingles(&entries)
            .iter()
            .map(|text| text.len())
            .collect();
        assert_eq!(lengths, [0, 8, 20]);
    }
}
