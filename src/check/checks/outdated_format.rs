//! Formats that have a better successor.

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::FeedKind::{Atom03, Rss09, Rss20};
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD020",
    name: "outdated-format",
    group: "feed",
    severity: Severity::Note,
    summary: "format that was given up long ago",
    why: "Formats before RSS 1.0 and Atom 1.0 were never finished, and programs differ in how they read them.",
    help: "Write RSS 2.0, Atom 1.0 or JSON Feed.",
    bad: r#"<rss version="0.91"><channel><title>Pier news</title><link>https://pier.example/</link><description>From the pier</description><item><title>Open again</title></item></channel></rss>"#,
    good: rss!("<item><title>Open again</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let (found, better) = match subject.kind() {
        Some(Rss09) => ("RSS before 1.0".to_owned(), "RSS 2.0"),
        Some(Atom03) => ("Atom 0.3".to_owned(), "Atom 1.0"),
        Some(Rss20) => match subject.version() {
            Some(version) if !version.starts_with("2.0") => (
                format!("RSS {}, which there is not", quoted(version)),
                "RSS 2.0",
            ),
            _ => return,
        },
        _ => return,
    };
    let message = format!("is {found}, expected {better}");
    findings.add(&CARD, subject.start(), message);
}
