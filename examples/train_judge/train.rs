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
    /// Which pages are articles.
    pub(crate) page: Ensemble,
    pub(crate) general: Ensemble,
    pub(crate) article: Ensemble,
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
        let mut kinds = Rows::default();
        let (mut general, mut article) = (Rows::default(), Rows::default());
        for (number, page) in pages.iter().enumerate() {
            let scores = lexicons[inner(page)].scores(page);
            page.add_to(&mut general, &scores, number as u64);
            if page.is_article() {
                page.add_to(&mut article, &scores, number as u64);
            }
            kinds.add(&page.whole, f32::from(u8::from(page.is_article())), 1.0);
        }
        Self {
            lexicon: lexicons.remove(FOLDS),
            page: boost::boost(&kinds, &boost::PAGE),
            general: boost::boost(&general, &boost::GENERAL),
            article: boost::boost(&article, &boost::ARTICLE),
        }
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
        let width = judging::columns().len();
        let mass: f64 = self.words.iter().map(|words| f64::from(*words) + 3.0).sum();
        for (block, row) in self.rows.chunks_exact(width).enumerate() {
            let share = if (self.words.len() as f64) <= ENOUGH {
                1.0
            } else {
                ((f64::from(self.words[block]) + 3.0) * ENOUGH / mass).clamp(1.0 / 30.0, 1.0)
            };
            if folds::chance(number << 32 | block as u64) < share {
                let weight = self.weight(block) / share as f32;
                let mut row = row.to_vec();
                row[0] = scores[block];
                rows.add(&row, self.labels[block], weight);
            }
        }
    }
}
