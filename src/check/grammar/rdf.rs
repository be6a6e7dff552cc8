//! RSS 1.0.

use super::part::Part;
use super::part::Value::{Address, Any, Html, Name, Text};
use super::part::needed;

const CHANNEL: &[&str] = &["channel"];
const ITEM: &[&str] = &["item"];
const IMAGE: &[&str] = &["image"];
const INPUT: &[&str] = &["textinput"];

pub(super) const PARTS: &[Part] = &[
    Part::new(&["rdf"], "channel", Any)
        .once()
        .required()
        .with(&[needed("rdf:about", Address)]),
    Part::new(CHANNEL, "title", Text).once().required(),
    Part::new(CHANNEL, "link", Address).once().required(),
    Part::new(CHANNEL, "description", Text).once().required(),
    Part::new(CHANNEL, "items", Any).once().required(),
    Part::new(CHANNEL, "image", Any).once(),
    Part::new(CHANNEL, "textinput", Any).once(),
    Part::new(&["rdf"], "image", Any)
        .once()
        .with(&[needed("rdf:about", Address)]),
    Part::new(IMAGE, "title", Name),
    Part::new(IMAGE, "url", Address),
    Part::new(IMAGE, "link", Address),
    Part::new(&["rdf"], "textinput", Any)
        .once()
        .with(&[needed("rdf:about", Address)]),
    Part::new(INPUT, "title", Name),
    Part::new(INPUT, "description", Text),
    Part::new(INPUT, "name", Name),
    Part::new(INPUT, "link", Address),
    Part::new(&["rdf"], "item", Any).with(&[needed("rdf:about", Address)]),
    Part::new(ITEM, "title", Name).once().required(),
    Part::new(ITEM, "link", Address).once().required(),
    Part::new(ITEM, "description", Html).once(),
];
