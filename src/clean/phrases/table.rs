//! Rows of a sparse table: a few values for each of many states.

use super::symbol::id;

/// For each state a sorted run of keyed values.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Where the run of each state begins; one more than there are states.
    first: Vec<u32>,
    entries: Vec<(u32, u32)>,
}

impl Table {
    /// From `(state, key, value)`, in any order.
    pub(super) fn new(states: usize, rows: Vec<(u32, u32, u32)>) -> Self {
        // Rows are short and states many: each goes to its state's place, and
        // only there are they sorted.
        let mut starts = vec![0_usize; states + 1];
        for &(state, _, _) in &rows {
            if let Some(start) = starts.get_mut(state as usize + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut placed = vec![(0, 0); rows.len()];
        for (state, key, value) in rows {
            if let Some(next) = next.get_mut(state as usize)
                && let Some(place) = placed.get_mut(*next)
            {
                *place = (key, value);
                *next += 1;
            }
        }
        let mut first = Vec::with_capacity(states + 1);
        let mut entries = Vec::with_capacity(placed.len());
        for bounds in starts.windows(2) {
            first.push(id(entries.len()));
            if let [from, to] = *bounds
                && let Some(row) = placed.get_mut(from..to)
            {
                row.sort_unstable();
                let mut last = None;
                for &entry in &*row {
                    if last.replace(entry) != Some(entry) {
                        entries.push(entry);
                    }
                }
            }
        }
        first.push(id(entries.len()));
        Self { first, entries }
    }

    /// How many states there are.
    pub(super) fn rows(&self) -> u32 {
        id(self.first.len().saturating_sub(1))
    }

    /// The run of a state.
    #[inline]
    pub(super) fn row(&self, state: u32) -> &[(u32, u32)] {
        let state = state as usize;
        let (Some(&from), Some(&to)) = (self.first.get(state), self.first.get(state + 1)) else {
            return &[];
        };
        self.entries.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// The entries of a state under a key.
    pub(super) fn all(&self, state: u32, key: u32) -> &[(u32, u32)] {
        let row = self.row(state);
        if row.is_empty() {
            return row;
        }
        let from = row.partition_point(|&(known, _)| known < key);
        let row = row.get(from..).unwrap_or(&[]);
        let to = row.iter().take_while(|&&(known, _)| known == key).count();
        row.get(..to).unwrap_or(&[])
    }

    /// The value of a state under a key.
    pub(super) fn get(&self, state: u32, key: u32) -> Option<u32> {
        under(self.row(state), key)
    }
}

/// The value of a run under a key.
#[inline]
pub(super) fn under(row: &[(u32, u32)], key: u32) -> Option<u32> {
    // Runs that are looked through faster than searched.
    const SHORT: usize = 6;
    let found = if row.len() <= SHORT {
        row.iter().find(|&&(known, _)| known == key)
    } else {
        let place = row.binary_search_by_key(&key, |&(known, _)| known);
        place.ok().and_then(|place| row.get(place))
    };
    found.map(|&(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_state_and_key() {
        let table = Table::new(4, vec![(2, 7, 70), (0, 5, 50), (2, 3, 30)]);
        assert_eq!(table.get(2, 7), Some(70));
        assert_eq!(table.get(2, 5), None);
        assert_eq!(table.row(2), [(3, 30), (7, 70)]);
        assert!(table.row(1).is_empty() && table.row(3).is_empty() && table.row(9).is_empty());
    }
}
