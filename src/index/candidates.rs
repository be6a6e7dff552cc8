//! Fingerprints to the documents of an index that may say the same.

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

/// Documents that some shingles lead to, at the most, which are held at once: 16
/// bytes each.
const HELD: usize = 1 << 20;

/// For each fingerprint, the documents that it may say the same as: the one with
/// the same text, else those with most rare shingles in common.
pub type Candidates = Vec<Vec<Place>>;

impl Index {
    /// Finds the documents that may say the same as these fingerprints, which
    /// are of the scheme of the index. A shingle of more than `cap` documents
    /// leads to none. Holds 2 kB a fingerprint, and 16 MB beside them.
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
        let rare = self.rare(&wanted, cap)?;
        if led_to(&wanted, &rare) > HELD
            && fingerprints.len() > 1
            && let Some((first, second)) = fingerprints.split_at_checked(fingerprints.len() / 2)
        {
            candidates = self.candidates(first, cap)?;
            candidates.extend(self.candidates(second, cap)?);
            return Ok(candidates);
        }
        let mut met: Vec<(usize, Place)> = Vec::new();
        self.each_rare(&wanted, &rare, |at, place| met.push((at, place)))?;
        met.sort_unstable();
        let mut near: Vec<(Place, usize)> = Vec::new();
        for met in met.chunk_by(|left, right| left.0 == right.0) {
            near.clear();
            let shared = met.chunk_by(|left, right| left == right);
            let shared = shared.filter(|shared| shared.len() >= SHARED);
            near.extend(shared.filter_map(|shared| Some((shared.first()?.1, shared.len()))));
            // A stable sort: the older of equals first.
            near.sort_by_key(|near| std::cmp::Reverse(near.1));
            let at = met.first().map_or(0, |met| met.0);
            if let Some(found) = candidates.get_mut(at) {
                found.extend(near.iter().take(MOST).map(|near| near.0));
            }
        }
        Ok(candidates)
    }

    /// Those of the shingles that are wanted that lead to documents, no more than
    /// `cap`, and to how many.
    fn rare(&self, wanted: &[(u32, usize)], cap: u32) -> Result<Vec<(u32, u32)>, IndexError> {
        let mut shingles: Vec<u32> = wanted.iter().map(|wanted| wanted.0).collect();
        shingles.dedup();
        let mut rare = self.frequencies(&shingles)?;
        rare.retain(|&(_, count)| count <= cap);
        Ok(rare)
    }

    /// Calls `each` with whoever wants a shingle that is rare and every document that
    /// it leads to; both rows are sorted.
    fn each_rare(
        &self,
        wanted: &[(u32, usize)],
        rare: &[(u32, u32)],
        mut each: impl FnMut(usize, Place),
    ) -> Result<(), IndexError> {
        let mut documents = Vec::new();
        for (number, segment) in (0_u32..).zip(&self.segments) {
            let mut table = segment.pairs(POSTINGS)?;
            let mut wanting = wanted.chunk_by(|left, right| left.0 == right.0);
            for &(shingle, _) in rare {
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

/// To how many documents the shingles that are wanted lead at the most, those that
/// several want counted for each.
fn led_to(wanted: &[(u32, usize)], rare: &[(u32, u32)]) -> usize {
    let mut rare = rare.iter().peekable();
    let led = wanted.iter().map(|&(shingle, _)| {
        while rare.next_if(|rare| rare.0 < shingle).is_some() {}
        let same = rare.peek().filter(|rare| rare.0 == shingle);
        same.map_or(0, |rare| rare.1 as usize)
    });
    led.sum()
}
