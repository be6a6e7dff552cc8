//! Addresses to pages: those that are given, and those that feeds and sitemaps
//! lead to.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use super::records::{Feeds, Records, is_address};
use super::stream::Outcome;
use super::{Config, Event, Observer, RunError, RunErrorKind};
use crate::corpus::{Format, Reading, media, read, unpacked};
use crate::fetch::{
    FetchError, Fetcher, Links, Planned, SystemNames, Wanted, Watcher, no_text, plan,
};
use crate::model::{Account, Failure, Fetched, HostAccount, Media, Notice, RawPage};
use crate::parse;
use crate::report::page_row;

/// Pages that wait for the work to take them.
const WAITING: usize = 16;
/// How often a wait for a page looks whether the run is to end.
const ASKED: Duration = Duration::from_millis(100);

/// What was fetched, and from whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// What became of every address.
    pub account: Account,
    /// How each host fared, by name.
    pub hosts: Vec<HostAccount>,
}

/// Fetches what the sources name; `each` gets the pages as rows, in the order
/// of the addresses.
///
/// A source is an address; or a file, or `-` for standard input, that is a
/// feed, a sitemap or a list of addresses. Feeds and sitemaps at an address are
/// opened, and what they lead to is fetched in their place.
///
/// # Errors
///
/// A source that cannot be read, a setting that cannot be used, or whatever
/// `each` returns.
pub fn gather<E: From<RunError>>(
    config: &Config,
    sources: &[String],
    observer: &dyn Observer,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<Gathered, E> {
    let fetcher = fetcher(config)?;
    for notice in fetcher.notices() {
        observer.on(&Event::Notice {
            id: "fetch",
            notice,
        });
    }
    let wanted = wanted(sources)?;
    let limit = config.fetch.max_size;
    let account = fetcher.fetch(
        wanted,
        |page| links(page, limit),
        &Watching(observer),
        |outcome| match outcome {
            Ok(page) => each(&page_row(&page)),
            Err(failure) => {
                observer.on(&Event::Failed(&failure));
                Ok(())
            }
        },
    )?;
    if observer.cancelled() {
        return Err(RunError::new(RunErrorKind::Cancelled, "the run was ended early").into());
    }
    Ok(Gathered {
        account,
        hosts: fetcher.hosts(),
    })
}

/// What would be fetched, as far as that can be told without asking anybody.
///
/// # Errors
///
/// A source that cannot be read, a setting that cannot be used.
pub fn planned(config: &Config, sources: &[String]) -> Result<Vec<Planned>, RunError> {
    Ok(plan(&config.fetch, &wanted(sources)?)?)
}

/// The addresses that sources name.
fn wanted(sources: &[String]) -> Result<Vec<Wanted>, RunError> {
    let mut wanted = Vec::new();
    for source in sources {
        if is_address(source) || source.contains("://") {
            wanted.push(Wanted {
                address: source.clone(),
                open: true,
                ..Wanted::default()
            });
            continue;
        }
        let reading = Reading {
            inputs: vec![source.clone()],
            format: Format::of_name("text"),
            ..Reading::default()
        };
        for page in read(&reading)? {
            let page = page.map_err(|failure| {
                RunError::new(RunErrorKind::Input, failure.to_string())
                    .with_hint("a source is an address, or a file of addresses")
            })?;
            wanted.extend(named(&page));
        }
    }
    Ok(wanted)
}

/// The addresses a file names: a feed's links, a sitemap's, or one a line.
fn named(page: &RawPage) -> Vec<Wanted> {
    if let Some(links) = opened(page) {
        let sources = links.sources.into_iter().map(|address| (address, true));
        let pages = links.pages.into_iter().map(|address| (address, false));
        return sources
            .chain(pages)
            .map(|(address, open)| Wanted {
                address,
                origin: page.origin.clone(),
                open,
            })
            .collect();
    }
    let text = String::from_utf8_lossy(&page.bytes);
    parse::addresses(&text)
        .map(|(line, address)| Wanted {
            address: address.to_owned(),
            origin: format!("{}:{line}", page.origin),
            open: true,
        })
        .collect()
}

/// What a page leads to, where it is a feed or a sitemap.
fn links(page: &Fetched, limit: u64) -> Option<Links> {
    // Sitemaps are often sent packed, without a word about it.
    let bytes = unpacked(&page.bytes, limit).ok()?;
    let cut = bytes.len() as u64 == limit;
    let mut links = opened(&RawPage {
        origin: page.requested.clone(),
        source: Some(page.address.clone()),
        charset: page.charset(),
        bytes,
        ..RawPage::default()
    })?;
    if cut {
        let message = format!("unpacks to more than {limit} bytes, and was read that far");
        links.notices.push(Notice::new(message));
    }
    Some(links)
}

fn opened(page: &RawPage) -> Option<Links> {
    let head = page.bytes.get(..4096).unwrap_or(&page.bytes);
    if parse::is_sitemap(head) {
        let sitemap = parse::sitemap(page);
        return Some(Links {
            pages: sitemap.pages,
            sources: sitemap.sitemaps,
            notices: sitemap.notices,
        });
    }
    if media(None, &page.bytes) != Some(Media::Feed) {
        return None;
    }
    let feed = parse::feed(page);
    let entries = feed.entries.len();
    let pages: Vec<_> = feed
        .entries
        .into_iter()
        .filter_map(|entry| entry.link)
        .collect();
    let mut notices = Vec::new();
    if pages.len() < entries {
        let message = format!(
            "{} of {entries} entries have no link",
            entries - pages.len()
        );
        notices.push(Notice::new(message));
    }
    Some(Links {
        pages,
        sources: Vec::new(),
        notices,
    })
}

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

fn fetcher(config: &Config) -> Result<Fetcher, RunError> {
    let cache = config.fetch.cache.as_deref().map(Path::new);
    Ok(Fetcher::new(&config.fetch, cache, Arc::new(SystemNames))?)
}

impl From<FetchError> for RunError {
    fn from(error: FetchError) -> Self {
        Self::new(RunErrorKind::Config, error.to_string())
            .with_hint("see `[fetch]` in tamis.toml, and `tamis fetch --help`")
    }
}

/// Lets the observer of a run watch the fetching.
struct Watching<'o>(&'o dyn Observer);

impl Watcher for Watching<'_> {
    fn progress(&self, known: u64, done: u64) {
        self.0.on(&Event::Fetched { known, done });
    }

    fn notice(&self, address: &str, notice: &Notice) {
        self.0.on(&Event::Notice {
            id: address,
            notice,
        });
    }

    fn cancelled(&self) -> bool {
        self.0.cancelled()
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
