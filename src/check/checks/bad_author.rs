//! People without a mail address where one is wanted.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::grammar::Value;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity, Vocabulary};

static MAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[^\s@()<>,;:]+@(?:[\p{L}\p{N}_-]+\.)*[\p{L}\p{N}_-]+$").ok());

const CARD: CheckCard = CheckCard {
    code: "FD017",
    name: "bad-author",
    group: "feed",
    severity: Severity::Note,
    summary: "mail address that is none",
    why: "RSS wants a mail address, with the name in parentheses if at all; programs that parse it find neither.",
    help: "Write `ada@pier.example (Ada Lang)`, or use `dc:creator`, which takes a name.",
    bad: rss!("<item><title>Open again</title><author>Ada Lang</author></item>"),
    good: rss!(
        "<item><title>Open again</title><author>ada@pier.example (Ada Lang)</author></item>"
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let people = subject.stated().filter(|stated| stated.kind == Value::Mail);
    for stated in people {
        let alone = stated.element.vocabulary != Vocabulary::Core;
        if !is_mail(stated.value.trim(), alone) {
            let written = quoted(stated.value);
            findings.add(
                &CARD,
                stated.span,
                format!("{} is {written}, expected a mail address", stated.name()),
            );
        }
    }
}

/// Whether a value is a mail address, with a name behind or around it unless it
/// stands `alone`.
fn is_mail(written: &str, alone: bool) -> bool {
    if let Some(address) = written.strip_prefix("mailto:") {
        return address.contains('@') || address.contains("%40");
    }
    let address = if alone {
        Some(written)
    } else if let Some(named) = written.strip_suffix(')') {
        named.split_once('(').map(|(address, _)| address.trim())
    } else if let Some(named) = written.strip_suffix('>') {
        named.split_once('<').map(|(_, address)| address.trim())
    } else {
        Some(written)
    };
    address.is_some_and(|address| MAIL.as_ref().is_none_or(|form| form.is_match(address)))
}
