//! Trains the judge of blocks: pages whose main content people marked in,
//! `src/clean/content/model.bin` out. Same pages, same bytes.
//!
//! ```text
//! cargo run --release --example train_judge -- SET... [--folds N] [--out FILE] [--texts FOLDER] [--judge SET]...
//! ```
//!
//! A set is a folder of `html/<id>.html.gz` and a `labels.json`, which gives
//! for each id the `text` of its main content, or snippets that it is `with` and
//! `without`, its `url` and its `type`. With
//! `--folds` every page is judged by a model that has seen no page of its
//! domain, and the word F1 is told by type; with `--texts` what all rules leave
//! of the pages under those models is written, also for sets to `--judge` that
//! nothing is learned from. What the judge's confidence is worth is learned from
//! the folds: a model that is kept is written with `--folds 3 --out FILE`.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a program for developers, which may end where its input is wrong"
)]

mod boost;
mod calibrate;
mod folds;
mod labels;
mod lexicon;
mod pages;
mod texts;
mod train;
mod write;

use std::collections::BTreeMap;
use std::path::PathBuf;

use calibrate::calibrate;
use pages::{Judged, Page};
use rayon::prelude::*;
use tamis::clean::judging::{self, Judge};
use train::Trained;

/// What was asked for.
#[derive(Default)]
struct Asked {
    sets: Vec<PathBuf>,
    folds: usize,
    out: Option<PathBuf>,
    texts: Option<PathBuf>,
    /// Sets that nothing is learned from.
    judged: Vec<PathBuf>,
}

fn main() {
    let asked = asked();
    let pages: Vec<Page> = asked.sets.iter().flat_map(|set| pages::read(set)).collect();
    println!(
        "{} pages, {} blocks",
        pages.len(),
        pages.iter().map(|page| page.words.len()).sum::<usize>()
    );
    let judged = cross_validate(&pages, &asked);
    if let Some(out) = &asked.out {
        let all: Vec<&Page> = pages.iter().collect();
        let trained = Trained::on(&all);
        gains(&trained);
        let judged: Vec<&Judged<'_>> = judged.iter().collect();
        let bytes = write::model(&trained, &all, &calibrate(&judged));
        std::fs::write(out, bytes).expect("the model can be written");
    }
}

/// Judges each page by a model that has seen no page of its domain.
fn cross_validate<'p>(pages: &'p [Page], asked: &Asked) -> Vec<Judged<'p>> {
    let mut judged: Vec<Judged<'_>> = Vec::new();
    let mut rules = Vec::new();
    for fold in 0..asked.folds {
        let (held, seen): (Vec<&Page>, Vec<&Page>) = pages
            .iter()
            .partition(|page| folds::of(&page.group, asked.folds) == fold);
        let model = write::model(&Trained::on(&seen), &seen, &[]);
        let judge = Judge::read(&model).expect("a model as it was written can be read");
        let marked = held.par_iter().filter(|page| page.length.is_some());
        judged.par_extend(marked.map(|page| page.judged(&judge, fold)));
        if asked.texts.is_some() {
            rules.push(texts::rules(&model));
        }
    }
    if let Some(folder) = &asked.texts {
        for set in asked.sets.iter().chain(&asked.judged) {
            texts::write(set, &rules, folder);
        }
    }
    report(&judged);
    sure(&judged, asked.folds);
    judged
}

/// How many pages that a judge is sure of come out well, its confidence learned
/// from the other folds.
fn sure(judged: &[Judged<'_>], folds: usize) {
    let (mut sure, mut well) = (0, 0);
    for fold in 0..folds {
        let (held, seen): (Vec<_>, Vec<_>) = judged.iter().partition(|page| page.fold == fold);
        let points = calibrate(&seen);
        for page in held {
            if judging::confidence(&points, page.expected) > 0.9 {
                sure += 1;
                well += u32::from(page.f1 > 0.9);
            }
        }
    }
    println!("confidence above .9: {sure} pages, {well} of them with F1 above .9");
}

/// What each feature is worth to the trees: the share of all gain.
fn gains(trained: &Trained) {
    let mut gains: BTreeMap<&str, f64> = BTreeMap::new();
    for (name, gain) in judging::columns().iter().zip(&trained.general.gains) {
        *gains.entry(name).or_default() += gain;
    }
    let all: f64 = gains.values().sum();
    let mut gains: Vec<(&str, f64)> = gains.into_iter().collect();
    gains.sort_by(|left, right| right.1.total_cmp(&left.1));
    for (name, gain) in gains {
        println!("{:.3} {name}", gain / all);
    }
}

fn report(judged: &[Judged<'_>]) {
    let mean = |kind: Option<&str>| {
        let (sum, count) = judged
            .iter()
            .filter(|page| kind.is_none_or(|kind| kind == page.kind))
            .fold((0.0, 0_u32), |(sum, count), page| {
                (sum + page.f1, count + 1)
            });
        (sum / f64::from(count.max(1)), count)
    };
    let mut kinds: Vec<&str> = judged.iter().map(|page| page.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    println!("{:14} {:.4}", "all", mean(None).0);
    for kind in kinds {
        let (f1, count) = mean(Some(kind));
        println!("{kind:14} {f1:.4}  {count}");
    }
}

fn asked() -> Asked {
    let mut asked = Asked::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().expect("a value after the option");
        match word.as_str() {
            "--folds" => asked.folds = value().parse().expect("a number of folds"),
            "--out" => asked.out = Some(value().into()),
            "--texts" => asked.texts = Some(value().into()),
            "--judge" => asked.judged.push(value().into()),
            _ => asked.sets.push(word.into()),
        }
    }
    asked
}
