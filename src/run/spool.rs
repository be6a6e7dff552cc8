//! Rows set aside until it is known which of them stay.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, IntoInnerError, Seek, Write};
use std::path::{Path, PathBuf};

use super::{RunError, Size};

/// Bytes of rows that are held in memory: to write them out and read them again
/// is a tenth of the time of comparing them.
const HELD: usize = 64 << 20;

/// Bytes of rows that memory is taken for at once.
const PIECE: usize = 1 << 20;

/// Lines, read once after they are written: the first of them in memory, all
/// others in a nameless temporary file.
#[derive(Debug)]
pub(super) struct Spool {
    folder: PathBuf,
    held: VecDeque<Vec<u8>>,
    /// Bytes that memory may still be taken for.
    room: usize,
    file: Option<BufWriter<File>>,
}

impl Spool {
    /// An empty spool on the disk of `folder`; where `memory` is limited, all rows
    /// go there.
    pub(super) fn new(folder: &Path, memory: Option<Size>) -> Self {
        Self {
            folder: folder.to_owned(),
            held: VecDeque::new(),
            room: memory.map_or(HELD, |_| 0),
            file: None,
        }
    }

    /// Adds a row, its line break included.
    pub(super) fn push(&mut self, row: &str) -> Result<(), RunError> {
        let row = row.as_bytes();
        if let Some(piece) = self.piece(row.len()) {
            piece.extend_from_slice(row);
            return Ok(());
        }
        let failed = |error| RunError::output(self.folder.display(), error);
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                let file = tempfile::tempfile_in(&self.folder).map_err(failed)?;
                none.insert(BufWriter::with_capacity(1 << 17, file))
            }
        };
        file.write_all(row).map_err(failed)
    }

    /// Memory for so many bytes more, as long as nothing is on the disk.
    fn piece(&mut self, bytes: usize) -> Option<&mut Vec<u8>> {
        let last = self.held.back();
        let left = last.map_or(0, |last| last.capacity() - last.len());
        if self.file.is_none() && left < bytes {
            let size = PIECE.max(bytes);
            self.room = self.room.checked_sub(size)?;
            self.held.push_back(Vec::with_capacity(size));
        }
        self.held.back_mut().filter(|_| self.file.is_none())
    }

    /// The rows, in order.
    pub(super) fn rows(self) -> Result<SpooledRows, RunError> {
        let Self {
            folder, held, file, ..
        } = self;
        let failed = |error| RunError::output(folder.display(), error);
        let file = file.map(|file| {
            let mut file = file.into_inner().map_err(IntoInnerError::into_error)?;
            file.rewind()?;
            Ok(BufReader::with_capacity(1 << 17, file))
        });
        Ok(SpooledRows {
            file: file.transpose().map_err(failed)?,
            held,
            at: 0,
            row: Vec::new(),
            folder,
        })
    }
}

/// Rows on their way out.
#[derive(Debug)]
pub(super) struct SpooledRows {
    folder: PathBuf,
    held: VecDeque<Vec<u8>>,
    /// Where in the first of them the next row begins.
    at: usize,
    file: Option<BufReader<File>>,
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
        while self
            .held
            .front()
            .is_some_and(|piece| piece.len() == self.at)
        {
            self.held.pop_front();
            self.at = 0;
        }
        if let Some(piece) = self.held.front() {
            let rest = piece.get(self.at..).unwrap_or_default();
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let row = rest.get(..end).unwrap_or_default();
            self.at += row.len();
            return Ok(row);
        }
        self.row.clear();
        if let Some(file) = &mut self.file {
            file.read_until(b'\n', &mut self.row)
                .map_err(|error| RunError::output(self.folder.display(), error))?;
        }
        Ok(&self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_as_they_went_in_wherever_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let row = |at: usize| "é".repeat(at * 31 % 4_000) + "\n";
        for room in [0, PIECE, 3 * PIECE, HELD] {
            let mut spool = Spool::new(folder.path(), None);
            spool.room = room;
            for at in 0..2_000 {
                spool.push(&row(at)).unwrap();
            }
            let mut rows = spool.rows().unwrap();
            for at in 0..2_000 {
                assert_eq!(rows.next_row().unwrap(), row(at).as_bytes());
            }
            assert_eq!(rows.next_row().unwrap(), b"");
        }
    }
}
