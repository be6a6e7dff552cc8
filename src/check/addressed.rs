//! Where a source leads: addresses stated in a feed, and links in its texts.

use super::grammar::Value;
use super::subject::Subject;
use crate::model::{Span, Vocabulary};

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
        stated
            .chain(inside)
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
