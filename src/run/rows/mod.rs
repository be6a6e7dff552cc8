//! Rows on a disk: sorted, read again, put into files.

mod file;
mod numbers;
mod sorter;

use std::path::{Path, PathBuf};

pub(super) use file::RowFile;
pub(super) use numbers::Numbers;
use sorter::{Sorted, SpillSorter};

use super::RunError;
use crate::dedup::rows::{Equal, Row, Sorter, Store};

/// Puts rows on the disk of a folder when they are too many for memory.
///
/// Its files have no name, and are gone when they are closed.
#[derive(Debug, Clone)]
pub(super) struct Disk {
    folder: PathBuf,
    room: usize,
}

impl Disk {
    /// A disk before which each sorter holds rows of `room` bytes.
    pub(super) fn new(folder: &Path, room: usize) -> Self {
        Self {
            folder: folder.to_owned(),
            room,
        }
    }

    /// Bytes of rows that a sorter holds.
    pub(super) const fn room(&self) -> usize {
        self.room
    }

    fn file(&self) -> Result<std::fs::File, RunError> {
        tempfile::tempfile_in(&self.folder)
            .map_err(|error| RunError::output(self.folder.display(), error))
    }
}

impl Store for Disk {
    type Error = RunError;
    type Sorter<R: Row> = SpillSorter<R>;
    type Shelf = Numbers;

    fn sorter<R: Row>(&self, equal: Equal) -> SpillSorter<R> {
        SpillSorter::new(self, equal)
    }

    fn shelf(&self) -> Result<Numbers, RunError> {
        Ok(Numbers::new(self.file()?, 0, 0, &self.folder))
    }
}

impl<R: Row> Sorter<R> for SpillSorter<R> {
    type Error = RunError;
    type Sorted = Sorted<R>;

    fn push(&mut self, row: R) -> Result<(), RunError> {
        self.take(row)
    }

    fn sorted(self) -> Result<Sorted<R>, RunError> {
        self.finish()
    }
}
