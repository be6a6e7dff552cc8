//! Rules on their own examples.

use std::sync::Arc;

use super::RunError;
use crate::clean::{Rules, Source, clean, clean_knowing, lesson, phrase_trials};
use crate::model::{Card, Document, Knowledge, Media, RawPage};
use crate::parse::parse;

/// What the examples of a rule came to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trial {
    /// The rule.
    pub rule: Arc<str>,
    /// How many examples it has.
    pub examples: usize,
    /// What is wrong with those that say otherwise than the rule does.
    pub wrong: Vec<String>,
}

/// Tries the rules of the user's `own` files, all of them, or the rules that
/// ship with tamis where there is no such file.
///
/// # Errors
///
/// A rule that is not well formed.
pub fn trials(own: &[Source<'_>]) -> Result<Vec<Trial>, RunError> {
    let of_phrases = phrase_trials(own)?.into_iter().map(|trial| Trial {
        rule: trial.rule.into(),
        examples: trial.examples,
        wrong: trial.wrong.iter().map(ToString::to_string).collect(),
    });
    let mut trials: Vec<_> = of_phrases.collect();
    if own.is_empty() {
        let rules = Rules::new(own)?;
        trials.extend(rules.measured().iter().map(|card| measured(card, &rules)));
    }
    Ok(trials)
}

/// Tries a rule that measures.
fn measured(card: &Card, rules: &Rules) -> Trial {
    let touches = |text: &str| {
        let cleaned = match text.split_once(PAGE_BREAK) {
            None => clean(example(text), rules),
            Some((first, others)) => {
                let first = titled(first);
                let others = others.split(PAGE_BREAK).map(titled);
                let knowledge = taught(others.chain([first.clone()]));
                clean_knowing(first, rules, &knowledge)
            }
        };
        let mut removals = cleaned.removals.iter();
        removals.any(|removal| removal.rule == card.id)
    };
    let id = &card.id;
    let removes = card.examples.removes.iter().filter(|text| !touches(text));
    let removes = removes.map(|text| format!("rule `{id}` leaves its example alone: {text:?}"));
    let keeps = card.examples.keeps.iter().filter(|text| touches(text));
    let keeps = keeps.map(|text| format!("rule `{id}` takes from its counter-example: {text:?}"));
    Trial {
        rule: Arc::clone(id),
        examples: card.examples.removes.len() + card.examples.keeps.len(),
        wrong: removes.chain(keeps).collect(),
    }
}

/// What sets the pages of an example apart that needs several of them: rules
/// that know a corpus are shown one.
const PAGE_BREAK: char = '\u{c}';

fn example(text: &str) -> Document {
    let media = if text.starts_with('<') {
        Media::Html
    } else {
        Media::Text
    };
    parse(RawPage {
        media,
        bytes: text.into(),
        ..RawPage::default()
    })
}

/// A page of several, called by its first line.
fn titled(text: &str) -> Document {
    let mut document = example(text);
    document.metadata.title = text.lines().next().map(str::to_owned);
    document
}

fn taught(pages: impl Iterator<Item = Document>) -> Knowledge {
    let lessons: Vec<_> = pages.map(|page| lesson(&page)).collect();
    let mut keys: Vec<u64> = lessons
        .iter()
        .flat_map(|lesson| lesson.lines.clone())
        .collect();
    keys.sort_unstable();
    let lines = keys.chunk_by(|one, other| one == other);
    let lines = lines.filter_map(|same| Some((*same.first()?, u32::try_from(same.len()).ok()?)));
    let titles = lessons
        .iter()
        .flat_map(|lesson| lesson.titles.clone())
        .collect();
    Knowledge::new(lines, titles)
}
