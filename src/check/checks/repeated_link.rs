//! Entries that announce the same page.

use crate::check::Check;
use crate::check::findings::{Findings, Found, quoted};
use crate::check::subject::Subject;
use std::collections::BTreeMap;

use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "EN003",
    name: "repeated-link",
    group: "entry",
    severity: Severity::Warning,
    summary: "page that two entries announce",
    why: "Readers that know entries by their address show one of them, and people read the same page twice.",
    help: "Announce each page once, or link to the part that is meant.",
    bad: rss!(
        "<item><title>Open again</title><link>https://pier.example/1</link></item><item><title>Closed again</title><link>https://pier.example/1</link></item>"
    ),
    good: rss!(
        "<item><title>Open again</title><link>https://pier.example/1</link></item><item><title>Closed again</title><link>https://pier.example/2</link></item>"
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let mut first = BTreeMap::new();
    let place = |at| match subject
        .part_of(at, "link")
        .or_else(|| subject.part_of(at, "url"))
    {
        Some(link) => link.span,
        None => subject.entry_start(at),
    };
    for (at, entry) in subject.entries() {
        let Some(link) = entry.link.as_deref() else {
            continue;
        };
        let known = *first.entry(link).or_insert(at);
        if known != at {
            findings.add_found(&CARD, || Found {
                span: place(at),
                message: format!("an earlier entry announces {} too", quoted(link)),
                related: Some((place(known), "the earlier entry")),
            });
        }
    }
}
