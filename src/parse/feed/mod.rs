//! [`RawPage`] to [`Feed`]: RSS, Atom and JSON Feed, however they are written.
//!
//! Never fails, and takes time linear in the page. No entity is expanded but
//! those of XML and HTML, and nothing outside the page is opened.

pub(super) mod address;
mod attributes;
mod draft;
mod elements;
mod entries;
pub(super) mod escapes;
mod json;
mod links;
mod person;
pub(super) mod problems;
mod role;
pub(super) mod scanner;
mod statements;
mod vocabulary;
mod wording;
mod xml;

#[cfg(test)]
mod tests;

pub use entries::{entries, entry_pages};

use self::problems::{Problems, locate};
use super::charset;
use crate::model::{Feed, ProblemKind, RawPage};

/// Reads a page as a feed, whatever its media type says.
///
/// ```
/// use tamis::model::RawPage;
///
/// let bytes = b"<rss><channel><item><title>Rain &amp; wind</title></item></channel></rss>".to_vec();
/// let feed = tamis::parse::feed(&RawPage { bytes, ..RawPage::default() });
/// assert_eq!(feed.entries[0].title.as_ref().unwrap().value, "Rain & wind");
/// ```
pub fn read(page: &RawPage) -> Feed {
    let decoded = charset::decode(&page.bytes, page.charset.as_deref(), true);
    let text = &*decoded.text;
    let mut problems = Problems::default();
    if decoded.replaced > 0 {
        problems.note(ProblemKind::WrongEncoding, 0, || {
            format!("bytes that are no {} became U+FFFD", decoded.encoding)
        });
    }
    let source = page.source.as_deref();
    let mut feed = if text.trim_start().starts_with('{') {
        json::read(text, source, problems)
    } else {
        if decoded.encoding != "UTF-8" && page.charset.is_none() && !text.contains("encoding=") {
            problems.note(ProblemKind::WrongEncoding, 0, || {
                format!(
                    "declares no encoding, which means UTF-8, but was read as {}",
                    decoded.encoding
                )
            });
        }
        xml::read(text, source, decoded.encoding, problems)
    };
    locate(text, &mut feed);
    feed
}
