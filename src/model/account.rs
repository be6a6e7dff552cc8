//! What a run of fetching counted.

use serde::{Deserialize, Serialize};

/// What became of every address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Addresses given and found.
    pub addresses: u64,
    /// Pages that came.
    pub pages: u64,
    /// Pages among them that came from the cache, because their host said that
    /// they are unchanged.
    pub unchanged: u64,
    /// Feeds and sitemaps that were opened.
    pub opened: u64,
    /// Addresses that were known already.
    pub repeated: u64,
    /// Links that lead to other sites, and were not followed.
    pub elsewhere: u64,
    /// Addresses that failed.
    pub failed: u64,
}

impl Account {
    /// Addresses of which it is known what became of them.
    pub const fn done(&self) -> u64 {
        self.pages + self.opened + self.repeated + self.elsewhere + self.failed
    }

    /// Whether every address is accounted for once.
    pub const fn balance(&self) -> bool {
        self.addresses == self.done()
    }
}

/// How one host fared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostAccount {
    /// Scheme, name and port.
    pub host: String,
    /// Requests made, robots.txt and redirects included.
    pub requests: u64,
    /// Requests made again.
    pub retries: u64,
    /// Pages that came.
    pub pages: u64,
    /// Pages of which the host said that they are unchanged.
    pub unchanged: u64,
    /// Addresses that failed.
    pub failed: u64,
    /// Bytes of bodies on the wire.
    pub bytes: u64,
    /// Time the host took to answer, all in all, in milliseconds.
    pub milliseconds: u64,
    /// The longest the host took, in milliseconds.
    pub slowest: u64,
}
