//! A document's blocks to what can be measured of each: one row a block, one
//! column a feature.
//!
//! Everything about an element is a difference of two prefix sums, everything
//! about what is around a block is handed down from parent to child, so that
//! a page takes one pass over its text and one over its elements.

mod around;
mod lexicon;
mod likeness;
mod mass;
mod own;
mod place;
mod title;
mod view;
mod wording;

use crate::model::Document;
use lexicon::hash;
use view::View;

/// How many columns a row has.
pub(in crate::clean) const WIDTH: usize = 296;

/// Takes the features of a block as they are measured.
trait Sink {
    fn put(&mut self, name: &'static str, value: f32);

    fn say(&mut self, name: &'static str, holds: bool) {
        self.put(name, f32::from(u8::from(holds)));
    }
}

impl Sink for Vec<f32> {
    fn put(&mut self, _: &'static str, value: f32) {
        self.push(value);
    }
}

impl Sink for Vec<&'static str> {
    fn put(&mut self, name: &'static str, _: f32) {
        self.push(name);
    }
}

/// Weights of the words in the names of elements, by their sums.
pub(crate) trait Weights {
    /// The weight of a token.
    fn weight(&self, token: u32) -> i32;

    /// A sum of weights as a score.
    fn score(&self, sum: i32) -> f32;
}

/// What was measured of a document's blocks.
pub(crate) struct Features<'d> {
    view: View<'d>,
}

impl<'d> Features<'d> {
    pub(crate) fn of(document: &'d Document) -> Self {
        Self {
            view: View::of(document),
        }
    }

    /// Words of each block.
    pub(crate) fn words(&self) -> impl Iterator<Item = f32> {
        self.view.wordings.iter().map(|wording| wording.words)
    }

    /// All rows, one after the other.
    pub(crate) fn rows(&self, weights: &impl Weights) -> Vec<f32> {
        let scores = likeness::scores(&self.view, weights);
        let mut rows: Vec<f32> = Vec::with_capacity(self.view.wordings.len() * WIDTH);
        for (at, score) in scores.into_iter().enumerate() {
            rows.put("names of the elements around it", score);
            self.view.describe(at, &mut rows);
        }
        rows
    }

    /// Tokens of the names around each block, as sums that weights are for.
    pub(crate) fn tokens(&self) -> Vec<Vec<u32>> {
        (0..self.view.wordings.len())
            .map(|at| likeness::tokens(&self.view, at))
            .collect()
    }
}

/// What the columns are called.
pub(crate) fn names() -> Vec<&'static str> {
    use crate::model::{Block, BlockKind, Span};
    let document = Document {
        text: "x".to_owned(),
        blocks: vec![Block {
            span: Span::new(0, 1),
            content: Span::new(0, 1),
            kind: BlockKind::Paragraph,
            node: None,
            linked: 0,
        }],
        ..Document::default()
    };
    let mut names = vec!["names of the elements around it"];
    View::of(&document).describe(0, &mut names);
    names
}

/// The columns as one number: a model is for these and no others.
pub(super) fn digest() -> u32 {
    hash(names().join("\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, names};

    #[test]
    fn rows_are_as_wide_as_they_say() {
        assert_eq!(names().len(), WIDTH);
    }
}
