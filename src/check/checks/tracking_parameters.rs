//! Addresses that count who follows them.

use url::Url;

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity, tracking_parameters};

const CARD: CheckCard = CheckCard {
    code: "LK001",
    name: "tracking-parameters",
    group: "link",
    severity: Severity::Note,
    summary: "address with tracking parameters",
    why: "They tell sites who reads what, and make one page look like many.",
    help: "Leave the parameters out.",
    bad: rss!(
        "<item><title>Open again</title><link>https://pier.example/1?utm_source=rss&amp;utm_medium=feed</link></item>"
    ),
    good: rss!("<item><title>Open again</title><link>https://pier.example/1?page=2</link></item>"),
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
        let Ok(url) = Url::parse(address.href) else {
            continue;
        };
        if let Some(name) = tracking_parameters(&url).next() {
            let message = format!(
                "{} in {} counts who follows it",
                quoted(name),
                quoted(address.href)
            );
            findings.add_at(&CARD, message, || subject.place_of(&address));
        }
    }
}
