//! A file of tables that are never changed: blocks, each with a sum, and a
//! directory at the end.
//!
//! ```text
//! magic, blocks of table 0, blocks of table 1, ..., directory, footer
//! block:     its bytes, their XXH3 (8 bytes)
//! directory: of each table its rows and blocks, of each block its first key
//!            and where it ends (8 bytes each)
//! footer:    where the directory begins, its XXH3, the magic again
//! ```
//!
//! Numbers are little-endian. No byte is believed before its sum was right.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use super::bytes::Taker;
use super::error::IndexError;

/// What a file of tables begins and ends with.
const MAGIC: &[u8; 16] = b"tamis segment 1\n";
const FOOTER: usize = 8 + 8 + MAGIC.len();
const SUM: u64 = 8;

/// Where the blocks of a table stand.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// Rows in all its blocks.
    pub(super) rows: u64,
    start: u64,
    /// First keys of the blocks, in order.
    firsts: Vec<u64>,
    ends: Vec<u64>,
}

impl Table {
    pub(super) fn blocks(&self) -> usize {
        self.firsts.len()
    }

    /// How many blocks begin with a lesser key; most often as many as `near`, or one
    /// more.
    pub(super) fn before(&self, key: u64, near: usize) -> usize {
        let is_before = |block: usize| self.first(block).is_some_and(|first| first < key);
        let is_end = |count: usize| count.checked_sub(1).is_none_or(is_before) && !is_before(count);
        let mut guesses = [near, near.saturating_add(1)].into_iter();
        guesses
            .find(|&count| is_end(count))
            .unwrap_or_else(|| self.firsts.partition_point(|&first| first < key))
    }

    pub(super) fn first(&self, block: usize) -> Option<u64> {
        self.firsts.get(block).copied()
    }
}

/// A file in the making.
#[derive(Debug)]
pub(super) struct Binder {
    path: PathBuf,
    file: BufWriter<File>,
    at: u64,
    tables: Vec<Table>,
}

impl Binder {
    pub(super) fn create(path: &Path) -> Result<Self, IndexError> {
        let failed = |error| IndexError::disk(path, error);
        let file = File::create(path).map_err(failed)?;
        let mut file = BufWriter::with_capacity(1 << 18, file);
        file.write_all(MAGIC).map_err(failed)?;
        Ok(Self {
            path: path.to_owned(),
            file,
            at: MAGIC.len() as u64,
            tables: Vec::new(),
        })
    }

    /// Starts the next table.
    pub(super) fn table(&mut self) {
        self.tables.push(Table {
            start: self.at,
            ..Table::default()
        });
    }

    /// Adds a block to the table, with its first key and its number of rows.
    pub(super) fn block(&mut self, first: u64, rows: u64, bytes: &[u8]) -> Result<(), IndexError> {
        self.write(bytes)?;
        self.write(&xxh3_64(bytes).to_le_bytes())?;
        if let Some(table) = self.tables.last_mut() {
            table.rows += rows;
            table.firsts.push(first);
            table.ends.push(self.at);
        }
        Ok(())
    }

    /// Ends the file and waits until it is on the disk; gives back its length.
    pub(super) fn finish(mut self) -> Result<u64, IndexError> {
        let mut directory = Vec::new();
        for table in &self.tables {
            directory.extend_from_slice(&table.rows.to_le_bytes());
            directory.extend_from_slice(&(table.blocks() as u64).to_le_bytes());
            for (first, end) in table.firsts.iter().zip(&table.ends) {
                directory.extend_from_slice(&first.to_le_bytes());
                directory.extend_from_slice(&end.to_le_bytes());
            }
        }
        let start = self.at;
        self.write(&directory)?;
        self.write(&start.to_le_bytes())?;
        self.write(&xxh3_64(&directory).to_le_bytes())?;
        self.write(MAGIC)?;
        let Self { path, file, at, .. } = self;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error);
        file.and_then(|file| file.sync_all())
            .map_err(|error| IndexError::disk(&path, error))?;
        Ok(at)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), IndexError> {
        self.at += bytes.len() as u64;
        let written = self.file.write_all(bytes);
        written.map_err(|error| IndexError::disk(&self.path, error))
    }
}

/// A file of tables that can be read, by several threads at once.
#[derive(Debug)]
pub(super) struct Blocks {
    path: PathBuf,
    file: File,
    tables: Vec<Table>,
    length: u64,
}

impl Blocks {
    pub(super) fn open(path: &Path) -> Result<Self, IndexError> {
        let failed = |error| IndexError::disk(path, error);
        let damaged = |what: &str| IndexError::damaged(path, what);
        let file = File::open(path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let least = (MAGIC.len() + FOOTER) as u64;
        let end = length
            .checked_sub(FOOTER as u64)
            .filter(|_| length >= least)
            .ok_or_else(|| damaged("it is cut short"))?;
        let mut footer = [0; FOOTER];
        read_at(&file, &mut footer, end).map_err(failed)?;
        let mut footer = Taker(&footer);
        let start = footer.array().map_or(0, u64::from_le_bytes);
        let sum = footer.array().map_or(0, u64::from_le_bytes);
        if footer.0 != MAGIC {
            return Err(damaged("its last bytes are not those of a segment"));
        }
        let size = end
            .checked_sub(start)
            .and_then(|size| usize::try_from(size).ok());
        let size = size.ok_or_else(|| damaged("its directory begins past its end"))?;
        let mut directory = vec![0; size];
        read_at(&file, &mut directory, start).map_err(failed)?;
        if xxh3_64(&directory) != sum {
            return Err(damaged("its directory has another sum than was written"));
        }
        let tables = tables(&directory).ok_or_else(|| damaged("its directory cannot be read"))?;
        Ok(Self {
            path: path.to_owned(),
            file,
            tables,
            length,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Bytes of the file.
    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn table(&self, number: usize) -> Result<&Table, IndexError> {
        let table = self.tables.get(number);
        table.ok_or_else(|| IndexError::damaged(&self.path, format!("it has no table {number}")))
    }

    /// Reads a block, whose sum has to be right.
    pub(super) fn read(
        &self,
        table: &Table,
        block: usize,
        bytes: &mut Vec<u8>,
    ) -> Result<(), IndexError> {
        let before = block
            .checked_sub(1)
            .and_then(|before| table.ends.get(before));
        let start = before.copied().unwrap_or(table.start);
        let end = table.ends.get(block).copied().unwrap_or(start);
        let wrong = || {
            let what = format!("the block at byte {start} has another sum than was written");
            IndexError::damaged(&self.path, what)
        };
        let size = end
            .checked_sub(start)
            .filter(|&size| size >= SUM && end <= self.length);
        bytes.clear();
        bytes.resize(
            size.and_then(|size| size.try_into().ok())
                .ok_or_else(wrong)?,
            0,
        );
        read_at(&self.file, bytes, start).map_err(|error| IndexError::disk(&self.path, error))?;
        let sum = bytes.split_off(bytes.len() - 8);
        if xxh3_64(bytes).to_le_bytes() != *sum {
            return Err(wrong());
        }
        Ok(())
    }
}

fn tables(directory: &[u8]) -> Option<Vec<Table>> {
    let mut taker = Taker(directory);
    let mut tables = Vec::new();
    let mut start = MAGIC.len() as u64;
    while !taker.0.is_empty() {
        let rows = taker.array().map(u64::from_le_bytes)?;
        let blocks = taker.array().map(u64::from_le_bytes)?;
        let mut table = Table {
            rows,
            start,
            ..Table::default()
        };
        for _ in 0..blocks {
            table.firsts.push(taker.array().map(u64::from_le_bytes)?);
            table.ends.push(taker.array().map(u64::from_le_bytes)?);
        }
        start = table.ends.last().copied().unwrap_or(start);
        tables.push(table);
    }
    Some(tables)
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    use std::os::unix::fs::FileExt;
    file.read_exact_at(bytes, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    while !bytes.is_empty() {
        let count = file.seek_read(bytes, at)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = bytes.get_mut(count..).unwrap_or_default();
        at += count as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_back_and_no_changed_byte_goes_unnoticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.segment");
        let mut binder = Binder::create(&path).unwrap();
        binder.table();
        binder.block(3, 2, b"one").unwrap();
        binder.block(9, 1, b"two").unwrap();
        binder.table();
        binder.finish().unwrap();
        let whole = std::fs::read(&path).unwrap();
        let read = |bytes: &mut Vec<u8>| -> Result<(), IndexError> {
            let blocks = Blocks::open(&path)?;
            let table = blocks.table(0)?;
            assert!((0..9).all(|near| table.before(9, near) == 1));
            assert_eq!(table.rows, 3);
            blocks.read(table, 0, bytes)?;
            let mut rest = Vec::new();
            blocks.read(table, 1, &mut rest)?;
            bytes.extend(rest);
            Ok(())
        };
        let mut bytes = Vec::new();
        read(&mut bytes).unwrap();
        assert_eq!(bytes, b"onetwo");
        for at in MAGIC.len()..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 0x20;
            std::fs::write(&path, &changed).unwrap();
            assert!(read(&mut bytes).is_err(), "byte {at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert!(read(&mut bytes).is_err(), "cut at {at}");
        }
    }
}
