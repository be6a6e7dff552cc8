//! What stretches of blocks hold, by prefix sums: all that is asked of an
//! element is the difference of two.

use std::ops::{AddAssign, Sub};

use super::wording::Wording;
use crate::model::{Block, BlockKind};

/// What one block or many hold.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mass {
    pub(super) blocks: f32,
    pub(super) words: f32,
    /// Words of links.
    pub(super) linked: f32,
    pub(super) sentences: f32,
    pub(super) common: f32,
    /// Words of blocks that read as running text, and how many those are.
    pub(super) prose: f32,
    pub(super) proses: f32,
    pub(super) paragraphs: f32,
    pub(super) items: f32,
    pub(super) headings: f32,
    pub(super) commas: f32,
    pub(super) currency: f32,
}

impl Mass {
    pub(super) fn of(block: &Block, wording: &Wording) -> Self {
        const LONG: f32 = 15.0;
        let words = wording.words;
        let density = block.link_density().min(1.0);
        let prose = words >= LONG && density < 0.5;
        let one = |is: bool| f32::from(u8::from(is));
        Self {
            blocks: 1.0,
            words,
            linked: words * density,
            sentences: wording.sentences,
            common: wording.common,
            prose: if prose { words } else { 0.0 },
            proses: one(prose),
            paragraphs: one(block.kind == BlockKind::Paragraph),
            items: one(block.kind == BlockKind::Item),
            headings: one(matches!(block.kind, BlockKind::Heading(_))),
            commas: wording.commas,
            currency: wording.currency,
        }
    }

    /// Words outside links.
    pub(super) fn plain(&self) -> f32 {
        self.words - self.linked
    }

    /// Share of its words that are links.
    pub(super) fn density(&self) -> f32 {
        ratio(self.linked, self.words)
    }
}

/// A share, 0 of nothing.
pub(super) fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

impl AddAssign for Mass {
    fn add_assign(&mut self, other: Self) {
        self.blocks += other.blocks;
        self.words += other.words;
        self.linked += other.linked;
        self.sentences += other.sentences;
        self.common += other.common;
        self.prose += other.prose;
        self.proses += other.proses;
        self.paragraphs += other.paragraphs;
        self.items += other.items;
        self.headings += other.headings;
        self.commas += other.commas;
        self.currency += other.currency;
    }
}

impl Sub for Mass {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            blocks: self.blocks - other.blocks,
            words: self.words - other.words,
            linked: self.linked - other.linked,
            sentences: self.sentences - other.sentences,
            common: self.common - other.common,
            prose: self.prose - other.prose,
            proses: self.proses - other.proses,
            paragraphs: self.paragraphs - other.paragraphs,
            items: self.items - other.items,
            headings: self.headings - other.headings,
            commas: self.commas - other.commas,
            currency: self.currency - other.currency,
        }
    }
}

/// Sums from the start of the page up to each block.
pub(super) struct Sums(Vec<Mass>);

impl Sums {
    pub(super) fn of(masses: impl Iterator<Item = Mass>) -> Self {
        let mut sum = Mass::default();
        let mut sums = vec![sum];
        sums.extend(masses.map(|mass| {
            sum += mass;
            sum
        }));
        Self(sums)
    }

    /// What the blocks from `from` up to, not including, `to` hold; those
    /// before the first or after the last are none.
    pub(super) fn between(&self, from: usize, to: usize) -> Mass {
        let at = |place: usize| self.0.get(place).or(self.0.last());
        match (at(from), at(to.max(from))) {
            (Some(from), Some(to)) => *to - *from,
            _ => Mass::default(),
        }
    }

    /// How many blocks these are.
    #[expect(clippy::cast_precision_loss, reason = "a number of blocks")]
    pub(super) fn blocks(&self, from: usize, to: usize) -> f32 {
        let last = self.0.len().saturating_sub(1);
        (to.min(last).saturating_sub(from)) as f32
    }

    pub(super) fn all(&self) -> Mass {
        self.0.last().copied().unwrap_or_default()
    }
}
