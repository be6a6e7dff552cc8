//! A feed or a sitemap to the addresses it leads to.

use crate::corpus::{media, unpacked};
use crate::fetch::Links;
use crate::model::{Fetched, Media, Notice, RawPage};
use crate::parse;

/// What a page leads to, where it is a feed or a sitemap.
pub(super) fn links(page: &Fetched, limit: u64) -> Option<Links> {
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

/// What a file leads to, where it is a feed or a sitemap.
pub(super) fn opened(page: &RawPage) -> Option<Links> {
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
