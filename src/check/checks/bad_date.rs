//! Dates that are not written as the format wants.

use crate::check::Check;
use crate::check::date;
use crate::check::findings::{Findings, quoted};
use crate::check::grammar::Value::{MailDate, PartialDate, Timestamp};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD012",
    name: "bad-date",
    group: "feed",
    severity: Severity::Error,
    summary: "date not as its format wants",
    why: "Readers that cannot read the date show the entry as new each time, or at the very end.",
    help: "RSS writes `Wed, 02 Oct 2002 15:00:00 +0200`; Atom and JSON Feed write `2002-10-02T15:00:00+02:00`.",
    bad: rss!("<item><title>Open again</title><pubDate>2026-11-20 08:00</pubDate></item>"),
    good: rss!(
        "<item><title>Open again</title><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item>"
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let dates = subject
        .stated()
        .filter(|stated| matches!(stated.kind, MailDate | Timestamp | PartialDate));
    for stated in dates {
        let written = stated.value.trim();
        if let Err(wrong) = date::read(stated.kind, written) {
            let found = quoted(written);
            findings.add(
                &CARD,
                stated.span,
                format!("date in {} is {found}, {wrong}", stated.name()),
            );
        }
    }
}
