//! Documents of a ledger to those of an index that they may be like, beyond memory.

use super::Observer;
use super::RunError;
use super::earlier::met;
use super::ledger::{Ledger, LedgerWriter};
use super::observer::heed;
use super::row::Row;
use super::rows::{Disk, RowFile};
use crate::dedup::rare;
use crate::dedup::rows::{Equal, Sorter, Store};
use crate::index::{Index, Place, SAMPLE};
use crate::model::Fingerprint;

/// Documents of an index that follow those of a ledger which may be like them.
#[derive(Debug)]
pub(super) struct Elders<'i> {
    /// The index.
    pub(super) index: &'i Index,
    /// How many texts that has.
    pub(super) texts: usize,
    /// The first of them in the ledger.
    pub(super) first: u32,
    /// Rows of a document and one of them that it may be like.
    pub(super) pairs: RowFile<[u32; 2]>,
}

/// Bytes of memory to look for a document: a sample of its fingerprint, and the
/// shingles that lead to others.
const EACH: usize = 1 << 11;

impl<'i> Elders<'i> {
    /// Looks in an index for the documents that those of a ledger may be like, and puts
    /// them behind these, the oldest first.
    pub(super) fn of(
        disk: &Disk,
        mut ledger: Ledger,
        index: &'i Index,
        observer: &dyn Observer,
    ) -> Result<(Ledger, Self), RunError> {
        let first = ledger.parts();
        let texts = usize::try_from(index.documents()).unwrap_or(usize::MAX);
        let cap = rare::cap(texts.saturating_add(first as usize));
        let most = (disk.room() / EACH).clamp(1 << 10, 1 << 14);
        let mut found = disk.sorter::<u128>(Equal::Kept);
        let mut documents = 0_u32..;
        ledger.restart();
        loop {
            heed(observer)?;
            let prints = fingerprints(&mut ledger, most)?;
            if prints.is_empty() {
                break;
            }
            let prints: Vec<&Fingerprint> = prints.iter().collect();
            let places = met(index, &prints, cap)?;
            for (places, document) in places.into_iter().zip(&mut documents) {
                for place in places {
                    found.push(u128::from(place.to_bits()) << 32 | u128::from(document))?;
                }
            }
        }
        let mut writer = ledger.reopened();
        let pairs = join(disk, found.sorted()?, index, first, &mut writer, observer)?;
        let elders = Self {
            index,
            texts,
            first,
            pairs,
        };
        Ok((writer.finish()?, elders))
    }
}

/// The fingerprints of the next documents that take part, as an index has them.
fn fingerprints(ledger: &mut Ledger, most: usize) -> Result<Vec<Fingerprint>, RunError> {
    let mut prints = Vec::new();
    while prints.len() < most
        && let Some(row) = ledger.next_row()?
    {
        let mut print = row.fingerprint();
        if let Some(print) = &mut print {
            print.sample(SAMPLE);
        }
        prints.extend(print);
    }
    Ok(prints)
}

/// Puts documents of an index into a ledger, of sorted rows of a place and who may be
/// like what is there; gives back the same rows with their numbers in the ledger.
fn join(
    disk: &Disk,
    found: impl Iterator<Item = Result<u128, RunError>>,
    index: &Index,
    first: u32,
    ledger: &mut LedgerWriter,
    observer: &dyn Observer,
) -> Result<RowFile<[u32; 2]>, RunError> {
    let mut pairs = RowFile::new(disk)?;
    let (mut last, mut next) = (None, first);
    for row in found {
        let row = row?;
        #[expect(clippy::cast_possible_truncation, reason = "cut in two on purpose")]
        let (place, document) = ((row >> 32) as u64, row as u32);
        if last.replace(place) != Some(place) {
            heed(observer)?;
            ledger.push(&Row::earlier(index.record(Place::from_bits(place))?))?;
            next += 1;
        }
        pairs.push([document, next - 1])?;
    }
    Ok(pairs)
}
