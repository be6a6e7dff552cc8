//! Feeds without an entry.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD019",
    name: "empty-feed",
    group: "feed",
    severity: Severity::Warning,
    summary: "feed without entries",
    why: "Readers show nothing, and cannot tell a quiet feed from a broken one.",
    help: "Keep the last few entries in the feed, however old they are.",
    bad: rss!(""),
    good: rss!("<item><title>Open again</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    if subject.feed().is_some_and(|feed| feed.entries.is_empty()) {
        findings.add(&CARD, subject.start(), "has no entries");
    }
}
