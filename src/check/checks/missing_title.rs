//! Entries without a headline.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "EN004",
    name: "missing-title",
    group: "entry",
    severity: Severity::Note,
    summary: "entry without a headline",
    why: "Lists of entries show the first words of the text instead, or nothing.",
    help: "Write a title, if the entry has one.",
    bad: rss!(
        "<item><link>https://pier.example/1</link><description>The pier is open again.</description></item>"
    ),
    good: rss!("<item><link>https://pier.example/1</link><title>Open again</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    for (at, entry) in subject.entries() {
        if entry.title.is_none() && subject.part_of(at, "title").is_none() {
            findings.add(&CARD, subject.entry_start(at), "the entry has no title");
        }
    }
}
