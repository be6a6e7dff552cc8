//! The phrase rules at work: lines and elements with known words.
//!
//! A heading of a paragraph that stays, stays: "Get started" is a section's
//! heading there, and a button elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Rules;
use super::claims::Claims;
use super::page::{Line, Page};
use super::phrases::{Card as Stanzas, Match, Scratch, Zone};
use crate::model::{BlockKind, Card, Evidence, Examples, Span, Tag};

/// So many lines at either end of a document are its edges: bylines and dates
/// stand at the start, calls and credits at the end.
const FIRST: usize = 3;
const LAST: usize = 6;

/// Claims every line, head or tail of a line, and element that a phrase rule
/// knows.
pub(super) fn judge(page: &Page<'_>, rules: &Rules, claims: &mut Claims<'_>) {
    let mut scratch = Scratch::default();
    let mut matches = Vec::new();
    elements(page, rules, claims, &mut scratch, &mut matches);
    // A heading waits for what follows it.
    let mut heading: Vec<(usize, Span, usize)> = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        matches.clear();
        if may_be_phrase(page, at, line) {
            let zone = zone(at, page.lines.len());
            rules.phrases.find(
                page.text(line),
                zone,
                &rules.mask,
                &mut scratch,
                &mut matches,
            );
        }
        if matches.is_empty() && line.runs() {
            heading.clear();
        }
        let found = matches.iter().map(|found| {
            (
                found.rule,
                Span::new(line.span.start + found.start, line.span.start + found.end),
                found.phrase,
            )
        });
        let waiting: Vec<_> = if matches!(line.kind, BlockKind::Heading(_)) {
            std::mem::replace(&mut heading, found.collect())
        } else {
            heading.drain(..).chain(found).collect()
        };
        claim(rules, claims, waiting);
    }
    claim(rules, claims, heading);
}

fn claim(rules: &Rules, claims: &mut Claims<'_>, found: Vec<(usize, Span, usize)>) {
    for (rule, span, phrase) in found {
        claims.speaker(rule);
        claims.remove(span, Evidence::Phrase(rules.phrases.phrase(phrase).into()));
    }
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
            claims.remove(span, Evidence::Node(name.into()));
        }
    }
}

/// Elements that hold a whole page or article, and are named for what it has
/// rather than what it is.
fn is_frame(tag: Tag) -> bool {
    matches!(tag, Tag::Body | Tag::Main | Tag::Article)
}

fn zone(at: usize, lines: usize) -> Zone {
    match (at < FIRST, at + LAST >= lines) {
        (true, true) => Zone::Both,
        (true, false) => Zone::Start,
        (false, true) => Zone::End,
        (false, false) => Zone::Middle,
    }
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
