//! Headlines of other articles between two paragraphs.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::clean::claims::Claims;
use crate::clean::measure::stems;
use crate::clean::page::{Line, Page};
use crate::clean::rule::{Rule, card};
use crate::model::{BlockKind, Card, Evidence, Level, Span};

/// A line is foreign when this share of its words occurs nowhere else in the
/// document. Planted development lines: 0.8 is right 95 times in 100, 0.9 is
/// right 99 times in 100 and finds a third less.
const FOREIGN: f32 = 0.85;
/// Enough for a suspect.
const SOMEWHAT_FOREIGN: f32 = 0.65;
/// Enough where the line also stands on the next section's heading.
const HALF_FOREIGN: f32 = 0.5;
/// The fewest long words that can be told foreign.
const STEMS: usize = 5;
/// The fewest words of a headline that stands on a heading.
const LONG: usize = 10;
/// So many commas make a list of things, not a headline.
const LISTED: usize = 2;

/// Removes long lines without a full stop that stand alone after a paragraph
/// and do not speak of what the document speaks of.
///
/// Section headings share their words with their sections, are short, and are
/// followed by a paragraph; a headline that strayed in has none of these.
#[derive(Debug)]
pub(crate) struct StrayHeadline;

impl Rule for StrayHeadline {
    fn card(&self) -> Card {
        card(
            "stray-headline",
            "headline",
            "the headline of another article, left where its link stood",
            "a line without a full stop, set apart after a paragraph, whose words occur nowhere else in the document, or half of them where the line is far longer than the section headings and stands directly on one",
            &[STRAY],
            &[HEADING],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let mut gone = claims.spans();
        let shaped: Vec<usize> = (0..page.lines.len())
            .filter(|at| is_shaped(page, *at, &gone))
            .collect();
        if shaped.is_empty() {
            return;
        }
        let counts = line_counts(page);
        let sections = section_heading_lengths(page);
        for at in shaped {
            let Some(line) = page
                .lines
                .get(at)
                .filter(|_| follows_prose(page, at, &gone))
            else {
                continue;
            };
            let Some(value) = foreign_share(page.text(line), &counts) else {
                continue;
            };
            let (limit, of) = if stands_on_heading(page, at, &sections) {
                (
                    HALF_FOREIGN,
                    "words foreign to the document, before a heading",
                )
            } else {
                (FOREIGN, "words foreign to the document")
            };
            let (level, limit) = if value >= limit && !is_aside(page.text(line)) {
                gone.insert(line.span);
                (Level::Standard, limit)
            } else {
                (Level::Thorough, SOMEWHAT_FOREIGN)
            };
            if value >= limit {
                let of = of.into();
                claims.remove(level, line.span, Evidence::Measure { of, value, limit });
            }
        }
    }
}

/// Whether a line ends in brackets, or has a slash between words, as notes do.
fn is_aside(text: &str) -> bool {
    text.ends_with(')') || text.contains(" / ")
}

/// Whether the line at `at` could be a stray headline by its shape.
fn is_shaped(page: &Page<'_>, at: usize, gone: &BTreeSet<Span>) -> bool {
    let (Some(line), Some(_)) = (page.lines.get(at), page.lines.get(at + 1)) else {
        return false;
    };
    matches!(line.kind, BlockKind::Line | BlockKind::Paragraph)
        && line.apart
        && !line.ends
        && (6..=30).contains(&line.words)
        && !gone.contains(&line.span)
        && !is_listed(page.text(line))
}

/// Whether what stays before the line at `at` is a paragraph.
fn follows_prose(page: &Page<'_>, at: usize, gone: &BTreeSet<Span>) -> bool {
    let before = page.lines.get(..at).unwrap_or_default();
    before
        .iter()
        .rev()
        .find(|line| !gone.contains(&line.span))
        .is_some_and(Line::is_prose)
}

/// The share of a line's longer words that stand in no other line; none where
/// there are too few to tell.
fn foreign_share(text: &str, counts: &StemCounts) -> Option<f32> {
    let own = stems(text);
    let foreign = own
        .iter()
        .filter(|stem| counts.get(*stem).is_none_or(|count| *count < 2))
        .count();
    #[expect(clippy::cast_precision_loss, reason = "a ratio of two small counts")]
    (own.len() >= STEMS).then(|| foreign as f32 / own.len() as f32)
}

/// Whether a line starts with a bullet, a number or a mark.
fn is_listed(text: &str) -> bool {
    !text.starts_with(|c: char| {
        c.is_alphabetic() || matches!(c, '"' | '“' | '«' | '\'' | '‘' | '¿' | '¡')
    })
}

/// In how many lines each stem occurs.
type StemCounts = FxHashMap<u64, u32>;

fn line_counts(page: &Page<'_>) -> StemCounts {
    let mut counts = StemCounts::default();
    for line in &page.lines {
        for stem in stems(page.text(line)) {
            *counts.entry(stem).or_default() += 1;
        }
    }
    counts
}

/// Lengths in words of the lines that head a paragraph, sorted.
fn section_heading_lengths(page: &Page<'_>) -> Vec<usize> {
    let mut lengths: Vec<usize> = page
        .lines
        .windows(2)
        .skip(1)
        .filter_map(|pair| match pair {
            [heading, body] if !heading.ends && heading.words <= 12 && body.is_prose() => {
                Some(heading.words)
            }
            _ => None,
        })
        .collect();
    lengths.sort_unstable();
    lengths
}

/// Whether a long line stands directly on a short heading with its paragraph,
/// in a document whose section headings are all short.
fn stands_on_heading(page: &Page<'_>, at: usize, sections: &[usize]) -> bool {
    let (Some(line), Some(heading), Some(body)) = (
        page.lines.get(at),
        page.lines.get(at + 1),
        page.lines.get(at + 2),
    ) else {
        return false;
    };
    let is_short = |words: usize| 2 * words <= line.words;
    line.words >= LONG
        && page.text(line).matches(", ").count() < LISTED
        && is_heading(heading)
        && is_short(heading.words)
        && body.is_prose()
        && sections.len() >= 3
        && sections
            .get(sections.len() / 2)
            .copied()
            .is_some_and(is_short)
}

fn is_heading(line: &Line) -> bool {
    !line.ends && line.apart
}

const STRAY: &str = "The village bakery has sold bread from the same oven since the spring of 1921, and its owners mean to go on.\n\nMinister resigns over leaked telephone records scandal\n\nEvery morning the baker lights the oven at three, and by six the first bread of the village is on the shelf.";
const HEADING: &str = "The village bakery has sold bread from the same oven since the spring of 1921, and its owners mean to go on.\n\nHow the village baker lights the oven every morning\n\nEvery morning the baker lights the oven at three, and by six the first bread of the village is on the shelf.";
