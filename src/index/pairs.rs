//! Tables of sorted pairs of a key and a number, a byte or a few each.

use super::blocks::{Binder, Blocks, Table};
use super::bytes::{Taker, put_number};
use super::error::IndexError;

/// A key and a number.
pub(super) type Pair = (u64, u32);

/// Pairs of a block: some 2 kB.
const ROWS: u64 = 512;

/// Pairs that are gone through one by one to find a key.
const FEW: usize = 16;

/// Pairs on their way into a table.
pub(super) struct PairWriter<'b> {
    binder: &'b mut Binder,
    block: Vec<u8>,
    first: u64,
    last: Pair,
    rows: u64,
}

impl<'b> PairWriter<'b> {
    /// Starts the next table.
    pub(super) fn new(binder: &'b mut Binder) -> Self {
        binder.table();
        Self {
            binder,
            block: Vec::new(),
            first: 0,
            last: (0, 0),
            rows: 0,
        }
    }

    /// Adds a pair, none of which is less than the one before.
    pub(super) fn push(&mut self, pair: Pair) -> Result<(), IndexError> {
        if self.rows == 0 {
            (self.first, self.last) = (pair.0, (pair.0, 0));
        }
        let step = pair.0 - self.last.0;
        let number = if step == 0 {
            pair.1 - self.last.1
        } else {
            pair.1
        };
        put_number(&mut self.block, step);
        put_number(&mut self.block, u64::from(number));
        self.last = pair;
        self.rows += 1;
        if self.rows == ROWS {
            self.flush()?;
        }
        Ok(())
    }

    /// Ends the table.
    pub(super) fn finish(mut self) -> Result<(), IndexError> {
        if self.rows > 0 {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), IndexError> {
        self.binder.block(self.first, self.rows, &self.block)?;
        self.block.clear();
        self.rows = 0;
        Ok(())
    }
}

/// A table of pairs, with the block that was read last, as far as it had to be, and
/// where in it the key was that was asked for last: keys are best asked for in their
/// order.
#[derive(Debug)]
pub(super) struct Pairs<'f> {
    file: &'f Blocks,
    table: &'f Table,
    block: Option<usize>,
    bytes: Vec<u8>,
    /// Pairs that have been decoded, and the bytes that they took.
    read: Vec<Pair>,
    taken: usize,
    at: usize,
}

impl<'f> Pairs<'f> {
    pub(super) fn new(file: &'f Blocks, table: usize) -> Result<Self, IndexError> {
        Ok(Self {
            file,
            table: file.table(table)?,
            block: None,
            bytes: Vec::new(),
            read: Vec::new(),
            taken: 0,
            at: 0,
        })
    }

    /// How many pairs have a key.
    pub(super) fn count(&mut self, key: u64) -> Result<u64, IndexError> {
        let start = self.rank(key)?;
        match key.checked_add(1) {
            Some(next) => Ok(self.rank(next)? - start),
            None => Ok(self.table.rows - start),
        }
    }

    /// Appends the numbers that a key has.
    pub(super) fn numbers(&mut self, key: u64, numbers: &mut Vec<u32>) -> Result<(), IndexError> {
        // Those of one key can begin at the end of a block.
        for block in self.before(key).saturating_sub(1)..self.table.blocks() {
            if self.table.first(block).is_some_and(|first| first > key) {
                break;
            }
            let from = self.within(block, key)?;
            let pairs = self.read.iter().skip(from);
            let same = pairs.take_while(|pair| pair.0 == key);
            numbers.extend(same.map(|pair| pair.1));
        }
        Ok(())
    }

    /// All pairs in their order.
    pub(super) fn each(
        mut self,
        mut each: impl FnMut(Pair) -> Result<(), IndexError>,
    ) -> Result<(), IndexError> {
        for block in 0..self.table.blocks() {
            self.read(block)?;
            self.read.iter().try_for_each(|&pair| each(pair))?;
        }
        Ok(())
    }

    /// How many pairs have a lesser key.
    fn rank(&mut self, key: u64) -> Result<u64, IndexError> {
        let Some(block) = self.before(key).checked_sub(1) else {
            return Ok(0);
        };
        Ok(block as u64 * ROWS + self.within(block, key)? as u64)
    }

    /// How many blocks begin with a lesser key.
    fn before(&self, key: u64) -> usize {
        self.table
            .before(key, self.block.map_or(0, |block| block + 1))
    }

    /// How many pairs of a block have a lesser key; those that have it are decoded.
    fn within(&mut self, block: usize, key: u64) -> Result<usize, IndexError> {
        self.read_until(block, key)?;
        let is_before = |pair: &Pair| pair.0 < key;
        let passed = self.read.get(..self.at).unwrap_or_default();
        let mut from = self.at;
        if passed.last().is_some_and(|last| !is_before(last)) {
            from = 0;
        }
        // What is asked for next is most often among the next few.
        let rest = self.read.get(from..).unwrap_or_default();
        from += match rest.get(FEW) {
            Some(pair) if is_before(pair) => rest.partition_point(is_before),
            _ => rest.iter().take_while(|pair| is_before(pair)).count(),
        };
        self.at = from;
        Ok(from)
    }

    /// The pairs of a block.
    pub(super) fn read(&mut self, block: usize) -> Result<&[Pair], IndexError> {
        self.read_until(block, u64::MAX)?;
        Ok(&self.read)
    }

    /// Decodes the pairs of a block up to the first that has a greater key.
    fn read_until(&mut self, block: usize, key: u64) -> Result<(), IndexError> {
        if self.block != Some(block) {
            self.block = None;
            self.file.read(self.table, block, &mut self.bytes)?;
            self.read.clear();
            (self.taken, self.at) = (0, 0);
            self.block = Some(block);
        }
        let first = self.table.first(block).unwrap_or_default();
        self.decode(first, key).ok_or_else(|| {
            self.block = None;
            let what = format!("block {block} of its pairs cannot be read");
            IndexError::damaged(self.file.path(), what)
        })
    }

    fn decode(&mut self, first: u64, key: u64) -> Option<()> {
        let rest = self.bytes.get(self.taken..)?;
        let mut last = self.read.last().copied().unwrap_or((first, 0));
        if last.0 > key {
            return Some(());
        }
        let mut taker = Taker(rest);
        while last.0 <= key && !taker.0.is_empty() {
            let step = taker.number()?;
            let number: u32 = taker.small()?;
            last = match step {
                0 => (last.0, last.1.checked_add(number)?),
                _ => (last.0.checked_add(step)?, number),
            };
            self.read.push(last);
        }
        self.taken += rest.len() - taker.0.len();
        Some(())
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.table.blocks()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_wherever_they_stand() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.segment");
        // One key fills more than a block, and others stand alone.
        let mut pairs: Vec<Pair> = (0..2_000)
            .map(|number| (u64::from(number) * 3, number))
            .collect();
        pairs.extend((0..1_300).map(|number| (3_000, number * 7)));
        pairs.push((u64::MAX, 5));
        pairs.sort_unstable();
        let mut binder = Binder::create(&path).unwrap();
        let mut writer = PairWriter::new(&mut binder);
        for &pair in &pairs {
            writer.push(pair).unwrap();
        }
        writer.finish().unwrap();
        binder.finish().unwrap();
        let file = Blocks::open(&path).unwrap();
        let mut table = Pairs::new(&file, 0).unwrap();
        for key in [0, 1, 3, 2_997, 3_000, 3_003, 5_997, 6_000, u64::MAX] {
            let expected: Vec<u32> = pairs
                .iter()
                .filter(|pair| pair.0 == key)
                .map(|pair| pair.1)
                .collect();
            let mut found = Vec::new();
            table.numbers(key, &mut found).unwrap();
            assert_eq!(found, expected, "{key}");
            assert_eq!(table.count(key).unwrap(), expected.len() as u64, "{key}");
        }
        let mut all = Vec::new();
        table
            .each(|pair| {
                all.push(pair);
                Ok(())
            })
            .unwrap();
        assert_eq!(all, pairs);
    }
}
