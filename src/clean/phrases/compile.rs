//! To compile rule files: stanzas in, one automaton and its cards out.

use std::collections::BTreeMap;

use super::build::Builder;
use super::card::{Card, Where};
use super::error::{Fault, RuleError, RuleErrorKind};
use super::example::{Trial, matches_any, trials};
use super::glance::Glance;
use super::hook::{Hook, Hooks, hooks};
use super::selector::selector;
use super::set::{Known, Lists, Scope};
use super::size::{Shelf, Sizes};
use super::source::{MOST_WORDS, RawFile, RawRule, RawSets, Source, Wheres, hosts, read};
use super::symbol::{self, Vocabulary, id};
use super::syntax::{Part, announces, is_anchored, is_name, is_open, shortest};
use super::{Phrase, Phrases};
use crate::model::{Host, Selector};

/// Words a line may have where its phrase has a gap and its rule says nothing.
const GAP_WORDS: usize = 32;

/// Compiles the files, or says what is wrong with one of them; the examples of
/// all but the first `known` are tried, file by file, and come out as they may.
pub(super) fn compile(
    sources: &[Source<'_>],
    known: usize,
) -> Result<(Phrases, Vec<Vec<Trial>>), RuleError> {
    let files = sources.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut making = Making {
        vocabulary: Vocabulary::new(),
        known: Known::default(),
        sizes: Sizes::default(),
        lines: Builder::new(),
        nodes: Builder::new(),
        hooks: Vec::new(),
        selectors: Vec::new(),
        phrases: Vec::new(),
        places: Vec::new(),
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
        .for_each(|found| hooks.add(found, &longest));
    let sets = making.known.into_wordings();
    let lines = making.lines.finish(&sets);
    let glance = Glance::new(&lines, &making.vocabulary, &sets, &hooks);
    let phrases = Phrases {
        vocabulary: making.vocabulary,
        lines,
        nodes: making.nodes.finish(&sets),
        hooks,
        glance,
        has_tails: making.phrases.iter().any(|phrase| phrase.is(Where::Tail)),
        has_asides: making.phrases.iter().any(|phrase| phrase.is(Where::Aside)),
        selectors: making.selectors,
        known: making.phrases,
        cards: making.cards,
    };
    if let Some((phrase, line)) = matches_any(&phrases)
        && let Some((source, at)) = making.places.get(phrase)
    {
        let id = phrases.rule_of(phrase);
        let text = phrases.phrase(phrase);
        let why = format!(
            "rule `{id}`, phrase `{text}`: would match any line, such as `{line}`, expected a word that must stand"
        );
        return Err(source.error(*at, Fault::new(RuleErrorKind::Phrase, why, ANCHOR)));
    }
    let tried = sources.iter().zip(&files).skip(known);
    let tried = tried.map(|(source, file)| trials(&phrases, source, file));
    let tried = tried.collect();
    Ok((phrases, tried))
}

/// What to do about a phrase that knows any line.
const ANCHOR: &str = "write a word outside of `[...]` that only such lines have";

fn lists(sets: &RawSets) -> impl Iterator<Item = (&str, Vec<&str>)> {
    sets.iter()
        .map(|(name, members)| (name.as_str(), members.iter().map(String::as_str).collect()))
}

struct Making<'text> {
    vocabulary: Vocabulary,
    known: Known,
    sizes: Sizes,
    lines: Builder,
    nodes: Builder,
    /// Of the open phrases.
    hooks: Vec<Option<[Hook; 2]>>,
    selectors: Vec<(u32, Selector)>,
    phrases: Vec<Phrase>,
    /// Where each stands: its file, and the byte.
    places: Vec<(&'text Source<'text>, usize)>,
    cards: Vec<Card>,
    by_id: BTreeMap<String, usize>,
}

impl<'text> Making<'text> {
    fn file(
        &mut self,
        number: usize,
        source: &'text Source<'text>,
        file: &RawFile,
        shared: &Lists<'_>,
    ) -> Result<(), RuleError> {
        let own: Lists<'_> = lists(&file.sets).collect();
        for rule in &file.rules {
            let card = self.card(source, file, rule)?;
            for phrase in &rule.phrases {
                let text = phrase.get_ref();
                let at = phrase.span().start;
                let wrong = |mut fault: Fault| {
                    let id = rule.id.get_ref();
                    fault.why = format!("rule `{id}`, phrase `{}`: {}", shown(text), fault.why);
                    source.error(at, fault)
                };
                if rule.is_for(Where::Selector) {
                    let (selector, phrase) = selector(card, rule, text).map_err(wrong)?;
                    self.selectors.push((id(self.phrases.len()), selector));
                    self.phrases.push(phrase);
                    self.places.push((source, at));
                    continue;
                }
                let mut shelf = Shelf {
                    file: number,
                    own: &own,
                    shared,
                    vocabulary: &mut self.vocabulary,
                };
                self.sizes.lists(text, &mut shelf).map_err(wrong)?;
                let mut scope = Scope {
                    file: number,
                    own: &own,
                    shared,
                    sizes: &self.sizes,
                    known: &mut self.known,
                    vocabulary: &mut self.vocabulary,
                };
                let parts = scope.parse(text).map_err(Fault::from).map_err(wrong)?;
                self.sizes.phrase(card, &parts).map_err(wrong)?;
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
                        self.hooks.push(hooks(&parts, &letters));
                    }
                }
                self.phrases.push(phrase);
                self.places.push((source, at));
            }
        }
        Ok(())
    }

    /// The place of the stanza's card, which earlier stanzas may have begun.
    fn card(
        &mut self,
        source: &Source<'_>,
        file: &RawFile,
        rule: &RawRule,
    ) -> Result<usize, RuleError> {
        let id = rule.id.get_ref();
        let wrong = |why: String, hint: &'static str| {
            source.wrong(rule, Fault::new(RuleErrorKind::Stanza, why, hint))
        };
        let hosts = hosts(source, file, rule)?;
        let place = if let Some(&place) = self.by_id.get(id) {
            place
        } else {
            let lack = |key, hint| move || wrong(format!("has no `{key}`"), hint);
            self.cards.push(Card {
                id: id.clone(),
                why: rule.why.clone().ok_or_else(lack(
                    "why",
                    "say in a sentence why what it removes is not the article",
                ))?,
                family: rule.family.clone().ok_or_else(lack(
                    "family",
                    "name the group it is switched with, such as `family = \"own\"`",
                ))?,
                wheres: Vec::new(),
                hosts: hosts.clone().unwrap_or_default(),
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
                let why = format!(
                    "is of family `{family}`, expected `{}` as before",
                    card.family
                );
                return Err(wrong(
                    why,
                    "stanzas of one `id` are one rule; or rename this one",
                ));
            }
            if let Some(hosts) = hosts
                && hosts != card.hosts
            {
                let why = format!(
                    "is for {}, expected {} as before",
                    named(&hosts),
                    named(&card.hosts)
                );
                return Err(wrong(
                    why,
                    "stanzas of one `id` are one rule; or rename this one",
                ));
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

/// Hosts as messages call them.
fn named(hosts: &[Host]) -> String {
    let names: Vec<_> = hosts
        .iter()
        .map(|host| format!("`{}`", host.as_str()))
        .collect();
    match &names[..] {
        [] => "all hosts".to_owned(),
        names => names.join(", "),
    }
}

/// As much of a phrase as a message has room for.
fn shown(phrase: &str) -> std::borrow::Cow<'_, str> {
    const MOST: usize = 200;
    match phrase.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", phrase.get(..at).unwrap_or_default()).into(),
        None => phrase.into(),
    }
}

fn phrase_of(card: usize, rule: &RawRule, text: &str, parts: &[Part]) -> Result<Phrase, Fault> {
    let has = |place| rule.is_for(place);
    let wrong = |why: &str, hint: &'static str| Fault::new(RuleErrorKind::Phrase, why, hint);
    if parts.is_empty() {
        return Err(wrong(
            "no word in it",
            "punctuation is skipped, but for the marks in docs/rules-of-your-own.md",
        ));
    }
    if !is_anchored(parts) {
        return Err(wrong(
            "would match any line, expected a word that must stand",
            ANCHOR,
        ));
    }
    // What begins with any word would be tried at every sentence: as a tail
    // only where it is not for lines too, and then it is a mistake.
    let open = is_open(parts);
    let whole = [Where::Line, Where::Node, Where::Aside];
    if open && !whole.iter().any(|place| has(*place)) {
        return Err(wrong(
            "only a whole line, or what stands in brackets, can begin with `...` or `{name}`",
            "begin it with a word, or say `where = \"line\"`",
        ));
    }
    let has_gap = text.contains("...") || text.contains('…') || text.contains("{rest}");
    if has(Where::Node) && has_gap {
        return Err(wrong(
            "names of nodes match in whole, expected no `...`",
            "write each name as a phrase of its own",
        ));
    }
    let has_brackets = text.contains(['(', '[', '{']);
    let has_digits = !has_brackets && text.contains(char::is_numeric);
    if has(Where::Node) && (has_digits || !is_name(parts)) {
        return Err(wrong(
            "can never match: names of nodes are read as words only, expected no number, address, `{name}` or mark",
            "write the words of the name: `300x250-ad_box` is read as `x ad box`",
        ));
    }
    let default = if has_gap { GAP_WORDS } else { MOST_WORDS };
    let most = rule.max_words.unwrap_or(default);
    let least = shortest(parts);
    if least > most {
        return Err(wrong(
            &format!("can never match: {least} words, `max-words` is {most}"),
            "raise `max-words`, or shorten the phrase",
        ));
    }
    Ok(Phrase {
        rule: id(card),
        wheres: Where::ALL
            .into_iter()
            .filter(|&place| has(place) && (!open || whole.contains(&place)))
            .fold(0, |all, place| all | place.bit()),
        place: rule.place,
        level: rule.level,
        announces: announces(parts),
        most,
        text: text.into(),
    })
}
