//! The judge of blocks as the program that trains it sees it: what is measured
//! of a document's blocks, and how blocks are chosen once they have scores.
//!
//! No part of the public face of the crate: it changes with the model.

use super::Rules;
use super::content::{Features, MainContent, Model, model, names, score, select};
use crate::model::Document;

/// What was measured of a document's blocks.
#[derive(Debug)]
pub struct Table {
    /// Rows one after the other; the first column, the score of the names
    /// around a block, is empty.
    pub rows: Vec<f32>,
    /// Words of each block.
    pub words: Vec<f32>,
    /// Names around each block, as the sums that weights are for.
    pub tokens: Vec<Vec<u32>>,
}

/// Measures a document's blocks.
pub fn table(document: &Document) -> Table {
    let features = Features::of(document);
    Table {
        rows: features.rows(&model::Lexicon::default()),
        words: features.words().collect(),
        tokens: features.tokens(),
    }
}

/// What the columns of a table are called.
pub fn columns() -> Vec<&'static str> {
    names()
}

/// Which blocks of a document stay when they have these logarithms of odds.
pub fn choose(document: &Document, words: &[f32], mut logits: Vec<f32>) -> Vec<bool> {
    score::level(document, &mut logits);
    let blocks = score::scored(words.iter().copied(), &logits);
    let threshold = select::threshold(&blocks);
    blocks
        .iter()
        .map(|block| block.likelihood >= threshold)
        .collect()
}

/// The head of a model file for these features.
pub fn head(data: &str) -> String {
    model::head(data)
}

impl Rules {
    /// The same rules with another judge of blocks, and none where it is no model.
    #[doc(hidden)]
    #[must_use]
    pub fn judged_by(mut self, model: &[u8]) -> Option<Self> {
        let model = Model::read(model)?;
        let card = MainContent::default();
        let at = self.measured.iter().position(|rule| {
            super::rule::Rule::card(&**rule).id == super::rule::Rule::card(&card).id
        })?;
        *self.measured.get_mut(at)? = Box::new(MainContent::by(model));
        Some(self)
    }
}
