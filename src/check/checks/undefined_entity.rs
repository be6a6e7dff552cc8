//! Entities of HTML, and ones nobody knows.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::ProblemKind::{HtmlEntity, UnknownEntity};
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD004",
    name: "undefined-entity",
    group: "feed",
    severity: Severity::Error,
    summary: "entity that XML does not know",
    why: "XML knows five entities. At any other a strict reader stops, and shows nothing of the feed.",
    help: "Write the character itself, or its number, as in `&#160;`.",
    bad: rss!("<item><title>Open&nbsp;again</title></item>"),
    good: rss!("<item><title>Open&#160;again</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    if names_entities(subject.source.text) {
        return;
    }
    subject.tell_problems(&CARD, &[HtmlEntity, UnknownEntity], findings);
}

/// Whether the document type is one that declares the entities of HTML, as that
/// of RSS 0.91 does.
fn names_entities(text: &str) -> bool {
    let start: String = text.chars().take(1000).collect();
    start
        .split_once("<!DOCTYPE")
        .and_then(|(_, declared)| declared.split('>').next())
        .is_some_and(|declared| declared.contains("rss-0.91"))
}
