//! What is remembered of documents until all are read, on a disk.

use super::RunError;
use super::names::{halves, length, packed, unpacked, whole};
use super::rows::{Disk, Numbers};
use crate::dedup::keep::Merits;
use crate::dedup::rows::{Shelf, Store};
use crate::dedup::steps::{Candidates, Print, Prints};
use crate::model::Digest;

/// A row for every document, which are numbered by those that take part.
///
/// A row is made of numbers of 32 bits: how many there are, the document, and
/// what it is compared by. Numbers of 64 bits take two, the lower half first,
/// and identifiers as many as they need, four bytes to each.
#[derive(Debug)]
pub(super) struct Ledger {
    rows: Numbers,
    /// Where the next row begins that is read in turn.
    at: u64,
    /// The same rows, to be read at any place.
    again: Numbers,
    /// Where the rows begin of the documents that take part.
    places: Numbers,
}

/// A ledger that is being written.
#[derive(Debug)]
pub(super) struct LedgerWriter {
    rows: Numbers,
    places: Numbers,
    numbers: Vec<u32>,
}

/// Numbers of a row before its identifier and shingles.
const HEAD: usize = 23;

/// That a document takes part, has a date and has a value.
const PART: u32 = 1;
const DATED: u32 = 2;
const VALUED: u32 = 4;

/// A document's row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Row {
    pub(super) id: String,
    /// Which record of the input it is.
    pub(super) record: u64,
    pub(super) merits: Merits,
    /// None where no word of the document was left.
    pub(super) print: Option<Print>,
}

impl Row {
    /// As numbers.
    fn put(&self, numbers: &mut Vec<u32>) {
        let Self {
            id,
            record,
            merits,
            print,
        } = self;
        let flag = |is_set: bool, flag: u32| if is_set { flag } else { 0 };
        let flags = flag(print.is_some(), PART)
            | flag(merits.date.is_some(), DATED)
            | flag(merits.value.is_some(), VALUED);
        let none = Digest([0; 32]);
        let (digest, shingles) = print
            .as_ref()
            .map_or((&none, &[][..]), |print| (&print.digest, &print.shingles));
        numbers.clear();
        numbers.extend([0, flags]);
        let wide = [
            *record,
            merits.length,
            merits.date.unwrap_or_default().cast_unsigned(),
            merits.removed,
            merits.value.unwrap_or_default().to_bits(),
        ];
        numbers.extend(wide.into_iter().flat_map(halves));
        numbers.push(merits.rank);
        let (digest, _) = digest.0.as_chunks::<4>();
        numbers.extend(digest.iter().map(|&bytes| u32::from_le_bytes(bytes)));
        numbers.extend([length(id.len()), length(shingles.len())]);
        numbers.extend(packed(id));
        numbers.extend_from_slice(shingles);
        let count = length(numbers.len());
        if let Some(first) = numbers.first_mut() {
            *first = count;
        }
    }

    /// Reads a row from its numbers; `None` where they are none.
    fn get(numbers: &[u32]) -> Option<Self> {
        let (head, rest) = numbers.split_at_checked(HEAD)?;
        let &[_, flags, ref wide @ .., id, shingles] = head else {
            return None;
        };
        let (wide, rest_of_head) = wide.split_at_checked(10)?;
        let (wide, _) = wide.as_chunks::<2>();
        let wide = |at: usize| wide.get(at).copied().map_or(0, whole);
        let (&rank, digest) = rest_of_head.split_first()?;
        let (name, rest) = rest.split_at_checked((id as usize).div_ceil(4))?;
        let digest: Vec<u8> = digest.iter().flat_map(|four| four.to_le_bytes()).collect();
        let print = Print {
            digest: Digest(digest.try_into().ok()?),
            shingles: rest.get(..shingles as usize)?.to_vec(),
        };
        Some(Self {
            id: unpacked(name, id)?,
            record: wide(0),
            merits: Merits {
                length: wide(1),
                date: (flags & DATED > 0).then(|| wide(2).cast_signed()),
                removed: wide(3),
                value: (flags & VALUED > 0).then(|| f64::from_bits(wide(4))),
                rank,
            },
            print: (flags & PART > 0).then_some(print),
        })
    }
}

impl LedgerWriter {
    /// A ledger without rows.
    pub(super) fn new(disk: &Disk) -> Result<Self, RunError> {
        Self::over(disk.shelf()?, disk)
    }

    /// A ledger of which the rows are put there.
    pub(super) fn over(rows: Numbers, disk: &Disk) -> Result<Self, RunError> {
        Ok(Self {
            rows,
            places: disk.shelf()?,
            numbers: Vec::new(),
        })
    }

    /// Takes the row of the next document.
    pub(super) fn push(&mut self, row: &Row) -> Result<(), RunError> {
        row.put(&mut self.numbers);
        if row.print.is_some() {
            self.places.put(&halves(self.rows.count()))?;
        }
        self.rows.put(&self.numbers)
    }

    /// Ends the rows.
    pub(super) fn finish(mut self) -> Result<Ledger, RunError> {
        Ok(Ledger {
            again: self.rows.again()?,
            rows: self.rows,
            at: 0,
            places: self.places,
        })
    }
}

impl Ledger {
    /// Rows that are there, to be read in turn.
    pub(super) fn over(rows: Numbers, disk: &Disk) -> Result<Self, RunError> {
        LedgerWriter::over(rows, disk)?.finish()
    }

    /// Goes back to the first row.
    pub(super) fn restart(&mut self) {
        self.at = 0;
    }

    /// The next row of all, and `None` after the last.
    pub(super) fn next_row(&mut self) -> Result<Option<Row>, RunError> {
        if self.at >= self.rows.count() {
            return Ok(None);
        }
        let mut count = [0];
        self.rows.read(self.at, &mut count)?;
        let row = row(&mut self.rows, self.at)?;
        self.at += u64::from(count[0]);
        Ok(Some(row))
    }

    /// The row of a document that takes part.
    pub(super) fn row(&mut self, document: u32) -> Result<Row, RunError> {
        let mut place = [0; 2];
        self.places.read(2 * u64::from(document), &mut place)?;
        row(&mut self.again, whole(place))
    }
}

fn row(rows: &mut Numbers, at: u64) -> Result<Row, RunError> {
    let mut count = [0];
    rows.read(at, &mut count)?;
    let mut numbers = vec![0; count[0] as usize];
    rows.read(at, &mut numbers)?;
    Row::get(&numbers).ok_or_else(|| rows.damaged())
}

impl Prints for Ledger {
    type Error = RunError;

    fn rewind(&mut self) -> Result<(), RunError> {
        self.restart();
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Print>, RunError> {
        while let Some(row) = self.next_row()? {
            if row.print.is_some() {
                return Ok(row.print);
            }
        }
        Ok(None)
    }
}

impl Candidates for Ledger {
    type Error = RunError;

    fn merits(&mut self, document: u32, id: &mut String) -> Result<Merits, RunError> {
        let row = self.row(document)?;
        *id = row.id;
        Ok(row.merits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_they_were_put() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = LedgerWriter::new(&Disk::new(folder.path(), 1)).unwrap();
        let row = |at: u32| Row {
            id: "é".repeat(at as usize % 5),
            record: u64::MAX - u64::from(at),
            merits: Merits {
                length: 1 << 40,
                date: at.is_multiple_of(2).then_some(-1 - i64::from(at)),
                removed: at.into(),
                value: at.is_multiple_of(3).then_some(-0.5),
                rank: at,
            },
            print: (!at.is_multiple_of(4)).then(|| Print {
                digest: Digest([7; 32]),
                shingles: (0..at).collect(),
            }),
        };
        let rows: Vec<Row> = (0..1000).map(row).collect();
        for row in &rows {
            ledger.push(row).unwrap();
        }
        let mut ledger = ledger.finish().unwrap();
        for row in &rows {
            assert_eq!(ledger.next_row().unwrap().as_ref(), Some(row));
        }
        assert_eq!(ledger.next_row().unwrap(), None);
        let part: Vec<&Row> = rows.iter().filter(|row| row.print.is_some()).collect();
        for at in [0, 700, 5] {
            assert_eq!(&ledger.row(at).unwrap(), part[at as usize]);
        }
    }
}
