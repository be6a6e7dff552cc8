//! Duplicates among texts as they are, without cleaning them first.

use std::path::{Path, PathBuf};

use super::compare::Candidate;
use super::docket::Docket;
use super::excise::RULE;
use super::passages::{Leaving, Repeats};
use super::preferences::Preferences;
use super::records::documents;
use super::sheet::Sheet;
use super::spool::Spool;
use super::stream::{Outcome, ordered_with, pool};
use super::{Config, Event, Observer, Processed, RunError};
use crate::corpus::Reading;
use crate::fingerprint::Fingerprinter;
use crate::model::{CleanedDocument, Counts, FieldNames, RawPage, Scheme};
use crate::parse::parse_text;
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
    /// File for a row about every such passage, as of a run's removals; they are
    /// taken out of the documents then.
    pub removed_passages: Option<PathBuf>,
    /// Folder of the index of documents that earlier runs kept.
    pub index: Option<PathBuf>,
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
    config: &Config,
    reading: &Reading,
    job: &Deduplicating,
    observer: &dyn Observer,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<Counts, E> {
    let records = documents(reading, config, observer)?;
    let sheet = |path: &Option<PathBuf>| path.as_deref().map(Sheet::at).transpose();
    let (mut kept, mut removed) = (sheet(&job.output)?, sheet(&job.removed)?);
    let (mut clusters, mut excised) = (sheet(&job.clusters)?, sheet(&job.removed_passages)?);
    let folder = job
        .output
        .as_deref()
        .or(job.removed.as_deref())
        .and_then(Path::parent);
    let folder = folder
        .filter(|folder| !folder.as_os_str().is_empty())
        .map_or_else(std::env::temp_dir, Path::to_owned);
    let memory = config.dedup.memory;
    let mut rows = Spool::new(&folder, memory);
    let mut counts = Counts::default();
    let mut docket = Docket::new(memory, job.index.as_deref(), &folder)?;
    let wishes = Preferences::new(&config.dedup)?;
    let pool = pool(job.threads)?;

    let take = |printer: &mut Fingerprinter, page| {
        let (size, processed) = as_it_is(printer, page);
        (size, Taken::of(processed, &wishes, &reading.fields))
    };
    ordered_with(
        records,
        &pool,
        observer,
        printer,
        take,
        |outcome| -> Result<(), E> {
            if let Some((record, taken)) = counted(outcome, &mut counts, observer) {
                rows.push(&taken.row)?;
                docket.push(taken.candidate.of(record))?;
            }
            Ok(())
        },
    )?;

    observer.on(&Event::Comparing);
    let mut repeats = None;
    if job.passages.is_some() || job.removed_passages.is_some() {
        let mut all = Repeats::new(&folder, &reading.fields.text, &pool)?;
        if let Some(path) = &job.passages {
            all = all.telling(path)?;
        }
        if job.removed_passages.is_some() {
            all = all.removing();
        }
        repeats = Some(all);
    }
    let mut write = |keep, row: &[u8]| -> Result<(), E> {
        match (keep, &mut kept, &mut removed) {
            (Some(false), _, None) => Ok(()),
            (Some(false), _, Some(sheet)) | (_, Some(sheet), _) => Ok(sheet.write_bytes(row)?),
            _ => each(std::str::from_utf8(row).unwrap_or_default()),
        }
    };
    let mut leave = |document: &Leaving, write: &mut dyn FnMut(_, &[u8]) -> Result<(), E>| {
        if let Some(sheet) = &mut excised {
            sheet.write(&document.removed)?;
        }
        write(document.keep, &document.row)
    };
    let mut rows = rows.rows()?;
    let past = docket.judge(
        config,
        &wishes,
        &pool,
        observer,
        &mut counts,
        |judged| -> Result<(), E> {
            if let Some(clusters) = &mut clusters {
                clusters.write(&judged.row)?;
            }
            let row = rows.next_row()?;
            match &mut repeats {
                Some(repeats) => repeats.push(judged.leaving(row, ""), |document| {
                    leave(document, &mut write)
                }),
                None => write(judged.keep, row),
            }
        },
    )?;
    if let Some(repeats) = repeats {
        counts.add_removed(
            RULE,
            repeats.finish(|document| leave(document, &mut write))?,
        );
    }
    for sheet in [kept, removed, clusters, excised].into_iter().flatten() {
        sheet.finish()?;
    }
    if let Some(past) = past {
        past.remember()?;
    }
    debug_assert!(counts.balance(), "{counts:?}");
    Ok(counts)
}

/// What is left of a document once it is taken in.
struct Taken {
    row: String,
    candidate: Candidate,
}

impl Taken {
    fn of(processed: Processed, wishes: &Preferences, names: &FieldNames) -> Self {
        Self {
            row: document_row(&processed.cleaned, None, names),
            candidate: Candidate::whole(processed, wishes),
        }
    }
}

/// How large a page is.
pub(super) struct Extent {
    pub(super) bytes: u64,
    characters: u64,
}

/// Counts what came of a record, and gives back the record's number and what is
/// left of it.
pub(super) fn counted<T>(
    outcome: Outcome<(Extent, T)>,
    counts: &mut Counts,
    observer: &dyn Observer,
) -> Option<(u64, T)> {
    let record = counts.records;
    counts.records += 1;
    match outcome {
        Ok((Extent { bytes, characters }, taken)) => {
            counts.bytes += bytes;
            counts.characters += characters;
            observer.on(&Event::Record { bytes });
            Some((record, taken))
        }
        Err(failure) => {
            counts.failed += 1;
            observer.on(&Event::Failed(&failure));
            None
        }
    }
}

/// Takes the fingerprints of pages as they are.
pub(super) fn printer() -> Fingerprinter {
    Fingerprinter::new(Scheme::DEFAULT)
}

/// A page with nothing removed, and how large it was.
pub(super) fn as_it_is(printer: &mut Fingerprinter, page: RawPage) -> (Extent, Processed) {
    let bytes = page.bytes.len() as u64;
    let document = parse_text(page);
    let fingerprint = printer.fingerprint(&document.text);
    let extent = Extent {
        bytes,
        characters: document.text.chars().count() as u64,
    };
    let cleaned = CleanedDocument {
        document,
        removals: Vec::new(),
        suspects: Vec::new(),
        confidence: None,
    };
    let processed = Processed {
        cleaned,
        fingerprint,
    };
    (extent, processed)
}
