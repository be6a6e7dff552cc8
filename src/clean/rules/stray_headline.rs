//! Headlines of other articles between two paragraphs.

use rustc_hash::FxHashMap;

use crate::clean::claims::{Claims, Spans};
use crate::clean::measure::{each_stem, stems};
use crate::clean::page::{Line, Page};
use crate::clean::rule::{Rule, card};
use crate::model::{BlockKind, Card, Evidence, Level};

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
        let shaped: Vec<(usize, Vec<u64>)> = shaped(page, &gone)
            .filter_map(|at| Some((at, telling_stems(page, at)?)))
            .collect();
        if shaped.is_empty() {
            return;
        }
        let elsewhere = Elsewhere::new(page, &shaped);
        let sections = section_heading_lengths(page);
        for (at, stems) in shaped {
            let Some(line) = page
                .lines
                .get(at)
                .filter(|_| follows_prose(page, at, &gone))
            else {
                continue;
            };
            let value = elsewhere.foreign_share(&stems);
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

/// The lines that could be stray headlines by their shape, and by what stays
/// before them if all of those before go.
fn shaped(page: &Page<'_>, gone: &Spans) -> impl Iterator<Item = usize> {
    let mut prose = false;
    page.lines.iter().enumerate().filter_map(move |(at, line)| {
        if is_shaped(page, at, gone) {
            return prose.then_some(at);
        }
        if !gone.contains(line.span) {
            prose = line.is_prose();
        }
        None
    })
}

/// Whether the line at `at` could be a stray headline by its shape.
fn is_shaped(page: &Page<'_>, at: usize, gone: &Spans) -> bool {
    let (Some(line), Some(_)) = (page.lines.get(at), page.lines.get(at + 1)) else {
        return false;
    };
    matches!(line.kind, BlockKind::Line | BlockKind::Paragraph)
        && line.apart
        && !line.ends
        && (6..=30).contains(&line.words)
        && !gone.contains(line.span)
        && !is_listed(page.text(line))
}

/// Whether what stays before the line at `at` is a paragraph.
fn follows_prose(page: &Page<'_>, at: usize, gone: &Spans) -> bool {
    let before = page.lines.get(..at).unwrap_or_default();
    before
        .iter()
        .rev()
        .find(|line| !gone.contains(line.span))
        .is_some_and(Line::is_prose)
}

/// The longer words of the line at `at`, where they are enough to tell.
fn telling_stems(page: &Page<'_>, at: usize) -> Option<Vec<u64>> {
    let own = stems(page.text(page.lines.get(at)?));
    (own.len() >= STEMS).then_some(own)
}

/// Whether a line starts with a bullet, a number or a mark.
fn is_listed(text: &str) -> bool {
    !text.starts_with(|c: char| {
        c.is_alphabetic() || matches!(c, '"' | '“' | '«' | '\'' | '‘' | '¿' | '¡')
    })
}

/// The stems of some lines, and whether they stand in two lines or more.
struct Elsewhere {
    lines: FxHashMap<u64, Seen>,
}

#[derive(Clone, Copy)]
enum Seen {
    Nowhere,
    In(usize),
    InSeveral,
}

impl Elsewhere {
    /// Looks for the stems of these lines in all lines, until each is found.
    fn new(page: &Page<'_>, of: &[(usize, Vec<u64>)]) -> Self {
        let wanted = of.iter().flat_map(|(_, stems)| stems);
        let mut lines: FxHashMap<u64, Seen> = wanted.map(|stem| (*stem, Seen::Nowhere)).collect();
        let mut missing = lines.len();
        // Most words are none of these, which a bit tells without a look-up.
        let mut known = [0_u64; 64];
        let bit = |stem: u64| {
            let spread = stem.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52;
            ((spread / 64) as usize, 1 << (spread % 64))
        };
        for stem in of.iter().flat_map(|(_, stems)| stems) {
            let (place, bit) = bit(*stem);
            if let Some(bits) = known.get_mut(place) {
                *bits |= bit;
            }
        }
        for (at, line) in page.lines.iter().enumerate() {
            if missing == 0 {
                break;
            }
            each_stem(page.text(line), |stem| {
                let (place, bit) = bit(stem);
                if known.get(place).is_some_and(|bits| bits & bit != 0)
                    && let Some(seen) = lines.get_mut(&stem)
                {
                    match *seen {
                        Seen::Nowhere => *seen = Seen::In(at),
                        Seen::In(before) if before != at => {
                            *seen = Seen::InSeveral;
                            missing -= 1;
                        }
                        Seen::In(_) | Seen::InSeveral => {}
                    }
                }
            });
        }
        Self { lines }
    }

    /// The share of a line's stems that stand in no other line.
    fn foreign_share(&self, own: &[u64]) -> f32 {
        let elsewhere = |stem: &&u64| matches!(self.lines.get(stem), Some(Seen::InSeveral));
        let foreign = own.len() - own.iter().filter(elsewhere).count();
        #[expect(clippy::cast_precision_loss, reason = "a ratio of two small counts")]
        {
            foreign as f32 / own.len() as f32
        }
    }
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
