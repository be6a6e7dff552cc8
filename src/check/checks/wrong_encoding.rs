//! Encodings declared that are not used.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::ProblemKind::WrongEncoding;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "FD006",
    name: "wrong-encoding",
    group: "feed",
    severity: Severity::Error,
    summary: "encoding that is not the declared one",
    why: "Readers that believe the declaration show wrong letters, or stop.",
    help: "Declare the encoding the feed is written in, at best UTF-8.",
    bad: r#"<?xml version="1.0" encoding="latin-15"?><rss version="2.0"><channel><title>Pier news</title><link>https://pier.example/</link><description>From the pier</description><item><title>Open again</title></item></channel></rss>"#,
    good: r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Pier news</title><link>https://pier.example/</link><description>From the pier</description><item><title>Open again</title></item></channel></rss>"#,
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_problems(&CARD, &[WrongEncoding], findings);
}
