//! Phrases that are selectors of CSS, for those who know their sites.

use scraper::Html;

use super::card::{Mask, Where};
use super::error::{Fault, RuleErrorKind};
use super::source::RawRule;
use super::symbol::id;
use super::{Match, Phrase, Phrases};
use crate::model::Selector;

/// A page of which no part is boilerplate.
const ANY_PAGE: &str = "<body><p>Qyxvo zorbuk";

/// Reads a selector of a stanza; `card` is the place of its rule.
pub(super) fn selector(
    card: usize,
    rule: &RawRule,
    text: &str,
) -> Result<(Selector, Phrase), Fault> {
    let wrong = |why: String, hint| Fault::new(RuleErrorKind::Phrase, why, hint);
    let selector = Selector::parse(text).ok_or_else(|| {
        wrong(
            "no selector of CSS, or of more than elements and attributes".to_owned(),
            "write it as in a style sheet, such as `aside.promo > p`",
        )
    })?;
    if selector.chooses_of(&Html::parse_document(ANY_PAGE)) {
        return Err(wrong(
            "would choose something on any page".to_owned(),
            "name a class, an id or an attribute that only such elements have",
        ));
    }
    let phrase = Phrase {
        rule: id(card),
        wheres: Where::Selector.bit(),
        place: None,
        level: rule.level,
        announces: false,
        most: 0,
        text: text.into(),
    };
    Ok((selector, phrase))
}

impl Phrases {
    /// Whether any rule has one.
    pub(crate) const fn has_selectors(&self) -> bool {
        !self.selectors.is_empty()
    }

    /// The selectors of the rules that are on, each with the number of its phrase.
    pub(crate) fn selectors(&self, mask: &Mask) -> Vec<(u32, &Selector)> {
        let numbered = self.selectors.iter();
        let on = numbered.filter(|(number, _)| {
            let phrase = self.known.get(*number as usize);
            phrase.is_some_and(|phrase| mask.allows(phrase.rule as usize))
        });
        on.map(|(number, selector)| (*number, selector)).collect()
    }

    /// Which selector of the rules that are on chooses something of a fragment.
    pub(super) fn choose(&self, fragment: &str, mask: &Mask, found: &mut Vec<Match>) {
        found.clear();
        let page = Html::parse_fragment(fragment);
        let mut selectors = self.selectors(mask).into_iter();
        let first = selectors.find(|(_, selector)| selector.chooses_of(&page));
        found.extend(first.and_then(|(number, _)| self.choice(number)));
    }

    /// What a selector found, as a match of its whole text.
    pub(crate) fn choice(&self, number: u32) -> Option<Match> {
        let phrase = self.known.get(number as usize)?;
        Some(Match {
            start: 0,
            end: phrase.text.len(),
            rule: phrase.rule as usize,
            phrase: number as usize,
        })
    }
}
