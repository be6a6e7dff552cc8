//! Where to cut between content and the rest of a page.

use super::score::Scored;

/// How much lower the threshold is of a page that is about many things for sure:
/// what is doubtful stays.
// 3 folds by domain, four models on each of two partitions, WCXB: .8695 with .3 and
// with .4, .8693 with .2. Another factor where the page is clear gains .0002, and
// documentation loses .002 by it.
const LENIENT: f32 = 0.3;

/// Expected F1 below which a page is not understood, and ever more of it stays.
// The same folds: .8698 with .6 and .7, .8695 without, .8690 where the threshold
// sinks down to nothing and not to a half.
const UNDERSTOOD: f32 = 0.6;

/// Words of content below which a page of more than `PAGE` words has none at
/// all: a wall, a shell for scripts.
// The same folds: .8681 with 8, .8690 with 12, .8693 with 15; without any, of
// another model, .005 less.
const NONE: f32 = 15.0;
const PAGE: f32 = 100.0;

/// The threshold that makes the expected F1 of the page largest, `best`, lowered
/// by how likely the page is about `many` things and how little it is understood.
///
/// With likelihoods `p` and sizes `n`, keeping the `k` likeliest blocks has the
/// expected F1 `2 Σ pₖnₖ / (Σ nₖ + Σ p n)`; at its maximum F every block above
/// F/2 is kept (Lipton, Elkan, Naryanaswamy 2014, "Optimal thresholding of
/// classifiers to maximize F1 measure").
pub(crate) fn threshold(blocks: &[Scored], best: f32, many: f32) -> f32 {
    let page: f32 = blocks.iter().map(|block| block.words).sum();
    if page > PAGE && expected(blocks) < NONE {
        return 1.0;
    }
    let likeliest = blocks
        .iter()
        .map(|block| block.likelihood)
        .fold(0.0, f32::max);
    // Of a fragment nobody knows what page it is from.
    let doubt = if page > PAGE { many } else { 1.0 };
    let understood = (best / UNDERSTOOD).min(1.0);
    let lowered = (1.0 - LENIENT * doubt) * f32::midpoint(1.0, understood);
    (best / 2.0 * lowered).min(likeliest)
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
