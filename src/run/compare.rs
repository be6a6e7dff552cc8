//! Fingerprints to verdicts.

use rayon::ThreadPool;
use rayon::prelude::*;

use super::preferences::Preferences;
use super::{Config, Processed, RunError, RunErrorKind};
use crate::dedup::{Entry, Options, Workers, cluster};
use crate::fingerprint::table::SKETCHES;
use crate::model::{Counts, Fingerprint, Kind, Span, Verdict};
use crate::report::cluster_row;

/// What is remembered of a document until all are read.
pub(super) struct Candidate {
    id: String,
    record: u64,
    length: u64,
    date: Option<i64>,
    removed: u64,
    value: Option<f64>,
    rank: u32,
    /// None where no word of the document was left.
    fingerprint: Option<Fingerprint>,
}

impl Candidate {
    /// A document as the main job sees it: one of which nothing is left is out.
    pub(super) fn cleaned(record: u64, processed: Processed, wishes: &Preferences) -> Self {
        let rejected = processed.cleaned.is_empty();
        let mut candidate = Self::whole(record, processed, wishes);
        if rejected {
            candidate.fingerprint = None;
        }
        candidate
    }

    /// A document that takes part whatever is in it.
    pub(super) fn whole(record: u64, processed: Processed, wishes: &Preferences) -> Self {
        let Processed {
            cleaned,
            fingerprint,
        } = processed;
        Self {
            record,
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
            id: cleaned.document.id,
            fingerprint: Some(fingerprint),
        }
    }

    /// Its document's identifier, and which record of the input it is.
    pub(super) fn name(&self) -> (&str, u64) {
        (&self.id, self.record)
    }
}

/// What became of every candidate.
pub(super) struct Verdicts {
    /// One for each candidate that took part.
    given: Vec<Verdict>,
    /// The candidates that took part, by their places.
    places: Vec<usize>,
}

/// Compares the candidates that have words left.
pub(super) fn compare(
    candidates: &[Candidate],
    config: &Config,
    wishes: &Preferences,
    pool: &ThreadPool,
) -> Result<Verdicts, RunError> {
    let options = options(config, wishes)?;
    let (places, entries): (Vec<usize>, Vec<Entry<'_>>) = candidates
        .iter()
        .enumerate()
        .filter_map(|(place, candidate)| {
            let fingerprint = candidate.fingerprint.as_ref()?;
            let entry = Entry {
                length: candidate.length,
                date: candidate.date,
                removed: candidate.removed,
                value: candidate.value,
                rank: candidate.rank,
                ..Entry::new(&candidate.id, fingerprint)
            };
            Some((place, entry))
        })
        .unzip();
    let [sketch, ..] = SKETCHES else {
        return Err(RunError::new(RunErrorKind::Config, "there is no sketch"));
    };
    let clustering = pool
        .install(|| cluster(&entries, *sketch, &options, &Pool))
        .map_err(|error| RunError::new(RunErrorKind::Input, error.to_string()))?;
    Ok(Verdicts {
        given: clustering.verdicts,
        places,
    })
}

fn options(config: &Config, wishes: &Preferences) -> Result<Options, RunError> {
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

    /// Whether each candidate that took part is kept, in order.
    pub(super) fn keeps(&self) -> impl Iterator<Item = bool> {
        self.given.iter().map(|verdict| verdict.keep)
    }

    /// The rows about all candidates; what they say is counted.
    pub(super) fn rows(
        &self,
        candidates: &[Candidate],
        wishes: &Preferences,
        counts: &mut Counts,
    ) -> Vec<String> {
        let mut verdicts = self.places.iter().zip(&self.given).peekable();
        let mut rows = Vec::with_capacity(candidates.len());
        for (place, candidate) in candidates.iter().enumerate() {
            let verdict = verdicts
                .next_if(|(at, _)| **at == place)
                .map(|(_, verdict)| verdict);
            match verdict {
                Some(verdict) if verdict.keep => counts.kept += 1,
                Some(verdict) if verdict.kind == Kind::Exact => counts.exact += 1,
                Some(_) => counts.near += 1,
                None => {}
            }
            let of = verdict
                .filter(|verdict| !verdict.keep)
                .and_then(|verdict| candidates.get(*self.places.get(verdict.of as usize)?))
                .map(|of| of.id.as_str());
            let why = verdict
                .filter(|verdict| !verdict.keep)
                .map(|verdict| wishes.why(verdict.why));
            let of = of.zip(why);
            rows.push(cluster_row(&candidate.id, candidate.record, verdict, of));
        }
        rows
    }
}

/// Does the tasks of a comparison on all threads.
struct Pool;

impl Workers for Pool {
    fn map<T: Send>(&self, tasks: usize, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
        (0..tasks).into_par_iter().map(&task).collect()
    }
}

/// A date as pages write it in their metadata, in seconds since 1970; one
/// without a zone is taken as UTC.
fn seconds(date: &str) -> Option<i64> {
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
