//! [`Document`] to [`CleanedDocument`]: finds what is not the article, and says why.
//!
//! Known words in known places are data (`phrases`, with the packs in
//! `data/`); what must be measured is code (one file a rule in `rules/`, the
//! judge of blocks in `content/`). All of them only *claim* spans; `settle`
//! turns claims into removals.

mod alphabet;
mod chosen;
mod claims;
mod content;
mod edges;
mod elsewhere;
mod headline;
#[doc(hidden)]
pub mod judging;
mod lesson;
mod links;
mod measure;
mod page;
mod phrases;
mod rule;
mod rules;
pub(crate) mod settle;
mod switches;
mod table;
mod widgets;
mod wording;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Card, CleanedDocument, Document, Knowledge, Level, Media, Notice, Part, Profile, Selector,
    eight,
};
use claims::Claims;
pub use lesson::lesson;
use page::Page;
use phrases::{Phrases, Scratch, Trial};
pub use phrases::{RuleError, RuleErrorKind, Source};
use rule::Rule;
pub use switches::SwitchError;
use switches::{Switch, Switched, Switches};
use wording::Wording;

/// The rules of a run, compiled: phrases first, then what is measured.
#[derive(Debug)]
pub struct Rules {
    phrases: Phrases,
    measured: Vec<Box<dyn Rule>>,
    cards: Vec<Card>,
    switches: Switches,
    level: Level,
    profile: Profile,
    parts: Vec<Part>,
}

impl Rules {
    /// Compiles the rules that ship with tamis and the user's `own`.
    ///
    /// # Errors
    ///
    /// A rule that is not well formed, or one of the user's that fails its own
    /// examples.
    pub fn new(own: &[Source<'_>]) -> Result<Self, RuleError> {
        let phrases = Phrases::with_packs(own)?;
        let measured = table::measured();
        let cards: Vec<Card> = phrases
            .cards()
            .map(wording::card)
            .chain(measured.iter().map(|rule| rule.card()))
            .collect();
        let hosts = phrases.cards().map(|card| &card.hosts[..]);
        let hosts = hosts.chain(std::iter::repeat(&[][..]));
        let switched = cards.iter().zip(hosts);
        let switches = Switches::new(switched.map(|(card, on)| Switched::new(card, on)).collect());
        Ok(Self {
            phrases,
            measured,
            cards,
            switches,
            level: Level::default(),
            profile: Profile::default(),
            parts: Vec::new(),
        })
    }

    /// The same rules at a level.
    #[must_use]
    pub fn at(self, level: Level) -> Self {
        Self { level, ..self }
    }

    /// The same rules for pages of this kind.
    #[must_use]
    pub fn profiled(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }

    /// The same rules, which leave these parts of an article's page in its text
    /// as far as they are told from the rest by where they stand; the rules that
    /// take nothing else are to be allowed as well ([`Part::rule`]).
    #[must_use]
    pub fn including(self, parts: &[Part]) -> Self {
        Self {
            parts: parts.to_vec(),
            ..self
        }
    }

    /// What the rules say of themselves, in the order in which they are named.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// Leaves in the text what a rule, or any rule of a family, finds.
    ///
    /// What is said of a rule counts before what is said of its family.
    ///
    /// # Errors
    ///
    /// A name that no rule and no family has, or that is denied as well.
    pub fn allow(&mut self, name: &str) -> Result<(), SwitchError> {
        self.switches.say(None, name, Switch::Allow)
    }

    /// Takes out whatever a rule, or any rule of a family, finds, suspects too:
    /// the level does not count for it, nor a switch less near.
    ///
    /// # Errors
    ///
    /// A name that no rule and no family has, or that is allowed as well.
    pub fn deny(&mut self, name: &str) -> Result<(), SwitchError> {
        self.switches.say(None, name, Switch::Deny)
    }

    /// The same as [`Rules::allow`] in documents of a host and of its
    /// subdomains, before what is said of all.
    ///
    /// # Errors
    ///
    /// Those of [`Rules::allow`], and what is no host.
    pub fn allow_on(&mut self, host: &str, name: &str) -> Result<(), SwitchError> {
        self.switches.say(Some(host), name, Switch::Allow)
    }

    /// The same as [`Rules::deny`] in documents of a host and of its
    /// subdomains, before what is said of all.
    ///
    /// # Errors
    ///
    /// Those of [`Rules::deny`], and what is no host.
    pub fn deny_on(&mut self, host: &str, name: &str) -> Result<(), SwitchError> {
        self.switches.say(Some(host), name, Switch::Deny)
    }

    /// The selectors of the rules that are on in documents of this address, by
    /// their numbers: what [`parse_choosing`](crate::parse::parse_choosing) is to
    /// look for.
    pub fn selectors(&self, source: Option<&str>) -> Vec<(u32, &Selector)> {
        if !self.phrases.has_selectors() {
            return Vec::new();
        }
        let mask = self.switches.mask(source);
        self.phrases.selectors(&mask)
    }

    /// The rules among them that measure; phrase rules are held to their
    /// examples when they are compiled.
    pub fn measured(&self) -> &[Card] {
        self.cards
            .get(self.cards.len() - self.measured.len()..)
            .unwrap_or_default()
    }
}

/// Tries the phrase rules of the user's `own` files on their examples, or those
/// of the files that ship with tamis where there is none.
pub(crate) fn phrase_trials(own: &[Source<'_>]) -> Result<Vec<Trial>, RuleError> {
    let mut trials: Vec<Trial> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for trial in Phrases::tried(own)? {
        let next = trials.len();
        let at = *known.entry(trial.rule.clone()).or_insert(next);
        match trials.get_mut(at) {
            Some(known) => {
                known.examples += trial.examples;
                known.wrong.extend(trial.wrong);
            }
            None => trials.push(trial),
        }
    }
    Ok(trials)
}

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
    let mask = rules.switches.mask(document.source.as_deref());
    let mut page = Page::new(&document, knowledge);
    page.profile = rules.profile;
    page.parts.clone_from(&rules.parts);
    let mut claims = Claims::new(&rules.cards, rules.level, &mask);
    let mut scratch = Scratch::default();
    chosen::judge(&document, &rules.phrases, &mut claims);
    widgets::judge(&page, &rules.phrases, &mask, &mut scratch, &mut claims);
    links::judge(&page, &rules.phrases, &mask, &mut scratch, &mut claims);
    Wording {
        page: &page,
        phrases: &rules.phrases,
        mask: &mask,
        level: rules.level,
        scratch: &mut scratch,
    }
    .judge(&mut claims);
    let headline = match document.media {
        Media::Text if document.metadata.title.is_none() => headline::find(&page, &claims),
        _ => None,
    };
    if let Some(headline) = &headline {
        page.entitle(headline);
    }
    let first = rules.cards.len() - rules.measured.len();
    for (index, rule) in (first..).zip(&rules.measured) {
        if mask.allows(index) {
            claims.speaker(index);
            rule.judge(&page, &mut claims);
        }
    }
    let confidence = claims.confidence;
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
    let mut cleaned = CleanedDocument {
        document,
        removals,
        suspects,
        confidence,
    };
    if cleaned.confidence.is_some() && cleaned.is_empty() {
        let notice = "the page has no content of its own, or none without scripts";
        cleaned.document.notices.push(Notice::new(notice));
    }
    cleaned
}
