//! Addresses to pages: politely, and never into a private network.
//!
//! A host is asked one request at a time, no faster than it wants, and only for
//! what its robots.txt permits (RFC 9309). What is dialled is what was checked:
//! every name is resolved once, for the connection itself, and every address of
//! it, every number written as a host and every redirect is held against the
//! special ranges of the network.
#![expect(
    clippy::disallowed_methods,
    reason = "the web, its clock and the cache on disk are this module's job"
)]

mod cache;
mod client;
mod coding;
mod crawl;
mod exchange;
mod fault;
mod faults;
mod guard;
mod host;
mod names;
mod order;
mod pause;
mod plan;
pub mod robots;
mod site;
mod visit;
mod web;

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Runtime;

pub use crawl::{Links, Wanted, Watcher};
pub use faults::FAULTS;
pub use names::{Names, SystemNames};
pub use plan::{Planned, plan};

use crate::model::{Account, Failure, Fetched, Fetching, HostAccount, Notice};
use cache::Cache;
use fault::Fault;
use guard::Guard;
use web::Web;

/// How robots.txt files call us.
const AGENT: &str = "tamis";

/// Fetches pages.
pub struct Fetcher {
    runtime: Runtime,
    web: Arc<Web>,
    notices: Vec<Notice>,
}

impl fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fetcher").finish_non_exhaustive()
    }
}

/// Why nothing can be fetched at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchError(String);

impl Fetcher {
    /// A fetcher that keeps what it fetches in the folder `cache`, so that the
    /// next one need not.
    ///
    /// # Errors
    ///
    /// A setting that cannot be used: a network or proxy that is none, a
    /// contact that fits no header.
    pub fn new(
        fetching: &Fetching,
        cache: Option<&Path>,
        names: Arc<dyn Names>,
    ) -> Result<Self, FetchError> {
        let guard = Arc::new(Guard::new(fetching).map_err(FetchError)?);
        let client = client::client(fetching, Arc::clone(&guard), names).map_err(FetchError)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| FetchError(format!("threads cannot be started: {error}")))?;
        let mut notices = Vec::new();
        let cache = cache.and_then(|folder| match Cache::open(folder) {
            Ok((cache, notice)) => {
                notices.extend(notice);
                Some(cache)
            }
            Err(notice) => {
                notices.push(notice);
                None
            }
        });
        if fetching.insecure {
            notices.push(Notice::new("certificates are not checked"));
        }
        Ok(Self {
            runtime,
            web: Arc::new(Web::new(client, guard, fetching.clone(), cache)),
            notices,
        })
    }

    /// What is odd about the settings or the cache.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Fetches what is wanted; `each` gets pages and failures in the order of
    /// the addresses, whenever they come.
    ///
    /// A page whose address is to be opened is first given to `links`; if that
    /// finds it to be a feed or a sitemap, what it leads to is fetched in its
    /// place. Every address is fetched once, however it is written.
    ///
    /// # Errors
    ///
    /// Whatever `each` returns; the run ends there.
    pub fn fetch<E>(
        &self,
        wanted: Vec<Wanted>,
        links: impl FnMut(&Fetched) -> Option<Links>,
        watcher: &dyn Watcher,
        each: impl FnMut(Result<Fetched, Failure>) -> Result<(), E>,
    ) -> Result<Account, E> {
        let crawl = crawl::Crawl::new(Arc::clone(&self.web), watcher);
        let result = self.runtime.block_on(crawl.run(wanted, links, each));
        if let Some(cache) = &self.web.cache {
            cache.flush();
        }
        result
    }

    /// How each host fared, by name.
    pub fn hosts(&self) -> Vec<HostAccount> {
        self.web.hosts().iter().map(|host| host.account()).collect()
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FetchError {}

/// A page that came and is no text.
pub(crate) fn no_text(address: &str, media_type: Option<&str>, hops: Vec<String>) -> Failure {
    let message = match media_type {
        Some(told) => format!("what came is `{told}`, expected text"),
        None => "what came is no text".to_owned(),
    };
    Fault::new(&faults::NO_TEXT, message).into_failure(address, hops)
}

/// Seconds as a duration; what makes no sense is none.
fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}
