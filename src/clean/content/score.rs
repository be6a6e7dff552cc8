//! The likelihood of each block being content.

use std::ops::Range;
use std::sync::LazyLock;

use super::features::{Apart, Features, KINDS, Learned, WIDTH, names};
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
    /// How likely the page is an article, 0 to 1.
    article: f32,
    /// How likely it is about many things and not about one.
    many: f32,
    /// The F1 that can be expected of its blocks.
    pub(crate) expected: f32,
    pub(crate) blocks: Vec<Scored>,
}

impl<'m> Judged<'m> {
    pub(crate) fn of(document: &'m Document, model: &'m Model, profile: Profile) -> Self {
        let features = Features::of(document);
        let kinds = model.kinds(&features.page());
        let learned = features.learned(model.lexicon(), kinds);
        let [article, ..] = kinds;
        let (article, many) = match profile {
            Profile::Auto => (article, many(&kinds)),
            Profile::Article => (1.0, 0.0),
            Profile::General => (0.0, many(&kinds)),
        };
        let mut logits = logits(document, &features, &learned, model, share(article));
        level(document, &mut logits);
        let blocks = scored(features.words(), &logits);
        Self {
            model,
            features,
            learned,
            article,
            many,
            expected: select::expected_f1(&blocks),
            blocks,
        }
    }

    /// The likelihood from which on its blocks stay.
    pub(crate) fn threshold(&self) -> f32 {
        select::threshold(&self.blocks, self.expected, self.many)
    }

    /// The same where these were its blocks.
    pub(super) fn threshold_of(&self, blocks: &[Scored]) -> f32 {
        select::threshold(blocks, select::expected_f1(blocks), self.many)
    }

    /// Whether it is one as far as what stands beside articles goes.
    fn is_article(&self) -> bool {
        self.article > BESIDE
    }

    /// How well its main content can be told.
    pub(super) fn confidence(&self) -> f32 {
        self.model.confidence.of(self.expected)
    }

    /// What each block is beside the article, where the page is one's.
    pub(crate) fn apart(&self, threshold: f32) -> Vec<Option<Apart>> {
        let kept = self.kept(threshold);
        if self.is_article() {
            self.features.apart(&kept)
        } else {
            vec![None; kept.len()]
        }
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

/// What the trees for articles count for on a page that is one for sure.
// WCXB, 3 folds by domain, mean of three partitions: articles .9566 with 0, .9577
// with .25, .9575 with .5, .9573 with .75 and .9569 with 1; listings, of which some
// are taken for articles, .771, .764, .757, .756 and .755.
const ARTICLE: f32 = 0.25;

/// They come in from this likelihood of being an article on, and in full at 1, so
/// that a page that is taken for one loses little. What stands beside articles
/// goes from it on.
// The same folds, for what stands beside articles: articles .9580 with .5, .9576
// with .7, forums .812 and .814.
const DOUBTFUL: f32 = 0.5;

/// The same for what stands beside them.
const BESIDE: f32 = 0.25;

/// What the trees for articles count for on a page that is as likely as that one.
fn share(article: f32) -> f32 {
    ARTICLE * ((article - DOUBTFUL) / (1.0 - DOUBTFUL)).clamp(0.0, 1.0)
}

/// How likely a page of these kinds is about many things: documentation, services,
/// collections and listings, not articles, threads and products.
fn many(kinds: &[f32; KINDS.len()]) -> f32 {
    const MANY: [f32; KINDS.len()] = [0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0];
    let all: f32 = kinds.iter().sum();
    let many: f32 = kinds.iter().zip(MANY).map(|(kind, many)| kind * many).sum();
    many / all.max(f32::MIN_POSITIVE)
}

/// The logarithms of the odds of blocks, of which the trees for articles say a
/// share.
fn logits(
    document: &Document,
    features: &Features<'_>,
    learned: &Learned,
    model: &Model,
    share: f32,
) -> Vec<f32> {
    let count = document.blocks.len();
    let mut logits = Vec::with_capacity(count);
    let mut articles = Vec::new();
    let mut rows = Lanes::new(WIDTH);
    for first in (0..count).step_by(LANES) {
        rows.fill(count - first, |at, mut row| {
            features.describe(first + at, learned, &mut row);
        });
        model.general.logits(&rows, &mut logits);
        if share > 0.0 {
            model.article.logits(&rows, &mut articles);
        }
    }
    for (logit, article) in logits.iter_mut().zip(articles) {
        *logit += share * (article - *logit);
    }
    logits
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
