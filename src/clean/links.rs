//! The phrase rules at work: sentences that are a link, inside a paragraph.
//!
//! "Read more: The old ferry is sold" between two sentences is a pointer where
//! its words lead elsewhere; the same words without a link may be the author's.

use super::claims::Claims;
use super::page::{Line, Page};
use super::phrases::{Mask, Match, Phrases, Scratch, Zone};
use crate::model::{BlockKind, Evidence, Level, Span};

/// The longest such sentence, in bytes.
const LONGEST: usize = 200;
/// What ends the sentence before.
const STOPS: [&str; 8] = [". ", "! ", "? ", "… ", "\u{201d} ", "।", "。", "！"];
/// Bytes of the longest of them.
const LONGEST_STOP: usize = 4;

/// Claims the sentences of paragraphs that end in a link and are a phrase as a
/// whole.
pub(super) fn judge(
    page: &Page<'_>,
    phrases: &Phrases,
    mask: &Mask,
    scratch: &mut Scratch,
    claims: &mut Claims<'_>,
) {
    let mut matches: Vec<Match> = Vec::new();
    for link in &page.document.links {
        let at = page
            .lines
            .partition_point(|line| line.span.end <= link.span.start);
        let Some(line) = page.lines.get(at).filter(|line| is_paragraph(line)) else {
            continue;
        };
        let Some(span) = sentence(page, line, link.span) else {
            continue;
        };
        let text = span.of(&page.document.text);
        phrases.find(
            text,
            Zone::Middle,
            Level::Standard,
            mask,
            scratch,
            &mut matches,
        );
        for found in matches
            .iter()
            .filter(|found| found.start == 0 && found.end == text.len())
        {
            claims.speaker(found.rule);
            let phrase = phrases.phrase(found.phrase);
            claims.remove(Level::Standard, span, Evidence::Phrase(phrase.into()));
        }
    }
}

/// Whether most of a line is running text.
fn is_paragraph(line: &Line) -> bool {
    line.kind != BlockKind::Code && line.is_prose() && line.linked < 0.5
}

/// The sentence of a line that ends with a link, where the line has others.
fn sentence(page: &Page<'_>, line: &Line, link: Span) -> Option<Span> {
    let text = page.text(line);
    let (start, end) = (
        link.start.checked_sub(line.span.start)?,
        link.end.checked_sub(line.span.start)?,
    );
    let after = text.get(end..)?;
    let stop = after.starts_with(['.', '!', '?', '…', '»']);
    let end = end
        + if stop {
            after.chars().next()?.len_utf8()
        } else {
            0
        };
    let rest = text.get(end..)?;
    let next = rest.trim_start().chars().next();
    let ends = next.is_none_or(|next| !next.is_lowercase() && next.is_alphanumeric());
    if !ends {
        return None;
    }
    let begins = begins(text.get(..start)?);
    let part = (begins, end) != (0, text.len());
    (part && end - begins <= LONGEST)
        .then(|| Span::new(line.span.start + begins, line.span.start + end))
}

/// Where the sentence begins in which a text ends; at its start if further back
/// than a sentence is looked at.
fn begins(text: &str) -> usize {
    let mut from = text.len().saturating_sub(LONGEST + LONGEST_STOP);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text.get(from..).unwrap_or_default();
    let stops = STOPS.iter();
    let ends = stops.filter_map(|stop| near.rfind(stop).map(|at| from + at + stop.len()));
    ends.max().unwrap_or(0)
}
