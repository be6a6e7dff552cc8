//! The likelihood of each block being content.

use std::ops::Range;
use std::sync::LazyLock;

use super::features::{Features, WIDTH, names};
use super::model::Model;
use crate::model::{BlockKind, Document};

/// What the features are called.
static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(names);

/// A block and how likely it is content.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored {
    /// Words, the mass it adds to the page.
    pub(crate) words: f32,
    /// 0 to 1.
    pub(crate) likelihood: f32,
}

/// A document's blocks as a model sees them.
pub(super) struct Judged<'m> {
    model: &'m Model,
    rows: Vec<f32>,
    pub(super) blocks: Vec<Scored>,
}

impl<'m> Judged<'m> {
    pub(super) fn of(document: &Document, model: &'m Model) -> Self {
        let features = Features::of(document);
        let rows = features.rows(model.lexicon());
        let mut logits = model.general.logits(&rows, WIDTH);
        level(document, &mut logits);
        let words = features.words();
        Self {
            model,
            blocks: scored(words, &logits),
            rows,
        }
    }

    /// What spoke most against some blocks, told of the one with the most words:
    /// one feature, or two where the second weighs at least half as much.
    pub(super) fn against(&self, blocks: Range<usize>) -> Vec<&'static str> {
        let rows = self.rows.chunks_exact(WIDTH).zip(&self.blocks);
        let told = rows
            .take(blocks.end)
            .skip(blocks.start)
            .max_by(|(_, left), (_, right)| left.words.total_cmp(&right.words));
        let mut moved = [0.0; WIDTH];
        if let Some((row, _)) = told {
            self.model.general.explain(row, &mut moved);
        }
        // Columns of one name stand for one thing, and most of them together.
        let mut named: Vec<(&'static str, f32)> = Vec::new();
        for (name, moved) in NAMES.iter().zip(moved) {
            match named.iter_mut().find(|(known, _)| known == name) {
                Some((_, sum)) => *sum += moved,
                None => named.push((name, moved)),
            }
        }
        named.sort_by(|(_, left), (_, right)| left.total_cmp(right));
        let most = named.first().map_or(0.0, |(_, sum)| *sum);
        named
            .into_iter()
            .take(2)
            .filter(|(_, sum)| *sum < 0.0 && *sum <= most / 2.0)
            .map(|(name, _)| name)
            .collect()
    }
}

/// Sizes and logarithms of odds as blocks to choose among.
pub(crate) fn scored(words: impl Iterator<Item = f32>, logits: &[f32]) -> Vec<Scored> {
    words
        .zip(logits)
        .map(|(words, logit)| Scored {
            words,
            likelihood: sigmoid(*logit),
        })
        .collect()
}

/// With an exponential of our own choice: the system's differs between machines.
fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-logit))
}

/// A table stays or goes as a whole: a row that has lost a cell says something
/// else.
pub(crate) fn level(document: &Document, logits: &mut [f32]) {
    let mut rest = logits;
    for run in document
        .blocks
        .chunk_by(|left, right| left.kind == right.kind)
    {
        let (group, after) = rest.split_at_mut(run.len().min(rest.len()));
        if run
            .first()
            .is_some_and(|block| block.kind == BlockKind::Cell)
        {
            #[expect(clippy::cast_precision_loss, reason = "a number of cells")]
            let mean = group.iter().sum::<f32>() / group.len().max(1) as f32;
            group.fill(mean);
        }
        rest = after;
    }
}
