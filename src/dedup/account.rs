//! Two documents to why they are taken for the same, or are not.

use super::distinct::Distinct;
use super::overlap::shared;
use super::rare::{self, Rare};
use super::verify::{self, Likeness};
use super::{Entry, Options, Workers};
use crate::model::Fingerprint;

/// What two documents are to each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Account {
    /// Whether they are copies: equal in normal form.
    pub is_copy: bool,
    /// Whether one of them says too little to be compared.
    pub is_slight: bool,
    /// Their shingles.
    pub all: Overlap,
    /// Their shingles that few texts have.
    pub rare: Overlap,
    /// The number of texts beyond which a shingle is not rare.
    pub cap: u32,
    /// The similarity in rare shingles that is enough.
    pub threshold: f64,
    /// Their similarity, if it makes them the same by itself.
    pub pair: Option<f32>,
    /// Whether one is part of the other.
    pub is_part: bool,
}

/// What two sets have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// How many elements each has.
    pub sizes: [usize; 2],
    /// How many are in both.
    pub shared: usize,
}

impl Overlap {
    fn of(left: &[u32], right: &[u32]) -> Self {
        Self {
            sizes: [left.len(), right.len()],
            shared: shared(left, right),
        }
    }

    /// The part of all elements that both have, 0 to 1 (Jaccard's similarity).
    pub fn similarity(self) -> f64 {
        let [left, right] = self.sizes;
        share(self.shared, left + right - self.shared)
    }

    /// Which part of each set is in the other, 0 to 1.
    pub fn containment(self) -> [f64; 2] {
        self.sizes.map(|size| share(self.shared, size))
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a text has fewer than 2^52 shingles"
)]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Accounts for two of the documents, by their places; `None` where there are
/// no such.
pub fn account(
    entries: &[Entry<'_>],
    [left, right]: [u32; 2],
    options: &Options,
    workers: &impl Workers,
) -> Option<Account> {
    let distinct = Distinct::of(entries);
    let texts = distinct.shingles(entries);
    let cap = options.cap.unwrap_or_else(|| rare::cap(texts.len()));
    let rare = Rare::of(&texts, cap, workers);
    let threshold = options
        .threshold
        .unwrap_or_else(|| verify::threshold(texts.len()));
    let likeness = Likeness::new(&texts, &rare, threshold);
    let text = |document: u32| distinct.texts().get(document as usize).copied();
    let print = |document: u32| Some(entries.get(document as usize)?.fingerprint);
    let (a, b) = (text(left)?, text(right)?);
    let (left, right) = (print(left)?, print(right)?);
    let (of_left, of_right) = (likeness.text(a), likeness.text(b));
    Some(Account {
        is_copy: a == b,
        is_slight: [left, right].into_iter().any(Fingerprint::is_slight),
        all: Overlap::of(&left.shingles, &right.shingles),
        rare: Overlap::of(of_left.rare, of_right.rare),
        cap,
        threshold,
        pair: likeness.pair(a, b),
        is_part: likeness.is_part(a, b) || likeness.is_part(b, a),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_overlap() {
        let overlap = Overlap::of(&[1, 2, 3, 4], &[3, 4, 5]);
        assert_eq!(overlap.shared, 2);
        assert!((overlap.similarity() - 0.4).abs() < 1e-9);
        assert!((overlap.containment()[0] - 0.5).abs() < 1e-9);
        assert!((Overlap::of(&[], &[]).similarity()).abs() < 1e-9);
    }
}
