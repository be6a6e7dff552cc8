//! An index as it was when it was opened.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::{IndexError, IndexErrorKind};
use super::manifest::Manifest;
use super::record::Record;
use super::segment::{FREQUENCIES, NAMES, Segment};
use crate::model::{Digest, Scheme};

/// An index that can be asked, by several threads at once. What is written to
/// it meanwhile is not seen.
#[derive(Debug)]
pub struct Index {
    pub(super) folder: PathBuf,
    pub(super) manifest: Manifest,
    pub(super) segments: Vec<Segment>,
}

/// A document of an index; the older ones are the lesser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub(super) segment: u32,
    pub(super) document: u32,
}

impl Place {
    /// As a number: the older ones have the lesser.
    pub const fn to_bits(self) -> u64 {
        (self.segment as u64) << 32 | self.document as u64
    }

    /// From its number.
    #[expect(clippy::cast_possible_truncation, reason = "cut in two on purpose")]
    pub const fn from_bits(bits: u64) -> Self {
        Self {
            segment: (bits >> 32) as u32,
            document: bits as u32,
        }
    }
}

/// What an index holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Documents that can be found.
    pub documents: u64,
    /// Documents that were removed and wait to be left out.
    pub removed: u64,
    /// Segments they are in.
    pub segments: usize,
    /// Bytes on disk.
    pub bytes: u64,
    /// First and last date of the documents, in seconds since 1970.
    pub dates: Option<(i64, i64)>,
    /// How the fingerprints were made.
    pub scheme: Scheme,
    /// The version of the format.
    pub format: u32,
}

/// How often an index is opened anew whose segments a writer has just merged.
const TRIES: usize = 8;

impl Index {
    /// Opens the index in a folder.
    ///
    /// # Errors
    ///
    /// There is none; it is of another format or scheme; it is damaged.
    pub fn open(folder: &Path, scheme: Scheme) -> Result<Self, IndexError> {
        let missing = || {
            let message = format!("there is no index in {}", folder.display());
            let hint = "`tamis index add DIR INPUT...` starts one";
            IndexError::new(IndexErrorKind::Missing, message, hint)
        };
        let mut opened = Err(missing());
        for _ in 0..TRIES {
            let manifest = Manifest::read(folder, scheme)?.ok_or_else(missing)?;
            opened = Self::of(folder, manifest);
            match &opened {
                Err(error) if error.is_gone() => {}
                _ => break,
            }
        }
        opened.map_err(|error| {
            if error.is_gone() {
                IndexError::damaged(folder, error)
            } else {
                error
            }
        })
    }

    /// The index that a manifest describes.
    pub(super) fn of(folder: &Path, manifest: Manifest) -> Result<Self, IndexError> {
        let open = |part| Segment::open(folder, part, manifest.scheme);
        Ok(Self {
            folder: folder.to_owned(),
            segments: manifest
                .segments
                .iter()
                .map(open)
                .collect::<Result<_, _>>()?,
            manifest,
        })
    }

    /// How many documents can be found.
    pub fn documents(&self) -> u64 {
        self.segments.iter().map(Segment::live).sum()
    }

    /// What it holds.
    pub fn stats(&self) -> Stats {
        let parts = &self.manifest.segments;
        let dates = parts.iter().filter_map(|part| part.dates);
        Stats {
            documents: self.documents(),
            removed: parts.iter().map(|part| part.removed.len() as u64).sum(),
            segments: parts.len(),
            bytes: parts.iter().map(|part| part.bytes).sum(),
            dates: dates.reduce(|left, right| (left.0.min(right.0), left.1.max(right.1))),
            scheme: self.manifest.scheme,
            format: self.manifest.format,
        }
    }

    /// The document with this text.
    pub fn find(&self, exact: Digest) -> Result<Option<Place>, IndexError> {
        let found = self.named(Record::text_key(exact), |record| {
            record.fingerprint.exact == exact
        })?;
        Ok(found.into_iter().next())
    }

    /// The documents with this identifier.
    pub fn identified(&self, id: &str) -> Result<Vec<Place>, IndexError> {
        self.named(Record::id_key(id), |record| record.id == id)
    }

    fn named(
        &self,
        key: u64,
        is_meant: impl Fn(&Record) -> bool,
    ) -> Result<Vec<Place>, IndexError> {
        let mut found = Vec::new();
        let mut numbers = Vec::new();
        for (number, segment) in (0_u32..).zip(&self.segments) {
            numbers.clear();
            segment.pairs(NAMES)?.numbers(key, &mut numbers)?;
            for &document in &numbers {
                let place = Place {
                    segment: number,
                    document,
                };
                if !segment.is_removed(document) && is_meant(&self.record(place)?) {
                    found.push(place);
                }
            }
        }
        Ok(found)
    }

    /// A document.
    pub fn record(&self, place: Place) -> Result<Record, IndexError> {
        let segment = self.segments.get(place.segment as usize);
        let record = match segment {
            Some(segment) => segment.record(place.document)?,
            None => None,
        };
        record.ok_or_else(|| {
            let path = segment.map_or_else(|| self.folder.clone(), Segment::path);
            IndexError::damaged(&path, format!("it has no document {}", place.document))
        })
    }

    /// How many documents have which of these shingles, which are sorted; those
    /// that none has are left out.
    pub fn frequencies(&self, shingles: &[u32]) -> Result<Vec<(u32, u32)>, IndexError> {
        let mut counts: Vec<(u32, u32)> = shingles.iter().map(|&shingle| (shingle, 0)).collect();
        let mut found = Vec::new();
        for segment in &self.segments {
            let mut table = segment.pairs(FREQUENCIES)?;
            for (shingle, count) in &mut counts {
                found.clear();
                table.numbers(u64::from(*shingle), &mut found)?;
                *count = count.saturating_add(found.iter().sum());
            }
        }
        counts.retain(|count| count.1 > 0);
        Ok(counts)
    }
}

impl IndexError {
    /// Whether a file was not there.
    fn is_gone(&self) -> bool {
        self.disk_error() == Some(ErrorKind::NotFound)
    }
}
