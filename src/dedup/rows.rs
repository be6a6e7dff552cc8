//! Flat rows, which need not be in memory to be sorted and read again.
//!
//! The [steps](super::steps) are written for these traits, as all that works on
//! threads is for [`Workers`](super::Workers): rows may be in memory, on a disk
//! or with an engine's shuffle between them, and the answer is the same.

use std::fmt;

use crate::model::Digest;

/// A row of fixed width. In order, rows go by their values.
pub trait Row: Copy + Ord + fmt::Debug + Send + Sync + 'static {
    /// Bytes of a row that is put away.
    const BYTES: usize;

    /// Appends the row to `bytes`; numbers have their lowest byte first.
    fn put(self, bytes: &mut Vec<u8>);

    /// The row that was put into these bytes, if they are as many as it takes.
    fn get(bytes: &[u8]) -> Option<Self>;
}

/// Takes rows in any order and gives them back sorted.
pub trait Sorter<R: Row> {
    /// Why rows cannot be put or read.
    type Error;
    /// The rows in order.
    type Sorted: Iterator<Item = Result<R, Self::Error>> + fmt::Debug + Send;

    /// Takes a row.
    fn push(&mut self, row: R) -> Result<(), Self::Error>;

    /// Ends the rows.
    fn sorted(self) -> Result<Self::Sorted, Self::Error>;
}

/// What becomes of equal rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Equal {
    /// All of them come out.
    Kept,
    /// One of them comes out.
    Once,
}

/// Numbers one after the other, which are read again from any place.
pub trait Shelf {
    /// Why numbers cannot be put or read.
    type Error;

    /// Appends numbers.
    fn put(&mut self, numbers: &[u32]) -> Result<(), Self::Error>;

    /// Fills `numbers` with those from the place `from` on. All of them were put
    /// before.
    fn read(&mut self, from: u64, numbers: &mut [u32]) -> Result<(), Self::Error>;
}

/// Where rows and numbers are put.
pub trait Store {
    /// Why they cannot be put or read.
    type Error;
    /// What sorts rows.
    type Sorter<R: Row>: Sorter<R, Error = Self::Error>;
    /// What holds numbers.
    type Shelf: Shelf<Error = Self::Error>;

    /// A sorter without rows.
    fn sorter<R: Row>(&self, equal: Equal) -> Self::Sorter<R>;

    /// A shelf without numbers.
    fn shelf(&self) -> Result<Self::Shelf, Self::Error>;
}

/// The rows that a store gives back in order.
pub type Sorted<S, R> = <<S as Store>::Sorter<R> as Sorter<R>>::Sorted;

macro_rules! number {
    ($($number:ty),*) => {$(
        impl Row for $number {
            const BYTES: usize = size_of::<Self>();

            fn put(self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }

            fn get(bytes: &[u8]) -> Option<Self> {
                Some(Self::from_le_bytes(bytes.try_into().ok()?))
            }
        }
    )*};
}

number!(u32, u64, u128);

impl<const N: usize> Row for [u32; N] {
    const BYTES: usize = 4 * N;

    fn put(self, bytes: &mut Vec<u8>) {
        for number in self {
            number.put(bytes);
        }
    }

    fn get(bytes: &[u8]) -> Option<Self> {
        let (numbers, rest) = bytes.as_chunks::<4>();
        let numbers: &[[u8; 4]; N] = numbers.try_into().ok()?;
        rest.is_empty().then(|| numbers.map(u32::from_le_bytes))
    }
}

/// A document with its digest.
impl Row for (Digest, u32) {
    const BYTES: usize = 36;

    fn put(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.0.0);
        self.1.put(bytes);
    }

    fn get(bytes: &[u8]) -> Option<Self> {
        let (digest, document) = bytes.split_first_chunk()?;
        Some((Digest(*digest), u32::get(document)?))
    }
}

/// Rows and numbers in memory.
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory;

/// Rows in memory.
#[derive(Debug)]
pub struct Rows<R>(Vec<R>, Equal);

impl Store for Memory {
    type Error = std::convert::Infallible;
    type Sorter<R: Row> = Rows<R>;
    type Shelf = Vec<u32>;

    fn sorter<R: Row>(&self, equal: Equal) -> Rows<R> {
        Rows(Vec::new(), equal)
    }

    fn shelf(&self) -> Result<Vec<u32>, Self::Error> {
        Ok(Vec::new())
    }
}

impl<R: Row> Sorter<R> for Rows<R> {
    type Error = std::convert::Infallible;
    type Sorted = InOrder<R>;

    fn push(&mut self, row: R) -> Result<(), Self::Error> {
        self.0.push(row);
        Ok(())
    }

    fn sorted(mut self) -> Result<Self::Sorted, Self::Error> {
        self.0.sort_unstable();
        if self.1 == Equal::Once {
            self.0.dedup();
        }
        Ok(InOrder(self.0.into_iter()))
    }
}

/// Rows in memory, in order.
#[derive(Debug)]
pub struct InOrder<R>(std::vec::IntoIter<R>);

impl<R> Iterator for InOrder<R> {
    type Item = Result<R, std::convert::Infallible>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(Ok)
    }
}

impl Shelf for Vec<u32> {
    type Error = std::convert::Infallible;

    fn put(&mut self, numbers: &[u32]) -> Result<(), Self::Error> {
        self.extend_from_slice(numbers);
        Ok(())
    }

    fn read(&mut self, from: u64, numbers: &mut [u32]) -> Result<(), Self::Error> {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        for (slot, &number) in numbers.iter_mut().zip(self.iter().skip(from)) {
            *slot = number;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check<R: Row>(row: R) {
        let mut bytes = Vec::new();
        row.put(&mut bytes);
        assert_eq!(bytes.len(), R::BYTES);
        assert_eq!(R::get(&bytes), Some(row));
        bytes.push(0);
        assert_eq!(R::get(&bytes), None);
        assert_eq!(R::get(&[]), None);
    }

    proptest! {
        #[test]
        fn rows_are_read_as_they_were_put(numbers in any::<[u32; 5]>(), wide in any::<u128>(), digest in any::<[u8; 32]>()) {
            check(numbers);
            check(wide);
            check(numbers[0]);
            check((Digest(digest), numbers[1]));
        }
    }
}
