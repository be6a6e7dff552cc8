//! The main job: clean every page, drop duplicates, and account for it all.

use std::path::{Path, PathBuf};

use super::compare::Candidate;
use super::docket::Docket;
use super::excise::RULE;
use super::passages::{Leaving, Repeats};
use super::preferences::Preferences;
use super::records::documents;
use super::sheet::Sheet;
use super::spool::{Spool, SpooledRows};
use super::stream::{ordered, pool};
use super::tidy::announce;
use super::{Event, Observer, Pipeline, RunError, RunErrorKind};
use crate::corpus::Reading;
use crate::model::{Counts, RawPage};
use crate::report::{Mark, document_row, failure_row, removed_rows, report, suspect_rows};

/// Where a run's results go, and how it goes about it.
#[derive(Clone, Debug, Default)]
pub struct Sieving {
    /// Folder for the results.
    pub folder: PathBuf,
    /// Whether results of an earlier run may be written over.
    pub overwrite: bool,
    /// Whether the cleaned texts of duplicates are kept aside.
    pub keep_duplicates: bool,
    /// Whether passages go that a kept document before has, or the same before.
    pub remove_passages: bool,
    /// Folder of the index of documents that earlier runs kept.
    pub index: Option<PathBuf>,
    /// Threads to work on; 0 is as many as the machine has.
    pub threads: usize,
}

/// Cleans every record of the inputs, compares what is left, and writes
/// `documents.jsonl`, `removed.jsonl`, `suspects.jsonl`, `clusters.jsonl`, `failures.jsonl` and
/// `report.json`, and `duplicates.jsonl` where asked to.
///
/// Every file is whole under its name or not there. What stays in memory is a
/// fingerprint a document, not its text, and not even that where memory has a
/// limit.
///
/// # Errors
///
/// An input that cannot be used, a folder that is not empty, an output that
/// cannot be written.
pub fn sieve(
    pipeline: &Pipeline,
    reading: &Reading,
    sieving: &Sieving,
    observer: &dyn Observer,
) -> Result<Counts, RunError> {
    let records = documents(reading, pipeline.config(), observer)?;
    prepare(&sieving.folder, sieving.overwrite)?;
    let mut removed = Sheet::create(&sieving.folder, "removed.jsonl")?;
    let mut suspects = Sheet::create(&sieving.folder, "suspects.jsonl")?;
    let mut failures = Sheet::create(&sieving.folder, "failures.jsonl")?;
    let memory = pipeline.config().dedup.memory;
    let spool = || Spool::new(&sieving.folder, memory);
    let mut rows = spool();
    let mut waiting = sieving.remove_passages.then(spool);
    let mut counts = Counts::default();
    let mut docket = Docket::new(memory, sieving.index.as_deref(), &sieving.folder)?;
    let wishes = Preferences::new(&pipeline.config().dedup)?;
    let pool = pool(sieving.threads)?;

    let work = |page: RawPage| {
        let bytes = page.bytes.len() as u64;
        (bytes, pipeline.page(page))
    };
    ordered(
        records,
        &pool,
        observer,
        work,
        |outcome| -> Result<(), RunError> {
            let record = counts.records;
            counts.records += 1;
            let (bytes, processed) = match outcome {
                Ok(done) => done,
                Err(failure) => {
                    counts.failed += 1;
                    observer.on(&Event::Failed(&failure));
                    return failures.write(&failure_row(&failure));
                }
            };
            let cleaned = &processed.cleaned;
            counts.bytes += bytes;
            counts.add_text(cleaned);
            announce(observer, bytes, cleaned);
            let gone = removed_rows(cleaned, record);
            match &mut waiting {
                // An empty line ends those of a document.
                Some(waiting) => waiting.push(&(gone + "\n"))?,
                None => removed.write(&gone)?,
            }
            suspects.write(&suspect_rows(cleaned, record))?;
            if cleaned.is_empty() {
                counts.rejected += 1;
            } else {
                let mark = Mark {
                    record,
                    sha256: Some(processed.fingerprint.exact.to_string()),
                };
                rows.push(&document_row(cleaned, Some(&mark), &reading.fields))?;
            }
            docket.push(Candidate::cleaned(processed, &wishes).of(record))
        },
    )?;

    observer.on(&Event::Comparing);
    let mut clusters = Sheet::create(&sieving.folder, "clusters.jsonl")?;
    let mut documents = Sheet::create(&sieving.folder, "documents.jsonl")?;
    let mut duplicates = sieving
        .keep_duplicates
        .then(|| Sheet::create(&sieving.folder, "duplicates.jsonl"))
        .transpose()?;
    let mut repeats = None;
    if sieving.remove_passages {
        let all = Repeats::new(&sieving.folder, &reading.fields.text, &pool)?;
        repeats = Some(all.removing());
    }
    let mut leave = |document: &Leaving| -> Result<(), RunError> {
        removed.write(&document.removed)?;
        let sheet = match document.keep {
            Some(true) => Some(&mut documents),
            Some(false) => duplicates.as_mut(),
            None => None,
        };
        sheet.map_or(Ok(()), |sheet| sheet.write_bytes(&document.row))
    };
    let mut rows = rows.rows()?;
    let mut waiting = waiting.map(Spool::rows).transpose()?;
    let config = pipeline.config();
    let past = docket.judge(config, &wishes, &pool, observer, &mut counts, |judged| {
        clusters.write(&judged.row)?;
        let row = match judged.keep {
            Some(_) => rows.next_row()?,
            None => &[],
        };
        let gone = waiting.as_mut().map(SpooledRows::next_rows).transpose()?;
        let document = judged.leaving(row, &gone.unwrap_or_default());
        match &mut repeats {
            Some(repeats) => repeats.push(document, &mut leave),
            None => leave(&document),
        }
    })?;
    if let Some(repeats) = repeats {
        counts.add_removed(RULE, repeats.finish(&mut leave)?);
    }

    let mut summary = Sheet::create(&sieving.folder, "report.json")?;
    summary.write(&report(
        &counts,
        pipeline.config(),
        crate::model::Scheme::DEFAULT,
    ))?;
    // The report is named last: where it stands, everything stands.
    for sheet in [removed, suspects, failures, clusters, documents]
        .into_iter()
        .chain(duplicates)
        .chain([summary])
    {
        sheet.finish()?;
    }
    if let Some(past) = past {
        past.remember()?;
    }
    debug_assert!(counts.balance(), "{counts:?}");
    Ok(counts)
}

/// Makes the folder, or refuses one with something in it.
fn prepare(folder: &Path, overwrite: bool) -> Result<(), RunError> {
    let failed = |error| RunError::output(folder.display(), error);
    if folder.exists() {
        if !folder.is_dir() {
            return Err(RunError::new(
                RunErrorKind::Config,
                format!("{} is a file, expected a folder", folder.display()),
            )
            .with_hint("choose another `-o DIR`"));
        }
        let mut entries = std::fs::read_dir(folder).map_err(failed)?;
        if entries.next().is_some() && !overwrite {
            return Err(RunError::new(
                RunErrorKind::Config,
                format!("output folder {} is not empty", folder.display()),
            )
            .with_hint("choose another `-o DIR`, or write over its results with `--force`"));
        }
        return Ok(());
    }
    std::fs::create_dir_all(folder).map_err(failed)
}
