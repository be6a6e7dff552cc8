//! Trees as they are learned, before they are written.

/// Trees whose leaves add up to the logarithm of the odds.
pub(crate) struct Ensemble {
    pub(crate) base: f32,
    pub(crate) trees: Vec<Tree>,
    /// What each column's splits gained.
    pub(crate) gains: Vec<f64>,
}

impl Ensemble {
    /// How likely it finds a row, 0 to 1.
    pub(crate) fn likelihood(&self, row: &[f32]) -> f32 {
        let trees: f32 = self.trees.iter().map(|tree| tree.value(row)).sum();
        1.0 / (1.0 + libm::expf(-self.base - trees))
    }
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
    pub(super) fn value(&self, row: &[f32]) -> f32 {
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
