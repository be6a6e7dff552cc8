//! Markup and JSON that cannot be read as it is.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::ProblemKind::{
    BrokenAttribute, MismatchedTag, Truncated, UnescapedAmpersand, UnescapedLess,
};
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD002",
    name: "not-well-formed",
    group: "feed",
    severity: Severity::Error,
    summary: "not well formed",
    why: "Most readers stop at the first place that is no XML or JSON, and show nothing of the feed.",
    help: "Write `&amp;` and `&lt;` in text, close every element, and let a library write the feed.",
    bad: rss!("<item><title>Salt & pepper</title></item>"),
    good: rss!("<item><title>Salt &amp; pepper</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_problems(
        &CARD,
        &[
            BrokenAttribute,
            MismatchedTag,
            Truncated,
            UnescapedAmpersand,
            UnescapedLess,
        ],
        findings,
    );
}
