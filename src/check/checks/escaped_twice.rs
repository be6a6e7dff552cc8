//! References that readers see.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

/// References that are hardly meant as words.
static FORM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"&(?:amp|lt|gt|quot|apos|nbsp|hellip|[lr][sd]quo|[nm]dash|bull|middot|copy|euro|[lr]aquo|[aeiouAEIOU](?:acute|grave|uml|circ)|ntilde|ccedil|szlig|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});",
    )
    .ok()
});

const CARD: CheckCard = CheckCard {
    code: "TX005",
    name: "escaped-twice",
    group: "text",
    severity: Severity::Warning,
    summary: "reference that readers see",
    why: "Escaped once too often, `&amp;` is what readers see where `&` was meant.",
    help: "Escape text once.",
    bad: item!("&lt;p&gt;Fish &amp;amp;amp; chips on the pier&lt;/p&gt;"),
    good: item!("&lt;p&gt;Fish &amp;amp; chips on the pier&lt;/p&gt;"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_prose(&CARD, FORM.as_ref(), findings, |found| {
        format!("readers see the reference {}", quoted(found))
    });
}
