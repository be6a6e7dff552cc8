//! Where a source leads: addresses stated in a feed, and links in its texts.

use std::sync::LazyLock;

use regex::Regex;

use super::grammar::Value;
use super::subject::Subject;
use crate::model::{Media, Span, Vocabulary};

/// The addresses of pictures, which are no links of a document.
static IMAGES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)<img\s(?:[^<>]*\s)?src\s*=\s*["']([^"'<>]*)["']"#).ok());

/// An address in a source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Address<'a> {
    /// As written, references resolved.
    pub(super) href: &'a str,
    stands: Stands,
}

#[derive(Clone, Copy, Debug)]
enum Stands {
    /// It is the value of an element or attribute.
    Stated(Value, Span),
    /// It is a link in the text of this entry or the document.
    Inside(Option<usize>),
}

impl Address<'_> {
    /// Whether it is a link in a text.
    pub(super) const fn is_inside(&self) -> bool {
        matches!(self.stands, Stands::Inside(_))
    }

    /// What the format wants, where the feed states it.
    pub(super) const fn kind(&self) -> Option<Value> {
        match self.stands {
            Stands::Stated(kind, _) => Some(kind),
            Stands::Inside(_) => None,
        }
    }
}

impl<'a> Subject<'a> {
    /// The addresses of the source that are not empty.
    pub(super) fn addresses(&self) -> impl Iterator<Item = Address<'a>> + '_ {
        let stated = self
            .stated()
            .filter(|stated| match stated.kind {
                Value::Address | Value::Reference => true,
                // A `guid` is an address unless it says that it is none.
                Value::Identifier => {
                    stated.element.vocabulary == Vocabulary::Core
                        && stated.value.contains("://")
                        && stated.element.attribute("isPermaLink") != Some("false")
                }
                _ => false,
            })
            .map(|stated| Address {
                href: stated.value,
                stands: Stands::Stated(stated.kind, stated.span),
            });
        let feed = self.source.feed.is_some();
        let inside = self
            .source
            .documents
            .iter()
            .enumerate()
            .flat_map(move |(at, cleaned)| {
                cleaned.document.links.iter().map(move |link| Address {
                    href: &link.href,
                    stands: Stands::Inside(feed.then_some(at)),
                })
            });
        let shown = self.entries().flat_map(|(at, entry)| {
            let markup = entry
                .fullest()
                .filter(|content| content.media == Media::Html);
            let markup = markup.map_or("", |content| &content.value);
            IMAGES
                .iter()
                .flat_map(move |form| form.captures_iter(markup))
                .filter_map(move |found| {
                    Some(Address {
                        href: found.get(1)?.as_str(),
                        stands: Stands::Inside(Some(at)),
                    })
                })
        });
        stated
            .chain(inside)
            .chain(shown)
            .filter(|address| !address.href.trim().is_empty())
    }

    /// Where an address stands.
    pub(super) fn place_of(&self, address: &Address<'_>) -> Span {
        match address.stands {
            Stands::Stated(_, span) => span,
            Stands::Inside(entry) => self.locate(entry, address.href),
        }
    }
}
