//! Where to cut between content and the rest of a page.

use super::score::Scored;

/// The threshold that makes the expected F1 of the page largest.
///
/// With likelihoods `p` and sizes `n`, keeping the `k` likeliest blocks has the
/// expected F1 `2 Σ pₖnₖ / (Σ nₖ + Σ p n)`; at its maximum F every block above
/// F/2 is kept (Lipton, Elkan, Naryanaswamy 2014, "Optimal thresholding of
/// classifiers to maximize F1 measure").
pub(super) fn threshold(blocks: &[Scored]) -> f32 {
    let mut sorted: Vec<&Scored> = blocks.iter().collect();
    sorted.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    let expected: f32 = blocks
        .iter()
        .map(|block| block.likelihood * block.words)
        .sum();
    let (mut hit, mut kept, mut best) = (0.0, 0.0, 0.0_f32);
    for block in sorted {
        hit += block.likelihood * block.words;
        kept += block.words;
        best = best.max(2.0 * hit / (kept + expected).max(1.0));
    }
    best / 2.0
}
