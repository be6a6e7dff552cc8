//! A document and what was sieved out of it.

use super::{Document, Removal, Span};

/// A view over a document: removals, and what is kept between them.
///
/// Nothing is thrown away. Kept and removed spans tile the document's text
/// exactly, so the text can be explained, compared and put together again.
#[derive(Clone, Debug)]
pub struct CleanedDocument {
    /// The whole document, as parsed.
    pub document: Document,
    /// What goes: disjoint, sorted, never empty spans.
    pub removals: Vec<Removal>,
    /// What stays and a higher level would remove: disjoint, sorted, apart from
    /// the removals.
    pub suspects: Vec<Removal>,
    /// How well the main content of a page with markup could be told, 0 to 1:
    /// the F1 of its words that nine in ten such pages reach.
    pub confidence: Option<f32>,
}

impl CleanedDocument {
    /// The spans that stay, in order; with the removals they tile the text.
    pub fn kept(&self) -> impl Iterator<Item = Span> {
        let ends = self.removals.iter().map(|removal| removal.span.end);
        let starts = self.removals.iter().map(|removal| removal.span.start);
        std::iter::once(0)
            .chain(ends)
            .zip(starts.chain(std::iter::once(self.document.text.len())))
            .map(|(start, end)| Span::new(start, end))
            .filter(|span| !span.is_empty())
    }

    /// The text that stays.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.document.text.len());
        for span in self.kept() {
            text.push_str(span.of(&self.document.text));
        }
        text
    }

    /// Whether no word stays: nothing but white space, or nothing at all.
    pub fn is_empty(&self) -> bool {
        self.kept()
            .all(|span| span.of(&self.document.text).trim().is_empty())
    }
}
