//! A sitemap as it was read.

use super::Notice;

/// What a sitemap lists (sitemaps.org protocol 0.9).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Addresses of pages, in order.
    pub pages: Vec<String>,
    /// Addresses of further sitemaps, in order.
    pub sitemaps: Vec<String>,
    /// What was odd about it.
    pub notices: Vec<Notice>,
}
