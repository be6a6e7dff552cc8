//! Which addresses are fetched, and in which order they come out.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use rustc_hash::FxHashSet;
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinSet;

use super::fault::Fault;
use super::faults::BAD_ADDRESS;
use super::order::{Order, Place};
use super::site::same_site;
use super::visit::Missed;
use super::web::Web;
use crate::model::{Account, Address, Failure, Fetched, Notice};

/// How often it is asked whether the run is to end.
const ASKED: Duration = Duration::from_millis(100);

/// An address to be fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The address, as given.
    pub address: String,
    /// Where it was given, for messages; empty on the command line.
    pub origin: String,
    /// Whether a feed or sitemap at it is to be opened.
    pub open: bool,
}

/// What a feed or sitemap leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Addresses of pages.
    pub pages: Vec<String>,
    /// Addresses of further sitemaps.
    pub sources: Vec<String>,
    /// What was odd about it.
    pub notices: Vec<Notice>,
}

/// Watches a run of fetching and may end it.
pub trait Watcher: Sync {
    /// So many addresses are known, so many of them are done.
    fn progress(&self, known: u64, done: u64);

    /// Something about an address was odd.
    fn notice(&self, address: &str, notice: &Notice);

    /// Whether the run is to end.
    fn cancelled(&self) -> bool {
        false
    }
}

/// One run of fetching.
pub(super) struct Crawl<'w> {
    web: Arc<Web>,
    watcher: &'w dyn Watcher,
    account: Account,
    seen: FxHashSet<String>,
    order: Order<Result<Fetched, Failure>>,
    queues: BTreeMap<String, mpsc::UnboundedSender<Visit>>,
    workers: JoinSet<()>,
    outstanding: u64,
    results: mpsc::Sender<Visited>,
    arrivals: mpsc::Receiver<Visited>,
}

/// An address on its way to its host.
struct Visit {
    place: Place,
    address: Address,
    open: bool,
}

struct Visited {
    visit: Visit,
    result: Result<Fetched, Missed>,
}

impl<'w> Crawl<'w> {
    pub(super) fn new(web: Arc<Web>, watcher: &'w dyn Watcher) -> Self {
        let (results, arrivals) = mpsc::channel(web.fetching.parallel.max(1));
        Self {
            web,
            watcher,
            account: Account::default(),
            seen: FxHashSet::default(),
            order: Order::default(),
            queues: BTreeMap::new(),
            workers: JoinSet::new(),
            outstanding: 0,
            results,
            arrivals,
        }
    }

    pub(super) async fn run<E>(
        mut self,
        wanted: Vec<Wanted>,
        mut links: impl FnMut(&Fetched) -> Option<Links>,
        mut each: impl FnMut(Result<Fetched, Failure>) -> Result<(), E>,
    ) -> Result<Account, E> {
        for (at, wanted) in (0..).zip(wanted) {
            self.want(vec![at], &wanted, None);
        }
        self.hand_out(&mut each)?;
        while self.outstanding > 0 && !self.watcher.cancelled() {
            let Ok(Some(visited)) = tokio::time::timeout(ASKED, self.arrivals.recv()).await else {
                continue;
            };
            self.outstanding -= 1;
            self.arrived(visited, &mut links);
            self.hand_out(&mut each)?;
            self.watcher
                .progress(self.account.addresses, self.account.done());
        }
        self.workers.shutdown().await;
        Ok(self.account)
    }

    /// Sends an address on its way, unless it was met before.
    fn want(&mut self, place: Place, wanted: &Wanted, from: Option<&Address>) {
        self.account.addresses += 1;
        let address = match wanted.address.parse::<Address>() {
            Ok(address) => address,
            Err(error) => {
                let fault = Fault::new(&BAD_ADDRESS, error.to_string());
                self.lose(place, &wanted.address, &wanted.origin, fault);
                return;
            }
        };
        if let Some(from) = from
            && !self.web.fetching.any_site
            && !same_site(from, &address)
        {
            self.account.elsewhere += 1;
            return;
        }
        if !self.seen.insert(address.identity()) {
            self.account.repeated += 1;
            return;
        }
        // A host that may not be asked at all is no host of the run.
        let host = self
            .web
            .guard
            .check(address.url())
            .and_then(|()| self.web.host(address.url()));
        let host = match host {
            Ok(host) => host,
            Err(fault) => {
                self.lose(place, &address.to_string(), &wanted.origin, fault);
                return;
            }
        };
        self.order.ask(place.clone());
        self.outstanding += 1;
        let visit = Visit {
            place,
            address,
            open: wanted.open,
        };
        let queue = match self.queues.get(&host.origin) {
            Some(queue) => queue.clone(),
            None => self.attend(&host.origin),
        };
        // Workers leave only when the run is over.
        queue.send(visit).unwrap_or_default();
    }

    /// Starts the workers of a host.
    fn attend(&mut self, origin: &str) -> mpsc::UnboundedSender<Visit> {
        let (queue, visits) = mpsc::unbounded_channel::<Visit>();
        let visits = Arc::new(Mutex::new(visits));
        for _ in 0..self.web.fetching.per_host.max(1) {
            let (web, visits) = (Arc::clone(&self.web), Arc::clone(&visits));
            let results = self.results.clone();
            self.workers.spawn(async move {
                loop {
                    let next = visits.lock().await.recv().await;
                    let Some(visit) = next else { return };
                    let result = web.visit(&visit.address).await;
                    if results.send(Visited { visit, result }).await.is_err() {
                        return;
                    }
                }
            });
        }
        self.queues.insert(origin.to_owned(), queue.clone());
        queue
    }

    fn arrived(
        &mut self,
        Visited { visit, result }: Visited,
        links: &mut impl FnMut(&Fetched) -> Option<Links>,
    ) {
        let Visit {
            place,
            address,
            open,
        } = visit;
        let page = match result {
            Ok(page) => page,
            Err(Missed { fault, hops }) => {
                if let Ok(host) = self.web.host(address.url()) {
                    host.count(|account| account.failed += 1);
                }
                let hops = hops.into_iter().map(|hop| hop.address).collect();
                let failure = fault.into_failure(&address.to_string(), hops);
                self.fail(place, failure);
                return;
            }
        };
        for notice in &page.notices {
            self.watcher.notice(&page.requested, notice);
        }
        let found = if open { links(&page) } else { None };
        let Some(found) = found else {
            self.account.pages += 1;
            self.account.unchanged += u64::from(page.unchanged);
            self.came(place, page);
            return;
        };
        self.account.opened += 1;
        let from = page.address.parse::<Address>().ok();
        for notice in &found.notices {
            self.watcher.notice(&page.requested, notice);
        }
        let sources = found.sources.into_iter().map(|address| (address, true));
        let pages = found.pages.into_iter().map(|address| (address, false));
        for (at, (address, open)) in (0..).zip(sources.chain(pages)) {
            let mut below = place.clone();
            below.push(at);
            let wanted = Wanted {
                address,
                origin: page.requested.clone(),
                open,
            };
            self.want(below, &wanted, from.as_ref());
        }
        self.order.forget(&place);
    }

    fn came(&mut self, place: Place, mut page: Fetched) {
        let body = std::mem::take(&mut page.bytes);
        let (requested, hops) = (page.requested.clone(), page.hops.clone());
        if let Err(error) = self.order.came(place.clone(), Ok(page), body) {
            self.account.pages -= 1;
            let hops = hops.into_iter().map(|hop| hop.address).collect();
            let failure = Failure {
                hops,
                ..Failure::new(requested, format!("could not be put aside: {error}"))
            };
            self.fail(place, failure);
        }
    }

    fn lose(&mut self, place: Place, address: &str, origin: &str, fault: Fault) {
        let mut failure = fault.into_failure(address, Vec::new());
        if !origin.is_empty() {
            failure.place = format!("{address} ({origin})");
        }
        self.fail(place, failure);
    }

    fn fail(&mut self, place: Place, failure: Failure) {
        self.account.failed += 1;
        // Without a body nothing has to go to disk.
        self.order
            .came(place, Err(failure), Vec::new())
            .unwrap_or_default();
    }

    /// Hands out what is next in order.
    fn hand_out<E>(
        &mut self,
        each: &mut impl FnMut(Result<Fetched, Failure>) -> Result<(), E>,
    ) -> Result<(), E> {
        loop {
            match self.order.next() {
                Ok(Some((Ok(page), bytes))) => each(Ok(Fetched { bytes, ..page }))?,
                Ok(Some((Err(failure), _))) => each(Err(failure))?,
                Ok(None) => return Ok(()),
                Err(error) => {
                    self.account.pages = self.account.pages.saturating_sub(1);
                    self.account.failed += 1;
                    let message = format!("could not be read back from disk: {error}");
                    each(Err(Failure::new("a page that was put aside", message)))?;
                }
            }
        }
    }
}
