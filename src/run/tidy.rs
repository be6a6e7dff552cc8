//! Cleans every record and hands it on: no duplicates, no folder of results.

use super::records::documents;
use super::stream::{ordered, pool};
use super::{Event, Observer, Pipeline, RunError};
use crate::corpus::Reading;
use crate::model::{CleanedDocument, Counts, Failure};

/// Cleans every record of the inputs; `each` gets the documents in order.
///
/// Memory stays bounded whatever the size of the corpus.
///
/// # Errors
///
/// An input that cannot be used, or whatever `each` returns.
pub fn tidy<E: From<RunError>>(
    pipeline: &Pipeline,
    reading: &Reading,
    threads: usize,
    observer: &dyn Observer,
    mut each: impl FnMut(CleanedDocument) -> Result<(), E>,
) -> Result<(Counts, Vec<Failure>), E> {
    let mut counts = Counts::default();
    let mut failures = Vec::new();
    let work = |page: crate::model::RawPage| {
        let bytes = page.bytes.len() as u64;
        (bytes, pipeline.clean(page))
    };
    let pool = pool(threads)?;
    ordered(
        documents(reading, pipeline.config(), observer)?,
        &pool,
        observer,
        work,
        |outcome| {
            counts.records += 1;
            match outcome {
                Ok((bytes, cleaned)) => {
                    counts.bytes += bytes;
                    counts.add_text(&cleaned);
                    announce(observer, bytes, &cleaned);
                    if cleaned.is_empty() {
                        counts.rejected += 1;
                    } else {
                        counts.kept += 1;
                    }
                    each(cleaned)
                }
                Err(failure) => {
                    counts.failed += 1;
                    observer.on(&Event::Failed(&failure));
                    failures.push(failure);
                    Ok(())
                }
            }
        },
    )?;
    Ok((counts, failures))
}

/// Tells the observer of a document that came through.
pub(super) fn announce(observer: &dyn Observer, bytes: u64, cleaned: &CleanedDocument) {
    for notice in &cleaned.document.notices {
        observer.on(&Event::Notice {
            id: &cleaned.document.id,
            notice,
        });
    }
    observer.on(&Event::Record { bytes });
}
