//! Addresses that only their owners reach.

use crate::check::Check;
use crate::check::address::private_host;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "LK003",
    name: "private-host",
    group: "link",
    severity: Severity::Warning,
    summary: "address of a private network",
    why: "Others cannot open it; most were left over from a test.",
    help: "Write the public address.",
    bad: rss!("<item><title>Open again</title><link>http://localhost:4000/1</link></item>"),
    good: rss!("<item><title>Open again</title><link>https://pier.example/1</link></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    for address in subject.addresses() {
        if let Some(host) = private_host(address.href) {
            let message = format!("{} is in a private network", quoted(&host));
            findings.add_at(&CARD, message, || subject.place_of(&address));
        }
    }
}
