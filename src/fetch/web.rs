//! The web as one run sees it: its hosts, and one polite request to them.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::Client;
use tokio::sync::Semaphore;
use url::Url;

use super::cache::Cache;
use super::exchange::{Answer, Ask, exchange};
use super::fault::Fault;
use super::faults::{ASKED_TO_WAIT, BAD_STATUS, HOST_LIMIT, REQUEST_LIMIT};
use super::guard::Guard;
use super::host::Host;
use super::pause::{asked, backed_off};
use super::seconds;
use crate::model::Fetching;

/// What all visits of a run share.
pub(super) struct Web {
    pub(super) client: Client,
    pub(super) guard: Arc<Guard>,
    pub(super) fetching: Fetching,
    pub(super) cache: Option<Cache>,
    hosts: Mutex<BTreeMap<String, Arc<Host>>>,
    seats: Semaphore,
    requests: AtomicU64,
}

impl Web {
    pub(super) fn new(
        client: Client,
        guard: Arc<Guard>,
        fetching: Fetching,
        cache: Option<Cache>,
    ) -> Self {
        Self {
            client,
            guard,
            seats: Semaphore::new(fetching.parallel.max(1)),
            fetching,
            cache,
            hosts: Mutex::default(),
            requests: AtomicU64::new(0),
        }
    }

    /// The host of an address.
    pub(super) fn host(&self, url: &Url) -> Result<Arc<Host>, Fault> {
        let origin = url.origin().ascii_serialization();
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.get(&origin) {
            return Ok(Arc::clone(host));
        }
        if hosts.len() >= self.fetching.max_hosts {
            let message = format!("{} hosts were asked, and this is another", hosts.len());
            return Err(Fault::new(&HOST_LIMIT, message));
        }
        let host = Arc::new(Host::new(origin.clone(), &self.fetching));
        hosts.insert(origin, Arc::clone(&host));
        Ok(host)
    }

    /// Every host that was asked, by name.
    pub(super) fn hosts(&self) -> Vec<Arc<Host>> {
        let hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.values().map(Arc::clone).collect()
    }

    /// Asks a host in its turn, and again where the answer may yet be another.
    pub(super) async fn ask(&self, host: &Host, ask: &Ask<'_>) -> Result<Answer, Fault> {
        let longest = seconds(self.fetching.max_wait);
        let mut retry = 0;
        loop {
            let answer = self.ask_once(host, ask).await;
            let pause = match &answer {
                Ok(answer) if is_passing(answer.status) => {
                    let wanted = answer
                        .header("retry-after")
                        .and_then(|value| std::str::from_utf8(value).ok())
                        .and_then(|value| asked(value, now()));
                    if wanted.is_some_and(|pause| pause > longest) {
                        host.rest(longest);
                        return Err(refused(answer, wanted));
                    }
                    wanted
                }
                Err(fault) if fault.passing => None,
                _ => return answer,
            };
            if retry >= self.fetching.retries {
                return answer.and_then(|answer| Err(refused(&answer, pause)));
            }
            host.rest(pause.unwrap_or_else(|| backed_off(retry, fastrand::f64(), longest)));
            host.count(|account| account.retries += 1);
            retry += 1;
        }
    }

    async fn ask_once(&self, host: &Host, ask: &Ask<'_>) -> Result<Answer, Fault> {
        let _turn = host.turn(&self.seats).await;
        if self.requests.fetch_add(1, Ordering::Relaxed) >= self.fetching.max_requests {
            let message = format!("{} requests were made", self.fetching.max_requests);
            return Err(Fault::new(&REQUEST_LIMIT, message));
        }
        host.count(|account| account.requests += 1);
        let answer = exchange(&self.client, &self.fetching, ask).await;
        host.over();
        if let Ok(answer) = &answer {
            host.answered(answer.wire, answer.took);
        }
        answer
    }
}

/// Whether a status may be another the next time.
const fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// What a status without a page means.
pub(super) fn refused(answer: &Answer, wanted: Option<Duration>) -> Fault {
    let status = reqwest::StatusCode::from_u16(answer.status).unwrap_or_default();
    match (answer.status, wanted) {
        (429, None) => Fault::new(&ASKED_TO_WAIT, format!("the host answered {status}")),
        (_, Some(pause)) => Fault::new(
            &ASKED_TO_WAIT,
            format!(
                "the host answered {status} and asks for a pause of {} s",
                pause.as_secs()
            ),
        ),
        _ => Fault::new(&BAD_STATUS, format!("the host answered {status}")),
    }
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    Timestamp::now().as_second()
}
