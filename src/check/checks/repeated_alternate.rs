//! Two pages announced for one entry.

use crate::check::Check;
use crate::check::findings::{Findings, Found};
use crate::check::subject::Subject;
use std::collections::BTreeMap;

use crate::model::{CheckCard, Severity, Vocabulary};

const CARD: CheckCard = CheckCard {
    code: "FD028",
    name: "repeated-alternate",
    group: "feed",
    severity: Severity::Error,
    summary: "two links to the same kind of page",
    why: "Atom allows one `alternate` link for each type and language; readers take any of several.",
    help: "Keep one link, or tell them apart by `type` or `hreflang`.",
    bad: atom_entry!(
        r#"<link href="https://pier.example/1"/><link href="https://pier.example/one"/><content>Since noon.</content>"#
    ),
    good: atom_entry!(
        r#"<link href="https://pier.example/1"/><link rel="related" href="https://pier.example/one"/><content>Since noon.</content>"#
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let mut first = BTreeMap::new();
    let links = subject
        .statements
        .iter()
        .map(|statement| statement.element)
        .filter(|element| {
            element.vocabulary == Vocabulary::Atom
                && &*element.name == "link"
                && matches!(element.attribute("rel"), None | Some("alternate"))
        });
    for element in links {
        let key = (
            element.parent,
            element.attribute("type"),
            element.attribute("hreflang"),
        );
        let known = *first.entry(key).or_insert(element.tag());
        if known != element.tag() {
            findings.add_found(&CARD, || Found {
                span: element.tag(),
                message: "a second `alternate` link of the same type and language".into(),
                related: Some((known, "the first one")),
            });
        }
    }
}
