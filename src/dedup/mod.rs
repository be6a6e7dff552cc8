//! [`Fingerprint`]s to clusters of documents that say the same.
//!
//! ```text
//! entries --distinct--> texts --rare--> rare shingles --candidates--> pairs
//!         --verify--> edges --components--> clusters --keep--> verdicts
//! ```
//!
//! What makes two documents the same is the wording they share and few others
//! have. A shingle found in many different texts is a form, a menu or a phrase,
//! and does not count ([`rare`]). Of the rest, pairs that may be similar are
//! guessed cheaply ([`candidates`]), each guess is measured ([`verify`]), and
//! clusters are grown around their centres ([`components`]), so that a chain of
//! likenesses does not join documents that are not alike. What is part of a text
//! goes with it in the end, and joins nothing ([`components`]).
//!
//! Every step works on flat rows, and texts are numbered by their digests: the
//! order of the input decides how clusters are numbered and which document
//! comes `first`, never which documents are together.
//!
//! At its peak it holds, beside the fingerprints, some 900 bytes a document, 4
//! bytes a shingle that is rare, and up to 150 MB a thread for counting: 2.1 kB
//! for a page of 300 words, 3.5 kB with its fingerprint. Corpora too large
//! for that go through the [`steps`] instead, with the same answer.

pub mod account;
pub mod align;
pub mod bands;
pub mod candidates;
pub mod common_shingles;
pub mod components;
pub mod containment;
mod crowds;
pub mod distinct;
pub mod earlier;
pub mod keep;
pub mod marks;
mod meeting;
mod overlap;
mod parts;
pub mod passages;
pub mod rare;
pub mod rows;
mod signatures;
pub mod steps;
pub mod verify;

use std::fmt;

use self::bands::Bands;
use self::distinct::Distinct;
use self::earlier::Earlier;
use self::keep::Policy;
use self::rare::Rare;
use self::verify::{Likeness, Text};
use crate::model::Clustering;
use crate::model::{Fingerprint, Sketch};

/// What is known of one document.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'d> {
    /// Decides between documents the policy finds equal.
    pub id: &'d str,
    /// What it is compared by.
    pub fingerprint: &'d Fingerprint,
    /// Bytes of its text.
    pub length: u64,
    /// When it was published, in seconds since 1970.
    pub date: Option<i64>,
    /// Bytes that were removed from it.
    pub removed: u64,
    /// The number in the field that decides, for [`keep::FIELD`].
    pub value: Option<f64>,
    /// How preferred its source is: a lesser number before all policies.
    pub rank: u32,
}

impl<'d> Entry<'d> {
    /// A document of which no more is known.
    pub const fn new(id: &'d str, fingerprint: &'d Fingerprint) -> Self {
        Self {
            id,
            fingerprint,
            length: 0,
            date: None,
            removed: 0,
            value: None,
            rank: 0,
        }
    }
}

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Similarity in rare shingles, from 0 to 1, from which on two documents
    /// say the same; chosen by the size of the corpus, see
    /// [`verify::threshold`], when `None`.
    pub threshold: Option<f64>,
    /// The number of distinct texts beyond which a shingle is common; chosen by
    /// the size of the corpus, see [`rare::cap`], when `None`.
    pub cap: Option<u32>,
    /// Which document of a cluster stays.
    pub keep: &'static Policy,
}

/// Fingerprints of two schemes met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MixedSchemes {
    /// The first entry whose scheme is not that of the entry at 0.
    pub at: usize,
}

/// Does tasks that do not depend on each other, in any order or at once, and
/// gives back their outcomes in order. The answer does not depend on how.
pub trait Workers {
    /// The outcomes of the tasks from 0 to `tasks`. Where nobody waits for the
    /// answer any more, the default will do for any of them.
    fn map<T: Send + Default>(&self, tasks: usize, task: impl Fn(usize) -> T + Sync) -> Vec<T>;
}

/// One task after the other, on the thread of the caller.
#[derive(Debug, Clone, Copy)]
pub struct InTurn;

/// Finds which documents say the same, and which of them stay.
///
/// ```
/// # use tamis::dedup::{Entry, InTurn, Options, cluster};
/// # use tamis::fingerprint::{fingerprint, table::SKETCHES};
/// # use tamis::model::{Kind, Scheme};
/// let texts = [
///     "The river rose by two metres overnight and the old bridge was closed to traffic.",
///     "A new library opens on Monday in the former station, with room for ninety readers.",
///     "The river rose by two metres overnight, and the old bridge was closed to all traffic.",
/// ];
/// let prints = texts.map(|text| fingerprint(text, Scheme::DEFAULT));
/// let entries: Vec<Entry<'_>> = prints
///     .iter()
///     .zip(["a", "b", "c"])
///     .map(|(fingerprint, id)| Entry::new(id, fingerprint))
///     .collect();
/// let clustering = cluster(&entries, SKETCHES[0], &Options::default(), &InTurn)?;
/// let kinds: Vec<Kind> = clustering.verdicts.iter().map(|verdict| verdict.kind).collect();
/// assert_eq!(kinds, [Kind::Keeper, Kind::Unique, Kind::Near]);
/// # Ok::<(), tamis::dedup::MixedSchemes>(())
/// ```
pub fn cluster(
    entries: &[Entry<'_>],
    sketch: &dyn Sketch,
    options: &Options,
    workers: &impl Workers,
) -> Result<Clustering, MixedSchemes> {
    cluster_after(&Earlier::default(), entries, sketch, options, workers)
}

/// The same with documents of earlier runs among them: each that is like one of
/// the input is the one kept of its cluster.
pub fn cluster_after(
    earlier: &Earlier<'_>,
    entries: &[Entry<'_>],
    sketch: &dyn Sketch,
    options: &Options,
    workers: &impl Workers,
) -> Result<Clustering, MixedSchemes> {
    let count = entries.len();
    let entries = &[entries, earlier.entries].concat();
    check(entries)?;
    let distinct = Distinct::of(entries);
    let texts = distinct.shingles(entries);
    let levels = distinct.levels(entries);
    let fixed = distinct.of_documents(count);
    let new = without(&texts, &fixed);
    let number = earlier.texts + texts.len() - fixed.len();
    let cap = options.cap.unwrap_or_else(|| rare::cap(number));
    let rare = Rare::among(&texts, &new, earlier.frequencies, cap, workers);
    let threshold = options
        .threshold
        .unwrap_or_else(|| verify::threshold(number));
    let likeness = Likeness::new(&texts, &rare, threshold).sampled(&levels);

    let mut pairs = candidates::candidates(
        &without(&likeness.shingles(Text::comparable), &fixed),
        sketch,
        Bands::new(threshold, sketch.slots()),
        workers,
    );
    pairs.extend(candidates::candidates(
        &without(&likeness.shingles(Text::reprintable), &fixed),
        sketch,
        Bands::new(verify::REPRINT, sketch.slots()),
        workers,
    ));
    pairs.extend(earlier.text_pairs(count, &distinct));
    pairs.sort_unstable();
    pairs.dedup();

    let edges = verify::verify(&pairs, &likeness, workers);
    let clusters = components::components_around(&fixed, &edges, &likeness);
    Ok(keep::keep(
        entries,
        count,
        &distinct,
        &clusters,
        &likeness,
        options.keep,
    ))
}

/// The texts, those of the given numbers left empty.
fn without<'t>(texts: &[&'t [u32]], numbers: &[u32]) -> Vec<&'t [u32]> {
    let mut texts = texts.to_vec();
    for &number in numbers {
        if let Some(text) = texts.get_mut(number as usize) {
            *text = &[];
        }
    }
    texts
}

/// Fingerprints are comparable within one scheme only.
fn check(entries: &[Entry<'_>]) -> Result<(), MixedSchemes> {
    let scheme = |entry: &Entry<'_>| entry.fingerprint.scheme;
    let first = entries.first().map(scheme);
    match entries
        .iter()
        .position(|entry| Some(scheme(entry)) != first)
    {
        Some(at) => Err(MixedSchemes { at }),
        None => Ok(()),
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            threshold: None,
            cap: None,
            keep: &keep::FIRST,
        }
    }
}

impl Workers for InTurn {
    fn map<T: Send + Default>(&self, tasks: usize, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
        (0..tasks).map(task).collect()
    }
}

impl fmt::Display for MixedSchemes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "fingerprint {} is of another scheme than the first",
            self.at
        )
    }
}

impl std::error::Error for MixedSchemes {}

/// How many items make a task.
const CHUNK: usize = 1 << 12;

/// The tasks that `items` make.
fn chunks<T>(items: &[T]) -> Vec<&[T]> {
    items.chunks(CHUNK).collect()
}
