//! Attributes that an element needs.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Element, Severity, Vocabulary};

const CARD: CheckCard = CheckCard {
    code: "FD024",
    name: "missing-attribute",
    group: "feed",
    severity: Severity::Error,
    summary: "element without an attribute it needs",
    why: "All that the element says is in the attribute, so readers pass it over.",
    help: "Add the attribute.",
    bad: atom_entry!(r#"<link rel="alternate"/><content>Since noon.</content>"#),
    good: atom_entry!(
        r#"<link rel="alternate" href="https://pier.example/1"/><content>Since noon.</content>"#
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    for statement in &subject.statements {
        let element = statement.element;
        let Some(part) = statement.part else { continue };
        // Enclosures have a rule of their own, and RDF says things by reference.
        let core = element.vocabulary == Vocabulary::Core;
        if core && part.name == "enclosure" || element.attribute("rdf:resource").is_some() {
            continue;
        }
        let needed = part
            .attributes
            .iter()
            .filter(|attribute| attribute.required);
        for attribute in needed.filter(|needed| !has(element, needed.name)) {
            let message = format!("`{}` has no attribute `{}`", element.name, attribute.name);
            findings.add(&CARD, element.tag(), message);
        }
    }
}

/// Whether an element has an attribute, by whatever prefix.
fn has(element: &Element, name: &str) -> bool {
    let local = |name: &str| name.rsplit(':').next().map(str::to_owned);
    element
        .attributes
        .iter()
        .any(|(found, _)| local(found) == local(name))
}
