//! The elements of a feed as they stand, for those who look at how it is
//! written and not only at what it says.

use serde::Serialize;

use super::Span;

/// An element of an RSS or Atom feed, or a member of a JSON feed.
///
/// Markup inside of what states something is part of that statement, and no
/// element of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Whose name it has.
    pub vocabulary: Vocabulary,
    /// Its name without a prefix, as written.
    pub name: Box<str>,
    /// The element it stands in, by its place in [`Feed::elements`](super::Feed::elements).
    pub parent: Option<usize>,
    /// The entry it belongs to or is, by its place in the feed.
    pub entry: Option<usize>,
    /// Names and values, references resolved, as far as they are not long.
    pub attributes: Vec<(Box<str>, Box<str>)>,
    /// The text directly in it, references resolved: its first kilobytes.
    pub text: String,
    /// Whether markup stands in its text.
    pub mixed: bool,
    /// All of it, in the decoded text of the feed.
    pub span: Span,
    /// What stands between its tags; a member's value.
    pub inside: Span,
}

impl Element {
    /// The value of an attribute by its name as written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(found, _)| **found == *name)
            .map(|(_, value)| &**value)
    }

    /// Its start tag; all of a member, which has none.
    pub const fn tag(&self) -> Span {
        let tag = Span::new(self.span.start, self.inside.start);
        if tag.is_empty() { self.span } else { tag }
    }
}

/// Whose names they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Vocabulary {
    /// The feed's own: RSS without a namespace, or with one.
    Core,
    /// Atom, of any version.
    Atom,
    /// Dublin Core, the fifteen elements.
    DublinCore,
    /// Dublin Core, the terms.
    DublinCoreTerms,
    /// The content module of RSS 1.0.
    ContentModule,
    /// Media RSS.
    Media,
    /// The podcast elements of iTunes.
    Itunes,
    /// The syndication module of RSS 1.0.
    Syndication,
    /// RDF.
    Rdf,
    /// What XML itself defines.
    Xml,
    /// XHTML.
    Xhtml,
    /// JSON Feed.
    Json,
    /// Any other.
    Foreign,
}
