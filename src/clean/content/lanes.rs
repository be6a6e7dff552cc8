//! Rows of features side by side, so that one question is put to many of them
//! at once.

/// How many rows a processor answers for together: few enough that all of their
/// features stay in its first cache.
pub(super) const LANES: usize = 32;

/// Up to [`LANES`] rows, each feature's values one after the other; where there
/// are fewer rows, the rest is zero.
#[derive(Debug)]
pub(super) struct Lanes(Vec<[f32; LANES]>);

impl Lanes {
    /// Takes the next rows in, each `width` wide, in place of those before.
    pub(super) fn fill(&mut self, rows: &[f32], width: usize) {
        self.0.clear();
        self.0.resize(width, [0.0; LANES]);
        for (lane, row) in rows.chunks_exact(width.max(1)).enumerate() {
            for (column, value) in self.0.iter_mut().zip(row) {
                if let Some(place) = column.get_mut(lane) {
                    *place = *value;
                }
            }
        }
    }

    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// One feature of all rows.
    pub(super) fn column(&self, feature: u32) -> &[f32; LANES] {
        self.0.get(feature as usize).unwrap_or(&[0.0; LANES])
    }
}

#[cfg(test)]
mod tests {
    use super::{LANES, Lanes};

    #[test]
    fn rows_stand_side_by_side() {
        let mut lanes = Lanes::new();
        lanes.fill(&[9.0; 3 * LANES], 3);
        lanes.fill(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 3);
        assert_eq!(lanes.column(0)[..3], [1.0, 4.0, 0.0]);
        assert_eq!(lanes.column(2)[..3], [3.0, 6.0, 0.0]);
        assert_eq!(lanes.column(3)[..3], [0.0; 3]);
    }
}
