//! One address to one page: redirects, robots.txt, what is kept of it.

use url::Url;

use super::cache::Kept;
use super::exchange::{Answer, Ask, Validators};
use super::fault::Fault;
use super::faults::{
    BAD_CERTIFICATE, DOWNGRADE, FORBIDDEN_REDIRECT, PRIVATE_HOST, REDIRECT_LOOP, ROBOTS_DISALLOW,
    ROBOTS_UNREACHABLE, TOO_MANY_REDIRECTS, UNKNOWN_HOST,
};
use super::host::Host;
use super::robots::{READ, Robots, Ruling};
use super::web::{Web, now, refused};
use super::{AGENT, seconds};
use crate::model::{Address, Credentials, Fetched, Hop, Notice, RobotsUnreachable};

/// How long a robots.txt holds (RFC 9309, section 2.4).
const DAY: i64 = 24 * 60 * 60;
/// Redirects followed for a robots.txt (RFC 9309, section 2.3.1.2).
const ROBOTS_REDIRECTS: usize = 5;

/// A page that was not had, and the way to where it was not.
pub(super) struct Missed {
    pub(super) fault: Fault,
    pub(super) hops: Vec<Hop>,
}

impl Web {
    /// Fetches the page at an address.
    pub(super) async fn visit(&self, address: &Address) -> Result<Fetched, Missed> {
        let mut way = Way::from(address);
        match self.travel(&mut way).await {
            Ok(page) => Ok(Fetched {
                requested: address.to_string(),
                address: way.url.to_string(),
                hops: way.hops,
                ..page
            }),
            Err(fault) => Err(Missed {
                fault,
                hops: way.hops,
            }),
        }
    }

    async fn travel(&self, way: &mut Way) -> Result<Fetched, Fault> {
        loop {
            self.guard.check(&way.url)?;
            let host = self.host(&way.url)?;
            let mut notices = Vec::new();
            let ruling = self.ruling(&host, &mut notices).await?;
            if !ruling.allows_url(&way.url) {
                let message = format!("robots.txt of {} forbids it", host.origin);
                return Err(Fault::new(&ROBOTS_DISALLOW, message));
            }
            let page = self.page(&host, way).await?;
            if let Some(location) = location(&page) {
                way.redirect(page.status, &location, self)?;
                continue;
            }
            if !matches!(page.status, 200..=299) {
                return Err(refused(
                    &Answer {
                        status: page.status,
                        ..Answer::default()
                    },
                    None,
                ));
            }
            host.count(|account| {
                account.pages += 1;
                account.unchanged += u64::from(page.unchanged);
            });
            notices.extend(page.notices);
            return Ok(Fetched { notices, ..page });
        }
    }

    /// What an address answers, or what is kept of it where that still holds.
    async fn page(&self, host: &Host, way: &Way) -> Result<Fetched, Fault> {
        let kept = self
            .cache
            .as_ref()
            .and_then(|cache| cache.page(way.url.as_str()));
        let mut ask = Ask {
            url: &way.url,
            validators: kept.as_ref().map(validators).unwrap_or_default(),
            credentials: way.credentials.clone(),
            cut: None,
        };
        let mut answer = self.ask(host, &ask).await?;
        if answer.status == 304 {
            if let Some(kept) = kept {
                return Ok(Fetched {
                    status: kept.status,
                    headers: kept.headers,
                    time: kept.time,
                    bytes: kept.body,
                    unchanged: true,
                    ..Fetched::default()
                });
            }
            // Nothing was asked that "unchanged" could be the answer to.
            ask.validators = Validators::default();
            answer = self.ask(host, &ask).await?;
        }
        let page = Fetched {
            status: answer.status,
            time: now(),
            notices: answer.odd.map(Notice::new).into_iter().collect(),
            headers: answer.headers,
            bytes: answer.body,
            ..Fetched::default()
        };
        if page.status == 200
            && way.credentials.is_none()
            && let Some(cache) = &self.cache
            && may_be_kept(&page)
        {
            let (headers, body) = (page.headers.clone(), page.bytes.clone());
            let kept = Kept::new(page.status, page.time, headers, body);
            cache.keep_page(way.url.as_str(), &kept);
        }
        Ok(page)
    }

    /// What a host's robots.txt says to us; it is asked for once.
    async fn ruling<'h>(
        &self,
        host: &'h Host,
        notices: &mut Vec<Notice>,
    ) -> Result<&'h Ruling, Fault> {
        let mut first = false;
        let ruling = host.robots.get_or_init(async || {
            first = true;
            self.robots(host).await
        });
        let ruling = ruling.await.as_ref().map_err(Fault::clone)?;
        if first && let Some(wanted) = ruling.crawl_delay() {
            let longest = seconds(self.fetching.max_wait);
            if wanted > longest {
                notices.push(Notice::new(format!(
                    "{} asks for {} s between requests, and gets {}",
                    host.origin,
                    wanted.as_secs_f64(),
                    longest.as_secs_f64(),
                )));
            }
            host.slow_down(wanted.min(longest));
        }
        Ok(ruling)
    }

    async fn robots(&self, host: &Host) -> Result<Ruling, Fault> {
        if let Some(cache) = &self.cache
            && let Some(kept) = cache.robots(&host.origin, now() - DAY)
        {
            return Ok(Robots::parse(&kept.body).agent(AGENT));
        }
        match self.robots_text(host).await {
            Ok(text) => {
                if let Some(cache) = &self.cache {
                    let kept = Kept::new(200, now(), Vec::new(), text.clone());
                    cache.keep_robots(&host.origin, &kept);
                }
                Ok(Robots::parse(&text).agent(AGENT))
            }
            // These are about the host, whatever was asked of it.
            Err(fault)
                if [&PRIVATE_HOST, &UNKNOWN_HOST, &BAD_CERTIFICATE]
                    .iter()
                    .any(|card| fault.is(card)) =>
            {
                Err(fault)
            }
            Err(_) if self.fetching.robots_unreachable == RobotsUnreachable::Allow => {
                Ok(Robots::parse(b"").agent(AGENT))
            }
            Err(fault) => {
                let message = format!("robots.txt of {} cannot be had: {fault}", host.origin);
                Err(Fault::new(&ROBOTS_UNREACHABLE, message))
            }
        }
    }

    /// The text of a host's robots.txt, empty where it has none.
    async fn robots_text(&self, host: &Host) -> Result<Vec<u8>, Fault> {
        let mut way = Way::robots(&host.origin)?;
        loop {
            self.guard.check(&way.url)?;
            let asked = self.host(&way.url)?;
            let ask = Ask {
                url: &way.url,
                validators: Validators::default(),
                credentials: None,
                cut: Some(READ),
            };
            let answer = self.ask(&asked, &ask).await?;
            let page = Fetched {
                status: answer.status,
                headers: answer.headers.clone(),
                ..Fetched::default()
            };
            if let Some(location) = location(&page) {
                way.redirect(page.status, &location, self)?;
                continue;
            }
            return match answer.status {
                200..=299 => Ok(answer.body),
                400..=499 => Ok(Vec::new()),
                _ => Err(refused(&answer, None)),
            };
        }
    }
}

/// Where a visit has come to.
struct Way {
    url: Url,
    credentials: Option<Credentials>,
    hops: Vec<Hop>,
    longest: Option<usize>,
}

impl Way {
    fn from(address: &Address) -> Self {
        Self {
            url: address.request(),
            credentials: address.credentials(),
            hops: Vec::new(),
            longest: None,
        }
    }

    fn robots(origin: &str) -> Result<Self, Fault> {
        let url = Url::parse(&format!("{origin}/robots.txt"));
        Ok(Self {
            url: url.map_err(|error| Fault::new(&ROBOTS_UNREACHABLE, error.to_string()))?,
            credentials: None,
            hops: Vec::new(),
            longest: Some(ROBOTS_REDIRECTS),
        })
    }

    /// Goes where an answer leads, if that is a place to go.
    fn redirect(&mut self, status: u16, location: &str, web: &Web) -> Result<(), Fault> {
        let (from, hops) = (self.url.to_string(), self.hops.len());
        self.hops.push(Hop {
            address: from.clone(),
            status,
        });
        let mut next = self.url.join(location).map_err(|error| {
            Fault::new(
                &FORBIDDEN_REDIRECT,
                format!("{from} leads to no address: {error}"),
            )
        })?;
        if !matches!(next.scheme(), "http" | "https") {
            let message = format!("{from} leads to a `{}:` address", next.scheme());
            return Err(Fault::new(&FORBIDDEN_REDIRECT, message));
        }
        if self.url.scheme() == "https" && next.scheme() == "http" && !web.fetching.allow_downgrade
        {
            let message = format!("{from} leads to {next}");
            return Err(Fault::new(&DOWNGRADE, message));
        }
        // Whoever sends us on does not say who we are.
        next.set_username("").unwrap_or_default();
        next.set_password(None).unwrap_or_default();
        next.set_fragment(None);
        let seen = next.to_string();
        if next == self.url || self.hops.iter().any(|hop| hop.address == seen) {
            return Err(Fault::new(
                &REDIRECT_LOOP,
                format!("{from} leads back to {seen}"),
            ));
        }
        let longest = self.longest.unwrap_or(web.fetching.max_redirects);
        if hops >= longest {
            let message = format!("{from} is the last of {longest} redirects, and leads on");
            return Err(Fault::new(&TOO_MANY_REDIRECTS, message));
        }
        // A name and password are for the host they were given for.
        if next.origin() != self.url.origin() {
            self.credentials = None;
        }
        self.url = next;
        Ok(())
    }
}

/// Where an answer leads.
fn location(page: &Fetched) -> Option<String> {
    if !matches!(page.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let (_, value) = page.headers.iter().find(|(name, _)| name == "location")?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

fn validators(kept: &Kept) -> Validators {
    let value = |wanted: &str| {
        let header = kept.headers.iter().find(|(name, _)| name == wanted);
        header.map(|(_, value)| value.clone())
    };
    Validators {
        etag: value("etag"),
        last_modified: value("last-modified"),
    }
}

/// Whether a page may be kept (RFC 9111, section 3), and is worth it: without
/// a validator no server can say that it still holds.
fn may_be_kept(page: &Fetched) -> bool {
    let forbidden = page.header("cache-control").is_some_and(|control| {
        control
            .split(',')
            .any(|directive| directive.trim().eq_ignore_ascii_case("no-store"))
    });
    let told = |wanted: &str| page.headers.iter().any(|(name, _)| name == wanted);
    !forbidden && (told("etag") || told("last-modified"))
}
