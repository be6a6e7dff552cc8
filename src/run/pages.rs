//! Addresses to records: pages as they come from the web.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use super::links::links;
use super::records::{Feeds, Records};
use super::stream::Outcome;
use super::{Config, Event, Observer, RunError, RunErrorKind};
use crate::corpus::media;
use crate::fetch::{FetchError, Fetcher, SystemNames, Wanted, Watcher, no_text};
use crate::model::{Failure, Fetched, Notice, RawPage};

/// Pages that wait for the work to take them.
const WAITING: usize = 16;
/// How often a wait for a page looks whether the run is to end.
const ASKED: Duration = Duration::from_millis(100);

/// The pages at addresses, as records.
pub(super) fn pages<'o>(
    addresses: &[String],
    feeds: Feeds,
    config: &Config,
    observer: &'o dyn Observer,
) -> Result<Records<'o>, RunError> {
    let limit = config.fetch.max_size;
    let fetcher = fetcher(config)?;
    let wanted = addresses
        .iter()
        .map(|address| Wanted {
            address: address.clone(),
            open: feeds == Feeds::Followed,
            ..Wanted::default()
        })
        .collect();
    let (to_records, arrivals) = sync_channel(WAITING);
    let ended = Arc::new(Ended::default());
    let watcher = Arc::clone(&ended);
    for notice in fetcher.notices() {
        observer.on(&Event::Notice {
            id: "fetch",
            notice,
        });
    }
    std::thread::spawn(move || {
        // Nobody takes the pages any more when the run is over.
        let each = |outcome| to_records.send(outcome).map_err(|_| ());
        fetcher
            .fetch(wanted, |page| links(page, limit), &*watcher, each)
            .unwrap_or_default();
    });
    Ok(Box::new(Pages {
        arrivals,
        observer,
        ended,
    }))
}

/// Pages as they come from the thread that fetches them.
struct Pages<'o> {
    arrivals: Receiver<Result<Fetched, Failure>>,
    observer: &'o dyn Observer,
    ended: Arc<Ended>,
}

impl Iterator for Pages<'_> {
    type Item = Outcome<RawPage>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.observer.cancelled() {
                self.ended.0.store(true, Ordering::Relaxed);
                return None;
            }
            match self.arrivals.recv_timeout(ASKED) {
                Ok(outcome) => return Some(outcome.and_then(record)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

impl Drop for Pages<'_> {
    fn drop(&mut self) {
        self.ended.0.store(true, Ordering::Relaxed);
    }
}

/// A fetched page as a record.
fn record(page: Fetched) -> Outcome<RawPage> {
    let told = page.media_type();
    let Some(media) = media(told.as_deref(), &page.bytes) else {
        let hops = page.hops.into_iter().map(|hop| hop.address).collect();
        return Err(no_text(&page.requested, told.as_deref(), hops));
    };
    Ok(RawPage {
        charset: page.charset(),
        id: page.requested.clone(),
        origin: page.requested,
        source: Some(page.address),
        media,
        bytes: page.bytes,
        notices: page.notices,
        ..RawPage::default()
    })
}

/// A fetcher with the settings of a run.
pub(super) fn fetcher(config: &Config) -> Result<Fetcher, RunError> {
    let cache = config.fetch.cache.as_deref().map(Path::new);
    Ok(Fetcher::new(&config.fetch, cache, Arc::new(SystemNames))?)
}

impl From<FetchError> for RunError {
    fn from(error: FetchError) -> Self {
        Self::new(RunErrorKind::Config, error.to_string())
            .with_hint("see `[fetch]` in tamis.toml, and `tamis fetch --help`")
    }
}

/// Whether nobody waits for pages any more.
#[derive(Default)]
struct Ended(AtomicBool);

impl Watcher for Ended {
    fn progress(&self, _: u64, _: u64) {}

    // The notices of a page come with it.
    fn notice(&self, _: &str, _: &Notice) {}

    fn cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
