//! The steps of [`cluster`](super::cluster()) on flat rows, for corpora that no
//! memory holds.
//!
//! ```text
//! prints --copies--> copies (text, document)
//! prints, copies --common--> common shingles
//! prints, copies, common --meetings--> texts, meetings (band, text)
//! meetings --pairs--> pairs (left, right)
//! pairs, texts --edges--> edges (left, right, similarity)
//! edges, texts --centres--> centres (text, centre)
//! copies, centres, texts --verdicts--> a verdict on every document
//! ```
//!
//! Documents of earlier runs may follow the others, as they are
//! [met](super::earlier::Earlier): `copies` marks the texts they have, `common`
//! counts what else is known of shingles, `pairs` takes what else may be similar,
//! and the answer is that of [`cluster_after`](super::cluster_after).
//!
//! Each takes rows and gives rows; where it needs them in order it sorts them
//! with a [`Store`](super::rows::Store). Of a corpus they hold 24 bytes a distinct
//! text that is like another, a bit a text, 8 bytes a document of the largest
//! cluster, and 4 bytes a common shingle, of which there is at most one in every
//! [`cap`](super::rare::cap) shingles; all else is as large as the store wants it.

mod centres;
mod copies;
mod edges;
mod meetings;
mod pairs;
mod texts;
mod verdicts;

pub use centres::centres;
pub use copies::{Distinct, copies};
pub use edges::edges;
pub use meetings::{Sketching, common, meetings};
pub use pairs::{Pairs, pairs};
pub use texts::{Shingles, TextShelf, TextWriter};
pub use verdicts::{Candidates, Choosing, Verdicts, verdicts};

use crate::model::{Digest, Fingerprint};

/// What a document is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// Equal in copies.
    pub digest: Digest,
    /// Hashes of the shingles, sorted, each once; none where the document is
    /// nearly empty.
    pub shingles: Vec<u32>,
    /// How often these were halved, see [`Fingerprint::sample`].
    pub level: u8,
}

impl Print {
    /// What of a fingerprint is compared.
    pub fn of(fingerprint: &Fingerprint) -> Self {
        let shingles = if fingerprint.is_slight() {
            Vec::new()
        } else {
            fingerprint.shingles.to_vec()
        };
        Self {
            digest: fingerprint.exact,
            shingles,
            level: fingerprint.level,
        }
    }
}

/// The documents of a corpus, to be gone through more than once.
pub trait Prints {
    /// Why they cannot be read.
    type Error;

    /// Goes back to the first.
    fn rewind(&mut self) -> Result<(), Self::Error>;

    /// The next of them.
    fn next(&mut self) -> Result<Option<Print>, Self::Error>;
}
