//! A feed or a document to [`Finding`]s: what readers or programs will stumble
//! over.
//!
//! What the formats say of their parts is data (`grammar/`); each check is a
//! file in `checks/`, and they all look at one [`Source`] at a time. Copies are
//! found over a whole run, so [`duplicates`] is told of them.

#[macro_use]
mod examples;

mod address;
mod addressed;
mod checks;
mod date;
mod duplicates;
mod findings;
mod grammar;
mod lines;
mod locate;
mod source;
mod subject;
mod switches;
mod tell;
mod wordings;

pub use duplicates::{Record, duplicates, records};
pub use source::Source;
pub use switches::{Checks, UnknownCheck};

use crate::model::{CheckCard, Finding};
use checks::CHECKS;
use findings::Findings;
use subject::Subject;

/// Something that is looked at, and what it can find.
#[derive(Debug)]
struct Check {
    cards: &'static [CheckCard],
    look: fn(&Subject<'_>, &mut Findings<'_>),
}

/// What all rules say of themselves, by code.
pub fn cards() -> Vec<&'static CheckCard> {
    let mut cards: Vec<_> = CHECKS.iter().flat_map(|check| check.cards).collect();
    cards.sort_by_key(|card| card.code);
    cards
}

/// Looks at a source and says what is wrong with it, in the order of its text.
///
/// Takes time linear in the source. Of what one rule finds in it the first
/// hundred are told.
///
/// ```
/// use tamis::check::{Checks, Source, check};
/// use tamis::model::RawPage;
///
/// let page = RawPage { bytes: b"<rss version='2.0'><channel><tittle/></channel></rss>".to_vec(), ..RawPage::default() };
/// let feed = tamis::parse::feed(&page);
/// let source = Source { file: "a.xml".into(), text: &tamis::parse::decoded(&page), feed: Some(&feed), documents: &[] };
/// let findings = check(&source, &Checks::default());
/// let misspelt = findings.iter().find(|finding| finding.rule == "unknown-element").unwrap();
/// assert_eq!(misspelt.message, "unknown element `tittle` in `channel`, did you mean `title`?");
/// ```
pub fn check(source: &Source<'_>, checks: &Checks) -> Vec<Finding> {
    let subject = Subject::new(source, checks);
    let mut findings = Findings::new(&subject.lines, &source.file, checks);
    for check in CHECKS {
        if check
            .cards
            .iter()
            .any(|card| checks.severity(card).is_some())
        {
            (check.look)(&subject, &mut findings);
        }
    }
    findings.finish()
}
