//! Boosted decision trees, asked.

use super::lanes::{LANES, Lanes};
use super::model::Reader;
use super::tree::{Set, Tree};

/// Leaves are counted in these, so that a sum is the same on every machine.
const UNIT: f32 = 1.0 / 65536.0;

/// Trees that tell why: each corrects those before it, so that the first say most.
// All 200 took 7 in 100 of the time of extraction. Of 28,942 stretches of 1,795
// pages 97 in 100 are told by 60 at least one of the reasons that all give, and 67
// the same first.
const TELLING: usize = 60;

/// Trees whose leaves add up to the logarithm of the odds.
#[derive(Debug, Default)]
pub(super) struct Trees {
    base: i32,
    trees: Vec<Tree>,
}

/// Rows on their way through a tree.
struct Way {
    /// Questions that part them, and leaves at which they may end.
    open: Set,
    ends: Set,
    /// Which rows they are, all bits or none of each, and how many.
    here: [i32; LANES],
    rows: usize,
}

impl Trees {
    /// Reads trees whose features are below `width`.
    pub(super) fn read(reader: &mut Reader<'_>, width: usize) -> Option<Self> {
        let base = reader.i32()?;
        let trees = (0..reader.u32()?).map(|_| Tree::read(reader, width));
        let trees = trees.collect::<Option<_>>()?;
        Some(Self { base, trees })
    }

    /// The logarithm of the odds of one row.
    pub(super) fn logit(&self, row: &[f32]) -> f32 {
        let leaves = self.trees.iter().map(|tree| tree.leaf(tree.end(row)));
        odds(self.base + leaves.sum::<i32>())
    }

    /// The same of rows side by side, added to `logits`.
    pub(super) fn logits(&self, rows: &Lanes, logits: &mut Vec<f32>) {
        let mut all = self.base;
        let mut sums = [0; LANES];
        let mut ways = Vec::new();
        for tree in &self.trees {
            let ends = tree.ends(rows);
            let open = tree.open(ends);
            if open == 0 {
                all += tree.leaf(ends);
            } else {
                ways.push(Way {
                    open,
                    ends,
                    here: [!0; LANES],
                    rows: LANES,
                });
                ask(tree, &mut ways, rows, &mut sums);
            }
        }
        logits.extend(sums.iter().take(rows.rows()).map(|sum| odds(all + sum)));
    }

    /// How much each feature moved the answer for a row, added to `moved`: what
    /// a path's mean changes by at each of its splits (Saabas 2014,
    /// "Interpreting random forests"), in the trees that say most.
    pub(super) fn explain(&self, row: &[f32], moved: &mut [f32]) {
        for tree in self.trees.iter().take(TELLING) {
            tree.explain(row, |feature, change| {
                if let Some(moved) = moved.get_mut(usize::from(feature)) {
                    *moved += odds(change);
                }
            });
        }
    }
}

/// Adds what is at the ends of some ways to the rows that have come them: each
/// question that parts a way is put to all rows at once.
// Inlined, the sums would be so many numbers and no longer added side by side.
#[inline(never)]
fn ask(tree: &Tree, ways: &mut Vec<Way>, rows: &Lanes, sums: &mut [i32; LANES]) {
    while let Some(way) = ways.last_mut() {
        let Some(question) = tree.question(way.open) else {
            add(tree.leaf(way.ends), &way.here, sums);
            ways.pop();
            continue;
        };
        let column = rows.column(question.feature);
        let (here, count) = part(column, question.limit, &way.here);
        let [yes, no] =
            [question.yes, question.no].map(|beyond| (way.ends & beyond.0, way.open & beyond.1));
        if count == 0 {
            (way.ends, way.open) = no;
        } else if count == way.rows {
            (way.ends, way.open) = yes;
        } else {
            for (left, here) in way.here.iter_mut().zip(&here) {
                *left ^= here;
            }
            way.rows -= count;
            (way.ends, way.open) = no;
            let (ends, open) = yes;
            ways.push(Way {
                open,
                ends,
                here,
                rows: count,
            });
        }
    }
}

/// Those of some rows that are at most a limit, and how many.
#[inline]
fn part(values: &[f32; LANES], limit: f32, here: &[i32; LANES]) -> ([i32; LANES], usize) {
    let mut there = *here;
    let mut rows = 0_i32;
    for (there, value) in there.iter_mut().zip(values) {
        *there &= -i32::from(*value <= limit);
        rows -= *there;
    }
    (there, rows.unsigned_abs() as usize)
}

/// Adds a leaf to those rows.
#[inline]
fn add(leaf: i32, here: &[i32; LANES], sums: &mut [i32; LANES]) {
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
        for splits in [0, 1, 2, 6, 30, 31] {
            let trees = Trees::read(&mut Reader::of(&chain(splits)), 2).expect("a tree");
            let alone: Vec<f32> = rows.chunks(2).map(|row| trees.logit(row)).collect();
            let mut together = Vec::new();
            let mut lanes = Lanes::new(2);
            for rows in rows.chunks(2 * LANES) {
                let rows: Vec<&[f32]> = rows.chunks(2).collect();
                lanes.fill(&rows, |row, lane| {
                    row.iter().for_each(|value| lane.push(*value));
                });
                trees.logits(&lanes, &mut together);
            }
            assert_eq!(together, alone, "{splits}");
        }
    }

    #[test]
    fn a_tree_of_too_many_leaves_is_none() {
        assert!(Trees::read(&mut Reader::of(&chain(32)), 2).is_none());
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
