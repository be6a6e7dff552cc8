//! Rows set aside until it is known which of them stay.

use std::io::{BufRead, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use super::RunError;

/// Lines in a nameless temporary file, read once after they are written.
#[derive(Debug)]
pub(super) struct Spool {
    folder: PathBuf,
    file: BufWriter<std::fs::File>,
}

impl Spool {
    /// An empty spool on the disk of `folder`.
    pub(super) fn new(folder: &Path) -> Result<Self, RunError> {
        let file = tempfile::tempfile_in(folder)
            .map_err(|error| RunError::output(folder.display(), error))?;
        Ok(Self {
            folder: folder.to_owned(),
            file: BufWriter::with_capacity(1 << 17, file),
        })
    }

    /// Adds a row, its line break included.
    pub(super) fn push(&mut self, row: &str) -> Result<(), RunError> {
        self.file
            .write_all(row.as_bytes())
            .map_err(|error| RunError::output(self.folder.display(), error))
    }

    /// Hands every row to `each`, in order.
    pub(super) fn drain<E: From<RunError>>(
        self,
        mut each: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self { folder, file } = self;
        let failed = |error| RunError::output(folder.display(), error);
        let mut file = file
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.rewind().map_err(failed)?;
        let mut rows = BufReader::with_capacity(1 << 17, file);
        let mut row = Vec::new();
        loop {
            row.clear();
            if rows.read_until(b'\n', &mut row).map_err(failed)? == 0 {
                return Ok(());
            }
            each(&row)?;
        }
    }
}
