//! Addresses that count who follows them.

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

/// Parameters that name a campaign or a click.
const TRACKING: [&str; 18] = [
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "vero_id",
    "oly_enc_id",
    "cmpid",
];
const PREFIXES: [&str; 4] = ["utm_", "pk_", "mtm_", "at_campaign"];

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
        let found = parameters(address.href).find(|name| is_tracking(name));
        if let Some(name) = found {
            let message = format!(
                "{} in {} counts who follows it",
                quoted(name),
                quoted(address.href)
            );
            findings.add_at(&CARD, message, || subject.place_of(&address));
        }
    }
}

/// The names of the parameters of an address.
fn parameters(href: &str) -> impl Iterator<Item = &str> {
    let query = href.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    query.split(['&', ';']).map(|pair| {
        pair.split('=')
            .next()
            .unwrap_or_default()
            .trim_start_matches("amp;")
    })
}

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TRACKING.contains(&&*name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}
