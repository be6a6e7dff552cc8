//! Documents into an index, and out of it.

use std::collections::HashSet;
use std::path::Path;

use super::error::{IndexError, IndexErrorKind};
use super::lock::Lock;
use super::manifest::{Manifest, Part};
use super::merge::{merge, too_small};
use super::record::{Record, SAMPLE};
use super::segment::{Draft, Segment};
use super::snapshot::{Index, Place};
use crate::model::{Digest, Fingerprint, Scheme};

/// Bytes of documents that wait in memory, at the most: of some 65,000 of 300 words.
/// Memory is taken by doubling, so that it is up to twice as much.
const WAITING: usize = 160 << 20;

/// Segments that were added and wait to be merged, at the most.
const DRAFTS: usize = 16;

/// The one who may write to an index. Nothing is changed until [`Self::commit`].
#[derive(Debug)]
pub struct Writer {
    index: Index,
    drafts: Vec<Part>,
    draft: Option<Draft>,
    added: HashSet<Digest>,
    /// Bytes of documents that may wait in memory.
    room: usize,
    /// Whether another manifest is to be written.
    changed: bool,
    _lock: Lock,
}

impl Writer {
    /// Opens the index in a folder to write to it, or starts one there.
    ///
    /// # Errors
    ///
    /// Another process writes to it; it is of another format or scheme; the
    /// folder has other things in it.
    pub fn open(folder: &Path, scheme: Scheme) -> Result<Self, IndexError> {
        let failed = |error| IndexError::disk(folder, error);
        if !folder.is_dir() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        if Manifest::read(folder, scheme)?.is_none() {
            refuse_others(folder)?;
        }
        let lock = Lock::take(folder)?;
        let manifest = Manifest::read(folder, scheme)?;
        let changed = manifest.is_none();
        let manifest = manifest.unwrap_or_else(|| Manifest::new(scheme));
        sweep(folder, &manifest)?;
        Ok(Self {
            index: Index::of(folder, manifest)?,
            drafts: Vec::new(),
            draft: None,
            added: HashSet::new(),
            room: WAITING,
            changed,
            _lock: lock,
        })
    }

    /// The same, with no more than so many bytes of documents that wait in memory.
    #[must_use]
    pub fn within(self, bytes: usize) -> Self {
        Self {
            room: bytes.min(WAITING),
            ..self
        }
    }

    /// The index as it was before.
    pub const fn index(&self) -> &Index {
        &self.index
    }

    /// Adds a document, unless one with this text is there.
    pub fn add(
        &mut self,
        id: &str,
        address: Option<&str>,
        date: Option<i64>,
        fingerprint: &Fingerprint,
    ) -> Result<bool, IndexError> {
        let is_new = self.is_new(fingerprint.exact)?;
        if is_new {
            self.add_new(id, address, date, fingerprint)?;
        }
        Ok(is_new)
    }

    /// Adds a document whose text is known not to be there, and remembers nothing of
    /// it.
    pub fn add_new(
        &mut self,
        id: &str,
        address: Option<&str>,
        date: Option<i64>,
        fingerprint: &Fingerprint,
    ) -> Result<(), IndexError> {
        let mut sample = fingerprint.clone();
        sample.sample(SAMPLE);
        let record = Record {
            id: id.to_owned(),
            address: address.map(str::to_owned),
            date,
            fingerprint: sample,
        };
        // The empty and nearly so are found by their digest only.
        let counted = if fingerprint.is_slight() {
            &[]
        } else {
            &*fingerprint.shingles
        };
        self.push(&record, counted)
    }

    /// Adds a document of another index, whose shingles are counted apart.
    pub(super) fn put(&mut self, record: &Record, counted: &[u32]) -> Result<bool, IndexError> {
        self.check(record)?;
        let is_new = self.is_new(record.fingerprint.exact)?;
        if is_new {
            self.push(record, counted)?;
        }
        Ok(is_new)
    }

    /// Whether no document has a text, which one is to have from now on.
    fn is_new(&mut self, exact: Digest) -> Result<bool, IndexError> {
        let is_new = !self.added.contains(&exact) && self.index.find(exact)?.is_none();
        if is_new {
            self.added.insert(exact);
        }
        Ok(is_new)
    }

    fn push(&mut self, record: &Record, counted: &[u32]) -> Result<(), IndexError> {
        self.check(record)?;
        self.draft()?.push(record, counted)?;
        self.flush_if_full()
    }

    /// Only fingerprints of one scheme can be compared.
    fn check(&self, record: &Record) -> Result<(), IndexError> {
        if record.fingerprint.scheme != self.index.manifest.scheme {
            let message = format!(
                "document `{}` has a fingerprint of scheme {}, expected {}",
                record.id, record.fingerprint.scheme, self.index.manifest.scheme
            );
            let hint = "export it with the version of tamis that adds it";
            return Err(IndexError::new(IndexErrorKind::Foreign, message, hint));
        }
        Ok(())
    }

    /// Counts shingles that are told with their number of documents.
    pub(super) fn count(&mut self, frequencies: &[(u32, u32)]) -> Result<(), IndexError> {
        for &(shingle, count) in frequencies {
            self.draft()?.count(shingle, count);
            self.flush_if_full()?;
        }
        Ok(())
    }

    /// Removes documents; gives back how many were not removed before.
    pub fn remove(&mut self, places: &[Place]) -> usize {
        let mut count = 0;
        for place in places {
            let part = self.index.manifest.segments.get_mut(place.segment as usize);
            if let Some(part) = part
                && let Err(at) = part.removed.binary_search(&place.document)
            {
                part.removed.insert(at, place.document);
                count += 1;
            }
        }
        self.changed |= count > 0;
        count
    }

    /// Makes one segment of all, without what was removed, and commits.
    pub fn compact(mut self) -> Result<(), IndexError> {
        self.flush()?;
        let mut parts = self.parts();
        if parts.len() > 1 || parts.iter().any(|part| !part.removed.is_empty()) {
            parts = self.replaced(parts, 0)?;
        }
        self.index.manifest.segments = parts;
        self.finish()
    }

    /// Makes what was added and removed count: all of it, or nothing.
    ///
    /// Segments are merged so that each is at least twice as large as all after
    /// it: there are few of them, and a document is written again seldom.
    pub fn commit(mut self) -> Result<(), IndexError> {
        self.flush()?;
        let old = &self.index.manifest.segments;
        let is_old_small = first_small(old.iter().chain(&self.drafts)) < old.len();
        if is_old_small && self.drafts.len() > 1 {
            // As one they are smaller, and what is old may be large beside that.
            let drafts = std::mem::take(&mut self.drafts);
            self.drafts = self.replaced(drafts, 0)?;
        }
        let parts = self.parts();
        self.index.manifest.segments = self.merged(parts)?;
        self.finish()
    }

    /// The segments there were and those that were added.
    fn parts(&mut self) -> Vec<Part> {
        self.changed |= !self.drafts.is_empty();
        let mut parts = std::mem::take(&mut self.index.manifest.segments);
        parts.append(&mut self.drafts);
        parts
    }

    /// The segments with one made of those from one on.
    fn replaced(&mut self, mut parts: Vec<Part>, from: usize) -> Result<Vec<Part>, IndexError> {
        let last = parts.split_off(from.min(parts.len()));
        let file = self.file();
        let Index {
            folder, manifest, ..
        } = &self.index;
        let open = |part| Segment::open(folder, part, manifest.scheme);
        let segments: Vec<Segment> = last.iter().map(open).collect::<Result<_, _>>()?;
        parts.push(merge(&segments, folder, file)?);
        self.changed = true;
        Ok(parts)
    }

    fn finish(self) -> Result<(), IndexError> {
        if self.changed {
            let Index {
                folder, manifest, ..
            } = &self.index;
            manifest.write(folder)?;
            // Readers of the old manifest keep its segments open.
            sweep(folder, manifest)?;
        }
        Ok(())
    }

    fn draft(&mut self) -> Result<&mut Draft, IndexError> {
        let draft = if let Some(draft) = self.draft.take() {
            draft
        } else {
            let file = self.file();
            Draft::create(&self.index.folder, file)?
        };
        Ok(self.draft.insert(draft))
    }

    fn flush_if_full(&mut self) -> Result<(), IndexError> {
        let room = self.room;
        let is_full = |draft: &Draft| draft.bytes() >= room;
        if !self.draft.as_ref().is_some_and(is_full) {
            return Ok(());
        }
        self.flush()?;
        if self.drafts.len() >= DRAFTS {
            let drafts = std::mem::take(&mut self.drafts);
            self.drafts = self.merged(drafts)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), IndexError> {
        if let Some(draft) = self.draft.take() {
            self.drafts.push(draft.finish()?);
        }
        Ok(())
    }

    /// The segments with those made one that are small beside others after them.
    fn merged(&mut self, parts: Vec<Part>) -> Result<Vec<Part>, IndexError> {
        let from = first_small(parts.iter());
        if parts.len() - from > 1 {
            self.replaced(parts, from)
        } else {
            Ok(parts)
        }
    }

    /// The name of the next segment.
    fn file(&mut self) -> String {
        let next = &mut self.index.manifest.next;
        *next += 1;
        format!("{:06}{SEGMENT}", *next - 1)
    }
}

/// The first of these segments that is small beside all after it.
fn first_small<'p>(parts: impl Iterator<Item = &'p Part>) -> usize {
    too_small(&parts.map(|part| part.bytes).collect::<Vec<_>>())
}

const SEGMENT: &str = ".segment";

/// Names of the files in a folder.
fn names(folder: &Path) -> Result<Vec<String>, IndexError> {
    let failed = |error| IndexError::disk(folder, error);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        names.push(
            entry
                .map_err(failed)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    Ok(names)
}

fn is_left_over(name: &str) -> bool {
    name.ends_with(SEGMENT) || name.starts_with(".tamis-")
}

/// Refuses a folder with things in it that are not of an index.
fn refuse_others(folder: &Path) -> Result<(), IndexError> {
    let is_other =
        |name: &&String| !is_left_over(name) && !["lock", "holder"].contains(&name.as_str());
    match names(folder)?.iter().filter(is_other).min() {
        Some(other) => Err(IndexError::new(
            IndexErrorKind::Missing,
            format!(
                "{} is no index: `{other}` is in it, and no manifest",
                folder.display()
            ),
            "name the folder of an index, or a new one",
        )),
        None => Ok(()),
    }
}

/// Removes segments that do not count: what a writer left that was killed, and
/// what was merged.
fn sweep(folder: &Path, manifest: &Manifest) -> Result<(), IndexError> {
    for name in names(folder)? {
        if is_left_over(&name) && !manifest.segments.iter().any(|part| part.file == name) {
            // One that a reader has open cannot be removed on every system; the
            // next writer tries again.
            std::fs::remove_file(folder.join(name)).unwrap_or_default();
        }
    }
    Ok(())
}
