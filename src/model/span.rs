//! A range of a document's text.

use serde::{Deserialize, Serialize};

/// Byte range of [`Document::text`](super::Document::text), on character boundaries.
///
/// The one coordinate system of the crate: blocks, claims and removals all
/// speak in spans of the same text.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never before `start`.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`; empty where they cross.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte lies in it.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether every byte of `other` lies in it.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Its part of `text`; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The same span without white space at either end of its part of `text`.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let part = self.of(text);
        let ends = [part.as_bytes().first(), part.as_bytes().last()];
        if ends.into_iter().flatten().all(u8::is_ascii_graphic) {
            return self;
        }
        let start = self.start + (part.len() - part.trim_start().len());
        Self::new(start, start + part.trim().len())
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}
