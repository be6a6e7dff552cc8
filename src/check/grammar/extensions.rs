//! Vocabularies that stand in feeds of any format. Elements of theirs that are
//! not listed may be anything.

use super::part::Value::{
    Address, Any, Html, Language, Mail, MediaType, PartialDate, Text, Wording,
};
use super::part::{Part, allowed, from, needed};

pub(super) const DUBLIN_CORE: &[Part] = &[
    Part::new(&[], "title", Text).once(),
    Part::new(&[], "date", PartialDate).once(),
    Part::new(&[], "language", Language).once(),
    Part::new(&[], "rights", Any).once(),
];

pub(super) const DUBLIN_CORE_TERMS: &[Part] = &[
    Part::new(&[], "created", PartialDate).once(),
    Part::new(&[], "issued", PartialDate).once(),
    Part::new(&[], "modified", PartialDate).once(),
];

pub(super) const CONTENT: &[Part] = &[Part::new(&[], "encoded", Html).once()];

pub(super) const ITUNES: &[Part] = &[
    Part::new(&[], "author", Text).once(),
    Part::new(&[], "title", Text).once(),
    Part::new(&[], "subtitle", Text).once(),
    Part::new(&[], "keywords", Text).once(),
    Part::new(&[], "image", Any)
        .once()
        .with(&[needed("href", Address)]),
    Part::new(&[], "category", Any).with(&[needed("text", Text)]),
    Part::new(&[], "episode", from(1)).once(),
    Part::new(&[], "season", from(1)).once(),
    Part::new(&[], "new-feed-url", Address).once(),
    Part::new(&[], "owner", Any).once(),
    Part::new(&["owner"], "email", Mail).once().required(),
];

pub(super) const MEDIA: &[Part] = &[
    Part::new(&[], "content", Any).with(&[
        allowed("url", Address),
        allowed("type", MediaType),
        allowed("lang", Language),
        allowed("fileSize", from(0)),
        allowed("width", from(1)),
        allowed("height", from(1)),
    ]),
    Part::new(&[], "thumbnail", Any).with(&[
        needed("url", Address),
        allowed("width", from(1)),
        allowed("height", from(1)),
    ]),
    Part::new(&[], "player", Any)
        .once()
        .with(&[needed("url", Address)]),
    Part::new(&[], "title", Wording).once(),
    Part::new(&[], "description", Wording).once(),
    Part::new(&[], "copyright", Text).once(),
    Part::new(&[], "category", Text).with(&[allowed("scheme", Address)]),
    Part::new(&[], "rating", Any).with(&[allowed("scheme", Address)]),
    Part::new(&[], "restriction", Any).with(&[needed("relationship", Any)]),
];

pub(super) const SYNDICATION: &[Part] = &[
    Part::new(&[], "updatePeriod", Any).once(),
    Part::new(&[], "updateFrequency", from(1)).once(),
    Part::new(&[], "updateBase", PartialDate).once(),
];
