//! A feed as it was read: what it says of itself, its entries, and what was
//! wrong with it.

use std::fmt;

use serde::Serialize;

use super::{Element, Media, Span};

/// An RSS, Atom or JSON feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Feed {
    /// Which format it is written in; none where it is no feed at all.
    pub kind: Option<FeedKind>,
    /// Its name.
    pub title: Option<Content>,
    /// What it says it is about.
    pub summary: Option<Content>,
    /// The address of the site it belongs to.
    pub link: Option<String>,
    /// Declared language (BCP 47).
    pub language: Option<String>,
    /// Its own identifier.
    pub id: Option<String>,
    /// Who writes it; several names are joined by a comma.
    pub author: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was last changed, as written.
    pub updated: Option<String>,
    /// Its entries, in their order.
    pub entries: Vec<Entry>,
    /// What had to be mended to read it, in the order of the text.
    pub problems: Vec<Problem>,
    /// How it is written: its first elements, each after the one it stands in.
    #[serde(skip)]
    pub elements: Vec<Element>,
}

/// A format of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FeedKind {
    /// RSS 0.90 to 0.94.
    Rss09,
    /// RSS 1.0, which is RDF.
    Rss10,
    /// RSS 2.0.
    Rss20,
    /// Atom 0.3, never a standard.
    Atom03,
    /// Atom 1.0, RFC 4287.
    Atom10,
    /// JSON Feed 1.0.
    Json10,
    /// JSON Feed 1.1.
    Json11,
}

/// One entry of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its `guid` or `id`, as written.
    pub id: Option<String>,
    /// Its headline.
    pub title: Option<Content>,
    /// The address of the page it announces.
    pub link: Option<String>,
    /// Who wrote it; several names are joined by a comma.
    pub author: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was last changed, as written.
    pub updated: Option<String>,
    /// Declared language (BCP 47), its own or the feed's.
    pub language: Option<String>,
    /// Its teaser or abstract.
    pub summary: Option<Content>,
    /// Its full text.
    pub content: Option<Content>,
    /// Where it starts.
    pub place: Place,
    /// All of it, in the decoded text of the feed.
    pub span: Span,
}

impl Entry {
    /// The longer of content and summary: feeds that hold a whole article in
    /// the one often have a few words in the other.
    pub fn fullest(&self) -> Option<&Content> {
        let length = |content: &&Content| content.value.len();
        let (content, summary) = (self.content.as_ref(), self.summary.as_ref());
        // `max_by_key` takes the last of equals.
        summary.into_iter().chain(content).max_by_key(length)
    }
}

/// A piece of wording in a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Content {
    /// The text or markup, escapes undone.
    pub value: String,
    /// Whether the value is markup or plain text.
    pub media: Media,
    /// Declared language (BCP 47).
    pub language: Option<String>,
    /// What relative addresses in it are relative to.
    pub base: Option<String>,
}

/// A place in the decoded text of a feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// Bytes before it.
    pub offset: usize,
    /// Its line, from 1.
    pub line: usize,
    /// Its character in the line, from 1.
    pub column: usize,
}

/// Something that had to be mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What sort of thing.
    pub kind: ProblemKind,
    /// Where.
    pub place: Place,
    /// What was found: lower case, no full stop.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { line, column, .. } = self.place;
        write!(f, "{line}:{column}: {}", self.message)
    }
}

/// Sorts of problems a feed is read in spite of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ProblemKind {
    /// The root is of no feed, or there is none.
    NotAFeed,
    /// Bytes that are no text in its encoding, or a declaration that is not true.
    WrongEncoding,
    /// A namespace prefix that was never declared.
    UndeclaredPrefix,
    /// An entity of HTML, which XML does not know.
    HtmlEntity,
    /// An entity nobody knows, or one of the feed's own, which are not expanded.
    UnknownEntity,
    /// The feed declares entities of its own.
    EntityDeclaration,
    /// An `&` that starts no reference.
    UnescapedAmpersand,
    /// A `<` that starts no tag.
    UnescapedLess,
    /// A character XML does not allow.
    ControlCharacter,
    /// Something before or after the root element.
    JunkAroundRoot,
    /// An end tag without its start tag, or a start tag without its end tag.
    MismatchedTag,
    /// An attribute that cannot be read.
    BrokenAttribute,
    /// Markup or JSON that ends early.
    Truncated,
}
