//! Judged pages to what an expected F1 is worth.

use crate::pages::Judged;

/// How many groups of pages are told apart by their expected F1.
const GROUPS: usize = 12;

/// One page in so many of a group reaches less.
const SHORT: usize = 10;

/// Expected F1s and the F1 that nine in ten pages of each reached, both rising.
pub(crate) fn calibrate(judged: &[&Judged<'_>]) -> Vec<(f32, f32)> {
    let mut sorted: Vec<(f32, f64)> = judged.iter().map(|page| (page.expected, page.f1)).collect();
    sorted.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.total_cmp(&right.1)));
    let size = sorted.len().div_ceil(GROUPS).max(1);
    let mut least = 0.0_f64;
    sorted
        .chunks(size)
        .map(|group| {
            let mut reached: Vec<f64> = group.iter().map(|(_, f1)| *f1).collect();
            reached.sort_by(f64::total_cmp);
            least = least.max(reached[reached.len() / SHORT]);
            (group[group.len() / 2].0, least as f32)
        })
        .collect()
}
