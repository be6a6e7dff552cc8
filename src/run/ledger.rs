//! What is remembered of documents until all are read, on a disk.

use super::RunError;
use super::names::{halves, whole};
use super::row::Row;
use super::rows::{Disk, Numbers};
use crate::dedup::keep::Merits;
use crate::dedup::rows::{Shelf, Store};
use crate::dedup::steps::{Candidates, Print, Prints};

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

    /// The same, to be written on.
    pub(super) fn reopened(self) -> LedgerWriter {
        LedgerWriter {
            rows: self.rows,
            places: self.places,
            numbers: Vec::new(),
        }
    }

    /// How many documents take part.
    pub(super) fn parts(&self) -> u32 {
        u32::try_from(self.places.count() / 2).unwrap_or(u32::MAX)
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
    use super::super::row::Note;
    use super::*;
    use crate::index::Record;
    use crate::model::{Digest, Fingerprint, Scheme};

    #[test]
    fn rows_are_read_as_they_were_put() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = LedgerWriter::new(&Disk::new(folder.path(), 1)).unwrap();
        let print = |at: u32| Fingerprint {
            scheme: Scheme::DEFAULT,
            exact: Digest([7; 32]),
            length: at,
            shingles: (0..at % 40).collect(),
            level: 0,
        };
        let address = |at: u32| at.is_multiple_of(3).then(|| "ä".repeat(at as usize % 4));
        let plain = |at: u32| Row {
            id: "é".repeat(at as usize % 5),
            record: u64::MAX - u64::from(at),
            merits: Merits {
                length: 1 << 40,
                date: at.is_multiple_of(2).then_some(-1 - i64::from(at)),
                removed: at.into(),
                value: at.is_multiple_of(3).then_some(-0.5),
                rank: at,
            },
            print: (!at.is_multiple_of(4)).then(|| Print::of(&print(at))),
            note: None,
        };
        let row = |at: u32| match at % 3 {
            0 => plain(at),
            1 => Row {
                note: Some(Note::of(address(at).map(Into::into), &print(at))),
                ..plain(at)
            },
            _ => Row::earlier(Record {
                id: at.to_string(),
                address: address(at),
                date: None,
                fingerprint: Fingerprint {
                    level: 3,
                    ..print(at)
                },
            }),
        };
        let rows: Vec<Row> = (0..1000).map(row).collect();
        for row in &rows {
            ledger.push(row).unwrap();
        }
        let mut ledger = ledger.finish().unwrap();
        for row in &rows {
            let read = ledger.next_row().unwrap();
            assert_eq!(read.as_ref(), Some(row));
            if let Some(found) = read
                .filter(|row| !row.is_earlier())
                .and_then(|row| row.fingerprint())
            {
                assert_eq!(found, print(found.length));
            }
        }
        assert_eq!(ledger.next_row().unwrap(), None);
        let part: Vec<&Row> = rows.iter().filter(|row| row.print.is_some()).collect();
        for at in [0, 700, 5] {
            assert_eq!(&ledger.row(at).unwrap(), part[at as usize]);
        }
    }
}
