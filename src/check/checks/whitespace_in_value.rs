//! Values with space around them that formats do not allow.

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::grammar::Value;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity, Vocabulary};

const CARD: CheckCard = CheckCard {
    code: "FD023",
    name: "whitespace-in-value",
    group: "feed",
    severity: Severity::Note,
    summary: "white space around a value",
    why: "Atom allows none around addresses and dates, and strict readers take it as part of the value.",
    help: "Write the value right between the tags.",
    bad: atom_entry!("<published> 2026-11-20T08:00:00Z </published><content>Since noon.</content>"),
    good: atom_entry!("<published>2026-11-20T08:00:00Z</published><content>Since noon.</content>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let values = subject.stated().filter(|stated| {
        let strict = matches!(
            stated.kind,
            Value::Timestamp | Value::Identifier | Value::Reference | Value::Address | Value::Mail
        );
        let vocabulary = stated.element.vocabulary;
        strict && matches!(vocabulary, Vocabulary::Atom | Vocabulary::Json)
    });
    for stated in values {
        let value = stated.value;
        if value.trim() != value && !value.trim().is_empty() {
            let written = quoted(value);
            findings.add(
                &CARD,
                stated.span,
                format!("white space around {written} in {}", stated.name()),
            );
        }
    }
}
