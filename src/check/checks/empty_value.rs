//! Parts that say nothing.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::grammar::Value;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity, Vocabulary};

const CARD: CheckCard = CheckCard {
    code: "FD027",
    name: "empty-value",
    group: "feed",
    severity: Severity::Warning,
    summary: "part that says nothing",
    why: "Readers show an empty line, or a name of their own making.",
    help: "Write something, or leave the part out.",
    bad: rss!("<item><title></title><description>The pier is open again.</description></item>"),
    good: rss!(
        "<item><title>Open again</title><description>The pier is open again.</description></item>"
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    for stated in subject.stated() {
        let blank = stated.value.trim().is_empty() && !stated.element.mixed;
        let wants = match stated.kind {
            Value::Name => true,
            Value::Wording => {
                let element = stated.element;
                element.vocabulary == Vocabulary::Atom && element.attribute("src").is_none()
            }
            // Titles of feeds; other texts are often left empty on purpose.
            Value::Text => &*stated.element.name == "title",
            _ => false,
        };
        // Elements that RDF knows by reference say the rest elsewhere.
        if blank && wants && stated.element.attribute("rdf:resource").is_none() {
            findings.add(&CARD, stated.span, format!("{} is empty", stated.name()));
        }
    }
}
