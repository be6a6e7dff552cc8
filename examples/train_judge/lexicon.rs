//! Weights of the words in names around blocks, by logistic regression over
//! hashed tokens.

use crate::folds::mix;
use crate::pages::Page;

/// How many weights there are, as a power of two.
const SIZE: usize = 1 << 16;
const PASSES: u64 = 3;
// WCXB, 3 folds by domain, these scores alone: .807 with .05, .820 with .02 and
// .01, .815 with .005.
const RATE: f32 = 0.01;
const DECAY: f32 = 2e-6;

/// A weight is a byte of these.
pub(crate) const UNIT: f32 = 1.0 / 24.0;

/// What names around a block say of it.
pub(crate) struct Lexicon {
    pub(crate) bias: f32,
    pub(crate) weights: Vec<i8>,
}

impl Lexicon {
    /// Learns from pages, block by block in an order that is the same in every
    /// run, each weight at a pace of its own (Duchi et al. 2011, "Adaptive
    /// subgradient methods").
    pub(crate) fn on(pages: &[&Page]) -> Self {
        let mut weights = vec![0.0_f32; SIZE];
        let mut paces = vec![1e-4_f32; SIZE];
        let mut bias = 0.0_f32;
        let mut order: Vec<(usize, usize, f32)> = Vec::new();
        for (number, page) in pages.iter().enumerate() {
            for (block, label) in page.labels.iter().enumerate() {
                order.extend(label.map(|label| (number, block, label)));
            }
        }
        for pass in 0..PASSES {
            order.sort_by_cached_key(|(page, block, _)| {
                mix(pass << 56 | (*page as u64) << 24 | *block as u64)
            });
            for (page, block, label) in &order {
                let page = pages[*page];
                let tokens = &page.tokens[*block];
                let sum: f32 = tokens
                    .iter()
                    .map(|token| weights[*token as usize % SIZE])
                    .sum();
                let label = f32::from(u8::from(*label >= 0.5));
                let error = 1.0 / (1.0 + libm::expf(-(bias + sum))) - label;
                let error = error * (20.0 * page.weight(*block)).min(3.0);
                bias -= 0.002 * error;
                for token in tokens {
                    let at = *token as usize % SIZE;
                    let slope = error + DECAY * weights[at];
                    paces[at] += slope * slope;
                    weights[at] -= RATE * slope / paces[at].sqrt();
                }
            }
        }
        Self {
            bias,
            weights: weights
                .iter()
                .map(|weight| (weight / UNIT).round().clamp(-127.0, 127.0) as i8)
                .collect(),
        }
    }

    /// The score of the names around each block of a page.
    pub(crate) fn scores(&self, page: &Page) -> Vec<f32> {
        page.tokens
            .iter()
            .map(|tokens| {
                let sum: i32 = tokens
                    .iter()
                    .map(|token| i32::from(self.weights[*token as usize % SIZE]))
                    .sum();
                (self.bias + sum as f32 * UNIT).clamp(-12.0, 12.0)
            })
            .collect()
    }
}
