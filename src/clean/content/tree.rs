//! One decision tree, all of whose questions are answered at once.

use super::lanes::Lanes;
use super::model::Reader;

/// The most leaves of a tree, and places for its questions, one more than they
/// can be: trees are grown to 31.
const LEAVES: usize = 32;

/// Leaves or questions of a tree, a bit each.
pub(super) type Set = u32;

/// Each place as a set.
const PLACES: [Set; LEAVES] = {
    let mut places = [1; LEAVES];
    let mut at = 0;
    while at < LEAVES {
        #[expect(clippy::indexing_slicing, reason = "below the length")]
        {
            places[at] = 1 << at;
        }
        at += 1;
    }
    places
};

/// Questions that lead to one of some leaves: is the feature at most the limit?
///
/// Where an answer leads is told by the leaves beyond it, so that the questions
/// are answered side by side and none waits for another (Lucchese et al. 2015,
/// "A fast algorithm to rank documents with additive ensembles of regression
/// trees"). Each stands before those it leads to; places without one miss no leaf.
#[derive(Debug, Default)]
pub(super) struct Tree {
    features: [u16; LEAVES],
    limits: [f32; LEAVES],
    /// Leaves beyond each answer.
    yes: [Set; LEAVES],
    no: [Set; LEAVES],
    /// Questions beyond each answer.
    after_yes: [Set; LEAVES],
    after_no: [Set; LEAVES],
    /// What the rows of each question come to on average.
    means: [i32; LEAVES],
    leaves: [i32; LEAVES],
    /// All of its leaves.
    all: Set,
}

/// A question by itself: what it asks, leaves and questions beyond its answers.
pub(super) struct Question {
    pub(super) feature: u32,
    pub(super) limit: f32,
    pub(super) yes: (Set, Set),
    pub(super) no: (Set, Set),
}

impl Tree {
    /// A tree as it is written: its questions, each before those it leads to,
    /// then its leaves. Every way leads on, never back, and no two meet.
    pub(super) fn read(reader: &mut Reader<'_>, width: usize) -> Option<Self> {
        let splits = usize::from(reader.u16()?);
        if splits >= LEAVES {
            return None;
        }
        let mut tree = Self {
            all: Set::MAX >> (LEAVES - 1 - splits),
            ..Self::default()
        };
        let mut ways = Vec::with_capacity(splits);
        for at in 0..splits {
            let feature = reader.u16()?;
            if usize::from(feature) >= width {
                return None;
            }
            *tree.features.get_mut(at)? = feature;
            *tree.limits.get_mut(at)? = reader.f32()?;
            ways.push((reader.i16()?, reader.i16()?));
            *tree.means.get_mut(at)? = reader.i32()?;
        }
        for at in 0..=splits {
            *tree.leaves.get_mut(at)? = reader.i32()?;
        }
        for (at, (yes, no)) in ways.into_iter().enumerate().rev() {
            let (yes, after_yes) = tree.beyond(at, yes)?;
            let (no, after_no) = tree.beyond(at, no)?;
            if yes & no != 0 {
                return None;
            }
            *tree.yes.get_mut(at)? = yes;
            *tree.no.get_mut(at)? = no;
            *tree.after_yes.get_mut(at)? = after_yes;
            *tree.after_no.get_mut(at)? = after_no;
        }
        let ([yes, ..], [no, ..]) = (tree.yes, tree.no);
        (splits == 0 || yes | no == tree.all).then_some(tree)
    }

    /// The leaves and the questions that a way leads to: to a later question by
    /// its number or, below zero, to the leaf of its complement.
    fn beyond(&self, from: usize, way: i16) -> Option<(Set, Set)> {
        if way < 0 {
            let leaf = PLACES.get(usize::try_from(!way).ok()?)?;
            return (leaf & self.all != 0).then_some((*leaf, 0));
        }
        let next = usize::try_from(way).ok().filter(|next| *next > from)?;
        let leaves = self.yes.get(next)? | self.no.get(next)?;
        let questions = self.after_yes.get(next)? | self.after_no.get(next)?;
        Some((leaves, questions | PLACES.get(next)?))
    }

    /// What the first of some leaves says.
    pub(super) fn leaf(&self, leaves: Set) -> i32 {
        let leaf = self.leaves.get(leaves.trailing_zeros() as usize);
        leaf.copied().unwrap_or(0)
    }

    /// The leaf at which a row ends.
    pub(super) fn end(&self, row: &[f32]) -> Set {
        let mut values = [0.0; LEAVES];
        for (feature, value) in self.features.iter().zip(&mut values) {
            *value = row.get(usize::from(*feature)).copied().unwrap_or(0.0);
        }
        self.reached(&values, &values)
    }

    /// The leaves at which rows may end, as far as the least and the greatest
    /// value of each feature tell.
    pub(super) fn ends(&self, rows: &Lanes) -> Set {
        let (mut least, mut greatest) = ([0.0; LEAVES], [0.0; LEAVES]);
        for ((feature, least), greatest) in self.features.iter().zip(&mut least).zip(&mut greatest)
        {
            (*least, *greatest) = rows.bounds(u32::from(*feature));
        }
        self.reached(&least, &greatest)
    }

    /// Calls `moved` with the feature of each question on the way of a row and by
    /// how much its answer moved what the rows come to, from the leaf up.
    pub(super) fn explain(&self, row: &[f32], mut moved: impl FnMut(u16, i32)) {
        let end = self.end(row);
        let mut path = self.path(end);
        let mut here = self.leaf(end);
        while let Some(at) = path.checked_ilog2() {
            path ^= 1 << at;
            let at = at as usize;
            if let (Some(feature), Some(mean)) = (self.features.get(at), self.means.get(at)) {
                moved(*feature, here - mean);
                here = *mean;
            }
        }
    }

    /// The leaves that are reached by values from the least to the greatest.
    #[inline]
    fn reached(&self, least: &[f32; LEAVES], greatest: &[f32; LEAVES]) -> Set {
        let mut missed = 0;
        let values = least.iter().zip(greatest).zip(&self.limits);
        for (((least, greatest), limit), (yes, no)) in values.zip(self.yes.iter().zip(&self.no)) {
            missed |= no & every(greatest <= limit);
            missed |= yes & every(least > limit);
        }
        self.all & !missed
    }

    /// The questions of which both answers lead to some of these leaves.
    pub(super) fn open(&self, leaves: Set) -> Set {
        let mut open = 0;
        for ((yes, no), place) in self.yes.iter().zip(&self.no).zip(&PLACES) {
            open |= place & every(yes & leaves != 0) & every(no & leaves != 0);
        }
        open
    }

    /// The questions on the way to a leaf.
    fn path(&self, leaf: Set) -> Set {
        let mut path = 0;
        for ((yes, no), place) in self.yes.iter().zip(&self.no).zip(&PLACES) {
            path |= place & every((yes | no) & leaf != 0);
        }
        path
    }

    /// The first of some questions.
    pub(super) fn question(&self, open: Set) -> Option<Question> {
        let at = open.trailing_zeros() as usize;
        Some(Question {
            feature: u32::from(*self.features.get(at)?),
            limit: *self.limits.get(at)?,
            yes: (*self.yes.get(at)?, *self.after_yes.get(at)?),
            no: (*self.no.get(at)?, *self.after_no.get(at)?),
        })
    }
}

/// All or none.
#[inline]
fn every(holds: bool) -> Set {
    (-i32::from(holds)).cast_unsigned()
}
