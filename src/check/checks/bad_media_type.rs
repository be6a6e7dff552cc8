//! Media types that are none.

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::grammar::Value;
use crate::check::subject::Subject;
use crate::model::{CheckCard, FeedKind, Severity, Vocabulary};

const CARD: CheckCard = CheckCard {
    code: "FD026",
    name: "bad-media-type",
    group: "feed",
    severity: Severity::Warning,
    summary: "media type that is none",
    why: "Readers choose by it what to show and what to play.",
    help: "Write a type and a subtype, such as `audio/mpeg`.",
    bad: atom_entry!(
        r#"<link rel="alternate" type="html" href="https://pier.example/1"/><content>Since noon.</content>"#
    ),
    good: atom_entry!(
        r#"<link rel="alternate" type="text/html" href="https://pier.example/1"/><content>Since noon.</content>"#
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let types = subject
        .stated()
        .filter(|stated| stated.kind == Value::MediaType && !is_media_type(stated.value));
    for stated in types {
        let written = quoted(stated.value);
        findings.add(
            &CARD,
            stated.span,
            format!("{} is {written}, which is no media type", stated.name()),
        );
    }
    let feed = subject.kind();
    for statement in &subject.statements {
        let element = statement.element;
        let wording = statement
            .part
            .is_some_and(|part| part.value == Value::Wording);
        let Some(written) = element.attribute("type") else {
            continue;
        };
        if !wording || element.vocabulary != Vocabulary::Atom || feed == Some(FeedKind::Atom03) {
            continue;
        }
        let remote = element.attribute("src").is_some();
        let own = matches!(written, "text" | "html" | "xhtml") && !remote;
        let free = &*element.name == "content";
        if !(own || free && is_media_type(written)) {
            let message = format!(
                "`type` of `{}` is {}, which it cannot be",
                element.name,
                quoted(written)
            );
            findings.add(&CARD, element.tag(), message);
        }
    }
}

/// Whether a value is a type and a subtype (RFC 2045), parameters or not.
fn is_media_type(written: &str) -> bool {
    let (name, _) = written.split_once(';').unwrap_or((written, ""));
    let token = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?=".contains(&byte))
    };
    name.trim()
        .split_once('/')
        .is_some_and(|(kind, subtype)| token(kind) && token(subtype))
}
