//! Attached files that cannot be fetched.

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity, Vocabulary};

const CARD: CheckCard = CheckCard {
    code: "FD018",
    name: "bad-enclosure",
    group: "feed",
    severity: Severity::Warning,
    summary: "attached file without what is needed to fetch it",
    why: "A podcast is its enclosures: without address, type and length players pass the episode over.",
    help: "Give `url`, `type` and `length` in bytes; 0 where the length is not known.",
    bad: rss!(
        r#"<item><title>Open again</title><enclosure url="https://pier.example/1.mp3" type="audio/mpeg"/></item>"#
    ),
    good: rss!(
        r#"<item><title>Open again</title><enclosure url="https://pier.example/1.mp3" type="audio/mpeg" length="0"/></item>"#
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let enclosures = subject
        .statements
        .iter()
        .map(|statement| statement.element)
        .filter(|element| {
            element.vocabulary == Vocabulary::Core && element.name.eq_ignore_ascii_case("enclosure")
        });
    for element in enclosures {
        for name in ["url", "type", "length"] {
            match element.attribute(name) {
                None => findings.add(&CARD, element.tag(), format!("enclosure without `{name}`")),
                Some(written) if name == "length" && written.trim().parse::<u64>().is_err() => {
                    let message = format!(
                        "length of an enclosure is {}, expected bytes",
                        quoted(written)
                    );
                    findings.add(&CARD, element.tag(), message);
                }
                Some(_) => {}
            }
        }
    }
}
