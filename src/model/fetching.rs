//! How pages are asked for: manners, limits, and what may be reached.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// How pages are asked for, as `tamis.toml` and the command line say it.
///
/// Times are seconds, sizes bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fetching {
    /// Whom a server's keeper can turn to: an address or a mailbox, sent with
    /// every request.
    pub contact: Option<String>,
    /// Least time between two requests to one host; a longer `Crawl-delay` of
    /// its own goes before.
    pub delay: f64,
    /// Requests to one host at a time.
    pub per_host: usize,
    /// Requests at a time, over all hosts.
    pub parallel: usize,
    /// How often a request that may yet succeed is made again.
    pub retries: u32,
    /// Longest wait a server can ask for, by `Crawl-delay` or `Retry-After`.
    pub max_wait: f64,
    /// Time for a connection to stand.
    pub connect_timeout: f64,
    /// Longest silence of a server.
    pub idle_timeout: f64,
    /// Time for a whole answer.
    pub timeout: f64,
    /// Least bytes a second, once an answer has taken ten seconds.
    pub min_rate: u64,
    /// Largest page, on the wire and unpacked.
    pub max_size: u64,
    /// Redirects followed for one address.
    pub max_redirects: usize,
    /// Requests of one run.
    pub max_requests: u64,
    /// Hosts of one run.
    pub max_hosts: usize,
    /// Networks that may be reached though they are not public.
    pub allow_private: Vec<String>,
    /// Whether a redirect may lead from https to http.
    pub allow_downgrade: bool,
    /// Whether certificates are taken unseen.
    pub insecure: bool,
    /// Proxy that every request goes through; it is trusted.
    pub proxy: Option<String>,
    /// Whether a host whose robots.txt cannot be had may be asked all the same.
    pub robots_unreachable: RobotsUnreachable,
    /// Whether links of feeds and sitemaps are followed to other sites.
    pub any_site: bool,
    /// Folder that keeps what was fetched, so that a server can say
    /// "unchanged". It changes no answer, and no result names it.
    #[serde(skip_serializing)]
    pub cache: Option<PathBuf>,
}

/// What an unreachable robots.txt means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RobotsUnreachable {
    /// That nothing may be fetched (RFC 9309, section 2.3.1.4).
    #[default]
    Refuse,
    /// That everything may.
    Allow,
}

impl Default for Fetching {
    fn default() -> Self {
        Self {
            contact: None,
            delay: 1.0,
            per_host: 1,
            parallel: 64,
            retries: 2,
            max_wait: 120.0,
            connect_timeout: 10.0,
            idle_timeout: 20.0,
            timeout: 120.0,
            min_rate: 512,
            max_size: 20 << 20,
            max_redirects: 10,
            max_requests: 1_000_000,
            max_hosts: 10_000,
            allow_private: Vec::new(),
            allow_downgrade: false,
            insecure: false,
            proxy: None,
            robots_unreachable: RobotsUnreachable::Refuse,
            any_site: false,
            cache: None,
        }
    }
}
