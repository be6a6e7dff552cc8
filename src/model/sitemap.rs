//! A sitemap: the pages a site wants found.

use super::Notice;

/// What a sitemap lists, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Addresses of pages; whole where the sitemap's own address is known.
    pub pages: Vec<String>,
    /// Addresses of further sitemaps.
    pub sitemaps: Vec<String>,
    /// What was odd about it.
    pub notices: Vec<Notice>,
}
