//! To compile rule files: stanzas in, one automaton and its cards out.

use std::collections::BTreeMap;

use super::build::Builder;
use super::card::{Card, Mask, Where, Zone};
use super::error::{RuleError, RuleErrorKind};
use super::hook::{Hook, Hooks, hook};
use super::set::{Known, Lists, Scope};
use super::source::{RawFile, RawRule, RawSets, Source, Wheres, read};
use super::symbol::{self, Vocabulary, id};
use super::syntax::{Part, announces, is_anchored, is_open, shortest};
use super::{Match, Phrase, Phrases, Scratch};
use crate::model::Level;

/// Words a line may have where its phrase has a gap and its rule says nothing.
const GAP_WORDS: usize = 32;
/// The same without a gap; no phrase is that long.
const MOST_WORDS: usize = 160;

/// Compiles the files, or says what is wrong with one of them.
pub(super) fn compile(sources: &[Source<'_>]) -> Result<Phrases, RuleError> {
    let files = sources.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut making = Making {
        vocabulary: Vocabulary::new(),
        known: Known::default(),
        lines: Builder::new(),
        nodes: Builder::new(),
        hooks: Vec::new(),
        phrases: Vec::new(),
        cards: Vec::new(),
        by_id: BTreeMap::new(),
    };
    let shared: Lists<'_> = files.iter().flat_map(|file| lists(&file.shared)).collect();
    for (number, (source, file)) in sources.iter().zip(&files).enumerate() {
        making.file(number, source, file, &shared)?;
    }
    let longest: Vec<Vec<_>> = (0..making.known.len())
        .map(|set| making.known.longest(set, &making.vocabulary).collect())
        .collect();
    let mut hooks = Hooks::default();
    making
        .hooks
        .into_iter()
        .for_each(|hook| hooks.add(hook, &longest));
    let sets = making.known.into_wordings();
    let phrases = Phrases {
        vocabulary: making.vocabulary,
        lines: making.lines.finish(&sets),
        nodes: making.nodes.finish(&sets),
        hooks,
        has_tails: making.phrases.iter().any(|phrase| phrase.is(Where::Tail)),
        known: making.phrases,
        cards: making.cards,
    };
    for (source, file) in sources.iter().zip(&files) {
        check_examples(&phrases, &making.by_id, source, file)?;
    }
    Ok(phrases)
}

fn lists(sets: &RawSets) -> impl Iterator<Item = (&str, Vec<&str>)> {
    sets.iter()
        .map(|(name, members)| (name.as_str(), members.iter().map(String::as_str).collect()))
}

struct Making {
    vocabulary: Vocabulary,
    known: Known,
    lines: Builder,
    nodes: Builder,
    /// Of the open phrases.
    hooks: Vec<Option<Hook>>,
    phrases: Vec<Phrase>,
    cards: Vec<Card>,
    by_id: BTreeMap<String, usize>,
}

impl Making {
    fn file(
        &mut self,
        number: usize,
        source: &Source<'_>,
        file: &RawFile,
        shared: &Lists<'_>,
    ) -> Result<(), RuleError> {
        let own: Lists<'_> = lists(&file.sets).collect();
        for rule in &file.rules {
            let card = self.card(source, rule)?;
            for phrase in &rule.phrases {
                let mut scope = Scope {
                    file: number,
                    own: &own,
                    shared,
                    known: &mut self.known,
                    vocabulary: &mut self.vocabulary,
                };
                let text = phrase.get_ref();
                let wrong = |why: String| {
                    let kind = if why.contains("set `") {
                        RuleErrorKind::Set
                    } else {
                        RuleErrorKind::Phrase
                    };
                    let message = format!("rule `{}`, phrase `{text}`: {why}", rule.id.get_ref());
                    source.error(kind, phrase.span().start, message)
                };
                let parts = scope.parse(text).map_err(wrong)?;
                let phrase = phrase_of(card, rule, text, &parts).map_err(wrong)?;
                let number = self.phrases.len();
                if phrase.is(Where::Node) {
                    self.nodes.add(&parts, number);
                } else {
                    self.lines.add(&parts, number);
                    if is_open(&parts) {
                        let letters = |symbol| {
                            if symbol::is_set(symbol) {
                                self.known.letters(symbol, &self.vocabulary)
                            } else {
                                self.vocabulary.letters(symbol)
                            }
                        };
                        self.hooks.push(hook(&parts, &letters));
                    }
                }
                self.phrases.push(phrase);
            }
        }
        Ok(())
    }

    /// The place of the stanza's card, which earlier stanzas may have begun.
    fn card(&mut self, source: &Source<'_>, rule: &RawRule) -> Result<usize, RuleError> {
        let id = rule.id.get_ref();
        let wrong = |message: String| {
            let message = format!("rule `{id}` {message}");
            source.error(RuleErrorKind::Stanza, rule.id.span().start, message)
        };
        let place = if let Some(&place) = self.by_id.get(id) {
            place
        } else {
            let lack = |key| move || wrong(format!("has no `{key}`"));
            self.cards.push(Card {
                id: id.clone(),
                why: rule.why.clone().ok_or_else(lack("why"))?,
                family: rule.family.clone().ok_or_else(lack("family"))?,
                wheres: Vec::new(),
                phrases: 0,
                removes: Vec::new(),
                keeps: Vec::new(),
            });
            self.by_id.insert(id.clone(), self.cards.len() - 1);
            self.cards.len() - 1
        };
        if let Some(card) = self.cards.get_mut(place) {
            if let Some(family) = &rule.family
                && *family != card.family
            {
                return Err(wrong(format!(
                    "is of family `{family}`, expected `{}` as before",
                    card.family
                )));
            }
            card.wheres
                .extend(rule.wheres.as_ref().map_or(&[][..], Wheres::as_slice));
            card.wheres.sort_unstable();
            card.wheres.dedup();
            card.phrases += rule.phrases.len();
            card.removes
                .extend(rule.removes.iter().map(|line| line.get_ref().clone()));
            card.keeps
                .extend(rule.keeps.iter().map(|line| line.get_ref().clone()));
        }
        Ok(place)
    }
}

fn phrase_of(card: usize, rule: &RawRule, text: &str, parts: &[Part]) -> Result<Phrase, String> {
    let has = |what| {
        rule.wheres
            .as_ref()
            .is_some_and(|wheres| wheres.as_slice().contains(&what))
    };
    if parts.is_empty() {
        return Err("no word in it".to_owned());
    }
    if !is_anchored(parts) {
        return Err("would match any line, expected a word that must stand".to_owned());
    }
    // What begins with any word would be tried at every sentence: as a tail
    // only where it is not for lines too, and then it is a mistake.
    let open = is_open(parts);
    if open && !has(Where::Line) && !has(Where::Node) {
        return Err("only a whole line can begin with `...` or `{name}`".to_owned());
    }
    let has_gap = text.contains("...") || text.contains('…') || text.contains("{rest}");
    if has(Where::Node) && has_gap {
        return Err("names of nodes match in whole, expected no `...`".to_owned());
    }
    let default = if has_gap { GAP_WORDS } else { MOST_WORDS };
    let most = rule.max_words.unwrap_or(default);
    let least = shortest(parts);
    if least > most {
        return Err(format!(
            "can never match: {least} words, `max-words` is {most}"
        ));
    }
    Ok(Phrase {
        rule: id(card),
        wheres: [Where::Line, Where::Head, Where::Tail, Where::Node]
            .into_iter()
            .filter(|&place| has(place) && (!open || matches!(place, Where::Line | Where::Node)))
            .fold(0, |all, place| all | place.bit()),
        place: rule.place,
        level: rule.level,
        announces: announces(parts),
        most,
        text: text.into(),
    })
}

/// Refuses rules whose examples say otherwise than the rules do.
fn check_examples(
    phrases: &Phrases,
    by_id: &BTreeMap<String, usize>,
    source: &Source<'_>,
    file: &RawFile,
) -> Result<(), RuleError> {
    let mut scratch = Scratch::default();
    let mut found: Vec<Match> = Vec::new();
    for rule in &file.rules {
        let id = rule.id.get_ref();
        let Some(&place) = by_id.get(id) else {
            continue;
        };
        let mask = Mask::only(&phrases.cards, |card| card.id == *id);
        let node = rule
            .wheres
            .as_ref()
            .is_some_and(|all| all.as_slice().contains(&Where::Node));
        let examples = rule.removes.iter().map(|example| (example, true));
        for (example, goes) in examples.chain(rule.keeps.iter().map(|example| (example, false))) {
            let text = example.get_ref();
            if node {
                phrases.nodes(text, &mask, &mut scratch, &mut found);
            } else {
                phrases.find(
                    text,
                    Zone::Both,
                    Level::Thorough,
                    &mask,
                    &mut scratch,
                    &mut found,
                );
            }
            let by = found.iter().find(|found| found.rule == place);
            let message = match (goes, by) {
                (true, None) => {
                    format!("rule `{id}` does not match its `removes` example `{text}`")
                }
                (false, Some(by)) => format!(
                    "rule `{id}` matches its `keeps` example `{text}`, by phrase `{}`",
                    phrases.phrase(by.phrase)
                ),
                _ => continue,
            };
            return Err(source.error(RuleErrorKind::Example, example.span().start, message));
        }
    }
    Ok(())
}
