//! Entities that a feed declares.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::ProblemKind::EntityDeclaration;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD005",
    name: "entity-declaration",
    group: "feed",
    severity: Severity::Warning,
    summary: "entities of the feed's own",
    why: "Declared entities can make a small file huge, so careful readers refuse a feed that has any.",
    help: "Write out what the entities stand for.",
    bad: r#"<!DOCTYPE rss [<!ENTITY pier "The pier">]><rss version="2.0"><channel><title>Pier news</title><link>https://pier.example/</link><description>From the pier</description><item><title>Open again</title></item></channel></rss>"#,
    good: r#"<rss version="2.0"><channel><title>Pier news</title><link>https://pier.example/</link><description>From the pier</description><item><title>Open again</title></item></channel></rss>"#,
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_problems(&CARD, &[EntityDeclaration], findings);
}
