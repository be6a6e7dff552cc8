//! What the formats say of their parts: where each may stand, how often, and
//! how its value is written. The rules about parts all read it here.

mod atom;
mod extensions;
mod json;
mod part;
mod rdf;
mod rss;

pub(crate) use part::{Part, Value};

use crate::model::{Element, Feed, FeedKind, Vocabulary};

/// The parts an element of this vocabulary may be, in a feed of this kind.
pub(crate) fn parts(kind: Option<FeedKind>, vocabulary: Vocabulary) -> &'static [Part] {
    match vocabulary {
        Vocabulary::Core if kind == Some(FeedKind::Rss10) => rdf::PARTS,
        Vocabulary::Core => rss::PARTS,
        Vocabulary::Atom if kind == Some(FeedKind::Atom03) => atom::OLD_PARTS,
        Vocabulary::Atom => atom::PARTS,
        Vocabulary::Json => json::PARTS,
        Vocabulary::DublinCore => extensions::DUBLIN_CORE,
        Vocabulary::DublinCoreTerms => extensions::DUBLIN_CORE_TERMS,
        Vocabulary::ContentModule => extensions::CONTENT,
        Vocabulary::Itunes => extensions::ITUNES,
        Vocabulary::Media => extensions::MEDIA,
        Vocabulary::Syndication => extensions::SYNDICATION,
        _ => &[],
    }
}

/// The part an element is, where its format knows it there.
pub(crate) fn part(feed: &Feed, element: &Element) -> Option<&'static Part> {
    let parent = standing(feed, element);
    parts(feed.kind, element.vocabulary)
        .iter()
        .find(|part| part.name.eq_ignore_ascii_case(&element.name) && part.may_stand_in(parent))
}

/// The name of what an element stands in, as the element's own format calls it;
/// empty at the root.
pub(crate) fn standing<'f>(feed: &'f Feed, element: &Element) -> &'f str {
    let parent = element
        .parent
        .and_then(|parent| feed.elements.get(parent))
        .map_or("", |parent| &parent.name);
    let guest = element.vocabulary == Vocabulary::Atom
        && !matches!(feed.kind, Some(FeedKind::Atom03 | FeedKind::Atom10));
    match parent {
        "channel" if guest => "feed",
        "item" if guest => "entry",
        _ => parent,
    }
}
