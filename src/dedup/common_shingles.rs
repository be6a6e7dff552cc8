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
    /// Those of the shingles `counted` and `named`, which are sorted, that come more
    /// than `cap` times among the counted and elsewhere: of some shingles in order,
    /// `others` tells in the same order how often they do, if they do.
    pub fn among<E>(
        counted: impl Iterator<Item = Result<u32, E>>,
        named: impl Iterator<Item = Result<u32, E>>,
        cap: u32,
        others: impl FnMut(&[u32]) -> Result<Vec<(u32, u32)>, E>,
    ) -> Result<Self, E> {
        let mut tally = Tally {
            shingles: Vec::new(),
            times: Vec::new(),
            common: Vec::new(),
            cap,
            others,
        };
        let mut named = named.peekable();
        for shingle in counted {
            let shingle = shingle?;
            let is_before =
                |named: &Result<u32, E>| !matches!(named, Ok(named) if *named >= shingle);
            while let Some(named) = named.next_if(is_before) {
                tally.add(named?, 0)?;
            }
            tally.add(shingle, 1)?;
        }
        for named in named {
            tally.add(named?, 0)?;
        }
        tally.settle()?;
        Ok(Self::of(tally.common))
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

/// Shingles of which others tell together how often they come.
const TOGETHER: usize = 1 << 16;

/// How often shingles come, which are told in their order.
struct Tally<F> {
    /// Those that are not settled, and how often they came.
    shingles: Vec<u32>,
    times: Vec<u32>,
    common: Vec<u32>,
    cap: u32,
    others: F,
}

impl<F> Tally<F> {
    fn add<E>(&mut self, shingle: u32, times: u32) -> Result<(), E>
    where
        F: FnMut(&[u32]) -> Result<Vec<(u32, u32)>, E>,
    {
        if self.shingles.last() != Some(&shingle) {
            if self.shingles.len() == TOGETHER {
                self.settle()?;
            }
            self.shingles.push(shingle);
            self.times.push(0);
        }
        if let Some(count) = self.times.last_mut() {
            *count = count.saturating_add(times);
        }
        Ok(())
    }

    /// Decides which of them are common.
    fn settle<E>(&mut self) -> Result<(), E>
    where
        F: FnMut(&[u32]) -> Result<Vec<(u32, u32)>, E>,
    {
        let mut others = (self.others)(&self.shingles)?.into_iter().peekable();
        for (shingle, times) in self.shingles.drain(..).zip(self.times.drain(..)) {
            let other = others.next_if(|other| other.0 == shingle);
            let times = times.saturating_add(other.map_or(0, |other| other.1));
            self.common.extend((times > self.cap).then_some(shingle));
        }
        Ok(())
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

    #[test]
    fn what_comes_often_here_and_elsewhere_is_common() {
        // Many more than are settled together.
        let all = 0..2 * u32::try_from(TOGETHER).unwrap() + 9;
        let counted = all
            .clone()
            .flat_map(|at| [at; 3].into_iter().skip((at % 4) as usize));
        let named = all.clone().filter(|at| at.is_multiple_of(3));
        let times = |at: u32| if at.is_multiple_of(2) { at % 5 } else { 0 };
        let others = |asked: &[u32]| {
            assert!(asked.is_sorted_by(|left, right| left < right));
            let told = asked.iter().map(|&at| (at, times(at)));
            Ok::<_, ()>(told.filter(|told| told.1 > 0).collect())
        };
        let (rows, more) = (counted.map(Ok), named.map(Ok));
        let common = Common::among(rows, more, 2, others).unwrap();
        let is_asked = |at: &u32| at % 4 < 3 || at.is_multiple_of(3);
        let count = |at: u32| 3_u32.saturating_sub(at % 4) + times(at);
        let expected: Vec<u32> = all.filter(|at| is_asked(at) && count(*at) > 2).collect();
        assert_eq!(common.sorted, expected);
    }

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
