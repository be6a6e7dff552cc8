//! Numbers that are marked.

/// Some of the numbers from 0 on, a bit each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    words: Vec<u64>,
    count: u32,
}

impl Marks {
    /// Marks a number; whether it was not marked before.
    pub fn mark(&mut self, number: u32) -> bool {
        let (at, bit) = place(number);
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        let is_new = !self.has(number);
        if let Some(word) = self.words.get_mut(at) {
            *word |= bit;
        }
        self.count += u32::from(is_new);
        is_new
    }

    /// Whether a number is marked.
    pub fn has(&self, number: u32) -> bool {
        let (at, bit) = place(number);
        self.words.get(at).is_some_and(|word| word & bit != 0)
    }

    /// How many are marked.
    pub const fn count(&self) -> u32 {
        self.count
    }
}

const fn place(number: u32) -> (usize, u64) {
    ((number / 64) as usize, 1 << (number % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_marked_once() {
        let mut marks = Marks::default();
        let marked = [70, 3, 70, 63, 64, 3].map(|number| marks.mark(number));
        assert_eq!(marked, [true, true, false, true, true, false]);
        let found: Vec<u32> = (0..200).filter(|&number| marks.has(number)).collect();
        assert_eq!(found, [3, 63, 64, 70]);
        assert_eq!(marks.count(), 4);
    }
}
