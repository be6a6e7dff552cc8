//! Segments to one segment: some kilobytes of memory, whatever they hold.

use std::path::Path;

use super::blocks::Binder;
use super::error::IndexError;
use super::manifest::Part;
use super::pairs::{Pair, PairWriter, Pairs};
use super::segment::{Documents, FREQUENCIES, NAMES, POSTINGS, Segment};

/// Writes the documents of segments into one, in their order, without those that
/// were removed; `frequencies` still counts these.
pub(super) fn merge(segments: &[Segment], folder: &Path, file: String) -> Result<Part, IndexError> {
    let mut binder = Binder::create(&folder.join(&file))?;
    let mut documents = Documents::new(&mut binder);
    let mut numbers = Vec::with_capacity(segments.len());
    for segment in segments {
        numbers.push(Renumbered {
            first: documents.count(),
            removed: &segment.part.removed,
        });
        segment.each_record(|number, record| {
            if !segment.is_removed(number) {
                documents.push(&mut binder, &record)?;
            }
            Ok(())
        })?;
    }
    let (count, dates) = documents.finish(&mut binder)?;
    for table in [NAMES, FREQUENCIES, POSTINGS] {
        let mut streams = Vec::with_capacity(segments.len());
        for (segment, numbers) in segments.iter().zip(&numbers) {
            let numbers = (table != FREQUENCIES).then_some(numbers);
            streams.push(Stream::new(segment.pairs(table)?, numbers)?);
        }
        let mut writer = PairWriter::new(&mut binder);
        let mut sum: Option<Pair> = None;
        while let Some(pair) = least(&mut streams)? {
            match &mut sum {
                _ if table != FREQUENCIES => writer.push(pair)?,
                Some(sum) if sum.0 == pair.0 => sum.1 = sum.1.saturating_add(pair.1),
                _ => {
                    if let Some(sum) = sum.replace(pair) {
                        writer.push(sum)?;
                    }
                }
            }
        }
        if let Some(sum) = sum {
            writer.push(sum)?;
        }
        writer.finish()?;
    }
    Ok(Part {
        file,
        documents: count,
        bytes: binder.finish()?,
        dates,
        removed: Vec::new(),
    })
}

/// The least pair at the head of the streams; of equal ones the first stream's.
fn least(streams: &mut [Stream<'_, '_>]) -> Result<Option<Pair>, IndexError> {
    let heads = streams.iter_mut().filter(|stream| stream.head.is_some());
    let least = heads.min_by_key(|stream| stream.head);
    least.map_or(Ok(None), Stream::next)
}

/// What the documents of a segment are called in another.
struct Renumbered<'r> {
    first: u32,
    removed: &'r [u32],
}

impl Renumbered<'_> {
    fn of(&self, number: u32) -> Option<u32> {
        match self.removed.binary_search(&number) {
            Ok(_) => None,
            Err(before) => self
                .first
                .checked_add(number)?
                .checked_sub(u32::try_from(before).ok()?),
        }
    }
}

/// The pairs of a table, one after the other.
struct Stream<'f, 'r> {
    pairs: Pairs<'f>,
    numbers: Option<&'r Renumbered<'r>>,
    block: usize,
    at: usize,
    head: Option<Pair>,
}

impl<'f, 'r> Stream<'f, 'r> {
    fn new(pairs: Pairs<'f>, numbers: Option<&'r Renumbered<'r>>) -> Result<Self, IndexError> {
        let mut stream = Self {
            pairs,
            numbers,
            block: 0,
            at: 0,
            head: None,
        };
        stream.next()?;
        Ok(stream)
    }

    /// Takes the head off, and makes the next pair the head.
    fn next(&mut self) -> Result<Option<Pair>, IndexError> {
        let head = self.head.take();
        while self.head.is_none() && self.block < self.pairs.blocks() {
            let pairs = self.pairs.read(self.block)?;
            let Some(&(key, number)) = pairs.get(self.at) else {
                (self.block, self.at) = (self.block + 1, 0);
                continue;
            };
            self.at += 1;
            let number = match self.numbers {
                Some(numbers) => numbers.of(number),
                None => Some(number),
            };
            self.head = number.map(|number| (key, number));
        }
        Ok(head)
    }
}

/// The first of these sizes that is less than twice all after it together, or their
/// number where none is.
pub(super) fn too_small(sizes: &[u64]) -> usize {
    let mut first = sizes.len();
    let mut after = 0;
    for (at, &size) in sizes.iter().enumerate().rev() {
        if size < 2 * after {
            first = at;
        }
        after += size;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_segments_stay() {
        for (sizes, expected) in [
            (&[][..], 0),
            (&[9], 1),
            (&[40, 10, 3], 3),
            (&[40, 10, 6], 1),
            // The last of many that are as large is small.
            (&[10, 10, 10, 10, 3], 0),
            (&[90, 10, 10, 3], 1),
        ] {
            assert_eq!(too_small(sizes), expected, "{sizes:?}");
        }
    }
}
