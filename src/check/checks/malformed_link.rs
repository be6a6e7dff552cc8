//! Addresses that are none.

use crate::check::Check;
use crate::check::address::fault;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "LK005",
    name: "malformed-link",
    group: "link",
    severity: Severity::Warning,
    summary: "address that is none",
    why: "Programs guess what was meant, each in its own way, or drop it.",
    help: "Escape white space and other characters that addresses do not have.",
    bad: rss!("<item><title>Open again</title><link>https://pier.example/open again</link></item>"),
    good: rss!(
        "<item><title>Open again</title><link>https://pier.example/open%20again</link></item>"
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    if subject.source.feed.is_none() {
        return;
    }
    for address in subject.addresses() {
        if let Some(fault) = fault(address.href.trim()) {
            let message = format!("{} {fault}", quoted(address.href));
            findings.add_at(&CARD, message, || subject.place_of(&address));
        }
    }
}
