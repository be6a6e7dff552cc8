//! Boosted decision trees, walked.

use super::model::Reader;

/// Leaves are counted in these, so that a sum is the same on every machine.
const UNIT: f32 = 1.0 / 65536.0;

/// Trees whose leaves add up to the logarithm of the odds.
#[derive(Debug, Default)]
pub(super) struct Trees {
    base: i32,
    nodes: Vec<Node>,
    leaves: Vec<i32>,
    /// Where each tree begins.
    roots: Vec<Way>,
    /// What the rows of each node come to on average.
    means: Vec<i32>,
}

/// A question: is the feature at most the limit?
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    limit: f32,
    feature: u32,
    yes: Way,
    no: Way,
}

/// Where an answer leads: to the node of this number or, below zero, to the
/// leaf of its complement.
type Way = i32;

impl Trees {
    /// Reads trees whose features are below `width`; every way leads on, never
    /// back.
    pub(super) fn read(reader: &mut Reader<'_>, width: usize) -> Option<Self> {
        let mut trees = Self {
            base: reader.i32()?,
            ..Self::default()
        };
        for _ in 0..reader.u32()? {
            trees.read_tree(reader, width)?;
        }
        Some(trees)
    }

    /// One tree as it is written: its questions, each before those it leads to,
    /// then its leaves.
    fn read_tree(&mut self, reader: &mut Reader<'_>, width: usize) -> Option<()> {
        let splits = Way::from(reader.u16()?);
        let root = Way::try_from(self.nodes.len()).ok()?;
        let first = Way::try_from(self.leaves.len()).ok()?;
        self.roots.push(if splits == 0 { !first } else { root });
        for at in 0..splits {
            let feature = u32::from(reader.u16()?);
            let limit = reader.f32()?;
            let mut way = || match Way::from(reader.i16()?) {
                leaf if leaf < 0 && !leaf <= splits => Some(!(first + !leaf)),
                next if next > at && next < splits => Some(root + next),
                _ => None,
            };
            let (yes, no) = (way()?, way()?);
            self.means.push(reader.i32()?);
            if feature as usize >= width {
                return None;
            }
            self.nodes.push(Node {
                limit,
                feature,
                yes,
                no,
            });
        }
        for _ in 0..=splits {
            self.leaves.push(reader.i32()?);
        }
        Some(())
    }

    /// The logarithm of the odds of a row.
    pub(super) fn logit(&self, row: &[f32]) -> f32 {
        let sum: i32 = self.roots.iter().map(|root| self.leaf(*root, row)).sum();
        odds(self.base + sum)
    }

    fn leaf(&self, mut way: Way, row: &[f32]) -> i32 {
        while let Ok(at) = usize::try_from(way) {
            let node = self.nodes.get(at).copied().unwrap_or_default();
            let value = row.get(node.feature as usize).copied().unwrap_or(0.0);
            way = if value <= node.limit {
                node.yes
            } else {
                node.no
            };
        }
        self.value(way)
    }

    fn value(&self, way: Way) -> i32 {
        let leaf = usize::try_from(!way)
            .ok()
            .and_then(|at| self.leaves.get(at));
        leaf.copied().unwrap_or(0)
    }

    /// How much each feature moved the answer for a row, added to `moved`: what
    /// a path's mean changes by at each of its splits (Saabas 2014,
    /// "Interpreting random forests").
    pub(super) fn explain(&self, row: &[f32], moved: &mut [f32]) {
        let mean = |way: Way| match usize::try_from(way) {
            Ok(at) => self.means.get(at).copied().unwrap_or(0),
            Err(_) => self.value(way),
        };
        for root in &self.roots {
            let mut here = *root;
            while let Ok(at) = usize::try_from(here) {
                let node = self.nodes.get(at).copied().unwrap_or_default();
                let feature = node.feature as usize;
                let value = row.get(feature).copied().unwrap_or(0.0);
                let there = if value <= node.limit {
                    node.yes
                } else {
                    node.no
                };
                if let Some(moved) = moved.get_mut(feature) {
                    *moved += odds(mean(there) - mean(here));
                }
                here = there;
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a sum of a few hundred leaves")]
fn odds(sum: i32) -> f32 {
    sum as f32 * UNIT
}
