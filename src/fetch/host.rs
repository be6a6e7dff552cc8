//! One host: whose turn it is, what its robots.txt says, how it fared.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore, SemaphorePermit};
use tokio::time::Instant;

use super::fault::Fault;
use super::robots::Ruling;
use crate::model::{Fetching, HostAccount};

/// A host that is asked, by the rules it has to be asked by.
#[derive(Debug)]
pub(super) struct Host {
    /// Scheme, name and port.
    pub(super) origin: String,
    /// What its robots.txt says, once it is known.
    pub(super) robots: OnceCell<Result<Ruling, Fault>>,
    seats: Arc<Semaphore>,
    pace: Mutex<Pace>,
    account: Mutex<HostAccount>,
}

/// When the next request may start.
#[derive(Debug)]
struct Pace {
    next: Instant,
    gap: Duration,
}

/// Leave to make one request.
#[derive(Debug)]
pub(super) struct Turn<'s> {
    _own: Option<OwnedSemaphorePermit>,
    _seat: Option<SemaphorePermit<'s>>,
}

impl Host {
    pub(super) fn new(origin: String, fetching: &Fetching) -> Self {
        Self {
            account: Mutex::new(HostAccount {
                host: origin.clone(),
                ..HostAccount::default()
            }),
            origin,
            robots: OnceCell::new(),
            seats: Arc::new(Semaphore::new(fetching.per_host.max(1))),
            pace: Mutex::new(Pace {
                next: Instant::now(),
                gap: super::seconds(fetching.delay),
            }),
        }
    }

    /// Waits until a request may start, and for a seat among all of the run; no
    /// two requests start closer than the gap.
    pub(super) async fn turn<'s>(&self, seats: &'s Semaphore) -> Turn<'s> {
        // Only a closed semaphore has no seat, and these never are.
        let own = Arc::clone(&self.seats).acquire_owned().await.ok();
        loop {
            let next = self.pace().next;
            tokio::time::sleep_until(next).await;
            // Waiting for a turn takes no seat from hosts whose turn it is.
            let seat = seats.acquire().await.ok();
            let mut pace = self.pace();
            let now = Instant::now();
            if pace.next <= now {
                // A little more than the gap, so that hosts asked at once do
                // not stay in step.
                pace.next = now + pace.gap.mul_f64(1.0 + fastrand::f64() / 8.0);
                return Turn {
                    _own: own,
                    _seat: seat,
                };
            }
        }
    }

    /// A request is over. The gap counts from here as well, so that the host
    /// sees it whole, however long the request was on its way.
    pub(super) fn over(&self) {
        let gap = self.pace().gap;
        self.rest(gap);
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets no request start for so long.
    pub(super) fn rest(&self, pause: Duration) {
        let mut pace = self.pace();
        pace.next = pace.next.max(Instant::now() + pause);
    }

    /// Widens the gap between requests to at least this.
    pub(super) fn slow_down(&self, gap: Duration) {
        let mut pace = self.pace();
        if gap > pace.gap {
            let longer = gap.saturating_sub(pace.gap);
            pace.next += longer;
            pace.gap = gap;
        }
    }

    /// Counts something.
    pub(super) fn count(&self, what: impl FnOnce(&mut HostAccount)) {
        what(&mut self.account.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Counts an answer, its bytes and the time it took.
    pub(super) fn answered(&self, bytes: u64, took: Duration) {
        let took = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        self.count(|account| {
            account.bytes += bytes;
            account.milliseconds = account.milliseconds.saturating_add(took);
            account.slowest = account.slowest.max(took);
        });
    }

    /// What was counted.
    pub(super) fn account(&self) -> HostAccount {
        let account = self.account.lock();
        account.unwrap_or_else(PoisonError::into_inner).clone()
    }
}
