//! Words of documents, in memory while they are few and on disk when not.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

use super::RunError;
use crate::dedup::passages::{Place, Shelf, Word};
use crate::model::Span;

/// Bytes of words, and as many of places, that are kept in memory.
const IN_MEMORY: usize = 16 << 20;

/// The words of all documents, and where they stand.
#[derive(Debug)]
pub(super) struct WordShelf {
    words: Column,
    spans: Column,
    /// Where the words of each document begin.
    starts: Vec<u64>,
    count: u64,
    folder: PathBuf,
}

impl WordShelf {
    /// An empty shelf; what is too much for memory goes to the disk of `folder`.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            words: Column::new(folder),
            spans: Column::new(folder),
            starts: Vec::new(),
            count: 0,
            folder: folder.to_owned(),
        }
    }

    /// Puts where the words of the document stand that is put next.
    pub(super) fn put_spans(&mut self, spans: &[Span]) -> Result<(), RunError> {
        // A record has less than 4 GB.
        let half = |at: usize| u64::from(u32::try_from(at).unwrap_or(u32::MAX));
        let spans = spans
            .iter()
            .map(|span| ((half(span.start) << 32) | half(span.end)).to_le_bytes());
        let put = self.spans.put(self.count, spans);
        put.map_err(|error| self.failed(error))
    }

    /// From the start of a word to the end of one that comes `count` words later.
    pub(super) fn span(&mut self, from: Place, count: usize) -> Result<Span, RunError> {
        let first = self.start(from.document) + u64::from(from.word);
        let last = first + (count as u64).saturating_sub(1);
        let first = self.spans.cell(first).map_err(|error| self.failed(error))?;
        let last = self.spans.cell(last).map_err(|error| self.failed(error))?;
        let half = |half: u64| usize::try_from(half & u64::from(u32::MAX)).unwrap_or(usize::MAX);
        Ok(Span::new(half(first >> 32), half(last)))
    }

    fn start(&self, document: u32) -> u64 {
        let start = self.starts.get(document as usize);
        start.copied().unwrap_or(self.count)
    }

    fn failed(&self, error: io::Error) -> RunError {
        RunError::output(self.folder.display(), error)
    }
}

impl Shelf for WordShelf {
    type Error = RunError;

    fn put(&mut self, words: &[Word]) -> Result<(), RunError> {
        let put = self
            .words
            .put(self.count, words.iter().map(|word| word.to_bytes()));
        put.map_err(|error| self.failed(error))?;
        self.starts.push(self.count);
        self.count += words.len() as u64;
        Ok(())
    }

    fn read(&mut self, from: Place, words: &mut [Word]) -> Result<usize, RunError> {
        let at = self.start(from.document) + u64::from(from.word);
        let end = self.start(from.document.saturating_add(1));
        let count = usize::try_from(end.saturating_sub(at)).unwrap_or(usize::MAX);
        let count = count.min(words.len());
        let mut bytes = [[0; 8]; BLOCK];
        let mut done = 0;
        let wanted = words.get_mut(..count).unwrap_or_default();
        for slots in wanted.chunks_mut(BLOCK) {
            let bytes = bytes.get_mut(..slots.len()).unwrap_or_default();
            self.words
                .read(at + done, bytes)
                .map_err(|error| RunError::output(self.folder.display(), error))?;
            for (slot, &mut bytes) in slots.iter_mut().zip(bytes) {
                *slot = Word::from_bytes(bytes);
            }
            done += slots.len() as u64;
        }
        Ok(count)
    }
}

/// Cells read at once.
const BLOCK: usize = 128;

/// Cells of 8 bytes, one after the other.
#[derive(Debug)]
struct Column(SpooledTempFile);

impl Column {
    fn new(folder: &Path) -> Self {
        Self(tempfile::spooled_tempfile_in(IN_MEMORY, folder))
    }

    /// Writes cells from the one numbered `at` on.
    fn put(&mut self, at: u64, cells: impl Iterator<Item = [u8; 8]>) -> io::Result<()> {
        let cells: Vec<[u8; 8]> = cells.collect();
        self.0.seek(SeekFrom::Start(at * 8))?;
        self.0.write_all(cells.as_flattened())
    }

    fn cell(&mut self, at: u64) -> io::Result<u64> {
        let mut cell = [0; 8];
        self.read(at, std::slice::from_mut(&mut cell))?;
        Ok(u64::from_le_bytes(cell))
    }

    fn read(&mut self, at: u64, cells: &mut [[u8; 8]]) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(at * 8))?;
        self.0.read_exact(cells.as_flattened_mut())
    }
}
