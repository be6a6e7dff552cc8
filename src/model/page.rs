//! What came off the wire or out of a corpus, before anyone looked inside.

use serde::{Deserialize, Serialize};

use super::{Fields, Metadata, Notice};

/// One page as it was scraped: bytes, and what is known about them.
#[derive(Clone, Debug, Default)]
pub struct RawPage {
    /// Its own identifier, or one made from where it was found.
    pub id: String,
    /// The file it was found in, and the line where the file has several.
    pub origin: String,
    /// Address it was fetched from, where known.
    pub source: Option<String>,
    /// How its bytes are to be read.
    pub media: Media,
    /// Character encoding its transport declared (a `charset` parameter).
    pub charset: Option<String>,
    /// The page itself.
    pub bytes: Vec<u8>,
    /// What the record around it says: title, author, dates.
    pub metadata: Metadata,
    /// Every field of the record, as written and in order; empty for a bare file.
    pub fields: Fields,
    /// What was odd about where it was found.
    pub notices: Vec<Notice>,
}

/// How the bytes of a page are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Media {
    /// A web page with its markup.
    Html,
    /// Text already extracted, a paragraph or a line at a time.
    #[default]
    Text,
    /// Text with Markdown structure.
    Markdown,
    /// An RSS, Atom or JSON feed, each entry of which is a page of its own.
    Feed,
}
