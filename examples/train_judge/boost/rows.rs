//! What is learned from: rows of features, and their columns in bins.

/// Columns are seen through so many bins.
pub(super) const BINS: usize = 64;

/// Rows to learn from.
#[derive(Default)]
pub(crate) struct Rows {
    pub(super) width: usize,
    pub(super) values: Vec<f32>,
    pub(super) labels: Vec<f32>,
    pub(super) weights: Vec<f32>,
}

impl Rows {
    /// Adds a row, as wide as those before it.
    pub(crate) fn add(&mut self, row: &[f32], label: f32, weight: f32) {
        self.width = row.len();
        self.values.extend_from_slice(row);
        self.labels.push(label);
        self.weights.push(weight);
    }
}

/// One feature of all rows, as bins.
pub(super) struct Column {
    pub(super) bins: Vec<u8>,
    /// The largest value of each bin but the last.
    pub(super) limits: Vec<f32>,
}

impl Column {
    pub(super) fn of(rows: &Rows, at: usize) -> Self {
        let values = || rows.values.iter().skip(at).step_by(rows.width);
        let mut sorted: Vec<f32> = values()
            .step_by(1 + rows.labels.len() / 50_000)
            .copied()
            .collect();
        sorted.sort_by(f32::total_cmp);
        let mut limits: Vec<f32> = Vec::new();
        let mut different = sorted.clone();
        different.dedup();
        if different.len() <= BINS {
            limits.extend(
                different
                    .windows(2)
                    .map(|pair| f32::midpoint(pair[0], pair[1])),
            );
        } else {
            for part in 1..BINS {
                let limit = sorted[part * sorted.len() / BINS];
                if limits.last().is_none_or(|last| *last < limit) {
                    limits.push(limit);
                }
            }
        }
        let bins = values()
            .map(|value| limits.partition_point(|limit| limit < value) as u8)
            .collect();
        Self { bins, limits }
    }
}
