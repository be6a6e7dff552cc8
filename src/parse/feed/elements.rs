//! The elements of a feed, as they are met.

use crate::model::{Element, Span, Vocabulary};

/// Elements that are told; a feed of some thousand entries has no more.
const MOST: usize = 1 << 17;
/// Bytes of an element's text and of an attribute that are told; what is
/// longer is content, which its entry has.
const LONGEST: usize = 2048;

#[derive(Debug, Default)]
pub(super) struct Elements {
    found: Vec<Element>,
}

impl Elements {
    /// Takes a start tag; gives the element's number, unless there are too many.
    pub(super) fn open(
        &mut self,
        (vocabulary, name): (Vocabulary, &str),
        parent: Option<usize>,
        entry: Option<usize>,
        attributes: &[(&str, String)],
        tag: Span,
    ) -> Option<usize> {
        if self.found.len() >= MOST {
            return None;
        }
        let attributes = attributes
            .iter()
            .filter(|(name, value)| name.len() + value.len() <= LONGEST)
            .map(|(name, value)| ((*name).into(), value.as_str().into()))
            .collect();
        self.found.push(Element {
            vocabulary,
            name: name.into(),
            parent,
            entry,
            attributes,
            text: String::new(),
            mixed: false,
            span: tag,
            inside: Span::new(tag.end, tag.end),
        });
        Some(self.found.len() - 1)
    }

    /// Takes text directly in an element.
    pub(super) fn text(&mut self, element: Option<usize>, text: &str) {
        let element = element.and_then(|element| self.found.get_mut(element));
        if let Some(Element { text: known, .. }) = element {
            let room = LONGEST.saturating_sub(known.len()).min(text.len());
            let end = (0..=room).rev().find(|&end| text.is_char_boundary(end));
            known.push_str(text.get(..end.unwrap_or(0)).unwrap_or_default());
        }
    }

    /// Notes that markup stands in an element's text.
    pub(super) fn mix(&mut self, element: Option<usize>) {
        if let Some(element) = element.and_then(|element| self.found.get_mut(element)) {
            element.mixed = true;
        }
    }

    /// Takes an end tag, which starts and ends at these bytes.
    pub(super) fn close(&mut self, element: Option<usize>, tag: Span) {
        if let Some(element) = element.and_then(|element| self.found.get_mut(element)) {
            element.span.end = tag.end.max(element.span.end);
            element.inside.end = tag.start.max(element.inside.start);
        }
    }

    pub(super) fn finish(self) -> Vec<Element> {
        self.found
    }
}
