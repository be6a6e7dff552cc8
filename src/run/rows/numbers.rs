//! Numbers in a file, read again from any place.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::RunError;
use crate::dedup::rows::Shelf;

/// Bytes that are read at once: what is asked for next is often near.
const BLOCK: usize = 1 << 12;
/// Bytes that wait to be written.
const WAITING: usize = 1 << 16;

/// A file of numbers of four bytes, the lowest first.
#[derive(Debug)]
pub(in super::super) struct Numbers {
    file: File,
    /// Where they begin and end in the file.
    begin: u64,
    end: u64,
    /// Numbers that are not in the file yet.
    waiting: Vec<u8>,
    /// What was read last, and where it begins.
    block: Vec<u8>,
    place: u64,
    name: PathBuf,
}

impl Numbers {
    /// The numbers of a file, in which they take the bytes from `begin` to
    /// `end`; errors are told with `name`.
    pub(in super::super) fn new(file: File, begin: u64, end: u64, name: &Path) -> Self {
        Self {
            file,
            begin,
            end,
            waiting: Vec::new(),
            block: Vec::new(),
            place: 0,
            name: name.to_owned(),
        }
    }

    /// How many there are.
    pub(in super::super) fn count(&self) -> u64 {
        (self.end - self.begin + self.waiting.len() as u64) / 4
    }

    /// Ends the numbers of a file that has a name.
    pub(in super::super) fn finish(mut self) -> Result<(), RunError> {
        self.flush().map_err(|error| self.failed(error))
    }

    /// The same numbers, to be read at another place meanwhile.
    pub(in super::super) fn again(&mut self) -> Result<Self, RunError> {
        let file = self.flush().and_then(|()| self.file.try_clone());
        let file = file.map_err(|error| self.failed(error))?;
        Ok(Self::new(file, self.begin, self.end, &self.name))
    }

    /// The error that numbers are not what was put.
    pub(in super::super) fn damaged(&self) -> RunError {
        self.failed(io::ErrorKind::InvalidData.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(&self.waiting)?;
        self.end += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }

    /// The bytes from a place on.
    fn bytes(&mut self, from: u64, count: usize) -> io::Result<&[u8]> {
        let until = from + count as u64;
        if until > self.end && !self.waiting.is_empty() {
            self.flush()?;
        }
        if from < self.place || until > self.place + self.block.len() as u64 {
            let there = usize::try_from(self.end.saturating_sub(from)).unwrap_or(usize::MAX);
            // Zeros already there are not written again.
            self.block.resize(count.max(BLOCK.min(there)), 0);
            self.place = from;
            let read = self
                .file
                .seek(SeekFrom::Start(from))
                .and_then(|_| self.file.read_exact(&mut self.block));
            if read.is_err() {
                self.block.clear();
            }
            read?;
        }
        let at = usize::try_from(from - self.place).unwrap_or(usize::MAX);
        Ok(self.block.get(at..at + count).unwrap_or_default())
    }

    fn failed(&self, error: io::Error) -> RunError {
        RunError::output(self.name.display(), error)
    }
}

impl Shelf for Numbers {
    type Error = RunError;

    fn put(&mut self, numbers: &[u32]) -> Result<(), RunError> {
        let bytes = numbers.iter().flat_map(|number| number.to_le_bytes());
        self.waiting.extend(bytes);
        if self.waiting.len() >= WAITING {
            let flushed = self.flush();
            flushed.map_err(|error| self.failed(error))?;
        }
        Ok(())
    }

    fn read(&mut self, from: u64, numbers: &mut [u32]) -> Result<(), RunError> {
        let from = self.begin + 4 * from;
        let bytes = match self.bytes(from, 4 * numbers.len()) {
            Ok(bytes) => bytes,
            Err(error) => return Err(self.failed(error)),
        };
        let (read, _) = bytes.as_chunks::<4>();
        for (slot, &bytes) in numbers.iter_mut().zip(read) {
            *slot = u32::from_le_bytes(bytes);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_while_they_are_put() {
        let mut shelf = Numbers::new(tempfile::tempfile().unwrap(), 0, 0, Path::new("x"));
        let mut end = 0_u32;
        for step in 0..2000 {
            let numbers: Vec<u32> = (end..end + step % 97).collect();
            shelf.put(&numbers).unwrap();
            end += step % 97;
            let from = (step * 7919) % end.max(1);
            let mut read = vec![0; ((end - from) as usize).min(step as usize)];
            shelf.read(from.into(), &mut read).unwrap();
            assert!(read.iter().copied().eq((from..).take(read.len())));
        }
        assert_eq!(shelf.count(), u64::from(end));
    }
}
