//! The nouns: plain data that every verb speaks in.
//!
//! Nothing here knows a verb, a file or a clock.

mod account;
mod address;
mod card;
mod claim;
mod cleaned;
mod cluster;
mod counts;
mod document;
pub(crate) mod eight;
mod element;
mod feed;
mod fetched;
mod fetching;
mod fields;
mod finding;
mod fingerprint;
mod genre;
mod hashes;
mod host;
mod knowledge;
mod level;
mod metadata;
mod network;
mod notice;
mod outline;
mod page;
mod part;
pub(crate) mod percent;
mod profile;
mod reach;
mod selector;
mod sitemap;
mod span;
mod spelling;

pub use account::{Account, HostAccount};
pub use address::{
    Address, Credentials, NotAnAddress, NotAnAddressKind, redact_credentials, tracking_parameters,
};
pub use card::{Card, Examples};
pub use claim::{Claim, Evidence, Opinion, Removal};
pub use cleaned::CleanedDocument;
pub use cluster::{Cluster, Clustering, Edge, Kind, Verdict, Why};
pub use counts::{Counts, Tally};
pub use document::{Block, BlockKind, Document, Link, Stated};
pub use element::{Element, Vocabulary};
pub use feed::{Content, Entry, Feed, FeedKind, Place, Problem, ProblemKind};
pub use fetched::{Fetched, Hop};
pub(crate) use fetched::{charset, essence};
pub use fetching::{Fetching, RobotsUnreachable};
pub(crate) use fields::MemberPlace;
pub use fields::{FieldNames, Fields};
pub use finding::{CheckCard, Excerpt, Finding, Region, Related, Severity, Site};
pub(crate) use fingerprint::below;
pub use fingerprint::{Digest, Fingerprint, NormalForm, NotADigest, Scheme, Sketch};
pub use genre::{Genre, Genres};
pub(crate) use hashes::{sort_distinct, sort_hashes};
pub(crate) use host::{Host, host_name, host_of, lineage};
pub use knowledge::{Knowledge, Lesson};
pub use level::Level;
pub use metadata::Metadata;
pub use network::{Network, NotANetwork};
pub use notice::{Failure, Notice};
pub use outline::{Node, Outline, Tag};
pub use page::{Media, RawPage};
pub use part::Part;
pub use profile::Profile;
pub use reach::{Reach, private_name};
pub use selector::{Chosen, Selector};
pub use sitemap::Sitemap;
pub use span::Span;
pub(crate) use spelling::{nearest, unknown_field};
