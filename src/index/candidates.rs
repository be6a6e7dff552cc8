//! Fingerprints to the documents of an index that may say the same.

use std::collections::BTreeMap;

use super::error::IndexError;
use super::segment::{POSTINGS, posted};
use super::snapshot::{Index, Place};
use crate::model::Fingerprint;

/// Shingles that two documents have to have in common to be looked at closely.
///
/// Of up to 64 each: at the least similarity that counts, a quarter, they have
/// some 20 in common.
const SHARED: usize = 2;

/// The most documents that one is looked at closely with.
const MOST: usize = 64;

/// For each fingerprint, the documents that it may say the same as: the one with
/// the same text, else those with most rare shingles in common.
pub type Candidates = Vec<Vec<Place>>;

impl Index {
    /// Finds the documents that may say the same as these fingerprints, which
    /// are of the scheme of the index. A shingle of more than `cap` documents
    /// leads to none.
    pub fn candidates(
        &self,
        fingerprints: &[&Fingerprint],
        cap: u32,
    ) -> Result<Candidates, IndexError> {
        let mut candidates = vec![Vec::new(); fingerprints.len()];
        let mut wanted: Vec<(u32, usize)> = Vec::new();
        for (at, (fingerprint, found)) in fingerprints.iter().zip(&mut candidates).enumerate() {
            match self.find(fingerprint.exact)? {
                Some(same) => found.push(same),
                None => wanted.extend(posted(fingerprint).iter().map(|&shingle| (shingle, at))),
            }
        }
        wanted.sort_unstable();
        let mut shared: Vec<BTreeMap<Place, usize>> = vec![BTreeMap::new(); fingerprints.len()];
        self.each_rare(&wanted, cap, |at, place| {
            if let Some(shared) = shared.get_mut(at) {
                *shared.entry(place).or_default() += 1;
            }
        })?;
        for (shared, found) in shared.into_iter().zip(&mut candidates) {
            let mut near: Vec<(Place, usize)> =
                shared.into_iter().filter(|near| near.1 >= SHARED).collect();
            // A stable sort: the older of equals first.
            near.sort_by_key(|near| std::cmp::Reverse(near.1));
            found.extend(near.into_iter().take(MOST).map(|near| near.0));
        }
        Ok(candidates)
    }

    /// Calls `each` with whoever wants a shingle and every document that it leads
    /// to; `wanted` is sorted.
    fn each_rare(
        &self,
        wanted: &[(u32, usize)],
        cap: u32,
        mut each: impl FnMut(usize, Place),
    ) -> Result<(), IndexError> {
        let mut shingles: Vec<u32> = wanted.iter().map(|wanted| wanted.0).collect();
        shingles.dedup();
        let mut rare = self.frequencies(&shingles)?;
        rare.retain(|&(_, count)| count <= cap);
        let mut documents = Vec::new();
        for (number, segment) in (0_u32..).zip(&self.segments) {
            let mut table = segment.pairs(POSTINGS)?;
            let mut wanting = wanted.chunk_by(|left, right| left.0 == right.0);
            for &(shingle, _) in &rare {
                documents.clear();
                table.numbers(u64::from(shingle), &mut documents)?;
                documents.retain(|&document| !segment.is_removed(document));
                let same =
                    wanting.find(|wanting| wanting.first().is_some_and(|first| first.0 == shingle));
                for &(_, at) in same.unwrap_or_default() {
                    for &document in &documents {
                        let segment = number;
                        each(at, Place { segment, document });
                    }
                }
            }
        }
        Ok(())
    }
}
