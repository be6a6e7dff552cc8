//! [`RawPage`] to [`Document`] or [`Feed`](crate::model::Feed): never fails,
//! whatever the bytes.

mod addresses;
mod byline;
mod charset;
mod choose;
#[cfg(test)]
mod conformance;
mod dateline;
mod day;
mod elements;
mod embedded;
mod feed;
mod html;
mod markdown;
mod markup;
mod metadata;
mod name;
mod notice;
mod place;
mod plain;
mod prescan;
mod signs;
mod sitemap;
mod title;
mod tokenizer;
mod tree;
mod walk;

pub use addresses::addresses;
pub use feed::{entries, entry_pages, read as feed};
pub use sitemap::{is_sitemap, read as sitemap};

use crate::model::{Document, Media, Notice, RawPage, Selector};

/// Parses a page into all of its text.
///
/// Takes time linear in the page. Bytes that are no text in the page's
/// encoding become U+FFFD and a notice.
///
/// ```
/// use tamis::model::{Media, RawPage};
///
/// let page = RawPage { media: Media::Html, bytes: b"<h1>Rain</h1><p>It rained.".to_vec(), ..RawPage::default() };
/// let document = tamis::parse::parse(page);
/// assert_eq!(document.text, "Rain\n\nIt rained.");
/// assert_eq!(document.metadata.title.as_deref(), Some("Rain"));
/// ```
pub fn parse(page: RawPage) -> Document {
    parse_choosing(page, &[])
}

/// Parses a page as [`parse`] does, and says which elements these selectors
/// choose, by their numbers; pages without markup have none.
///
/// Takes time linear in the page for each of them, and about as long as without
/// any for the first.
pub fn parse_choosing(page: RawPage, selectors: &[(u32, &Selector)]) -> Document {
    let (text, mut document) = opened(page);
    match document.media {
        Media::Html => html::read(&text, selectors, &mut document),
        // A feed that was not taken apart is text like any other.
        Media::Text | Media::Feed => plain::read(text, &mut document),
        Media::Markdown => markdown::read(text, &mut document),
    }
    document
}

/// Parses a page as [`parse`] does, but for the blocks of plain text, for those who
/// want the text only.
pub(crate) fn parse_text(page: RawPage) -> Document {
    match page.media {
        Media::Text | Media::Feed => {
            let (text, document) = opened(page);
            Document { text, ..document }
        }
        Media::Html | Media::Markdown => parse(page),
    }
}

/// The text of a page as it came, and a document that has yet to be filled.
fn opened(page: RawPage) -> (String, Document) {
    let RawPage {
        id,
        origin,
        source,
        media,
        charset,
        bytes,
        metadata,
        fields,
        notices,
    } = page;
    let markup = matches!(media, Media::Html | Media::Feed);
    let (text, notice) = decode(bytes, charset.as_deref(), markup);
    let mut document = Document {
        id,
        origin,
        source,
        media,
        metadata,
        fields,
        notices,
        ..Document::default()
    };
    document.notices.extend(notice);
    (text, document)
}

/// The text of a page before it is parsed, decoded as [`parse`] and [`feed`] do
/// it: what the places in a feed refer to.
pub fn decoded(page: &RawPage) -> String {
    let markup = matches!(page.media, Media::Html | Media::Feed);
    let decoded = charset::decode(&page.bytes, page.charset.as_deref(), markup);
    decoded.text.into_owned()
}

/// The text of these bytes, without a copy where they are UTF-8.
fn decode(bytes: Vec<u8>, declared: Option<&str>, markup: bool) -> (String, Option<Notice>) {
    let decoded = charset::decode_owned(bytes, declared, markup);
    let notice = (decoded.replaced > 0).then(|| {
        Notice::new(format!(
            "bytes that are no {} became U+FFFD",
            decoded.encoding
        ))
    });
    (decoded.text.into_owned(), notice)
}
