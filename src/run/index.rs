//! Documents into an index, and what an index knows of documents.

use std::path::Path;

use rayon::ThreadPool;

use super::compare::{Pool, options, seconds};
use super::deduplicate::{as_it_is, printer};
use super::earlier::Known;
use super::preferences::Preferences;
use super::records::documents;
use super::stream::{ordered_with, pool};
use super::{Config, Event, Observer, RunError, RunErrorKind};
use crate::corpus::Reading;
use crate::dedup::Entry;
use crate::dedup::earlier::matches;
use crate::index::{Index, Writer};
use crate::model::{Document, Fingerprint, Scheme};
use crate::report::{Kept, match_row};

/// What became of the documents that an index was given or asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Indexed {
    /// Documents that were new to it.
    pub new: u64,
    /// Documents that say the same as one that it knew, or, where they were to be
    /// added, that have its text.
    pub known: u64,
    /// Records that could not be read.
    pub failed: u64,
}

/// Adds every record of the inputs as it is to the index in a folder, unless
/// its text is there, and all of them or none.
///
/// They are not compared: what is given is taken for what an earlier run kept.
///
/// # Errors
///
/// An input or an index that cannot be used.
pub fn index_add(
    config: &Config,
    reading: &Reading,
    folder: &Path,
    threads: usize,
    observer: &dyn Observer,
) -> Result<Indexed, RunError> {
    let mut writer = Writer::open(folder, Scheme::DEFAULT)?;
    let mut indexed = Indexed::default();
    let pool = pool(threads)?;
    each_document(
        config,
        reading,
        observer,
        &pool,
        &mut indexed.failed,
        |asked| -> Result<(), RunError> {
            let Asked {
                id,
                address,
                date,
                fingerprint,
                ..
            } = asked;
            let count = if writer.add(&id, address.as_deref(), date, &fingerprint)? {
                &mut indexed.new
            } else {
                &mut indexed.known
            };
            *count += 1;
            Ok(())
        },
    )?;
    writer.commit()?;
    Ok(indexed)
}

/// Tells for each record of the inputs which document of an index it is a
/// duplicate of: `each` gets a row about every record, in their order.
///
/// # Errors
///
/// An input or an index that cannot be used, or whatever `each` returns.
pub fn index_query<E: From<RunError>>(
    config: &Config,
    reading: &Reading,
    folder: &Path,
    threads: usize,
    observer: &dyn Observer,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<Indexed, E> {
    let index = Index::open(folder, Scheme::DEFAULT).map_err(RunError::from)?;
    let mut indexed = Indexed::default();
    let pool = pool(threads)?;
    let mut waiting = Vec::new();
    let mut failed = 0;
    each_document(
        config,
        reading,
        observer,
        &pool,
        &mut failed,
        |asked| -> Result<(), E> {
            waiting.push(asked);
            if waiting.len() == TOGETHER {
                answer(&index, &waiting, config, &pool, &mut indexed, &mut each)?;
                waiting.clear();
            }
            Ok(())
        },
    )?;
    answer(&index, &waiting, config, &pool, &mut indexed, &mut each)?;
    Ok(Indexed { failed, ..indexed })
}

/// Documents that are looked for together: their shingles are asked for in their
/// order, and fewer blocks of the index are read twice.
const TOGETHER: usize = 1 << 13;

/// A document that an index is given, or asked about.
struct Asked {
    id: String,
    record: u64,
    address: Option<String>,
    date: Option<i64>,
    fingerprint: Fingerprint,
}

fn each_document<E: From<RunError>>(
    config: &Config,
    reading: &Reading,
    observer: &dyn Observer,
    pool: &ThreadPool,
    failed: &mut u64,
    mut each: impl FnMut(Asked) -> Result<(), E>,
) -> Result<(), E> {
    let records = documents(reading, config, observer)?;
    let mut record = 0;
    ordered_with(
        records,
        pool,
        observer,
        printer,
        as_it_is,
        |outcome| -> Result<(), E> {
            record += 1;
            match outcome {
                Ok((extent, processed)) => {
                    let bytes = extent.bytes;
                    observer.on(&Event::Record { bytes });
                    let Document {
                        id,
                        source,
                        metadata,
                        ..
                    } = processed.cleaned.document;
                    each(Asked {
                        id,
                        record: record - 1,
                        address: source,
                        date: metadata.published.as_deref().and_then(seconds),
                        fingerprint: processed.fingerprint,
                    })
                }
                Err(failure) => {
                    *failed += 1;
                    observer.on(&Event::Failed(&failure));
                    Ok(())
                }
            }
        },
    )
}

/// Hands out a row about each of some documents.
fn answer<E: From<RunError>>(
    index: &Index,
    asked: &[Asked],
    config: &Config,
    pool: &ThreadPool,
    indexed: &mut Indexed,
    each: &mut impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let options = options(config, &Preferences::new(&config.dedup)?)?;
    let prints: Vec<_> = asked.iter().map(|asked| &asked.fingerprint).collect();
    let known = Known::of(index, &prints, 0, pool)?;
    let entries: Vec<_> = asked
        .iter()
        .map(|asked| Entry::new(&asked.id, &asked.fingerprint))
        .collect();
    let old = known.entries();
    let found = pool
        .install(|| matches(&known.earlier(&old), &entries, &options, &Pool(&())))
        .map_err(|error| RunError::new(RunErrorKind::Input, error.to_string()))?;
    for (asked, found) in asked.iter().zip(found) {
        let found = found.and_then(|found| {
            let record = known.records.get(found.of as usize)?;
            let kept = Kept {
                address: record.address.as_deref(),
                date: record.date,
                ..Kept::new(&record.id, "earlier")
            };
            Some((found.kind, found.similarity, kept))
        });
        match found {
            Some(_) => indexed.known += 1,
            None => indexed.new += 1,
        }
        each(&match_row(&asked.id, asked.record, found))?;
    }
    Ok(())
}
