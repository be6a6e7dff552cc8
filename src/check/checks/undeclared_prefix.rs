//! Prefixes nobody declared.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::ProblemKind::UndeclaredPrefix;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD003",
    name: "undeclared-prefix",
    group: "feed",
    severity: Severity::Error,
    summary: "prefix that is not declared",
    why: "A prefix without a declaration stops every reader that knows namespaces.",
    help: r#"Declare the prefix at the root, as in `xmlns:dc="http://purl.org/dc/elements/1.1/"`."#,
    bad: rss!("<item><title>Open again</title><dc:creator>Ada</dc:creator></item>"),
    good: rss!(
        r#"<item><title>Open again</title><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ada</dc:creator></item>"#
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_problems(&CARD, &[UndeclaredPrefix], findings);
}
