//! Pages to a model: names first, then trees over everything.

use rayon::prelude::*;
use tamis::clean::judging;

use crate::boost::{self, Ensemble, Rows};
use crate::folds;
use crate::lexicon::Lexicon;
use crate::pages::Page;

/// Blocks of one page that are learned from, about.
const ENOUGH: f64 = 350.0;

/// How many folds the names are scored in, so that no page's own labels are in
/// the score its trees learn from.
const FOLDS: usize = 3;

/// A lexicon and trees that were learned together.
pub(crate) struct Trained {
    pub(crate) lexicon: Lexicon,
    pub(crate) general: Ensemble,
}

impl Trained {
    pub(crate) fn on(pages: &[&Page]) -> Self {
        let mut lexicons: Vec<Lexicon> = (0..=FOLDS)
            .into_par_iter()
            .map(|fold| {
                let seen: Vec<&Page> = pages
                    .iter()
                    .filter(|page| inner(page) != fold)
                    .copied()
                    .collect();
                Lexicon::on(&seen)
            })
            .collect();
        let mut rows = Rows::new(judging::columns().len());
        for (number, page) in pages.iter().enumerate() {
            let scores = lexicons[inner(page)].scores(page);
            page.add_to(&mut rows, &scores, number as u64);
        }
        Self {
            general: boost::boost(&rows, &boost::GENERAL),
            lexicon: lexicons.remove(FOLDS),
        }
    }

    /// The logarithms of odds of a page's blocks.
    pub(crate) fn logits(&self, page: &Page) -> Vec<f32> {
        let scores = self.lexicon.scores(page);
        let width = judging::columns().len();
        page.rows
            .chunks_exact(width)
            .zip(scores)
            .map(|(row, score)| {
                let mut row = row.to_vec();
                row[0] = score;
                self.general.logit(&row)
            })
            .collect()
    }
}

fn inner(page: &Page) -> usize {
    folds::of(&format!("{} inner", page.group), FOLDS)
}

impl Page {
    /// What a wrong answer for a block costs in the page's F1, so that pages
    /// weigh about the same.
    pub(crate) fn weight(&self, block: usize) -> f32 {
        ((self.words[block] + 2.0) / (self.length as f32 + 60.0)).min(1.0)
    }

    /// Adds a page's blocks to what is learned from. Of a page with many, those
    /// with more words are taken more often and count for the rest.
    fn add_to(&self, rows: &mut Rows, scores: &[f32], number: u64) {
        let width = rows.width;
        let mass: f64 = self.words.iter().map(|words| f64::from(*words) + 3.0).sum();
        for (block, row) in self.rows.chunks_exact(width).enumerate() {
            let share = if (self.words.len() as f64) <= ENOUGH {
                1.0
            } else {
                ((f64::from(self.words[block]) + 3.0) * ENOUGH / mass).clamp(1.0 / 30.0, 1.0)
            };
            if folds::chance(number << 32 | block as u64) < share {
                let weight = self.weight(block) / share as f32;
                rows.add(row, scores[block], self.labels[block], weight);
            }
        }
    }
}
