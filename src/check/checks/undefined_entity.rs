//! Entities of HTML, and ones nobody knows.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::ProblemKind::{HtmlEntity, UnknownEntity};
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD004",
    name: "undefined-entity",
    group: "feed",
    severity: Severity::Error,
    summary: "entity that XML does not know",
    why: "XML knows five entities. At any other a strict reader stops, and shows nothing of the feed.",
    help: "Write the character itself, or its number, as in `&#160;`.",
    bad: rss!("<item><title>Open&nbsp;again</title></item>"),
    good: rss!("<item><title>Open&#160;again</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_problems(&CARD, &[HtmlEntity, UnknownEntity], findings);
}
