//! Boosted decision trees, asked.

use std::ops::Range;

use super::lanes::{LANES, Lanes};
use super::model::Reader;

/// Leaves are counted in these, so that a sum is the same on every machine.
const UNIT: f32 = 1.0 / 65536.0;

/// Trees whose leaves add up to the logarithm of the odds.
#[derive(Debug, Default)]
pub(super) struct Trees {
    base: i32,
    nodes: Vec<Node>,
    leaves: Vec<i32>,
    all: Vec<Tree>,
    /// What the rows of each node come to on average.
    means: Vec<i32>,
}

/// One tree among the others.
#[derive(Clone, Debug)]
struct Tree {
    /// Where it begins.
    root: Way,
    nodes: Range<usize>,
    /// Its leaves from the first to the last, as always yes and always no lead
    /// to; none where they are more than a word has bits.
    leaves: Vec<i32>,
}

/// A question: is the feature at most the limit?
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    limit: f32,
    feature: u32,
    yes: Way,
    no: Way,
    /// The leaves that can still be reached when the answer is no, as bits.
    left: u32,
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
        let nodes = self.nodes.len();
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
                left: u32::MAX,
            });
        }
        for _ in 0..=splits {
            self.leaves.push(reader.i32()?);
        }
        let root = if splits == 0 { !first } else { root };
        let nodes = nodes..self.nodes.len();
        let leaves = self.in_order(root, nodes.len() + 1)?;
        self.all.push(Tree {
            root,
            nodes,
            leaves,
        });
        Some(())
    }

    /// The leaves of a tree from the first to the last, where a word has bits for
    /// them, and at each of its nodes which of them are left. None if it is no
    /// tree: ways that meet again.
    fn in_order(&mut self, root: Way, count: usize) -> Option<Vec<i32>> {
        let mut leaves: Vec<i32> = Vec::with_capacity(count);
        // Nodes whose yes is being followed are met again before their no.
        let mut ways = vec![(root, None)];
        while let Some((way, from)) = ways.pop() {
            let Ok(at) = usize::try_from(way) else {
                leaves.push(self.value(way));
                if leaves.len() > count {
                    return None;
                }
                continue;
            };
            let here = u32::try_from(leaves.len()).ok()?;
            let node = self.nodes.get_mut(at)?;
            match from {
                None => {
                    ways.push((way, Some(here)));
                    ways.push((node.yes, None));
                }
                Some(from) => {
                    let upto = |leaf: u32| 1_u32.checked_shl(leaf).map_or(u32::MAX, |bit| bit - 1);
                    node.left = !(upto(here) & !upto(from));
                    ways.push((node.no, None));
                }
            }
        }
        let whole = leaves.len() == count;
        if count > u32::BITS as usize {
            leaves.clear();
        }
        whole.then_some(leaves)
    }

    /// The logarithms of the odds of rows that lie one after the other, each
    /// `width` wide.
    ///
    /// Every question of a tree is put to many rows at once, and each answer
    /// rules leaves out; of those left the first is where the row's way ends
    /// (Lucchese et al. 2015, "`QuickScorer`"). No jump depends on a value, which
    /// processors guess wrong at every other question of a way.
    pub(super) fn logits(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let width = width.max(1);
        let mut logits = Vec::with_capacity(rows.len() / width);
        let mut lanes = Lanes::new();
        for rows in rows.chunks(LANES * width) {
            lanes.fill(rows, width);
            let mut sums = [self.base; LANES];
            for tree in &self.all {
                if tree.leaves.is_empty() {
                    for (sum, row) in sums.iter_mut().zip(rows.chunks_exact(width)) {
                        *sum += self.leaf(tree.root, row);
                    }
                } else {
                    self.ask(tree, &lanes, &mut sums);
                }
            }
            let sums = sums.iter().take(rows.len() / width);
            logits.extend(sums.map(|sum| odds(*sum)));
        }
        logits
    }

    fn ask(&self, tree: &Tree, lanes: &Lanes, sums: &mut [i32; LANES]) {
        let mut left = [u32::MAX; LANES];
        for node in self.nodes.get(tree.nodes.clone()).unwrap_or_default() {
            let column = lanes.column(node.feature);
            for (left, value) in left.iter_mut().zip(column) {
                let yes = u32::from(*value <= node.limit).wrapping_neg();
                *left &= yes | node.left;
            }
        }
        for (sum, left) in sums.iter_mut().zip(left) {
            let leaf = tree.leaves.get(left.trailing_zeros() as usize);
            *sum += leaf.copied().unwrap_or(0);
        }
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
        for tree in &self.all {
            let mut here = tree.root;
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

#[cfg(test)]
mod tests {
    use super::{Reader, Trees, odds};

    /// A chain of questions, each of whose yes or no leads to the next.
    fn chain(splits: i16) -> Vec<u8> {
        let mut bytes = 100_i32.to_le_bytes().to_vec();
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend(splits.to_le_bytes());
        for at in 0..splits {
            let next = if at + 1 < splits { at + 1 } else { !splits };
            let (yes, no) = if at % 3 == 0 {
                (next, !at)
            } else {
                (!at, next)
            };
            bytes.extend((at % 2).to_le_bytes());
            bytes.extend(f32::from(at * 7 % 11).to_le_bytes());
            bytes.extend(yes.to_le_bytes());
            bytes.extend(no.to_le_bytes());
            bytes.extend(0_i32.to_le_bytes());
        }
        for leaf in 0..=i32::from(splits) {
            bytes.extend((1_i32 << (leaf % 20)).to_le_bytes());
        }
        bytes
    }

    #[test]
    fn rows_asked_together_end_where_each_would_alone() {
        let rows: Vec<f32> = (0_u16..200).map(|at| f32::from(at * 5 % 13)).collect();
        for splits in [0, 1, 2, 6, 31, 32, 60] {
            let trees = Trees::read(&mut Reader::of(&chain(splits)), 2).expect("a tree");
            let root = trees.all[0].root;
            let alone = rows.chunks(2).map(|row| odds(100 + trees.leaf(root, row)));
            assert_eq!(
                trees.logits(&rows, 2),
                alone.collect::<Vec<_>>(),
                "{splits}"
            );
        }
    }

    #[test]
    fn ways_that_meet_again_are_no_tree() {
        let mut bytes = chain(2);
        // The first question's no leads where its yes does.
        let no = 4 + 4 + 2 + 2 + 4 + 2;
        bytes[no..no + 2].copy_from_slice(&1_i16.to_le_bytes());
        assert!(Trees::read(&mut Reader::of(&bytes), 2).is_none());
    }
}
