//! Parts that may be stated once, stated again.

use crate::check::Check;
use crate::check::findings::{Findings, Found};
use crate::check::grammar::standing;
use crate::check::subject::Subject;
use std::collections::BTreeMap;

use crate::model::{CheckCard, Severity, Vocabulary};

const CARD: CheckCard = CheckCard {
    code: "FD011",
    name: "duplicate-element",
    group: "feed",
    severity: Severity::Error,
    summary: "part that is stated twice",
    why: "Some readers take the first, some the last, and some both.",
    help: "Keep one of them.",
    bad: rss!("<item><title>Open again</title><title>Pier open again</title></item>"),
    good: rss!("<item><title>Open again</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(feed) = subject.feed() else { return };
    let mut first: BTreeMap<(Option<usize>, &str, Vocabulary), usize> = BTreeMap::new();
    for (at, statement) in subject.statements.iter().enumerate() {
        let element = statement.element;
        let Some(part) = statement.part.filter(|part| part.once) else {
            continue;
        };
        // Where the source of an entry is a feed of another format, its parts
        // are its own.
        let key = (element.parent, part.name, element.vocabulary);
        let Some(known) = first
            .get(&key)
            .and_then(|&known| subject.statements.get(known))
        else {
            first.insert(key, at);
            continue;
        };
        let parent = standing(feed, element);
        findings.add_found(&CARD, || Found {
            span: element.tag(),
            message: format!("`{}` is stated more than once in `{parent}`", element.name),
            related: Some((known.element.tag(), "it is stated here first")),
        });
    }
}
