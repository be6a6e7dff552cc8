//! Entries that lead nowhere.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "EN005",
    name: "missing-link",
    group: "entry",
    severity: Severity::Note,
    summary: "entry without an address",
    why: "Readers cannot open the page, and programs cannot tell where the text is from.",
    help: "Link to the page, if there is one.",
    bad: rss!(r#"<item><title>Open again</title><guid isPermaLink="false">1</guid></item>"#),
    good: rss!("<item><title>Open again</title><guid>https://pier.example/1</guid></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    for (at, entry) in subject.entries() {
        let file = ["enclosure", "attachments"]
            .iter()
            .any(|name| subject.part_of(at, name).is_some());
        if entry.link.is_none() && !file {
            findings.add(&CARD, subject.entry_start(at), "the entry links to no page");
        }
    }
}
