//! One tree, grown leaf by leaf where the loss falls most.

use rayon::prelude::*;

use super::Growth;
use super::rows::{BINS, Column};
use super::tree::{Split, To, Tree};

/// Sums of the loss's derivatives.
#[derive(Clone, Copy, Default)]
pub(super) struct Slope {
    pub(super) first: f64,
    pub(super) second: f64,
    pub(super) rows: u32,
}

impl Slope {
    fn add(&mut self, other: &Self) {
        self.first += other.first;
        self.second += other.second;
        self.rows += other.rows;
    }

    fn less(&self, other: &Self) -> Self {
        Self {
            first: self.first - other.first,
            second: self.second - other.second,
            rows: self.rows - other.rows,
        }
    }

    fn score(&self, l2: f64) -> f64 {
        self.first * self.first / (self.second + l2)
    }
}

/// A tree being grown.
pub(super) struct Growing<'a> {
    pub(super) columns: &'a [Column],
    pub(super) chosen: &'a [usize],
    pub(super) slopes: &'a [Slope],
    pub(super) growth: &'a Growth,
}

/// A leaf that may still be split.
struct Leaf {
    rows: Vec<u32>,
    sum: Slope,
    bins: Vec<Vec<Slope>>,
    best: Option<Best>,
    /// The split it hangs on, and on which side.
    on: Option<(usize, bool)>,
}

/// The best split of a leaf.
#[derive(Clone, Copy)]
struct Best {
    gain: f64,
    column: usize,
    bin: usize,
}

impl Growing<'_> {
    /// Grows a tree over some rows and adds what each column's splits gained.
    pub(super) fn grow(&self, sample: Vec<u32>, gains: &mut [f64]) -> Tree {
        let mut tree = Tree::default();
        let bins = self.bins(&sample);
        let mut leaves = vec![self.leaf(sample, bins, None)];
        while leaves.len() < self.growth.leaves {
            let most = leaves
                .iter()
                .enumerate()
                .filter_map(|(at, leaf)| leaf.best.map(|best| (at, best)))
                .max_by(|left, right| {
                    left.1
                        .gain
                        .total_cmp(&right.1.gain)
                        .then(right.0.cmp(&left.0))
                });
            let Some((at, best)) = most else { break };
            let leaf = leaves.swap_remove(at);
            gains[best.column] += best.gain;
            let split = tree.splits.len();
            Self::hang(&mut tree, leaf.on, To::Split(split));
            let column = &self.columns[best.column];
            tree.splits.push(Split {
                feature: best.column,
                limit: column.limits[best.bin],
                yes: To::Leaf(0),
                no: To::Leaf(0),
                mean: self.value(&leaf.sum),
            });
            let (yes, no): (Vec<u32>, Vec<u32>) = leaf
                .rows
                .iter()
                .partition(|row| usize::from(column.bins[**row as usize]) <= best.bin);
            let small = self.bins(if yes.len() < no.len() { &yes } else { &no });
            let large = leaf
                .bins
                .iter()
                .zip(&small)
                .map(|(all, small)| {
                    all.iter()
                        .zip(small)
                        .map(|(all, small)| all.less(small))
                        .collect()
                })
                .collect();
            let (left, right) = if yes.len() < no.len() {
                (small, large)
            } else {
                (large, small)
            };
            leaves.push(self.leaf(yes, left, Some((split, true))));
            leaves.push(self.leaf(no, right, Some((split, false))));
        }
        for leaf in leaves {
            let at = tree.leaves.len();
            Self::hang(&mut tree, leaf.on, To::Leaf(at));
            tree.leaves.push(self.value(&leaf.sum));
        }
        tree
    }

    fn hang(tree: &mut Tree, on: Option<(usize, bool)>, to: To) {
        match on {
            Some((split, true)) => tree.splits[split].yes = to,
            Some((split, false)) => tree.splits[split].no = to,
            None => {}
        }
    }

    fn value(&self, sum: &Slope) -> f32 {
        (-sum.first / (sum.second + self.growth.l2) * self.growth.rate) as f32
    }

    fn bins(&self, rows: &[u32]) -> Vec<Vec<Slope>> {
        // Side by side in the order they are asked for, once for all columns.
        let slopes: Vec<Slope> = rows.iter().map(|row| self.slopes[*row as usize]).collect();
        self.chosen
            .par_iter()
            .map(|column| {
                let mut bins = vec![Slope::default(); BINS];
                let column = &self.columns[*column].bins;
                for (row, slope) in rows.iter().zip(&slopes) {
                    bins[usize::from(column[*row as usize])].add(slope);
                }
                bins
            })
            .collect()
    }

    fn leaf(&self, rows: Vec<u32>, bins: Vec<Vec<Slope>>, on: Option<(usize, bool)>) -> Leaf {
        let mut sum = Slope::default();
        for row in &rows {
            sum.add(&self.slopes[*row as usize]);
        }
        let best = self
            .chosen
            .iter()
            .zip(&bins)
            .filter_map(|(column, bins)| self.best(*column, bins, &sum))
            .max_by(|left, right| {
                left.gain
                    .total_cmp(&right.gain)
                    .then(right.column.cmp(&left.column))
            });
        Leaf {
            rows,
            sum,
            bins,
            best,
            on,
        }
    }

    fn best(&self, column: usize, bins: &[Slope], sum: &Slope) -> Option<Best> {
        let growth = self.growth;
        let mut best: Option<Best> = None;
        let mut left = Slope::default();
        let whole = sum.score(growth.l2);
        let inner = self.columns[column].limits.len();
        for (bin, slope) in bins.iter().take(inner).enumerate() {
            left.add(slope);
            let right = sum.less(&left);
            let fits = |side: &Slope| side.rows >= growth.rows && side.second >= growth.curvature;
            if fits(&left) && fits(&right) {
                let gain = left.score(growth.l2) + right.score(growth.l2) - whole;
                if gain > best.map_or(1e-9, |best| best.gain) {
                    best = Some(Best { gain, column, bin });
                }
            }
        }
        best
    }
}
