//! The phrase rules at work: lines with known words.
//!
//! A heading of a paragraph that stays, stays: "Get started" is a section's
//! heading there, and a button elsewhere.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::claims::Claims;
use super::edges::Edges;
use super::page::{Line, Page};
use super::phrases::{Card as Stanzas, Holds, Mask, Match, Phrases, Scratch, Zone};
use crate::model::Host;
use crate::model::{BlockKind, Card, Evidence, Examples, Level, Span};

/// The longest line and the longest part of one, in bytes, that count at the
/// standard level where their rule is not sure enough for the careful one: the
/// longer it is, the more of it is the author's own.
const LONGEST: usize = 150;
const LONGEST_PART: usize = 100;

/// A page read for phrases.
pub(super) struct Wording<'w> {
    pub(super) page: &'w Page<'w>,
    pub(super) phrases: &'w Phrases,
    pub(super) mask: &'w Mask,
    pub(super) level: Level,
    pub(super) scratch: &'w mut Scratch,
}

/// A phrase found: its rule, where, the phrase, the least level.
type Found = (usize, Span, usize, Level);

/// A line on which some phrase may stand.
struct Sighted {
    line: usize,
    /// Whether phrases are most of it.
    whole: bool,
    /// What stands there, wherever that counts and however sure it is.
    matches: Vec<Match>,
    /// Whether that is what stands there in a zone at a level.
    holds: Holds,
}

impl Wording<'_> {
    /// Claims every line, head and tail of a line that a phrase rule knows.
    pub(super) fn judge(mut self, claims: &mut Claims<'_>) {
        // Most lines have no phrase wherever they stand and however sure it is.
        let sighted = self.sighted();
        if sighted.is_empty() {
            return;
        }
        let whole = sighted.iter().filter(|sighted| sighted.whole);
        let whole: Vec<usize> = whole.map(|sighted| sighted.line).collect();
        let edges = Edges::of(self.page, &whole);
        let mut sighted = sighted.into_iter().peekable();
        // A heading waits for what follows it.
        let mut heading: Vec<Found> = Vec::new();
        for (at, line) in self.page.lines.iter().enumerate() {
            let found = match sighted.next_if(|sighted| sighted.line == at) {
                Some(sighted) => self.find(line, edges.zone(at), &sighted),
                None => Vec::new(),
            };
            if found.is_empty() && heading.is_empty() {
                continue;
            }
            if found.is_empty() && line.runs() {
                heading.clear();
            }
            let waiting: Vec<_> = if matches!(line.kind, BlockKind::Heading(_)) {
                std::mem::replace(&mut heading, found)
            } else {
                heading.drain(..).chain(found).collect()
            };
            self.claim(waiting, claims);
        }
        self.claim(heading, claims);
    }

    fn claim(&self, found: Vec<Found>, claims: &mut Claims<'_>) {
        for (rule, span, phrase, level) in found {
            claims.speaker(rule);
            let evidence = Evidence::Phrase(self.phrases.phrase(phrase).into());
            claims.remove(level, span, evidence);
        }
    }

    /// The lines on which some phrase may stand, in order.
    fn sighted(&mut self) -> Vec<Sighted> {
        let mut sighted = Vec::new();
        let mut matches = Vec::new();
        // Menus are written twice.
        let mut clear: FxHashSet<&str> = FxHashSet::default();
        for (at, line) in self.page.lines.iter().enumerate() {
            let text = self.page.text(line);
            if !may_be_phrase(self.page, at, line) || clear.contains(text) {
                continue;
            }
            self.look(text, Zone::Both, Level::Thorough, &mut matches);
            if matches.is_empty() {
                clear.insert(text);
            } else {
                let covered: usize = matches.iter().map(|found| found.end - found.start).sum();
                sighted.push(Sighted {
                    line: at,
                    whole: 2 * covered > text.len(),
                    matches: std::mem::take(&mut matches),
                    holds: self.scratch.holds(),
                });
            }
        }
        sighted
    }

    /// The phrases of a line where it stands, at the page's level or, where
    /// there are none, at the next that finds any.
    fn find(&mut self, line: &Line, zone: Zone, sighted: &Sighted) -> Vec<Found> {
        let text = self.page.text(line);
        let least = self.level;
        let mut looked = Vec::new();
        for level in Level::ALL.into_iter().filter(|level| *level >= least) {
            let matches = if sighted.holds.at(zone, level) {
                &sighted.matches
            } else {
                self.look(text, zone, level, &mut looked);
                &looked
            };
            let (Some(first), Some(last)) = (matches.first(), matches.last()) else {
                continue;
            };
            // Known sentences one after the other are one stretch.
            let (start, end) = (first.start, last.end);
            let longest = if start == 0 { LONGEST } else { LONGEST_PART };
            let more = says_more(line, text);
            let found = matches.iter().map(|found| {
                let inside = found.start > start && found.end < text.len();
                let long = if inside {
                    found.end - found.start > LONGEST_PART
                } else {
                    end - start > longest
                };
                let own = long || more && self.phrases.announces(found.phrase);
                let level = match self.phrases.level(found.phrase, zone) {
                    Level::Standard if own => Level::Thorough,
                    level => level,
                };
                let span = Span::new(line.span.start + found.start, line.span.start + found.end);
                (found.rule, span, found.phrase, level)
            });
            return found.collect();
        }
        Vec::new()
    }

    fn look(&mut self, text: &str, zone: Zone, level: Level, matches: &mut Vec<Match>) {
        self.phrases
            .find(text, zone, level, self.mask, self.scratch, matches);
    }
}

/// Whether a line is running text of several sentences, of which a phrase that
/// takes whatever comes after a colon knows but the first.
fn says_more(line: &Line, text: &str) -> bool {
    line.is_prose()
        && [". ", "! ", "? ", "।", "。", "！", "？"]
            .iter()
            .any(|stop| text.trim_end_matches(stop).contains(stop))
}

/// Whether a line is a unit of its own that words can speak for: no code, no
/// value in a row of a table, not the rest of a sentence begun a line before.
fn may_be_phrase(page: &Page<'_>, at: usize, line: &Line) -> bool {
    line.kind != BlockKind::Code && !page.is_in_row(line) && !page.goes_on(at)
}

/// A phrase rule's page.
pub(super) fn card(stanzas: &Stanzas) -> Card {
    let shared = |texts: &[String]| texts.iter().map(|text| Arc::from(text.as_str())).collect();
    let places: Vec<_> = stanzas.wheres.iter().map(|place| place.about()).collect();
    let hosts: Vec<_> = stanzas.hosts.iter().map(Host::as_str).collect();
    let on = match &hosts[..] {
        [] => String::new(),
        hosts => format!(", on {}", hosts.join(", ")),
    };
    Card {
        id: stanzas.id.as_str().into(),
        family: stanzas.family.as_str().into(),
        why: stanzas.why.as_str().into(),
        how: format!(
            "{} phrases, as {}{on}",
            stanzas.phrases,
            places.join(", or ")
        )
        .into(),
        examples: Examples {
            removes: shared(&stanzas.removes),
            keeps: shared(&stanzas.keeps),
        },
    }
}
