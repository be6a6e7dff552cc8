//! Entries that claim to be one another.

use crate::check::Check;
use crate::check::findings::{Findings, Found, quoted};
use crate::check::subject::Subject;
use std::collections::BTreeMap;

use crate::model::{CheckCard, FeedKind, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD014",
    name: "duplicate-id",
    group: "feed",
    severity: Severity::Error,
    summary: "identifier that two entries have",
    why: "Readers take entries of one identifier for one, and show only the first or the last.",
    help: "Give each entry an identifier of its own that never changes.",
    bad: rss!(
        r#"<item><title>Open again</title><guid isPermaLink="false">pier-1</guid></item><item><title>Closed again</title><guid isPermaLink="false">pier-1</guid></item>"#
    ),
    good: rss!(
        r#"<item><title>Open again</title><guid isPermaLink="false">pier-1</guid></item><item><title>Closed again</title><guid isPermaLink="false">pier-2</guid></item>"#
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let mut first = BTreeMap::new();
    for (at, entry) in subject.entries() {
        let Some(id) = entry.id.as_deref() else {
            continue;
        };
        let Some(&known) = first.get(id) else {
            first.insert(id, at);
            continue;
        };
        // Versions of one entry, in Atom, tell themselves apart by their dates.
        let updated = |at: usize| subject.entry(at).and_then(|entry| entry.updated.as_deref());
        if subject.kind() == Some(FeedKind::Atom10) && updated(at) != updated(known) {
            continue;
        }
        findings.add_found(&CARD, || Found {
            span: subject.locate(Some(at), id),
            message: format!("identifier {} is that of an earlier entry", quoted(id)),
            related: Some((subject.locate(Some(known), id), "the earlier entry")),
        });
    }
}
