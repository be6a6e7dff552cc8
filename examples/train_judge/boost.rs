//! Gradient boosted trees over binned columns, grown leaf by leaf (Friedman
//! 2001; Ke et al. 2017, "`LightGBM`", sections 2 and 3): logistic loss on soft
//! labels, second-order leaves, L2.

use rayon::prelude::*;

use crate::folds::{chance, mix};

/// How trees are grown.
pub(crate) struct Growth {
    rounds: u64,
    rate: f64,
    leaves: usize,
    /// The fewest rows of a leaf, and the least of their second derivatives.
    rows: u32,
    curvature: f64,
    l2: f64,
    /// Shares of columns and rows a tree sees.
    columns: f64,
    sample: f64,
}

pub(crate) const GENERAL: Growth = Growth {
    rounds: 120,
    rate: 0.08,
    leaves: 31,
    rows: 60,
    curvature: 5.0,
    l2: 5.0,
    columns: 0.3,
    sample: 0.7,
};

/// Columns are seen through so many bins.
const BINS: usize = 64;

/// Rows to learn from.
pub(crate) struct Rows {
    pub(crate) width: usize,
    values: Vec<f32>,
    labels: Vec<f32>,
    weights: Vec<f32>,
}

impl Rows {
    pub(crate) fn new(width: usize) -> Self {
        Self {
            width,
            values: Vec::new(),
            labels: Vec::new(),
            weights: Vec::new(),
        }
    }

    /// Adds a row, its first column apart.
    pub(crate) fn add(&mut self, row: &[f32], first: f32, label: f32, weight: f32) {
        self.values.push(first);
        self.values.extend_from_slice(&row[1..]);
        self.labels.push(label);
        self.weights.push(weight);
    }
}

/// Trees whose leaves add up to the logarithm of the odds.
pub(crate) struct Ensemble {
    pub(crate) base: f32,
    pub(crate) trees: Vec<Tree>,
    /// What each column's splits gained.
    pub(crate) gains: Vec<f64>,
}

#[derive(Default)]
pub(crate) struct Tree {
    pub(crate) splits: Vec<Split>,
    pub(crate) leaves: Vec<f32>,
}

#[derive(Clone, Copy)]
pub(crate) struct Split {
    pub(crate) feature: usize,
    pub(crate) limit: f32,
    pub(crate) yes: To,
    pub(crate) no: To,
    /// What its rows come to on average.
    pub(crate) mean: f32,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum To {
    Split(usize),
    Leaf(usize),
}

impl Tree {
    fn value(&self, row: &[f32]) -> f32 {
        let mut to = if self.splits.is_empty() {
            To::Leaf(0)
        } else {
            To::Split(0)
        };
        loop {
            match to {
                To::Leaf(at) => return self.leaves[at],
                To::Split(at) => {
                    let split = &self.splits[at];
                    to = if row[split.feature] <= split.limit {
                        split.yes
                    } else {
                        split.no
                    };
                }
            }
        }
    }
}

impl Ensemble {
    pub(crate) fn logit(&self, row: &[f32]) -> f32 {
        self.base + self.trees.iter().map(|tree| tree.value(row)).sum::<f32>()
    }
}

/// Learns trees from rows.
pub(crate) fn boost(rows: &Rows, growth: &Growth) -> Ensemble {
    let count = rows.labels.len();
    let mean = rows
        .weights
        .iter()
        .map(|weight| f64::from(*weight))
        .sum::<f64>()
        / count as f64;
    let weights: Vec<f64> = rows
        .weights
        .iter()
        .map(|weight| f64::from(*weight) / mean)
        .collect();
    let columns: Vec<Column> = (0..rows.width)
        .into_par_iter()
        .map(|at| Column::of(rows, at))
        .collect();
    let positive: f64 = weights
        .iter()
        .zip(&rows.labels)
        .map(|(weight, label)| weight * f64::from(*label))
        .sum();
    let odds = positive / (count as f64 - positive);
    let mut ensemble = Ensemble {
        base: odds.ln() as f32,
        trees: Vec::new(),
        gains: vec![0.0; rows.width],
    };
    let mut logits = vec![odds.ln(); count];
    for round in 0..growth.rounds {
        let slopes: Vec<Slope> = logits
            .iter()
            .zip(&rows.labels)
            .zip(&weights)
            .map(|((logit, label), weight)| {
                let chance = 1.0 / (1.0 + (-logit).exp());
                Slope {
                    first: weight * (chance - f64::from(*label)),
                    second: weight * chance * (1.0 - chance),
                    rows: 1,
                }
            })
            .collect();
        let seed = mix(round + 1);
        let sample: Vec<u32> = (0..count as u32)
            .filter(|row| chance(seed ^ u64::from(*row)) < growth.sample)
            .collect();
        let chosen: Vec<usize> = (0..rows.width)
            .filter(|column| {
                !columns[*column].limits.is_empty()
                    && chance(mix(seed) ^ *column as u64) < growth.columns
            })
            .collect();
        let tree = Growing {
            columns: &columns,
            chosen: &chosen,
            slopes: &slopes,
            growth,
        }
        .grow(sample, &mut ensemble.gains);
        logits
            .par_iter_mut()
            .zip(rows.values.par_chunks_exact(rows.width))
            .for_each(|(logit, row)| *logit += f64::from(tree.value(row)));
        ensemble.trees.push(tree);
    }
    ensemble
}

/// One feature of all rows, as bins.
struct Column {
    bins: Vec<u8>,
    /// The largest value of each bin but the last.
    limits: Vec<f32>,
}

impl Column {
    fn of(rows: &Rows, at: usize) -> Self {
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

/// Sums of the loss's derivatives.
#[derive(Clone, Copy, Default)]
struct Slope {
    first: f64,
    second: f64,
    rows: u32,
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
struct Growing<'a> {
    columns: &'a [Column],
    chosen: &'a [usize],
    slopes: &'a [Slope],
    growth: &'a Growth,
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
    fn grow(&self, sample: Vec<u32>, gains: &mut [f64]) -> Tree {
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
        self.chosen
            .par_iter()
            .map(|column| {
                let mut bins = vec![Slope::default(); BINS];
                let column = &self.columns[*column].bins;
                for row in rows {
                    bins[usize::from(column[*row as usize])].add(&self.slopes[*row as usize]);
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
