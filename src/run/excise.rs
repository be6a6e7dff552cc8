//! Passages out of a text of which other parts are gone already.

use super::passages::Leaving;
use crate::clean::settle::widen;
use crate::corpus::Members;
use crate::fingerprint::fingerprint;
use crate::model::{Card, Evidence, Examples, Removal, Scheme, Span, Tally};
use crate::report::{PassagePlace, RemovedRow, changed_row, removed_row};

/// The rule that is named for passages that stand before.
pub(super) const RULE: &str = "repeated-passage";

/// The rule's page.
pub fn repeated_passage() -> Card {
    Card {
        id: RULE.into(),
        family: "duplicates".into(),
        why: "what a document before says word by word needs no second place in a corpus".into(),
        how: "50 words or more that a kept document has in common with one before it, or says \
              twice; they stay where they were first"
            .into(),
        examples: Examples::default(),
    }
}

/// What stays of a text.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) text: String,
    /// Its parts, and where each begins in the whole text.
    parts: Vec<(Span, usize)>,
}

/// A passage of the kept text, and where it was before.
pub(super) struct Repeat {
    pub(super) span: Span,
    pub(super) of: PassagePlace<'static>,
}

impl Kept {
    /// The text of a document's row and, of the whole, what its removals left.
    pub(super) fn of(document: &Leaving, field: &str) -> Self {
        let text = text(&document.row, field).unwrap_or_default();
        let mut parts = Vec::new();
        let (mut at, mut whole) = (0, 0);
        for (span, _) in removals(&document.removed) {
            let length = span.start.saturating_sub(whole);
            parts.push((Span::new(at, at + length), whole));
            (at, whole) = (at + length, span.end);
        }
        parts.push((Span::new(at, text.len().max(at)), whole));
        Self { text, parts }
    }

    /// Where a part of the text stands in the whole text, piece by piece.
    fn pieces(&self, span: Span) -> impl Iterator<Item = (Span, &str)> {
        let first = self
            .parts
            .partition_point(|(part, _)| part.end <= span.start);
        let parts = self.parts.iter().skip(first);
        let parts = parts.take_while(move |(part, _)| part.start < span.end);
        parts.filter_map(move |&(part, whole)| {
            let piece = Span::new(span.start.max(part.start), span.end.min(part.end));
            let start = whole + piece.start - part.start;
            (!piece.is_empty())
                .then(|| (Span::new(start, start + piece.len()), piece.of(&self.text)))
        })
    }

    /// From the start to the end of a part in the whole text.
    pub(super) fn whole(&self, span: Span) -> Span {
        let mut pieces = self.pieces(span).map(|(piece, _)| piece);
        let first = pieces.next().unwrap_or_default();
        Span::new(first.start, pieces.last().unwrap_or(first).end)
    }

    /// Takes passages out of a document; they are counted.
    pub(super) fn without(
        &self,
        repeats: Vec<Repeat>,
        document: &mut Leaving,
        field: &str,
        tally: &mut Tally,
    ) {
        let removals = settled(&self.text, repeats);
        if removals.is_empty() {
            return;
        }
        let mut kept = String::with_capacity(self.text.len());
        let mut from = 0;
        let mut rows: Vec<(Span, String)> = self::removals(&document.removed)
            .map(|(span, row)| (span, row.to_owned() + "\n"))
            .collect();
        let (id, record) = &document.name;
        for removal in removals {
            kept.push_str(Span::new(from, removal.span.start).of(&self.text));
            from = removal.span.end;
            tally.removals += 1;
            tally.characters += removal.span.of(&self.text).chars().count() as u64;
            for (span, text) in self.pieces(removal.span) {
                let removal = Removal {
                    span,
                    ..removal.clone()
                };
                rows.push((span, removed_row(id, *record, &removal, text)));
            }
        }
        kept.push_str(self.text.get(from..).unwrap_or_default());
        rows.sort_by_key(|row| row.0);
        document.removed = rows.into_iter().map(|row| row.1).collect();
        let sha256 = fingerprint(&kept, Scheme::DEFAULT).exact.to_string();
        if let Ok(members) = serde_json::from_slice::<Members<'_>>(&document.row) {
            document.row = changed_row(members.iter(), field, &kept, &sha256).into();
        }
    }
}

/// Passages as removals: those that overlap are one, and what only closes or
/// opens them goes with them, as white space does.
fn settled(text: &str, repeats: Vec<Repeat>) -> Vec<Removal> {
    let mut removals: Vec<Removal> = Vec::new();
    for Repeat { span, of } in repeats {
        let span = with_marks(text, span);
        match removals.last_mut() {
            Some(last) if span.start <= last.span.end => {
                last.span.end = last.span.end.max(span.end);
            }
            _ => removals.push(Removal {
                span,
                rule: RULE.into(),
                evidence: Evidence::Before {
                    id: of.id.as_ref().into(),
                    record: of.record,
                    span: of.span,
                },
            }),
        }
    }
    widen(text, &mut removals);
    removals
}

/// A span of whole words with the quotation marks, brackets and full stops at
/// its ends, up to white space or the end of the text.
pub(super) fn with_marks(text: &str, span: Span) -> Span {
    let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let opening = before.trim_end_matches(is_mark);
    let closing = after.trim_start_matches(is_mark);
    let is_open = opening.is_empty() || opening.ends_with(char::is_whitespace);
    let is_closed = closing.is_empty() || closing.starts_with(char::is_whitespace);
    Span::new(
        if is_open { opening.len() } else { span.start },
        if is_closed {
            text.len() - closing.len()
        } else {
            span.end
        },
    )
}

/// The spans of rows of removals, with the rows.
fn removals(rows: &str) -> impl Iterator<Item = (Span, &str)> {
    rows.lines().filter_map(|row| {
        let removed: RemovedRow<'_> = serde_json::from_str(row).ok()?;
        Some((removed.span, row))
    })
}

/// The text of a row.
fn text(row: &[u8], field: &str) -> Option<String> {
    let members: Members<'_> = serde_json::from_slice(row).ok()?;
    serde_json::from_str(members.get(field)?.get()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, passages: &[&str], expected: &str) {
        let repeats = passages.iter().map(|passage| {
            let start = text.find(passage).unwrap();
            Repeat {
                span: Span::new(start, start + passage.len()),
                of: PassagePlace {
                    id: "a".into(),
                    record: 0,
                    span: Span::new(1, 2),
                },
            }
        });
        let mut document = Leaving {
            row: format!("{{\"text\":{text:?}}}").into_bytes(),
            ..Leaving::default()
        };
        let kept = Kept::of(&document, "text");
        kept.without(
            repeats.collect(),
            &mut document,
            "text",
            &mut Tally::default(),
        );
        let left = super::text(&document.row, "text").unwrap();
        assert_eq!(left, expected);
        let spans: Vec<Span> = removals(&document.removed).map(|row| row.0).collect();
        assert!(spans.windows(2).all(|pair| pair[0].end < pair[1].start));
        let whole: usize = spans.iter().map(|span| span.len()).sum();
        assert_eq!(whole + left.len(), text.len());
    }

    #[test]
    fn what_is_left_reads_as_if_nothing_had_been_there() {
        check("One. “Two three.” Four.", &["Two three"], "One. Four.");
        check("One. Two three", &["Two three"], "One.");
        check("One, two-three four.", &["two"], "One,-three four.");
        check(
            "One two three four five.",
            &["two three", "three four"],
            "One five.",
        );
        check(
            "One.\n\nTwo three.\n\nFour.",
            &["Two three"],
            "One.\n\nFour.",
        );
        check("One", &["One"], "");
        check("One", &[], "One");
    }

    #[test]
    fn parts_stand_in_the_whole_text() {
        // Of "0123456789" the parts 2..4 and 7..8 are gone.
        let row = |start: usize, end: usize| {
            format!(
                "{{\"id\":\"a\",\"record\":0,\"span\":[{start},{end}],\"rule\":\"r\",\"evidence\":{{\"phrase\":\"x\"}},\"text\":\"\"}}\n"
            )
        };
        let document = Leaving {
            row: b"{\"text\":\"0145689\"}".to_vec(),
            removed: row(2, 4) + &row(7, 8),
            ..Leaving::default()
        };
        let kept = Kept::of(&document, "text");
        for (start, end, whole) in [
            (0, 2, (0, 2)),
            (0, 3, (0, 5)),
            (2, 7, (4, 10)),
            (4, 6, (6, 9)),
        ] {
            let found = kept.whole(Span::new(start, end));
            assert_eq!((found.start, found.end), whole);
        }
    }
}
