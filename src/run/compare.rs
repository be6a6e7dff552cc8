//! Fingerprints to verdicts.

use rayon::ThreadPool;
use rayon::prelude::*;

use super::earlier::Known;
use super::observer::heed;
use super::past::Past;
use super::preferences::Preferences;
use super::row::{Note, Row};
use super::{Config, Observer, Processed, RunError, RunErrorKind};
use crate::dedup::keep::Merits;
use crate::dedup::steps::Print;
use crate::dedup::{Entry, Options, Workers, cluster_after};
use crate::fingerprint::table::SKETCHES;
use crate::index::Record;
use crate::model::{Fingerprint, Sketch, Span, Verdict};
use crate::report::Kept;

/// What is remembered of a document until all are read.
pub(super) struct Candidate {
    id: String,
    address: Option<Box<str>>,
    record: u64,
    merits: Merits,
    /// None where no word of the document was left.
    fingerprint: Option<Fingerprint>,
}

impl Candidate {
    /// A document as the main job sees it: one of which nothing is left is out.
    pub(super) fn cleaned(processed: Processed, wishes: &Preferences) -> Self {
        let rejected = processed.cleaned.is_empty();
        let mut candidate = Self::whole(processed, wishes);
        if rejected {
            candidate.fingerprint = None;
        }
        candidate
    }

    /// A document that takes part whatever is in it.
    pub(super) fn whole(processed: Processed, wishes: &Preferences) -> Self {
        let Processed {
            cleaned,
            fingerprint,
        } = processed;
        let merits = Merits {
            length: cleaned.kept().map(Span::len).sum::<usize>() as u64,
            date: cleaned
                .document
                .metadata
                .published
                .as_deref()
                .and_then(seconds),
            removed: cleaned
                .removals
                .iter()
                .map(|removal| removal.span.len() as u64)
                .sum(),
            value: wishes.value(&cleaned.document),
            rank: wishes.rank(&cleaned.document),
        };
        Self {
            record: 0,
            merits,
            id: cleaned.document.id,
            address: cleaned.document.source.map(String::into_boxed_str),
            fingerprint: Some(fingerprint),
        }
    }

    /// The same, as the document of a record of the input, which is counted from 0.
    pub(super) fn of(self, record: u64) -> Self {
        Self { record, ..self }
    }

    /// Its document's identifier, and which record of the input it is.
    pub(super) fn name(&self) -> (&str, u64) {
        (&self.id, self.record)
    }

    /// The same without its document's address, which only an index wants to know.
    pub(super) fn without_address(self) -> Self {
        Self {
            address: None,
            ..self
        }
    }

    /// Its document's address.
    pub(super) fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// When its document was published, in seconds since 1970.
    pub(super) const fn date(&self) -> Option<i64> {
        self.merits.date
    }

    /// None where no word of the document was left.
    pub(super) const fn fingerprint(&self) -> Option<&Fingerprint> {
        self.fingerprint.as_ref()
    }

    /// Its row with what an index is to know of it.
    pub(super) fn noted(mut self) -> Row {
        let address = self.address.take();
        let note = self.fingerprint.as_ref();
        let note = note.map(|fingerprint| Note::of(address, fingerprint));
        Row {
            note,
            ..self.into()
        }
    }
}

impl From<Candidate> for Row {
    fn from(candidate: Candidate) -> Self {
        Self {
            id: candidate.id,
            record: candidate.record,
            merits: candidate.merits,
            print: candidate.fingerprint.as_ref().map(Print::of),
            note: None,
        }
    }
}

/// What became of every candidate.
pub(super) struct Verdicts {
    /// One for each candidate that took part.
    given: Vec<Verdict>,
    /// The candidates that took part, by their places.
    places: Vec<usize>,
    /// Documents of earlier runs, numbered on from those that took part.
    earlier: Vec<Record>,
}

/// Compares the candidates that have words left, with those of earlier runs too
/// where there is a past.
pub(super) fn compare(
    candidates: &[Candidate],
    config: &Config,
    wishes: &Preferences,
    past: Option<&Past>,
    pool: &ThreadPool,
    observer: &dyn Observer,
) -> Result<Verdicts, RunError> {
    let options = options(config, wishes)?;
    let (places, entries) = entries(candidates);
    let sketch = sketch()?;
    let known = match past {
        Some(past) => {
            let prints: Vec<_> = entries.iter().map(|entry| entry.fingerprint).collect();
            Known::of(past.index(), &prints, prints.len(), pool)?
        }
        None => Known::default(),
    };
    let old = known.entries();
    let earlier = known.earlier(&old);
    let clustering = pool
        .install(|| cluster_after(&earlier, &entries, sketch, &options, &Pool(observer)))
        .map_err(|error| RunError::new(RunErrorKind::Input, error.to_string()))?;
    heed(observer)?;
    Ok(Verdicts {
        given: clustering.verdicts,
        places,
        earlier: known.records,
    })
}

/// The candidates that take part, with their places.
pub(super) fn entries(candidates: &[Candidate]) -> (Vec<usize>, Vec<Entry<'_>>) {
    candidates
        .iter()
        .enumerate()
        .filter_map(|(place, candidate)| {
            let fingerprint = candidate.fingerprint.as_ref()?;
            let merits = candidate.merits;
            let entry = Entry {
                length: merits.length,
                date: merits.date,
                removed: merits.removed,
                value: merits.value,
                rank: merits.rank,
                ..Entry::new(&candidate.id, fingerprint)
            };
            Some((place, entry))
        })
        .unzip()
}

/// The sketch in use.
pub(super) fn sketch() -> Result<&'static dyn Sketch, RunError> {
    let sketch = SKETCHES.first().copied();
    sketch.ok_or_else(|| RunError::new(RunErrorKind::Config, "there is no sketch"))
}

/// What was asked for.
pub(super) fn options(config: &Config, wishes: &Preferences) -> Result<Options, RunError> {
    let mut options = Options {
        keep: wishes.policy(),
        ..Options::default()
    };
    if let Some(similarity) = config.dedup.similarity {
        if !(0.05..=1.0).contains(&similarity) {
            return Err(RunError::new(
                RunErrorKind::Config,
                format!("similarity {similarity} is not between 0.05 and 1"),
            )
            .with_hint("1 finds equal texts only; the usual value finds edited copies too"));
        }
        options.threshold = Some(similarity);
    }
    Ok(options)
}

impl Verdicts {
    /// One verdict for each candidate that took part.
    pub(super) fn given(&self) -> &[Verdict] {
        &self.given
    }

    /// Of one thing for each candidate, those of the candidates that took part.
    pub(super) fn of<T>(&self, all: Vec<T>) -> Vec<T> {
        let mut places = self.places.iter().peekable();
        all.into_iter()
            .enumerate()
            .filter(|(at, _)| places.next_if_eq(&at).is_some())
            .map(|(_, one)| one)
            .collect()
    }

    /// The verdict on each of the candidates, if it took part.
    pub(super) fn of_all<'v>(
        &'v self,
        candidates: &[Candidate],
    ) -> impl Iterator<Item = Option<&'v Verdict>> + use<'v> {
        let mut verdicts = self.places.iter().zip(&self.given).peekable();
        (0..candidates.len()).map(move |place| {
            let verdict = verdicts.next_if(|(at, _)| **at == place);
            verdict.map(|(_, verdict)| verdict)
        })
    }

    /// The document that is kept for another, which a verdict names: one of the
    /// input, or an earlier one.
    pub(super) fn kept<'c>(
        &'c self,
        verdict: &Verdict,
        candidates: &'c [Candidate],
        wishes: &Preferences,
    ) -> Option<Kept<'c>> {
        let why = wishes.why(verdict.why);
        let of = verdict.of as usize;
        if let Some(&place) = self.places.get(of) {
            return Some(Kept::new(&candidates.get(place)?.id, why));
        }
        let record = self.earlier.get(of - self.places.len())?;
        Some(Kept {
            address: record.address.as_deref(),
            date: record.date,
            ..Kept::new(&record.id, why)
        })
    }
}

/// Does the tasks of a comparison on all threads, until the run is to end.
pub(super) struct Pool<'o>(pub(super) &'o dyn Observer);

impl Workers for Pool<'_> {
    fn map<T: Send + Default>(&self, tasks: usize, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let heeded = |at| {
            if self.0.cancelled() {
                T::default()
            } else {
                task(at)
            }
        };
        (0..tasks).into_par_iter().map(heeded).collect()
    }
}

/// A date as pages write it in their metadata, in seconds since 1970; one
/// without a zone is taken as UTC.
pub(super) fn seconds(date: &str) -> Option<i64> {
    let date = date.trim();
    if let Ok(time) = date.parse::<jiff::Timestamp>() {
        return Some(time.as_second());
    }
    let civil: jiff::civil::DateTime = date
        .parse()
        .or_else(|_| date.get(..10).unwrap_or_default().parse())
        .ok()?;
    Some(
        civil
            .to_zoned(jiff::tz::TimeZone::UTC)
            .ok()?
            .timestamp()
            .as_second(),
    )
}
