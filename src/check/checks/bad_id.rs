//! Identifiers that are none, or that change.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Check;
use crate::check::address::{fault, is_whole};
use crate::check::findings::{Findings, quoted};
use crate::check::grammar::Value;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity, Vocabulary};

/// RFC 4151, with the day or without.
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^tag:(?:[\w.+-]+@)?[\w-]+(?:\.[\w-]+)*,\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?:[^\s<>\[\]{}|\\^`\x22]*$",
    )
    .ok()
});

/// RFC 8141, without what follows the name.
static URN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[^\s<>\[\]{}|\\^`\x22]+$").ok()
});

const CARD: CheckCard = CheckCard {
    code: "FD015",
    name: "bad-id",
    group: "feed",
    severity: Severity::Warning,
    summary: "identifier that is not what it says",
    why: r#"A `guid` is the address of its page unless it says `isPermaLink="false"`, so readers link to it. An `id` in Atom is a whole address."#,
    help: r#"Say `isPermaLink="false"`, or give an address."#,
    bad: rss!("<item><title>Open again</title><guid>pier-1</guid></item>"),
    good: rss!(r#"<item><title>Open again</title><guid isPermaLink="false">pier-1</guid></item>"#),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let identifiers = subject
        .stated()
        .filter(|stated| stated.kind == Value::Identifier);
    for stated in identifiers {
        let written = stated.value.trim();
        let wrong = match stated.element.vocabulary {
            Vocabulary::Core => wrong_permalink(stated.element.attribute("isPermaLink"), written),
            Vocabulary::Atom => wrong_iri(written),
            _ => written.is_empty().then(|| "it is empty".to_owned()),
        };
        if let Some(wrong) = wrong {
            findings.add(
                &CARD,
                stated.span,
                format!("{} {}: {wrong}", stated.name(), quoted(written)),
            );
        }
    }
}

fn wrong_permalink(said: Option<&str>, written: &str) -> Option<String> {
    if written.is_empty() {
        return Some("it is empty".into());
    }
    match said.map(str::trim) {
        Some("false") => None,
        None | Some("true") if is_web(written) => fault(written),
        None => Some("it is no address, and does not say `isPermaLink=\"false\"`".into()),
        Some("true") => Some("it is said to be the address of the page, and is none".into()),
        Some(other) => Some(format!(
            "`isPermaLink` is {}, neither `true` nor `false`",
            quoted(other)
        )),
    }
}

fn wrong_iri(written: &str) -> Option<String> {
    if !is_whole(written) {
        return Some("expected a whole address".into());
    }
    let lower = written.get(..4).unwrap_or_default().to_ascii_lowercase();
    if lower == "tag:" && !TAG.as_ref().is_some_and(|form| form.is_match(written)) {
        return Some("expected a tag like `tag:pier.example,2026-11-20:name`".into());
    }
    if lower == "urn:" && !URN.as_ref().is_some_and(|form| form.is_match(written)) {
        return Some("expected a name like `urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a`".into());
    }
    fault(written)
}

fn is_web(written: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        written
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}
