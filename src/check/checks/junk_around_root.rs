//! What stands before or after a feed.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::ProblemKind::JunkAroundRoot;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD008",
    name: "junk-around-root",
    group: "feed",
    severity: Severity::Error,
    summary: "something outside the root element",
    why: "XML has one root. Text before or after it, often a warning that a server printed, makes the feed unreadable.",
    help: "Find out what prints it, and let the feed end with the end tag of its root.",
    bad: r#"<rss version="2.0"><channel><title>Pier news</title><link>https://pier.example/</link><description>From the pier</description><item><title>Open again</title></item></channel></rss> Warning: disk is nearly full"#,
    good: r#"<rss version="2.0"><channel><title>Pier news</title><link>https://pier.example/</link><description>From the pier</description><item><title>Open again</title></item></channel></rss>"#,
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_problems(&CARD, &[JunkAroundRoot], findings);
}
