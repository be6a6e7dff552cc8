//! Documents to a segment, and a segment to documents.

use std::path::{Path, PathBuf};

use super::blocks::{Binder, Blocks};
use super::bytes::Taker;
use super::error::IndexError;
use super::manifest::Part;
use super::pairs::{Pair, PairWriter, Pairs};
use super::record::Record;
use crate::model::{Fingerprint, Scheme, below};

/// Numbers of the tables of a segment.
pub(super) const DOCUMENTS: usize = 0;
/// Keys of digests and of identifiers to documents.
pub(super) const NAMES: usize = 1;
/// Shingles to how many documents have them.
pub(super) const FREQUENCIES: usize = 2;
/// Shingles to documents.
pub(super) const POSTINGS: usize = 3;

/// Records of a block: some 8 kB.
const ROWS: usize = 16;

/// The most shingles that lead to a document. With 64 of 128 nothing is missed
/// that 128 find, when two in common are enough to look closer.
const POSTED: usize = 64;

/// The shingles by which a document is looked for.
pub(super) fn posted(fingerprint: &Fingerprint) -> &[u32] {
    if fingerprint.is_slight() {
        return &[];
    }
    let mut shingles = &*fingerprint.shingles;
    let mut level = fingerprint.level;
    while shingles.len() > POSTED && level < 32 {
        level += 1;
        shingles = below(shingles, level);
    }
    shingles
}

/// The table of documents in the making.
#[derive(Debug)]
pub(super) struct Documents {
    block: Vec<u8>,
    count: u32,
    dates: Option<(i64, i64)>,
}

impl Documents {
    pub(super) fn new(binder: &mut Binder) -> Self {
        binder.table();
        Self {
            block: Vec::new(),
            count: 0,
            dates: None,
        }
    }

    /// Adds a document; gives back its number.
    pub(super) fn push(&mut self, binder: &mut Binder, record: &Record) -> Result<u32, IndexError> {
        let number = self.count;
        record.put(&mut self.block);
        self.count += 1;
        if let Some(date) = record.date {
            let (first, last) = self.dates.unwrap_or((date, date));
            self.dates = Some((first.min(date), last.max(date)));
        }
        if (self.count as usize).is_multiple_of(ROWS) {
            self.flush(binder, ROWS)?;
        }
        Ok(number)
    }

    pub(super) const fn count(&self) -> u32 {
        self.count
    }

    /// Ends the table; gives back how many documents there are and the first
    /// and the last of their dates.
    pub(super) fn finish(
        mut self,
        binder: &mut Binder,
    ) -> Result<(u32, Option<(i64, i64)>), IndexError> {
        let rest = self.count as usize % ROWS;
        if rest > 0 {
            self.flush(binder, rest)?;
        }
        Ok((self.count, self.dates))
    }

    fn flush(&mut self, binder: &mut Binder, rows: usize) -> Result<(), IndexError> {
        let first = u64::from(self.count) - rows as u64;
        binder.block(first, rows as u64, &self.block)?;
        self.block.clear();
        Ok(())
    }
}

/// A segment in the making: some 2 kB of memory for a document of 300 words.
#[derive(Debug)]
pub(super) struct Draft {
    file: String,
    binder: Binder,
    documents: Documents,
    names: Vec<Pair>,
    shingles: Vec<u32>,
    postings: Vec<Pair>,
}

impl Draft {
    pub(super) fn create(folder: &Path, file: String) -> Result<Self, IndexError> {
        let mut binder = Binder::create(&folder.join(&file))?;
        Ok(Self {
            file,
            documents: Documents::new(&mut binder),
            binder,
            names: Vec::new(),
            shingles: Vec::new(),
            postings: Vec::new(),
        })
    }

    /// Adds a document, and counts its shingles, of which the record has a sample.
    pub(super) fn push(&mut self, record: &Record, shingles: &[u32]) -> Result<(), IndexError> {
        let number = self.documents.push(&mut self.binder, record)?;
        self.names.extend(names(record).map(|key| (key, number)));
        let posted = posted(&record.fingerprint).iter();
        self.postings
            .extend(posted.map(|&shingle| (u64::from(shingle), number)));
        self.shingles.extend_from_slice(shingles);
        Ok(())
    }

    /// Counts shingles that are told with their number of documents.
    pub(super) fn count(&mut self, shingle: u32, count: u32) {
        self.shingles
            .extend(std::iter::repeat_n(shingle, count as usize));
    }

    /// Bytes of memory that what was added takes.
    pub(super) fn bytes(&self) -> usize {
        let pairs = self.names.len() + self.postings.len();
        size_of_val(&*self.shingles) + pairs * size_of::<Pair>()
    }

    /// Writes what was added, and waits until it is on the disk.
    pub(super) fn finish(mut self) -> Result<Part, IndexError> {
        let (documents, dates) = self.documents.finish(&mut self.binder)?;
        write_pairs(&mut self.binder, self.names)?;
        self.shingles.sort_unstable();
        let mut frequencies = PairWriter::new(&mut self.binder);
        for same in self.shingles.chunk_by(|left, right| left == right) {
            let count = u32::try_from(same.len()).unwrap_or(u32::MAX);
            if let Some(&shingle) = same.first() {
                frequencies.push((u64::from(shingle), count))?;
            }
        }
        frequencies.finish()?;
        write_pairs(&mut self.binder, self.postings)?;
        Ok(Part {
            file: self.file,
            documents,
            bytes: self.binder.finish()?,
            dates,
            removed: Vec::new(),
        })
    }
}

/// The keys under which a document is found.
pub(super) fn names(record: &Record) -> impl Iterator<Item = u64> {
    [
        Record::text_key(record.fingerprint.exact),
        Record::id_key(&record.id),
    ]
    .into_iter()
}

fn write_pairs(binder: &mut Binder, mut pairs: Vec<Pair>) -> Result<(), IndexError> {
    pairs.sort_unstable();
    let mut writer = PairWriter::new(binder);
    pairs.into_iter().try_for_each(|pair| writer.push(pair))?;
    writer.finish()
}

/// A segment that can be read.
#[derive(Debug)]
pub(super) struct Segment {
    file: Blocks,
    scheme: Scheme,
    pub(super) part: Part,
}

impl Segment {
    pub(super) fn open(folder: &Path, part: &Part, scheme: Scheme) -> Result<Self, IndexError> {
        let file = Blocks::open(&folder.join(&part.file))?;
        let documents = file.table(DOCUMENTS)?.rows;
        if file.length() != part.bytes || documents != u64::from(part.documents) {
            let Part {
                bytes,
                documents: expected,
                ..
            } = part;
            let what = format!(
                "{documents} documents in {} bytes, expected {expected} in {bytes}",
                file.length()
            );
            return Err(IndexError::damaged(file.path(), what));
        }
        Ok(Self {
            file,
            scheme,
            part: part.clone(),
        })
    }

    pub(super) fn path(&self) -> PathBuf {
        self.file.path().to_owned()
    }

    pub(super) fn pairs(&self, table: usize) -> Result<Pairs<'_>, IndexError> {
        Pairs::new(&self.file, table)
    }

    pub(super) fn is_removed(&self, document: u32) -> bool {
        self.part.removed.binary_search(&document).is_ok()
    }

    /// Documents that were not removed.
    pub(super) fn live(&self) -> u64 {
        u64::from(self.part.documents) - self.part.removed.len() as u64
    }

    /// One document; `None` where there is none of this number.
    pub(super) fn record(&self, document: u32) -> Result<Option<Record>, IndexError> {
        let records = self.block(document as usize / ROWS)?;
        Ok(records.into_iter().nth(document as usize % ROWS))
    }

    /// All documents with their numbers, the removed ones too.
    pub(super) fn each_record(
        &self,
        mut each: impl FnMut(u32, Record) -> Result<(), IndexError>,
    ) -> Result<(), IndexError> {
        let mut number = 0;
        for block in 0..self.file.table(DOCUMENTS)?.blocks() {
            for record in self.block(block)? {
                each(number, record)?;
                number += 1;
            }
        }
        Ok(())
    }

    fn block(&self, block: usize) -> Result<Vec<Record>, IndexError> {
        let mut bytes = Vec::new();
        self.file
            .read(self.file.table(DOCUMENTS)?, block, &mut bytes)?;
        let mut taker = Taker(&bytes);
        let mut records = Vec::with_capacity(ROWS);
        while !taker.0.is_empty() {
            let record = Record::take(&mut taker, self.scheme).ok_or_else(|| {
                let what = format!("block {block} of its documents cannot be read");
                IndexError::damaged(self.file.path(), what)
            })?;
            records.push(record);
        }
        Ok(records)
    }
}
