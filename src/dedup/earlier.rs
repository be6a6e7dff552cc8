//! Documents of earlier runs, all of which stay.

use super::candidates::Pair;
use super::containment::is_contained;
use super::distinct::Distinct;
use super::keep::kind;
use super::rare::{Rare, cap};
use super::verify::{Likeness, threshold, verify};
use super::{Entry, MixedSchemes, Options, Workers, check};
use crate::model::Kind;

/// What is known of documents of earlier runs.
///
/// Of their fingerprints samples will do, see
/// [`crate::model::Fingerprint::sample`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Earlier<'e> {
    /// Those that may be like one of the input.
    pub entries: &'e [Entry<'e>],
    /// Which of the input may be like which of them, by their places.
    pub pairs: &'e [(u32, u32)],
    /// How many distinct texts there are, those among `entries` included.
    pub texts: usize,
    /// How many of these have which shingle, sorted: of every shingle of the
    /// input and of `entries` that any has.
    pub frequencies: &'e [(u32, u32)],
}

/// What a document is to one of an earlier run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// Which of [`Earlier::entries`].
    pub of: u32,
    /// Measured similarity; 1 where the texts are equal in normal form.
    pub similarity: f32,
    /// What it is to that one.
    pub kind: Kind,
}

impl Earlier<'_> {
    /// The pairs by their texts, where the first `count` documents are the input.
    pub(super) fn text_pairs<'d>(
        &'d self,
        count: usize,
        distinct: &'d Distinct,
    ) -> impl Iterator<Item = Pair> + 'd {
        self.pairs.iter().filter_map(move |&(new, old)| {
            let old = (count as u64 + u64::from(old)).try_into().ok()?;
            let (new, old) = (distinct.text(new)?, distinct.text(old)?);
            (new != old).then_some((new.min(old), new.max(old)))
        })
    }
}

/// For each document, the one of an earlier run that says the same, the most
/// similar of several; the documents are not held against each other.
pub fn matches(
    earlier: &Earlier<'_>,
    entries: &[Entry<'_>],
    options: &Options,
    workers: &impl Workers,
) -> Result<Vec<Option<Match>>, MixedSchemes> {
    let count = entries.len();
    let all = &[entries, earlier.entries].concat();
    check(all)?;
    let distinct = Distinct::of(all);
    let texts = distinct.shingles(all);
    let levels = distinct.levels(all);
    let cap = options.cap.unwrap_or_else(|| cap(earlier.texts));
    let rare = Rare::among(&texts, &[], earlier.frequencies, cap, workers);
    let threshold = options
        .threshold
        .unwrap_or_else(|| threshold(earlier.texts));
    let likeness = Likeness::new(&texts, &rare, threshold).sampled(&levels);
    let mut pairs: Vec<Pair> = earlier.text_pairs(count, &distinct).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let edges = verify(&pairs, &likeness, workers);
    let ends = |left: u32, right: u32| (left.min(right), left.max(right));
    let measured = |new: u32, old: u32| {
        let at = edges.binary_search_by_key(&ends(new, old), |edge| ends(edge.left, edge.right));
        let edge = edges.get(at.ok()?)?;
        // What the new one is part of is its match, and not what is part of it.
        let is_match = likeness.is_mutual(edge) || edge.left == new;
        is_match.then_some(edge.similarity)
    };
    let mut matches: Vec<Option<Match>> = vec![None; count];
    for &(new, old) in earlier.pairs {
        let place = u32::try_from(count as u64 + u64::from(old)).ok();
        let text = distinct
            .text(new)
            .zip(place.and_then(|place| distinct.text(place)));
        let Some((slot, (left, right))) = matches.get_mut(new as usize).zip(text) else {
            continue;
        };
        let same = left == right;
        let similarity = if same {
            Some(1.0)
        } else {
            measured(left, right)
        };
        let rank = |found: &Match| (found.kind == Kind::Exact, found.similarity);
        if let Some(similarity) = similarity {
            let found = Match {
                of: old,
                similarity,
                kind: kind(2, false, same, || {
                    is_contained(likeness.text(left), likeness.text(right))
                }),
            };
            // The first, which is the oldest, of those that are equally similar.
            if slot.as_ref().is_none_or(|best| rank(best) < rank(&found)) {
                *slot = Some(found);
            }
        }
    }
    Ok(matches)
}
