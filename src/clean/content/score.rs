//! The likelihood of each block being content.

use std::ops::Range;
use std::sync::LazyLock;

use super::about::About;
use super::features::{Apart, Features, Learned, WIDTH, names};
use super::lanes::{LANES, Lanes};
use super::model::Model;
use super::select;
use crate::model::{BlockKind, Document, Part, Profile};

/// What the features are called: the different names, and which of them each
/// column has.
struct Names {
    different: Vec<&'static str>,
    of: Vec<usize>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut different: Vec<&str> = Vec::new();
    let place = |name| {
        let known = different.iter().position(|known| *known == name);
        known.unwrap_or_else(|| {
            different.push(name);
            different.len() - 1
        })
    };
    let of = names().into_iter().map(place).collect();
    Names { different, of }
});

/// A block and how likely it is content.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored {
    /// Words, the mass it adds to the page.
    pub(crate) words: f32,
    /// 0 to 1.
    pub(crate) likelihood: f32,
}

/// A document's blocks as a model sees them.
pub(crate) struct Judged<'m> {
    model: &'m Model,
    features: Features<'m>,
    learned: Learned,
    about: About,
    /// The F1 that can be expected of its blocks.
    pub(crate) expected: f32,
    pub(crate) blocks: Vec<Scored>,
}

impl<'m> Judged<'m> {
    pub(crate) fn of(document: &'m Document, model: &'m Model, profile: Profile) -> Self {
        let features = Features::of(document);
        let kinds = model.kinds(&features.page());
        let learned = features.learned(model.lexicon(), kinds);
        let about = About::of(&kinds, profile);
        let mut logits = logits(&features, &learned, model, about.trees());
        level(document, &mut logits);
        let blocks = scored(features.words(), &logits);
        Self {
            model,
            features,
            learned,
            about,
            expected: select::expected_f1(&blocks),
            blocks,
        }
    }

    /// The likelihood from which on its blocks stay.
    pub(crate) fn threshold(&self) -> f32 {
        select::threshold(&self.blocks, self.expected, self.about.many)
    }

    /// The same where these were its blocks.
    pub(super) fn threshold_of(&self, blocks: &[Scored]) -> f32 {
        select::threshold(blocks, select::expected_f1(blocks), self.about.many)
    }

    /// How well its main content can be told.
    pub(super) fn confidence(&self) -> f32 {
        self.model.confidence.of(self.expected)
    }

    /// What each block is that is likely enough to stay and does not: what stands
    /// beside an article where the page is one's, and copies.
    pub(crate) fn apart(&self, threshold: f32) -> Vec<Option<Apart>> {
        let kept = self.kept(threshold);
        let mut apart = if self.about.is_article() {
            self.features.apart(&kept)
        } else {
            vec![None; kept.len()]
        };
        if self.about.copies {
            let repeated = self.features.repeated(&kept);
            let twice = odds(threshold) * TWICE;
            for ((apart, repeated), block) in apart.iter_mut().zip(repeated).zip(&self.blocks) {
                if repeated && odds(block.likelihood) < twice {
                    apart.get_or_insert(Apart::Copy);
                }
            }
        }
        apart
    }

    /// Which blocks are one of these parts of an article's page.
    pub(super) fn parts(&self, threshold: f32, parts: &[Part]) -> Vec<bool> {
        if parts.is_empty() {
            vec![false; self.blocks.len()]
        } else {
            self.features.parts(&self.kept(threshold), parts)
        }
    }

    /// Which blocks are likely enough to stay.
    fn kept(&self, threshold: f32) -> Vec<bool> {
        let blocks = self.blocks.iter();
        blocks.map(|block| block.likelihood >= threshold).collect()
    }

    /// What spoke most against some blocks, told of the one with the most words:
    /// one feature, or two where the second weighs at least half as much.
    pub(super) fn against(&self, blocks: Range<usize>) -> Vec<&'static str> {
        let told = self.blocks.iter().enumerate();
        let told = told.take(blocks.end).skip(blocks.start);
        let told = told.max_by(|(_, left), (_, right)| left.words.total_cmp(&right.words));
        let mut moved = [0.0; WIDTH];
        if let Some((at, _)) = told {
            let mut row = Vec::with_capacity(WIDTH);
            self.features.describe(at, &self.learned, &mut row);
            self.model.general.explain(&row, &mut moved);
        }
        // Columns of one name stand for one thing, and most of them together.
        let mut named: Vec<(&'static str, f32)> =
            NAMES.different.iter().map(|name| (*name, 0.0)).collect();
        for (at, moved) in NAMES.of.iter().zip(moved) {
            if let Some((_, sum)) = named.get_mut(*at) {
                *sum += moved;
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

/// How many times as great the odds of a block have to be for it to stay where it
/// says again what stays before it.
// WCXB, 3 folds by domain, two partitions: .8708 -> .8730 and .8663 -> .8681, 170
// pages better by .005 and 75 worse; collections gain .008 and .004, listings .008
// and .003, products .005 and .008, documentation that is not known for what it is
// loses .001 and .002. With shorter text and figures .8739 and .8684, and cards lose
// their prices and ratings.
const TWICE: f32 = std::f32::consts::E;

/// The logarithms of the odds of blocks, of which the trees for articles say a
/// share.
fn logits(features: &Features<'_>, learned: &Learned, model: &Model, share: f32) -> Vec<f32> {
    let runs = features.runs();
    let (mut general, mut articles) = (Vec::with_capacity(runs.len()), Vec::new());
    let mut rows = Lanes::new(WIDTH);
    for runs in runs.chunks(LANES) {
        rows.fill(runs, |run, row| {
            features.describe(usize::midpoint(run.start, run.end - 1), learned, row);
        });
        model.general.logits(&rows, &mut general);
        if share > 0.0 {
            model.article.logits(&rows, &mut articles);
        }
    }
    for (logit, article) in general.iter_mut().zip(articles) {
        *logit += share * (article - *logit);
    }
    let runs = runs.into_iter().zip(general);
    runs.flat_map(|(run, logit)| run.map(move |_| logit))
        .collect()
}

/// Sizes and logarithms of odds as blocks to choose among.
fn scored(words: impl Iterator<Item = f32>, logits: &[f32]) -> Vec<Scored> {
    words
        .zip(logits)
        .map(|(words, logit)| Scored {
            words,
            likelihood: sigmoid(*logit),
        })
        .collect()
}

fn odds(likelihood: f32) -> f32 {
    likelihood / (1.0 - likelihood).max(f32::MIN_POSITIVE)
}

/// With an exponential of our own choice: the system's differs between machines.
pub(super) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-logit))
}

/// A table stays or goes as a whole: a row that has lost a cell says something
/// else.
fn level(document: &Document, logits: &mut [f32]) {
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
