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

    /// The rows, in order.
    pub(super) fn rows(self) -> Result<SpooledRows, RunError> {
        let Self { folder, file } = self;
        let failed = |error| RunError::output(folder.display(), error);
        let mut file = file
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.rewind().map_err(failed)?;
        Ok(SpooledRows {
            rows: BufReader::with_capacity(1 << 17, file),
            row: Vec::new(),
            folder,
        })
    }
}

/// Rows on their way out.
#[derive(Debug)]
pub(super) struct SpooledRows {
    folder: PathBuf,
    rows: BufReader<std::fs::File>,
    row: Vec<u8>,
}

impl SpooledRows {
    /// The rows up to the next that is empty.
    pub(super) fn next_rows(&mut self) -> Result<String, RunError> {
        let mut rows = String::new();
        loop {
            let row = self.next_row()?;
            if row.len() <= 1 {
                return Ok(rows);
            }
            rows.push_str(std::str::from_utf8(row).unwrap_or_default());
        }
    }

    /// The next row; nothing after the last.
    pub(super) fn next_row(&mut self) -> Result<&[u8], RunError> {
        self.row.clear();
        self.rows
            .read_until(b'\n', &mut self.row)
            .map_err(|error| RunError::output(self.folder.display(), error))?;
        Ok(&self.row)
    }
}
