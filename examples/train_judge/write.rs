//! A trained model to the bytes the library reads.

use tamis::clean::judging;

use crate::boost::{Ensemble, To};
use crate::folds::{digest, mix};
use crate::lexicon::UNIT;
use crate::pages::Page;
use crate::train::Trained;

/// Leaves are counted in these.
const LEAF: f32 = 65536.0;

/// Whose pages they are.
const SOURCES: &str = "the Web Content Extraction Benchmark (WCXB), CC-BY-4.0, (c) 2026 Murrough Foley; the Article Extraction Benchmark, MIT, (c) 2020 Scrapinghub; the evaluation data of trafilatura, Apache-2.0";

/// The file of a model, with the pages it has seen as a digest of their ids
/// and what its expectations are worth.
pub(crate) fn model(trained: &Trained, pages: &[&Page], confidence: &[(f32, f32)]) -> Vec<u8> {
    let ids = pages
        .iter()
        .fold(0, |sum: u64, page| sum.wrapping_add(mix(digest(&page.id))));
    let data = format!("data {} pages, ids {ids:016x}, from {SOURCES}", pages.len());
    let mut bytes = judging::head(&data).into_bytes();
    bytes.extend(trained.lexicon.bias.to_le_bytes());
    bytes.extend(UNIT.to_le_bytes());
    bytes.extend((trained.lexicon.weights.len() as u32).to_le_bytes());
    bytes.extend(
        trained
            .lexicon
            .weights
            .iter()
            .map(|weight| weight.cast_unsigned()),
    );
    let blocks = [&trained.general, &trained.article];
    for trees in trained.kinds.iter().chain(blocks) {
        ensemble(trees, &mut bytes);
    }
    bytes.extend((confidence.len() as u16).to_le_bytes());
    for (expected, reached) in confidence {
        bytes.extend(expected.to_le_bytes());
        bytes.extend(reached.to_le_bytes());
    }
    bytes
}

fn ensemble(ensemble: &Ensemble, bytes: &mut Vec<u8>) {
    let fixed = |value: f32| ((value * LEAF).round() as i32).to_le_bytes();
    bytes.extend(fixed(ensemble.base));
    bytes.extend((ensemble.trees.len() as u32).to_le_bytes());
    for tree in &ensemble.trees {
        bytes.extend((tree.splits.len() as u16).to_le_bytes());
        for split in &tree.splits {
            bytes.extend((split.feature as u16).to_le_bytes());
            bytes.extend(split.limit.to_le_bytes());
            for to in [split.yes, split.no] {
                let way = match to {
                    To::Split(at) => short(at),
                    To::Leaf(at) => !short(at),
                };
                bytes.extend(way.to_le_bytes());
            }
            bytes.extend(fixed(split.mean));
        }
        for leaf in &tree.leaves {
            bytes.extend(fixed(*leaf));
        }
    }
}

fn short(at: usize) -> i16 {
    i16::try_from(at).expect("a tree has few leaves")
}
