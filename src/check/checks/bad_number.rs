//! Numbers that are none, or out of range.

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::grammar::Value;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD025",
    name: "bad-number",
    group: "feed",
    severity: Severity::Warning,
    summary: "number that is none",
    why: "Programs read 0 or nothing, or stop.",
    help: "Write digits alone, in the range the element allows.",
    bad: rss!("<ttl>one hour</ttl><item><title>Open again</title></item>"),
    good: rss!("<ttl>60</ttl><item><title>Open again</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    for stated in subject.stated() {
        let Value::Number { least, most } = stated.kind else {
            continue;
        };
        // The length of an enclosure is a matter of the enclosure.
        if &*stated.element.name == "enclosure" {
            continue;
        }
        let number = stated.value.trim().parse::<u64>();
        if !number.is_ok_and(|number| (least..=most).contains(&number)) {
            let written = quoted(stated.value);
            let range = if most == u64::MAX {
                format!("from {least} on")
            } else {
                format!("from {least} to {most}")
            };
            let message = format!(
                "{} is {written}, expected a whole number {range}",
                stated.name()
            );
            findings.add(&CARD, stated.span, message);
        }
    }
}
