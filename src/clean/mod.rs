//! [`Document`] to [`CleanedDocument`]: finds what is not the article, and says why.
//!
//! Known words in known places are data (`phrases`, with the packs in
//! `data/`); what must be measured is code (one file a rule in `rules/`, the
//! judge of blocks in `content/`). All of them only *claim* spans; `settle`
//! turns claims into removals.

mod claims;
mod content;
mod edges;
mod headline;
mod lesson;
mod measure;
mod page;
mod phrases;
mod rule;
mod rules;
mod settle;
mod table;
mod wording;

use std::fmt;
use std::sync::Arc;

use crate::model::{Card, CleanedDocument, Document, Knowledge, Level, Media, nearest};
use claims::Claims;
pub use lesson::lesson;
use page::Page;
use phrases::{Mask, PACKS, Phrases};
pub use phrases::{RuleError, RuleErrorKind, Source};
use rule::Rule;

/// The rules of a run, compiled: phrases first, then what is measured.
#[derive(Debug)]
pub struct Rules {
    phrases: Phrases,
    measured: Vec<Box<dyn Rule>>,
    cards: Vec<Card>,
    mask: Mask,
    allowed: Vec<bool>,
    level: Level,
}

/// A switch that names no rule and no family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    name: String,
    nearest: Option<String>,
}

impl Rules {
    /// Compiles the rules that ship with tamis and the user's `own`.
    ///
    /// # Errors
    ///
    /// A rule that is not well formed, or that fails its own examples.
    pub fn new(own: &[Source<'_>]) -> Result<Self, RuleError> {
        let sources: Vec<Source<'_>> = PACKS.iter().chain(own).copied().collect();
        let phrases = Phrases::compile(&sources)?;
        let measured = table::measured();
        let cards: Vec<Card> = phrases
            .cards()
            .map(wording::card)
            .chain(measured.iter().map(|rule| rule.card()))
            .collect();
        let allowed = vec![false; cards.len()];
        Ok(Self {
            phrases,
            measured,
            cards,
            mask: Mask::all(),
            allowed,
            level: Level::default(),
        })
    }

    /// The same rules at a level.
    #[must_use]
    pub fn at(self, level: Level) -> Self {
        Self { level, ..self }
    }

    /// What the rules say of themselves, in the order in which they are named.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Leaves in the text what a rule, or any rule of a family, finds.
    ///
    /// # Errors
    ///
    /// A name that no rule and no family has.
    pub fn allow(&mut self, name: &str) -> Result<(), UnknownRule> {
        let named = |card: &Card| &*card.id == name || &*card.family == name;
        if !self.cards.iter().any(named) {
            let names = self
                .cards
                .iter()
                .flat_map(|card| [&*card.id, &*card.family]);
            let nearest = nearest(name, names).map(str::to_owned);
            return Err(UnknownRule {
                name: name.to_owned(),
                nearest,
            });
        }
        for (card, allowed) in self.cards.iter().zip(&mut self.allowed) {
            *allowed |= named(card);
        }
        let mut allowed = self.allowed.iter();
        self.mask = Mask::only(self.phrases.cards(), |_| allowed.next() == Some(&false));
        Ok(())
    }

    /// The rules among them that measure; phrase rules are held to their
    /// examples when they are compiled.
    pub fn measured(&self) -> &[Card] {
        self.cards
            .get(self.cards.len() - self.measured.len()..)
            .unwrap_or_default()
    }
}

impl UnknownRule {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match &self.nearest {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`tamis rules list` names them all".to_owned(),
        }
    }
}

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no rule or family `{}`", self.name)
    }
}

impl std::error::Error for UnknownRule {}

/// Finds what is not the article in a document, and in plain text which line
/// is its headline.
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
    judged(document, rules, None)
}

/// The same, with what a corpus taught: lines that recur on the document's
/// host, titles of other documents.
pub fn clean_knowing(document: Document, rules: &Rules, knowledge: &Knowledge) -> CleanedDocument {
    judged(document, rules, Some(knowledge))
}

fn judged(mut document: Document, rules: &Rules, knowledge: Option<&Knowledge>) -> CleanedDocument {
    let mut page = Page::new(&document, knowledge);
    let mut claims = Claims::new(&rules.cards, rules.level);
    wording::judge(&page, rules, &mut claims);
    let headline = match document.media {
        Media::Text if document.metadata.title.is_none() => headline::find(&page, &claims),
        _ => None,
    };
    if let Some(headline) = &headline {
        page.entitle(headline);
    }
    let first = rules.cards.len() - rules.measured.len();
    for (index, rule) in (first..).zip(&rules.measured) {
        if rules.allowed.get(index) == Some(&false) {
            claims.speaker(index);
            rule.judge(&page, &mut claims);
        }
    }
    let name = |rule| {
        rules
            .cards
            .get(rule)
            .map_or_else(|| "".into(), |card: &Card| Arc::clone(&card.id))
    };
    let (made, suspected) = claims.into_made();
    let removals = settle::settle(&document.text, made, name);
    let suspects = settle::settle_suspects(&document.text, suspected, &removals, name);
    document.metadata.title = document.metadata.title.or(headline);
    CleanedDocument {
        document,
        removals,
        suspects,
    }
}
