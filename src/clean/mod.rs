//! [`Document`] to [`CleanedDocument`]: finds what is not the article, and says why.
//!
//! Known words in known places are data (`phrases`, with the packs in
//! `data/`); what must be measured is code (one file a rule in `rules/`, the
//! judge of blocks in `content/`). All of them only *claim* spans; `settle`
//! turns claims into removals.

mod claims;
mod content;
mod examples;
mod measure;
mod page;
mod phrases;
mod rule;
mod rules;
mod settle;
mod table;
mod wording;

use std::sync::Arc;

use crate::model::{Card, CleanedDocument, Document};
use claims::Claims;
use page::Page;
pub use phrases::{RuleError, Source};
use phrases::Phrases;
use rule::Rule;

/// The rules of a run, compiled: phrases first, then what is measured.
pub struct Rules {
    phrases: Phrases,
    measured: Vec<Box<dyn Rule>>,
    cards: Vec<Card>,
    enabled: Vec<bool>,
}

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rules").field("cards", &self.cards.len()).finish_non_exhaustive()
    }
}

impl Rules {
    /// Compiles the rules that ship with tamis and the user's `own`.
    ///
    /// # Errors
    ///
    /// A rule that is not well formed, or that fails its own examples.
    pub fn new(own: &[Source<'_>]) -> Result<Self, RuleError> {
        let phrases = Phrases::compile(own)?;
        let measured = table::measured();
        let cards: Vec<Card> = phrases.cards().chain(measured.iter().map(|rule| rule.card())).collect();
        let enabled = vec![true; cards.len()];
        Ok(Self { phrases, measured, cards, enabled })
    }

    /// What the rules say of themselves, in the order in which they are named.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Switches off a rule, or all rules of a family.
    ///
    /// # Errors
    ///
    /// A name that no rule and no family has.
    pub fn allow(&mut self, name: &str) -> Result<(), RuleError> {
        let mut known = false;
        for (card, enabled) in self.cards.iter().zip(&mut self.enabled) {
            if &*card.id == name || &*card.family == name {
                *enabled = false;
                known = true;
            }
        }
        if known { Ok(()) } else { Err(RuleError::unknown(name)) }
    }

    /// Runs every rule on its own examples and tells which come out wrong.
    pub fn failing_examples(&self) -> Vec<String> {
        examples::failing(self)
    }

    fn is_enabled(&self, rule: usize) -> bool {
        self.enabled.get(rule).copied().unwrap_or(false)
    }
}

/// Finds what is not the article in a document.
///
/// ```
/// use tamis::clean::{Rules, clean};
/// use tamis::model::RawPage;
///
/// let text = "The mill turns again\n\nTwo sisters bought the old mill and set its wheel turning.\n\nThe mill turns again\n";
/// let page = RawPage { bytes: text.into(), ..RawPage::default() };
/// let cleaned = clean(tamis::parse::parse(page), &Rules::new(&[])?);
/// assert_eq!(cleaned.text(), "The mill turns again\n\nTwo sisters bought the old mill and set its wheel turning.\n");
/// # Ok::<(), tamis::clean::RuleError>(())
/// ```
pub fn clean(document: Document, rules: &Rules) -> CleanedDocument {
    let page = Page::new(&document);
    let mut claims = Claims::new(&rules.cards);
    wording::judge(&page, rules, &mut claims);
    let first = rules.cards.len() - rules.measured.len();
    for (index, rule) in (first..).zip(&rules.measured) {
        if rules.is_enabled(index) {
            claims.speaker(index);
            rule.judge(&page, &mut claims);
        }
    }
    let name = |rule| rules.cards.get(rule).map_or_else(|| "".into(), |card: &Card| Arc::clone(&card.id));
    let removals = settle::settle(&document.text, claims.into_made(), name);
    CleanedDocument { document, removals }
}
