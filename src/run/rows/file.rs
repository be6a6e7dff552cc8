//! Rows of one kind in a file, in the order in which they were put.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use super::{Disk, RunError};
use crate::dedup::rows::Row;

/// A file of rows.
#[derive(Debug)]
pub(in super::super) struct RowFile<R> {
    file: BufWriter<File>,
    bytes: Vec<u8>,
    begin: u64,
    name: PathBuf,
    rows: PhantomData<R>,
}

impl<R: Row> RowFile<R> {
    /// A nameless file without rows.
    pub(in super::super) fn new(disk: &Disk) -> Result<Self, RunError> {
        Ok(Self::at(disk.file()?, 0, &disk.folder))
    }

    /// A file in which rows begin at a byte; errors are told with `name`.
    pub(in super::super) fn at(file: File, begin: u64, name: &Path) -> Self {
        Self {
            file: BufWriter::with_capacity(1 << 16, file),
            bytes: Vec::new(),
            begin,
            name: name.to_owned(),
            rows: PhantomData,
        }
    }

    pub(in super::super) fn push(&mut self, row: R) -> Result<(), RunError> {
        self.bytes.clear();
        row.put(&mut self.bytes);
        self.file
            .write_all(&self.bytes)
            .map_err(|error| RunError::output(self.name.display(), error))
    }

    /// Ends the rows of a file that has a name.
    pub(in super::super) fn finish(mut self) -> Result<(), RunError> {
        self.file
            .flush()
            .map_err(|error| RunError::output(self.name.display(), error))
    }

    /// The rows, from the first on.
    pub(in super::super) fn rows(
        self,
    ) -> Result<impl Iterator<Item = Result<R, RunError>> + Send + use<R>, RunError> {
        let name = self.name;
        let mut file = self
            .file
            .into_inner()
            .map_err(|error| RunError::output(name.display(), error.into_error()))?;
        let begun = file.seek(SeekFrom::Start(self.begin));
        begun.map_err(|error| RunError::output(name.display(), error))?;
        let mut rows = BufReader::with_capacity(1 << 16, file);
        let mut bytes = vec![0; R::BYTES];
        let mut next = move || -> std::io::Result<Option<R>> {
            let mut read = 0;
            while read < bytes.len() {
                match rows.read(bytes.get_mut(read..).unwrap_or_default())? {
                    0 if read == 0 => return Ok(None),
                    0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
                    more => read += more,
                }
            }
            Ok(R::get(&bytes))
        };
        Ok(std::iter::from_fn(move || {
            next()
                .map_err(|error| RunError::output(name.display(), error))
                .transpose()
        }))
    }
}
