//! What readers of a source see, piece by piece.

use super::Source;
use crate::model::{CleanedDocument, Content};

/// A title or a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording<'a> {
    /// The entry it belongs to.
    pub(super) entry: Option<usize>,
    /// What messages call it.
    pub(super) name: &'static str,
    pub(super) text: &'a str,
}

/// The pieces of a source that people read, boilerplate included.
pub(super) fn wordings<'a>(source: &'a Source<'a>) -> Vec<Wording<'a>> {
    let value = |content: &'a Content| &*content.value;
    let feed = source.feed;
    let own = feed.into_iter().flat_map(|feed| {
        let title = feed.title.as_ref().map(|title| ("the feed's title", title));
        let summary = feed.summary.as_ref();
        title
            .into_iter()
            .chain(summary.map(|summary| ("the feed's description", summary)))
            .map(|(name, content)| Wording {
                entry: None,
                name,
                text: value(content),
            })
    });
    let titles = feed
        .into_iter()
        .flat_map(|feed| feed.entries.iter().enumerate())
        .filter_map(|(at, entry)| {
            Some(Wording {
                entry: Some(at),
                name: "the title",
                text: value(entry.title.as_ref()?),
            })
        });
    let text = |(at, document): (usize, &'a CleanedDocument)| Wording {
        entry: feed.map(|_| at),
        name: "the text",
        text: &document.document.text,
    };
    own.chain(titles)
        .chain(source.documents.iter().enumerate().map(text))
        .collect()
}
