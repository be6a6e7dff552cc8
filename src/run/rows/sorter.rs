//! Rows sorted in runs, which are merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use rayon::slice::ParallelSliceMut;

use super::{Disk, RunError};
use crate::dedup::rows::{Equal, Row};

/// Bytes read of a run at once, at the least and at the most.
const BLOCK: Range<usize> = 1 << 12..1 << 18;

/// Sorts as many rows as there is room for, puts them away, and merges in the end
/// what was put away.
#[derive(Debug)]
pub(in super::super) struct SpillSorter<R> {
    rows: Vec<R>,
    /// Rows that are held.
    room: usize,
    runs: Option<Runs>,
    equal: Equal,
    disk: Disk,
}

/// Sorted rows in a file, run after run.
#[derive(Debug)]
struct Runs {
    file: File,
    places: Vec<Range<u64>>,
    end: u64,
}

impl<R: Row> SpillSorter<R> {
    pub(super) fn new(disk: &Disk, equal: Equal) -> Self {
        Self {
            rows: Vec::new(),
            room: (disk.room / size_of::<R>()).max(2),
            runs: None,
            equal,
            disk: disk.clone(),
        }
    }

    pub(super) fn take(&mut self, row: R) -> Result<(), RunError> {
        if self.rows.len() == self.room {
            self.put_away()?;
        }
        if self.rows.len() == self.rows.capacity() {
            // Twice as much, as a vector grows by itself, but never too much.
            let more = self.rows.len().clamp(1 << 8, 1 << 30);
            self.rows
                .reserve_exact(more.min(self.room - self.rows.len()));
        }
        self.rows.push(row);
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Sorted<R>, RunError> {
        if self.runs.is_none() {
            self.sort();
            return Ok(Sorted(Source::Memory(self.rows.into_iter())));
        }
        self.put_away()?;
        self.rows = Vec::new();
        let Some(mut runs) = self.runs.take() else {
            return Ok(Sorted(Source::Memory(Vec::new().into_iter())));
        };
        // No more runs at once than have a block each in the room there is.
        let most = (self.disk.room / BLOCK.start).max(2);
        while runs.places.len() > most {
            let first: Vec<_> = runs.places.drain(..most).collect();
            let writer = runs.file.try_clone().map_err(|error| self.failed(error))?;
            let mut out = Out::new(writer, runs.end);
            let file = runs.file.try_clone().map_err(|error| self.failed(error))?;
            for row in Merge::<R>::new(file, &first, self.equal, &self.disk)? {
                out.put(row?).map_err(|error| self.failed(error))?;
            }
            let end = out.finish().map_err(|error| self.failed(error))?;
            runs.places.push(runs.end..end);
            runs.end = end;
        }
        let merge = Merge::new(runs.file, &runs.places, self.equal, &self.disk)?;
        Ok(Sorted(Source::Disk(merge)))
    }

    fn sort(&mut self) {
        if rayon::current_thread_index().is_some() {
            self.rows.par_sort_unstable();
        } else {
            self.rows.sort_unstable();
        }
        if self.equal == Equal::Once {
            self.rows.dedup();
        }
    }

    /// Makes a run of the rows.
    fn put_away(&mut self) -> Result<(), RunError> {
        self.sort();
        let runs = match &mut self.runs {
            Some(runs) => runs,
            none => none.insert(Runs {
                file: self.disk.file()?,
                places: Vec::new(),
                end: 0,
            }),
        };
        let mut put = || -> io::Result<u64> {
            let mut out = Out::new(runs.file.try_clone()?, runs.end);
            for row in self.rows.drain(..) {
                out.put(row)?;
            }
            out.finish()
        };
        let end = put().map_err(|error| RunError::output(self.disk.folder.display(), error))?;
        runs.places.push(runs.end..end);
        runs.end = end;
        Ok(())
    }

    fn failed(&self, error: io::Error) -> RunError {
        RunError::output(self.disk.folder.display(), error)
    }
}

/// Rows on their way to a place in a file that is read elsewhere as well.
struct Out {
    file: File,
    end: u64,
    bytes: Vec<u8>,
}

impl Out {
    const fn new(file: File, end: u64) -> Self {
        Self {
            file,
            end,
            bytes: Vec::new(),
        }
    }

    fn put<R: Row>(&mut self, row: R) -> io::Result<()> {
        row.put(&mut self.bytes);
        if self.bytes.len() >= BLOCK.end {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(&self.bytes)?;
        self.end += self.bytes.len() as u64;
        self.bytes.clear();
        Ok(())
    }

    fn finish(mut self) -> io::Result<u64> {
        self.flush()?;
        Ok(self.end)
    }
}

/// Rows in order.
#[derive(Debug)]
pub(in super::super) struct Sorted<R>(Source<R>);

#[derive(Debug)]
enum Source<R> {
    Memory(std::vec::IntoIter<R>),
    Disk(Merge<R>),
}

impl<R: Row> Iterator for Sorted<R> {
    type Item = Result<R, RunError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Source::Memory(rows) => rows.next().map(Ok),
            Source::Disk(rows) => rows.next(),
        }
    }
}

/// Several runs as one.
#[derive(Debug)]
struct Merge<R> {
    file: File,
    runs: Vec<Run>,
    /// The next row of each run, with the run's number.
    next: BinaryHeap<Reverse<(R, usize)>>,
    last: Option<R>,
    equal: Equal,
    disk: Disk,
}

/// What is left of a run.
#[derive(Debug)]
struct Run {
    place: Range<u64>,
    block: Vec<u8>,
    at: usize,
    /// Bytes of whole rows that are read at once.
    step: u64,
}

impl<R: Row> Merge<R> {
    fn new(file: File, places: &[Range<u64>], equal: Equal, disk: &Disk) -> Result<Self, RunError> {
        let block = (disk.room / places.len().max(1)).clamp(BLOCK.start, BLOCK.end);
        let step = (block / R::BYTES).max(1) * R::BYTES;
        let runs = places.iter().map(|place| Run {
            place: place.clone(),
            block: Vec::new(),
            at: 0,
            step: step as u64,
        });
        let mut merge = Self {
            file,
            runs: runs.collect(),
            next: BinaryHeap::new(),
            last: None,
            equal,
            disk: disk.clone(),
        };
        for run in 0..merge.runs.len() {
            if let Some(row) = merge.row_of(run)? {
                merge.next.push(Reverse((row, run)));
            }
        }
        Ok(merge)
    }

    fn row_of(&mut self, run: usize) -> Result<Option<R>, RunError> {
        let row = self.runs.get_mut(run).map(|run| run.row(&mut self.file));
        row.transpose()
            .map(Option::flatten)
            .map_err(|error| RunError::output(self.disk.folder.display(), error))
    }

    fn least(&mut self) -> Result<Option<R>, RunError> {
        let Some(&Reverse((row, run))) = self.next.peek() else {
            return Ok(None);
        };
        let after = self.row_of(run)?;
        if let Some(mut top) = self.next.peek_mut() {
            match after {
                Some(after) => *top = Reverse((after, run)),
                None => {
                    PeekMut::pop(top);
                }
            }
        }
        Ok(Some(row))
    }
}

impl Run {
    fn row<R: Row>(&mut self, file: &mut File) -> io::Result<Option<R>> {
        if self.at == self.block.len() {
            let step = self.step.min(self.place.end - self.place.start);
            self.block.resize(usize::try_from(step).unwrap_or(0), 0);
            file.seek(SeekFrom::Start(self.place.start))?;
            file.read_exact(&mut self.block)?;
            self.place.start += step;
            self.at = 0;
        }
        let row = self.block.get(self.at..self.at + R::BYTES);
        self.at = (self.at + R::BYTES).min(self.block.len());
        Ok(row.and_then(R::get))
    }
}

impl<R: Row> Iterator for Merge<R> {
    type Item = Result<R, RunError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let row = match self.least() {
                Ok(row) => row?,
                Err(error) => return Some(Err(error)),
            };
            if self.equal == Equal::Kept || self.last.replace(row) != Some(row) {
                return Some(Ok(row));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dedup::rows::{Sorter, Store};

    proptest! {
        #[test]
        fn rows_come_out_as_sorted_in_memory(
            rows in proptest::collection::vec((0_u32..50, any::<u32>()), 0..800),
            room in prop_oneof![1_usize..300, Just(1 << 20)],
            once in any::<bool>(),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let equal = if once { Equal::Once } else { Equal::Kept };
            let mut sorter = Disk::new(folder.path(), room).sorter(equal);
            let mut expected: Vec<[u32; 2]> = rows.iter().map(|&(a, b)| [a, b % 3]).collect();
            for &row in &expected {
                sorter.push(row).unwrap();
            }
            expected.sort_unstable();
            if once {
                expected.dedup();
            }
            let sorted: Vec<_> = sorter.sorted().unwrap().map(Result::unwrap).collect();
            prop_assert_eq!(sorted, expected);
        }
    }
}
