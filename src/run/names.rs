//! What documents are called, on a disk where they are many.

use std::path::Path;

use super::RunError;
use super::rows::{Disk, Numbers};
use crate::dedup::rows::{Shelf, Store};

/// Identifiers and records of documents, by their numbers.
#[derive(Debug)]
pub(super) struct Names {
    names: Numbers,
    places: Numbers,
}

impl Names {
    /// No names; many go to the disk of `folder`.
    pub(super) fn new(folder: &Path) -> Result<Self, RunError> {
        let disk = Disk::new(folder, 0);
        Ok(Self {
            names: disk.shelf()?,
            places: disk.shelf()?,
        })
    }

    /// Takes the next name.
    pub(super) fn push(&mut self, (id, record): (&str, u64)) -> Result<(), RunError> {
        self.places.put(&halves(self.names.count()))?;
        self.names.put(&halves(record))?;
        self.names.put(&[length(id.len())])?;
        self.names.put(&packed(id))
    }

    /// The name with a number.
    pub(super) fn get(&mut self, number: u64) -> Result<(String, u64), RunError> {
        let mut place = [0; 2];
        self.places.read(2 * number, &mut place)?;
        let mut head = [0; 3];
        self.names.read(whole(place), &mut head)?;
        let [low, high, length] = head;
        let mut id = vec![0; (length as usize).div_ceil(4)];
        self.names.read(whole(place) + 3, &mut id)?;
        let id = unpacked(&id, length).ok_or_else(|| self.names.damaged())?;
        Ok((id, whole([low, high])))
    }
}

/// A text as numbers, four bytes to each.
pub(super) fn packed(text: &str) -> Vec<u32> {
    let four = |bytes: &[u8]| {
        let mut four = [0; 4];
        four.iter_mut()
            .zip(bytes)
            .for_each(|(slot, &byte)| *slot = byte);
        u32::from_le_bytes(four)
    };
    text.as_bytes().chunks(4).map(four).collect()
}

/// The text of so many bytes that numbers are.
pub(super) fn unpacked(numbers: &[u32], length: u32) -> Option<String> {
    let bytes = numbers.iter().flat_map(|four| four.to_le_bytes());
    String::from_utf8(bytes.take(length as usize).collect()).ok()
}

/// A number of 64 bits as two, the lower half first.
#[expect(clippy::cast_possible_truncation, reason = "cut in two on purpose")]
pub(super) const fn halves(wide: u64) -> [u32; 2] {
    [wide as u32, (wide >> 32) as u32]
}

/// The number that two halves are.
pub(super) fn whole([low, high]: [u32; 2]) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

pub(super) fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
