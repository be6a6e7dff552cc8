//! The index that a run was given: what it knows, and what it is to remember.

use std::path::Path;

use super::RunError;
use super::compare::Candidate;
use crate::index::{Index, Writer};
use crate::model::Scheme;

/// An index of earlier runs, held for the whole of this one.
pub(super) struct Past {
    writer: Writer,
    /// Of each candidate, the address of its document.
    addresses: Vec<Option<String>>,
}

impl Past {
    /// Opens the index in a folder, or starts one there.
    pub(super) fn open(folder: &Path) -> Result<Self, RunError> {
        Ok(Self {
            writer: Writer::open(folder, Scheme::DEFAULT)?,
            addresses: Vec::new(),
        })
    }

    /// The index as it was before the run.
    pub(super) const fn index(&self) -> &Index {
        self.writer.index()
    }

    /// Notes of the next candidate's document what the index is to know of it.
    pub(super) fn note(&mut self, address: Option<&str>) {
        self.addresses.push(address.map(str::to_owned));
    }

    /// Adds a candidate that is kept, by its place among all.
    pub(super) fn add(&mut self, place: usize, candidate: &Candidate) -> Result<(), RunError> {
        let address = self.addresses.get(place).and_then(Option::as_deref);
        let (id, _) = candidate.name();
        if let Some(fingerprint) = candidate.fingerprint() {
            self.writer
                .add(id, address, candidate.date(), fingerprint)?;
        }
        Ok(())
    }

    /// Remembers all that was added. Comes last in a run, so that what the index
    /// knows of was written; a run that ends before leaves the index as it was.
    pub(super) fn remember(self) -> Result<(), RunError> {
        Ok(self.writer.commit()?)
    }
}
