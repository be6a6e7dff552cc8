//! Every measured rule on its own examples; phrase rules are held to theirs
//! when they are compiled.

use super::{Rules, clean};
use crate::model::{Card, CleanedDocument, Media, RawPage};
use crate::parse::parse;

/// The examples that come out wrong, a message each.
pub(super) fn failing(rules: &Rules) -> Vec<String> {
    let mut wrong = Vec::new();
    for card in rules.measured.iter().map(|rule| rule.card()) {
        let touches = |text: &str| named(&cleaned(text, rules), &card);
        let missed = card.examples.removes.iter().filter(|text| !touches(text));
        wrong.extend(
            missed.map(|text| format!("rule `{}` leaves its example alone: {text:?}", card.id)),
        );
        let taken = card.examples.keeps.iter().filter(|text| touches(text));
        wrong.extend(taken.map(|text| {
            format!(
                "rule `{}` takes from its counter-example: {text:?}",
                card.id
            )
        }));
    }
    wrong
}

fn cleaned(text: &str, rules: &Rules) -> CleanedDocument {
    let media = if text.starts_with('<') {
        Media::Html
    } else {
        Media::Text
    };
    clean(
        parse(RawPage {
            media,
            bytes: text.into(),
            ..RawPage::default()
        }),
        rules,
    )
}

fn named(cleaned: &CleanedDocument, card: &Card) -> bool {
    cleaned
        .removals
        .iter()
        .any(|removal| removal.rule == card.id)
}
