//! Known words in known places: rules that are data.
//!
//! A rule is a stanza of TOML with an id, phrases, and examples of what it
//! removes and what it keeps; the same form for the embedded [`PACKS`] and for
//! a user's own file:
//!
//! ```toml
//! [sets]                     # word lists of this file; `[shared]` ones are seen by all files
//! author = ["author", "writer"]
//!
//! [[rule]]
//! id      = "thank-the-author"
//! family  = "thanks"
//! why     = "a scraper's courtesy line, not the article"
//! where   = "line"           # line, head, tail, aside or a list of them; node; selector
//! phrases = ["we want to thank the {author} of this post ..."]
//! removes = ["We want to thank the author of this post for this content"]
//! keeps   = ["We want to go. Thank the author."]
//! ```
//!
//! `hosts` limits a rule to some sites, as in `hosts = ["example.org"]`: to
//! documents whose address is there, `www.` or a subdomain of it in front;
//! those without an address have no host. At the top of a file it is for all
//! of its rules that name none of their own. It is for users' files: what
//! ships with tamis goes by words, whoever wrote them.
//!
//! With `where = "selector"` each phrase is a selector of CSS, and an example is
//! a piece of HTML.
//!
//! `place` (`start`, `end`, `edge`) restricts a stanza to what stands before the
//! first paragraph of a document or after the last, `max-words` the length of
//! what its phrases cover. `level` is the least level at which it removes
//! something, `careful` if not said; outside of its place it does at
//! `thorough` alone. Several stanzas may share an id.
//!
//! | In a phrase | matches |
//! |---|---|
//! | `word` | the word, whatever its case, accents and apostrophes |
//! | `{set}` | any member of the word list |
//! | `[a\|b]` `(a\|b)` | either or none; either |
//! | `author[s]` `editor[s\|ial]` | the word with or without one of the endings |
//! | `(a\|b)+` `{set}+` `[a\|b]+` | once or more often; any number of times |
//! | `...` | any words of one sentence, or none |
//! | `{rest}` | any words, or none |
//! | `{#}` `{url}` `{email}` `{handle}` | a number, an address, `@somebody` |
//! | `{name}` | one to five capitalised words |
//! | `:` `\|` `©` `/` `→` `#` `?` `–` `•` `+` `»` `®` `*` | the mark (`{\|}` in brackets); where a phrase has none, marks are skipped |
//!
//! All phrases become one automaton over words, and a line is walked once. A
//! line of several sentences goes if each is a phrase. Nothing backtracks, and
//! the cost of a line does not grow with the number of phrases.

mod address;
mod aside;
mod automaton;
mod borders;
mod build;
mod card;
mod compile;
mod error;
mod example;
mod filter;
mod fold;
mod glance;
mod hook;
mod letter;
mod lexer;
mod line;
mod node;
mod packs;
mod pairs;
mod scan;
mod selector;
mod set;
mod size;
mod source;
mod symbol;
mod syntax;
mod table;
mod token;
mod walk;

pub(crate) use card::{Card, Holds, Mask, State, Zone};
pub use error::{RuleError, RuleErrorKind};
pub(crate) use example::Trial;
pub(crate) use line::Scratch;
pub use source::Source;

use crate::model::{Level, Selector};
use automaton::Automaton;
use card::{Place, Where};
use glance::Glance;
use hook::Hooks;
use packs::PACKS;
use symbol::Vocabulary;

/// Compiled rules.
#[derive(Debug)]
pub(crate) struct Phrases {
    vocabulary: Vocabulary,
    lines: Automaton,
    nodes: Automaton,
    hooks: Hooks,
    glance: Glance,
    /// Each with the number of its phrase.
    selectors: Vec<(u32, Selector)>,
    known: Vec<Phrase>,
    has_tails: bool,
    has_asides: bool,
    cards: Vec<Card>,
}

/// A known phrase, found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    /// The byte at which it begins, a character's first.
    pub start: usize,
    /// The byte after it, a character's first or the end.
    pub end: usize,
    /// The rule, as its place among the cards.
    pub rule: usize,
    /// The phrase, for [`Phrases::phrase`].
    pub phrase: usize,
}

/// What a match of a phrase is held to.
#[derive(Debug)]
struct Phrase {
    rule: u32,
    /// Bits of the places it may stand in.
    wheres: u8,
    place: Option<Place>,
    /// The least level at which it counts in that place.
    level: Level,
    /// Whether it ends in a mark and whatever comes after it.
    announces: bool,
    /// Words it may cover.
    most: usize,
    text: Box<str>,
}

impl Phrase {
    fn is(&self, place: Where) -> bool {
        self.wheres & place.bit() != 0
    }

    /// The least level at which it counts in a zone: outside of its place it
    /// is a suspect.
    fn level(&self, zone: Zone) -> Level {
        if zone.is(self.place) {
            self.level
        } else {
            Level::Thorough
        }
    }
}

impl Phrases {
    /// Compiles the rules that ship with tamis and the user's `own`, and holds
    /// the latter to their examples; a test does so for those that ship.
    pub(crate) fn with_packs(own: &[Source<'_>]) -> Result<Self, RuleError> {
        let sources: Vec<Source<'_>> = PACKS.iter().chain(own).copied().collect();
        Self::held(&sources, PACKS.len())
    }

    /// Compiles rule files, and holds every rule to its examples.
    #[cfg(test)]
    fn compile(sources: &[Source<'_>]) -> Result<Self, RuleError> {
        Self::held(sources, 0)
    }

    /// Compiles rule files, and holds all but the first `known` to their
    /// examples.
    fn held(sources: &[Source<'_>], known: usize) -> Result<Self, RuleError> {
        let (phrases, tried) = compile::compile(sources, known)?;
        let mut wrong = tried.into_iter().flatten().flat_map(|trial| trial.wrong);
        wrong.next().map_or(Ok(phrases), Err)
    }

    /// How the rules of the user's `own` files come out on their examples, or
    /// those of the files that ship with tamis where there is none.
    pub(crate) fn tried(own: &[Source<'_>]) -> Result<Vec<Trial>, RuleError> {
        let sources: Vec<Source<'_>> = PACKS.iter().chain(own).copied().collect();
        let known = if own.is_empty() { 0 } else { PACKS.len() };
        let (_, tried) = compile::compile(&sources, known)?;
        Ok(tried.into_iter().flatten().collect())
    }

    /// The rules, in the order of the files.
    pub(crate) fn cards(&self) -> std::slice::Iter<'_, Card> {
        self.cards.iter()
    }

    /// The least level at which a phrase counts in a zone.
    pub(crate) fn level(&self, number: usize, zone: Zone) -> Level {
        let phrase = self.known.get(number);
        phrase.map_or(Level::Thorough, |phrase| phrase.level(zone))
    }

    /// Whether a phrase ends in a mark and whatever comes after it.
    pub(crate) fn announces(&self, number: usize) -> bool {
        self.known
            .get(number)
            .is_some_and(|phrase| phrase.announces)
    }

    /// The name of a phrase's rule.
    fn rule_of(&self, number: usize) -> &str {
        let phrase = self.known.get(number);
        let card = phrase.and_then(|phrase| self.cards.get(phrase.rule as usize));
        card.map_or("", |card| &card.id)
    }

    /// A phrase as it is written in its stanza; empty for a number that no
    /// match has.
    pub(crate) fn phrase(&self, number: usize) -> &str {
        self.known.get(number).map_or("", |phrase| &phrase.text)
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test that panics has failed")]
mod tests;
