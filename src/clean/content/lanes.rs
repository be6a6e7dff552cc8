//! Rows of features side by side, so that one question is put to many of them
//! at once.

/// How many rows are answered for together: few enough that all of their
/// features stay near the processor, and that most questions have one answer
/// for all of them, as blocks that follow each other are much alike.
// 1,795 pages, all of the program: 16 take 1.22 times as long as 32, 64 take .96.
pub(super) const LANES: usize = 64;

/// Up to [`LANES`] rows, each feature's values one after the other.
#[derive(Debug)]
pub(super) struct Lanes {
    columns: Vec<[f32; LANES]>,
    /// The least and the greatest value of each.
    bounds: Vec<(f32, f32)>,
    rows: usize,
}

/// One of the rows, as it is filled from its first column on.
pub(super) struct Lane<'l> {
    columns: std::slice::IterMut<'l, [f32; LANES]>,
    lane: usize,
}

impl Lanes {
    pub(super) fn new(width: usize) -> Self {
        Self {
            columns: vec![[0.0; LANES]; width],
            bounds: vec![(0.0, 0.0); width],
            rows: 0,
        }
    }

    /// Takes a row for each of these, [`LANES`] at most, in place of those before.
    pub(super) fn fill<T>(&mut self, of: &[T], mut row: impl FnMut(&T, &mut Lane<'_>)) {
        self.rows = of.len().min(LANES);
        for (lane, of) in of.iter().take(LANES).enumerate() {
            let columns = self.columns.iter_mut();
            row(of, &mut Lane { columns, lane });
        }
        for (column, bounds) in self.columns.iter_mut().zip(&mut self.bounds) {
            // Lanes without a row say what the first says.
            let [first, ..] = *column;
            if let Some(rest) = column.get_mut(self.rows..) {
                rest.fill(first);
            }
            *bounds = bound(column);
        }
    }

    /// How many of the lanes are rows.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// One feature of all rows.
    pub(super) fn column(&self, feature: u32) -> &[f32; LANES] {
        self.columns.get(feature as usize).unwrap_or(&[0.0; LANES])
    }

    /// The least and the greatest value of a feature.
    pub(super) fn bounds(&self, feature: u32) -> (f32, f32) {
        let bounds = self.bounds.get(feature as usize);
        bounds.copied().unwrap_or_default()
    }
}

impl Lane<'_> {
    /// The value of the next column; what comes after the last is dropped.
    #[inline]
    pub(super) fn push(&mut self, value: f32) {
        if let Some(column) = self.columns.next()
            && let Some(place) = column.get_mut(self.lane)
        {
            *place = value;
        }
    }
}

/// Halves against each other, since numbers are compared side by side only
/// where no order is asked for.
fn bound(column: &[f32; LANES]) -> (f32, f32) {
    let (mut least, mut greatest) = (*column, *column);
    let mut half = LANES / 2;
    while half > 0 {
        fold(
            &mut least,
            half,
            |left, right| if right < left { right } else { left },
        );
        fold(
            &mut greatest,
            half,
            |left, right| if right > left { right } else { left },
        );
        half /= 2;
    }
    let ([least, ..], [greatest, ..]) = (least, greatest);
    (least, greatest)
}

#[inline]
fn fold(values: &mut [f32; LANES], half: usize, either: impl Fn(f32, f32) -> f32) {
    let (left, right) = values.split_at_mut(half);
    for (left, right) in left.iter_mut().zip(right) {
        *left = either(*left, *right);
    }
}

#[cfg(test)]
mod tests {
    use super::{LANES, Lanes};

    #[test]
    fn rows_stand_side_by_side() {
        let mut lanes = Lanes::new(3);
        lanes.fill(&[9.0; LANES], |value, lane| lane.push(*value));
        let rows = [&[1.0, 2.0, 3.0, 0.0][..], &[4.0, 5.0, 6.0]];
        lanes.fill(&rows, |values, lane| {
            values.iter().for_each(|value| lane.push(*value));
        });
        assert_eq!(lanes.column(0)[..3], [1.0, 4.0, 1.0]);
        assert_eq!(lanes.column(2)[..3], [3.0, 6.0, 3.0]);
        assert_eq!(lanes.column(3)[..3], [0.0; 3]);
        assert_eq!((lanes.rows(), lanes.bounds(1)), (2, (2.0, 5.0)));
    }
}
