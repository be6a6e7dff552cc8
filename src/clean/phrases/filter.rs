//! A set of numbers that now and then has one more, small enough to stay where
//! the processor is quick.

/// Two bits for each number, one in sixteen of all set.
#[derive(Debug, Default)]
pub(super) struct Filter {
    bits: Vec<u64>,
    /// By how much a spread number is shifted for its place.
    shift: u32,
}

impl Filter {
    /// Of these numbers.
    pub(super) fn new(numbers: &[u64]) -> Self {
        let places = (32 * numbers.len()).next_power_of_two().max(64);
        let mut filter = Self {
            bits: vec![0; places / 64],
            shift: 64 - places.trailing_zeros(),
        };
        for &number in numbers {
            let spread = spread(number);
            for (place, bit) in [spread, respread(spread)].map(|spread| filter.place(spread)) {
                if let Some(bits) = filter.bits.get_mut(place) {
                    *bits |= bit;
                }
            }
        }
        filter
    }

    /// Whether the number may be in the set.
    #[inline]
    pub(super) fn may_have(&self, number: u64) -> bool {
        let is_set = |(place, bit)| {
            self.bits
                .get(place)
                .is_some_and(|bits: &u64| bits & bit != 0)
        };
        let spread = spread(number);
        is_set(self.place(spread)) && is_set(self.place(respread(spread)))
    }

    #[inline]
    fn place(&self, spread: u64) -> (usize, u64) {
        let place = spread >> self.shift;
        ((place / 64) as usize, 1 << (place % 64))
    }
}

#[inline]
const fn spread(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[inline]
const fn respread(spread: u64) -> u64 {
    spread.rotate_left(32).wrapping_mul(0xff51_afd7_ed55_8ccd)
}
