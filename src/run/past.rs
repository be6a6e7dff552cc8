//! The index that a run was given: what it knows, and what it is to remember.

use std::path::Path;

use super::RunError;
use crate::index::{Index, Writer};
use crate::model::{Fingerprint, Scheme};

/// An index of earlier runs, held for the whole of this one.
pub(super) struct Past {
    writer: Writer,
}

impl Past {
    /// Opens the index in a folder, or starts one there.
    pub(super) fn open(folder: &Path) -> Result<Self, RunError> {
        Ok(Self {
            writer: Writer::open(folder, Scheme::DEFAULT)?,
        })
    }

    /// The same, with no more than so many bytes of what is to be remembered in
    /// memory.
    pub(super) fn within(self, bytes: usize) -> Self {
        Self {
            writer: self.writer.within(bytes),
        }
    }

    /// The index as it was before the run.
    pub(super) const fn index(&self) -> &Index {
        self.writer.index()
    }

    /// Adds a document that is kept: neither the index nor another that is has its
    /// text.
    pub(super) fn add(
        &mut self,
        id: &str,
        address: Option<&str>,
        date: Option<i64>,
        fingerprint: &Fingerprint,
    ) -> Result<(), RunError> {
        Ok(self.writer.add_new(id, address, date, fingerprint)?)
    }

    /// Remembers all that was added. Comes last in a run, so that what the index
    /// knows of was written; a run that ends before leaves the index as it was.
    pub(super) fn remember(self) -> Result<(), RunError> {
        Ok(self.writer.commit()?)
    }
}
