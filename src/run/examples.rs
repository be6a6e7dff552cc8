//! Every measured rule on its own examples.

use crate::clean::{Rules, clean};
use crate::model::{Media, RawPage};
use crate::parse::parse;

/// The examples of measured rules that come out wrong, a message each.
pub fn failing_examples(rules: &Rules) -> Vec<String> {
    let mut wrong = Vec::new();
    for card in rules.measured() {
        let touches = |text: &str| {
            let media = if text.starts_with('<') {
                Media::Html
            } else {
                Media::Text
            };
            let page = RawPage {
                media,
                bytes: text.into(),
                ..RawPage::default()
            };
            clean(parse(page), rules)
                .removals
                .iter()
                .any(|removal| removal.rule == card.id)
        };
        for text in card.examples.removes.iter().filter(|text| !touches(text)) {
            wrong.push(format!(
                "rule `{}` leaves its example alone: {text:?}",
                card.id
            ));
        }
        for text in card.examples.keeps.iter().filter(|text| touches(text)) {
            wrong.push(format!(
                "rule `{}` takes from its counter-example: {text:?}",
                card.id
            ));
        }
    }
    wrong
}
