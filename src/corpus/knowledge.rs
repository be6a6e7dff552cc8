//! Knowledge as a file.

use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Atomic, InputError};
use crate::model::Knowledge;

/// What a file of knowledge starts with.
const MAGIC: &[u8] = b"tamis knowledge 1\n";

/// Writes knowledge to a file: the magic, the number of lines, each with its
/// pages, the number of titles, each, and a SHA-256 of all before it; numbers
/// are little-endian.
pub fn write_knowledge(path: &Path, knowledge: &Knowledge) -> io::Result<()> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&(knowledge.lines().len() as u64).to_le_bytes());
    for (key, pages) in knowledge.lines() {
        bytes.extend_from_slice(&key.to_le_bytes());
        bytes.extend_from_slice(&pages.to_le_bytes());
    }
    bytes.extend_from_slice(&(knowledge.titles().len() as u64).to_le_bytes());
    for key in knowledge.titles() {
        bytes.extend_from_slice(&key.to_le_bytes());
    }
    let sum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&sum);
    let mut file = Atomic::create(path)?;
    file.write_all(&bytes)?;
    file.finish()
}

/// Reads knowledge from a file.
///
/// # Errors
///
/// A file that cannot be read, or is no whole file of knowledge.
pub fn read_knowledge(path: &Path) -> Result<Knowledge, InputError> {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes));
    let place = path.display();
    read.map_err(|error| {
        InputError::new(
            format!("{place} cannot be read: {error}"),
            "`tamis learn INPUT... -o FILE` writes such a file",
        )
    })?;
    parsed(&bytes).ok_or_else(|| {
        InputError::new(
            format!("{place} is no whole file of knowledge of this version"),
            "write it again with `tamis learn INPUT... -o FILE`",
        )
    })
}

fn parsed(bytes: &[u8]) -> Option<Knowledge> {
    let (body, sum) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
    if Sha256::digest(body).as_slice() != sum {
        return None;
    }
    let mut rest = body.strip_prefix(MAGIC)?;
    let mut take = |length: usize| {
        let (taken, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(taken)
    };
    let number = |bytes: &[u8]| Some(u64::from_le_bytes(bytes.try_into().ok()?));
    let count = number(take(8)?)?;
    let mut lines = Vec::new();
    for _ in 0..count {
        let key = number(take(8)?)?;
        lines.push((key, u32::from_le_bytes(take(4)?.try_into().ok()?)));
    }
    let count = number(take(8)?)?;
    let mut titles = Vec::new();
    for _ in 0..count {
        titles.push(number(take(8)?)?);
    }
    rest.is_empty().then(|| Knowledge::new(lines, titles))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knowledge_comes_back_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("knowledge.tamis");
        let knowledge = Knowledge::new([(7, 2), (3, 9)], vec![5, 1]);
        write_knowledge(&path, &knowledge).unwrap();
        assert_eq!(read_knowledge(&path).unwrap(), knowledge);
        let whole = std::fs::read(&path).unwrap();
        let mut changed = whole.clone();
        changed[20] ^= 1;
        for damaged in [
            &whole[..whole.len() - 1],
            &changed,
            b"",
            b"tamis knowledge 2\n",
        ] {
            std::fs::write(&path, damaged).unwrap();
            assert!(read_knowledge(&path).is_err());
        }
    }
}
