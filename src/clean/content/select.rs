//! Where to cut between content and the rest of a page.

use super::score::Scored;

/// Above this expected F1 a page is clear, and what is doubtful in it goes.
const CLEAR: f32 = 0.9;

/// What the threshold is multiplied with on pages that are clear, and on others,
/// where what is doubtful stays, unless they are articles.
// WCXB, 3 folds by domain, mean of three partitions: 1 to 1.25 differ by less than
// .0004, 1.4 loses .0008; .7 loses .0013, .9 loses .0004. Of articles, whose
// neighbours read like them, .9575 with .8, .9580 with 1, .9582 with 1.1.
const STRICT: f32 = 1.25;
pub(super) const LENIENT: f32 = 0.8;
pub(super) const LENIENT_ARTICLE: f32 = 1.0;

/// Words of content below which a page of more than `PAGE` words has none at
/// all: a wall, a shell for scripts.
// The same folds: .863 without, .865 with 5, .868 with 10 to 12, .867 with 15 and
// 20, .865 with 30.
const NONE: f32 = 12.0;
const PAGE: f32 = 100.0;

/// The threshold that makes the expected F1 of the page largest, `best`, moved by
/// how clear the page is, by `lenient` where it is not.
///
/// With likelihoods `p` and sizes `n`, keeping the `k` likeliest blocks has the
/// expected F1 `2 Σ pₖnₖ / (Σ nₖ + Σ p n)`; at its maximum F every block above
/// F/2 is kept (Lipton, Elkan, Naryanaswamy 2014, "Optimal thresholding of
/// classifiers to maximize F1 measure").
pub(crate) fn threshold(blocks: &[Scored], best: f32, lenient: f32) -> f32 {
    let page: f32 = blocks.iter().map(|block| block.words).sum();
    if page > PAGE && expected(blocks) < NONE {
        return 1.0;
    }
    let likeliest = blocks
        .iter()
        .map(|block| block.likelihood)
        .fold(0.0, f32::max);
    let moved = if best < CLEAR { lenient } else { STRICT };
    (best / 2.0 * moved).min(likeliest)
}

/// Words of content a page can be expected to have.
pub(crate) fn expected(blocks: &[Scored]) -> f32 {
    blocks
        .iter()
        .map(|block| block.likelihood * block.words)
        .sum()
}

/// The largest F1 that any choice of blocks can be expected to have.
pub(crate) fn expected_f1(blocks: &[Scored]) -> f32 {
    let mut sorted: Vec<&Scored> = blocks.iter().collect();
    sorted.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    let expected = expected(blocks);
    let (mut hit, mut kept, mut best) = (0.0, 0.0, 0.0_f32);
    for block in sorted {
        hit += block.likelihood * block.words;
        kept += block.words;
        best = best.max(2.0 * hit / (kept + expected).max(1.0));
    }
    best
}
