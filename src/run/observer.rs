//! Who watches a run.

use super::{RunError, RunErrorKind};
use crate::model::{Failure, Notice};

/// Something that happened in a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Another record is done; its page had so many bytes.
    Record {
        /// Bytes of the page.
        bytes: u64,
    },
    /// A record was lost.
    Failed(&'a Failure),
    /// Something about a document was odd.
    Notice {
        /// The document.
        id: &'a str,
        /// What was odd.
        notice: &'a Notice,
    },
    /// So many addresses are known, so many of them are done.
    Fetched {
        /// Addresses given and found.
        known: u64,
        /// Those that came, failed or were left out.
        done: u64,
    },
    /// Every record is read; documents are compared.
    Comparing,
}

/// Watches a run and may end it; `&()` watches nothing.
pub trait Observer: Sync {
    /// Hears what happened.
    fn on(&self, event: &Event<'_>);

    /// Whether the run is to end; asked between batches, and all through a
    /// comparison.
    fn cancelled(&self) -> bool {
        false
    }
}

impl Observer for () {
    fn on(&self, _: &Event<'_>) {}
}

/// Ends what must not go on: an error where the run is to end.
pub(super) fn heed(observer: &dyn Observer) -> Result<(), RunError> {
    if observer.cancelled() {
        let message = "the run was ended early";
        return Err(RunError::new(RunErrorKind::Cancelled, message));
    }
    Ok(())
}
