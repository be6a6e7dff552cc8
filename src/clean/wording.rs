//! The phrase rules at work: lines and elements with known words.
//!
//! A heading of a paragraph that stays, stays: "Get started" is a section's
//! heading there, and a button elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Rules;
use super::claims::Claims;
use super::edges::Edges;
use super::page::{Line, Page};
use super::phrases::{Card as Stanzas, Match, Scratch, Zone};
use crate::model::{BlockKind, Card, Evidence, Examples, Level, Span, Tag};

/// The longest line and the longest part of one, in bytes, that count at the
/// standard level where their rule is not sure enough for the careful one: the
/// longer it is, the more of it is the author's own.
const LONGEST: usize = 150;
const LONGEST_PART: usize = 100;

/// A phrase found: its rule, where, the phrase, the least level.
type Found = (usize, Span, usize, Level);

/// Claims every line, head or tail of a line, and element that a phrase rule
/// knows.
pub(super) fn judge(page: &Page<'_>, rules: &Rules, claims: &mut Claims<'_>) {
    let mut scratch = Scratch::default();
    let mut matches = Vec::new();
    elements(page, rules, claims, &mut scratch, &mut matches);
    // Most lines have no phrase wherever they stand and however sure it is.
    let sighted = sighted(page, rules, &mut scratch, &mut matches);
    let whole = sighted.iter().filter(|(_, whole)| **whole);
    let edges = Edges::of(page, &whole.map(|(at, _)| *at).collect());
    // A heading waits for what follows it.
    let mut heading: Vec<Found> = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        let found = if sighted.contains_key(&at) {
            find(page, at, line, rules, &edges, &mut scratch, &mut matches)
        } else {
            Vec::new()
        };
        if found.is_empty() && line.runs() {
            heading.clear();
        }
        let waiting: Vec<_> = if matches!(line.kind, BlockKind::Heading(_)) {
            std::mem::replace(&mut heading, found)
        } else {
            heading.drain(..).chain(found).collect()
        };
        claim(rules, claims, waiting);
    }
    claim(rules, claims, heading);
}

fn claim(rules: &Rules, claims: &mut Claims<'_>, found: Vec<Found>) {
    for (rule, span, phrase, level) in found {
        claims.speaker(rule);
        let evidence = Evidence::Phrase(rules.phrases.phrase(phrase).into());
        claims.remove(level, span, evidence);
    }
}

/// The lines on which some phrase may stand, and whether phrases are most of
/// it.
fn sighted(
    page: &Page<'_>,
    rules: &Rules,
    scratch: &mut Scratch,
    matches: &mut Vec<Match>,
) -> BTreeMap<usize, bool> {
    let mut sighted = BTreeMap::new();
    for (at, line) in page.lines.iter().enumerate() {
        if !may_be_phrase(page, at, line) {
            continue;
        }
        let text = page.text(line);
        rules.phrases.find(
            text,
            Zone::Both,
            Level::Thorough,
            &rules.mask,
            scratch,
            matches,
        );
        if !matches.is_empty() {
            let covered: usize = matches.iter().map(|found| found.end - found.start).sum();
            sighted.insert(at, 2 * covered > text.len());
        }
    }
    sighted
}

/// The phrases of a line where it stands, at the rules' level or, where there
/// are none, at the next that finds any.
fn find(
    page: &Page<'_>,
    at: usize,
    line: &Line,
    rules: &Rules,
    edges: &Edges,
    scratch: &mut Scratch,
    matches: &mut Vec<Match>,
) -> Vec<Found> {
    let (text, zone) = (page.text(line), edges.zone(at));
    for level in Level::ALL.into_iter().filter(|level| *level >= rules.level) {
        rules
            .phrases
            .find(text, zone, level, &rules.mask, scratch, matches);
        let (Some(first), Some(last)) = (matches.first(), matches.last()) else {
            continue;
        };
        // Known sentences one after the other are one stretch.
        let (start, end) = (first.start, last.end);
        let longest = if start == 0 { LONGEST } else { LONGEST_PART };
        let more = says_more(line, text);
        let found = matches.iter().map(|found| {
            let own = end - start > longest || more && rules.phrases.announces(found.phrase);
            let level = match rules.phrases.level(found.phrase, zone) {
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

/// Claims what stands in elements whose names say they are widgets.
///
/// Where the elements a rule knows hold most of the page's running text, the
/// page is made of them, as a forum is of comments, and they stay.
fn elements(
    page: &Page<'_>,
    rules: &Rules,
    claims: &mut Claims<'_>,
    scratch: &mut Scratch,
    matches: &mut Vec<Match>,
) {
    let outline = &page.document.outline;
    let prose = page.prose();
    let mut widgets: BTreeMap<usize, Vec<(Span, &str)>> = BTreeMap::new();
    // A page has far fewer names than elements.
    let mut known: FxHashMap<&str, Option<Match>> = FxHashMap::default();
    let mut end = 0;
    for node in outline.nodes() {
        let names = outline.names(node);
        // What lies in a known element goes with it.
        if names.is_empty() || node.span.is_empty() || node.span.end <= end || is_frame(node.tag) {
            continue;
        }
        let found = *known.entry(names).or_insert_with(|| {
            rules.phrases.nodes(names, &rules.mask, scratch, matches);
            matches.first().copied()
        });
        let Some(found) = found else { continue };
        if 2 * prose.within(node.span) > prose.all() && prose.all() > 0 {
            continue;
        }
        end = node.span.end;
        let name = Span::new(found.start, found.end).of(names);
        widgets
            .entry(found.rule)
            .or_default()
            .push((node.span, name));
    }
    for (rule, widgets) in widgets {
        let within: usize = widgets.iter().map(|(span, _)| prose.within(*span)).sum();
        if 2 * within > prose.all() && prose.all() > 0 {
            continue;
        }
        claims.speaker(rule);
        for (span, name) in widgets {
            claims.remove(Level::Careful, span, Evidence::Node(name.into()));
        }
    }
}

/// Elements that hold a whole page or article, and are named for what it has
/// rather than what it is.
fn is_frame(tag: Tag) -> bool {
    matches!(tag, Tag::Body | Tag::Main | Tag::Article)
}

/// A phrase rule's page.
pub(super) fn card(stanzas: &Stanzas) -> Card {
    let shared = |texts: &[String]| texts.iter().map(|text| Arc::from(text.as_str())).collect();
    let places: Vec<_> = stanzas.wheres.iter().map(|place| place.about()).collect();
    Card {
        id: stanzas.id.as_str().into(),
        family: stanzas.family.as_str().into(),
        why: stanzas.why.as_str().into(),
        how: format!("{} phrases, as {}", stanzas.phrases, places.join(", or ")).into(),
        examples: Examples {
            removes: shared(&stanzas.removes),
            keeps: shared(&stanzas.keeps),
        },
    }
}
