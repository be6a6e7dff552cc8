//! What became of a document, as it is told and counted.

use super::passages::Leaving;
use crate::model::{Counts, Kind, Verdict};
use crate::report::{Kept, cluster_row};

/// What became of a document.
pub(super) struct Judged<'d> {
    /// Its identifier, and which record of the input it is.
    pub(super) name: (&'d str, u64),
    /// What to say of it.
    pub(super) row: String,
    /// Whether it stays; `None` where it took no part.
    pub(super) keep: Option<bool>,
}

impl Judged<'_> {
    /// The document with its row, and rows of what was removed from it.
    pub(super) fn leaving(&self, row: &[u8], removed: &str) -> Leaving {
        Leaving {
            name: (self.name.0.to_owned(), self.name.1),
            keep: self.keep,
            row: row.to_vec(),
            removed: removed.to_owned(),
        }
    }
}

/// What to say of a document, and of the one that is kept for it; what became of
/// it is counted.
pub(super) fn judged<'d>(
    name: (&'d str, u64),
    verdict: Option<&Verdict>,
    of: Option<Kept<'_>>,
    counts: &mut Counts,
) -> Judged<'d> {
    count(verdict, counts);
    Judged {
        name,
        row: cluster_row(name.0, name.1, verdict, of),
        keep: verdict.map(|verdict| verdict.keep),
    }
}

fn count(verdict: Option<&Verdict>, counts: &mut Counts) {
    match verdict {
        Some(verdict) if verdict.keep => counts.kept += 1,
        Some(verdict) if verdict.kind == Kind::Exact => counts.exact += 1,
        Some(_) => counts.near += 1,
        None => {}
    }
}
