//! Elements that the format does not know.

use crate::check::Check;
use crate::check::findings::{Findings, Found, quoted};
use crate::check::grammar::{parts, standing};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Element, Feed, FeedKind, Severity, Vocabulary, nearest};

const CARD: CheckCard = CheckCard {
    code: "FD022",
    name: "unknown-element",
    group: "feed",
    severity: Severity::Warning,
    summary: "element its format does not know",
    why: "Readers pass it over; most are misspelt, or belong to a vocabulary of their own.",
    help: "Correct the name, or give the element the prefix of its vocabulary.",
    bad: rss!(
        "<item><title>Open again</title><pubdate>Fri, 20 Nov 2026 08:00:00 GMT</pubdate></item>"
    ),
    good: rss!(
        "<item><title>Open again</title><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item>"
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

/// The longest name that is taken for a misspelt one.
const LONGEST: usize = 40;

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(feed) = subject.feed() else { return };
    let atom = matches!(feed.kind, Some(FeedKind::Atom03 | FeedKind::Atom10));
    for statement in &subject.statements {
        let element = statement.element;
        let own = match element.vocabulary {
            Vocabulary::Core => true,
            Vocabulary::Atom => atom,
            Vocabulary::Json => !element.name.starts_with('_'),
            _ => false,
        };
        // What stands in an element that is not known is told with it.
        let parent = element
            .parent
            .and_then(|parent| subject.statements.get(parent));
        let within = parent.is_none_or(|parent| {
            parent.part.is_some() || parent.element.vocabulary == Vocabulary::Rdf
        });
        let known = statement.part.map(|part| part.name);
        if !own || !within || known.is_some_and(|known| known == &*element.name || is_root(known)) {
            continue;
        }
        findings.add_found(&CARD, || Found {
            span: element.tag(),
            message: message(feed, element, known),
            related: None,
        });
    }
}

/// What is said of an element that is `known` by another spelling, or not at all.
fn message(feed: &Feed, element: &Element, known: Option<&str>) -> String {
    let standing = standing(feed, element);
    let place = match standing {
        "" => "at the root".to_owned(),
        standing => format!("in `{standing}`"),
    };
    let names = parts(feed.kind, element.vocabulary)
        .iter()
        .filter(|part| part.may_stand_in(standing) && element.name.len() <= LONGEST)
        .map(|part| part.name);
    let meant = known
        .or_else(|| nearest(&element.name, names))
        .map_or_else(String::new, |name| format!(", did you mean `{name}`?"));
    format!("unknown element {} {place}{meant}", quoted(&element.name))
}

/// Roots are told by their kind, whatever their case.
fn is_root(name: &str) -> bool {
    matches!(name, "rss" | "RDF")
}
