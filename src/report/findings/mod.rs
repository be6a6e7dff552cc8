//! Findings to bytes, for people, editors and the machinery of CI.
//!
//! ```
//! use tamis::model::{Finding, Severity, Site};
//! use tamis::report::findings::{Checked, Findings, ReportForm, Style};
//!
//! let sources: [std::sync::Arc<str>; 1] = ["feeds/a.xml".into()];
//! let found = [Finding {
//!     rule: "bad-date",
//!     severity: Severity::Warning,
//!     site: Site { file: sources[0].clone(), region: None },
//!     message: "no entry has a date".to_owned(),
//!     help: None,
//!     related: Vec::new(),
//! }];
//! let findings = Findings {
//!     findings: &found,
//!     cards: &[],
//!     failures: &[],
//!     checked: Checked { sources: &sources, documents: 12, ignored: 0 },
//! };
//! let concise = ReportForm::of_name("concise").unwrap();
//! assert_eq!(
//!     (concise.write)(&findings, Style::default()),
//!     "feeds/a.xml: warning[bad-date] no entry has a date\n",
//! );
//! ```

mod closing;
mod concise;
mod form;
mod github;
mod human;
mod json;
mod junit;
#[cfg(test)]
mod sample;
mod sarif;

use std::borrow::Cow;
use std::sync::Arc;

pub use closing::closing;
pub use form::{REPORTS, ReportForm, Style};

use super::visible;
use crate::model::{CheckCard, Failure, Finding, Place, Site};

/// Everything that a check came to.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// What was found, sorted by file and place.
    pub findings: &'a [Finding],
    /// Every rule that could have found something.
    pub cards: &'a [CheckCard],
    /// What could not be read at all.
    pub failures: &'a [Failure],
    /// What was looked at.
    pub checked: Checked<'a>,
}

/// What a check looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Checked<'a> {
    /// The files and addresses that were read, by the names findings have for
    /// them: with `/` between folders, relative to the current folder where
    /// they are below it.
    pub sources: &'a [Arc<str>],
    /// How many documents were in them.
    pub documents: u64,
    /// How many findings the configuration says to leave out.
    pub ignored: u64,
}

impl<'a> Findings<'a> {
    /// The card of a rule, and its place among the cards.
    fn card(&self, rule: &str) -> Option<(usize, &'a CheckCard)> {
        let mut cards = self.cards.iter().enumerate();
        cards.find(|(_, card)| card.name == rule)
    }

    /// Code and name of a rule; its name alone where it has no card.
    fn label(&self, rule: &'a str) -> Cow<'a, str> {
        match self.card(rule) {
            Some((_, card)) => Cow::Owned(format!("{} {}", card.code, card.name)),
            None => Cow::Borrowed(rule),
        }
    }

    /// What to do about a finding: its own advice, else its rule's.
    fn help(&self, finding: &'a Finding) -> Option<&'a str> {
        let own = finding.help.as_deref();
        own.or_else(|| self.card(finding.rule).map(|(_, card)| card.help))
            .filter(|help| !help.is_empty())
    }
}

/// File, line and column in the way of compilers, fit to be shown.
fn place(site: &Site) -> String {
    let file = visible(&site.file);
    match start(site) {
        Some(Place { line, column, .. }) => format!("{file}:{line}:{column}"),
        None => file.into_owned(),
    }
}

/// Where a site starts; none where it is a whole file, or in no line of it.
fn start(site: &Site) -> Option<Place> {
    let region = site.region.as_ref()?;
    let Place { line, column, .. } = region.start;
    (line > 0).then_some(Place {
        column: column.max(1),
        ..region.start
    })
}

/// Where a site ends; none where it does not start, or not before it ends.
fn end(site: &Site) -> Option<Place> {
    let start = start(site)?;
    let end = site.region.as_ref()?.end;
    let after = (end.line, end.column) >= (start.line, start.column);
    after.then_some(end)
}
