//! Shingles that many texts have.

/// The common shingles, so that looking one up is a step.
///
/// Each is among the few whose first bits are the same, as long as there is room
/// there: where there is none left, the whole row is searched.
#[derive(Debug)]
pub struct Common {
    sorted: Vec<u32>,
    /// By their first bits; 0 is a free place.
    few: Vec<[u32; FEW]>,
    shift: u32,
}

/// Places that are looked at together, which a machine does about as fast as one.
/// All are taken in one of fifty rows or fewer.
const FEW: usize = 4;

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

    /// Those that are sorted.
    pub(super) fn of(sorted: Vec<u32>) -> Self {
        let bits = (sorted.len() as u64)
            .next_power_of_two()
            .ilog2()
            .clamp(1, 31);
        let shift = u32::BITS - bits;
        let mut few = vec![[0; FEW]; 1 << bits];
        for &shingle in &sorted {
            let few = few.get_mut((shingle >> shift) as usize);
            let mut places = few.into_iter().flatten();
            if let Some(place) = places.find(|place| **place == 0) {
                *place = shingle;
            }
        }
        // A free place is no different from 0, which would stand here.
        if let Some(first) = few.first_mut() {
            *first = [u32::MAX; FEW];
        }
        Self { sorted, few, shift }
    }

    #[inline]
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "all of them in any case, since at which it stands is not foreseeable"
    )]
    fn contains(&self, shingle: u32) -> bool {
        let Some(few) = self.few.get((shingle >> self.shift) as usize) else {
            return false;
        };
        if few[FEW - 1] != 0 {
            return self.sorted.binary_search(&shingle).is_ok();
        }
        few.iter().fold(false, |is, &at| is | (at == shingle))
    }

    /// Appends the shingles of a text that are not common to `rare`.
    pub fn without(&self, text: &[u32], rare: &mut Vec<u32>) {
        keep(text, rare, |shingle| !self.contains(shingle));
    }
}

/// Appends to `kept` those of some shingles for which it is said so.
///
/// Which these are is not foreseeable: each is put, and stays or is put over.
#[inline]
pub(super) fn keep(shingles: &[u32], kept: &mut Vec<u32>, is_kept: impl Fn(u32) -> bool) {
    let start = kept.len();
    kept.resize(start + shingles.len(), 0);
    let room = kept.get_mut(start..).unwrap_or_default();
    let mut count = 0;
    for &shingle in shingles {
        if let Some(slot) = room.get_mut(count) {
            *slot = shingle;
        }
        count += usize::from(is_kept(shingle));
    }
    kept.truncate(start + count);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_common_is_found(
            common in proptest::collection::btree_set(prop_oneof![0_u32..40, any::<u32>(), u32::MAX - 9..=u32::MAX], 0..200),
            others in proptest::collection::vec(prop_oneof![0_u32..60, any::<u32>()], 0..200),
        ) {
            let sorted: Vec<u32> = common.iter().copied().collect();
            let row = Common::of(sorted.clone());
            let mut rare = vec![7];
            row.without(&sorted, &mut rare);
            prop_assert_eq!(&rare, &[7]);
            row.without(&others, &mut rare);
            let expected: Vec<u32> = others.iter().copied().filter(|other| !common.contains(other)).collect();
            prop_assert_eq!(rare.get(1..), Some(expected.as_slice()));
        }
    }
}
