//! Where a document's article begins and ends, as far as its lines show.

use super::page::Page;
use super::phrases::Zone;
use crate::model::BlockKind;

/// So many lines at either end are its edges whatever they are: a standfirst
/// may come before the byline, a sentence about the author after the last.
const FIRST: usize = 3;
const LAST: usize = 3;
/// The same at the end of a document without paragraphs.
const LAST_OF_NONE: usize = 6;
/// So many lines under a page's headline are the start of its article, whatever
/// stands above it.
const UNDER_HEADLINE: usize = 6;

/// The lines before the first paragraph or under the headline, and those after
/// the last paragraph: bylines and dates stand there, calls and credits.
pub(super) struct Edges {
    /// The first line that is not at the start.
    start: usize,
    /// The first line at the end.
    end: usize,
    /// The lines that are headlines.
    headlines: Vec<usize>,
}

impl Edges {
    /// The edges of a page of which the lines `known`, in order, are no
    /// paragraphs, whatever they look like.
    pub(super) fn of(page: &Page<'_>, known: &[usize]) -> Self {
        let is_paragraph = |at: &usize| {
            let line = page.lines.get(*at);
            line.is_some_and(|line| line.is_prose() && known.binary_search(at).is_err())
        };
        let all = page.lines.len();
        let paragraph = (0..all).find(is_paragraph);
        let last = (0..all).rev().find(is_paragraph);
        Self {
            start: paragraph.unwrap_or(0).max(FIRST),
            end: match last {
                Some(last) => (last + 1).min(all.saturating_sub(LAST)),
                None => all.saturating_sub(LAST_OF_NONE),
            },
            headlines: (0..all)
                .filter(|at| {
                    let line = page.lines.get(*at);
                    line.is_some_and(|line| line.kind == BlockKind::Heading(1))
                })
                .collect(),
        }
    }

    /// Where the line at `at` stands.
    pub(super) fn zone(&self, at: usize) -> Zone {
        let before = self.headlines.partition_point(|headline| *headline < at);
        let headline = before.checked_sub(1).and_then(|at| self.headlines.get(at));
        let under = headline.is_some_and(|headline| at - headline <= UNDER_HEADLINE);
        match (under || at < self.start, at >= self.end) {
            (true, true) => Zone::Both,
            (true, false) => Zone::Start,
            (false, true) => Zone::End,
            (false, false) => Zone::Middle,
        }
    }
}
