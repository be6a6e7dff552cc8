//! JSON Feed 1.0 and 1.1.

use super::part::Value::{
    Address, Any, Html, Identifier, Language, MediaType, Name, Text, Timestamp,
};
use super::part::{Part, from};

const FEED: &[&str] = &[""];
const ITEM: &[&str] = &["items"];
const BOTH: &[&str] = &["", "items"];
const PERSON: &[&str] = &["author", "authors"];
const FILE: &[&str] = &["attachments"];

pub(super) const PARTS: &[Part] = &[
    Part::new(FEED, "version", Any).required(),
    Part::new(FEED, "title", Name).required(),
    Part::new(FEED, "home_page_url", Address),
    Part::new(FEED, "feed_url", Address),
    Part::new(FEED, "description", Text),
    Part::new(FEED, "user_comment", Any),
    Part::new(FEED, "next_url", Address),
    Part::new(FEED, "icon", Address),
    Part::new(FEED, "favicon", Address),
    Part::new(FEED, "expired", Any),
    Part::new(FEED, "hubs", Any),
    Part::new(&["hubs"], "type", Any).required(),
    Part::new(&["hubs"], "url", Any).required(),
    Part::new(BOTH, "authors", Any),
    Part::new(BOTH, "author", Any),
    Part::new(PERSON, "name", Any),
    Part::new(PERSON, "url", Any),
    Part::new(PERSON, "avatar", Address),
    Part::new(BOTH, "language", Language),
    Part::new(FEED, "items", Any),
    Part::new(ITEM, "id", Identifier).required(),
    Part::new(ITEM, "url", Address),
    Part::new(ITEM, "external_url", Address),
    Part::new(ITEM, "title", Text),
    Part::new(ITEM, "content_html", Html),
    Part::new(ITEM, "content_text", Any),
    Part::new(ITEM, "summary", Text),
    Part::new(ITEM, "image", Address),
    Part::new(ITEM, "banner_image", Address),
    Part::new(ITEM, "date_published", Timestamp),
    Part::new(ITEM, "date_modified", Timestamp),
    Part::new(ITEM, "tags", Any),
    Part::new(ITEM, "attachments", Any),
    Part::new(FILE, "url", Address).required(),
    Part::new(FILE, "mime_type", MediaType).required(),
    Part::new(FILE, "title", Text),
    Part::new(FILE, "size_in_bytes", from(0)),
    Part::new(FILE, "duration_in_seconds", Any),
];
