//! Pages to a model: names first, then trees over everything.

use rayon::prelude::*;
use tamis::clean::judging::{self, FIRST_KIND, KINDS};

use crate::boost::{self, Ensemble, Rows};
use crate::folds;
use crate::lexicon::Lexicon;
use crate::pages::Page;

/// Blocks of one page that are learned from, about.
const ENOUGH: f64 = 350.0;

/// Words that a page counts as having of which no more than snippets are marked.
// 3 folds by domain, mean of two partitions, WCXB and snippets of trafilatura's
// pages: .8691 and .942 with 600, .8692 and .943 with 270, .8708 and .945 with 105,
// .8699 and .948 with 22; .8681 and .934 without these pages and AEB's.
const SNIPPETS: usize = 50;

/// How many folds names and kinds are learned in first, so that no page's own
/// labels are in the columns that its trees learn from.
const FOLDS: usize = 3;

/// A lexicon and trees that were learned together.
pub(crate) struct Trained {
    pub(crate) lexicon: Lexicon,
    /// Which pages are of each kind.
    pub(crate) kinds: Vec<Ensemble>,
    pub(crate) general: Ensemble,
    pub(crate) article: Ensemble,
}

impl Trained {
    pub(crate) fn on(pages: &[&Page]) -> Self {
        let mut first: Vec<First> = (0..=FOLDS)
            .into_par_iter()
            .map(|fold| {
                let seen = pages.iter().filter(|page| inner(page) != fold);
                First::on(&seen.copied().collect::<Vec<_>>())
            })
            .collect();
        let (mut general, mut article) = (Rows::default(), Rows::default());
        for page in pages {
            let columns = first[inner(page)].columns(page);
            page.add_to(&mut general, &columns);
            if page.is("article") {
                page.add_to(&mut article, &columns);
            }
        }
        let First { lexicon, kinds } = first.remove(FOLDS);
        Self {
            lexicon,
            kinds,
            general: boost::boost(&general, &boost::GENERAL),
            article: boost::boost(&article, &boost::ARTICLE),
        }
    }
}

/// What is learned before the trees that judge blocks.
struct First {
    lexicon: Lexicon,
    kinds: Vec<Ensemble>,
}

/// What it gives of a page for the columns that are empty until then.
struct Columns {
    names: Vec<f32>,
    kinds: Vec<f32>,
}

impl First {
    fn on(pages: &[&Page]) -> Self {
        let kinds = KINDS.iter().map(|kind| {
            let mut rows = Rows::default();
            for page in pages.iter().filter(|page| page.kind.is_some()) {
                rows.add(&page.whole, f32::from(u8::from(page.is(kind))), 1.0);
            }
            boost::boost(&rows, &boost::PAGE)
        });
        Self {
            kinds: kinds.collect(),
            lexicon: Lexicon::on(pages),
        }
    }

    fn columns(&self, page: &Page) -> Columns {
        let kinds = self.kinds.iter();
        Columns {
            names: self.lexicon.scores(page),
            kinds: kinds.map(|trees| trees.likelihood(&page.whole)).collect(),
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
        let length = self.length.unwrap_or(SNIPPETS);
        ((self.words[block] + 2.0) / (length as f32 + 60.0)).min(1.0)
    }

    /// Adds the blocks whose labels are known to what is learned from.
    fn add_to(&self, rows: &mut Rows, columns: &Columns) {
        let width = judging::columns().len();
        let number = folds::digest(&self.id);
        for (block, row) in self.rows.chunks_exact(width).enumerate() {
            let share = self.share(block);
            let taken = folds::chance(number << 32 | block as u64) < share;
            if let (Some(label), true) = (self.labels[block], taken) {
                let weight = self.weight(block) / share as f32;
                let mut row = row.to_vec();
                row[0] = columns.names[block];
                for (at, likelihood) in (FIRST_KIND..).zip(&columns.kinds) {
                    row[at] = *likelihood;
                }
                rows.add(&row, label, weight);
            }
        }
    }

    /// How often a block is taken, which then counts for the rest: of a page with
    /// many, those with more words more often.
    fn share(&self, block: usize) -> f64 {
        if self.length.is_none() || self.words.len() as f64 <= ENOUGH {
            return 1.0;
        }
        let mass: f64 = self.words.iter().map(|words| f64::from(*words) + 3.0).sum();
        ((f64::from(self.words[block]) + 3.0) * ENOUGH / mass).clamp(1.0 / 30.0, 1.0)
    }
}
