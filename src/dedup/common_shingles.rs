//! Shingles that many texts have.

/// The common shingles, each at or soon after the place that its first bits are,
/// in a row in which half of the places or more are free, so that looking one up
/// is a step or two.
#[derive(Debug)]
pub struct Common {
    /// 0 is a free place.
    shingles: Vec<u32>,
    shift: u32,
    has_zero: bool,
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
        Ok(Self::of(&common))
    }

    /// Those that are sorted.
    pub(super) fn of(common: &[u32]) -> Self {
        let bits = (2 * common.len() as u64).next_power_of_two().ilog2();
        let shift = u32::BITS - bits.clamp(1, 31);
        let mut shingles = vec![0; 1 << (u32::BITS - shift)];
        let mut free = 0;
        for &shingle in common.iter().filter(|&&shingle| shingle != 0) {
            let place = free.max((shingle >> shift) as usize);
            if place == shingles.len() {
                shingles.push(0);
            }
            if let Some(slot) = shingles.get_mut(place) {
                *slot = shingle;
            }
            free = place + 1;
        }
        Self {
            shingles,
            shift,
            has_zero: common.first() == Some(&0),
        }
    }

    #[inline]
    fn contains(&self, shingle: u32) -> bool {
        if shingle == 0 {
            return self.has_zero;
        }
        let mut place = (shingle >> self.shift) as usize;
        loop {
            let at = self.shingles.get(place).copied().unwrap_or(0);
            if at == 0 || at >= shingle {
                return at == shingle;
            }
            place += 1;
        }
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
    let mut end = start;
    for &shingle in shingles {
        if let Some(slot) = kept.get_mut(end) {
            *slot = shingle;
        }
        end += usize::from(is_kept(shingle));
    }
    kept.truncate(end);
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
            let row = Common::of(&sorted);
            let mut rare = vec![7];
            row.without(&sorted, &mut rare);
            prop_assert_eq!(&rare, &[7]);
            row.without(&others, &mut rare);
            let expected: Vec<u32> = others.iter().copied().filter(|other| !common.contains(other)).collect();
            prop_assert_eq!(rare.get(1..), Some(expected.as_slice()));
        }
    }
}
