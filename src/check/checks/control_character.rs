//! Characters that have no place in XML.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::ProblemKind::ControlCharacter;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD007",
    name: "control-character",
    group: "feed",
    severity: Severity::Error,
    summary: "character that XML does not allow",
    why: "A strict reader stops at it, and shows nothing of the feed.",
    help: "Leave out control characters when the feed is written; most come from pasted text.",
    bad: rss!("<item><title>Open&#11;again</title></item>"),
    good: rss!("<item><title>Open again</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_problems(&CARD, &[ControlCharacter], findings);
}
