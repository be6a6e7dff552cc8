//! What is remembered of one document, as numbers.

use super::names::{halves, length, packed, unpacked, whole};
use crate::dedup::keep::Merits;
use crate::dedup::steps::Print;
use crate::index::Record;
use crate::model::{Digest, Fingerprint, Scheme};

/// Numbers of a row before its identifier and shingles.
const HEAD: usize = 23;

/// That a document takes part, has a date and has a value.
const PART: u32 = 1;
const DATED: u32 = 2;
const VALUED: u32 = 4;
/// That a note stands behind its shingles, and what is in that: that the document is
/// of an earlier run, and has an address.
const NOTED: u32 = 8;
const EARLIER: u32 = 1;
const ADDRESSED: u32 = 2;

/// A document's row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Row {
    pub(super) id: String,
    /// Which record of the input it is.
    pub(super) record: u64,
    pub(super) merits: Merits,
    /// None where no word of the document was left.
    pub(super) print: Option<Print>,
    /// What else an index is to know of it, or knows.
    pub(super) note: Option<Note>,
}

/// What only an index wants to know of a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Note {
    /// Whether it is of an earlier run.
    is_earlier: bool,
    address: Option<Box<str>>,
    /// Words of its text.
    length: u32,
    /// The shingles of one that is nearly empty.
    few: Vec<u32>,
}

impl Row {
    /// The row of a document of an earlier run.
    pub(super) fn earlier(record: Record) -> Self {
        let note = Note {
            is_earlier: true,
            address: record.address.map(String::into_boxed_str),
            ..Note::default()
        };
        Self {
            id: record.id,
            merits: Merits {
                date: record.date,
                ..Merits::default()
            },
            print: Some(Print::of(&record.fingerprint)),
            note: Some(note),
            ..Self::default()
        }
    }

    /// Its document's identifier, and which record of the input it is.
    pub(super) fn name(&self) -> (&str, u64) {
        (&self.id, self.record)
    }

    /// The address that is noted.
    pub(super) fn address(&self) -> Option<&str> {
        self.note.as_ref()?.address.as_deref()
    }

    /// Whether it is noted that its document is of an earlier run.
    pub(super) fn is_earlier(&self) -> bool {
        self.note.as_ref().is_some_and(|note| note.is_earlier)
    }

    /// The fingerprint of a document of the input of which there is a note.
    pub(super) fn fingerprint(&self) -> Option<Fingerprint> {
        let (print, note) = (self.print.as_ref()?, self.note.as_ref()?);
        let shingles = match &*print.shingles {
            [] => &note.few,
            _ => &print.shingles,
        };
        Some(Fingerprint {
            scheme: Scheme::DEFAULT,
            exact: print.digest,
            length: note.length,
            shingles: shingles.as_slice().into(),
            level: print.level,
        })
    }

    /// As numbers.
    pub(super) fn put(&self, numbers: &mut Vec<u32>) {
        let Self {
            id,
            record,
            merits,
            print,
            note,
        } = self;
        let flag = |is_set: bool, flag: u32| if is_set { flag } else { 0 };
        let flags = flag(print.is_some(), PART)
            | flag(merits.date.is_some(), DATED)
            | flag(merits.value.is_some(), VALUED)
            | flag(note.is_some(), NOTED);
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
        if let Some(note) = note {
            note.put(print.as_ref().map_or(0, |print| print.level), numbers);
        }
        let count = length(numbers.len());
        if let Some(first) = numbers.first_mut() {
            *first = count;
        }
    }

    /// Reads a row from its numbers; `None` where they are none.
    pub(super) fn get(numbers: &[u32]) -> Option<Self> {
        let (head, rest) = numbers.split_at_checked(HEAD)?;
        let &[_, flags, ref wide @ .., id, shingles] = head else {
            return None;
        };
        let (wide, rest_of_head) = wide.split_at_checked(10)?;
        let (wide, _) = wide.as_chunks::<2>();
        let wide = |at: usize| wide.get(at).copied().map_or(0, whole);
        let (&rank, digest) = rest_of_head.split_first()?;
        let (name, rest) = rest.split_at_checked((id as usize).div_ceil(4))?;
        let (all, rest) = rest.split_at_checked(shingles as usize)?;
        let (note, level) = match flags & NOTED {
            0 => (None, 0),
            _ => Note::get(rest).map(|(note, level)| (Some(note), level))?,
        };
        let digest: Vec<u8> = digest.iter().flat_map(|four| four.to_le_bytes()).collect();
        let print = Print {
            digest: Digest(digest.try_into().ok()?),
            shingles: all.to_vec(),
            level,
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
            note,
        })
    }
}

impl Note {
    /// What an index is to know of a document of the input.
    pub(super) fn of(address: Option<Box<str>>, fingerprint: &Fingerprint) -> Self {
        let few = if fingerprint.is_slight() {
            fingerprint.shingles.to_vec()
        } else {
            Vec::new()
        };
        Self {
            is_earlier: false,
            address,
            length: fingerprint.length,
            few,
        }
    }

    /// Appends the note as numbers: flags, level, words, how many shingles and bytes of
    /// an address follow, and these.
    fn put(&self, level: u8, numbers: &mut Vec<u32>) {
        let Self {
            is_earlier,
            address,
            length: words,
            few,
        } = self;
        let flag = |is_set: bool, flag: u32| if is_set { flag } else { 0 };
        let flags = flag(*is_earlier, EARLIER) | flag(address.is_some(), ADDRESSED);
        let address = address.as_deref().unwrap_or_default();
        let sizes = [length(few.len()), length(address.len())];
        numbers.extend([flags, level.into(), *words]);
        numbers.extend(sizes);
        numbers.extend_from_slice(few);
        numbers.extend(packed(address));
    }

    /// Reads a note, and the level beside it; `None` where the numbers are none.
    fn get(numbers: &[u32]) -> Option<(Self, u8)> {
        let (&[flags, level, words, few, address], rest) = numbers.split_first_chunk()?;
        let (few, rest) = rest.split_at_checked(few as usize)?;
        let address = unpacked(rest, address)?.into_boxed_str();
        let note = Self {
            is_earlier: flags & EARLIER > 0,
            address: (flags & ADDRESSED > 0).then_some(address),
            length: words,
            few: few.to_vec(),
        };
        Some((note, level.try_into().ok()?))
    }
}
