//! Fingerprints to what an index knows of documents like theirs.

use std::ops::RangeInclusive;

use rayon::ThreadPool;
use rayon::prelude::*;

use super::RunError;
use crate::dedup::earlier::Earlier;
use crate::dedup::{Entry, rare};
use crate::index::{Index, Place, Record};
use crate::model::{Fingerprint, sort_distinct};

/// Documents that are looked for together, at the least and at the most, and
/// shingles: the more there are, the fewer blocks are read again for others.
const CHUNK: RangeInclusive<usize> = 1 << 10..=1 << 13;
const SHINGLES: usize = 1 << 14;

/// What an index knows of the documents that some others may be like.
#[derive(Default)]
pub(super) struct Known {
    /// The documents, the older first.
    pub(super) records: Vec<Record>,
    pairs: Vec<(u32, u32)>,
    texts: usize,
    frequencies: Vec<(u32, u32)>,
}

impl Known {
    /// Looks in an index for all that is needed to compare documents with those
    /// in it; `more` documents are counted beside them, none where they are not
    /// held against each other.
    pub(super) fn of(
        index: &Index,
        fingerprints: &[&Fingerprint],
        more: usize,
        pool: &ThreadPool,
    ) -> Result<Self, RunError> {
        let texts = usize::try_from(index.documents()).unwrap_or(usize::MAX);
        let cap = rare::cap(texts.saturating_add(more));
        let candidates = pool.install(|| met(index, fingerprints, cap))?;
        let mut places: Vec<Place> = candidates.iter().flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let number = |place: &Place| places.binary_search(place).ok()?.try_into().ok();
        let pairs = (0_u32..).zip(&candidates).flat_map(|(new, found)| {
            found
                .iter()
                .filter_map(move |place| Some((new, number(place)?)))
        });
        let pairs = pairs.collect();
        let records: Vec<Record> = pool.install(|| {
            let records = places.par_iter().map(|&place| index.record(place));
            records.collect::<Result<_, _>>()
        })?;
        // Of documents that are not held against each other, those that are like
        // none need no more.
        let compared = fingerprints.iter().zip(&candidates);
        let compared = compared.filter(|(_, found)| more > 0 || !found.is_empty());
        let known = records.iter().map(|record| &record.fingerprint);
        let all = compared.map(|(print, _)| *print).chain(known);
        let mut shingles: Vec<u32> = all
            .flat_map(|print| print.shingles.iter().copied())
            .collect();
        sort_distinct(&mut shingles, &mut Vec::new());
        let frequencies = pool.install(|| frequencies(index, &shingles))?;
        Ok(Self {
            records,
            pairs,
            texts,
            frequencies,
        })
    }

    /// The same as `dedup` sees it; `entries` are those of [`Self::entries`].
    pub(super) fn earlier<'e>(&'e self, entries: &'e [Entry<'e>]) -> Earlier<'e> {
        Earlier {
            entries,
            pairs: &self.pairs,
            texts: self.texts,
            frequencies: &self.frequencies,
        }
    }

    pub(super) fn entries(&self) -> Vec<Entry<'_>> {
        let records = self.records.iter();
        let entries = records.map(|record| Entry {
            date: record.date,
            ..Entry::new(&record.id, &record.fingerprint)
        });
        entries.collect()
    }
}

/// For each fingerprint, the documents of an index that it may be like; a shingle of
/// more than `cap` of them leads to none.
pub(super) fn met(
    index: &Index,
    fingerprints: &[&Fingerprint],
    cap: u32,
) -> Result<Vec<Vec<Place>>, RunError> {
    let share = fingerprints.len().div_ceil(rayon::current_num_threads());
    let chunks = fingerprints.par_chunks(share.clamp(*CHUNK.start(), *CHUNK.end()));
    let found = chunks.map(|chunk| index.candidates(chunk, cap));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    Ok(found.concat())
}

/// How many documents of an index have which of these shingles, which are sorted;
/// those that none has are left out.
pub(super) fn frequencies(index: &Index, shingles: &[u32]) -> Result<Vec<(u32, u32)>, RunError> {
    let chunks = shingles.par_chunks(SHINGLES);
    let found = chunks.map(|chunk| index.frequencies(chunk));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    Ok(found.concat())
}
