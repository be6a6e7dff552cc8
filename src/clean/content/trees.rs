//! Boosted decision trees, walked.

use super::model::Reader;

/// Leaves are counted in these, so that a sum is the same on every machine.
const UNIT: f32 = 1.0 / 65536.0;

/// Trees whose leaves add up to the logarithm of the odds.
///
/// A row is not walked down each tree. Every question has a mask of the leaves
/// that a no leaves open; the questions a row says no to, found feature by
/// feature in the order of their limits, close the leaves of all trees, and
/// the first leaf still open is the one the walk would end at (Lucchese et al.
/// 2015, "`QuickScorer`").
#[derive(Debug, Default)]
pub(super) struct Trees {
    base: i32,
    count: usize,
    questions: Vec<Question>,
    /// Where the questions of each feature end.
    ends: Vec<usize>,
    /// Of each tree: its leaves, from a yes to all questions to a no to all.
    leaves: Vec<[i32; LEAVES]>,
    nodes: Vec<Node>,
    roots: Vec<u32>,
}

/// The most leaves of a tree: a mask has so many bits.
const LEAVES: usize = 32;

/// A question of one tree: is the feature at most the limit?
#[derive(Clone, Copy, Debug)]
struct Question {
    limit: f32,
    tree: u32,
    /// The leaves that are open after a no.
    open: u32,
}

/// The same question as part of a path; a leaf is one whose answers lead
/// nowhere.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    limit: f32,
    feature: usize,
    /// Where a yes and a no lead.
    ways: Option<[u32; 2]>,
    /// What its rows come to on average.
    mean: i32,
}

impl Trees {
    /// Reads trees whose features are below `width`; every way leads on, never
    /// back.
    pub(super) fn read(reader: &mut Reader<'_>, width: usize) -> Option<Self> {
        let mut trees = Self {
            base: reader.i32()?,
            ..Self::default()
        };
        let mut questions: Vec<(usize, Question)> = Vec::new();
        for tree in 0..reader.u32()? {
            let root = u32::try_from(trees.nodes.len()).ok()?;
            let nodes = read_tree(reader, root, width)?;
            let (asked, leaves) = masks(&nodes, root, tree)?;
            questions.extend(asked);
            trees.leaves.push(leaves);
            trees.roots.push(root);
            trees.nodes.extend(nodes);
        }
        trees.count = trees.roots.len();
        questions.sort_by(|(one, left), (other, right)| {
            one.cmp(other).then(left.limit.total_cmp(&right.limit))
        });
        trees.ends = (0..width)
            .map(|feature| questions.partition_point(|(of, _)| *of <= feature))
            .collect();
        trees.questions = questions
            .into_iter()
            .map(|(_, question)| question)
            .collect();
        Some(trees)
    }

    /// The logarithm of the odds of each row.
    #[expect(clippy::cast_precision_loss, reason = "a sum of a few hundred leaves")]
    pub(super) fn logits(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let mut open = vec![u32::MAX; self.count];
        let rows = rows.chunks_exact(width.max(1));
        rows.map(|row| {
            open.fill(u32::MAX);
            self.close(row, &mut open);
            let leaves = open.iter().zip(&self.leaves);
            let sum: i32 = leaves
                .map(|(open, leaves)| leaves.get(open.trailing_zeros() as usize))
                .map(|leaf| leaf.copied().unwrap_or(0))
                .sum();
            (self.base + sum) as f32 * UNIT
        })
        .collect()
    }

    /// Closes the leaves that a row's answers rule out.
    fn close(&self, row: &[f32], open: &mut [u32]) {
        let mut start = 0;
        for (value, end) in row.iter().zip(&self.ends) {
            let questions = self.questions.get(start..*end).unwrap_or_default();
            for question in questions {
                if *value <= question.limit {
                    break;
                }
                if let Some(open) = open.get_mut(question.tree as usize) {
                    *open &= question.open;
                }
            }
            start = *end;
        }
    }

    /// How much each feature moved the answer for a row, added to `moved`: what
    /// a path's mean changes by at each of its splits (Saabas 2014,
    /// "Interpreting random forests").
    #[expect(clippy::cast_precision_loss, reason = "means of leaves")]
    pub(super) fn explain(&self, row: &[f32], moved: &mut [f32]) {
        let node = |at: u32| self.nodes.get(at as usize).copied().unwrap_or_default();
        for root in &self.roots {
            let mut here = node(*root);
            while let Some([yes, no]) = here.ways {
                let value = row.get(here.feature).copied().unwrap_or(0.0);
                let there = node(if value <= here.limit { yes } else { no });
                if let Some(moved) = moved.get_mut(here.feature) {
                    *moved += (there.mean - here.mean) as f32 * UNIT;
                }
                here = there;
            }
        }
    }
}

/// One tree as it is written: its questions, each before those it leads to,
/// then its leaves.
fn read_tree(reader: &mut Reader<'_>, root: u32, width: usize) -> Option<Vec<Node>> {
    let splits = u32::from(reader.u16()?);
    let mut nodes = Vec::new();
    for at in 0..splits {
        let feature = usize::from(reader.u16()?);
        let limit = reader.f32()?;
        let mut way = || {
            let to = reader.i16()?;
            match u32::try_from(to) {
                Ok(next) if next > at && next < splits => Some(root + next),
                Ok(_) => None,
                Err(_) => Some(root + splits + u32::try_from(!to).ok()?),
            }
        };
        let ways = Some([way()?, way()?]);
        let mean = reader.i32()?;
        (feature < width).then(|| {
            nodes.push(Node {
                limit,
                feature,
                ways,
                mean,
            });
        })?;
    }
    for _ in 0..=splits {
        nodes.push(Node {
            mean: reader.i32()?,
            ..Node::default()
        });
    }
    Some(nodes)
}

/// The questions of a tree with their features, and its leaves in order.
#[expect(clippy::type_complexity, reason = "one pair for one caller")]
fn masks(nodes: &[Node], root: u32, tree: u32) -> Option<(Vec<(usize, Question)>, [i32; LEAVES])> {
    let at = |to: u32| to.checked_sub(root).map(|at| at as usize);
    // Leaves below each node, from the last to the first.
    let mut below = vec![1_u32; nodes.len()];
    for (here, node) in nodes.iter().enumerate().rev() {
        if let Some([yes, no]) = node.ways {
            *below.get_mut(here)? = below.get(at(yes)?)?.checked_add(*below.get(at(no)?)?)?;
        }
    }
    let mut first = vec![0_u32; nodes.len()];
    let mut leaves = [0; LEAVES];
    let mut questions = Vec::new();
    for (here, node) in nodes.iter().enumerate() {
        let start = *first.get(here)?;
        let Some([yes, no]) = node.ways else {
            *leaves.get_mut(start as usize)? = node.mean;
            continue;
        };
        let (yes, no) = (at(yes)?, at(no)?);
        let closed = *below.get(yes)?;
        *first.get_mut(yes)? = start;
        *first.get_mut(no)? = start.checked_add(closed)?;
        let bits = 1_u32
            .checked_shl(closed)?
            .wrapping_sub(1)
            .checked_shl(start)?;
        questions.push((
            node.feature,
            Question {
                limit: node.limit,
                tree,
                open: !bits,
            },
        ));
    }
    Some((questions, leaves))
}
