//! A feed to its entries, between reading and work.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::stream::{Outcome, internal};
use crate::model::{Media, RawPage};
use crate::parse::entries;

/// The records, with each feed's entries in its place, in order.
///
/// A page that is no feed is one failure; a feed without entries is nothing.
pub(super) fn unfold(
    records: impl Iterator<Item = Outcome<RawPage>> + Send,
) -> impl Iterator<Item = Outcome<RawPage>> + Send {
    records.flat_map(|record| {
        let (record, entries) = match record {
            Ok(page) if page.media == Media::Feed => (None, opened(&page)),
            record => (Some(record), Vec::new()),
        };
        record.into_iter().chain(entries)
    })
}

fn opened(page: &RawPage) -> Vec<Outcome<RawPage>> {
    let entries = catch_unwind(AssertUnwindSafe(|| entries(page)))
        .unwrap_or_else(|_| Err(internal(&page.origin)));
    match entries {
        Ok(pages) => pages.into_iter().map(Ok).collect(),
        Err(failure) => vec![Err(failure)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_where_their_feed_stood() {
        let page = |media, text: &str| {
            Ok(RawPage {
                id: "a".into(),
                media,
                bytes: text.into(),
                ..RawPage::default()
            })
        };
        let records = [
            page(Media::Text, "before"),
            page(
                Media::Feed,
                "<rss><item><guid>one</guid></item><item><link>http://b.example/</link></item><item/></rss>",
            ),
            page(Media::Feed, "<rss/>"),
            page(Media::Feed, "<html>"),
            page(Media::Text, "after"),
        ];
        let ids: Vec<_> = unfold(records.into_iter())
            .map(|record| record.map_or_else(|_| "failure".into(), |page| page.id))
            .collect();
        assert_eq!(
            ids,
            ["a", "one", "http://b.example/", "a#3", "failure", "a"]
        );
    }
}
