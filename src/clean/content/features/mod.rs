//! A document's blocks to what can be measured of each: one row a block, one
//! column a feature.
//!
//! Everything about an element is a difference of two prefix sums, everything
//! about what is around a block is handed down from parent to child, so that
//! a page takes one pass over its text and one over its elements.

mod apart;
mod around;
mod lexicon;
mod likeness;
mod mass;
mod names;
mod own;
mod page;
mod parts;
mod place;
mod repeated;
mod runs;
mod sums;
mod title;
mod toward;
mod view;
mod wording;
mod words;

use std::ops::Range;

use super::lanes::Lane;
use crate::model::{Document, Part};
pub(in crate::clean) use apart::Apart;
use lexicon::hash;
pub(in crate::clean) use page::is_thread;
use view::View;

/// How many columns a row has.
pub(in crate::clean) const WIDTH: usize = 148 + KINDS.len();

/// Kinds of pages, as a page's likelihood of being each is told.
pub(in crate::clean) const KINDS: [&str; 7] = [
    "article",
    "documentation",
    "service",
    "forum",
    "collection",
    "listing",
    "product",
];

/// The first of the columns that hold these likelihoods.
pub(in crate::clean) const FIRST_KIND: usize = 1;

/// How many columns the row of a page has.
pub(in crate::clean) const PAGE_WIDTH: usize = 114;

/// Takes the features of a block as they are measured.
pub(super) trait Sink {
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

impl Sink for Lane<'_> {
    #[inline]
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

/// What a model says of a page before its blocks are judged.
#[derive(Default)]
pub(crate) struct Learned {
    /// The score of the names around each block.
    names: Vec<f32>,
    /// How likely the page is of each kind.
    kinds: [f32; KINDS.len()],
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

    /// What is learned of blocks and not measured, of a page that is this likely
    /// of each kind.
    pub(crate) fn learned(&self, weights: &impl Weights, kinds: [f32; KINDS.len()]) -> Learned {
        Learned {
            names: likeness::scores(&self.view, weights),
            kinds,
        }
    }

    /// Blocks that are judged together: one of each run speaks for all of it.
    pub(super) fn runs(&self) -> Vec<Range<usize>> {
        runs::runs(&self.view)
    }

    /// All rows, one after the other, of a page of which nothing is learned.
    pub(crate) fn rows(&self) -> Vec<f32> {
        let blocks = self.view.wordings.len();
        let mut rows = Vec::with_capacity(blocks * WIDTH);
        for at in 0..blocks {
            self.describe(at, &Learned::default(), &mut rows);
        }
        rows
    }

    /// One block's row.
    pub(super) fn describe(&self, at: usize, learned: &Learned, row: &mut impl Sink) {
        let score = learned.names.get(at).copied().unwrap_or(0.0);
        row.put("names of the elements around it", score);
        for likelihood in learned.kinds {
            row.put("the kind of page", likelihood);
        }
        self.view.describe(at, row);
    }

    /// What kind of page it is, as one row.
    pub(crate) fn page(&self) -> Vec<f32> {
        let mut row: Vec<f32> = Vec::with_capacity(PAGE_WIDTH);
        page::describe(&self.view, &mut row);
        row
    }

    /// What each block is beside an article, where `kept` would stay of it.
    pub(crate) fn apart(&self, kept: &[bool]) -> Vec<Option<Apart>> {
        apart::apart(&self.view, kept)
    }

    /// Which of the blocks that are `kept` say what stays before them.
    pub(crate) fn repeated(&self, kept: &[bool]) -> Vec<bool> {
        repeated::repeated(&self.view, kept)
    }

    /// Which blocks are one of these parts of an article's page.
    pub(crate) fn parts(&self, kept: &[bool], parts: &[Part]) -> Vec<bool> {
        parts::parts(&self.view, kept, parts)
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
    let mut names = vec!["names of the elements around it"];
    names.extend(KINDS.map(|_| "the kind of page"));
    with_one_block(|view| view.describe(0, &mut names));
    names
}

/// What the columns of the row of a page are called.
fn page_names() -> Vec<&'static str> {
    let mut names = Vec::new();
    with_one_block(|view| page::describe(view, &mut names));
    names
}

fn with_one_block(describe: impl FnOnce(&View<'_>)) {
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
    describe(&View::of(&document));
}

/// The columns as one number: a model is for these and no others.
pub(super) fn digest() -> u32 {
    let names = [names(), page_names()].concat();
    hash(names.join("\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{PAGE_WIDTH, WIDTH, names, page_names};
    use crate::model::{Block, BlockKind, Document, Span};

    /// Items of lists, one a line.
    pub(super) fn items(text: &str) -> Document {
        let mut document = Document {
            text: text.to_owned(),
            ..Document::default()
        };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len());
            start = span.end;
            document.blocks.push(Block {
                span,
                content: Span::new(span.start, span.end - 1),
                kind: BlockKind::Item,
                node: None,
                linked: 0,
            });
        }
        document
    }

    #[test]
    fn rows_are_as_wide_as_they_say() {
        assert_eq!(names().len(), WIDTH);
        assert_eq!(page_names().len(), PAGE_WIDTH);
    }
}
