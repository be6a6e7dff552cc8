//! Characters that were lost.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

/// The character decoders put for one they cannot read.
static FORM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\u{fffd}+").ok());

const CARD: CheckCard = CheckCard {
    code: "TX002",
    name: "replacement-character",
    group: "text",
    severity: Severity::Warning,
    summary: "character that was lost",
    why: "Where a decoder could not read a character it put U+FFFD, and nobody can tell what was there.",
    help: "Decode the source again, in its own encoding.",
    bad: item!("The caf\u{fffd} on the pier opens in spring."),
    good: item!("The café on the pier opens in spring."),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_matches(&CARD, FORM.as_ref(), findings, |name, _| {
        format!("a character of {name} was lost and is U+FFFD now")
    });
}
