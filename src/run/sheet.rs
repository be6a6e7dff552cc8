//! A file of results, whole under its name or not there.

use std::io::Write;
use std::path::Path;

use super::RunError;
use crate::corpus::Atomic;

/// One of the files of results.
pub(super) struct Sheet(Atomic);

impl Sheet {
    pub(super) fn create(folder: &Path, name: &str) -> Result<Self, RunError> {
        Self::at(&folder.join(name))
    }

    pub(super) fn at(path: &Path) -> Result<Self, RunError> {
        Atomic::create(path)
            .map(Self)
            .map_err(|error| RunError::output(path.display(), error))
    }

    pub(super) fn write(&mut self, rows: &str) -> Result<(), RunError> {
        self.write_bytes(rows.as_bytes())
    }

    pub(super) fn write_bytes(&mut self, rows: &[u8]) -> Result<(), RunError> {
        self.0
            .write_all(rows)
            .map_err(|error| RunError::output(self.0.path().display(), error))
    }

    pub(super) fn finish(self) -> Result<(), RunError> {
        let path = self.0.path().to_owned();
        self.0
            .finish()
            .map_err(|error| RunError::output(path.display(), error))
    }
}
