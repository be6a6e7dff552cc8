//! Dates that cannot be meant.

use crate::check::Check;
use crate::check::date;
use crate::check::findings::{Findings, quoted};
use crate::check::grammar::Value::{MailDate, PartialDate, Timestamp};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

/// 1990: archives date entries back to before there were feeds, but not
/// further, and a lost date is 1970.
const FIRST: i64 = 631_152_000;
/// 2100.
const LAST: i64 = 4_102_444_800;
const YEAR: i64 = 365 * 86_400;

const CARD: CheckCard = CheckCard {
    code: "FD013",
    name: "implausible-date",
    group: "feed",
    severity: Severity::Warning,
    summary: "date that is hardly meant",
    why: "An entry from 1970 is never seen, and one from the far future stays on top for ever.",
    help: "Look at the clock and at the field the date is taken from; an empty field often becomes 1970.",
    bad: rss!(
        "<item><title>Open again</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>"
    ),
    good: rss!(
        "<item><title>Open again</title><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item>"
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let dates: Vec<_> = subject
        .stated()
        .filter(|stated| matches!(stated.kind, MailDate | Timestamp | PartialDate))
        .filter_map(|stated| Some((stated, date::read(stated.kind, stated.value.trim()).ok()?)))
        .collect();
    let own = dates
        .iter()
        .filter(|(stated, _)| stated.element.entry.is_none())
        .map(|(_, time)| time.as_second())
        .filter(|&time| time > FIRST)
        .max();
    for (stated, time) in &dates {
        let time = time.as_second();
        let wrong = if time < FIRST {
            "before there were feeds"
        } else if time > LAST {
            "in the far future"
        } else if stated.element.entry.is_some() && own.is_some_and(|own| time > own + YEAR) {
            "more than a year after the feed was written"
        } else {
            continue;
        };
        let written = quoted(stated.value);
        findings.add(
            &CARD,
            stated.span,
            format!("date {written} in {} is {wrong}", stated.name()),
        );
    }
}
