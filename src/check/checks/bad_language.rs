//! Language tags that are none.

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::grammar::Value;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD016",
    name: "bad-language",
    group: "feed",
    severity: Severity::Warning,
    summary: "language that is no language tag",
    why: "Readers choose fonts, voices and translations by it.",
    help: "Write a tag such as `en`, `pt-BR` or `zh-Hant`.",
    bad: rss!("<language>English</language><item><title>Open again</title></item>"),
    good: rss!("<language>en-gb</language><item><title>Open again</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let languages = subject
        .stated()
        .filter(|stated| stated.kind == Value::Language && !is_tag(stated.value.trim()));
    for stated in languages {
        let written = quoted(stated.value);
        findings.add(
            &CARD,
            stated.span,
            format!("{} is {written}, which is no language tag", stated.name()),
        );
    }
    for statement in &subject.statements {
        let stated = statement.element.attribute("xml:lang");
        // An empty one takes back what was said outside.
        if let Some(stated) = stated.filter(|stated| !stated.is_empty() && !is_tag(stated)) {
            let message = format!("`xml:lang` is {}, which is no language tag", quoted(stated));
            findings.add(&CARD, statement.element.tag(), message);
        }
    }
}

/// Whether a value has the form of BCP 47; which tags are registered is not
/// looked up.
fn is_tag(written: &str) -> bool {
    let mut parts = written.split('-');
    let first = parts.next().unwrap_or_default();
    let lone = matches!(first, "x" | "i") && written.len() > 2;
    (lone || matches!(first.len(), 2 | 3) && first.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
