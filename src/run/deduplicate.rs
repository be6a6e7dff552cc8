//! Duplicates among texts as they are, without cleaning them first.

use std::path::{Path, PathBuf};

use super::compare::{Candidate, compare};
use super::passages::Repeats;
use super::preferences::Preferences;
use super::records::{Feeds, records};
use super::sheet::Sheet;
use super::spool::Spool;
use super::stream::{ordered, pool};
use super::unfold::unfold;
use super::{Event, Observer, Pipeline, Processed, RunError};
use crate::corpus::Reading;
use crate::fingerprint::fingerprint;
use crate::model::{CleanedDocument, Counts, RawPage, Scheme};
use crate::parse::parse;
use crate::report::document_row;

/// Where the results of a deduplication go.
#[derive(Clone, Debug, Default)]
pub struct Deduplicating {
    /// File for the documents that are kept; else they go to the caller.
    pub output: Option<PathBuf>,
    /// File for a row about every document.
    pub clusters: Option<PathBuf>,
    /// File for the documents that are not kept.
    pub removed: Option<PathBuf>,
    /// File for a row about every passage of a kept document that another, or
    /// itself, has before.
    pub passages: Option<PathBuf>,
    /// Threads to work on; 0 is as many as the machine has.
    pub threads: usize,
}

/// Compares every record of the inputs as it is and keeps one of each cluster;
/// `each` gets the rows of kept documents where no file is named for them.
///
/// # Errors
///
/// An input that cannot be used, an output that cannot be written, or whatever
/// `each` returns.
pub fn deduplicate<E: From<RunError>>(
    pipeline: &Pipeline,
    reading: &Reading,
    job: &Deduplicating,
    observer: &dyn Observer,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<Counts, E> {
    let records = unfold(records(
        reading,
        Feeds::Followed,
        pipeline.config(),
        observer,
    )?);
    let sheet = |path: &Option<PathBuf>| path.as_deref().map(Sheet::at).transpose();
    let (mut kept, mut removed, mut clusters) = (
        sheet(&job.output)?,
        sheet(&job.removed)?,
        sheet(&job.clusters)?,
    );
    let folder = job
        .output
        .as_deref()
        .or(job.removed.as_deref())
        .and_then(Path::parent);
    let folder = folder
        .filter(|folder| !folder.as_os_str().is_empty())
        .map_or_else(std::env::temp_dir, Path::to_owned);
    let mut rows = Spool::new(&folder)?;
    let mut counts = Counts::default();
    let mut candidates = Vec::new();
    let wishes = Preferences::new(&pipeline.config().dedup)?;
    let pool = pool(job.threads)?;

    let work = |page: RawPage| {
        let bytes = page.bytes.len() as u64;
        let document = parse(page);
        let fingerprint = fingerprint(&document.text, Scheme::DEFAULT);
        (
            bytes,
            Processed {
                cleaned: CleanedDocument {
                    document,
                    removals: Vec::new(),
                    suspects: Vec::new(),
                },
                fingerprint,
            },
        )
    };
    ordered(records, &pool, observer, work, |outcome| -> Result<(), E> {
        let record = counts.records;
        counts.records += 1;
        match outcome {
            Ok((bytes, processed)) => {
                counts.bytes += bytes;
                counts.characters += processed.cleaned.document.text.chars().count() as u64;
                observer.on(&Event::Record { bytes });
                rows.push(&document_row(&processed.cleaned, None, &reading.fields))?;
                candidates.push(Candidate::whole(record, processed, &wishes));
            }
            Err(failure) => {
                counts.failed += 1;
                observer.on(&Event::Failed(&failure));
            }
        }
        Ok(())
    })?;

    observer.on(&Event::Comparing);
    let verdicts = compare(&candidates, pipeline.config(), &wishes, &pool)?;
    for row in verdicts.rows(&candidates, &wishes, &mut counts) {
        if let Some(clusters) = &mut clusters {
            clusters.write(&row)?;
        }
    }
    let repeats = |path: &PathBuf| Repeats::new(path, &folder, &reading.fields.text, &pool);
    let mut repeats = job.passages.as_ref().map(repeats).transpose()?;
    let mut keep = |row: &[u8]| match &mut kept {
        Some(sheet) => Ok(sheet.write_bytes(row)?),
        None => each(std::str::from_utf8(row).unwrap_or_default()),
    };
    let mut told = verdicts.keeps().zip(&candidates);
    rows.drain(|row| -> Result<(), E> {
        match (told.next(), &mut repeats) {
            (Some((false, _)), _) => Ok(removed
                .as_mut()
                .map_or(Ok(()), |sheet| sheet.write_bytes(row))?),
            (Some((true, candidate)), Some(repeats)) => repeats.push(row, candidate, &mut keep),
            _ => keep(row),
        }
    })?;
    if let Some(repeats) = repeats {
        repeats.finish(&mut keep)?;
    }
    for sheet in [kept, removed, clusters].into_iter().flatten() {
        sheet.finish()?;
    }
    debug_assert!(counts.balance(), "{counts:?}");
    Ok(counts)
}
