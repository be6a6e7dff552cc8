//! Texts to the shingles that few of them have.

use super::{Workers, chunks};

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

/// The rare shingles of every text, in one row.
#[derive(Debug, Clone, Default)]
pub struct Rare {
    shingles: Vec<u32>,
    ends: Vec<usize>,
}

/// Shingles counted in one go, some 64 MB of them.
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
        let parts = u32::try_from(total / PART)
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        let common = workers.map(parts as usize, |part| {
            common(counted, others, cap, part, parts as usize)
        });
        let common = Common::of(common.concat());
        let chunks = chunks(texts);
        let kept = workers.map(chunks.len(), |at| {
            let texts = chunks.get(at).copied().unwrap_or_default();
            texts
                .iter()
                .map(|text| common.without(text))
                .collect::<Vec<_>>()
        });
        let mut rare = Self::default();
        for text in kept.into_iter().flatten() {
            rare.shingles.extend(text);
            rare.ends.push(rare.shingles.len());
        }
        rare
    }

    /// The rare shingles of one text.
    pub fn text(&self, text: u32) -> &[u32] {
        let text = text as usize;
        let start = text
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(text).copied().unwrap_or(start);
        self.shingles.get(start..end).unwrap_or_default()
    }

    /// The rare shingles of every text.
    pub fn texts(&self) -> Vec<&[u32]> {
        (0_u32..)
            .zip(&self.ends)
            .map(|(text, _)| self.text(text))
            .collect()
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
    let mut all: Vec<u32> = Vec::new();
    for text in texts {
        let start = text.partition_point(|&shingle| u64::from(shingle) < from);
        let end = text.partition_point(|&shingle| u64::from(shingle) < to);
        all.extend(text.get(start..end).unwrap_or_default());
    }
    all.sort_unstable();
    let place = |edge| others.partition_point(|&(shingle, _)| u64::from(shingle) < edge);
    let others = others.get(place(from)..place(to)).unwrap_or_default();
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
    common.extend(
        others
            .filter(|other| other.1 as usize > cap)
            .map(|other| other.0),
    );
    common
}

/// The common shingles, sorted, with a register of where the hashes that begin
/// with the same bits stand: about one at each place, so that looking one up is
/// one step.
#[derive(Debug)]
pub struct Common {
    shingles: Vec<u32>,
    places: Vec<usize>,
    shift: u32,
}

impl Common {
    /// Those of sorted shingles that come more than `cap` times.
    pub fn among<E>(shingles: impl Iterator<Item = Result<u32, E>>, cap: u32) -> Result<Self, E> {
        let mut common = Vec::new();
        let (mut last, mut times) = (None, 0_u32);
        for shingle in shingles {
            let shingle = shingle?;
            if last.replace(shingle) != Some(shingle) {
                times = 0;
            }
            times = times.saturating_add(1);
            if times == cap.saturating_add(1) {
                common.push(shingle);
            }
        }
        Ok(Self::of(common))
    }

    fn of(shingles: Vec<u32>) -> Self {
        let bits = shingles.len().max(2).ilog2().min(24);
        let shift = u32::BITS - bits;
        let place =
            |first: u64| shingles.partition_point(|&shingle| u64::from(shingle >> shift) < first);
        Self {
            places: (0..=1 << bits).map(place).collect(),
            shingles,
            shift,
        }
    }

    fn contains(&self, shingle: u32) -> bool {
        let first = (shingle >> self.shift) as usize;
        let place = |at: usize| self.places.get(at).copied().unwrap_or(self.shingles.len());
        let near = self.shingles.get(place(first)..place(first + 1));
        near.is_some_and(|near| near.contains(&shingle))
    }

    /// The shingles of a text that are not common.
    pub fn without(&self, text: &[u32]) -> Vec<u32> {
        text.iter()
            .copied()
            .filter(|&shingle| !self.contains(shingle))
            .collect()
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
