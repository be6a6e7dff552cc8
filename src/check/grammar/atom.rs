//! Atom 1.0 (RFC 4287) and 0.3.

use super::part::Value::{Address, Any, Identifier, Language, Mail, MediaType, Name, PartialDate};
use super::part::Value::{Reference, Text, Timestamp, Wording};
use super::part::{Attribute, Part, allowed, needed};

const FEED: &[&str] = &["feed"];
const ENTRY: &[&str] = &["entry"];
const BOTH: &[&str] = &["feed", "entry"];
const ABOUT: &[&str] = &["feed", "source"];
const ALL: &[&str] = &["feed", "entry", "source"];
const PERSON: &[&str] = &["author", "contributor"];

const LINK: &[Attribute] = &[
    needed("href", Reference),
    allowed("type", MediaType),
    allowed("hreflang", Language),
    allowed("title", Text),
];
const CATEGORY: &[Attribute] = &[
    needed("term", Name),
    allowed("scheme", Address),
    allowed("label", Text),
];

pub(super) const PARTS: &[Part] = &[
    Part::new(&[""], "feed", Any),
    Part::new(&["feed", ""], "entry", Any),
    Part::new(BOTH, "id", Identifier).once().required(),
    Part::new(&["source"], "id", Identifier).once(),
    Part::new(BOTH, "title", Wording).once().required(),
    Part::new(&["source"], "title", Wording).once(),
    Part::new(BOTH, "updated", Timestamp).once().required(),
    Part::new(&["source"], "updated", Timestamp).once(),
    Part::new(ENTRY, "published", Timestamp).once(),
    Part::new(ALL, "author", Any),
    Part::new(ALL, "contributor", Any),
    Part::new(PERSON, "name", Name).once().required(),
    Part::new(PERSON, "uri", Reference).once(),
    Part::new(PERSON, "email", Mail).once(),
    Part::new(ALL, "category", Any).with(CATEGORY),
    Part::new(ALL, "link", Any).with(LINK),
    Part::new(ALL, "rights", Wording).once(),
    Part::new(ABOUT, "subtitle", Wording).once(),
    Part::new(ABOUT, "generator", Name)
        .once()
        .with(&[allowed("uri", Reference)]),
    Part::new(ABOUT, "icon", Reference).once(),
    Part::new(ABOUT, "logo", Reference).once(),
    Part::new(ENTRY, "summary", Wording).once(),
    Part::new(ENTRY, "content", Wording)
        .once()
        .with(&[allowed("src", Reference)]),
    Part::new(ENTRY, "source", Any).once(),
];

pub(super) const OLD_PARTS: &[Part] = &[
    Part::new(&[""], "feed", Any).with(&[needed("version", Any)]),
    Part::new(&["feed", ""], "entry", Any),
    Part::new(BOTH, "title", Wording).once().required(),
    Part::new(ENTRY, "id", Identifier).once().required(),
    Part::new(FEED, "id", Identifier).once(),
    Part::new(BOTH, "modified", PartialDate).once().required(),
    Part::new(ENTRY, "issued", PartialDate).once().required(),
    Part::new(ENTRY, "created", PartialDate).once(),
    Part::new(BOTH, "author", Any).once(),
    Part::new(BOTH, "contributor", Any),
    Part::new(PERSON, "name", Name).once().required(),
    Part::new(PERSON, "url", Reference).once(),
    Part::new(PERSON, "email", Mail).once(),
    Part::new(BOTH, "link", Any).with(LINK),
    Part::new(FEED, "tagline", Wording).once(),
    Part::new(FEED, "copyright", Wording).once(),
    Part::new(FEED, "info", Wording).once(),
    Part::new(FEED, "generator", Any).once(),
    Part::new(ENTRY, "summary", Wording).once(),
    Part::new(ENTRY, "content", Wording),
];
