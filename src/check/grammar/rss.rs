//! RSS 0.91 to 2.0.

use super::part::Value::{Address, Any, Html, Identifier, Language, Mail, MailDate, MediaType};
use super::part::Value::{Name, Number, Text};
use super::part::{Part, allowed, from, needed};

const CHANNEL: &[&str] = &["channel"];
const ITEM: &[&str] = &["item"];
const IMAGE: &[&str] = &["image"];
const INPUT: &[&str] = &["textinput"];

pub(super) const PARTS: &[Part] = &[
    Part::new(&[""], "rss", Any).with(&[needed("version", Any)]),
    Part::new(&[""], "RDF", Any),
    Part::new(&["rss", "rdf"], "channel", Any).once().required(),
    Part::new(CHANNEL, "title", Text).once().required(),
    Part::new(CHANNEL, "link", Address).once().required(),
    Part::new(CHANNEL, "description", Text).once().required(),
    Part::new(CHANNEL, "language", Language).once(),
    Part::new(CHANNEL, "copyright", Text).once(),
    Part::new(CHANNEL, "managingEditor", Mail).once(),
    Part::new(CHANNEL, "webMaster", Mail).once(),
    Part::new(CHANNEL, "pubDate", MailDate).once(),
    Part::new(CHANNEL, "lastBuildDate", MailDate).once(),
    Part::new(CHANNEL, "generator", Text).once(),
    Part::new(CHANNEL, "docs", Address).once(),
    Part::new(CHANNEL, "ttl", from(1)).once(),
    Part::new(CHANNEL, "rating", Text).once(),
    Part::new(&["channel", "item"], "category", Name),
    Part::new(CHANNEL, "cloud", Any).once().with(&[
        needed("domain", Any),
        needed("port", from(1)),
        needed("path", Any),
        needed("registerProcedure", Any),
        needed("protocol", Any),
    ]),
    Part::new(CHANNEL, "skipHours", Any).once(),
    Part::new(&["skiphours"], "hour", Number { least: 0, most: 24 }).required(),
    Part::new(CHANNEL, "skipDays", Any).once(),
    Part::new(&["skipdays"], "day", Name).required(),
    Part::new(&["channel", "rdf", "rss"], "item", Any),
    Part::new(&["channel", "rdf", "rss"], "image", Any).once(),
    Part::new(IMAGE, "url", Address).once().required(),
    Part::new(IMAGE, "title", Name).once().required(),
    Part::new(IMAGE, "link", Address).once().required(),
    Part::new(
        IMAGE,
        "width",
        Number {
            least: 1,
            most: 144,
        },
    )
    .once(),
    Part::new(
        IMAGE,
        "height",
        Number {
            least: 1,
            most: 400,
        },
    )
    .once(),
    Part::new(IMAGE, "description", Text).once(),
    Part::new(&["channel", "rdf", "rss"], "textInput", Any).once(),
    Part::new(INPUT, "title", Name).once().required(),
    Part::new(INPUT, "description", Text).once().required(),
    Part::new(INPUT, "name", Name).once().required(),
    Part::new(INPUT, "link", Address).once().required(),
    Part::new(ITEM, "title", Name).once(),
    Part::new(ITEM, "link", Address).once(),
    Part::new(ITEM, "description", Html).once(),
    Part::new(ITEM, "author", Mail).once(),
    Part::new(ITEM, "comments", Address).once(),
    Part::new(ITEM, "enclosure", Any).with(&[
        needed("url", Address),
        needed("length", from(0)),
        needed("type", MediaType),
    ]),
    Part::new(ITEM, "guid", Identifier)
        .once()
        .with(&[allowed("isPermaLink", Any)]),
    Part::new(ITEM, "pubDate", MailDate).once(),
    Part::new(ITEM, "source", Text)
        .once()
        .with(&[needed("url", Address)]),
];
