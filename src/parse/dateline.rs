//! When a page was published, by what stands on it: times near the headline,
//! its address, a day written there.

use super::day;
use super::signs::{Signs, headline, is_beside, is_called};
use crate::model::{Document, Tag};

/// Lines before the headline and after it that may say the day.
const BEFORE: usize = 12;
const AFTER: usize = 60;
/// The longest of them, in bytes, and the longest elsewhere.
const LINE: usize = 120;
const SHORT: usize = 40;

/// The day, where the page states none.
pub(super) fn find(document: &Document, signs: &Signs) -> Option<String> {
    let month_first = is_month_first(document);
    address(document)
        .or_else(|| times(document, signs, month_first))
        .or_else(|| written(document, month_first))
}

/// The day that a page states in another form than ISO 8601.
pub(super) fn day_of(document: &Document, stated: &str) -> Option<String> {
    let is_iso = stated.as_bytes().get(4) == Some(&b'-');
    (!is_iso)
        .then(|| day::first(stated, is_month_first(document)))
        .flatten()
}

/// Whether the month comes before the day where both are numbers.
fn is_month_first(document: &Document) -> bool {
    let language = document.metadata.language.as_deref();
    language.is_none_or(|language| language.get(..2) == Some("en") && !is_british(language))
}

fn is_british(language: &str) -> bool {
    let region = language.rsplit(['-', '_']).next().unwrap_or_default();
    region.len() == 2 && !["us", "en", "ph", "ca"].contains(&&*region.to_ascii_lowercase())
}

/// The day in the path of an address: `/2024/03/05/`, `2024-03-05`.
fn address(document: &Document) -> Option<String> {
    let address = [&document.source, &document.metadata.canonical];
    let address = address.into_iter().flatten().next()?;
    let path = address
        .split_once("://")
        .map_or(&**address, |(_, rest)| rest);
    let (_, path) = path.split_once('/')?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    // A path has its days in whole segments or before the words of one.
    let starts = path.match_indices("20").map(|(at, _)| at);
    let mut starts = starts.filter(|&at| {
        let before = at.checked_sub(1).and_then(|at| path.as_bytes().get(at));
        before.is_none_or(|byte| !byte.is_ascii_alphanumeric())
    });
    starts.find_map(|at| {
        let from = path.get(at..)?;
        let bytes = from.as_bytes();
        let digits = bytes
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits == 8 {
            let part = |range| from.get(range).unwrap_or_default();
            let number = [part(0..4), part(4..6), part(6..8)].join("-");
            return day::first(&number, false);
        }
        let written = matches!(bytes.get(4), Some(b'/' | b'-' | b'_'));
        let number: String = from
            .chars()
            .take(10)
            .map(|c| if c == '_' || c == '/' { '-' } else { c })
            .collect();
        written.then(|| day::first(&number, false)).flatten()
    })
}

/// The time nearest to the headline, those after it first.
fn times(document: &Document, signs: &Signs, month_first: bool) -> Option<String> {
    let headline = headline(document);
    let near = |node: u32| (node < headline, node.abs_diff(headline));
    let mut times: Vec<(u32, &str)> = signs
        .times
        .iter()
        .map(|(node, time)| (*node, &**time))
        .collect();
    times.sort_by_key(|&(node, _)| near(node));
    let is_own = |node| !is_beside(document, node) && !is_change(document, node);
    let (node, time) = times.into_iter().find(|&(node, _)| is_own(node))?;
    let text = || {
        let span = document.outline.get(node)?.span;
        Some(span.of(&document.text))
    };
    if day::first(time, month_first).is_some() {
        let iso = time
            .as_bytes()
            .get(..4)
            .is_some_and(|year| year.iter().all(u8::is_ascii_digit));
        return if iso {
            Some(time.to_owned())
        } else {
            day::first(time, month_first)
        };
    }
    text().and_then(|text| day::first(text, month_first))
}

/// Whether an element says when the page was changed.
fn is_change(document: &Document, node: u32) -> bool {
    let outline = &document.outline;
    let mut around = outline.get(node);
    for _ in 0..2 {
        let Some(node) = around else { return false };
        if is_called(outline, node, &["updat", "modif"]) {
            return true;
        }
        around = node.parent.and_then(|node| outline.get(node));
    }
    false
}

/// The first day in a short line about the headline, or the only one that the
/// short lines of the page say.
fn written(document: &Document, month_first: bool) -> Option<String> {
    let headline = headline(document);
    let start = document
        .outline
        .get(headline)
        .filter(|node| node.tag != Tag::Body);
    let start = start.map_or(0, |node| node.span.start);
    let blocks = &document.blocks;
    let at = blocks.partition_point(|block| block.span.start < start);
    let days = |from: usize, blocks: usize, longest: usize| {
        let blocks = document.blocks.iter().skip(from).take(blocks);
        let lines = blocks.flat_map(|block| document.content(block).split('\n'));
        let lines = lines.filter(move |line| line.len() <= longest);
        lines.filter_map(move |line| day::first(line, month_first))
    };
    let mut near = days(at.saturating_sub(BEFORE), BEFORE.min(at) + AFTER, LINE);
    near.next().or_else(|| {
        let mut all = days(0, blocks.len(), SHORT);
        let only = all.next()?;
        all.all(|other| other == only).then_some(only)
    })
}
