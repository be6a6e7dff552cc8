//! The judge of blocks as the program that trains it sees it: what is measured
//! of a document's blocks, and how blocks are chosen once they have scores.
//!
//! No part of the public face of the crate: it changes with the model.

use super::Rules;
use super::content::confidence::Confidence;
use super::content::{self, Features, MainContent, Model, model, names, score::Judged};
use crate::model::{Document, Profile};

/// What was measured of a document's blocks.
#[derive(Debug)]
pub struct Table {
    /// Rows one after the other; the columns of what is learned first, the score
    /// of the names around a block and the likelihoods of the kinds of pages, are
    /// empty.
    pub rows: Vec<f32>,
    /// Words of each block.
    pub words: Vec<f32>,
    /// The row of the page as a whole.
    pub page: Vec<f32>,
    /// Names around each block, as the sums that weights are for.
    pub tokens: Vec<Vec<u32>>,
}

/// Kinds of pages, in the order of their columns.
pub const KINDS: [&str; 7] = content::KINDS;

/// The first of the columns that hold how likely a page is of each kind.
pub const FIRST_KIND: usize = content::FIRST_KIND;

/// Measures a document's blocks.
pub fn table(document: &Document) -> Table {
    let features = Features::of(document);
    Table {
        rows: features.rows(),
        words: features.words().collect(),
        page: features.page(),
        tokens: features.tokens(),
    }
}

/// What the columns of a table are called.
pub fn columns() -> Vec<&'static str> {
    names()
}

/// A judge of blocks.
#[derive(Debug)]
pub struct Judge(Model);

impl Judge {
    /// Reads a model; none where it is no model, or for other features.
    pub fn read(model: &[u8]) -> Option<Self> {
        Model::read(model).map(Self)
    }

    /// Which blocks of a document stay, and the F1 that can be expected.
    pub fn choose(&self, document: &Document, profile: Profile) -> (Vec<bool>, f32) {
        let judged = Judged::of(document, &self.0, profile);
        let threshold = judged.threshold();
        let apart = judged.apart(threshold);
        let blocks = judged.blocks.iter().zip(apart);
        let kept = blocks.map(|(block, apart)| block.likelihood >= threshold && apart.is_none());
        (kept.collect(), judged.expected)
    }
}

/// How sure a judge is that expects an F1, where pages of some expected F1s
/// reached others.
pub fn confidence(points: &[(f32, f32)], expected: f32) -> f32 {
    Confidence::new(points.to_vec()).of(expected)
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
