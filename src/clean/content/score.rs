//! The likelihood of each block being content.

use super::place;
use crate::clean::measure::{ends_sentence, words};
use crate::model::{Block, BlockKind, Document, Span};

/// A block and how likely it is content.
pub(super) struct Scored {
    /// Words, the mass it adds to the page.
    pub(super) words: f32,
    /// 0 to 1.
    pub(super) likelihood: f32,
}

/// Scores every block: its own signs, those of its list or table, smoothed over
/// its neighbours, then moved by whether it lies in the element that holds most
/// of the likely text. Blocks that are `gone` have no mass.
#[expect(clippy::cast_precision_loss, reason = "counts of words in a block")]
pub(super) fn blocks(document: &Document, gone: &[bool]) -> Vec<Scored> {
    let places = place::evidence(document);
    let blocks = &document.blocks;
    let mut sizes: Vec<f32> = blocks
        .iter()
        .map(|block| words(document.content(block)) as f32)
        .collect();
    let signs: Vec<Signs> = blocks
        .iter()
        .zip(&sizes)
        .map(|(block, words)| Signs::of(document, block, *words, &places))
        .collect();
    let own = grouped(blocks, &signs);
    let mut logits = smoothed(document, &own, &sizes);
    for (size, _) in sizes.iter_mut().zip(gone).filter(|(_, gone)| **gone) {
        *size = 0.0;
    }
    if let Some(best) = best_element(document, &logits, &sizes) {
        for (block, logit) in blocks.iter().zip(&mut logits) {
            *logit += if best.contains(block.content) {
                0.8
            } else {
                -1.8
            };
        }
    }
    level(blocks, &mut logits);
    logits
        .iter()
        .zip(sizes)
        .map(|(logit, words)| Scored {
            words,
            likelihood: sigmoid(*logit),
        })
        .collect()
}

/// With an exponential of our own choice: the system's differs between machines.
fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-logit))
}

/// What can be seen of a block, or of several that belong together.
struct Signs {
    words: f32,
    bytes: f32,
    linked: f32,
    /// Weighted by words: ends of sentences, kind, place, letters.
    rest: f32,
}

impl Signs {
    #[expect(clippy::cast_precision_loss, reason = "lengths of a block")]
    fn of(document: &Document, block: &Block, words: f32, places: &[f32]) -> Self {
        let text = document.content(block);
        let place = block
            .node
            .and_then(|node| places.get(node as usize).copied())
            .unwrap_or(0.0);
        let ends = if ends_sentence(text) { 0.7 } else { -0.3 };
        let kind = match block.kind {
            BlockKind::Paragraph | BlockKind::Line => 0.0,
            BlockKind::Heading(_) | BlockKind::Quote => 0.6,
            BlockKind::Code => 1.0,
            BlockKind::Item => -0.2,
            BlockKind::Cell => 0.3,
            BlockKind::Caption => -2.5,
        };
        let mute = if is_mute(text) { -0.8 } else { 0.0 };
        Self {
            words,
            bytes: text.len() as f32,
            linked: block.linked as f32,
            rest: ends + kind + place + mute,
        }
    }

    /// The weights are set by hand on the development pages.
    fn logit(&self) -> f32 {
        let mass = libm::logf(1.0 + self.words).min(4.5);
        1.1 * mass - 2.6 - 4.0 * self.linked / self.bytes.max(1.0) + self.rest
    }

    /// Several blocks seen as one.
    fn together(blocks: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> f32| blocks.iter().map(of).sum::<f32>();
        let words = sum(|block| block.words);
        let rest = sum(|block| block.rest * block.words) / words.max(1.0);
        Self {
            words,
            bytes: sum(|block| block.bytes),
            linked: sum(|block| block.linked),
            rest,
        }
    }
}

/// Whether most of a short text's characters are no letters: prices, ratings,
/// numbers of pages.
fn is_mute(text: &str) -> bool {
    const SHORT: usize = 200;
    let letters = || text.chars().filter(|c| c.is_alphabetic()).count();
    text.len() <= SHORT && 2 * letters() < text.chars().count()
}

/// Own scores; items of a list and cells of a table, which say little alone,
/// take more than half of theirs from all of them.
fn grouped(blocks: &[Block], signs: &[Signs]) -> Vec<f32> {
    let mut logits = Vec::with_capacity(blocks.len());
    let mut rest = signs;
    for run in blocks.chunk_by(|left, right| left.kind == right.kind) {
        let (group, after) = rest.split_at(run.len().min(rest.len()));
        rest = after;
        let grouped = run
            .first()
            .is_some_and(|block| matches!(block.kind, BlockKind::Item | BlockKind::Cell));
        let share = if grouped { 0.6 } else { 0.0 };
        let together = if grouped {
            Signs::together(group).logit()
        } else {
            0.0
        };
        logits.extend(
            group
                .iter()
                .map(|signs| signs.logit() * (1.0 - share) + together * share),
        );
    }
    logits
}

/// Short blocks are judged by what stands around them, headings by what follows.
fn smoothed(document: &Document, own: &[f32], sizes: &[f32]) -> Vec<f32> {
    let at = |index: Option<usize>| index.and_then(|index| own.get(index).copied());
    let mut smoothed = Vec::with_capacity(own.len());
    for (index, ((block, logit), size)) in document.blocks.iter().zip(own).zip(sizes).enumerate() {
        let after = [at(Some(index + 1)), at(Some(index + 2))];
        let before = [at(index.checked_sub(1)), at(index.checked_sub(2))];
        let mean = |near: &[Option<f32>]| {
            let (sum, count) = near
                .iter()
                .flatten()
                .fold((0.0, 0.0), |(sum, count), logit| (sum + logit, count + 1.0));
            if count > 0.0 { sum / count } else { *logit }
        };
        let around = if matches!(block.kind, BlockKind::Heading(_)) {
            after
                .iter()
                .flatten()
                .copied()
                .fold(f32::NEG_INFINITY, f32::max)
                .max(-4.0)
        } else {
            f32::midpoint(mean(&before), mean(&after))
        };
        // A block of many words needs no neighbours to be understood.
        let weight = (0.6 - size / 60.0).max(0.1);
        smoothed.push(logit * (1.0 - weight) + around * weight);
    }
    smoothed
}

/// A table stays or goes as a whole: a row that has lost a cell says something
/// else.
fn level(blocks: &[Block], logits: &mut [f32]) {
    let mut rest = logits;
    for run in blocks.chunk_by(|left, right| left.kind == right.kind) {
        let (group, after) = rest.split_at_mut(run.len().min(rest.len()));
        if run
            .first()
            .is_some_and(|block| block.kind == BlockKind::Cell)
        {
            #[expect(clippy::cast_precision_loss, reason = "a number of cells")]
            let mean = group.iter().sum::<f32>() / group.len().max(1) as f32;
            group.fill(mean);
        }
        rest = after;
    }
}

/// The element whose text alone would be the best answer: the largest expected
/// F1 of "all of its blocks and no other".
fn best_element(document: &Document, logits: &[f32], sizes: &[f32]) -> Option<Span> {
    let mut mass = vec![0.0_f32];
    let mut total = vec![0.0_f32];
    for (logit, size) in logits.iter().zip(sizes) {
        mass.push(mass.last()? + sigmoid(*logit) * size);
        total.push(total.last()? + size);
    }
    let starts: Vec<usize> = document
        .blocks
        .iter()
        .map(|block| block.content.start)
        .collect();
    let sum = |sums: &[f32], span: Span| {
        let from = starts.partition_point(|start| *start < span.start);
        let to = starts.partition_point(|start| *start < span.end);
        sums.get(to).copied().unwrap_or(0.0) - sums.get(from).copied().unwrap_or(0.0)
    };
    let all = *mass.last()?;
    let mut best: Option<(f32, Span)> = None;
    for node in document.outline.nodes() {
        let span = node.span;
        if span.is_empty() {
            continue;
        }
        let f1 = 2.0 * sum(&mass, span) / (sum(&total, span) + all).max(1.0);
        // Of elements with the same text the innermost is no better: the first stays.
        if best.is_none_or(|(most, _)| f1 > most) {
            best = Some((f1, span));
        }
    }
    best.map(|(_, span)| span)
}
