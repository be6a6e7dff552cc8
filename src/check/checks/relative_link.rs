//! Addresses that depend on where they are read.

use crate::check::Check;
use crate::check::address::{fault, is_whole};
use crate::check::findings::{Findings, quoted};
use crate::check::grammar::Value;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "LK002",
    name: "relative-link",
    group: "link",
    severity: Severity::Warning,
    summary: "address that is not whole",
    why: "Readers do not know what it is relative to, so links and pictures are lost.",
    help: "Write whole addresses; Atom can say `xml:base`.",
    bad: rss!("<item><title>Open again</title><link>/1</link></item>"),
    good: rss!("<item><title>Open again</title><link>https://pier.example/1</link></item>"),
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
        // A reference in Atom is resolved where there is a base.
        let href = address.href.trim();
        let near = href.is_empty() || href.starts_with(['#', '?']) && address.is_inside();
        let allowed = address.kind() == Some(Value::Reference)
            || href.starts_with("//") && address.is_inside();
        if near || allowed || is_whole(href) || fault(href).is_some() {
            continue;
        }
        let message = format!("{} is relative", quoted(href));
        findings.add_at(&CARD, message, || subject.place_of(&address));
    }
}
