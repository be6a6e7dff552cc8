//! Rules held to their examples.

use std::collections::BTreeMap;

use super::card::{Mask, State, Where, Zone};
use super::error::{Fault, RuleError, RuleErrorKind};
use super::source::{RawFile, RawRule, Source};
use super::{Match, Phrases, Scratch};
use crate::model::Level;

/// What the examples of a rule in one file came to.
#[derive(Clone, Debug)]
pub(crate) struct Trial {
    /// The rule.
    pub(crate) rule: String,
    /// How many examples it has there.
    pub(crate) examples: usize,
    /// Those that say otherwise than the rule does.
    pub(crate) wrong: Vec<RuleError>,
}

/// Tries the rules of a file, in the order in which it names them first.
pub(super) fn trials(phrases: &Phrases, source: &Source<'_>, file: &RawFile) -> Vec<Trial> {
    let places: BTreeMap<&str, usize> = phrases.cards().map(|card| &*card.id).zip(0..).collect();
    let mut mask: Mask = phrases.cards().map(|_| State::Off).collect();
    let mut scratch = Scratch::default();
    let mut trials: Vec<Trial> = Vec::new();
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in &file.rules {
        let id = rule.id.get_ref().as_str();
        let Some(&card) = places.get(id) else {
            continue;
        };
        let at = *tried.entry(id).or_insert_with(|| {
            trials.push(Trial {
                rule: id.to_owned(),
                examples: 0,
                wrong: Vec::new(),
            });
            trials.len() - 1
        });
        if let Some(trial) = trials.get_mut(at) {
            trial.examples += rule.removes.len() + rule.keeps.len();
            mask.turn(card);
            let faults = faults(phrases, rule, &mask, &mut scratch);
            let wrong = faults.map(|(at, fault)| source.error(at, fault));
            trial.wrong.extend(wrong);
            mask.turn(card);
        }
    }
    trials
}

/// What is wrong with the examples of a stanza whose rule alone is on, and the
/// bytes at which they stand.
fn faults<'all>(
    phrases: &'all Phrases,
    rule: &'all RawRule,
    mask: &'all Mask,
    scratch: &'all mut Scratch,
) -> impl Iterator<Item = (usize, Fault)> {
    let id = rule.id.get_ref();
    let removes = rule.removes.iter().map(|example| (example, true));
    let keeps = rule.keeps.iter().map(|example| (example, false));
    let mut found: Vec<Match> = Vec::new();
    removes.chain(keeps).filter_map(move |(example, goes)| {
        let text = example.get_ref();
        if rule.is_for(Where::Selector) {
            phrases.choose(text, mask, &mut found);
        } else if rule.is_for(Where::Node) {
            phrases.nodes(text, mask, scratch, &mut found);
        } else {
            phrases.find(text, Zone::Both, Level::Thorough, mask, scratch, &mut found);
        }
        let (why, hint) = match (goes, found.first()) {
            (true, None) => (
                format!("rule `{id}` does not match its `removes` example `{text}`"),
                if rule.is_for(Where::Selector) {
                    "an example is a piece of HTML: mend it, a phrase, or `where`"
                } else {
                    "an example is a line as it stands in a text: mend it, a phrase, or `where`"
                },
            ),
            (false, Some(by)) => (
                format!(
                    "rule `{id}` matches its `keeps` example `{text}`, by phrase `{}`",
                    phrases.phrase(by.phrase)
                ),
                "say more words in the phrase, or where it stands, with `where` and `place`",
            ),
            _ => return None,
        };
        let fault = Fault::new(RuleErrorKind::Example, why, hint);
        Some((example.span().start, fault))
    })
}

/// Lines of made-up words: a phrase that knows one knows any.
const MADE_UP: [&str; 8] = [
    "Qyxvo",
    "qyxvo",
    "Qyxvo zorbuk",
    "Qyxvo Zorbuk Wemtri",
    "Qyxvo zorbuk wemtri dralfo qyxvo zorbuk wemtri dralfo.",
    "7",
    "7 12",
    "7 Zorbuk wemtri",
];

/// The phrase that would match any line, and such a line.
pub(super) fn matches_any(phrases: &Phrases) -> Option<(usize, &'static str)> {
    let mut scratch = Scratch::default();
    let mut found = Vec::new();
    MADE_UP.iter().find_map(|line| {
        phrases.find(
            line,
            Zone::Both,
            Level::Thorough,
            &Mask::all(),
            &mut scratch,
            &mut found,
        );
        found.first().map(|found| (found.phrase, *line))
    })
}
