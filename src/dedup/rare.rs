//! Texts to the shingles that few of them have.

use super::common_shingles::{Common, keep};
use super::{CHUNK, Workers, chunks};
use crate::model::sort_hashes;

/// The number of distinct texts beyond which a shingle is common.
///
/// It bounds both the forms that can be taken for duplicates (pages filled in
/// from a template that has no more pages than this) and the clusters that can
/// be found (a text with more different versions than this is a form). Twice
/// the cube root of the number of texts, and 16 at least:
///
/// | texts | 10 | 500 | 2,000 | 20,000 | 1,000,000 |
/// |---|---|---|---|---|---|
/// | cap | 16 | 16 | 25 | 54 | 200 |
///
/// A constant would do from some thousand texts on: of 20,000, 32 and 100
/// answer within 0.01 of each other. In a larger corpus the same phrase is met
/// by chance more often, hence the slow growth. A smaller one cannot tell a
/// form from a text so well: there a lower cap errs on the side of keeping.
pub fn cap(texts: usize) -> u32 {
    let mut cap: u32 = 16;
    while (u64::from(cap) + 1).pow(3) <= 8 * texts as u64 {
        cap += 1;
    }
    cap
}

/// The rare shingles of every text.
#[derive(Debug, Clone, Default)]
pub struct Rare {
    /// Of [`CHUNK`] texts each, but for the last.
    chunks: Vec<Row>,
}

/// The rare shingles of some texts, in one row.
#[derive(Debug, Clone, Default)]
struct Row {
    shingles: Vec<u32>,
    ends: Vec<usize>,
}

/// Shingles counted in one go, for which at most 150 MB are taken.
const PART: usize = 1 << 24;

impl Rare {
    /// Leaves out the shingles that are in more than `cap` of the texts.
    pub fn of(texts: &[&[u32]], cap: u32, workers: &impl Workers) -> Self {
        Self::among(texts, texts, &[], cap, workers)
    }

    /// Leaves out of `texts` the shingles that are in more than `cap` of those
    /// `counted` and of others, of which it is told how many have which, sorted.
    pub fn among(
        texts: &[&[u32]],
        counted: &[&[u32]],
        others: &[(u32, u32)],
        cap: u32,
        workers: &impl Workers,
    ) -> Self {
        let total: usize = counted.iter().map(|text| text.len()).sum::<usize>() + others.len();
        let parts = total / PART + 1;
        let common = workers.map(parts, |part| common(counted, others, cap, part, parts));
        let common = Common::of(common.concat());
        let chunks = chunks(texts);
        let chunks = workers.map(chunks.len(), |at| {
            let texts = chunks.get(at).copied().unwrap_or_default();
            let total = texts.iter().map(|text| text.len()).sum();
            let mut row = Row {
                shingles: Vec::with_capacity(total),
                ends: Vec::with_capacity(texts.len()),
            };
            for text in texts {
                common.without(text, &mut row.shingles);
                row.ends.push(row.shingles.len());
            }
            row
        });
        Self { chunks }
    }

    /// The rare shingles of one text.
    pub fn text(&self, text: u32) -> &[u32] {
        let (chunk, text) = (text as usize / CHUNK, text as usize % CHUNK);
        self.chunks
            .get(chunk)
            .map(|row| row.text(text))
            .unwrap_or_default()
    }

    /// The rare shingles of every text.
    pub fn texts(&self) -> Vec<&[u32]> {
        let rows = self.chunks.iter();
        rows.flat_map(|row| (0..row.ends.len()).map(|text| row.text(text)))
            .collect()
    }
}

impl Row {
    fn text(&self, text: usize) -> &[u32] {
        let before = text.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or(0);
        let end = self.ends.get(text).copied().unwrap_or(start);
        self.shingles.get(start..end).unwrap_or_default()
    }
}

/// The common shingles among those in one part of the range of hashes, sorted.
/// As shingles are hashes, the parts are about equal.
fn common(
    texts: &[&[u32]],
    others: &[(u32, u32)],
    cap: u32,
    part: usize,
    parts: usize,
) -> Vec<u32> {
    let edge = |part: usize| ((part as u64) << 32) / parts.max(1) as u64;
    let (from, to) = (edge(part), edge(part + 1));
    let mut texts = texts.to_vec();
    // Counts are the same in any order, and what follows each other in memory is
    // read twice as fast.
    texts.sort_unstable_by_key(|text| text.as_ptr());
    if parts > 1 {
        for text in &mut texts {
            let place = |edge| text.partition_point(|&shingle| u64::from(shingle) < edge);
            *text = text.get(place(from)..place(to)).unwrap_or_default();
        }
    }
    let place = |edge| others.partition_point(|&(shingle, _)| u64::from(shingle) < edge);
    let others = others.get(place(from)..place(to)).unwrap_or_default();

    // Most are told by a rough count not to be common, and need not be sorted.
    let total = texts.iter().map(|text| text.len()).sum::<usize>() + others.len();
    let mut rough = Rough::new(from, to, total);
    for text in &texts {
        for &shingle in *text {
            rough.note(shingle);
        }
    }
    for &(shingle, count) in others {
        rough.add(shingle, count);
    }
    let mut all: Vec<u32> = Vec::with_capacity(total);
    for text in texts {
        rough.above(cap, text, &mut all);
    }
    sort_hashes(&mut all, &mut Vec::new());
    let mut others = others.iter().copied().peekable();
    let cap = cap as usize;
    let mut common = Vec::new();
    for same in all.chunk_by(|left, right| left == right) {
        let Some(&shingle) = same.first() else {
            continue;
        };
        while let Some((before, count)) = others.next_if(|other| other.0 < shingle) {
            common.extend((count as usize > cap).then_some(before));
        }
        let other = others.next_if(|other| other.0 == shingle);
        let count = same.len() + other.map_or(0, |other| other.1 as usize);
        common.extend((count > cap).then_some(shingle));
    }
    let left = others.filter(|other| other.1 as usize > cap);
    common.extend(left.map(|other| other.0));
    common
}

/// How many shingles there are up to 255, some eight different ones counted
/// together.
struct Rough {
    counts: Vec<u8>,
    from: u64,
    shift: u32,
}

impl Rough {
    /// For so many shingles in a range of hashes.
    fn new(from: u64, to: u64, total: usize) -> Self {
        let range = (to - from).max(2).next_power_of_two().ilog2();
        let bits = (total as u64 / 8).max(1).next_power_of_two().ilog2();
        let bits = bits.min(range);
        Self {
            counts: vec![0; 1 << bits],
            from,
            shift: range - bits,
        }
    }

    #[inline]
    fn place(&self, shingle: u32) -> usize {
        let place = u64::from(shingle).wrapping_sub(self.from) >> self.shift;
        usize::try_from(place).unwrap_or(usize::MAX)
    }

    /// Adds one.
    #[inline]
    fn note(&mut self, shingle: u32) {
        let place = self.place(shingle);
        if let Some(count) = self.counts.get_mut(place) {
            // Whether it is full already is not foreseeable.
            *count += u8::from(*count < u8::MAX);
        }
    }

    fn add(&mut self, shingle: u32, times: u32) {
        let place = self.place(shingle);
        if let Some(count) = self.counts.get_mut(place) {
            *count = count.saturating_add(u8::try_from(times).unwrap_or(u8::MAX));
        }
    }

    /// Appends those shingles of a text that there may be more than `cap` of.
    fn above(&self, cap: u32, text: &[u32], above: &mut Vec<u32>) {
        // The greatest count stands for any that is greater.
        let limit = u8::try_from(cap).unwrap_or(u8::MAX).min(u8::MAX - 1);
        let count = |shingle| self.counts.get(self.place(shingle)).copied();
        keep(text, above, |shingle| count(shingle) > Some(limit));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dedup::InTurn;

    #[test]
    fn the_cap_grows_slowly() {
        for (texts, expected) in [
            (0, 16),
            (10, 16),
            (500, 16),
            (614, 16),
            (615, 17),
            (2_000, 25),
            (20_000, 54),
            (1_000_000, 200),
        ] {
            assert_eq!(cap(texts), expected, "{texts}");
        }
    }

    #[test]
    fn what_many_have_is_left_out() {
        let texts: [&[u32]; 4] = [&[1, 2, 9], &[1, 2], &[1, u32::MAX], &[]];
        let rare = Rare::of(&texts, 2, &InTurn);
        let expected: [&[u32]; 4] = [&[2, 9], &[2], &[u32::MAX], &[]];
        assert_eq!(rare.texts(), expected);
        assert_eq!(rare.text(4), [0_u32; 0]);
    }

    #[test]
    fn what_others_have_counts_too() {
        let texts: [&[u32]; 2] = [&[1, 2, 3, 9], &[2, 3]];
        let counted: [&[u32]; 2] = [&[], &[2, 3]];
        let others = [(0, 9), (1, 3), (2, 1), (3, 2), (10, 9)];
        let rare = Rare::among(&texts, &counted, &others, 2, &InTurn);
        let expected: [&[u32]; 2] = [&[2, 9], &[2]];
        assert_eq!(rare.texts(), expected);
    }

    proptest! {
        #[test]
        fn parts_make_a_whole(
            sets in proptest::collection::vec(proptest::collection::btree_set(prop_oneof![0_u32..40, any::<u32>()], 0..60), 0..12),
            cap in 0_u32..6,
            parts in 1_usize..9,
        ) {
            let sets: Vec<Vec<u32>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
            let texts: Vec<&[u32]> = sets.iter().map(Vec::as_slice).collect();
            let together: Vec<u32> = (0..parts).flat_map(|part| common(&texts, &[], cap, part, parts)).collect();
            prop_assert_eq!(&together, &common(&texts, &[], cap, 0, 1));
            for (text, rare) in texts.iter().zip(Rare::of(&texts, cap, &InTurn).texts()) {
                let expected: Vec<u32> = text.iter().copied().filter(|shingle| !together.contains(shingle)).collect();
                prop_assert_eq!(rare, expected);
            }
        }
    }
}
