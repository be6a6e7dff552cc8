//! Records through many threads, out in their order.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use rayon::ThreadPool;
use rayon::prelude::*;

use super::observer::heed;
use super::{Observer, RunError, RunErrorKind};
use crate::model::{Failure, RawPage};

/// Records handed to the workers at once: enough to keep them busy, few enough
/// that memory does not grow with the corpus.
const BATCH_RECORDS: usize = 512;
const BATCH_BYTES: usize = 4 << 20;
/// Records that come slowly are not waited for.
const BATCH_TIME: Duration = Duration::from_millis(200);

/// A record that came through `work`, or was lost.
pub(super) type Outcome<T> = Result<T, Failure>;

/// So many threads to work on; 0 is as many as the machine has.
pub(super) fn pool(threads: usize) -> Result<ThreadPool, RunError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| {
            RunError::new(
                RunErrorKind::Config,
                format!("threads cannot be started: {error}"),
            )
        })
}

/// Takes every record through `work` on the threads of `pool` and hands the
/// results to `sink` in the order of the records.
///
/// A record on which `work` panics is a failure like one that cannot be read.
pub(super) fn ordered<T: Send, E: From<RunError>>(
    records: impl Iterator<Item = Outcome<RawPage>> + Send,
    pool: &ThreadPool,
    observer: &dyn Observer,
    work: impl Fn(RawPage) -> T + Sync,
    sink: impl FnMut(Outcome<T>) -> Result<(), E>,
) -> Result<(), E> {
    let work = |(): &mut (), page| work(page);
    ordered_with(records, pool, observer, || (), work, sink)
}

/// The same with what `begin` gives for work on many records in turn.
pub(super) fn ordered_with<B, T: Send, E: From<RunError>>(
    records: impl Iterator<Item = Outcome<RawPage>> + Send,
    pool: &ThreadPool,
    observer: &dyn Observer,
    begin: impl Fn() -> B + Sync,
    work: impl Fn(&mut B, RawPage) -> T + Sync,
    mut sink: impl FnMut(Outcome<T>) -> Result<(), E>,
) -> Result<(), E> {
    std::thread::scope(|scope| {
        let (to_work, batches) = sync_channel::<Vec<Outcome<RawPage>>>(1);
        let (to_sink, results) = sync_channel::<Vec<Outcome<T>>>(1);
        scope.spawn(move || {
            let mut records = records;
            loop {
                let batch = next_batch(&mut records);
                if batch.is_empty() || observer.cancelled() || to_work.send(batch).is_err() {
                    return;
                }
            }
        });
        let (begin, work) = (&begin, &work);
        scope.spawn(move || {
            for batch in batches {
                let results = pool.install(|| {
                    batch
                        .into_par_iter()
                        .map_init(begin, |begun, record| {
                            guarded(record, |page| work(begun, page))
                        })
                        .collect()
                });
                if to_sink.send(results).is_err() {
                    return;
                }
            }
        });
        for result in results.into_iter().flatten() {
            sink(result)?;
        }
        Ok(heed(observer)?)
    })
}

fn next_batch(records: &mut impl Iterator<Item = Outcome<RawPage>>) -> Vec<Outcome<RawPage>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    let began = Instant::now();
    for record in records {
        bytes += record.as_ref().map_or(0, |page| page.bytes.len());
        batch.push(record);
        if bytes >= BATCH_BYTES || batch.len() >= BATCH_RECORDS || began.elapsed() >= BATCH_TIME {
            break;
        }
    }
    batch
}

fn guarded<T>(record: Outcome<RawPage>, work: impl FnOnce(RawPage) -> T) -> Outcome<T> {
    let page = record?;
    let place = page.origin.clone();
    // The page goes in whole, what was begun is buffers that are written over, and
    // nothing comes out of a panic, so no broken state can be seen afterwards.
    catch_unwind(AssertUnwindSafe(|| work(page))).map_err(|_| internal(&place))
}

/// What becomes of a record on which our own code panicked.
pub(super) fn internal(place: &str) -> Failure {
    Failure::new(place, "could not be worked on: an internal error")
        .with_hint("please report it, with the page if you can share it")
}
