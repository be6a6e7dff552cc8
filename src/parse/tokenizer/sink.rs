//! What a tokenizer hands over, and to whom.

use std::borrow::Cow;

use super::super::markup::Name;
use super::normalise::{References, first_special, normalise};
use super::reference::Place;

/// What takes the tokens of a page, in their order.
pub(crate) trait Sink {
    /// Takes a start tag, and says what its element holds.
    fn start_tag(&mut self, tag: &StartTag<'_>) -> Content;
    fn end_tag(&mut self, name: Name);
    /// Takes text that is not empty.
    fn text(&mut self, text: Text<'_>);
    /// Takes a NUL in text, which counts or not by where it stands.
    fn nul(&mut self);
    fn doctype(&mut self, doctype: &Doctype);
    /// Takes that there was a comment where that matters: a line feed after one
    /// is no longer the first of its `<pre>`, which is not kept (WHATWG
    /// 13.2.6.4.7).
    fn comment(&mut self);
    fn end_of_page(&mut self);
    /// Whether the current element is one of SVG or `MathML`, in which there are
    /// CDATA sections.
    fn is_foreign(&self) -> bool;
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct StartTag<'t> {
    pub(crate) name: Name,
    /// In their order, each name once.
    pub(crate) attributes: &'t [Attribute],
    pub(crate) self_closing: bool,
}

/// An attribute, its value as it stands in the page between two offsets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    pub(crate) name: Name,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

impl Attribute {
    /// Its value as it stands in the page.
    #[inline]
    pub(crate) fn written<'p>(&self, page: &'p str) -> &'p str {
        page.get(self.from as usize..self.to as usize)
            .unwrap_or_default()
    }

    /// What it says; most values are as they stand in the page.
    #[inline]
    pub(crate) fn value<'p>(&self, page: &'p str) -> Cow<'p, str> {
        const VALUE: References = References::Decode(Place::Attribute);
        let raw = self.written(page);
        if first_special(raw.as_bytes(), VALUE).is_none() {
            return Cow::Borrowed(raw);
        }
        let mut value = String::new();
        normalise(raw, VALUE, &mut value);
        Cow::Owned(value)
    }
}

/// Text, decoded.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Text<'t> {
    /// As it stands in the page between two offsets.
    Page(u32, u32),
    /// Other than it stands there.
    Written(&'t str),
}

#[cfg(test)]
impl<'t> Text<'t> {
    /// What it says in its page.
    pub(crate) fn of(self, page: &'t str) -> &'t str {
        match self {
            Self::Page(from, to) => page.get(from as usize..to as usize).unwrap_or_default(),
            Self::Written(text) => text,
        }
    }
}

/// What an element holds, as far as the tokenizer reads it otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Markup,
    /// Text in which references are decoded.
    Escapable,
    Raw,
    Script,
    /// Nothing but text until the page ends.
    Plain,
}

/// A document type.
#[derive(Debug, Default)]
pub(crate) struct Doctype {
    pub(crate) name: Option<String>,
    pub(crate) public_id: Option<String>,
    pub(crate) system_id: Option<String>,
    pub(crate) force_quirks: bool,
}
