//! What a corpus teaches: lines that recur on the pages of a host, titles.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use super::records::{Feeds, is_address, records};
use super::stream::{ordered, pool};
use super::unfold::unfold;
use super::{Event, Observer, Pipeline, RunError};
use crate::clean::lesson;
use crate::corpus::Reading;
use crate::model::Knowledge;
use crate::parse::parse;

/// Keys that are counted in memory: 32 MB of them. More are counted on disk, a
/// part of them at a time.
const IN_MEMORY: usize = 4 << 20;
/// Parts that keys on disk are divided into.
const PARTS: usize = 64;

/// Reads every record of the inputs and learns what recurs in them.
///
/// What is learned does not depend on the order of the records. Memory holds
/// what recurs, and a bounded number of keys besides.
///
/// # Errors
///
/// An input that cannot be used, a disk that is full.
pub fn learn(
    pipeline: &Pipeline,
    reading: &Reading,
    threads: usize,
    observer: &dyn Observer,
) -> Result<Knowledge, RunError> {
    let observer = &Quiet(observer);
    let records = records(reading, Feeds::Followed, pipeline.config(), observer)?;
    let pool = pool(threads)?;
    let mut tally = Tally::default();
    let mut titles = Vec::new();
    ordered(
        unfold(records),
        &pool,
        observer,
        |page| lesson(&parse(page)),
        |outcome| -> Result<(), RunError> {
            // What cannot be read teaches nothing, and is told when it is
            // cleaned.
            if let Ok(lesson) = outcome {
                titles.extend(lesson.titles);
                tally.add(&lesson.lines).map_err(full)?;
            }
            Ok(())
        },
    )?;
    Ok(Knowledge::new(tally.counts().map_err(full)?, titles))
}

/// Whether inputs can be read twice: standard input and the web cannot.
pub fn is_readable_again(reading: &Reading) -> bool {
    let once = |input: &String| input == "-" || is_address(input);
    !reading.inputs.iter().any(once)
}

fn full(error: io::Error) -> RunError {
    RunError::output(std::env::temp_dir().display(), error)
}

/// Counts keys.
#[derive(Default)]
struct Tally {
    keys: Vec<u64>,
    parts: Vec<BufWriter<File>>,
}

impl Tally {
    fn add(&mut self, keys: &[u64]) -> io::Result<()> {
        self.keys.extend_from_slice(keys);
        if self.keys.len() >= IN_MEMORY {
            self.put_away()?;
        }
        Ok(())
    }

    /// Moves the keys to disk, each to the part it belongs to.
    fn put_away(&mut self) -> io::Result<()> {
        while self.parts.len() < PARTS {
            self.parts.push(BufWriter::new(tempfile::tempfile()?));
        }
        for key in self.keys.drain(..) {
            let part = usize::try_from(key).unwrap_or_default() % PARTS;
            if let Some(part) = self.parts.get_mut(part) {
                part.write_all(&key.to_le_bytes())?;
            }
        }
        Ok(())
    }

    /// The keys that were seen more than once, with how often.
    fn counts(mut self) -> io::Result<Vec<(u64, u32)>> {
        let mut counts = Vec::new();
        if self.parts.is_empty() {
            count(self.keys, &mut counts);
            return Ok(counts);
        }
        self.put_away()?;
        for part in self.parts {
            let mut file = part.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.rewind()?;
            let mut keys = Vec::new();
            let mut bytes = [0; 8];
            let mut input = BufReader::with_capacity(1 << 18, file);
            while input.read_exact(&mut bytes).is_ok() {
                keys.push(u64::from_le_bytes(bytes));
            }
            count(keys, &mut counts);
        }
        Ok(counts)
    }
}

fn count(mut keys: Vec<u64>, counts: &mut Vec<(u64, u32)>) {
    keys.sort_unstable();
    for same in keys.chunk_by(|one, other| one == other) {
        if let ([key, _, ..], Ok(times)) = (same, u32::try_from(same.len())) {
            counts.push((*key, times));
        }
    }
}

/// Lets a run be ended, and says nothing: what there is to say is said when the
/// records are read again.
struct Quiet<'o>(&'o dyn Observer);

impl Observer for Quiet<'_> {
    fn on(&self, _: &Event<'_>) {}

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_counted_alike_in_memory_and_on_disk() {
        let keys = |at: u64| [at % 7, at % 1000, at.wrapping_mul(0x9e37_79b9_7f4a_7c15)];
        let (mut small, mut large) = (Tally::default(), Tally::default());
        for at in 0..5000 {
            small.add(&keys(at)).unwrap();
            large.add(&keys(at)).unwrap();
            if at % 700 == 0 {
                large.put_away().unwrap();
            }
        }
        let (small, mut large) = (small.counts().unwrap(), large.counts().unwrap());
        large.sort_unstable();
        assert_eq!(small.len(), 1000);
        assert_eq!(small, large);
    }
}
