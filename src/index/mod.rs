//! Fingerprints on disk: what earlier runs kept, so that later ones find it again.
//!
//! ```text
//! DIR/manifest        which segments count: the one file that is ever replaced
//! DIR/000007.segment  documents, names, frequencies, postings; never changed
//! DIR/lock, holder    whose turn it is to write
//! ```
//!
//! A writer adds segments beside those there are, waits until they are on the
//! disk, and puts a manifest in the place of the old one by renaming it. So the
//! index is at every moment what it was before or what it is afterwards, whenever
//! a writer is killed; what that leaves behind is swept by the next. A reader
//! needs no lock: it opens the segments of one manifest, none of which change.
//!
//! Of a document its identifier, address, date and digest are kept, and a sample
//! of its shingles ([`SAMPLE`]); half of the sample at most, in `postings`, leads
//! from a shingle to its documents. `frequencies` counts every shingle of every
//! document that was added, sampled or not: what is rare is known exactly.
#![expect(
    clippy::disallowed_methods,
    reason = "the index is files, and its lock says since when it is held"
)]

mod blocks;
mod bytes;
mod candidates;
mod error;
mod exchange;
mod lock;
mod manifest;
mod merge;
mod pairs;
mod record;
mod segment;
mod snapshot;
mod verify;
mod writer;

pub use candidates::Candidates;
pub use error::{IndexError, IndexErrorKind};
pub use exchange::Exchanged;
pub use record::{Record, SAMPLE};
pub use snapshot::{Index, Place, Stats};
pub use writer::Writer;
