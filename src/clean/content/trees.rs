//! Boosted decision trees, asked.

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

/// Which rows have come this way: all bits or none.
type Here = [i32; LANES];

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
        let mut ways = Vec::new();
        for at in 0..splits {
            let feature = u32::from(reader.u16()?);
            let limit = reader.f32()?;
            let mut way = || match Way::from(reader.i16()?) {
                leaf if leaf < 0 && !leaf <= splits => Some(!(first + !leaf)),
                next if next > at && next < splits => Some(root + next),
                _ => None,
            };
            let (yes, no) = (way()?, way()?);
            ways.extend([yes, no]);
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
        self.roots.push(if splits == 0 { !first } else { root });
        // Ways that meet again make no tree, and take longer than one.
        ways.sort_unstable();
        ways.is_sorted_by(|left, right| left < right).then_some(())
    }

    /// The logarithm of the odds of one row.
    pub(super) fn logit(&self, row: &[f32]) -> f32 {
        let leaves = self.roots.iter().map(|root| {
            let mut way = *root;
            while let Some(node) = self.node(way) {
                way = node.way(row);
            }
            self.value(way)
        });
        odds(self.base + leaves.sum::<i32>())
    }

    /// The same of rows side by side, added to `logits`.
    pub(super) fn logits(&self, rows: &Lanes, logits: &mut Vec<f32>) {
        let mut sums = [self.base; LANES];
        let mut ways = Vec::new();
        for root in &self.roots {
            ways.push((*root, [!0; LANES]));
            self.ask(&mut ways, rows, &mut sums);
        }
        logits.extend(sums.iter().take(rows.rows()).map(|sum| odds(*sum)));
    }

    /// Adds what is at the ends of some ways to the rows that have come them.
    ///
    /// The least and the greatest value of a feature answer most questions for
    /// all rows (of ten met in a tree seven, of 32 rows), and where such an answer
    /// does not lead nothing is asked. Any other question is put to all rows at
    /// once, and both ways are followed.
    // Inlined, the sums would be so many numbers and no longer added side by side.
    #[inline(never)]
    fn ask(&self, ways: &mut Vec<(Way, Here)>, rows: &Lanes, sums: &mut [i32; LANES]) {
        while let Some((way, here)) = ways.last_mut() {
            let Some(node) = self.node(*way) else {
                add(self.value(*way), here, sums);
                ways.pop();
                continue;
            };
            let (least, greatest) = rows.bounds(node.feature);
            if greatest <= node.limit {
                *way = node.yes;
            } else if least > node.limit {
                *way = node.no;
            } else {
                *way = node.no;
                let there = part(rows.column(node.feature), node.limit, here);
                ways.push((node.yes, there));
            }
        }
    }

    /// The question a way leads to, if it is no leaf.
    fn node(&self, way: Way) -> Option<&Node> {
        self.nodes.get(usize::try_from(way).ok()?)
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
            while let Some(node) = self.node(here) {
                let there = node.way(row);
                if let Some(moved) = moved.get_mut(node.feature as usize) {
                    *moved += odds(mean(there) - mean(here));
                }
                here = there;
            }
        }
    }
}

impl Node {
    /// Where the answer of a row leads.
    fn way(&self, row: &[f32]) -> Way {
        let value = row.get(self.feature as usize).copied().unwrap_or(0.0);
        if value <= self.limit {
            self.yes
        } else {
            self.no
        }
    }
}

/// Leaves those rows that are above a limit, and gives the others.
#[inline]
fn part(values: &[f32; LANES], limit: f32, here: &mut Here) -> Here {
    let mut there = [0; LANES];
    for ((here, there), value) in here.iter_mut().zip(&mut there).zip(values) {
        let yes = -i32::from(*value <= limit);
        *there = *here & yes;
        *here &= !yes;
    }
    there
}

/// Adds a leaf to those rows.
#[inline]
fn add(leaf: i32, here: &Here, sums: &mut [i32; LANES]) {
    for (sum, here) in sums.iter_mut().zip(here) {
        *sum += leaf & here;
    }
}

#[expect(clippy::cast_precision_loss, reason = "a sum of a few hundred leaves")]
fn odds(sum: i32) -> f32 {
    sum as f32 * UNIT
}

#[cfg(test)]
mod tests {
    use super::{LANES, Lanes, Reader, Trees};

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
            let alone: Vec<f32> = rows.chunks(2).map(|row| trees.logit(row)).collect();
            let mut together = Vec::new();
            let mut lanes = Lanes::new(2);
            for rows in rows.chunks(2 * LANES) {
                lanes.fill(rows.len() / 2, |at, mut lane| {
                    rows[2 * at..][..2]
                        .iter()
                        .for_each(|value| lane.push(*value));
                });
                trees.logits(&lanes, &mut together);
            }
            assert_eq!(together, alone, "{splits}");
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
